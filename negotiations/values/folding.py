"""Texts without what typography alone decides, for comparison only, with the way back to the original.

Folded alike are: runs of white space; quotation marks and apostrophes of every kind; hyphens and dashes; dots that
stand for something left out; full and half width, ligatures, composed and decomposed letters; characters that nobody
sees; a word that was broken at the end of a line. Upper and lower case are not: they are the author's. Neither are
raised figures and fractions, which would become other numbers (10² is not 102).
"""

import re
import unicodedata
from array import array
from collections.abc import Set
from dataclasses import dataclass, field
from functools import cache

INVISIBLE = (
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"
)
QUOTES = (
    "\"'`\u00ab\u00b4\u00bb\u02b9-\u02bd\u2018-\u201f\u2032-\u2037\u2039\u203a\u2057\u275b-\u275e\u300c-\u300f\u301d-\u301f"
    "\ufe41-\ufe44\uff02\uff07\uff40\uff62\uff63"
)
HYPHENS = "\\-\u2010\u2011"
DASHES = HYPHENS + "\u02d7\u058a\u2012-\u2015\u2043\u2212\u2500\u2501\u2e3a\u2e3b\ufe58\ufe63\uff0d"
# Scripts without spaces between words, and their punctuation; a line break in them is no space.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3000-\u30ff\u31c0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
ELLIPSIS = r"(?:[…⋯]|‥{1,2}|\.(?:\s?\.){2,}|・{3,})(?:\s?(?:[…⋯]|‥{1,2}|\.(?:\s?\.){2,}|・{3,}))*"

_HANGUL_PARTS = "\u1100-\u11ff"
_AS_TILDE = "\u02dc\u223c\u301c\uff5e"
_KEPT_APART = ("super", "sub", "fraction", "circle")  # their compatible letters would say something else
_GAP = re.compile(rf"[\s{INVISIBLE}]+")
_DASH = re.compile(rf"[{DASHES}]+")
_ELLIPSIS = re.compile(ELLIPSIS)
_SYLLABLE = re.compile("[\u1100-\u115f]+[\u1160-\u11a7]*[\u11a8-\u11ff]*|[\u1160-\u11ff]+")
_LINE_END = re.compile(r"[-\u2010][^\S\n]*\n\s*(?=[^\W\d_])")
_COMPOUND = re.compile(rf"(?<=[^\W\d_])[{HYPHENS}\u2013](?=[^\W\d_])")
_LONGEST_WORD = 40
_MOST_MARKS = (
    30  # on one letter, as in Unicode's stream-safe form; sorting thousands would take quadratic time
)
# A space beside these is typography: around quotation marks and dashes, and before French punctuation.
_NO_SPACE_BESIDE = re.compile(f'["\\-…{UNSPACED}]')
_NO_SPACE_BEFORE = re.compile(f'["\\-…!?;:%{UNSPACED}]')


