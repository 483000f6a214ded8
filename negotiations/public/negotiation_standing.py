"""Where talks stand: what had been published by `known`, folded at `on`."""

from functools import cached_property

from django.utils.translation import gettext as _

from negotiations.models.printed import Edition, Publication
from negotiations.public import talks
from negotiations.public.cards import Card
from negotiations.public.clocks import Clocks, cards_by_edition, entries_naming, entry_label
from negotiations.values import wording
from negotiations.values.vocabulary import RoundStatus

_MOST = 100  # rows of one table on a page
_WAITING = 3  # requests without an answer that are told beside the status


class NegotiationStanding:
    """Talks on a day: status, next step, rounds, requests, topics. A handful of queries."""

    def __init__(self, publication: Publication, clocks: Clocks):
        self._publication, self._clocks = publication, clocks

    def _read(self, editions) -> list[Card]:
        return list(cards_by_edition(editions, self._clocks).values())

    @cached_property
    def _all_rounds(self):
        return entries_naming(self._publication, "negotiation", self._clocks, "round")

    @cached_property
    def _rounds(self) -> list[Card]:
        """The rounds of the page, oldest first: the newest of very many."""
        return list(reversed(self._read(self._all_rounds.reverse()[:_MOST])))

    @cached_property
    def _milestones(self) -> list[Card]:
        return self._read(entries_naming(self._publication, "sets_status_of", self._clocks))

    @cached_property
    def _telling_rounds(self) -> list[Card]:
        """The rounds that the status and the next step hang on: the first held, the first after each milestone, the
        last held, and those ahead. Their number does not grow with the record."""
        held = self._all_rounds.filter(pk__in=_with_word("status", RoundStatus.HELD, self._clocks))
        day = self._clocks.on.date()
        ids = set(held.values_list("pk", flat=True)[:1])
        for card in self._milestones:
            ids |= set(held.filter(first_day__gte=card.when.first_day).values_list("pk", flat=True)[:1])
        ids |= set(held.filter(first_day__lte=day).reverse().values_list("pk", flat=True)[:2])
        ids |= set(self._all_rounds.filter(last_day__gte=day).values_list("pk", flat=True)[:10])
        return self._read(self._all_rounds.filter(pk__in=ids))

    @cached_property
    def _by_id(self) -> dict[int, Card]:
        return {card.edition.pk: card for card in (*self._telling_rounds, *self._milestones) if card.edition}

    @cached_property
    def _meetings(self) -> list[talks.Meeting]:
        return [
            talks.Meeting(
                _edition(card),
                card.when,
                card.b["status"],
                card.b["next_meeting"],
                card.b["next_meeting_note"],
                _number(card),
            )
            for card in self._telling_rounds
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
            "by": entry_label(self._by_id.get(step.by)),
            "entry": entry_label(self._by_id.get(step.by)),
        }

    def next_step(self) -> dict | None:
        """{text, note, when, entry} of what was to come next, or None."""
        found = talks.next_step(self._meetings, self._clocks.on)
        if found is None:
            return None
        told_by = self._by_id.get(found.by)
        return {
            "text": _("Next round") if found.is_round else _("Next meeting"),
            "is_round": found.is_round,
            "note": found.note,
            "when": found.when,
            "who": told_by.b["economies"] if told_by else [],
            "language": told_by.b["language"] if told_by else "",
            "entry": entry_label(told_by),
        }

    def unanswered(self) -> list[dict]:
        """The newest requests that stand without an answer, as rows of `requests`."""
        asked = [talks.Asked(n, row["when"], row["response"] or "") for n, row in enumerate(self.requests)]
        waiting = talks.unanswered(asked, self._history, self._clocks.on)
        return [self.requests[one.id] for one in waiting[:_WAITING]]

    @property
    def meetings(self) -> list[Card]:
        """The rounds of the page up to the question's instant, oldest first."""
        return [card for card in self._rounds if card.when.earliest <= self._clocks.on]

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
            "day": wording.day(card.when.first_day) if card.when.precision == "minute" else card.when.text,
            "headline": card.b["headline"],
            "language": card.b["language"],
            "name": name_of(card),
            "status_label": card.b["status_label"] if past or _is_ahead(card) else "",
            "outcome_label": card.b.get("outcome_label", "") if past else "",
        }

    def matrix(self) -> dict:
        """Topics by rounds: which was discussed when, as far as sources tell."""
        held = [card for card in self.meetings if card.b["agenda"]]
        topics: dict[int | str, dict] = {}
        for place, card in enumerate(held):
            for item in card.b["agenda"]:
                row = topics.setdefault(
                    item["topic"].id, {"topic": item["topic"], "cells": [None] * len(held)}
                )
                cell = {name: item[name] for name in ("state", "state_label", "note")}
                row["cells"][place] = cell | {"language": card.b["language"]}
        rounds = [self._round(card) for card in held]
        return {
            "rounds": rounds,
            "rows": [row | {"cells": [*zip(rounds, row["cells"], strict=True)]} for row in topics.values()],
        }

    @cached_property
    def developments(self) -> list[Card]:
        """What was done in the talks up to the question's instant, oldest first."""
        found = self._read(entries_naming(self._publication, "negotiation", self._clocks, "development"))
        return [card for card in found if card.when.earliest <= self._clocks.on]

    @cached_property
    def requests(self) -> list[dict]:
        """Requests and what became of them, oldest first."""
        cards = self.developments
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
            "entry": entry_label(card),
            "language": card.b["language"],
            "when": card.when,
            "asker": card.b["actor_economy"] or card.b["actor_person"] or card.b["actor_organisation"],
            "asked_of": card.b["addressee_economy"] or card.b["addressee_person"],
            "asked_for": card.b["asked_for"],
            "response": told["response"],
            "response_label": told.get("response_label", ""),
            "response_note": told["response_note"],
            "response_language": told["language"],
            "answered_by": entry_label(answer),
        }

    def key_events(self) -> list[Card]:
        """The few that tell the story, oldest first."""
        keys = _with_word("key", "yes", self._clocks)
        editions = entries_naming(self._publication, "negotiation", self._clocks).filter(pk__in=keys)
        newest = reversed(self._read(editions.reverse()[:_MOST]))
        return [card for card in newest if card.when.earliest <= self._clocks.on]


def name_of(card: Card) -> str:
    """ "Round 5", with every number where the sides count differently; "Meeting" for one that nobody counts."""
    numbers = ", ".join(dict.fromkeys(str(ordinal["number"]) for ordinal in card.b["ordinals"]))
    return _("Round %(number)s") % {"number": numbers} if numbers else _("Meeting")


def _with_word(facet: str, word: str, clocks: Clocks):
    """The editions that stood with a word under a facet, as a subquery."""
    return Edition.objects.known_on(clocks.known).filter(facets__name=facet, facets__word=word).values("pk")


def _is_ahead(card: Card) -> bool:
    return card.b["status"] in (RoundStatus.TENTATIVE, RoundStatus.CONFIRMED, RoundStatus.POSTPONED)


def _edition(card: Card) -> int:
    return card.edition.pk if card.edition else 0


def _number(card: Card) -> int:
    return card.edition.publication.number or 0 if card.edition else 0
