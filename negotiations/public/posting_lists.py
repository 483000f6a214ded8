"""Which editions stand at an instant, in which order, and under which facets: the lists themselves, in memory.

Written for a million editions in a worker: numbers stand in arrays and bitmaps, and no edition has an object of its
own. `postings` loads them and keeps them current.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from sys import intern

from pyroaring import BitMap

from negotiations.tariffs.lifecycle import Change, State
from negotiations.tariffs.parts import History
from negotiations.tariffs.scope import Scope

type Value = int | str  # a noun's publication id, or a word
type Place = tuple[int, int, int]  # sort key, entry number, edition id

FACET_COLUMNS = (
    "edition_id",
    "name",
    "noun_id",
    "word",
    "series_id",
    "known_from",
    "holds_from",
    "holds_until",
    "scope",
    "duty",
    "basis",
)

# A sort key and an entry's number in one whole number of 63 bits: 67 million entries, and every year of the calendar.
_NUMBER_BITS = 26
_MOST_NUMBERS = (1 << _NUMBER_BITS) - 1
_STEPS_AT_MOST = 4000  # entries looked at one by one for a page, before its months are asked instead


def _key(sort_key: int, number: int) -> int:
    return (sort_key << _NUMBER_BITS) + max(-1, min(number, _MOST_NUMBERS))


class Order:
    """Editions from oldest to newest, and for each its place and its days; by edition id where it is asked by one."""

    def __init__(self) -> None:
        self._keys, self._ids = array("q"), array("q")
        self._key_of, self._first, self._last = array("q"), array("i"), array("i")

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[Place]:
        return map(self._place, self._keys, self._ids)

    def add(self, place: Place, first: date, last: date) -> None:
        """Takes no time to speak of for what comes last, as when everything is loaded in order."""
        sort_key, number, id = place
        key = _key(sort_key, number)
        at = len(self._keys) if not self._keys or key > self._keys[-1] else bisect_left(self._keys, key)
        self._keys.insert(at, key)
        self._ids.insert(at, id)
        if (missing := id + 1 - len(self._key_of)) > 0:
            missing += missing // 8
            for column in (self._key_of, self._first, self._last):
                column.frombytes(bytes(missing * column.itemsize))
        self._key_of[id], self._first[id], self._last[id] = key, first.toordinal(), last.toordinal()

    def discard(self, id: int) -> None:
        at = bisect_left(self._keys, self._key_of[id])
        del self._keys[at], self._ids[at]

    def place(self, id: int) -> Place:
        """Where an edition that is held stands."""
        return self._place(self._key_of[id], id)

    def days(self, id: int) -> tuple[date, date]:
        """The first and the last day of an edition that is held."""
        return date.fromordinal(self._first[id]), date.fromordinal(self._last[id])

    def first_ordinal(self, id: int) -> int:
        return self._first[id]

    def last_ordinal(self, id: int) -> int:
        return self._last[id]

    def walk(
        self, chosen: BitMap, after: tuple[int, int] | None, size: int, newest_first: bool, most: int
    ) -> tuple[list[Place], bool]:
        """The next `size` places of the chosen editions, and whether they are all that there are.

        Not all of them where more than `most` editions had to be looked at.
        """
        if newest_first:
            at = bisect_left(self._keys, _key(*after)) if after else len(self._keys)
            steps = range(at - 1, max(-1, at - 1 - most), -1)
        else:
            at = bisect_right(self._keys, _key(*after)) if after else 0
            steps = range(at, min(len(self._keys), at + most))
        found: list[Place] = []
        for step in steps:
            if self._ids[step] in chosen:
                found.append(self._place(self._keys[step], self._ids[step]))
                if len(found) == size:
                    return found, True
        return found, len(steps) < most

    def sorted(self, ids: Iterable[int], after: tuple[int, int] | None, newest_first: bool) -> list[Place]:
        """The places of some editions that come after a place, in order."""
        keys = sorted(((self._key_of[id], id) for id in ids), reverse=newest_first)
        if after:
            limit = _key(*after)
            keys = [one for one in keys if (one[0] < limit if newest_first else one[0] > limit)]
        return [self._place(*one) for one in keys]

    @staticmethod
    def _place(key: int, id: int) -> Place:
        return key >> _NUMBER_BITS, key & _MOST_NUMBERS, id


@dataclass
class Postings:
    """The open entry editions that stood at one instant.

    `by[facet][value]` holds the edition ids with that value for ever, `ends[month]` those whose days end in it;
    `merged` leads from a noun that is gone to the one that stays; `series[facet][series]` holds the changes by which
    a series comes to its states, each under its edition's id. The rest is worked out from these, until one changes.
    """

    generation: int = 0
    order: Order = field(default_factory=Order)
    everything: BitMap = field(default_factory=BitMap)
    by: dict[str, dict[Value, BitMap]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(BitMap))
    )
    ends: dict[str, BitMap] = field(default_factory=lambda: defaultdict(BitMap))
    series: dict[str, dict[int, dict[int, Change]]] = field(default_factory=lambda: defaultdict(dict))
    merged: dict[Value, int] = field(default_factory=dict)
    _folded: dict[str, dict[int, History]] = field(default_factory=lambda: defaultdict(dict))
    _values: dict[str, "_Values"] = field(default_factory=dict)

    def add(self, edition: dict, facets: Iterable[dict]) -> None:
        """Take in one edition with its facet rows."""
        id, first, last = edition["id"], edition["first_day"], edition["last_day"]
        self.order.add((edition["sort_key"], edition["publication__number"], id), first, last)
        self.everything.add(id)
        self.ends[_month(last)].add(id)
        for name, value in self._fixed(edition, facets):
            self.by[name][value].add(id)
            self._values.pop(name, None)
        for row in facets:
            if row["series_id"]:
                self.add_change(row)

    def add_change(self, row: dict) -> None:
        """Take in a facet row of a series, of an edition that is held."""
        _sort_key, number, id = self.order.place(row["edition_id"])
        self.series[row["name"]].setdefault(row["series_id"], {})[id] = change_of(row, number)
        self._unfold(row["name"], row["series_id"])

    def discard(self, edition: dict, facets: Iterable[dict]) -> None:
        """Take out an edition that no longer stands, by the same rows that brought it in."""
        id = edition["id"]
        if id not in self.everything:
            return
        self.order.discard(id)
        self.everything.discard(id)
        self.ends[_month(edition["last_day"])].discard(id)
        for name, value in self._fixed(edition, facets):
            self.by[name][value].discard(id)
            self._values.pop(name, None)
        for row in facets:
            if row["series_id"]:
                self.series[row["name"]].get(row["series_id"], {}).pop(id, None)
                self._unfold(row["name"], row["series_id"])

    def rename(self, merged: dict[Value, int]) -> None:
        """Take in which names lead to others now."""
        if merged != self.merged:
            self.merged = merged
            self._folded.clear()
            self._values.clear()

    @staticmethod
    def _fixed(edition: dict, facets: Iterable[dict]) -> list[tuple[str, Value]]:
        found: list[tuple[str, Value]] = [
            ("change", edition["change"]),
            ("month", _month(edition["first_day"])),
        ]
        return found + [
            (row["name"], row["noun_id"] or row["word"]) for row in facets if not row["series_id"]
        ]

    def values(self, name: str, on: datetime) -> dict[Value, BitMap]:
        """Every value of a facet with the editions that have it at the instant `on`; to be read, never changed.

        Of a series, the change by which it stands has its state, and what is known to begin later is scheduled.
        """
        return self._standing(name, on).bitmaps

    def counts(self, name: str, on: datetime, among: BitMap) -> dict[Value, int]:
        """How many of some editions have each value of a facet at the instant `on`."""
        standing = self._standing(name, on)
        if len(among) == len(self.everything):
            return standing.sizes
        return {value: among.intersection_cardinality(one) for value, one in standing.bitmaps.items()}

    def _standing(self, name: str, on: datetime) -> "_Values":
        held = self._values.get(name)
        if held is None or not held.begins <= on < held.ends:
            held = self._values[name] = self._work_out(name, on)
        return held

    def _work_out(self, name: str, on: datetime) -> "_Values":
        found = {value: editions for value, editions in self.by.get(name, {}).items() if editions}
        for gone, stays in self.merged.items():
            if gone in found:
                found[stays] = found.pop(gone) | found.get(stays, BitMap())
        if not self.series.get(name):
            return _Values(found)
        found = {value: editions.copy() for value, editions in found.items()}
        turns: set[datetime] = set()
        for history in self._histories(name):
            for part in history.at(on):
                if part.standing.by and part.standing.state:
                    found.setdefault(part.standing.state, BitMap()).add(part.standing.by.id)
            for change in history.changes:
                turns |= {at for at in (change.known_from, change.applies_from, change.applies_until) if at}
                if change.applies_from and change.known_from <= on < change.applies_from:
                    found.setdefault(State.SCHEDULED, BitMap()).add(change.id)
        before = max((turn for turn in turns if turn <= on), default=_EVER)
        return _Values(found, before, min((turn for turn in turns if turn > on), default=_NEVER))

    def _histories(self, name: str) -> Iterable[History]:
        """Each series of a facet, folded when it is first asked for after one of its own changes."""
        folded, together = self._folded[name], defaultdict[int, dict[int, Change]](dict)
        for series, changes in self.series[name].items():
            if (stays := self.merged.get(series, series)) not in folded:
                together[stays] |= _renamed(changes, self.merged)
        folded |= {series: History(changes.values()) for series, changes in together.items()}
        return folded.values()

    def _unfold(self, name: str, series: int) -> None:
        self._folded[name].pop(self.merged.get(series, series), None)
        self._values.pop(name, None)

    def naming(self, name: str, noun: Value) -> BitMap:
        """The editions with a noun under a facet, by whatever name it went when they were printed."""
        found = self.by.get(name, {}).get(noun, BitMap())
        for gone in (gone for gone, stays in self.merged.items() if stays == noun):
            found = found | self.by.get(name, {}).get(gone, BitMap())
        return found

    def between(self, first: date | None, last: date | None) -> BitMap:
        """The editions whose dates overlap the days from `first` to `last`, both inclusive."""
        found = self.everything
        if first:
            month, day, last_of = _month(first), first.toordinal(), self.order.last_ordinal
            later = [editions for key, editions in self.ends.items() if key > month]
            in_it = BitMap([id for id in self.ends.get(month, ()) if last_of(id) >= day])
            found = found & BitMap.union(in_it, *later)
        if last:
            month, day, first_of = _month(last), last.toordinal(), self.order.first_ordinal
            begins = self.by.get("month", {})
            earlier = [editions for key, editions in begins.items() if str(key) < month]
            in_it = BitMap([id for id in begins.get(month, ()) if first_of(id) <= day])
            found = found & BitMap.union(in_it, *earlier)
        return found

    def page(
        self, chosen: BitMap, after: tuple[int, int] | None, size: int, newest_first: bool
    ) -> list[Place]:
        """Up to `size` places of the chosen editions that come after the place (sort key, entry number)."""
        if len(chosen) * _RARE < len(self.order):
            return self.order.sorted(chosen, after, newest_first)[:size]
        found, is_all = self.order.walk(chosen, after, size, newest_first, max(_STEPS_AT_MOST, size))
        return found if is_all else self._page_by_months(chosen, after, size, newest_first)

    def _page_by_months(
        self, chosen: BitMap, after: tuple[int, int] | None, size: int, newest_first: bool
    ) -> list[Place]:
        """The same where the chosen editions lie far from where the page begins."""
        months = self.by["month"]
        here = _month_of(after[0]) if after else ""
        found: list[Place] = []
        for month in sorted(months, key=str, reverse=newest_first):
            if here and (str(month) > here if newest_first else str(month) < here):
                continue
            found += self.order.sorted(chosen & months[month], after, newest_first)
            if len(found) >= size:
                break
        return found[:size]


_EVER, _NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
# Walking the whole order finds a page quickly unless matches are rarer than one in this many.
_RARE = 200


class _Values:
    """The values of a facet with their editions, and between which instants they are those."""

    def __init__(self, bitmaps: dict[Value, BitMap], begins: datetime = _EVER, ends: datetime = _NEVER):
        self.bitmaps, self.begins, self.ends = bitmaps, begins, ends
        self.sizes = {value: len(editions) for value, editions in bitmaps.items()}


def _month(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def _month_of(sort_key: int) -> str:
    """The month of a sort key (`When.sort_key`), '' for one that is of no calendar."""
    try:
        return _month(date.min + timedelta(days=sort_key // (8 * 24 * 60)))
    except OverflowError:
        return ""


def _renamed(changes: dict[int, Change], merged: dict[Value, int]) -> dict[int, Change]:
    """The changes with what their scopes name under the names that stay."""
    if not merged:
        return changes
    names = {gone: stays for gone, stays in merged.items() if isinstance(gone, int)}
    return {id: replace(change, scope=change.scope.renamed(names)) for id, change in changes.items()}


def change_of(row: dict, order: int) -> Change:
    """A facet row of a series as one change; `order` is the entry's number."""
    return Change(
        id=row["edition_id"],
        becomes=State(row["word"]),
        known_from=row["known_from"],
        applies_from=row["holds_from"],
        applies_until=row["holds_until"],
        order=order,
        scope=Scope.parse(row["scope"]),
        duty=intern(row["duty"]),  # few of them, many times
        basis=intern(row["basis"]),
    )
