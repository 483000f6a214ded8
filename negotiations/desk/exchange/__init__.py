"""The printed record as a folder of files: out of one instance and into an empty one.

`layout` says what the files are called and what a line of each holds, `writing` writes the folder, `opening` reads
files that nobody vouches for, `checking` refuses what printing could not have made, `loading` puts the rest into the
database.
"""
