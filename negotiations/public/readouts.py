"""What each side told of a meeting afterwards, side by side, and where the record notes that accounts differ.

Nothing is concluded from the words: a difference stands here because an editor recorded it, as a source that differs,
a topic whose discussion is disputed, a person whom some leave out, or a number that each side counts its own way.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from negotiations.models.printed import Edition
from negotiations.public.cards import Card
from negotiations.public.clocks import Clocks, cards_by_edition
from negotiations.public.labels import Label
from negotiations.public.said import side_of
from negotiations.values.vocabulary import AgendaState, Attendance, Relation, Stance

_OF_A_MEETING = (Relation.SAID_AT, Relation.PART_OF)
_MOST = 200  # entries about the meetings of one page
_SAID = 3  # quotes of one side at one meeting


@dataclass(frozen=True)
class Difference:
    """One thing that accounts do not agree on; `partial` names the template that tells it from `told`.

    `entry` is the card that records it where that is not the meeting's own.
    """

    partial: str
    told: dict[str, Any]
    language: str
    entry: Card | None = None

    @property
    def template(self) -> str:
        return f"negotiations/differences.html#{self.partial}"


@dataclass
class Side:
    """One side: its read-outs as printed, and what its people said at the meeting."""

    label: Label
    readouts: list[dict]
    said: list[Card] = field(default_factory=list)


@dataclass(frozen=True)
class Accounts:
    """A meeting as each side told it."""

    card: Card
    name: str
    sides: list[Side]
    others: list[Card]
    differences: list[Difference]


@dataclass(frozen=True)
class ReadOuts:
    """The read-outs of talks: meetings that both sides told of, the newest first, those that one side told of, and
    where accounts differ on what was done between them."""

    both: list[Accounts]
    alone: list[dict]  # {card, side}
    between: list[Difference]

    def __bool__(self) -> bool:
        return bool(self.both or self.alone or self.between)


def read_outs(
    meetings: Iterable[Card], developments: Iterable[Card], name_of: Callable[[Card], str], clocks: Clocks
) -> ReadOuts:
    """From the rounds and developments of talks, oldest first, and what a round is called. Two queries at most."""
    told = [(card, sides) for card in meetings if (sides := _sides(card))]
    both = [(card, sides) for card, sides in told if len(sides) > 1]
    about = _entries_about([card for card, _ in both], clocks)
    at_a_meeting = {card.id for cards in about.values() for card in cards}
    return ReadOuts(
        both=[
            _accounts(card, name_of(card), sides, about.get(card.id, ())) for card, sides in reversed(both)
        ],
        alone=[{"card": card, "side": sides[0].label} for card, sides in told if len(sides) == 1],
        between=[
            found for card in developments if card.id not in at_a_meeting for found in _citations(card, card)
        ],
    )


def _sides(card: Card) -> list[Side]:
    """The sides that told of a meeting, in the order in which it was printed."""
    found: dict[int | str, Side] = {}
    for readout in card.b["readouts"]:
        found.setdefault(readout["side"].id, Side(readout["side"], [])).readouts.append(readout)
    return [*found.values()]


def _accounts(card: Card, name: str, sides: list[Side], about: Sequence[Card]) -> Accounts:
    others = []
    for entry in about:
        side = next((one for one in sides if one.label.id == side_of(entry)), None)
        if entry.kind == "quote" and side and len(side.said) < _SAID:
            side.said.append(entry)
        elif entry.kind != "quote":
            others.append(entry)
    differences = [*_differences(card), *(found for entry in about for found in _citations(entry, entry))]
    return Accounts(card, name, sides, others, differences)


def _entries_about(meetings: list[Card], clocks: Clocks) -> dict[str, list[Card]]:
    """What was said or done at some meetings, oldest first, by the meeting's number.

    Of two entries the one that was published later holds the reference, so either side is asked.
    """
    numbers = {card.edition.publication_id: card.id for card in meetings if card.edition}
    if not numbers:
        return {}
    named = {id: key for card in meetings for id, key in _named_by(card)}
    editions = Edition.objects.known_on(clocks.known).entries()
    editions = editions.filter(
        Q(publication__in=named) | Q(facets__name="entry", facets__noun__in=numbers)
    ).select_related("publication")
    found: dict[str, list[Card]] = {}
    cards = cards_by_edition(editions.distinct().order_by("sort_key", "publication__number")[:_MOST], clocks)
    for card in cards.values():
        at = {numbers[id] for id in _names(card) if id in numbers}
        at |= {named[id] for id in (card.edition.publication_id,) if id in named} if card.edition else set()
        for number in at if card.when.earliest <= clocks.on else ():
            found.setdefault(number, []).append(card)
    return found


def _named_by(card: Card) -> list[tuple[int, str]]:
    """The entries that a meeting names as its own, as (publication, the meeting's number)."""
    return [
        (int(body.entry.ref), card.id)
        for body in card.body.related
        if not body.forward and body.role in _OF_A_MEETING
    ]


def _names(card: Card) -> list[int]:
    """The meetings that an entry names as the place of what it tells."""
    return [int(body.entry.ref) for body in card.body.related if body.forward and body.role in _OF_A_MEETING]


def _differences(card: Card) -> list[Difference]:
    language = card.b["language"]
    found = _citations(card)
    found += [
        Difference("topic", item, language)
        for item in card.b["agenda"]
        if item["state"] == AgendaState.DISPUTED
    ]
    found += [
        Difference("person", one, language)
        for one in card.b["participants"]
        if one["omitted_by"] or one["attendance"] == Attendance.DISPUTED
    ]
    if len({ordinal["number"] for ordinal in card.b["ordinals"]}) > 1:
        found.append(Difference("number", {"ordinals": card.b["ordinals"]}, language))
    return found


def _citations(card: Card, entry: Card | None = None) -> list[Difference]:
    """The sources of an entry that say something else than it does."""
    return [
        Difference("source", citation, card.b["language"], entry)
        for citation in card.b["citations"]
        if citation["stance"] == Stance.DIFFERS
    ]
