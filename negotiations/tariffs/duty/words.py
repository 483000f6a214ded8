"""A duty expression cut into words, numbers and signs, each with its place; and what is said where it goes wrong."""

import re
from dataclasses import dataclass

from negotiations.tariffs.duty.phrases import Phrases


class DutyError(ValueError):
    """A duty expression that cannot be read: where (`position`, from 0), and what to write instead (`hint`)."""

    def __init__(self, position: int, hint: str):
        super().__init__(position, hint)
        self.position = position
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.hint} (at character {self.position + 1})."


@dataclass(frozen=True)
class Word:
    """A word in lower case and without its full stop, a number, or a sign; `kind` is "end" after the last."""

    kind: str
    text: str
    position: int
    end: int


# No text can be matched in two ways, so the time taken is linear in its length.
_WORD = re.compile(
    r"(?P<space>\s+)|(?P<number>[0-9]+(?:[.,][0-9]+)*)|(?P<word>[^\W\d_]+\.?)|(?P<sign>[-%¢$€£/+(),;:.])|(?P<other>.)"
)
_SAME = str.maketrans("％−‑‐", "%---")


def words(text: str) -> list[Word]:
    """The words of the text in order, and the end. Raises DutyError at a character that no duty has."""
    matches = _WORD.finditer(text.translate(_SAME))
    found = [_word(match) for match in matches if match.lastgroup != "space"]
    return [*found, Word("end", "", len(text.rstrip()), len(text))]


class Cursor:
    """The words of a text, and how far they have been read."""

    def __init__(self, text: str):
        self.text = text
        self.words = words(text)
        self.at = 0

    @property
    def now(self) -> Word:
        return self.words[self.at]

    @property
    def before(self) -> Word:
        return self.words[self.at - 1]

    def ahead(self, count: int) -> tuple[str, ...]:
        """The next words, fewer of them at the end."""
        return tuple(word.text for word in self.words[self.at : self.at + count])

    def take(self, *phrase: str) -> bool:
        """Step over the phrase if it stands here."""
        if self.ahead(len(phrase)) != phrase:
            return False
        self.at += len(phrase)
        return True

    def take_any(self, ways: Phrases) -> bool:
        """Step over the first of these phrases that stands here."""
        return any(self.take(*phrase) for phrase in ways)

    def error(self, hint: str) -> DutyError:
        return DutyError(self.now.position, hint)

    def make[Form](self, form: type[Form], *parts: object, position: int) -> Form:
        """The form from its parts; what the form finds wrong with them is an error at that position."""
        try:
            return form(*parts)
        except ValueError as error:
            raise DutyError(position, str(error)) from None


def _word(match: re.Match[str]) -> Word:
    kind, text = str(match.lastgroup), match[0]
    if kind == "other":
        raise DutyError(match.start(), _instead_of(text))
    return Word(kind, text.lower().rstrip(".") or text, match.start(), match.end())


def _instead_of(character: str) -> str:
    if character.isdecimal():
        return "Write numbers with the digits 0 to 9"
    if character in "¥￥":
        return "Write JPY or CNY: the sign stands for both"
    if character in "–—~":
        return "Write one rate: a range or an estimate has no single value"
    return (
        f"Leave out “{character}”"
        if character.isprintable()
        else "Leave out the character that does not show"
    )
