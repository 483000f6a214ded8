"""What stands on a day: every part of every measure as a row, and what readers can narrow the rows by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from negotiations.public import tariff_book
from negotiations.public.choices import FacetGroup, Option
from negotiations.public.labels import Label, Labels, labels_for
from negotiations.public.measure_filter import HEADINGS, MeasureFilter
from negotiations.public.measure_standing import Documents, MeasureStanding, sources_of
from negotiations.public.measure_words import ids_in, label_of_state, percent_of
from negotiations.tariffs.lifecycle import State
from negotiations.tariffs.parts import Part
from negotiations.tariffs.rates import Measure
from negotiations.tariffs.scope import Case, Economies, Match

ROWS = 100  # of a table on one page
_RANK = {
    state: place
    for place, state in enumerate(
        (
            State.IN_FORCE,
            State.SUSPENDED,
            State.EXEMPT,
            State.SCHEDULED,
            State.ANNOUNCED,
            State.PROPOSED,
            State.THREATENED,
            State.STRUCK_DOWN,
            State.ENDED,
            State.NEVER_IN_FORCE,
        )
    )
}


def rank_of(state: State) -> int:
    """The place of a state when sorted by it: what is charged first, what never was last."""
    return _RANK[state]


@dataclass(frozen=True)
class Row:
    """One part of one measure; `place` is its place among the parts."""

    measure: Measure
    label: Label
    standing: MeasureStanding
    part: Part
    place: int

    @property
    def state(self) -> State:
        return self.part.standing.state or State.ENDED


class Shelf:
    """The measures at the question's instants, with the names of all that they are about. Two queries."""

    def __init__(self, asked: MeasureFilter):
        self.asked = asked
        self.book = tariff_book.page(asked.clocks.known)
        self.documents = Documents(asked.clocks)
        sides = (id for one in self.book.measures.values() for id in (one.id, one.imposer, one.authority))
        self.labels: Labels = labels_for({id for id in sides if id} | self.named, asked.clocks.known)
        self.documents.know(self.labels)

    @cached_property
    def measures(self) -> list[Measure]:
        """Every measure that readers can see, and of which something is known."""
        found = self.book.measures.values()
        return [one for one in found if one.id in self.labels and one.changes]

    @cached_property
    def named(self) -> set[int]:
        """Every publication that the scope of a change names: economies and lists of goods."""
        changes = (change for one in self.book.measures.values() for change in one.changes)
        return {id for change in changes for id in ids_in(change.scope)}

    @cached_property
    def economies(self) -> dict[int, Case]:
        """The economies that are named in a scope or asked about, each as a case of the question's day."""
        changes = (change for one in self.book.measures.values() for change in one.changes)
        ids = {id for change in changes for id in change.scope.economies.ids} & self.labels.keys()
        ids |= self.asked.chosen("economy")
        return {id: self.book.case(id, "", self.asked.clocks.on) for id in ids}

    def affected(self, measure: Measure, economies: Economies) -> set[int]:
        """The economies that a measure with this scope is about; nobody charges duty on its own goods."""
        return {
            id
            for id, case in self.economies.items()
            if id != measure.imposer and economies.match(case) is not Match.NO
        }

    def standing(self, measure: Measure) -> MeasureStanding:
        return MeasureStanding(self.book.history(measure.id), self.documents)

    def label(self, id: int | None) -> Label | None:
        return self.labels.get(id) if id else None


def facet_values(shelf: Shelf, measure: Measure, economies: Economies, state: str) -> dict[str, set]:
    """What a row can be found by: {parameter: values}."""
    return {
        "by": {measure.imposer},
        "economy": shelf.affected(measure, economies),
        "authority": {measure.authority},
        "status": {state},
    }


