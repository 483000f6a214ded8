"""The two clocks of the record. `known`: what we had published then. `on`: what applied then."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from negotiations.values import wording

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})", re.ASCII)
_YEARS = range(1900, 2200)


def now() -> datetime:
    """The present instant; the only place the record asks for it."""
    return timezone.now()


def in_words(instant: datetime) -> str:
    """An instant in the site's zone, to the minute: "1 May 2025, 09:30 (CEST)"."""
    local = timezone.localtime(instant)
    return wording.minute(local, f"({local:%Z})")


@dataclass(frozen=True)
class Moment:
    """A day or an instant that a reader asks about, on either clock.

    `value` is what the reader wrote, `at` the last instant that counts (aware, UTC).
    """

    value: str
    at: datetime

    @classmethod
    def parse(cls, value: str) -> "Moment":
        """Read a date (the end of that day in the site's zone) or an instant with an offset.

        Raises ValueError with a sentence that says what to write instead.
        """
        value = value.strip().replace(" ", "+") if "T" in value else value.strip()
        try:
            if _DATE.fullmatch(value):
                return cls(value, _end_of(date.fromisoformat(value)))
            if _INSTANT.fullmatch(value):
                instant = datetime.fromisoformat(value)
                if instant.year in _YEARS:
                    return cls(value, instant.astimezone(UTC))
        except (ValueError, OverflowError):
            pass
        raise ValueError(_("Write a date such as 2025-05-01, or an instant such as 2025-05-01T18:00:00Z."))

    @property
    def text(self) -> str:
        """In words, with the zone: "the end of 1 May 2025 (UTC)"."""
        local = timezone.localtime(self.at)
        said = {"day": wording.day(local.date()), "time": f"{local:%H:%M:%S}", "zone": f"{local:%Z}"}
        if _DATE.fullmatch(self.value):
            return _("the end of %(day)s (%(zone)s)") % said
        return _("%(day)s, %(time)s %(zone)s") % said


def _end_of(day: date) -> datetime:
    if day.year not in _YEARS:
        raise ValueError
    midnight = datetime.combine(day + timedelta(days=1), time(), timezone.get_default_timezone())
    return midnight.astimezone(UTC) - timedelta(microseconds=1)
