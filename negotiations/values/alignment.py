"""Finding the passage of a text that is closest to some words, and what differs between the two, word by word.

Both use bit-parallel dynamic programming: a row of the table is one long integer. So the answer is the best there is,
and the time grows with (length of the text) x (length of the words) / (bits of a machine word), whatever they hold.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from negotiations.values.folding import (
    DASHES,
    ELLIPSIS,
    HYPHENS,
    INVISIBLE,
    UNSPACED,
    Folded,
    fold,
    mark_class,
)

_ALMOST = 0.4  # a passage that would need more changes than this share of the words is another passage
_FEW_WORDS = 8  # fewer than these are looked for letter by letter
_PROBE = 8  # letters of a probe; fewer for short words
_LARGE = 50_000  # letters of a text, above which probes narrow it down first
_LONGEST_TOKEN = 200
_LONGEST = 5_000  # letters; nobody reads the differences of longer words


@dataclass(frozen=True)
class Token:
    """A word, a figure, a mark, or one letter of a script without spaces; `key` is what it is compared by."""

    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Passage:
    """A stretch of a text, and what differs between the words and it.

    `pieces` are (state, text) in reading order: "kept" stands in both, "quote" in the words alone, "source" in the
    text alone.
    """

    start: int
    end: int
    pieces: tuple[tuple[str, str], ...]


@cache
def _token() -> re.Pattern:
    mark, word = mark_class(), f"(?![{UNSPACED}])[^\\W_]"
    joined = f"['’{HYPHENS}](?={word})|-[^\\S\\n]*\\n\\s*(?={word})|(?<=\\d)[.,](?=\\d)|[{mark}{INVISIBLE}]"
    return re.compile(f"{word}(?:{word}|{joined})*|{ELLIPSIS}|[{DASHES}]+|[^\\s{INVISIBLE}][{mark}]*")


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a stretch of a text."""
    known: dict[str, str] = {}
    found = []
    for match in _token().finditer(text, start, len(text) if end is None else end):
        raw = match.group()
        if (key := known.get(raw)) is None:
            key = known[raw] = fold(raw).text
        if key:
            found.append(Token(match.start(), match.end(), key))
    return found


def closest(words: str, page: Folded, text: str) -> Passage | None:
    """The passage of `text` (`page` is it, folded) that takes the fewest changes to become `words`.

    None where even that one would have to be rewritten rather than changed; in a large text also where it has no run
    of a few letters in common with the words.
    """
    quote, key = tokens(words), fold(words).text
    first, last = _narrowed(key, page)
    if not quote or first == last or len(key) > _LONGEST:
        return None
    if len(quote) < _FEW_WORDS:
        start, end = _nearest(key, page.text[first:last])
        near = _touching(text, page, first + start, first + end)
    else:
        near = tokens(text, page.starts[first], page.ends[last - 1])
        start, end = _nearest([token.key for token in quote], [token.key for token in near])
        near = near[start:end]
    if not near:
        return None
    pairs = _common([token.key for token in quote], [token.key for token in near])
    near, pairs = _trimmed(quote, near, pairs)
    found = fold(text[near[0].start : near[-1].end]).text
    if _distance(key, found) > _ALMOST * max(len(key), len(found)):
        return None
    return Passage(near[0].start, near[-1].end, _pieces(words, quote, text, near, pairs))


def _trimmed(
    quote: list[Token], near: list[Token], pairs: list[tuple[int, int]]
) -> tuple[list[Token], list[tuple[int, int]]]:
    """The passage without words at its ends that stand for none of the quote's."""
    if not pairs:
        return near, pairs
    (at, place), (last_at, last_place) = pairs[0], pairs[-1]
    first = place - _stands_for(quote[:at][::-1], near[:place][::-1])
    end = last_place + 1 + _stands_for(quote[last_at + 1 :], near[last_place + 1 :])
    return near[first:end], [(at, place - first) for at, place in pairs]


def _stands_for(quote: list[Token], near: list[Token]) -> int:
    """How many tokens of the text, outwards, stand for those of the quote: no more of them, and no mark for a word."""
    count = min(len(quote), len(near))
    has_words = any(token.key[0].isalnum() for token in quote)
    while count and has_words and not near[count - 1].key[0].isalnum():
        count -= 1
    return count


