"""The two clocks of a question, and reading entries at them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from negotiations.models.printed import Edition, Publication
from negotiations.public.cards import Card, cards_for
from negotiations.public.labels import Label, make_label
from negotiations.values.clock import Moment


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


def cards_by_edition(editions: Iterable[Edition], clocks: Clocks) -> dict[int, Card]:
    """Cards by the id of their edition, in the given order. One query for the labels."""
    editions = list(editions)
    return dict(zip((edition.pk for edition in editions), cards_for(editions, clocks.known), strict=True))


def entry_label(card: Card | None) -> Label | None:
    """An entry as a link: its headline and its address."""
    if card is None or card.edition is None:
        return None
    publication = card.edition.publication
    return make_label(publication.pk, publication.kind, publication.key, card.body)


def entries_naming(publication: Publication, facet: str, clocks: Clocks, kind: str = ""):
    """The entries that name a noun under a facet, as they stood."""
    found = (
        Edition.objects.known_on(clocks.known).entries().filter(facets__name=facet, facets__noun=publication)
    )
    found = found.filter(publication__kind=kind) if kind else found
    return found.select_related("publication").distinct().order_by("sort_key", "publication__number")
