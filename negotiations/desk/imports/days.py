"""Days as spreadsheets and people write them, as the record writes them; never a guess between two days."""

import datetime as dt
import re

from negotiations.values.when import HINT

WHOLE = re.compile(r"([+-]?\d{1,18})(?:\.0+)?", re.ASCII)  # spreadsheets write 25 as 25.0
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050  # 2000-01-01 and 2099-12-31, as spreadsheets count days
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]00:00:00(?:\.0+)?", re.ASCII)
_SLASHES = re.compile(r"(\d{1,4})[/.](\d{1,2})[/.](\d{1,4})", re.ASCII)
_WORDED = ("%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d %b %Y", "%b %d, %Y", "%b %d %Y", "%d-%b-%Y", "%d-%b-%y")


def day_text(text: str) -> str:
    """A date as it is written here: what a spreadsheet made of a day becomes a day again.

    Raises ValueError for what could be two days, and for what is a date in words, with the way to write it.
    """
    text = text.strip()
    if whole := WHOLE.fullmatch(text):
        number = int(whole[1])
        if _FIRST_SERIAL <= number <= _LAST_SERIAL:
            return (dt.date(1899, 12, 30) + dt.timedelta(days=number)).isoformat()
        return whole[1]
    if midnight := _MIDNIGHT.fullmatch(text):
        return midnight[1]
    if slashes := _SLASHES.fullmatch(text):
        days = _days(*map(int, slashes.groups()))
        if not days:
            raise ValueError(f"“{text}” is not a day of the calendar. {HINT}")
        if len(days) > 1:
            one, two = days
            raise ValueError(
                f"“{text}” could be {one:%-d %B} or {two:%-d %B}. Write {one:%Y-%m-%d} or {two:%Y-%m-%d}."
            )
        raise ValueError(f"Write “{text}” as {days[0]:%Y-%m-%d}.")
    for pattern in _WORDED if len(text) < 24 else ():
        try:
            day = dt.datetime.strptime(text, pattern).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
        raise ValueError(f"Write “{text}” as {day:%Y-%m-%d}.")
    return text


def _days(one: int, two: int, three: int) -> list[dt.date]:
    """The days that three numbers can mean."""
    year = three + 2000 if three < 100 else three
    orders = [(one, two, three)] if one > 31 else [(year, two, one), (year, one, two)]
    found = []
    for order in orders:
        try:
            found.append(dt.date(*order))
        except ValueError:
            continue
    return list(dict.fromkeys(found))
