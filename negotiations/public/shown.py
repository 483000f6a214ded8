"""Cards as lists show them: rendered once for an edition and a language, and kept as long as they are true."""

from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from negotiations.models.printed import Edition
from negotiations.public.cards import Card, cards_for
from negotiations.public.filters import TimelineFilter
from negotiations.public.kept import kept
from negotiations.public.labels import references_in
from negotiations.public.onward import clocks_of
from negotiations.values.when import When


@dataclass(frozen=True)
class ShownCard:
    """A card in a list: its public id, when it was, and its mark-up."""

    id: str
    when: When
    html: SafeString


def shown_cards(found: TimelineFilter, request) -> list[ShownCard]:
    """The cards of a page of a list, in order. No query where all of them are kept.

    What is kept is of the present and links to the present: a page of another clock has links of its own.
    """
    ids = found.edition_ids()
    if found.known or clocks_of(request):
        known = found.known.at if found.known else None
        return [_shown(card, found, request) for card in cards_for(found.editions(ids), known)]
    way = (get_language(), found.search.query if found.search else "")
    cards = kept.cards(way, ids)
    if missing := [id for id in ids if id not in cards]:
        editions = found.editions(missing)
        for edition, card in zip(editions, cards_for(editions, None), strict=True):
            cards[edition.pk] = one = _shown(card, found, request)
            kept.keep_card(way, edition.pk, one, len(one.html), _named(edition))
    return [cards[id] for id in ids]


def _named(edition: Edition) -> set[int]:
    return {edition.publication_id, *map(int, references_in(edition.content))}


def _shown(card: Card, found: TimelineFilter, request) -> ShownCard:
    if found.search:
        card = replace(card, b=found.search.mark_all(card.b))
    return ShownCard(card.id, card.when, render_to_string(card.template, {"card": card}, request))
