"""The text gate: which characters may enter the record, and how the dangerous ones are shown.

Words are kept verbatim. What is refused can never be part of a word that somebody wrote: NUL and other
control characters break files, feeds and databases; lone surrogates cannot be stored at all.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError

# C0 and C1 controls but for tab and line feed; surrogates; noncharacters; interlinear and tag characters.
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\uffff\U000e0000-\U000e007f]"
)
_LINE_BREAKS = re.compile("[\n\t\u2028\u2029]")
# Characters that reorder what stands beside them without being seen.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _name(character: str) -> str:
    name = unicodedata.name(character, "a control character")
    return f"U+{ord(character):04X} ({name.lower()})"


def refuse_control_characters(value: str) -> None:
    """Raise ValidationError with the position and the name of the first character that is refused."""
    if found := _REFUSED.search(value):
        raise ValidationError(
            "Character %(position)d is %(name)s, which cannot be stored. Delete it and type the words again.",
            code="control_character",
            params={"position": found.start() + 1, "name": _name(found.group())},
        )


def refuse_line_breaks(value: str) -> None:
    """Raise ValidationError where a one-line text holds a line break or a tab."""
    if found := _LINE_BREAKS.search(value):
        raise ValidationError(
            "This field holds one line. There is %(name)s at character %(position)d.",
            code="line_break",
            params={"position": found.start() + 1, "name": _name(found.group())},
        )


def has_refused_character(value: str) -> bool:
    """True where a text could not be stored."""
    return _REFUSED.search(value) is not None


def marked(text: str) -> str:
    """The text as it is shown: bidirectional controls stand as visible marks, so that nothing hides behind them."""
    return _BIDI.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)


def clean_lines(text: str) -> str:
    """Line ends as one form (browsers send CR LF), and no white space around the whole."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
