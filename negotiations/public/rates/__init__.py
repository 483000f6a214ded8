"""What applies to certain goods, from there, on that day, and how we know: the answer at /rates/.

`asked` reads the question, `answers` works it out and gathers the printed entries behind it (`papers`, `telling`),
`words` says it in sentences, `figures` in few words, `reasons` why there is no sum; `phrases` and `duties` are their
pieces, `quoting` marks what stays in the words of a document, `told` says again what the arithmetic says in English.
`rows` are lists, `history` is time and editions, `data` JSON. Arithmetic is `tariffs.rates`'.
"""