@dataclass
class Folded:
    """A folded text. Character `i` of it stands for the original from `starts[i]` to `ends[i]`."""

    text: str = ""
    starts: array = field(default_factory=lambda: array("I"))
    ends: array = field(default_factory=lambda: array("I"))

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of the folded text stands in the original; None where it would cut a character of it."""
        starts = self.starts
        if start and starts[start - 1] == starts[start]:
            return None
        if end < len(starts) and starts[end] == starts[end - 1]:
            return None
        return starts[start], self.ends[end - 1]


def fold(text: str, keep: Set[tuple[str, str]] = frozenset()) -> Folded:
    """The text folded, in linear time.

    A hyphen at the end of a line goes away with the line break, except between the halves named in `keep` (see
    `compounds`): nobody can see from "well-(line break)known" alone how the word is written.
    """
    return _Folder(text, keep).folded()


def compounds(text: str) -> frozenset[tuple[str, str]]:
    """The halves of every word that is written with a hyphen within a line: ("well", "known")."""
    return frozenset(
        (_letters_before(text, found.start()), _letters_after(text, found.end()))
        for found in _COMPOUND.finditer(text)
    )


def has_broken_words(text: str) -> bool:
    """True where a line ends in a hyphen."""
    return _LINE_END.search(text) is not None


class _Folder:
    def __init__(self, text: str, keep: Set[tuple[str, str]]):
        self.text, self.keep = text, keep
        self.pieces: list[str] = []
        self.last = ""  # the character that was written last
        self.gap: tuple[int, int] | None = None  # white space that was read and not written yet
        self.starts, self.ends = array("I"), array("I")

    def folded(self) -> Folded:
        text, special, at = self.text, _tables().special, 0
        while found := special.search(text, at):
            if at < found.start():
                self._copy(at, found.start())
            at = self._special(found.start())
        if at < len(text):
            self._copy(at, len(text))
        return Folded("".join(self.pieces), self.starts, self.ends)

    def _copy(self, start: int, end: int) -> None:
        if self.text[start] == " ":
            self.gap, start = self.gap or (start, start + 1), start + 1
        last = end - 1 if start < end and self.text[end - 1] == " " else end
        if start < last:
            self._close_gap(self.text[start])
            self.pieces.append(self.text[start:last])
            self.last = self.text[last - 1]
            self.starts.extend(range(start, last))
            self.ends.extend(range(start + 1, last + 1))
        if last < end:
            self.gap = self.gap or (last, end)

    def _write(self, letters: str, start: int, end: int) -> None:
        self._close_gap(letters[0])
        self.pieces.append(letters)
        self.last = letters[-1]
        self.starts.extend([start] * len(letters))
        self.ends.extend([end] * len(letters))

    def _close_gap(self, next_letter: str) -> None:
        """Write the white space before a character as one space, or as none."""
        if self.gap is None:
            return
        (start, end), self.gap = self.gap, None
        if self.last and not _NO_SPACE_BESIDE.match(self.last) and not _NO_SPACE_BEFORE.match(next_letter):
            self._write(" ", start, end)

    def _special(self, at: int) -> int:
        """Read what stands at a place that is not copied as it is; returns where it ends."""
        text, letter, tables = self.text, self.text[at], _tables()
        if found := _GAP.match(text, at):
            return self._white(found)
        if letter in tables.quotes:
            if self.last != '"':
                self._write('"', at, at + 1)
            self.gap = None
            return at + 1
        if letter in tables.dashes:
            return self._dash(at)
        if found := _ELLIPSIS.match(text, at):
            if self.last != "…":
                self._write("…", at, found.end())
            self.gap = None
            return found.end()
        if found := tables.marks.match(text, at):
            return self._mark(at, found.end())
        if found := _SYLLABLE.match(text, at):
            self._write(unicodedata.normalize("NFC", found.group()), at, found.end())
            return found.end()
        self._write(_one(letter), at, at + 1)
        return at + 1

    def _white(self, found: re.Match) -> int:
        run = found.group()
        if run[0] == "\u00ad" and "\n" in run:  # a word that was broken where its author allowed it
            return found.end()
        if not self.gap and any(letter.isspace() for letter in run):
            self.gap = found.span()
        return found.end()

    def _dash(self, at: int) -> int:
        broken = _LINE_END.match(self.text, at)
        if broken and not self.gap and self.last.isalpha():
            halves = _letters_before(self.text, at), _letters_after(self.text, broken.end())
            if halves not in self.keep:
                return broken.end()
        found = _DASH.match(self.text, at)
        end = found.end() if found else at + 1
        if self.last != "-":
            self._write("-", at, end)
        self.gap = None
        return end

    def _mark(self, start: int, end: int) -> int:
        """Marks join the letter that stands directly before them, as far as there is a letter for both."""
        marks = "".join(map(_one, self.text[start:end]))
        if not self.pieces or self.gap or self.ends[-1] != start or len(marks) > _MOST_MARKS:
            self._write(marks, start, end)
            return end
        self.pieces[-1] = self.pieces[-1][:-1]
        first = self.starts.pop()
        self.ends.pop()
        self._write(unicodedata.normalize("NFC", self.last + marks), first, end)
        return end


@dataclass(frozen=True)
class _Tables:
    special: re.Pattern
    marks: re.Pattern
    quotes: frozenset[str]
    dashes: frozenset[str]


@cache
def _tables() -> _Tables:
    """What is not copied as it is, found by asking the Unicode database once (some 100 ms)."""
    letters = [chr(code) for code in range(0x80, 0x2FA20) if not 0xD800 <= code < 0xE000]
    invisible = re.compile(f"[{INVISIBLE}]")
    marks = [c for c in letters if unicodedata.category(c)[0] == "M" and not invisible.match(c)]
    marks += ["\uff9e", "\uff9f"]
    changed = [c for c in letters if _one(c) != c]
    mark_class = _ranges(marks)
    white = r"\t\n\r\v\f\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    listed = f"{white}{INVISIBLE}{QUOTES}{DASHES}{_HANGUL_PARTS}…⋯‥"
    # A single space, a full stop and a middle dot are special only in company.
    company = rf"(?:(?<![ .・])|(?<= )(?:(?=[ {UNSPACED}!?;:%])|(?<=[{UNSPACED}] ))"
    dots = r"|(?<=\.)(?=\s?\.)|(?<=・)(?=・))"
    special = re.compile(f"[ .・{listed}{mark_class}{_ranges(changed)}]{company}{dots}")
    return _Tables(special, re.compile(f"[{mark_class}]+"), _members(QUOTES), _members(DASHES))


@cache
def mark_class() -> str:
    """Combining marks, as the inside of a class of regular expressions."""
    return _tables().marks.pattern[1:-2]


def _one(letter: str) -> str:
    """One character in its plain form: its letters where it is a ligature or of another width."""
    if letter in _AS_TILDE:
        return "~"
    made_of = unicodedata.decomposition(letter)
    if not made_of:
        return letter
    if made_of[0] != "<":
        return unicodedata.normalize("NFC", letter)
    if made_of[1 : made_of.index(">")] in _KEPT_APART:
        return letter
    plain = unicodedata.normalize("NFKC", letter)
    return letter if " " in plain else plain


def _ranges(letters: list[str]) -> str:
    """Characters in order as the inside of a class of regular expressions."""
    runs: list[list[int]] = []
    for code in sorted(map(ord, letters)):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in runs)


def _members(inside: str) -> frozenset[str]:
    pattern = re.compile(f"[{inside}]")
    return frozenset(chr(code) for code in range(0x10000) if pattern.match(chr(code)))


def _letters_before(text: str, at: int) -> str:
    start = at
    while start > max(0, at - _LONGEST_WORD) and text[start - 1].isalpha():
        start -= 1
    return text[start:at]


def _letters_after(text: str, at: int) -> str:
    end = at
    while end < min(len(text), at + _LONGEST_WORD) and text[end].isalpha():
        end += 1
    return text[at:end]
