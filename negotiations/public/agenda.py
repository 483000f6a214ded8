"""What happens when: the dates that kinds declare for calendars, by day, for the pages of /calendar/.

An edition's dates never change, so each edition is read once and kept; which editions count is the filter's to say.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from threading import Lock

from negotiations.public import kinds
from negotiations.public.calendars import dated_kinds
from negotiations.public.selection import Selection, editions_of, left_out, read
from negotiations.values.texts import marked
from negotiations.values.when import MONTHS, When

LIST_MONTHS = 12  # how many months the list shows
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEARS = range(1900, 2200)
_EXACT = {"day", "minute"}
_WORDS = {"TENTATIVE": "Tentative", "CANCELLED": "Called off"}
_kept: dict[int, tuple["Happening", ...]] = {}
_lock = Lock()
_MOST_KEPT = 200_000  # editions whose dates stay in memory


@dataclass(frozen=True, slots=True)
class Happening:
    """One dated thing of an entry: what, when, whether it is certain ('' where it is), and where to read on."""

    when: When
    title: str
    certainty: str
    kind: str
    url: str

    @property
    def is_exact(self) -> bool:
        """False for what is known to the month at best, which stands on no day."""
        return {self.when.first.precision, self.when.last.precision} <= _EXACT

    @property
    def time(self) -> str:
        """The time of day with its zone, '' where none is known: the list gives the day already."""
        timed = self.when.precision == "minute" and not self.when.is_interval
        return self.when.text.rpartition(", ")[2] if timed else ""

    @property
    def kind_label(self) -> str:
        return kinds.get(self.kind).title


def forget() -> None:
    """Drop what is kept, for tests that begin another record."""
    _kept.clear()


@dataclass(frozen=True, order=True)
class Month:
    """A month of the calendar: `number` counts months since year 0."""

    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year * 12 + day.month - 1)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read 2025-04. Raises ValueError with a sentence that says what to write instead."""
        found = _MONTH.fullmatch(text.strip())
        if not found or int(found[1]) not in _YEARS or not 1 <= int(found[2]) <= 12:
            raise ValueError("Write a month such as 2025-04.")
        return cls(int(found[1]) * 12 + int(found[2]) - 1)

    @property
    def key(self) -> str:
        return f"{self.number // 12:04d}-{self.number % 12 + 1:02d}"

    @property
    def text(self) -> str:
        return f"{MONTHS[self.number % 12]} {self.number // 12}"

    @property
    def first_day(self) -> date:
        return date(self.number // 12, self.number % 12 + 1, 1)

    @property
    def days(self) -> list[date]:
        length = (Month(self.number + 1).first_day - self.first_day).days
        return [self.first_day + timedelta(days=day) for day in range(length)]


class Agenda:
    """The dates of a selection."""

    def __init__(self, selection: Selection):
        self._selection = selection

    @cached_property
    def happenings(self) -> list[Happening]:
        """Every date of every entry under the filter, the earliest first."""
        found = [one for edition in self._read() for one in edition]
        return sorted(found, key=lambda one: (one.when.sort_key, one.title))

    def _read(self) -> list[tuple[Happening, ...]]:
        dated = self._selection.with_facet("kind", dated_kinds())
        ids = [place[2] for place in self._selection.places if place[2] in dated]
        with _lock:
            if len(_kept) > _MOST_KEPT:
                _kept.clear()
            missing = [id for id in ids if id not in _kept]
            for start in range(0, len(missing), 500):
                _kept.update(_happenings(missing[start : start + 500]))
            return [_kept[id] for id in ids if id in _kept]

    def month(self, month: Month) -> dict:
        """One month for a template: {days: [{day, weekday, entries}], vague: what is known to the month at best}."""
        begin, end = month.first_day, Month(month.number + 1).first_day
        inside = [one for one in self.happenings if one.when.first_day < end and one.when.last_day >= begin]
        exact = [one for one in inside if one.is_exact]
        return {
            "month": month,
            "vague": [one for one in inside if not one.is_exact],
            "count": len(inside),
            "days": [
                {
                    "day": day,
                    "weekday": day.isoweekday(),
                    "entries": [one for one in exact if one.when.first_day <= day <= one.when.last_day],
                }
                for day in month.days
            ],
        }

    def around(self, month: Month) -> tuple[Month | None, Month | None]:
        """The nearest months before and after with anything in them."""
        months = sorted({Month.of(one.when.first_day) for one in self.happenings})
        place = bisect_right(months, month)
        before = [found for found in months[:place] if found != month]
        return (before[-1] if before else None), (months[place] if place < len(months) else None)


def _happenings(ids: list[int]) -> dict[int, tuple[Happening, ...]]:
    found: dict[int, tuple[Happening, ...]] = dict.fromkeys(ids, ())
    for one in read(editions_of(ids)):
        kind = kinds.get(one.edition.publication.kind)
        url = kind.address.format(key=one.edition.publication.key)
        try:
            found[one.edition.pk] = tuple(
                Happening(told.when, marked(told.title), _WORDS.get(told.status, ""), kind.name, url)
                for told in kind.calendar(one.body)
            )
        except Exception as error:
            left_out(one.edition, error)
    return found
