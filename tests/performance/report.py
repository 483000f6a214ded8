"""Figures with their goals, as one table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    """One thing that was measured several times; `must` and `goal` are upper limits in the same unit."""

    id: str
    what: str
    measured: Sequence[float]
    must: float | None = None
    goal: float | None = None
    unit: str = "ms"

    @property
    def median(self) -> float:
        return median(self.measured)

    @property
    def slowest_tenth(self) -> float:
        return quantiles(self.measured, n=10)[-1] if len(self.measured) > 1 else self.measured[0]

    @property
    def verdict(self) -> str:
        if self.must is None or self.goal is None:
            return ""
        if self.median <= self.goal:
            return "goal reached"
        return "must reached" if self.median <= self.must else "NOT REACHED"


def milliseconds(work: Callable[[], object]) -> float:
    """How long something takes, once."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of text: median, slowest tenth, limits, verdict."""
    lines = [f"{'':4} {'what':44} {'median':>9} {'p90':>9} {'must':>7} {'goal':>7}  verdict"]
    for one in figures:
        limits = [f"{limit:g}" if limit is not None else "" for limit in (one.must, one.goal)]
        lines.append(
            f"{one.id:4} {one.what:44} {one.median:6.1f} {one.unit} {one.slowest_tenth:6.1f} {one.unit}"
            f" {limits[0]:>7} {limits[1]:>7}  {one.verdict}"
        )
    return "\n".join(lines)
