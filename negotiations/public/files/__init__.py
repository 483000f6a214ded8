"""A filter as a table: `rows` says what stands in it, `delimited` and `spreadsheet` how it is written."""
