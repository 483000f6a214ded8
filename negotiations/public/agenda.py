"""What happens when: the dates that kinds declare for calendars, by day, for /calendar/ and the front page.

An edition's dates never change, so they are kept once they were read; which editions count is the filter's to say.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from heapq import nsmallest
from threading import Lock

from babel.dates import format_skeleton, get_day_names
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pyroaring import BitMap

from negotiations.public import dated_months, kinds, postings, tariff_book
from negotiations.public.calendars import dated_kinds
from negotiations.public.clocks import Clocks
from negotiations.public.posting_lists import Postings
from negotiations.public.selection import Selection, editions_of, left_out, read
from negotiations.values import clock, wording
from negotiations.values.texts import marked
from negotiations.values.when import When

LIST_MONTHS = 12  # how many months the list shows
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEARS = range(1900, 2200)
_EXACT = {"day", "minute"}
# By language and edition: titles say "Ends: …" in the words of the page.
_kept: dict[tuple[str | None, int], tuple["Happening", ...]] = {}
_lock = Lock()
_MOST_KEPT = 20_000  # editions whose dates stay in memory in full


@dataclass(frozen=True, slots=True)
class Happening:
    """One dated thing of an entry: when, what, as what of RFC 5545, and where to read on.

    `title` says it in the words of the page around the entry's `headline`, which stays in its own `language`.
    """

    when: When
    title: str
    headline: str
    language: str
    status: str
    kind: str
    url: str

    @property
    def certainty(self) -> str:
        """That it is not settled, or called off; '' for what is certain."""
        return {"TENTATIVE": _("Tentative"), "CANCELLED": _("Called off")}.get(self.status, "")

    @property
    def role(self) -> str:
        """What the title says before the headline: "Ends: ", '' where it is the headline alone."""
        return self.title.removesuffix(self.headline) if self.title.endswith(self.headline) else ""

    @property
    def is_exact(self) -> bool:
        """False for what is known to the month at best, which stands on no day."""
        return {self.when.first.precision, self.when.last.precision} <= _EXACT

    @property
    def time(self) -> str:
        """The time of day with its zone, '' where none is known: the list gives the day already."""
        timed = self.when.precision == "minute" and not self.when.is_interval
        before, _day, after = self.when.text.partition(wording.day(self.when.first_day))
        return (before + after).strip(" ,") if timed else ""

    @property
    def kind_label(self) -> str:
        return kinds.get(self.kind).shown_title


def forget() -> None:
    """Drop what is kept, for tests that begin another record."""
    _kept.clear()
    dated_months.forget()


@dataclass(frozen=True, order=True)
class Month:
    """A month of the calendar: `number` counts months since year 0."""

    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(dated_months.month_of(day))

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read 2025-04. Raises ValueError with a sentence that says what to write instead."""
        found = _MONTH.fullmatch(text.strip())
        if not found or int(found[1]) not in _YEARS or not 1 <= int(found[2]) <= 12:
            raise ValueError(_("Write a month such as 2025-04."))
        return cls(int(found[1]) * 12 + int(found[2]) - 1)

    @property
    def key(self) -> str:
        return f"{self.number // 12:04d}-{self.number % 12 + 1:02d}"

    @property
    def text(self) -> str:
        return wording.month(self.number // 12, self.number % 12 + 1)

    @property
    def first_day(self) -> date:
        return date(self.number // 12, self.number % 12 + 1, 1)

    @property
    def days(self) -> list[date]:
        length = (Month(self.number + 1).first_day - self.first_day).days
        return [self.first_day + timedelta(days=day) for day in range(length)]


class Agenda:
    """The dates of a selection in some months that follow each other."""

    def __init__(self, selection: Selection, months: Sequence[Month]):
        self._dated = selection.chosen & selection.with_facet("kind", dated_kinds())
        self._first, self._last = months[0].number, months[-1].number

    @cached_property
    def happenings(self) -> list[Happening]:
        """Every date of every entry under the filter that lies partly in these months, the earliest first."""
        ids = dated_months.touching(self._dated, self._first, self._last)
        found = [one for edition in _of(list(ids)) for one in edition]
        return sorted(found, key=lambda one: (one.when.sort_key, one.title, one.url))

    def month(self, month: Month) -> dict:
        """One month for a template: {month, count, days, vague: what is known to the month at best}.

        Each of its days is {day, text: "Thursday 3 April" in the language of the page, weekday: 1 for Monday, entries}.
        """
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
                    "text": day_and_weekday(day),
                    "weekday": day.isoweekday(),
                    "entries": [one for one in exact if one.when.first_day <= day <= one.when.last_day],
                }
                for day in month.days
            ],
        }

    @property
    def nearest(self) -> tuple[Month | None, Month | None]:
        """The nearest months before and after these in which anything begins."""
        months = dated_months.begun(self._dated)
        before = months[: bisect_left(months, self._first)]
        after = months[bisect_right(months, self._last) :]
        return (Month(before[-1]) if before else None), (Month(after[0]) if after else None)


