"""Who says what: the quotes of talks by the side that the speaker acted for, and when each side spoke."""

from collections import Counter
from typing import Any

from negotiations.models.printed import Publication
from negotiations.public.cards import Card
from negotiations.public.clocks import Clocks, cards_by_edition, entries_naming
from negotiations.public.density import Density, drawn, spans_of
from negotiations.public.labels import labels_for

_MOST = 200  # the newest quotes that are looked at
_SHOWN = 4  # quotes of each side


def by_side(publication: Publication, facet: str, clocks: Clocks) -> list[dict[str, Any]]:
    """Each side with its quotes, the one that said most first: {side, count, cards, density}.

    `side` is None for speakers whose side is not on record; the drawings share one scale. Quotes of later days than
    the one asked about are left out.
    """
    editions = entries_naming(publication, facet, clocks, "quote").reverse()[:_MOST]
    cards = [card for card in cards_by_edition(editions, clocks).values() if card.when.earliest <= clocks.on]
    sides = labels_for({side for card in cards if (side := side_of(card)) is not None}, clocks.known)
    groups: dict[int | str | None, list[Card]] = {}
    for card in cards:
        side = side_of(card)
        groups.setdefault(side if side in sides else None, []).append(card)
    months = {side: Counter(f"{card.when.first_day:%Y-%m}" for card in said) for side, said in groups.items()}
    spans = spans_of([month for counts in months.values() for month in counts]) if months else []
    highest = max((count for counts in months.values() for count in counts.values()), default=0)
    found = [
        {
            "side": sides[side] if side is not None else None,
            "count": len(said),
            "cards": said[:_SHOWN],
            "density": Density(drawn(months[side], spans, highest=highest), True) if len(spans) > 1 else None,
        }
        for side, said in groups.items()
    ]
    return sorted(found, key=lambda group: (group["side"] is None, -group["count"], str(group["side"])))


def side_of(card: Card) -> int | str | None:
    """The economy that a speaker acted for, or that acted, by its publication; None where none is on record."""
    if card.kind == "development" and card.b["actor_economy"]:
        return card.b["actor_economy"].id
    office = card.b.get("office") or card.b.get("actor_office")
    economy = getattr(office.body, "economy", None) if office else None
    return economy.ref if economy else None
