"""Dates as pages write them, as exactly as they give them."""

import re

from negotiations.values.when import MONTHS, When

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?=$|[T\s+Z])", re.ASCII)
_OTHERS = re.compile(
    r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)"  # 2025/04/17
    r"|(\d{4})(\d{2})(\d{2})(?:$|T)"  # 20250417
    r"|(\d{4})\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?",
    re.ASCII,
)
_NAMES = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
_ENGLISH = re.compile(  # with or without the day of the week before it, as in HTTP headers
    rf"(?:[a-z]{{3,9}},\s+)?(?:({_NAMES})\.?\s+(\d{{1,2}}),?\s+(\d{{4}})|(\d{{1,2}})\s+({_NAMES})\.?,?\s+(\d{{4}}))(?!\d)",
    re.ASCII | re.IGNORECASE,
)
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-]?(\d{2})[/-]?(\d{2})(?=[/_.-]|$)", re.ASCII)
_UNSET = ("1970-01-01", "0001-01-01")  # what programs write where they know no date


def read_date(text: object) -> str:
    """The date that a text begins with, as EDTF with its precision: "2025-04-17", "2025-04", "2025"; '' for none.

    A time is left out: it is that of the publisher's clock, and a source stands on a day.
    """
    if not isinstance(text, str):
        return ""
    text = text.strip()[:80]
    for pattern in (_ISO, _OTHERS):
        if found := pattern.match(text):
            return _edtf(*[part for part in found.groups() if part])
    if found := _ENGLISH.match(text):
        name, day, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        return _edtf(year, str([month[:3] for month in MONTHS].index(name[:3].title()) + 1), day)
    return ""


def date_in_path(path: str) -> str:
    """The day that a path names, as in /2025/04/17/talks; '' where it names none."""
    found = _IN_PATH.search(path)
    return _edtf(*found.groups()) if found else ""


def _edtf(year: str, month: str = "", day: str = "") -> str:
    text = "-".join([year.zfill(4), *(part.zfill(2) for part in (month, day) if part)])
    try:
        return "" if text in _UNSET else When.parse(text).edtf
    except ValueError:
        return ""
