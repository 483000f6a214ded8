"""In which months an edition has something for the calendar.

That stands in the bodies alone. Each is read once in a process, and what is kept of it are two bits, for ever: an
edition never changes. So a month of the calendar reads the bodies of that month, however large the record is.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import batched
from threading import Lock

from pyroaring import BitMap

from negotiations.public import kinds
from negotiations.public.selection import editions_of, left_out, read
from negotiations.values.when import When

_PORTION = 500  # bodies that are in memory at once


def month_of(day: date) -> int:
    """Months since year 0."""
    return day.year * 12 + day.month - 1


class _Months:
    def __init__(self) -> None:
        self.known = BitMap()
        self.touched: dict[int, BitMap] = defaultdict(
            BitMap
        )  # month -> editions with a date that lies partly in it
        self.begun: dict[int, BitMap] = defaultdict(BitMap)  # month -> editions with a date that begins in it

    def learn(self, editions: BitMap) -> None:
        for ids in batched(editions - self.known, _PORTION):
            for one in read(editions_of(list(ids))):
                try:
                    kind = kinds.get(one.edition.publication.kind)
                    self._note(one.edition.pk, [told.when for told in kind.calendar(one.body)])
                except Exception as error:
                    left_out(one.edition, error)
            self.known.update(ids)

    def _note(self, edition: int, dates: Iterable[When]) -> None:
        for when in dates:
            first, last = month_of(when.first_day), month_of(when.last_day)
            self.begun[first].add(edition)
            for month in range(first, last + 1):
                self.touched[month].add(edition)


_months = _Months()
_lock = Lock()


def learn(editions: BitMap) -> None:
    """Read the bodies of those among some editions that were not read yet."""
    with _lock:
        _months.learn(editions)


def touching(editions: BitMap, first: int, last: int) -> BitMap:
    """Of some editions of dated kinds, those with anything in the months from `first` to `last`, both inclusive."""
    with _lock:
        _months.learn(editions)
        months = (_months.touched[month] for month in range(first, last + 1) if month in _months.touched)
        return editions & BitMap().union(*months)


def begun(editions: BitMap) -> list[int]:
    """The months in which a date of some editions begins, in order."""
    with _lock:
        _months.learn(editions)
        return sorted(month for month, held in _months.begun.items() if editions.intersect(held))


def forget() -> None:
    """Drop everything, for tests that begin another record."""
    global _months
    with _lock:
        _months = _Months()
