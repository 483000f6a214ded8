"""Everything that was ever published about duties, kept in memory for answers on both clocks.

Editions never change, so all of them are held with the instants between which they stood, and an answer as of any
`known` picks from them without a query. What is printed later is taken in by the rows of the publication log.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from threading import RLock
from typing import Any

from negotiations.models.printed import Edition, Facet, Publication, PublicationLog
from negotiations.public import kinds
from negotiations.public.posting_lists import FACET_COLUMNS, change_of
from negotiations.public.state import state
from negotiations.tariffs.codes import CodeList
from negotiations.tariffs.index import GoodsIndex
from negotiations.tariffs.lifecycle import Change
from negotiations.tariffs.parts import History
from negotiations.tariffs.rates import Measure, Question
from negotiations.tariffs.scope import Case
from negotiations.tariffs.stacking import Effect, Party, Rule
from negotiations.values import clock
from negotiations.values.vocabulary import Change as Printing

_PAGES_KEPT = 8


@dataclass(frozen=True, slots=True)
class Membership:
    """That an economy belongs to a union from a day until, exclusively, another; None where no day is known."""

    union: int
    member: int
    since: date | None
    until: date | None

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass
class Page:
    """The book as it stood at one instant. Ids are publications', but those of changes and rules their editions'."""

    changes: dict[int, list[Change]] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    sides: dict[int, tuple[int | None, int | None]] = field(default_factory=dict)
    lists: dict[int, CodeList] = field(default_factory=dict)
    memberships: list[Membership] = field(default_factory=list)
    _histories: dict[int, History] = field(default_factory=dict)

    @cached_property
    def measures(self) -> dict[int, Measure]:
        """Every measure by its id, with the economy that imposes it, its authority and its changes."""
        return {
            measure: Measure(measure, *sides, tuple(self.changes.get(measure, ())))
            for measure, sides in self.sides.items()
        }

    @cached_property
    def _index(self) -> GoodsIndex:
        return GoodsIndex(self.measures.values(), self.lists)

    def history(self, measure: int) -> History:
        """A measure over time, folded when it is first asked for."""
        if measure not in self._histories:
            self._histories[measure] = History(self.changes.get(measure, ()))
        return self._histories[measure]

    def take_histories(self, earlier: "Page") -> None:
        """Take from an earlier page what was folded of measures that have the same changes still."""
        self._histories |= {
            measure: history
            for measure, history in earlier._histories.items()
            if earlier.changes.get(measure) == self.changes.get(measure)
        }

    def case(self, economy: int | None, code: str, on: datetime) -> Case:
        """Goods from an economy on a day, with the unions that it belongs to then."""
        day = on.date()
        held = [one for one in self.memberships if one.holds_on(day)]
        return Case(
            economy,
            code,
            frozenset(one.union for one in held if one.member == economy),
            frozenset(one.member for one in held if one.union == economy),
        )

    def question(self, imposer: int, economy: int | None, code: str, on: datetime) -> Question:
        """What the economy `imposer` charges on goods with a code from an economy."""
        named = self._index.naming(code) if code else self.measures.keys()
        measures = [self.measures[id] for id in sorted(named) if self.measures[id].imposer == imposer]
        return Question(measures, self.rules, self.case(economy, code, on), self.lists)


@dataclass(frozen=True, slots=True)
class _Held:
    """One edition: when it stood, and what it says, in the words of its kind."""

    published_at: datetime
    superseded_at: datetime | None
    says: Any


class _Book:
    def __init__(self, at: int):
        self.generation = 0
        self.held: dict[str, dict[int, list[_Held]]] = {kind: {} for kind in _READERS}
        self.merged: dict[int, int] = {}
        self.pages: OrderedDict[datetime | None, Page] = OrderedDict()
        self.before = Page()  # of the present, until it is made anew
        self._take_in(Publication.objects.filter(kind__in=_READERS), at)

    def catch_up(self, newest: int) -> None:
        """Take in what was printed since. Most of what is printed is not about duties, and leaves the book as it is."""
        rows = PublicationLog.objects.filter(number__gt=self.generation, number__lte=newest)
        touched = rows.filter(publication__kind__in=_READERS).values("publication")
        if touched.exists():
            self._take_in(Publication.objects.filter(pk__in=touched), newest)
        self.generation = newest

    def _take_in(self, publications, newest: int) -> None:
        merged = Publication.objects.filter(kind__in=_READERS, redirect_to__isnull=False)
        self.merged = {gone: stays for gone, stays in merged.values_list("pk", "redirect_to_id") if stays}
        for publication, kind in list(publications.values_list("pk", "kind")):
            self.held[kind].pop(publication, None)
        open_ones = publications.filter(closed_at=None)
        for kind, read in _READERS.items():
            editions = Edition.objects.filter(
                publication__in=open_ones.filter(kind=kind).values("pk"), redaction__isnull=True
            ).exclude(change=Printing.WITHDRAWAL)
            for publication, held in read(editions):
                self.held[kind].setdefault(publication, []).append(held)
        self.before = self.pages.get(None) or self.before
        self.pages.clear()
        self.generation = newest

    def page(self, known: datetime | None) -> Page:
        """The book as it stood at an instant; None for now."""
        found = self.pages.pop(known, None)
        if found is None:
            found = self._make_page(known)
            if known is None:
                found.take_histories(self.before)
                self.before = Page()
        self.pages[known] = found
        while len(self.pages) > _PAGES_KEPT:
            self.pages.popitem(last=False)
        return found

    def _make_page(self, known: datetime | None) -> Page:
        page = Page()
        for change, series in self._standing("measure_change", known):
            renamed = replace(change, scope=change.scope.renamed(self.merged)) if self.merged else change
            page.changes.setdefault(self._stays(series), []).append(renamed)
        page.rules = [self._renamed(rule) for rule in self._standing("stacking_rule", known)]
        for publication, imposer, authority in self._standing("measure", known):
            if publication not in self.merged:
                page.sides[publication] = (self._stays_if(imposer), self._stays_if(authority))
        page.lists = dict(self._standing("product_list", known))
        page.memberships = [
            Membership(self._stays(one.union), self._stays(one.member), one.since, one.until)
            for members in self._standing("economy", known)
            for one in members
        ]
        return page

    def _stays(self, id: int) -> int:
        return self.merged.get(id, id)

    def _stays_if(self, id: int | None) -> int | None:
        return self._stays(id) if id else None

    def _standing(self, kind: str, known: datetime | None) -> Iterable[Any]:
        for editions in self.held[kind].values():
            for one in editions:
                if known is None:
                    stood = one.superseded_at is None
                else:
                    stood = one.published_at <= known and (
                        one.superseded_at is None or known < one.superseded_at
                    )
                if stood:
                    yield one.says

    def _renamed(self, rule: Rule) -> Rule:
        def party(one: Party) -> Party:
            return Party(
                frozenset(map(self._stays, one.measures)),
                frozenset(map(self._stays, one.authorities)),
            )

        return Rule(
            rule.id, rule.effect, party(rule.first), party(rule.second), rule.holds_from, rule.holds_until
        )


_lock = RLock()
_book: _Book | None = None


def page(known: datetime | None) -> Page:
    """The book as it stands (None), or as it stood at an instant. One query where nothing was printed since."""
    global _book
    newest = state().generation
    with _lock:
        if _book is None or _book.generation > newest:
            _book = _Book(newest)
        elif _book.generation < newest:
            _book.catch_up(newest)
        return _book.page(known if known and known < clock.now() else None)


def forget() -> None:
    """Drop everything held, so that the next reader loads it afresh. For tests and `rebuild_public`."""
    global _book
    with _lock:
        _book = None


def _changes(editions) -> Iterable[tuple[int, _Held]]:
    """The states of measures that editions of entries set: (change, measure)."""
    columns = {
        "publication": "edition__publication",
        "number": "edition__publication__number",
        "published_at": "edition__published_at",
        "superseded_at": "edition__superseded_at",
    }
    rows = Facet.objects.filter(edition__in=editions.values("pk"), name="status", series__isnull=False)
    for row in rows.values(*FACET_COLUMNS, *columns.values()).iterator(20_000):
        own = {name: row[column] for name, column in columns.items()}
        says = (change_of(row, own["number"] or 0), row["series_id"])
        yield own["publication"], _Held(own["published_at"], own["superseded_at"], says)


def _bodies(read: Callable[[Edition, Any], Any]) -> Callable[[Any], Iterable[tuple[int, _Held]]]:
    """A reader of editions by their bodies."""

    def of(editions):
        for edition in editions.select_related("publication").iterator(chunk_size=500):
            body = kinds.get(edition.publication.kind).read(edition.content, edition.schema_version)
            says = read(edition, body)
            yield edition.publication_id, _Held(edition.published_at, edition.superseded_at, says)

    return of


def _rule(edition: Edition, body) -> Rule:
    ids = lambda refs: frozenset(int(ref.ref) for ref in refs)  # noqa: E731
    return Rule(
        edition.pk,
        Effect(body.effect),
        Party(ids(body.measures), ids(body.authorities)),
        Party(ids(body.other_measures), ids(body.other_authorities)),
        body.effective_from.value.earliest if body.effective_from else edition.published_at,
        body.effective_until.value.earliest if body.effective_until else None,
    )


def _measure(edition: Edition, body) -> tuple[int, int | None, int | None]:
    id_of = lambda ref: int(ref.ref) if ref else None  # noqa: E731
    return edition.publication_id, id_of(body.imposed_by), id_of(body.authority)


def _list(edition: Edition, body) -> tuple[int, CodeList]:
    return edition.publication_id, CodeList.parse(body.codes)


def _memberships(edition: Edition, body) -> list[Membership]:
    return [
        Membership(edition.publication_id, int(one.economy.ref), one.since, one.until) for one in body.members
    ]


_READERS: dict[str, Callable[[Any], Iterable[tuple[int, _Held]]]] = {
    "measure_change": _changes,
    "stacking_rule": _bodies(_rule),
    "measure": _bodies(_measure),
    "product_list": _bodies(_list),
    "economy": _bodies(_memberships),
}
