"""Where measures stand: what had been published by `known`, folded at `on`, in the words of the documents."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import cast
from zoneinfo import ZoneInfo

from negotiations.models.printed import Edition
from negotiations.public import tariff_book
from negotiations.public.cards import Card
from negotiations.public.clocks import Clocks, cards_by_edition, entry_label
from negotiations.public.labels import Label, Labels, labels_for
from negotiations.public.measure_words import (
    Words,
    condition_words,
    economies_words,
    goods_words,
    ids_in,
    label_of_state,
    part_words,
    rate_words,
    shape_of,
)
from negotiations.tariffs.lifecycle import Change, State
from negotiations.tariffs.parts import History, Part
from negotiations.values.when import When, day_text


class Documents:
    """The editions behind changes, and the names in their scopes: read together, however many measures ask."""

    def __init__(self, clocks: Clocks):
        self.clocks = clocks
        self.labels: Labels = {}
        self._cards: dict[int, Card] = {}
        self._asked: set[int] = set()

    def read(self, changes: Iterable[int], names: Iterable[int] = ()) -> None:
        """Have the cards of these changes and the labels of these publications at hand. Three queries at most."""
        if missing := set(changes) - self._cards.keys():
            editions = Edition.objects.filter(pk__in=missing).select_related("publication")
            self._cards |= cards_by_edition(editions, self.clocks)
        if unknown := set(names) - self._asked:
            self._asked |= unknown
            self.labels |= labels_for(unknown, self.clocks.known)

    def know(self, labels: Labels) -> None:
        """Use labels that were read already."""
        self.labels |= labels
        self._asked |= {int(id) for id in labels}

    def card(self, change: Change | None) -> Card | None:
        """The card of a change that was read, else None."""
        return self._cards.get(change.id) if change else None


def measures(publications: Sequence[int], clocks: Clocks) -> "dict[int, MeasureStanding]":
    """Several measures by publication id, on a day. Four queries, however many they are."""
    book, documents = tariff_book.page(clocks.known), Documents(clocks)
    found = {id: MeasureStanding(book.history(id), documents) for id in publications}
    documents.read(
        {id for one in found.values() for id in one.telling()},
        {id for one in found.values() for part in one.standing_parts for id in ids_in(part.scope)},
    )
    return found


class MeasureStanding:
    """A measure on a day, and over time."""

    def __init__(self, history: History, documents: Documents):
        self.history, self.documents = history, documents
        self.clocks = documents.clocks
        self.standing_parts: list[Part] = sorted(history.at(self.clocks.on), key=self._apart)

    def _apart(self, part: Part) -> tuple[bool, bool]:
        """The whole goods without a condition first, then other goods, then what holds on a condition."""
        return bool(part.scope.condition), not part.scope.goods.covers(self.history.layers[0].scope.goods)

    def now(self) -> dict:
        """What stands for the widest part, with all parts under `parts`, for a template; {} where nothing was known.

        `entry` is the one that last altered what stands, be it for another part; the widest part's own comes first.
        """
        if not self.standing_parts:
            return {}
        parts, main = self.parts(), self.standing_parts[0]
        newest = max(self.standing_parts, key=_since).standing.by
        following = main.standing.next
        return parts[0] | {
            "on_text": self.clocks.on_text,
            "entry": entry_label(self.documents.card(newest)),
            "next": self.part(Part(main.scope, following)) if following else None,
            "parts": parts,
        }

    def parts(self) -> list[dict]:
        """Every part that stands, the widest first."""
        self._read(self.standing_parts)
        return [self.part(part) for part in self.standing_parts]

    def ahead(self) -> list[dict]:
        """What is known to come after the question's instant, the next first."""
        return [step for step in self.steps() if step["instant"] > self.clocks.on]

    def steps(self) -> list[dict]:
        """Every state that the measure or a part of it had or is known to get, oldest first, for a template."""
        found = self.history.steps()
        self._read(found)
        current = {_gist(part) for part in self.standing_parts}
        return [self.part(part) | {"current": _gist(part) in current} for part in found]

    def telling(self, parts: Iterable[Part] | None = None) -> set[int]:
        """The changes whose documents are needed to tell of parts: who set them, their instants, and their goods."""
        parts = self.standing_parts if parts is None else [*parts]
        standings = [part.standing for part in parts]
        standings += [one.next for one in standings if one.next]
        instants = {instant for one in standings for instant in (one.since, one.until) if instant}
        found = {change.id for one in standings for change in (one.by, one.rate) if change}
        found |= {change.id for change in self.history.changes if instants & _instants(change)}
        for goods in {part.scope.goods for part in parts}:
            same = (one.id for one in reversed(self.history.changes) if one.scope.goods == goods and one.duty)
            found |= {*islice(same, 1)}
        return found

    def _read(self, parts: Iterable[Part]) -> None:
        parts = list(parts)
        names = {id for part in parts for id in ids_in(part.scope)}
        self.documents.read(self.telling(parts), names)

    def part(self, part: Part) -> dict:
        """One part at one step, for a template; its documents must have been read."""
        standing = part.standing
        state, since = cast(State, standing.state), cast(datetime, standing.since)
        return {
            "state": str(state),
            "state_label": label_of_state(state),
            "shape": shape_of(state),
            "instant": since,
            "at": self.when(since),
            "until": self.when(standing.until) if standing.until else "",
            "entry": entry_label(self.documents.card(standing.by)),
            "scope": self.scope_words(part),
            "on": economies_words(part.scope.economies, self.documents.labels),
            "goods": self.goods_words(part),
            "condition": part.scope.condition,
            "only": condition_words(part.scope.condition),
            **rate_words(standing),
        }

    def scope_words(self, part: Part) -> Words:
        """ "for Japan": what a part is about, [] where it is all that there is."""
        widest = self.history.layers[0].scope.goods
        goods = [] if part.scope.goods.covers(widest) else self.goods_words(part)
        is_only = len(self.standing_parts) < 2
        return part_words(part.scope, self.documents.labels, goods=goods, is_only=is_only)

    def goods_words(self, part: Part) -> Words:
        """The goods of a part, in the words of the change that set it, else of the newest about just these goods."""
        changes = (part.standing.by, part.standing.rate, *reversed(self.history.changes))
        same = (one for one in changes if one and one.scope.goods == part.scope.goods)
        cards = (card for change in same if (card := self.documents.card(change)))
        told = next((card.b for card in cards if card.b["goods"]), {"goods": "", "language": ""})
        return goods_words(part.scope.goods, self.documents.labels, told["goods"], told["language"] or "en")

    def when(self, instant: datetime) -> str:
        """An instant in the words of the document that set it."""
        found = self.date_of(instant)
        return found.text if found else day_text(instant.date())

    def local(self, instant: datetime) -> datetime:
        """The instant in the zone of the document that set it, so that its day is the day of that place."""
        found = self.date_of(instant)
        return instant.astimezone(ZoneInfo(found.zone or "UTC")) if found else instant

    def date_of(self, instant: datetime) -> When | None:
        """The date that a document gives for an instant, of the documents that were read."""
        read = [(one, card) for one in self.history.changes if (card := self.documents.card(one))]
        for change, card in read:
            if instant == change.applies_from:
                return card.b["applies_from"]
            if instant == change.applies_until:
                return card.b["effective_until"]
        for change, card in read:
            if instant == change.known_from:
                dates = [card.b[name] for name in ("announced", "signed", "published") if card.b[name]]
                return next((when for when in dates if when.earliest == instant), card.when)
        return None


def _gist(part: Part) -> tuple:
    return part.standing.by, part.standing.state, part.standing.since


def sources_of(cards: Iterable[Card]) -> list[Label]:
    """What some cards rest on: each publisher once, by the first source of it."""
    found: dict[str, Label] = {}
    for card in cards:
        for citation in card.b["citations"]:
            if citation["stance"] != "differs":
                source = citation["source"]
                found.setdefault(source.publisher or source.text, source)
    return [*found.values()]


def _since(part: Part) -> datetime:
    return cast(datetime, part.standing.since)


def _instants(change: Change) -> set[datetime | None]:
    return {change.applies_from, change.applies_until, change.known_from}
