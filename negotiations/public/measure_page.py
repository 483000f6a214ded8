"""What a measure's page says beside its rates: documents, litigation, responses, and how it stands to other duties."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import pgettext_lazy

from negotiations.models.printed import Edition, Publication
from negotiations.public.cards import Card
from negotiations.public.clocks import Clocks, cards_by_edition, entry_label
from negotiations.public.measure_standing import MeasureStanding, measures
from negotiations.public.measure_words import part_words
from negotiations.tariffs.lifecycle import Change
from negotiations.tariffs.parts import History
from negotiations.tariffs.scope import Scope
from negotiations.values.kinds.development import DevelopmentType
from negotiations.values.vocabulary import Action, Relation
from negotiations.values.when import When

_MOST = 100  # rows of one list on a page
RUNGS = {
    "announced": pgettext_lazy("step of a document", "Announced"),
    "signed": pgettext_lazy("step of a document", "Signed"),
    "published": pgettext_lazy("step of a document", "Published"),
    "guidance": pgettext_lazy("step of a document", "Customs guidance"),
    "applies_from": pgettext_lazy("step of a document", "In force"),
}
_ANSWERS = (DevelopmentType.RESPONSE,)
_IN_COURT = (Action.STRUCK_DOWN, Action.ENJOINED)


def ladder(tell: MeasureStanding) -> list[dict]:
    """Each change with how far its document has come by the question's instant: {entry, instrument, action, rungs}.

    A rung is {label, state, when}: reached, ahead (a date that lies ahead), pending (it can still come), or missing
    (not on record).
    """
    rows = []
    for change in tell.history.changes:
        if (card := tell.documents.card(change)) and change.known_from <= tell.clocks.on:
            rows.append(
                {
                    "entry": entry_label(card),
                    "instrument": card.b["instrument"],
                    "action": card.b["action_label"],
                    "rungs": _rungs(change, card, tell),
                }
            )
    return rows


def _rungs(change: Change, card: Card, tell: MeasureStanding) -> list[dict]:
    on, is_open = tell.clocks.on, _is_open(tell.history, change, tell.clocks.on)
    dates = {name: card.b[name] for name in RUNGS}
    if not any(dates.values()):
        dates["announced"] = card.when  # the entry is the announcement
    reached = [place for place, when in enumerate(dates.values()) if when and when.earliest <= on]
    highest = max(reached, default=-1)
    return [
        {"label": str(RUNGS[name]), "state": _rung(when, on, is_open and place > highest), "when": when}
        for place, (name, when) in enumerate(dates.items())
    ]


def _rung(when: When | None, on: datetime, can_come: bool) -> str:
    if when:
        return "reached" if when.earliest <= on else "ahead"
    return "pending" if can_come else "missing"


def _is_open(history: History, change: Change, on: datetime) -> bool:
    """True while nothing later has taken the place of all that a change is about."""
    return not any(
        other.begins <= on and _age(other) > _age(change) and other.scope.covers(change.scope)
        for other in history.changes
    )


def _age(change: Change) -> tuple:
    return change.known_from, change.begins, change.order


class MeasureEntries:
    """What other entries say about a measure. Some six queries."""

    def __init__(self, tell: MeasureStanding, publication: Publication, authority: int | None = None):
        self._tell, self._clocks = tell, tell.clocks
        merged = Publication.objects.filter(redirect_to=publication).values_list("pk", flat=True)
        named = Q(facets__name="measure", facets__noun__in=[publication.pk, *merged])
        if authority:
            named |= Q(facets__name="authority", facets__noun=authority)
        self._cards = cards_where(named, self._clocks, ("development", "stacking_rule"))

    def rules(self) -> list[dict]:
        """The stacking rules about it: {b, entry, holds}."""
        return rule_rows(self._cards, self._clocks)

    def litigation(self) -> list[dict]:
        """Rulings about it, and changes that a court made: {when, entry, tag, shape, scope, by}."""
        rows = [
            _development(card)
            for card in self._cards
            if card.kind == "development" and card.b["development_type"] == DevelopmentType.RULING
        ]
        for change in self._tell.history.changes:
            card = self._tell.documents.card(change)
            if card and card.b["action"] in _IN_COURT:
                rows.append(self._struck(change, card))
        return _until(rows, self._clocks)

    def _struck(self, change: Change, card: Card) -> dict:
        return {
            "when": card.b["applies_from"] or card.when,
            "entry": entry_label(card),
            "tag": card.b["action_label"],
            "shape": card.b["shape"],
            "scope": part_words(
                Scope(change.scope.economies, condition=change.scope.condition), self._tell.documents.labels
            ),
            "by": card.b["instrument"],
        }

    def responses(self) -> list[dict]:
        """What was done in response to it: {when, entry, tag, shape, by, measure, standing}."""
        answers = [
            card
            for card in self._cards
            if card.kind == "development" and card.b["development_type"] in _ANSWERS
        ]
        found = {card.id: card for card in (*answers, *self._answering())}
        of = {card.b["measure"].id for card in found.values() if card.b.get("measure")}
        standing = measures([int(id) for id in of], self._clocks)
        rows = [
            _countermeasure(card, standing) if card.b.get("measure") else _development(card)
            for card in found.values()
        ]
        return _until(rows, self._clocks)

    def _answering(self) -> list[Card]:
        """The entries that say of themselves, or of which a change says, that they respond to a change of it."""
        own = [card for one in self._tell.history.changes if (card := self._tell.documents.card(one))]
        mine = {card.edition.publication_id for card in own if card.edition}
        if not mine:
            return []
        told = {id for card in own for id in _related(card, forward=False)}
        editions = Edition.objects.known_on(self._clocks.known).entries()
        editions = editions.filter(Q(publication__in=told) | Q(facets__name="entry", facets__noun__in=mine))
        editions = editions.exclude(publication__in=mine).select_related("publication").distinct()
        cards = cards_by_edition(editions[:_MOST], self._clocks).values()
        return [
            card
            for card in cards
            if (card.edition and card.edition.publication_id in told) or _related(card, forward=True) & mine
        ]


def cards_where(named: Q, clocks: Clocks, kinds: Iterable[str]) -> list[Card]:
    """The entries of some kinds that name something, oldest first."""
    editions = Edition.objects.known_on(clocks.known).entries().filter(named, publication__kind__in=kinds)
    editions = editions.select_related("publication").distinct().order_by("sort_key", "publication__number")
    return list(cards_by_edition(editions[:_MOST], clocks).values())


def rule_rows(cards: Iterable[Card], clocks: Clocks) -> list[dict]:
    """Stacking rules for a template, with whether each holds at the question's instant: yes, ahead or over."""
    return [
        {"b": card.b, "entry": entry_label(card), "holds": _holds(card, clocks.on)}
        for card in cards
        if card.kind == "stacking_rule"
    ]


