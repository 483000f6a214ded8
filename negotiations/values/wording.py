"""Dates and numbers in words, in the language that a page is read in (CLDR).

English is that of the record, "16 April 2025", whatever the machine says; the rest follows the language that Django
has active, which for readers is the one in the address.
"""

import datetime as dt
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_ENGLISH = Locale("en", "GB")
_LOCALES = {"ja": Locale("ja")}


def locale() -> Locale:
    """The locale of the language that is active; that of the record where there is no other."""
    return _LOCALES.get(get_language() or "", _ENGLISH)


def number(value: int) -> str:
    """ "1,234"."""
    return _number(value, locale())


@lru_cache(10_000)
def _number(value: int, locale: Locale) -> str:
    return format_decimal(value, locale=locale)


def day(value: dt.date) -> str:
    """ "8 July 2025"."""
    return format_date(value, "long", locale=locale())


def month(year: int, number: int) -> str:
    """ "July 2025"."""
    return _month(year, number, locale())


@lru_cache(10_000)
def _month(year: int, number: int, locale: Locale) -> str:
    return format_skeleton("yMMMM", dt.date(year, number, 1), locale=locale)


def short_day(value: dt.date) -> str:
    """ "8 Jul", where the year stands beside it."""
    if locale() is not _ENGLISH:
        return format_skeleton("MMMd", value, locale=locale())
    return f"{value.day} {short_month(value)}"


def short_month(value: dt.date) -> str:
    """ "Jul". CLDR's British "Sept" has four letters, for which axes and columns have no room."""
    return format_date(value, "LLL", locale=locale())[:3]


def year(value: int) -> str:
    """ "2025"."""
    return format_skeleton("y", dt.date(value, 1, 1), locale=locale())


def quarter(value: dt.date) -> str:
    """ "the second quarter of 2025"."""
    if locale() is not _ENGLISH:
        return format_skeleton("yQQQQ", value, locale=locale())
    name = ("first", "second", "third", "fourth")[(value.month - 1) // 3]
    return f"the {name} quarter of {value.year}"


def days(first: dt.date, last: dt.date) -> str:
    """ "5–6 June 2025", "28 May – 3 June 2025"."""
    if locale() is not _ENGLISH:
        return format_interval(first, last, "yMMMMd", locale=locale())
    # CLDR's English intervals shorten the month's name.
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{format_skeleton('MMMMd', first, locale=_ENGLISH)} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def minute(local: dt.datetime, zone: str) -> str:
    """ "16 April 2025, 14:30 EDT": a local time with the short name of its zone."""
    return _("%(day)s, %(time)s %(zone)s") % {
        "day": day(local.date()),
        "time": f"{local:%H:%M}",
        "zone": zone,
    }


def day_of(value: dt.date) -> str:
    """A date, or an instant's day in the site's zone."""
    return day(timezone.localtime(value).date() if isinstance(value, dt.datetime) else value)


def instant(value: dt.datetime) -> str:
    """An instant in the site's zone: "1 May 2025, 09:30 CEST"."""
    local = timezone.localtime(value)
    return minute(local, f"{local:%Z}")
