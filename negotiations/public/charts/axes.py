"""Axes: round percentages, round dates, and where values and instants lie between their ends."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import ceil

from negotiations.values import wording

_ROUND = [Decimal(n) for n in "0.1 0.2 0.5 1 2 5 10 20 25 50 100 200 250 500 1000 2500 5000".split()]


def levels_to(highest: Decimal, top: Decimal | None) -> list[Decimal]:
    """Round percentages from 0, at most six; the last is the upper end, and that is `top` if it is high enough."""
    end = max(highest, top or Decimal(0))
    step = next((step for step in _ROUND if end / step <= 5), end)
    found = [step * n for n in range(ceil(end / step) + 1)]
    return [*found[:-1], end] if end == top else found


def ticks(first: datetime, last: datetime, most: int) -> list[tuple[datetime, str, str]]:
    """The finest round dates between two instants of which there are at most `most`, in the zone of `first`.

    Each is (instant, text, year): days ("7 Apr"), months ("Apr") or years ("2025"). The year stands apart beside the
    first tick that lies in it, and is '' elsewhere.
    """
    for days, step in [
        *((True, n) for n in (1, 2, 7, 14)),
        *((False, n) for n in (1, 2, 3, 6, 12, 24, 60, 120)),
    ]:
        if (last - first).days / step / (1 if days else 31) > most:
            continue
        found = _days(first, last, step) if days else _months(first, last, step)
        if len(found) <= (most * 0.7 if days else most):  # "28 Apr" takes more room than "Apr"
            texts = [_date_text(at, days, step) for at in found]
            years = [year for _, year in texts]
            return [
                (at, text, "" if year == before else year)
                for at, (text, year), before in zip(found, texts, ["", *years], strict=False)
            ]
    return []


def _days(first: datetime, last: datetime, step: int) -> list[datetime]:
    """Midnights; every seventh is a Monday."""
    days = [n for n in range(first.toordinal(), last.toordinal() + 1) if n % step == min(1, step // 7)]
    found = [datetime.fromordinal(n).replace(tzinfo=first.tzinfo) for n in days]
    return [at for at in found if first <= at <= last]


def _months(first: datetime, last: datetime, step: int) -> list[datetime]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    found = [datetime(n // 12, n % 12 + 1, 1, tzinfo=first.tzinfo) for n in months if n % step == 0]
    return [at for at in found if first <= at <= last]


def _date_text(at: datetime, days: bool, step: int) -> tuple[str, str]:
    if days:
        return day_month(at), wording.year(at.year)
    return (
        (wording.year(at.year), "") if step >= 12 else (wording.short_month(at.date()), wording.year(at.year))
    )


def day_month(at: datetime) -> str:
    """ "7 Apr"."""
    return wording.short_day(at.date())


@dataclass(frozen=True)
class Scale:
    """What the axes span: two instants, with today among them or not, and percentages from 0 upwards.

    `today_text` is what stands at today's place.
    """

    begin: datetime
    end: datetime
    today: datetime
    levels: list[Decimal]
    today_text: str

    def across(self, at: datetime) -> float:
        """Where an instant lies between the ends: 0 to 1."""
        return min(max((at - self.begin) / (self.end - self.begin), 0), 1)

    def up(self, value: Decimal | None) -> float:
        """How high a value lies: 0 to 1; what has no number lies on the ground."""
        return float(max(value or Decimal(0), Decimal(0)) / self.levels[-1]) if self.levels[-1] else 0
