"""The words of the field, for readers: /glossary/ and, in the same words, the first part of docs/glossary.md.

What a law allows today, its caps and its terms change: they stand on the pages of the authorities and not here.
"""

from negotiations.public.glossary.lists import GROUPS, TERMS, letters, markdown, states
from negotiations.public.glossary.term import Term

__all__ = ["GROUPS", "TERMS", "Term", "letters", "markdown", "states"]
