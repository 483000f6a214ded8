"""Quick capture: from the address of a page to a source with its text and a draft that cites it.

`pages` fetches and reads, `known` tells what is on record already, `proposals` what else can be guessed, and `drafts`
saves all of it at once. What is read from a page is only ever proposed: an editor sees it before it is saved.
"""
