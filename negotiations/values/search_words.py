"""The words of a text as a search sees them, the same for whatever database keeps them.

Case, accents, width and quotation marks are folded. Scripts without spaces (Chinese characters, kana, hangul) are cut
into overlapping pairs of characters, with the last one alone at the end of each run, so that any two characters that
stand side by side are found, and a single one by the beginning of a pair.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

TERMS_AT_MOST = 10
_SHORTEST_BEGINNING = 3  # letters from which on a word also finds the longer ones that begin with it
# A character with what combines with it: accents, and the voicing marks of half-width kana.
_CLUSTER = re.compile(
    "[^\u0300-\u036f\u3099\u309a\uff9e\uff9f][\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL
)
_UNSPACED = re.compile(
    "[\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003134f]"
)
_ASCII_RUN = re.compile("[0-9A-Za-z]+")
_QUOTED = re.compile(r'["“”„‟«»「」『』]([^"“”„‟«»「」『』]*)["“”„‟«»「」『』]')


class Word(NamedTuple):
    """One word of a text: folded, and where it stands (`end` is exclusive)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Term:
    """Words that must stand side by side; of the last one the beginning is enough where `is_open`."""

    words: tuple[str, ...]
    is_open: bool


def words(text: str) -> list[Word]:
    """The words of a text for an index, in order."""
    if text.isascii():  # nothing to fold but case: most of a record, in a tenth of the time
        return [Word(run.group().lower(), run.start(), run.end()) for run in _ASCII_RUN.finditer(text)]
    return [word for run, unspaced in _runs(text) for word in (_pairs(run) if unspaced else [_joined(run)])]


def terms(query: str) -> list[Term]:
    """What somebody looks for: each word, and each phrase between quotation marks, at most ten."""
    found = [_term(phrase, quoted=True) for phrase in _QUOTED.findall(query)]
    found += [_term(chunk, quoted=False) for chunk in _QUOTED.sub(" ", query).split()]
    return [term for term in dict.fromkeys(found) if term.words][:TERMS_AT_MOST]


def places(text: str, looked_for: list[Term]) -> list[tuple[int, int]]:
    """Where the terms stand in a text, as (start, end) that do not overlap, in order."""
    if text.isascii() and not _may_hold(text.lower(), looked_for):
        return []
    known = words(text)
    found = []
    for at, word in enumerate(known):
        for term in looked_for:
            if word.text.startswith(term.words[0]):
                here = known[at : at + len(term.words)]
                if _fits(here, term):
                    found.append((word.start, _end(here[-1], term)))
    return _merged(sorted(found))


def _may_hold(text: str, looked_for: list[Term]) -> bool:
    return any(term.words[0] in text for term in looked_for)


def _term(chunk: str, *, quoted: bool) -> Term:
    runs = list(_runs(chunk))
    found: list[str] = []
    for run, unspaced in runs:
        pairs = [word.text for word in _pairs(run)] if unspaced else [_joined(run).text]
        found += pairs[:-1] if len(pairs) > 1 else pairs
    if not found:
        return Term((), False)
    alone = runs[-1][1] and len(runs[-1][0]) == 1  # one character, which begins a pair
    return Term(
        tuple(found), alone or (not quoted and not runs[-1][1] and len(found[-1]) >= _SHORTEST_BEGINNING)
    )


def _fits(here: list[Word], term: Term) -> bool:
    if len(here) < len(term.words):
        return False
    *before, last = [word.text for word in here]
    wanted = term.words[-1]
    return tuple(before) == term.words[:-1] and (last.startswith(wanted) if term.is_open else last == wanted)


def _end(last: Word, term: Term) -> int:
    """Of a pair that was found by its first character, the end of that one."""
    whole = last.end - last.start
    is_pair = _UNSPACED.match(last.text) and len(last.text) > len(term.words[-1])
    return last.start + max(1, whole // 2) if is_pair else last.end


def _merged(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _runs(text: str) -> Iterator[tuple[list[Word], bool]]:
    """Stretches of letters and digits as single folded characters; whether they are of a script without spaces."""
    run: list[Word] = []
    is_unspaced = False
    for found in _CLUSTER.finditer(text):
        folded = _folded(found.group())
        unspaced = _UNSPACED.match(folded) is not None
        counts = folded != ""
        if run and (not counts or unspaced != is_unspaced):
            yield run, is_unspaced
            run = []
        if counts:
            run.append(Word(folded, found.start(), found.end()))
            is_unspaced = unspaced
    if run:
        yield run, is_unspaced


def _folded(cluster: str) -> str:
    """One character without width and case, and without accents where its script can spare them; '' for a sign."""
    text = unicodedata.normalize("NFKC", cluster)
    if not _UNSPACED.match(text):  # of kana the marks make other letters, which are single characters by now
        text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c))
    folded = unicodedata.normalize("NFKC", text.casefold())
    return "".join(c for c in folded if c.isalnum() or _UNSPACED.match(c))


def _joined(run: list[Word]) -> Word:
    return Word("".join(word.text for word in run), run[0].start, run[-1].end)


def _pairs(run: list[Word]) -> list[Word]:
    found = [Word(one.text + two.text, one.start, two.end) for one, two in pairwise(run)]
    return [*found, run[-1]]
