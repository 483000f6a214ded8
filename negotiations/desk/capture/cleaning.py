"""What strangers wrote, as far as it may enter a form: no control characters, nothing that reorders words unseen."""

import html
import re
import unicodedata

from negotiations.values.texts import clean_lines, has_refused_character

# They reorder what stands beside them, or cannot be seen at all. Joiners stay: some scripts need them.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
_MOST = 20_000  # characters of one value that are looked at


def line(text: object, at_most: int) -> str:
    """One line of at most so many characters; '' for what is no text."""
    if not isinstance(text, str):
        return ""
    shown = without_refused(_UNSEEN.sub("", html.unescape(text[:_MOST])))
    shown = " ".join(shown.split())
    return shown if len(shown) <= at_most else shown[: at_most - 2].rstrip() + " …"


def without_refused(text: str) -> str:
    """The text without the characters that no database or file holds."""
    if not has_refused_character(text):
        return text
    return "".join(c for c in text if c in "\n\t" or not has_refused_character(c))


def passage(text: str, at_most: int) -> str:
    """A text of many lines as it is stored: every word as it was, and at most so many characters."""
    return clean_lines(without_refused(clean_lines(text)[:at_most]))


def address(text: str) -> str:
    """A pasted address without what came along with it: spaces, line ends, what cannot be seen, < and >."""
    return "".join(_UNSEEN.sub("", without_refused(text)).split()).strip("<>")


def folded(text: str) -> str:
    """A text as two are compared by: width, case, and what cannot be seen make no difference."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold().split())
