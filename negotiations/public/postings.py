"""Which editions stand at an instant, in which order, and under which facets: kept in memory.

A page of the timeline and all its counts come from here without a query that grows with the record. Held once for
the present record, and brought up to date by applying the new rows of the publication log; made once for each past
instant that is asked for, and kept for a while.
"""

from bisect import bisect_left, bisect_right, insort
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from threading import RLock

from django.db.models import Max
from pyroaring import BitMap

from negotiations.models.printed import Edition, Facet, Publication, PublicationLog
from negotiations.tariffs.lifecycle import Change, State
from negotiations.tariffs.parts import History
from negotiations.tariffs.scope import Scope
from negotiations.values import clock

type Value = int | str  # a noun's publication id, or a word
type Place = tuple[int, int, int]  # sort key, entry number, edition id

# Walking the whole order finds a page quickly unless matches are rarer than one in this many.
_RARE = 200
_PASTS_KEPT = 8


@dataclass
class Postings:
    """The open entry editions that stood at one instant.

    `order` holds their places from oldest to newest; `by[facet][value]` the edition ids with that value for ever;
    `merged` leads from a noun that is gone to the one that stays; `series[facet][series]` holds the changes by which
    a series comes to its states, each under its edition's id; `folded` what they come to, until one changes.
    """

    generation: int = 0
    order: list[Place] = field(default_factory=list)
    places: dict[int, Place] = field(default_factory=dict)
    everything: BitMap = field(default_factory=BitMap)
    by: dict[str, dict[Value, BitMap]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(BitMap))
    )
    series: dict[str, dict[int, dict[int, Change]]] = field(default_factory=lambda: defaultdict(dict))
    first_days: list[tuple[date, int]] = field(default_factory=list)
    last_days: list[tuple[date, int]] = field(default_factory=list)
    merged: dict[Value, int] = field(default_factory=dict)
    facets_of: dict[int, list[tuple[str, Value]]] = field(default_factory=dict)
    days_of: dict[int, tuple[date, date]] = field(default_factory=dict)
    folded: dict[str, list[History]] = field(default_factory=dict)

    def add(self, edition: dict, facets: Iterable[dict]) -> None:
        """Take in one edition with its facet rows."""
        number = edition["id"]
        place = (edition["sort_key"], edition["publication__number"], number)
        insort(self.order, place)
        self.places[number] = place
        self.everything.add(number)
        insort(self.first_days, (edition["first_day"], number))
        insort(self.last_days, (edition["last_day"], number))
        self.days_of[number] = (edition["first_day"], edition["last_day"])
        held = self.facets_of[number] = [
            ("change", edition["change"]),
            ("month", f"{edition['first_day']:%Y-%m}"),
        ]
        for row in facets:
            if row["series_id"]:
                self.folded.pop(row["name"], None)
                change = change_of(row, edition["publication__number"])
                self.series[row["name"]].setdefault(row["series_id"], {})[number] = change
            else:
                held.append((row["name"], row["noun_id"] or row["word"]))
        for name, value in held:
            self.by[name][value].add(number)

    def discard(self, number: int) -> None:
        """Take out an edition that no longer stands."""
        place = self.places.pop(number, None)
        if place is None:
            return
        del self.order[bisect_left(self.order, place)]
        self.everything.discard(number)
        first, last = self.days_of.pop(number)
        del self.first_days[bisect_left(self.first_days, (first, number))]
        del self.last_days[bisect_left(self.last_days, (last, number))]
        for name, value in self.facets_of.pop(number):
            self.by[name][value].discard(number)
        for name, every in self.series.items():
            for changes in every.values():
                if changes.pop(number, None):
                    self.folded.pop(name, None)

    def values(self, name: str, on: datetime) -> dict[Value, BitMap]:
        """Every value of a facet with the editions that have it at the instant `on`.

        Of a series, the change by which it stands has its state, and what is known to begin later is scheduled.
        """
        found = {value: editions for value, editions in self.by.get(name, {}).items() if editions}
        for gone, stays in self.merged.items():
            if gone in found:
                found[stays] = found.pop(gone) | found.get(stays, BitMap())
        if not self.series.get(name):
            return found
        found = {value: editions.copy() for value, editions in found.items()}
        for history in self._histories(name):
            for part in history.at(on):
                if part.standing.by and part.standing.state:
                    found.setdefault(part.standing.state, BitMap()).add(part.standing.by.id)
            for change in history.changes:
                if change.applies_from and change.known_from <= on < change.applies_from:
                    found.setdefault(State.SCHEDULED, BitMap()).add(change.id)
        return found

    def _histories(self, name: str) -> Iterable[History]:
        """Each series of a facet, folded when it is first asked for after a change."""
        if name not in self.folded:
            together: dict[int, dict[int, Change]] = defaultdict(dict)
            for series, changes in self.series[name].items():
                together[self.merged.get(series, series)] |= _renamed(changes, self.merged)
            self.folded[name] = [History(changes.values()) for changes in together.values()]
        return self.folded[name]

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
            start = bisect_left(self.last_days, (first, -1))
            found = found & BitMap(number for _, number in self.last_days[start:])
        if last:
            end = bisect_right(self.first_days, (last, 2**63))
            found = found & BitMap(number for _, number in self.first_days[:end])
        return found

    def page(
        self, chosen: BitMap, after: tuple[int, int] | None, size: int, newest_first: bool
    ) -> list[Place]:
        """Up to `size` places of the chosen editions that come after the place (sort key, entry number)."""
        if len(chosen) * _RARE < len(self.order):
            places = sorted(self.places[number] for number in chosen)
        else:
            places = self.order
        if newest_first:
            index = bisect_left(places, after) - 1 if after else len(places) - 1
            steps = range(index, -1, -1)
        else:
            index = bisect_right(places, (*after, 2**63)) if after else 0
            steps = range(index, len(places))
        found = []
        for step in steps:
            if places[step][2] in chosen:
                found.append(places[step])
                if len(found) == size:
                    break
        return found


