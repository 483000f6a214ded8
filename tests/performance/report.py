"""Figures with their goals, as one table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    """One thing that was measured once or several times; nothing measured means that a part was left out.

    `must` and `goal` are limits in the same unit: upper ones, or lower ones where `more` is better. `said` is what the
    figure was made of, `on` the database.
    """

    id: str
    what: str
    measured: Sequence[float]
    must: float | None = None
    goal: float | None = None
    unit: str = "ms"
    more: bool = False
    said: str = ""
    on: str = ""

    @property
    def median(self) -> float:
        return median(self.measured)

    @property
    def slowest_tenth(self) -> float:
        return quantiles(self.measured, n=10)[-1] if len(self.measured) > 1 else self.measured[0]

    @property
    def text(self) -> str:
        """The median in three figures that count, with its unit."""
        if not self.measured:
            return "not measured"
        if not self.unit:
            return f"{self.median:g}"
        decimals = 0 if self.median >= 100 else 1 if self.median >= 10 else 2
        return f"{self.median:,.{decimals}f} {self.unit}".replace(" x", "x")

    @property
    def verdict(self) -> str:
        if self.must is None or self.goal is None or not self.measured:
            return ""
        if self._within(self.goal):
            return "goal reached"
        return "must reached" if self._within(self.must) else "NOT reached"

    def _within(self, limit: float) -> bool:
        return self.median >= limit if self.more else self.median <= limit


def milliseconds(work: Callable[[], object]) -> float:
    """How long something takes, once."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def rows(figures: Sequence[Figure]) -> list[list[str]]:
    """One row of words for each figure."""
    found = []
    for one in figures:
        limits = [f"{limit:,g}" if limit is not None else "" for limit in (one.must, one.goal)]
        found.append([one.id, one.what, one.on, one.text, *limits, one.verdict, one.said])
    return found


HEAD = ["", "what", "on", "measured", "must", "goal", "verdict", "of"]


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of text in columns."""
    lines = [HEAD, *rows(figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    right = (3, 4, 5)
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def markdown(figures: Sequence[Figure]) -> str:
    """The same as a table for docs/performance.md."""
    lines = [HEAD, ["---"] * len(HEAD), *rows(figures)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
