"""Cards as lists show them: rendered once for an edition and a language, and kept as long as they are true."""

import re
from dataclasses import dataclass, replace
from html import unescape

from django.template.loader import render_to_string
from django.utils.translation import get_language

from negotiations.models.printed import Edition
from negotiations.public.cards import Card, cards_for
from negotiations.public.filters import TimelineFilter
from negotiations.public.kept import kept
from negotiations.public.labels import references_in
from negotiations.public.onward import clocks_of
from negotiations.public.searching import Search
from negotiations.values.when import When

_MARKED = ("headline", "summary", "text", "translation", "claim", "label", "when_note", "outcome_text")
# They stand around an entry's own words while its card is rendered. The record refuses both (values/texts.py).
_OPENS, _CLOSES = "\ufdd0", "\ufdd1"
_FENCED = re.compile(f"{_OPENS}([^{_OPENS}{_CLOSES}]*){_CLOSES}")


@dataclass(frozen=True)
class ShownCard:
    """A card in a list: its public id, when it was, its mark-up, and where in that the entry's own words stand."""

    id: str
    when: When
    html: str
    words: tuple[tuple[int, int], ...] = ()


def shown_cards(found: TimelineFilter, request) -> list[ShownCard]:
    """The cards of a page of a list, in order, with what was looked for marked. No query where all of them are kept.

    What is kept is of the present and links to the present: a page of another clock has links of its own.
    """
    ids = found.edition_ids()
    if found.known or clocks_of(request):
        known = found.known.at if found.known else None
        cards = [_shown(card, request) for card in cards_for(found.editions(ids), known)]
    else:
        cards = _kept_cards(ids, found, request)
    return [_with_marks(card, found.search) for card in cards] if found.search else cards


def _kept_cards(ids: list[int], found: TimelineFilter, request) -> list[ShownCard]:
    language = get_language()
    cards = kept.cards(language, ids)
    if missing := [id for id in ids if id not in cards]:
        editions = found.editions(missing)
        for edition, card in zip(editions, cards_for(editions, None), strict=True):
            cards[edition.pk] = one = _shown(card, request)
            kept.keep_card(language, edition.pk, one, len(one.html), named_in(edition))
    return [cards[id] for id in ids]


def named_in(edition: Edition) -> set[int]:
    """The publications whose printing makes the card of an edition another."""
    return {edition.publication_id, *map(int, references_in(edition.content))}


def _shown(card: Card, request) -> ShownCard:
    fenced = {name: _fenced(value) if name in _MARKED else value for name, value in card.b.items()}
    html = render_to_string(card.template, {"card": replace(card, b=fenced)}, request)
    pieces, words, at = [], [], 0
    for index, piece in enumerate(_FENCED.split(html)):
        if index % 2:
            words.append((at, at + len(piece)))
        pieces.append(piece)
        at += len(piece)
    return ShownCard(card.id, card.when, "".join(pieces), tuple(words))


def _fenced(value):
    return f"{_OPENS}{value}{_CLOSES}" if value and isinstance(value, str) else value


def _with_marks(card: ShownCard, search: Search) -> ShownCard:
    pieces, at = [], 0
    for start, end in card.words:
        pieces += [card.html[at:start], search.mark(unescape(card.html[start:end]))]
        at = end
    return replace(card, html="".join([*pieces, card.html[at:]]))