def _narrowed(key: str, page: Folded) -> tuple[int, int]:
    """The stretch of a large page to look at: around where most short pieces of the words are found together."""
    if len(page.text) <= _LARGE:
        return 0, len(page.text)
    probe = max(2, min(_PROBE, len(key) // 4))
    width = max(200, 4 * len(key))
    votes: dict[int, int] = defaultdict(int)
    for offset in range(0, min(len(key), _LONGEST) - probe + 1, probe):
        at = page.text.find(key[offset : offset + probe])
        while at >= 0:
            place = max(0, at - offset) // width
            votes[place] += 1
            at = page.text.find(key[offset : offset + probe], max(at + 1, (place + 1) * width + offset))
    if not votes:
        return 0, 0
    best = max(votes, key=lambda place: (votes[place] + votes.get(place + 1, 0), -place))
    return max(0, (best - 1) * width), min(len(page.text), (best + 3) * width)


def _touching(text: str, page: Folded, start: int, end: int) -> list[Token]:
    """The tokens that a stretch of a folded page touches: whole words, where it begins or ends within one."""
    if start >= end:
        return []
    first, last = page.starts[start], page.ends[end - 1]
    around = tokens(text, max(0, first - _LONGEST_TOKEN), last + _LONGEST_TOKEN)
    return [token for token in around if token.end > first and token.start < last]


def _masks(pattern: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for place, item in enumerate(pattern):
        found[item] |= 1 << place
    return dict(found)


def _nearest(pattern: Sequence[str], text: Sequence[str]) -> tuple[int, int]:
    """The stretch of `text` with the smallest edit distance to `pattern` (Myers 1999); (0, 0) where none is near."""
    end, _ = _best_end(pattern, text, anchored=False)
    back = text[max(0, end - 2 * len(pattern)) : end][::-1]
    length, _ = _best_end(pattern[::-1], back, anchored=True)
    return end - length, end


def _distance(one: str, two: str) -> int:
    """The edit distance of two texts."""
    masks, full, high = _masks(one), (1 << len(one)) - 1, 1 << max(0, len(one) - 1)
    plus, minus, score = full, 0, len(one)
    for item in two:
        plus, minus, change = _step(masks.get(item, 0), plus, minus, full, high, 1)
        score += change
    return score if one else len(two)


def _best_end(pattern: Sequence[str], text: Sequence[str], *, anchored: bool) -> tuple[int, int]:
    """Where in `text` the best match of `pattern` ends, and its distance; anchored, it begins where `text` does."""
    masks, full, high = _masks(pattern), (1 << len(pattern)) - 1, 1 << (len(pattern) - 1)
    plus, minus, score = full, 0, len(pattern)
    best, where, carry = score, 0, int(anchored)
    for place, item in enumerate(text, start=1):
        plus, minus, change = _step(masks.get(item, 0), plus, minus, full, high, carry)
        score += change
        # Among equals the longer one: a changed end is shown with what it was.
        if score < best or (score == best and (anchored or place == where + 1)):
            best, where = score, place
    return where, best


def _step(equal: int, plus: int, minus: int, full: int, high: int, carry: int) -> tuple[int, int, int]:
    """One column of the table: the differences that go up and down, and the change at its foot."""
    across = (((equal & plus) + plus) ^ plus) | equal
    up, down = minus | ~(across | plus), plus & across
    change = 1 if up & high else -1 if down & high else 0
    up, down = (up << 1) | carry, down << 1
    either = equal | minus
    return (down | ~(either | up)) & full, up & either & full, change


def _common(one: Sequence[str], two: Sequence[str]) -> list[tuple[int, int]]:
    """The places of a longest common subsequence, as pairs (Hyyrö 2004)."""
    masks, full = _masks(one), (1 << len(one)) - 1
    row, rows = full, []
    for item in two:
        matched = row & masks.get(item, 0)
        row = ((row + matched) | (row - matched)) & full
        rows.append(row)
    pairs, at, place = [], len(one), len(two)
    while at and place:
        if rows[place - 1] >> (at - 1) & 1:
            at -= 1
        elif place > 1 and not rows[place - 2] >> (at - 1) & 1:
            place -= 1
        else:
            at, place = at - 1, place - 1
            pairs.append((at, place))
    return pairs[::-1]


def _pieces(
    words: str, quote: list[Token], text: str, near: list[Token], pairs: list[tuple[int, int]]
) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    here = there = 0
    for at, place in [*pairs, (len(quote), len(near))]:
        found.append(("quote", _between(words, quote, here, at)))
        found.append(("source", _between(text, near, there, place)))
        if at < len(quote):
            found.append(("kept", _between(text, near, place, place + 1)))
        here, there = at + 1, place + 1
    merged: list[tuple[str, str]] = []
    for state, piece in found:
        if not piece:
            continue
        if merged and merged[-1][0] == state:
            merged[-1] = (state, merged[-1][1] + piece)
        else:
            merged.append((state, piece))
    return tuple(merged)


def _between(text: str, found: list[Token], start: int, end: int) -> str:
    """The original of some tokens, with the white space behind them."""
    if start >= end:
        return ""
    return text[found[start].start : found[end].start if end < len(found) else found[end - 1].end]
