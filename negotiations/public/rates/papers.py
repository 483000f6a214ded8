"""The printed entries behind an answer, and the dates that they give."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from negotiations.models.printed import Edition
from negotiations.public.cards import Card
from negotiations.public.clocks import Clocks, cards_by_edition, entry_label
from negotiations.public.labels import Label
from negotiations.values.when import When

_DATES = ("applies_from", "effective_from", "effective_until", "announced", "signed", "published")


@dataclass
class Paper:
    """One entry that says something of the answer.

    `cites` are the numbers of its sources in the list of all, by publisher; `sources.cited` gives them.
    """

    card: Card
    cites: dict[str, list[int]] = field(default_factory=dict)

    @property
    def b(self) -> dict[str, Any]:
        return self.card.b

    @property
    def edition(self) -> Edition:
        assert self.card.edition is not None  # noqa: S101 - papers are printed
        return self.card.edition

    @property
    def label(self) -> Label | None:
        return entry_label(self.card)

    @property
    def address(self) -> str:
        """The address of the edition itself, '' where nobody can read it any more."""
        return f"{self.label.url}editions/{self.edition.number}/" if self.label else ""

    @property
    def instrument(self) -> Label | None:
        return self.b["instrument"]

    def date(self, instant: datetime) -> When | None:
        """The date with which it means an instant, None where it gives none."""
        given = [*(self.b.get(name) for name in _DATES), self.card.when]
        return next((when for when in given if when and when.earliest == instant), None)


class Papers:
    """Entries by their edition, as cards with the labels of the page's clock. Two queries."""

    def __init__(self, editions: Iterable[int], clocks: Clocks):
        found = Edition.objects.filter(pk__in=set(editions)).select_related("publication")
        self._papers = {id: Paper(card) for id, card in cards_by_edition(found, clocks).items()}

    def __getitem__(self, edition: int) -> Paper:
        return self._papers[edition]

    def get(self, editions: Iterable[int | None]) -> list[Paper]:
        """Those that were read, each once, in the given order."""
        return [self._papers[id] for id in dict.fromkeys(editions) if id and id in self._papers]

    def date(self, instant: datetime, edition: int | None) -> When:
        """An instant in the words of the document that set it; in UTC where none does."""
        paper = self._papers.get(edition) if edition else None
        return (paper.date(instant) if paper else None) or in_utc(instant)


def in_utc(instant: datetime) -> When:
    """An instant that no document puts into words."""
    return When.parse(instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M"), "UTC")