_EDITION_COLUMNS = ("id", "sort_key", "publication__number", "first_day", "last_day", "change")
_lock = RLock()
_present: Postings | None = None
_pasts: OrderedDict[tuple[datetime, bool], Postings] = OrderedDict()


def generation() -> int:
    """The number of the newest printing. One query."""
    return PublicationLog.objects.aggregate(newest=Max("number"))["newest"] or 0


@contextmanager
def reading(known: datetime | None, with_closed: bool = False) -> Iterator[Postings]:
    """The postings of the record as it stands (None), or as it stood at an instant; nobody changes them meanwhile.

    What was withdrawn since is left out of the past; `with_closed` has it in, for telling what is gone. One query
    where nothing was printed since.
    """
    newest = generation()
    with _lock:
        yield _past(known, newest, with_closed) if known and known < clock.now() else _now(newest)


def forget() -> None:
    """Drop everything held, so that the next reader loads it afresh. For tests and `rebuild_public`."""
    global _present
    with _lock:
        _present = None
        _pasts.clear()


def _now(newest: int) -> Postings:
    global _present
    if _present and _present.generation > newest:
        newest = generation()  # another thread went on while this one waited
    if _present is None or _present.generation > newest:  # nothing yet, or another database than before
        _present = _load(Edition.objects.current(), newest)
    elif _present.generation < newest:
        _apply_log(_present, newest)
    return _present


def _past(known: datetime, newest: int, with_closed: bool) -> Postings:
    held = _pasts.pop((known, with_closed), None)
    if held is None or held.generation != newest:  # a withdrawal closes past editions too
        editions = Edition.objects
        held = _load(editions.stood_on(known) if with_closed else editions.known_on(known), newest)
    _pasts[known, with_closed] = held
    while len(_pasts) > _PASTS_KEPT:
        _pasts.popitem(last=False)
    return held


def _load(editions, newest: int) -> Postings:
    postings = Postings(generation=newest, merged=_merged())
    editions = editions.entries().order_by("sort_key", "publication__number", "id")
    facets = _facets_by_edition(Facet.objects.filter(edition__in=editions.order_by().values("id")))
    for row in editions.values(*_EDITION_COLUMNS):
        postings.add(row, facets.get(row["id"], ()))
    return postings


def _apply_log(postings: Postings, newest: int) -> None:
    rows = list(
        PublicationLog.objects.filter(number__gt=postings.generation, number__lte=newest)
        .filter(publication__number__isnull=False)
        .values_list("publication_id", "edition_out_id")
    )
    postings.merged = _merged()
    postings.folded.clear()
    for _, out in rows:
        postings.discard(out)
    # Several printings of one entry may lie between: only what stands now comes in.
    touched = Publication.objects.filter(pk__in={publication for publication, _ in rows})
    editions = Edition.objects.current().filter(publication__in=touched)
    facets = _facets_by_edition(Facet.objects.filter(edition__in=editions.values("id")))
    for row in editions.values(*_EDITION_COLUMNS):
        postings.discard(row["id"])
        postings.add(row, facets.get(row["id"], ()))
    postings.generation = newest


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
        duty=row["duty"],
        basis=row["basis"],
    )


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


def _merged() -> dict[Value, int]:
    """Publications that were merged, with what they are now. Few; one query whenever something was printed."""
    merged = Publication.objects.filter(redirect_to__isnull=False)
    return {gone: stays for gone, stays in merged.values_list("pk", "redirect_to") if stays}


def _facets_by_edition(facets) -> dict[int, list[dict]]:
    found = defaultdict(list)
    for row in facets.values(*FACET_COLUMNS):
        found[row["edition_id"]].append(row)
    return found
