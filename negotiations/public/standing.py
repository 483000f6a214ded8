"""Where measures and talks stand, on both clocks: what had been published by `known`, folded at `on`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import cast

from negotiations.models.printed import Edition, Facet, Publication
from negotiations.public import talks
from negotiations.public.cards import Card, cards_for
from negotiations.public.labels import Label, label_of, make_label
from negotiations.public.postings import FACET_COLUMNS, change_of
from negotiations.tariffs.lifecycle import Change, Standing, State, fold, steps
from negotiations.values.clock import Moment
from negotiations.values.vocabulary import MeasureState, RoundStatus

_SHAPES = {State.SUSPENDED: "paused"}


@dataclass(frozen=True)
class Clocks:
    """The two instants of a question, and how they are said."""

    known: datetime | None
    on: datetime
    asked: Moment | None = None

    @property
    def on_text(self) -> str:
        """The day that was asked for, '' for today."""
        return self.asked.text if self.asked else ""


def _cards(editions: Iterable[Edition], clocks: Clocks) -> dict[int, Card]:
    editions = list(editions)
    return dict(zip((edition.pk for edition in editions), cards_for(editions, clocks.known), strict=True))


def _label(card: Card | None) -> Label | None:
    """An entry as a link: its headline and its address."""
    if card is None or card.edition is None:
        return None
    publication = card.edition.publication
    return make_label(publication.pk, publication.kind, publication.key, card.body)


def _entries(publication: Publication, facet: str, clocks: Clocks, kind: str = ""):
    """The entries that name a noun under a facet, as they stood."""
    found = (
        Edition.objects.known_on(clocks.known).entries().filter(facets__name=facet, facets__noun=publication)
    )
    found = found.filter(publication__kind=kind) if kind else found
    return found.select_related("publication").distinct().order_by("sort_key", "publication__number")


# Measures ------------------------------------------------------------------------------------------------------


def measures(publications: Sequence[int], clocks: Clocks) -> "dict[int, MeasureStanding]":
    """Several measures by publication id, on a day and over time. Four queries, however many they are."""
    merged = dict(Publication.objects.filter(redirect_to__in=publications).values_list("pk", "redirect_to"))
    rows = Facet.objects.filter(
        name="status",
        series__in=[*publications, *merged],
        edition__in=Edition.objects.known_on(clocks.known).values("pk"),
    )
    numbers = dict(rows.values_list("edition_id", "edition__publication__number"))
    found: dict[int, list[Change]] = {publication: [] for publication in publications}
    for row in rows.values(*FACET_COLUMNS):
        found[merged.get(row["series_id"]) or row["series_id"]].append(
            change_of(row, numbers[row["edition_id"]] or 0)
        )
    cards = _cards(Edition.objects.filter(pk__in=numbers).select_related("publication"), clocks)
    return {publication: MeasureStanding(changes, cards, clocks) for publication, changes in found.items()}


class MeasureStanding:
    """A measure on a day, and over time."""

    def __init__(self, changes: list[Change], cards: dict[int, Card], clocks: Clocks):
        self._changes, self._cards, self._clocks = changes, cards, clocks

    def now(self) -> dict:
        """The state at the question's instant, for a template; {} where nothing was known."""
        standing = fold(self._changes, self._clocks.on)
        if standing.state is None:
            return {}
        following = standing.next
        return self._row(standing) | {
            "on_text": self._clocks.on_text,
            "until": self._when(standing.until) if standing.until else "",
            "next": self._row(following) if following else None,
        }

    def steps(self) -> list[dict]:
        """Every state that the measure had or is known to get, oldest first, for a template."""
        return [self._row(step) for step in steps(self._changes)]

    def _row(self, standing: Standing) -> dict:
        change = cast(Change, standing.by)
        card = self._cards[change.id]
        applies = standing.state in (State.IN_FORCE, State.SCHEDULED)
        return {
            "state": str(standing.state),
            "state_label": MeasureState(str(standing.state)).label,
            "shape": _SHAPES.get(cast(State, standing.state), str(standing.state)),
            "at": self._when(cast(datetime, standing.since)),
            "duty": card.b["duty"] if applies else "",
            "rate_basis_label": card.b.get("rate_basis_label", "") if applies else "",
            "entry": _label(card),
        }

    def _when(self, instant: datetime) -> str:
        """An instant in the words of the document that set it."""
        for change in self._changes:
            body = self._cards[change.id].b
            if instant == change.applies_from:
                return body["applies_from"].text
            if instant == change.applies_until:
                return body["effective_until"].text
        for change in self._changes:
            card = self._cards[change.id]
            if instant == change.known_from:
                told = [card.b[name] for name in ("announced", "signed", "published") if card.b[name]]
                return next((when.text for when in told if when.earliest == instant), card.when.text)
        return ""


# Talks ---------------------------------------------------------------------------------------------------------