class Narrowed[T]:
    """Rows under the filter, and how many each value of each facet would leave, counted without the facet itself."""

    def __init__(self, shelf: Shelf, rows: Iterable[tuple[T, dict[str, set]]]):
        self._shelf, asked = shelf, shelf.asked
        self.rows: list[T] = []
        self.counts: dict[str, dict] = {name: {} for name in ("by", "economy", "authority", "status")}
        chosen = {name: asked.chosen(name) for name in self.counts}
        for row, values in () if asked.errors else rows:
            missed = [name for name, wanted in chosen.items() if wanted and not wanted & values[name]]
            if not missed:
                self.rows.append(row)
            for name in self.counts if not missed else missed[:1] if len(missed) == 1 else ():
                for value in values[name] - {None}:
                    self.counts[name][value] = self.counts[name].get(value, 0) + 1

    def facets(self) -> list[FacetGroup]:
        """The facets for a form."""
        return [
            FacetGroup(
                name, str(HEADINGS[name]), self._states() if name == "status" else self._nouns(name), 0
            )
            for name in self.counts
        ]

    def _nouns(self, name: str) -> list[Option]:
        chosen, counts = self._shelf.asked.nouns.get(name, {}), self.counts[name]
        labels = {label.id: label for label in chosen.values()}
        labels |= {id: self._shelf.labels[id] for id in counts if id in self._shelf.labels}
        ids = sorted(labels, key=lambda id: labels[id].text)
        picked = self._shelf.asked.chosen(name)
        shown = [labels[id] for id in ids]
        return [
            Option(one.key, one.text, counts.get(id, 0), id in picked, one.text_lang)
            for id, one in zip(ids, shown, strict=True)
        ]

    def _states(self) -> list[Option]:
        chosen, counts = self._shelf.asked.chosen("status"), self.counts["status"]
        return [
            Option(str(state), label_of_state(state), counts.get(state, 0), str(state) in chosen)
            for state in _RANK
            if state in counts or str(state) in chosen
        ]


class Stock:
    """Every part of every measure that stood at the question's instant, under its filter."""

    def __init__(self, asked: MeasureFilter):
        self.asked, self.shelf = asked, Shelf(asked)
        self.narrowed = Narrowed(self.shelf, self._all())
        rows = in_order(self.narrowed.rows, "", self._key)
        self.rows = in_order(rows, asked.sort, self._key)

    def _all(self) -> Iterable[tuple[Row, dict[str, set]]]:
        for measure in self.shelf.measures:
            standing, label = self.shelf.standing(measure), self.shelf.labels[measure.id]
            for place, part in enumerate(standing.standing_parts):
                row = Row(measure, label, standing, part, place)
                yield row, facet_values(self.shelf, measure, part.scope.economies, str(row.state))

    def _key(self, row: Row, name: str):
        if name == "measure":
            return row.label.text.casefold()
        if name == "imposed_by":
            imposer = self.shelf.label(row.measure.imposer)
            return imposer.text if imposer else None
        if name == "rate":
            return percent_of(row.part.standing.rate) if row.state not in _WITHOUT_RATE else None
        if name == "since":
            return row.part.standing.since
        if name == "status":
            return rank_of(row.state)
        main = row.standing.standing_parts[0].standing.state or State.ENDED
        return (rank_of(main), row.label.text.casefold(), row.place)

    @property
    def measures(self) -> list[Measure]:
        """The measures of the rows, in the order of the rows."""
        return list({row.measure.id: row.measure for row in self.rows}.values())

    def shown(self, rows: Sequence[Row]) -> list[dict]:
        """Rows for a template. Two queries, however many they are."""
        telling = {id for row in rows for id in row.standing.telling([row.part])}
        self.shelf.documents.read(telling)
        return [self._row(row) for row in rows]

    def _row(self, row: Row) -> dict:
        card = self.shelf.documents.card(row.part.standing.by)
        return row.standing.part(row.part) | {
            "measure": row.label,
            "imposed_by": self.shelf.label(row.measure.imposer),
            "authority": self.shelf.label(row.measure.authority),
            "percent": self._key(row, "rate"),
            "since": row.standing.local(row.part.standing.since) if row.part.standing.since else None,
            "instrument": card.b["instrument"] if card else None,
            "citations": card.b["citations"] if card else [],
            "sources": sources_of([card] if card else []),
            "id": card.id if card else "",
        }


_WITHOUT_RATE = (State.ENDED, State.STRUCK_DOWN, State.NEVER_IN_FORCE, State.EXEMPT)


def in_order[T](rows: list[T], sort: str, key) -> list[T]:
    """Rows by a key such as "rate" or, descending, "-rate"; what has no such value stands last either way."""
    name = sort.removeprefix("-")
    having = [(value, row) for row in rows if (value := key(row, name)) is not None]
    missing = [row for row in rows if key(row, name) is None]
    ordered = sorted(having, key=lambda pair: pair[0], reverse=sort.startswith("-"))
    return [row for _, row in ordered] + missing