def day_and_weekday(day: date) -> str:
    """ "Thursday 3 April": a day under the heading of its month and year."""
    return format_skeleton("MMMMEEEEd", day, locale=wording.locale())


def weekdays() -> list[dict]:
    """The days of the week from Monday on: {short, text}."""
    short, wide = (get_day_names(width, locale=wording.locale()) for width in ("abbreviated", "wide"))
    return [{"short": short[day], "text": wide[day]} for day in range(7)]


def ahead(clocks: Clocks, most: int) -> list[Happening]:
    """The next dates at the question's instant, what is under way included, the earliest first.

    An entry lies ahead by its own date or by that of what it sets: duties and rules begin and end long after they were
    announced. Which do is known from memory, so that few bodies are read; two queries at most.
    """
    day = localtime(clocks.on).date()
    book = tariff_book.page(clocks.known)
    states = [(one.id, one.applies_from, one.applies_until) for of in book.changes.values() for one in of]
    states += [(one.id, one.holds_from, one.holds_until) for one in book.rules]
    dates = [(at.date(), id) for id, *set_for in states for at in set_for if at and at >= clocks.on]
    with postings.reading(clocks.known) as held:
        coming = held.between(day, None) & _dated(held, clocks.on)
        dates += [(max(held.order.days(id)[0], day), id) for id in coming]
    ids = list(dict.fromkeys(id for _day, id in nsmallest(2 * most, dates)))
    found = [one for edition in _of(ids) for one in edition if one.when.last_day >= day]
    return sorted(found, key=lambda one: (one.when.sort_key, one.title))[:most]


def learn() -> None:
    """Look into every entry that stands for its dates, so that no reader waits for that."""
    with postings.reading(None) as held:
        dated = _dated(held, clock.now())
    dated_months.learn(dated)


def _dated(held: Postings, on: datetime) -> BitMap:
    named = held.values("kind", on)
    return BitMap().union(*(named[kind] for kind in dated_kinds() if kind in named))


def _of(ids: list[int]) -> list[tuple[Happening, ...]]:
    """The dates of editions, each read once in every language. One query for 500 of them."""
    language = get_language()
    with _lock:
        if len(_kept) > _MOST_KEPT:
            _kept.clear()
        missing = [id for id in ids if (language, id) not in _kept]
        for start in range(0, len(missing), 500):
            found = _happenings(missing[start : start + 500])
            _kept.update({(language, id): told for id, told in found.items()})
        return [_kept[language, id] for id in ids if (language, id) in _kept]


def _happenings(ids: list[int]) -> dict[int, tuple[Happening, ...]]:
    found: dict[int, tuple[Happening, ...]] = dict.fromkeys(ids, ())
    for one in read(editions_of(ids)):
        kind = kinds.get(one.edition.publication.kind)
        url = kind.address.format(key=one.edition.publication.key)
        try:
            found[one.edition.pk] = tuple(
                Happening(
                    told.when,
                    marked(told.title),
                    marked(one.body.headline),
                    one.body.language,
                    told.status,
                    kind.name,
                    url,
                )
                for told in kind.calendar(one.body)
            )
        except Exception as error:
            left_out(one.edition, error)
    return found
