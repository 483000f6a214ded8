"""Where measures stand: what had been published by `known`, folded at `on`."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from negotiations.models.printed import Edition, Facet, Publication
from negotiations.public.cards import Card
from negotiations.public.clocks import Clocks, cards_by_edition, entry_label
from negotiations.public.postings import FACET_COLUMNS, change_of
from negotiations.tariffs.lifecycle import Change, Standing, State, fold, steps
from negotiations.values.vocabulary import MeasureState

_SHAPES = {State.SUSPENDED: "paused"}


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
    return {publication: MeasureStanding(changes, clocks) for publication, changes in found.items()}


class MeasureStanding:
    """A measure on a day, and over time. Reads only the editions that an answer needs."""

    def __init__(self, changes: list[Change], clocks: Clocks):
        self._changes, self._clocks = changes, clocks
        self._cards: dict[int, Card] = {}

    def now(self) -> dict:
        """The state at the question's instant, for a template; {} where nothing was known."""
        standing = fold(self._changes, self._clocks.on)
        if standing.state is None:
            return {}
        following = standing.next
        self._read([standing, *([following] if following else [])])
        return self._row(standing) | {
            "on_text": self._clocks.on_text,
            "until": self._when(standing.until) if standing.until else "",
            "next": self._row(following) if following else None,
        }

    def steps(self) -> list[dict]:
        """Every state that the measure had or is known to get, oldest first, for a template."""
        found = steps(self._changes)
        self._read(found)
        return [self._row(step) for step in found]

    def _read(self, standings: list[Standing]) -> None:
        """The editions that set these states, and the instants of them."""
        instants = {instant for one in standings for instant in (one.since, one.until) if instant}
        telling = {one.by.id for one in standings if one.by}
        telling |= {
            change.id
            for change in self._changes
            if instants & {change.applies_from, change.applies_until, change.known_from}
        }
        editions = Edition.objects.filter(pk__in=telling - self._cards.keys()).select_related("publication")
        self._cards |= cards_by_edition(editions, self._clocks)

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
            "entry": entry_label(card),
        }

    def _when(self, instant: datetime) -> str:
        """An instant in the words of the document that set it."""
        told = [change for change in self._changes if change.id in self._cards]
        for change in told:
            body = self._cards[change.id].b
            if instant == change.applies_from:
                return body["applies_from"].text
            if instant == change.applies_until:
                return body["effective_until"].text
        for change in told:
            card = self._cards[change.id]
            if instant == change.known_from:
                dates = [card.b[name] for name in ("announced", "signed", "published") if card.b[name]]
                return next((when.text for when in dates if when.earliest == instant), card.when.text)
        return ""
