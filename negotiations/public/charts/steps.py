"""What is given to be drawn: steps of a rate over time, in lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

# Economies with a hue of their own in charts.css; it never means good or bad, and the code stands beside it.
_HUES = frozenset({"CA", "CN", "EU", "GB", "JP", "KR", "MX", "US"})
_SHARED = ("US", "CA", "GB", "JP")  # whose hues hue-1 to hue-4 are, for lines without one of their own


@dataclass(frozen=True)
class Step:
    """A rate in a state between two instants.

    `begins` and `ends` are aware, and their days are read in their own zones; `ends` is exclusive, None while no end
    is known. `value` is in percent, None where no number can be stated. `label` is the rate as readers read it.
    `note` names what it comes from, in the language `lang`, and `url` is the address of that.
    """

    begins: datetime
    ends: datetime | None
    value: Decimal | None
    state: str
    label: str
    note: str = ""
    url: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Line:
    """One series of steps. The `code` of an economy stands for the title where room is short, and picks the hue."""

    title: str
    steps: Sequence[Step]
    code: str = ""


def hues(lines: Sequence[Line]) -> list[str]:
    """The class of each line's hue. That of one line alone is '': then the state gives the colour."""
    if len(lines) == 1:
        return [""]
    codes = [line.code for line in lines]
    own = {code for code in codes if code in _HUES and codes.count(code) == 1}
    free = iter([f"hue-{n}" for n, code in enumerate(_SHARED, 1) if code not in own])
    return [f"hue-{code.lower()}" if code in own else next(free, "hue-rest") for code in codes]
