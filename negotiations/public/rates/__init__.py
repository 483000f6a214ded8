"""What applies to certain goods, from there, on that day, and how we know: the answer at /rates/.

`asked` reads the question, `answers` works it out and gathers the printed entries behind it (`papers`), `words` says it
in sentences, `rows` in lists, `history` over time and over editions, `data` as JSON. Arithmetic is `tariffs.rates`'.
"""
