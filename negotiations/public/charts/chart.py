"""A chart put together: the rows, their words and their drawings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from negotiations.public.charts.axes import Scale, levels_to
from negotiations.public.charts.frame import NARROW, SMALL, WIDE
from negotiations.public.charts.plot import Plot
from negotiations.public.charts.rows import Row, rows_of
from negotiations.public.charts.steps import Line
from negotiations.public.charts.words import description


@dataclass(frozen=True)
class Chart:
    """A chart for templates/charts/step.html, or for small.html where it is one of many."""

    id: str
    title: str
    unit: str
    description: str
    rows: list[Row]
    plots: list[Plot]
    now: Row | None  # what stands today on the first line
    several: bool

    @property
    def gaps(self) -> list[Row]:
        """Steps for which no number can be stated."""
        return [row for row in self.rows if row.step.value is None]


def step_chart(
    lines: Sequence[Line],
    *,
    id: str,
    title: str,
    unit: str,
    today: datetime,
    today_text: str = "",
    first: datetime | None = None,
    last: datetime | None = None,
    top: Decimal | None = None,
    small: bool = False,
) -> Chart:
    """Draw steps. `id` is unique on its page; `unit` says what the numbers are ("% ad valorem, additional duty").

    `today_text` stands at the instant `today` on the axis: "today" if not given, "then" where that is past. `first`,
    `last` and `top` fix the axes, so that charts can be compared; `top` gives way to a higher value. Steps outside
    are left out of the drawing, the words and the table alike. Raises ValueError where no step is left.
    """
    span = _span(lines, today, first, last)
    series = [[row for row in rows_of(line, today) if row.meets(*span)] for line in lines]
    series = [rows for rows in series if rows]
    if not series:
        raise ValueError("A chart needs at least one step.")
    values = [row.step.value for rows in series for row in rows if row.step.value is not None]
    levels = levels_to(max(values) or Decimal(5), top) if values else [Decimal(0)]
    scale = Scale(*span, today, levels, today_text or _("today"))
    return Chart(
        id=id,
        title=title,
        unit=unit,
        description=" ".join(description(rows, today, len(series) > 1) for rows in series),
        rows=[row for rows in series for row in rows],
        plots=[Plot(id, layout, scale, series) for layout in ([SMALL] if small else [WIDE, NARROW])],
        now=next((row for row in reversed(series[0]) if not row.is_ahead), None),
        several=len(series) > 1,
    )


def _span(
    lines: Sequence[Line], today: datetime, first: datetime | None, last: datetime | None
) -> tuple[datetime, datetime]:
    """From the first step to the last known end; what is open goes on beyond today, and two months are the least."""
    steps = [step for line in lines for step in line.steps]
    begin = first or min((step.begins for step in steps), default=today)
    end = max((step.ends or max(step.begins, today) for step in steps), default=today)
    return begin, last or begin + max(end - begin, timedelta(days=60)) * 1.06
