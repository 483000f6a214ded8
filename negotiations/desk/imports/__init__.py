"""Rows of a spreadsheet as drafts: read, planned, applied as one, and undone as one.

`reading` turns a file or pasted text into a table, `columns` says which columns there are and `cells`, `parts`, `names`
and `sources` what a cell means. `planning` tells for every row whether it is new, changed, unchanged or an error, and
writes nothing; `applying` carries a plan out, `undoing` takes it back. `mappings` are for files with columns of their
own. No row can publish, approve, or touch the state of an entry: those are no columns.
"""
