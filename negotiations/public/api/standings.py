"""Where talks and measures stand on a day, as data: what was known at `known`, folded at `on`.

Any number of talks or measures takes the same handful of queries.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, Field

from negotiations.models.printed import Publication
from negotiations.public import measure_standing
from negotiations.public.api.items import date, reference
from negotiations.public.api.shapes import Date, Reference
from negotiations.public.clocks import Clocks, entry_label
from negotiations.public.labels import Label, Labels
from negotiations.public.measure_standing import MeasureStanding
from negotiations.public.measure_words import economies_words, ids_in, percent_of, plain, rate_words
from negotiations.public.negotiation_standing import NegotiationStanding
from negotiations.public.negotiation_standings import standings
from negotiations.public.rates.papers import in_utc
from negotiations.tariffs.codes import dotted
from negotiations.tariffs.lifecycle import Change
from negotiations.tariffs.parts import Part
from negotiations.tariffs.scope import Economies, Goods
from negotiations.values.vocabulary import MeasureState, NegotiationStatus, RateBasis
from negotiations.values.when import When

# Talks -----------------------------------------------------------------------------------------------------


class Status(BaseModel):
    """A status that talks have from a date on, and the entry that shows it."""

    status: NegotiationStatus
    since: Date
    entry: Reference | None


class NextStep(BaseModel):
    """What is known to come next: a round that has a date, or a meeting that was only agreed."""

    is_round: bool = Field(
        description="True for a round that is planned, false for an agreement to meet again."
    )
    when: Date | None = Field(description="Null where no date is known.")
    note: str = Field(description="What was agreed, in words.")
    entry: Reference | None = Field(description="The round, or the one at which it was agreed.")


_TALKS = {
    "standing": (
        Status | None,
        Field(description="Where the talks stand at `on`; null before anything was recorded."),
    ),
    "next_step": (
        NextStep | None,
        Field(description="What was to come next at `on`; null where nothing is known."),
    ),
    "history": (list[Status], Field(description="Every status up to `on`, newest first.")),
}


def talks(publications: list[Publication], clocks: Clocks) -> dict[int, dict[str, Any]]:
    """Where talks stand, by publication id. Three queries, however many they are."""
    return {pk: _talk(found) for pk, found in standings(publications, clocks).items()}


def _talk(found: NegotiationStanding) -> dict[str, Any]:
    standing, coming = found.now(), found.next_step()
    return {
        "standing": _status(standing) if standing else None,
        "next_step": _next(coming) if coming else None,
        "history": [_status(step) for step in found.history()],
    }


def _status(step: dict[str, Any]) -> dict[str, Any]:
    return {"status": step["status"], "since": date(step["since"]), "entry": _optional(step["entry"])}


def _next(step: dict[str, Any]) -> dict[str, Any]:
    when: When | None = step["when"]
    return {
        "is_round": step["is_round"],
        "when": date(when) if when else None,
        "note": step["note"],
        "entry": _optional(step["entry"]),
    }


def _optional(label: Label | None) -> dict[str, Any] | None:
    return reference(label) if label else None


# Measures --------------------------------------------------------------------------------------------------


class Instant(Date):
    """An instant at which law changes, in the words of the document that set it."""

    instant: datetime = Field(description="In UTC.")


class PartEconomies(BaseModel):
    """The economies of a part."""

    mode: str = Field(description="all, listed (only these) or except (all but these).", examples=["listed"])
    economies: list[Reference]
    text: str = Field(description="The same in words.", examples=["Japan"])


class PartGoods(BaseModel):
    """The goods of a part. A code stands for everything under it."""

    mode: str = Field(
        description="all (less what is excepted), listed (by code) or described (in words only).",
        examples=["listed"],
    )
    included: list[str] = Field(description="Codes, with dots.", examples=[["8703.23.01"]])
    excepted: list[str] = Field(description="Codes that are taken out, with dots.")
    lists: list[Reference] = Field(description="Product lists.")
    excepted_lists: list[Reference] = Field(description="Product lists that are taken out.")
    text: str = Field(description="The same in words, as the document has them.")


class Step(BaseModel):
    """A state of a part of a measure from an instant on."""

    state: MeasureState
    since: Instant = Field(description="Inclusive.")
    duty: str = Field(
        description="Duty expression as the document gives it; '' where none is charged or to come. A percentage in"
        " it is of the customs value.",
        examples=["25%"],
    )
    rate_basis: RateBasis | None = Field(description="What kind of rate it is.")
    percent: str | None = Field(
        description="The duty in percent of the customs value, an exact decimal as text; null where it is not a"
        " percentage alone.",
        examples=["12.5"],
    )
    held_duty: str = Field(description="The duty that a pause holds back; '' where none does.")
    economies: PartEconomies
    goods: PartGoods
    condition: str = Field(description="In words, where it holds only on a condition.")
    entry: Reference | None = Field(description="The measure change that set the state.")
    rate_entry: Reference | None = Field(description="The measure change that set the duty.")


class PartState(Step):
    """What stands for a part of a measure."""

    until: Instant | None = Field(description="Exclusive; null where no end is known.")
    next: Step | None = Field(description="What is known to come next for it.")


class StateRow(Step):
    """One state that a measure or a part of it had, has, or is known to get."""

    is_current: bool = Field(description="True where it stands at `on`.")


_MEASURES = {
    "standing": (
        list[PartState],
        Field(
            description="What stands at `on`, the widest part first: 25% for all but Japan, 15% for Japan. Empty"
            " where nothing was known."
        ),
    )
}
FIELDS: dict[str, dict[str, Any]] = {"negotiation": _TALKS, "measure": _MEASURES}


def measures(publications: list[Publication], clocks: Clocks) -> dict[int, dict[str, Any]]:
    """Where measures stand, by publication id. Some five queries, however many they are."""
    found = measure_standing.measures([one.pk for one in publications], clocks)
    return {
        id: {"standing": [_part(tell, part) for part in tell.standing_parts]} for id, tell in found.items()
    }


def states(publication: Publication, clocks: Clocks) -> list[dict[str, Any]]:
    """Every state of a measure and its parts, oldest first."""
    tell = measure_standing.measures([publication.pk], clocks)[publication.pk]
    steps = tell.history.steps()
    tell.documents.read(tell.telling(steps), {id for part in steps for id in ids_in(part.scope)})
    current = {(part.standing.by, part.standing.state) for part in tell.standing_parts}
    return [
        _step(tell, part) | {"is_current": (part.standing.by, part.standing.state) in current}
        for part in steps
    ]


def _part(tell: MeasureStanding, part: Part) -> dict[str, Any]:
    until, following = part.standing.until, part.standing.next
    return _step(tell, part) | {
        "until": _instant(tell, until) if until else None,
        "next": _step(tell, Part(part.scope, following)) if following else None,
    }


def _step(tell: MeasureStanding, part: Part) -> dict[str, Any]:
    standing, labels = part.standing, tell.documents.labels
    rate, words = standing.rate, rate_words(standing)
    shown = rate if words["duty"] else None
    return {
        "state": MeasureState(str(standing.state)),
        "since": _instant(tell, standing.since or tell.clocks.on),
        "duty": words["duty"],
        "rate_basis": shown.basis or None if shown else None,
        "percent": _percent(shown),
        "held_duty": words["held_duty"],
        "economies": _economies(part.scope.economies, labels),
        "goods": _goods(part.scope.goods, labels) | {"text": plain(tell.goods_words(part))},
        "condition": part.scope.condition,
        "entry": _entry(tell, standing.by),
        "rate_entry": _entry(tell, rate),
    }


def _percent(rate: Change | None) -> str | None:
    value = percent_of(rate)
    return f"{value.normalize():f}" if value is not None else None


def _entry(tell: MeasureStanding, change: Change | None) -> dict[str, Any] | None:
    return _optional(entry_label(tell.documents.card(change)))


def _instant(tell: MeasureStanding, instant: datetime) -> dict[str, Any]:
    return date(tell.date_of(instant) or in_utc(instant)) | {"instant": instant.astimezone(UTC)}


def _economies(economies: Economies, labels: Labels) -> dict[str, Any]:
    return {
        "mode": economies.mode or "all",
        "economies": _references(economies.ids, labels),
        "text": plain(economies_words(economies, labels)),
    }


def _goods(goods: Goods, labels: Labels) -> dict[str, Any]:
    return {
        "mode": goods.mode or "all",
        "included": [dotted(code) for code in sorted(goods.included)],
        "excepted": [dotted(code) for code in sorted(goods.excepted)],
        "lists": _references(goods.lists, labels),
        "excepted_lists": _references(goods.excepted_lists, labels),
    }


def _references(ids: Iterable[int], labels: Labels) -> list[dict[str, Any]]:
    """Those that readers can see, by their names."""
    return [reference(label) for label in sorted((labels[id] for id in ids if id in labels), key=str)]
