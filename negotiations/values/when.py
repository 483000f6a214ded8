"""Dates as the record knows them: exact to the minute, or only to a day, a month, a quarter or a year.

Written in EDTF (ISO 8601-2), as local time of the place, beside the IANA zone of that place:
`2025-04-16T14:30`, `2025-04-16`, `2025-04`, `2025-34` (second quarter), `2025`, `2025-06-05/2025-06-06`;
`~` after it means approximate, `?` uncertain. Never a time that nobody gave.
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from negotiations.values import wording

FIRST_YEAR, LAST_YEAR = 1800, 2199
PRECISIONS = ("year", "quarter", "month", "day", "minute")  # the rank of a precision is its place here
MONTHS = "January February March April May June July August September October November December".split()
_POINT = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:[Qq](?P<q>[1-4])|(?P<month>\d{2}))"
    r"(?:-(?P<day>\d{2})(?:[T ](?P<hour>\d{2}):(?P<minute>\d{2})(?::00)?)?)?)?"
    r"(?P<qualifier>[~?%]?)",
    re.ASCII,
)
HINT = gettext_lazy(
    "Write 2025-04-16, 2025-04-16T14:30, 2025-04 (only the month is known), 2025-Q2, 2025 or 2025-06-05/2025-06-06."
)


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Every IANA zone that an editor may name."""
    return frozenset(name for name in available_timezones() if "/" in name or name == "UTC")


@dataclass(frozen=True)
class _Point:
    start: dt.datetime  # naive, local
    end: dt.datetime  # naive, local, exclusive
    precision: str
    qualifier: str

    @property
    def edtf(self) -> str:
        formats = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d", "minute": "%Y-%m-%dT%H:%M"}
        if self.precision == "quarter":
            return f"{self.start.year}-{33 + (self.start.month - 1) // 3}{self.qualifier}"
        return self.start.strftime(formats[self.precision]) + self.qualifier


