"""How many entries of a list each month holds: a picture that leads to each month, and the same as words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from negotiations.public.agenda import Month
from negotiations.public.filters import TimelineFilter
from negotiations.public.parameters import cursor
from negotiations.values.when import When

_STEP, _BAR, _HEIGHT = 12, 9, 44  # of one bar and the gap after it, of the bar, of the drawing
_MONTHS_AT_MOST = 120  # above it each bar is a year
_FIRST, _LAST = -1, 2**53  # numbers before and after those of all entries


@dataclass(frozen=True)
class Bar:
    """One month or year: where it stands in the drawing, how many entries it holds, and where the list shows it."""

    text: str
    count: int
    url: str
    x: int
    height: int

    @property
    def y(self) -> int:
        return _HEIGHT - self.height


@dataclass(frozen=True)
class Density:
    """The bars from left to right in time, and of those with entries the links in the order of the list."""

    bars: list[Bar]
    newest_first: bool

    width = property(lambda self: len(self.bars) * _STEP)
    height = _HEIGHT

    @property
    def jumps(self) -> list[Bar]:
        found = [bar for bar in self.bars if bar.count]
        return found[::-1] if self.newest_first else found


def density(found: TimelineFilter) -> Density | None:
    """The density of a list, None where there is nothing to choose between."""
    counts = {str(key): count for key, count in found.counts.get("month", {}).items() if count}
    if len(counts) < 2:
        return None
    spans = spans_of(counts)
    return Density(drawn(counts, spans, lambda one, end: _url(found, one, end)), found.newest_first)


def spans_of(counts: Iterable[str]) -> list[tuple[Month, Month]]:
    """The months, or for a long time the years, from the first key to the last: (first month, month after)."""
    first, last = Month.parse(min(counts)), Month.parse(max(counts))
    if last.number - first.number < _MONTHS_AT_MOST:
        return [
            (month, Month(month.number + 1)) for month in map(Month, range(first.number, last.number + 1))
        ]
    years = range(first.number // 12, last.number // 12 + 1)
    return [(Month(year * 12), Month((year + 1) * 12)) for year in years]


def drawn(
    counts: Mapping[str, int],
    spans: list[tuple[Month, Month]],
    url: Callable[[Month, Month], str] = lambda one, end: "",
    highest: int = 0,
) -> list[Bar]:
    """A bar for each span; `highest` is the count that fills the height, so that several drawings share a scale."""
    held = [sum(counts.get(Month(n).key, 0) for n in range(one.number, end.number)) for one, end in spans]
    highest = highest or max(held)
    return [
        Bar(
            one.text if end.number - one.number == 1 else str(one.number // 12),
            count,
            url(one, end),
            place * _STEP,
            max(2, round(_HEIGHT * count / highest)) if count else 0,
        )
        for place, ((one, end), count) in enumerate(zip(spans, held, strict=True))
    ]


def _url(found: TimelineFilter, first: Month, end: Month) -> str:
    """The list from this month on, in its own order."""
    if found.newest_first:
        after = cursor((_begin(end), _FIRST, 0))
        shown = Month(end.number - 1)
    else:
        after = cursor((_begin(first) - 1, _LAST, 0))
        shown = first
    return f"{found.url(add=(('after', after),))}#m-{shown.key}"


def _begin(month: Month) -> int:
    """A sort key before everything in a month: what is known to the year at best comes before the month's own."""
    return When.parse(month.key).sort_key // 8 * 8
