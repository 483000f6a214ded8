"""The whole record as files under /data/: tables, editions, what is in them, and how to check and cite them.

`state` says at which state of the record they are read, `tables` what stands in which column, `rows` the rows,
`files` every file, `checksums` their sizes and hashes, `descriptions` the files about the files.
"""
