"""Product codes: one way to write them, and lists of them.

A code is kept as its digits: 8703.22.01 and 87032201 are the same line, and 8703 stands for every line under it. Codes
have an even number of digits (HS chapter 2, heading 4, subheading 6; CN and HTS 8; HTS statistical and TARIC 10): an
odd number means that a spreadsheet dropped a leading zero.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

_SEPARATORS = str.maketrans("", "", ". \u00a0\u2009")
LONGEST = 10
_DIGITS = frozenset("0123456789")


class CodeError(ValueError):
    """A text that is no product code; says what to write instead."""


def digits(text: str) -> str:
    """The digits of a code, '' for ''. Raises CodeError for anything else, and where a leading zero is missing."""
    found = text.strip().translate(_SEPARATORS)
    if not _DIGITS.issuperset(found):
        raise CodeError(f"“{text.strip()[:20]}” is not a product code. Write digits: 8703 or 8703.22.01.")
    if len(found) > LONGEST:
        raise CodeError(
            f"“{text.strip()[:20]}” has {len(found)} digits; a product code has at most {LONGEST}."
        )
    if len(found) % 2:
        raise CodeError(
            f"{text.strip()} has {len(found)} digits, and a code has an even number. Was it {dotted('0' + found)}?"
        )
    return found


def dotted(code: str) -> str:
    """A code as schedules print it: 8703, 8703.22, 8703.22.01, 8703.22.01.10."""
    parts = [code[:4], *(code[start : start + 2] for start in range(4, len(code), 2))]
    return ".".join(part for part in parts if part)


@dataclass(frozen=True)
class CodeList:
    """Codes by their digits, each with its own duty expression or ''."""

    duties: Mapping[str, str]

    @classmethod
    def parse(cls, text: str) -> "CodeList":
        """Read the canonical text: a line for each code, its duty after a tab. Raises CodeError."""
        found = {}
        for line in text.splitlines():
            code, _, duty = line.partition("\t")
            found[digits(code)] = duty.strip()
        return cls(found)

    def __str__(self) -> str:
        return "\n".join(
            f"{code}\t{self.duties[code]}" if self.duties[code] else code for code in self._ordered
        )

    def __len__(self) -> int:
        return len(self.duties)

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self.duties)

    @cached_property
    def _lengths(self) -> list[int]:
        return sorted({len(code) for code in self.duties}, reverse=True)

    def above(self, code: str) -> str | None:
        """The longest listed code that `code` is or stands under, None where there is none."""
        return next(
            (
                code[:length]
                for length in self._lengths
                if length <= len(code) and code[:length] in self.duties
            ),
            None,
        )

    def has_under(self, code: str) -> bool:
        """True where a listed code stands under `code`, which is shorter."""
        ordered = self._ordered
        place = bisect_left(ordered, code)
        if place < len(ordered) and ordered[place] == code:
            place += 1
        return place < len(ordered) and ordered[place].startswith(code)


@dataclass
class Reading:
    """What became of the lines of a file: codes with their duties, and for each line that was changed or refused its
    number (from 1), what stood there and what was done."""

    duties: dict[str, str] = field(default_factory=dict)
    repaired: list[tuple[int, str, str]] = field(default_factory=list)
    repeated: list[tuple[int, str]] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def read_codes(rows: Iterable[tuple[str, str]]) -> Reading:
    """Read rows of (code, duty), repairing a leading zero that was lost; never raises."""
    found = Reading()
    for number, (text, duty) in enumerate(rows, start=1):
        try:
            code = _repaired(text, number, found)
        except CodeError as error:
            found.refused.append((number, str(error)))
            continue
        if code in found.duties:
            found.repeated.append((number, code))
        elif code:
            found.duties[code] = duty.strip()
    return found


def _repaired(text: str, number: int, found: Reading) -> str:
    bare = text.strip().translate(_SEPARATORS)
    if _DIGITS.issuperset(bare) and len(bare) % 2 and len(bare) < LONGEST:
        found.repaired.append((number, text.strip(), f"0{bare}"))
        return f"0{bare}"
    return digits(text)
