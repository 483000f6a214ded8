"""One drawing of a chart, as templates/charts/plot.html reads it."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from negotiations.public.charts.axes import Scale, ticks
from negotiations.public.charts.frame import BAND, GAP, Frame, Layout
from negotiations.public.charts.labels import Labels
from negotiations.public.charts.letters import Label, width_of
from negotiations.public.charts.line_labels import LineLabels
from negotiations.public.charts.rows import Row
from negotiations.public.charts.step_labels import StepLabels
from negotiations.public.charts.steps import hues


@dataclass(frozen=True)
class Tick:
    """A mark on an axis: where it stands, what it says, and the year below it ('' where that has been said)."""

    at: float
    text: str
    year: str = ""


@dataclass(frozen=True)
class Part:
    """A step before today, or what follows of it. `line` is an SVG path, '' where nothing is charged."""

    x: float
    width: float
    line: str
    is_ahead: bool


@dataclass(frozen=True)
class Mark:
    """A step as it is drawn. `hue` is '' where there is one line only: then the state gives the colour."""

    row: Row
    hue: str
    y: float
    height: float
    band: float
    parts: list[Part]


class Plot:
    """One drawing, for one width of screen, as its template reads it.

    The labels come first, for they decide how wide the plot may be and how much room is left above it.
    """

    def __init__(self, chart: str, layout: Layout, scale: Scale, series: list[list[Row]]):
        self.id, self.layout, self._series = f"{chart}-{layout.name}", layout, series
        self._several = len(series) > 1
        self._hues = hues([rows[0].line for rows in series])
        self._labels = _kind_of_labels(layout, self._several)(layout, scale, series)
        rise = max(layout.plot, layout.lane * len(series)) if scale.levels[-1] else 6
        self.right = self._labels.breadth.right
        self.top = round(self._labels.lowest + self._labels.room(rise), 1)
        self.baseline = round(self.top + rise, 1)
        named = 16 if self._several and layout.lanes else 0
        self._frame = Frame(layout, scale, self.right, rise, self.baseline, named)
        self.axis = round(self._frame.band(len(series) - 1) + BAND + 2, 1)
        dates = layout.size * (2.3 if any(at.year for at in self.dates) else 1)
        self.height = round(self.axis + 10 + dates, 1)

    @property
    def patterns(self) -> list[str]:
        """The templates of the patterns that it needs."""
        return [f"charts/patterns.html#{shape}" for shape in sorted({mark.row.shape for mark in self.marks})]

    @property
    def drop(self) -> float:
        """From the top of the plot to the axis of dates: the height of what can be pointed at."""
        return round(self.axis - self.top, 1)

    @property
    def pattern_y(self) -> float:
        """Where patterns begin, so that they fill the band with whole figures."""
        return round(self.baseline + GAP, 1)

    # Axes

    @property
    def levels(self) -> list[Tick]:
        """The axis of percentages; none where no number can be stated."""
        levels = self._frame.scale.levels
        shown = levels if self.layout.lanes else [levels[0], levels[-1]]
        return [Tick(self._frame.y(level), f"{level.normalize():f}%") for level in shown if shown[-1]]

    @property
    def today(self) -> float | None:
        """Where today is, None where that is not on the drawing."""
        return self._frame.today

    @property
    def today_text(self) -> str:
        return self._frame.scale.today_text

    @property
    def today_word(self) -> float:
        """The middle of its word, which stays on the drawing."""
        half = width_of(self.today_text, self.layout.size) / 2
        return round(min(max(self.today or 0, half), self.layout.width - half), 1)

    @cached_property
    def dates(self) -> list[Tick]:
        """The axis of dates; words that would meet "today" or the edge are left out, their marks stay."""
        size, scale, found = self.layout.size, self._frame.scale, []
        half = width_of(self.today_text, size) / 2 + 4 if self.today is not None else -self.layout.width
        most = int((self.right - self.layout.left) / (size * 3.4))
        for at, text, year in ticks(scale.begin, scale.end, most):
            x = self._frame.x(at)
            low, high = x + 2, x + 2 + width_of(text, size)
            clash = low < self.today_word + half and high > self.today_word - half
            over = high > self.layout.width
            found.append(Tick(x, "" if clash or over else text, "" if over else year))
        return found

    # Marks

    @cached_property
    def marks(self) -> list[Mark]:
        """The steps of all lines, as they are drawn."""
        return [self._mark(place, n) for place, rows in enumerate(self._series) for n in range(len(rows))]

    def _mark(self, place: int, n: int) -> Mark:
        row, frame = self._series[place][n], self._frame
        level = frame.y(row.step.value)
        height = 0 if self._several else round(self.baseline - level, 1)
        return Mark(row, self._hues[place], level, height, frame.band(place), self._parts(place, n))

    def _parts(self, place: int, n: int) -> list[Part]:
        row, frame, today = self._series[place][n], self._frame, self.today
        begin, end, level = frame.x(row.step.begins), frame.x(row.ends), frame.y(row.step.value)
        cuts = [begin, today, end] if today is not None and begin < today < end else [begin, end]
        parts = []
        for left, right in pairwise(cuts):
            is_ahead = row.is_ahead or left == today or frame.scale.today <= frame.scale.begin
            start = self._rise(place, n) if left == begin else ""
            line = f"M{left} {start}{level}H{right}" if self._has_line(row) else ""
            parts.append(Part(left, round(right - left, 1), line, is_ahead))
        return parts

    def _has_line(self, row: Row) -> bool:
        return row.step.value is not None and (row.is_charged or self._several)

    def _rise(self, place: int, n: int) -> str:
        """The way up or down from the step before, where both were charged: there the rate itself changed."""
        row, before = self._series[place][n], self._series[place][n - 1] if n else None
        if before is None or before.ends != row.step.begins or not (before.is_charged and row.is_charged):
            return ""
        return "" if before.step.value is None else f"{self._frame.y(before.step.value)}V"

    # Words

    @cached_property
    def labels(self) -> list[Label]:
        """The words at the steps."""
        return self._labels.at_steps(self._frame)

    @property
    def titles(self) -> list[Label]:
        """The names of several lines."""
        return self._labels.titles(self._frame)


def _kind_of_labels(layout: Layout, several: bool) -> type[Labels]:
    if not layout.lanes:
        return Labels
    return LineLabels if several else StepLabels
