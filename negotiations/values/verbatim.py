"""Whether the words of a quote stand in a text, and where.

Words are compared as `folding` leaves them: typography does not count, every letter and figure does. They have to
stand there as whole words: "tariff" is no quote from "tariffs", "we can" none from "we can't", "5%" none from "2.5%",
"tariff barriers" none from "non-tariff barriers". Scripts without spaces have no such edges.

- Dots (…, ..., . . ., [...], （中略）) stand for words left out. What they skip may be up to 3,000 characters, and may
  cross three paragraphs; the order is kept.
- Brackets ([the minister], ［首相］, 〔首相〕) stand for words added, or put in the place of others: of up to 120
  characters within a paragraph. Inside a word (negotiat[ed]) they replace up to 12 characters.
- A single letter in brackets before others ([T]he) is that letter, large or small.

Where dots or brackets stand in the text itself just as in the quote, they are words like all others.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from itertools import groupby

from negotiations.values.alignment import Passage, closest
from negotiations.values.folding import (
    ELLIPSIS,
    HYPHENS,
    INVISIBLE,
    UNSPACED,
    compounds,
    fold,
    has_broken_words,
    mark_class,
)

MOST_LEFT_OUT = 3_000  # characters that dots may stand for
MOST_PARAGRAPHS = 3  # paragraphs that they may cross
MOST_REPLACED = 120  # characters that brackets may stand for
_MOST_OF_A_WORD = 12
_MOST_PARTS = 40  # of a quote with more, no place is looked for: nobody leaves words out so often
_MOST_PLACES = 5_000  # of one part; no words of a language stand in a text more often
_MOST_EFFORT = 2_000_000  # letters compared at places that turned out to cut a word

_DOTS = re.compile(rf"[\[［〔(（]\s*(?:{ELLIPSIS}|[前中後]?略)\s*[\]］〕)）]|{ELLIPSIS}")
_OMISSION = re.compile(rf"(?P<dots>{_DOTS.pattern})|[\[［〔](?P<inside>[^\[\]［］〔〕]*)[\]］〕]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LAST_LINE = re.compile(r"(?<=[.!?。！？…」』”\"’'）)])[^\S\n]*\n")
_HIDDEN = re.compile(f"[{INVISIBLE}]")
_WORD = f"(?![{UNSPACED}\u1100-\u11ff\uac00-\ud7af])[^\\W_]"
_ENDS_IN_WORD, _BEGINS_WITH_WORD = re.compile(f"{_WORD}\\Z"), re.compile(_WORD)
_CUT_BEHIND = re.compile(f"(?:['’{HYPHENS}]|-[^\\S\\n]*\\n\\s*)?{_WORD}")
_CUT_BEFORE = re.compile(f"{_WORD}(?:[{HYPHENS}]|-[^\\S\\n]*\\n\\s*)?\\Z")
_FIGURE_BEHIND, _FIGURE_BEFORE = re.compile(r"[.,．，]\d"), re.compile(r"(?:\d[.,．，]|(?:\A|[\s(])[-−])\Z")
_MOST_SHOWN = 3  # closest passages of one quote
_EDGE = 16  # characters beside a place that show whether it cuts a word


class Outcome(StrEnum):
    """What a check found; the first three are values of the vocabulary."""

    VERBATIM = "verbatim"
    ELLIPSES = "ellipses"
    DIFFERS = "differs"
    NOT_FOUND = "not_found"


class NothingToCheck(ValueError):
    """The quote holds no words: it is empty, or nothing but dots, brackets and marks."""


@dataclass(frozen=True)
class Place:
    """Where the words stand: the stretches of the original text that match them, in order."""

    spans: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@dataclass(frozen=True)
class Result:
    """The outcome; where the words stand (every place, in order); where they differ, the closest passages.

    `apart` is True where each part of a quote stands in the text, but not in this order or too far from each other.
    """

    outcome: Outcome
    places: tuple[Place, ...] = ()
    passages: tuple[Passage, ...] = ()
    apart: bool = False


@dataclass(frozen=True)
class _Part:
    """Words between two omissions. `needles` are its possible letters, `most` the characters that may be left out
    before it (None: any number, at the beginning), `paragraphs` the breaks that these may cross."""

    needles: tuple[str, ...]
    most: int | None = None
    paragraphs: int = 0
    begins_whole: bool = True
    ends_whole: bool = True
    stretch: int = 0  # which of the stretches between dots it belongs to


def check(quote: str, text: str) -> Result:
    """Compare a quote with a text. Raises NothingToCheck where the quote holds no words."""
    parts = _parts(quote)
    if not parts:
        raise NothingToCheck("There are no words to look for.")
    return _Page(quote, text).compare(quote, parts)


def _parts(quote: str) -> list[_Part]:
    """The words between omissions; an omission between two parts belongs to the second."""
    found: list[_Part] = []
    at, stretch, coming = 0, 0, _Part(())
    for omission in _OMISSION.finditer(quote):
        attached = _is_letter(quote, omission.start() - 1), _is_letter(quote, omission.end())
        if words := _needle(quote[at : omission.start()]):
            found.append(replace(coming, needles=_with_capital(coming, words), ends_whole=not attached[0]))
            coming = _Part((), most=0)
        at, inside = omission.end(), omission.group("inside")
        if omission.group("dots"):
            stretch += 1
            coming = _after(coming, MOST_LEFT_OUT, MOST_PARAGRAPHS, stretch)
        elif len((inside or "").strip()) == 1 and inside.strip().isalpha() and attached == (False, True):
            coming = replace(_after(coming, 1, 0, stretch), needles=(inside.strip(),))
        elif any(attached):
            coming = replace(_after(coming, _MOST_OF_A_WORD, 0, stretch), begins_whole=not attached[1])
        else:
            coming = _after(coming, MOST_REPLACED, 0, stretch)
    if words := _needle(quote[at:]):
        found.append(replace(coming, needles=_with_capital(coming, words)))
    return found


def _after(coming: _Part, most: int, paragraphs: int, stretch: int) -> _Part:
    """Several omissions in a row may leave out as much as all of them."""
    return _Part(
        (),
        most=None if coming.most is None else coming.most + most,
        paragraphs=coming.paragraphs + paragraphs,
        stretch=stretch,
    )


def _needle(words: str) -> str:
    """Words as they are looked for, '' where they hold no letter and no figure."""
    folded = fold(words).text.strip(' "')
    return folded if any(letter.isalnum() for letter in folded) else ""


def _with_capital(coming: _Part, words: str) -> tuple[str, ...]:
    """The words alone, or behind the letter that stood in brackets before them, large and small."""
    letters = {letter for needle in coming.needles for letter in (needle.upper(), needle.lower())}
    return tuple(sorted(fold(letter + words).text for letter in letters)) or (words,)


def _is_letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum() and bool(_BEGINS_WITH_WORD.match(text, at))


class _Page:
    """A text that words are looked for in."""

    def __init__(self, quote: str, text: str):
        self.text = text
        self.page = fold(text, keep=compounds(quote))
        self.known: dict[tuple[str, bool, bool], list[tuple[int, int]]] = {}
        self.keep = compounds(text) if has_broken_words(quote) else frozenset()

    def compare(self, quote: str, parts: list[_Part]) -> Result:
        whole = fold(quote, keep=self.keep).text.strip(' "')
        if places := [Place((span,)) for span in self._find(_Part((whole,)))]:
            return Result(Outcome.VERBATIM, tuple(places))
        has_omissions = _OMISSION.search(quote) is not None
        if has_omissions and len(parts) <= _MOST_PARTS and (places := self._chains(parts)):
            return Result(Outcome.ELLIPSES, tuple(places))
        return self._difference(quote, parts)

    def _difference(self, quote: str, parts: list[_Part]) -> Result:
        """Each stretch between dots that does not stand in the text, beside the passage that is closest to it."""
        passages, missing = [], 0
        stretches = {stretch: list(here) for stretch, here in groupby(parts, key=lambda part: part.stretch)}
        for stretch, words in enumerate(_DOTS.split(quote)):
            here = stretches.get(stretch)
            if not here or (
                len(parts) <= _MOST_PARTS and self._chains([replace(here[0], most=None), *here[1:]])
            ):
                continue
            missing += 1
            if missing <= _MOST_SHOWN and (found := closest(_OMISSION.sub(" ", words), self.page, self.text)):
                passages.append(found)
        if not missing:
            firsts = [
                Passage(span[0], span[1], (("kept", self.text[slice(*span)]),))
                for part in parts
                for span in list(self._find(part))[:1]
            ]
            return Result(Outcome.DIFFERS, passages=tuple(firsts), apart=True)
        return Result(Outcome.DIFFERS if passages else Outcome.NOT_FOUND, passages=tuple(passages))

    def _chains(self, parts: list[_Part]) -> list[Place]:
        """Every place where the parts follow each other, none too far behind the one before it.

        From the left: a part can be reached from the nearest part before it that could be reached itself.
        """
        steps = [[(span, 0) for span in self._find(parts[0])]]  # each with its place in the step before
        for part in parts[1:]:
            ends, following = [span[1] for span, _ in steps[-1]], []
            for span in self._find(part):
                before = bisect_right(ends, span[0]) - 1
                if before >= 0 and self._is_near(ends[before], span[0], part):
                    following.append((span, before))
            steps.append(following)
        nearest: dict[int, Place] = {}
        for last in range(len(steps[-1]) - 1, -1, -1):
            chain, place = [], last
            for step in reversed(steps):
                span, before = step[place]
                chain.append(span)
                place = before
            nearest[chain[-1][0]] = Place(tuple(reversed(chain)))
        return [nearest[start] for start in sorted(nearest)]

    def _is_near(self, end: int, start: int, part: _Part) -> bool:
        if part.most is None:
            return True
        if start - end > part.most:
            return False
        breaks = bisect_right(self._breaks, start - 1) - bisect_right(self._breaks, end - 1)
        return breaks <= part.paragraphs

    @cached_property
    def _breaks(self) -> list[int]:
        """Where paragraphs end: at blank lines; in a text without any, at line ends behind the end of a sentence."""
        found = [match.start() for match in _BLANK_LINE.finditer(self.text)]
        return found or [match.start() for match in _LAST_LINE.finditer(self.text)]

    def _find(self, part: _Part) -> list[tuple[int, int]]:
        """Where a part stands in the original, as whole words, in order."""
        found = [
            span
            for needle in part.needles
            for span in self._places(needle, part.begins_whole, part.ends_whole)
        ]
        return sorted(found) if len(part.needles) > 1 else found

    def _places(self, needle: str, begins_whole: bool, ends_whole: bool) -> list[tuple[int, int]]:
        asked = needle, begins_whole, ends_whole
        if asked not in self.known:
            self.known[asked] = list(self._search(*asked))
        return self.known[asked]

    def _search(self, needle: str, begins_whole: bool, ends_whole: bool) -> Iterator[tuple[int, int]]:
        at, effort, count = self.page.text.find(needle), 0, 0
        while at >= 0 and count < _MOST_PLACES:
            span = self.page.span(at, at + len(needle))
            if span and not self._cuts(span, needle, begins_whole, ends_whole):
                yield span
                count, step = count + 1, len(needle)
            else:
                effort += len(needle)
                step = 1 if effort < _MOST_EFFORT else len(needle)
            at = self.page.text.find(needle, at + step)

    def _cuts(self, span: tuple[int, int], needle: str, begins_whole: bool, ends_whole: bool) -> bool:
        """Whether a place begins or ends within a word, a figure, or a letter with its marks."""
        start, end = span
        behind = _HIDDEN.sub("", self.text[end : end + _EDGE])
        if _marks().match(behind):
            return True
        before = _marks().sub("", _HIDDEN.sub("", self.text[max(0, start - _EDGE) : start]))
        return (begins_whole and _cuts_beginning(before, needle[0])) or (
            ends_whole and _cuts_end(_marks().sub("", needle[-_EDGE:]), behind)
        )


def _cuts_beginning(before: str, first: str) -> bool:
    if first.isdigit() and _FIGURE_BEFORE.search(before):
        return True
    return bool(_BEGINS_WITH_WORD.match(first) and _CUT_BEFORE.search(before))


def _cuts_end(last: str, behind: str) -> bool:
    if last[-1:].isdigit() and _FIGURE_BEHIND.match(behind):
        return True
    if last[-1:] == "-":  # "non-" of "non-tariff"
        return bool(_ENDS_IN_WORD.search(last[:-1]) and _BEGINS_WITH_WORD.match(behind))
    return bool(_ENDS_IN_WORD.search(last) and _CUT_BEHIND.match(behind))


@cache
def _marks() -> re.Pattern:
    return re.compile(f"[{mark_class()}]+")
