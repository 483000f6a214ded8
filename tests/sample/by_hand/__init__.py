"""Answers on duties that were worked out by hand from legal texts, with the document and the sentence of each."""