def _parse_point(text: str) -> _Point:
    found = _POINT.fullmatch(text)
    if not found:
        said = _("“%(text)s” is not a date that can be read.") % {"text": text[:40]}
        raise ValueError(f"{said} {HINT}")
    part = found.groupdict()
    year, month = int(part["year"]), int(part["month"] or 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        years = {"year": year, "first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValueError(_("The year %(year)s is outside %(first)s to %(last)s.") % years)
    quarter = int(part["q"] or 0) or (month - 32 if 33 <= month <= 36 else 0)
    try:
        if quarter and not part["day"]:
            start = dt.datetime(year, quarter * 3 - 2, 1)
            return _Point(start, _months_later(start, 3), "quarter", part["qualifier"])
        if part["hour"]:
            start = dt.datetime(year, month, int(part["day"]), int(part["hour"]), int(part["minute"]))
            return _Point(start, start + dt.timedelta(minutes=1), "minute", part["qualifier"])
        if part["day"]:
            start = dt.datetime(year, month, int(part["day"]))
            return _Point(start, start + dt.timedelta(days=1), "day", part["qualifier"])
        if part["month"]:
            start = dt.datetime(year, month, 1)
            return _Point(start, _months_later(start, 1), "month", part["qualifier"])
        return _Point(dt.datetime(year, 1, 1), dt.datetime(year + 1, 1, 1), "year", part["qualifier"])
    except ValueError:
        said = _("“%(text)s” is not a day or time of the calendar.") % {"text": text}
        raise ValueError(f"{said} {HINT}") from None


def _months_later(start: dt.datetime, months: int) -> dt.datetime:
    years, month = divmod(start.month - 1 + months, 12)
    return start.replace(year=start.year + years, month=month + 1)


@dataclass(frozen=True)
class When:
    """A date with its precision and its place's zone. Build it with `When.parse`.

    `first` and `last` are the points it runs from and to (the same for a single date).
    """

    first: _Point
    last: _Point
    zone: str

    @classmethod
    def parse(cls, text: str, zone: str = "") -> "When":
        """Read an EDTF text and an IANA zone name ('' where no zone is known, read as UTC).

        Raises ValueError with a sentence for the person who typed it.
        """
        if zone and zone not in zone_names():
            said = {"zone": zone[:40]}
            raise ValueError(_("“%(zone)s” is not a time zone. Write one such as Asia/Tokyo.") % said)
        start, slash, end = (part.strip() for part in text.strip().partition("/"))
        first = _parse_point(start)
        last = _parse_point(end) if slash else first
        if last.start < first.start or last.end < first.end:
            raise ValueError(_("The end lies before the start."))
        when = cls(first, last, zone)
        when._refuse_skipped_hour()
        return when

    def _refuse_skipped_hour(self) -> None:
        for point in (self.first, self.last):
            if point.precision == "minute":
                there = point.start.replace(tzinfo=self._tz)
                if there.astimezone(dt.UTC).astimezone(self._tz).replace(tzinfo=None) != point.start:
                    raise ValueError(
                        f"{point.start:%H:%M} did not exist that day in {self.zone}: clocks went forward."
                    )

    @cached_property
    def _tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone or "UTC")

    @property
    def is_interval(self) -> bool:
        return self.last is not self.first

    @property
    def edtf(self) -> str:
        """The canonical text in local time, as it is stored."""
        return f"{self.first.edtf}/{self.last.edtf}" if self.is_interval else self.first.edtf

    @property
    def precision(self) -> str:
        return self.first.precision

    @property
    def ends_local(self) -> dt.datetime:
        """The exclusive end in local time: of a span of times its last minute, of days the day after the last."""
        return self.last.start if self.is_interval and self.last.precision == "minute" else self.last.end

    @property
    def earliest(self) -> dt.datetime:
        """The first instant it can mean (aware, UTC)."""
        return self.first.start.replace(tzinfo=self._tz).astimezone(dt.UTC)

    @property
    def before(self) -> dt.datetime:
        """The first instant that is past it (aware, UTC)."""
        return self.ends_local.replace(tzinfo=self._tz).astimezone(dt.UTC)

    @property
    def first_day(self) -> dt.date:
        """The first local day it can mean."""
        return self.first.start.date()

    @property
    def last_day(self) -> dt.date:
        """The last local day it can mean, inclusive."""
        return (self.ends_local - dt.timedelta(microseconds=1)).date()

    @property
    def sort_key(self) -> int:
        """Where it stands in the timeline: the local minute, then the precision.

        A month sorts before its days, a day before the timed events of that day. Minutes since year 1, times 8,
        plus the rank of the precision: fits 64 bits with room.
        """
        minutes = (self.first.start - dt.datetime.min) // dt.timedelta(minutes=1)
        return minutes * 8 + PRECISIONS.index(self.precision)

    @property
    def datetime(self) -> str:
        """A value that is valid in <time datetime>: of the start, with the offset where a time is known."""
        if self.precision == "minute":
            return self.first.start.replace(tzinfo=self._tz).isoformat(timespec="minutes")
        shown = {"year": "%Y", "quarter": "%Y-%m", "month": "%Y-%m", "day": "%Y-%m-%d"}[self.precision]
        return self.first.start.strftime(shown)

    @property
    def text(self) -> str:
        """In words: "16 April 2025, 14:30 EDT", "5–6 June 2025", "about April 2025"."""
        if not self.is_interval:
            return self._point_text(self.first)
        one, two = self.first, self.last
        if one.precision == two.precision == "day" and not one.qualifier and not two.qualifier:
            return wording.days(one.start.date(), two.start.date())
        if one.precision == two.precision == "minute" and one.start.date() == two.start.date():
            times = {"start": f"{one.start:%H:%M}", "end": f"{two.start:%H:%M}"}
            times |= {"day": wording.day(one.start.date()), "zone": self._zone_text(two.start)}
            return _("%(day)s, %(start)s–%(end)s %(zone)s") % times
        return f"{self._point_text(one)} – {self._point_text(two)}"

    def __str__(self) -> str:
        return self.text

    def _point_text(self, point: _Point) -> str:
        start = point.start
        if point.precision == "minute":
            shown = wording.minute(start, self._zone_text(start))
        elif point.precision == "day":
            shown = wording.day(start.date())
        elif point.precision == "month":
            shown = wording.month(start.year, start.month)
        elif point.precision == "quarter":
            shown = wording.quarter(start.date())
        else:
            shown = wording.year(start.year)
        return _qualified(shown, point.qualifier)

    def _zone_text(self, local: dt.datetime) -> str:
        name = local.replace(tzinfo=self._tz).strftime("%Z")
        return f"UTC{name}" if name[:1] in "+-" else name


def _qualified(shown: str, qualifier: str) -> str:
    """How certain a date is said to be, in words around it."""
    if qualifier == "~":
        return _("about %(date)s") % {"date": shown}
    if qualifier == "?":
        return _("probably %(date)s") % {"date": shown}
    return _("probably about %(date)s") % {"date": shown} if qualifier else shown


def day_text(day: dt.date) -> str:
    """ "8 July 2025"."""
    return wording.day(day)


def last_full_day(until: When) -> dt.date:
    """The last whole day on which something applied that ends at the exclusive instant `until`.

    "Until 12:01 a.m. 9 July" makes it 8 July.
    """
    return until.first_day - dt.timedelta(days=1)