class NegotiationStanding:
    """Talks on a day: status, next step, rounds, requests, topics. A handful of queries."""

    def __init__(self, publication: Publication, clocks: Clocks):
        self._publication, self._clocks = publication, clocks

    @cached_property
    def _rounds(self) -> list[Card]:
        return list(
            _cards(_entries(self._publication, "negotiation", self._clocks, "round"), self._clocks).values()
        )

    @cached_property
    def _milestones(self) -> list[Card]:
        return list(
            _cards(_entries(self._publication, "sets_status_of", self._clocks), self._clocks).values()
        )

    @cached_property
    def _by_id(self) -> dict[int, Card]:
        return {card.edition.pk: card for card in (*self._rounds, *self._milestones) if card.edition}

    @cached_property
    def _meetings(self) -> list[talks.Meeting]:
        return [
            talks.Meeting(
                id,
                card.when,
                card.b["status"],
                card.b["next_meeting"],
                card.b["next_meeting_note"],
                _number(card),
            )
            for card in self._rounds
            if (id := _edition(card))
        ]

    @cached_property
    def _history(self) -> list[talks.Step]:
        milestones = [
            talks.Milestone(_edition(card), card.when, card.b["negotiation_status"], _number(card))
            for card in self._milestones
        ]
        return talks.status_history(milestones, self._meetings)

    def now(self) -> dict:
        """{status, status_label, since, by, on_text}; {} before anything was recorded."""
        step = talks.status_on(self._history, self._clocks.on)
        return self._step(step) | {"on_text": self._clocks.on_text} if step else {}

    def history(self) -> list[dict]:
        """Every status up to the question's instant, newest first."""
        return [self._step(step) for step in reversed(self._history) if step.when.earliest <= self._clocks.on]

    def _step(self, step: talks.Step) -> dict:
        return {
            "status": str(step.status),
            "status_label": step.status.label,
            "since": step.when,
            "when": step.when,
            "by": _label(self._by_id.get(step.by)),
            "entry": _label(self._by_id.get(step.by)),
        }

    def next_step(self) -> dict | None:
        """{text, note, when, entry} of what was to come next, or None."""
        found = talks.next_step(self._meetings, self._clocks.on)
        if found is None:
            return None
        text = "Next round" if found.is_round else "Next meeting"
        return {
            "text": text,
            "note": found.note,
            "when": found.when,
            "entry": _label(self._by_id.get(found.by)),
        }

    def rounds(self) -> list[dict]:
        """Rounds for a table, oldest first; how one ended is not told before it was held."""
        return [
            self._round(card)
            for card in self._rounds
            if card.when.earliest <= self._clocks.on or _is_ahead(card)
        ]

    def _round(self, card: Card) -> dict:
        past = card.when.earliest <= self._clocks.on
        return {
            "id": card.id,
            "url": card.url,
            "when": card.when,
            "headline": card.b["headline"],
            "ordinal": ", ".join(dict.fromkeys(str(ordinal["number"]) for ordinal in card.b["ordinals"])),
            "status_label": card.b["status_label"] if past or _is_ahead(card) else "",
            "outcome_label": card.b.get("outcome_label", "") if past else "",
        }

    def matrix(self) -> dict:
        """Topics by rounds: which was discussed when, as far as sources tell."""
        held = [card for card in self._rounds if card.b["agenda"] and card.when.earliest <= self._clocks.on]
        topics: dict[int | str, dict] = {}
        for place, card in enumerate(held):
            for item in card.b["agenda"]:
                row = topics.setdefault(
                    item["topic"].id, {"topic": item["topic"], "cells": [None] * len(held)}
                )
                row["cells"][place] = {name: item[name] for name in ("state", "state_label", "note")}
        return {
            "rounds": [self._round(card) | {"label": self._round(card)["ordinal"]} for card in held],
            "rows": [*topics.values()],
        }

    def requests(self) -> list[dict]:
        """Requests and what became of them, oldest first."""
        editions = _entries(self._publication, "negotiation", self._clocks, "development")
        cards = [
            card for card in _cards(editions, self._clocks).values() if card.when.earliest <= self._clocks.on
        ]
        answers: dict[int | str, Card] = {}
        for card in cards:
            if card.b["development_type"] == "response" and card.b["answers"]:
                answers[card.b["answers"].id] = card  # in order: the last answer stands
        asked = [card for card in cards if card.b["development_type"] == "request"]
        return [
            self._request(card, answers.get(card.edition.publication_id) if card.edition else None)
            for card in asked
        ]

    def _request(self, card: Card, answer: Card | None) -> dict:
        told = (answer or card).b
        return {
            "entry": _label(card),
            "when": card.when,
            "asker": card.b["actor_economy"] or card.b["actor_person"] or card.b["actor_organisation"],
            "asked_of": card.b["addressee_economy"] or card.b["addressee_person"],
            "asked_for": card.b["asked_for"],
            "response": told["response"],
            "response_label": told.get("response_label", ""),
            "response_note": told["response_note"],
            "answered_by": _label(answer),
        }

    def key_events(self) -> list[Card]:
        """The few that tell the story, oldest first."""
        keys = _entries(self._publication, "negotiation", self._clocks).filter(pk__in=_keys(self._clocks))
        return [card for card in _cards(keys, self._clocks).values() if card.when.earliest <= self._clocks.on]


def tracks(publication: Publication, clocks: Clocks) -> list[dict]:
    """The negotiations within one, with where they stand: {label, url, standing}."""
    editions = Edition.objects.known_on(clocks.known).filter(
        publication__kind="negotiation",
        publication__redirect_to=None,
        facets__name="negotiation",
        facets__noun=publication,
    )
    return [
        {
            "label": (label := label_of(edition)),
            "url": label.url,
            "standing": NegotiationStanding(edition.publication, clocks).now(),
        }
        for edition in editions.select_related("publication").order_by("publication__key")
    ]


def _keys(clocks: Clocks):
    return Edition.objects.known_on(clocks.known).filter(facets__name="key").values("pk")


def _is_ahead(card: Card) -> bool:
    return card.b["status"] in (RoundStatus.TENTATIVE, RoundStatus.CONFIRMED, RoundStatus.POSTPONED)


def _edition(card: Card) -> int:
    return card.edition.pk if card.edition else 0


def _number(card: Card) -> int:
    return card.edition.publication.number or 0 if card.edition else 0