def _holds(card: Card, on: datetime) -> str:
    begins, ends = card.b["effective_from"], card.b["effective_until"]
    if begins and begins.earliest > on:
        return "ahead"
    return "over" if ends and ends.earliest <= on else "yes"


def _related(card: Card, *, forward: bool) -> set[int]:
    """The entries that an entry responds to, or by which it is answered."""
    related = card.body.related
    return {
        int(one.entry.ref) for one in related if (one.role, one.forward) == (Relation.RESPONDS_TO, forward)
    }


def _development(card: Card) -> dict:
    b = card.b
    by = b.get("actor_organisation") or b.get("actor_economy") or b.get("actor_person") or b.get("speaker")
    return {
        "when": card.when,
        "entry": entry_label(card),
        "tag": b.get("development_type_label") or card.kind_label,
        "shape": "",
        "by": by,
    }


def _countermeasure(card: Card, standing: dict[int, MeasureStanding]) -> dict:
    return {
        "when": card.when,
        "entry": entry_label(card),
        "tag": card.b["action_label"],
        "shape": card.b["shape"],
        "by": card.b["imposed_by"],
        "measure": card.b["measure"],
        "standing": standing[card.b["measure"].id].now(),
    }


def _until(rows: list[dict], clocks: Clocks) -> list[dict]:
    """Oldest first, and nothing that had yet to happen."""
    past = [row for row in rows if row["when"].earliest <= clocks.on]
    return sorted(past, key=lambda row: row["when"].sort_key)
