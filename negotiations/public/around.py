"""What came just before and after an entry: by the same speaker, and in the same talks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from pyroaring import BitMap

from negotiations.models.printed import Edition
from negotiations.public import kinds, postings
from negotiations.public.cards import Card, cards_for
from negotiations.public.labels import Label, labels_for
from negotiations.public.posting_lists import Place, Postings

_TALKS_AT_MOST = 2
_LOOKED_AT = 8  # of entries that name a person, until one is by that person


@dataclass(frozen=True)
class Around:
    """The neighbours of an entry in one row of entries: those by `who`, or those of the talks `of`; None where the
    row begins or ends. `kinds` is the plural of the kind that the row is of, '' for all; `url` is the whole row.
    """

    who: Label | None
    of: Label | None
    kinds: str
    url: str
    before: Card | None
    after: Card | None


@dataclass(frozen=True)
class _Row:
    """A row of entries before its neighbours are read; `ids` are all by which its noun went."""

    facet: str
    noun: Label
    ids: frozenset[int | str]
    kind: str
    before: list[Place]
    after: list[Place]


def around(edition: Edition, card: Card, known: datetime | None) -> list[Around]:
    """The rows that an entry stands in, each with its neighbours. Three queries, whatever the record holds."""
    by = kinds.get(card.kind).by(card.body)
    speaker = labels_for([by.ref], known).get(int(by.ref)) if by else None
    talks = card.b["negotiations"][:_TALKS_AT_MOST]
    with postings.reading(known) as held:
        rows = [_row(held, edition, "person", speaker, card.kind, _LOOKED_AT)] if speaker else []
        for label in talks:
            rows += [_row(held, edition, "negotiation", label, card.kind, 1)] if by else []
            rows.append(_row(held, edition, "negotiation", label, "", 1))
    cards = _cards((place for row in rows for place in (*row.before, *row.after)), known)
    found: list[Around] = []
    for row in rows:
        one = _around(row, cards)
        same = any((one.before, one.after) == (other.before, other.after) for other in found)
        if (one.before or one.after) and not same:
            found.append(one)
    return found


def _row(held: Postings, edition: Edition, facet: str, noun: Label, kind: str, size: int) -> _Row:
    chosen = held.naming(facet, noun.id)
    chosen = chosen & held.naming("kind", kind) if kind else chosen
    chosen = chosen - BitMap([edition.pk])
    here = (edition.sort_key or 0, edition.publication.number or 0)
    ids = frozenset({noun.id, *(gone for gone, stays in held.merged.items() if stays == noun.id)})
    before, after = held.page(chosen, here, size, True), held.page(chosen, here, size, False)
    return _Row(facet, noun, ids, kind, before, after)


def _cards(places: Iterable[Place], known: datetime | None) -> dict[int, Card]:
    ids = {place[2] for place in places}
    editions = Edition.objects.select_related("publication").in_bulk(ids)
    return dict(zip(editions, cards_for(editions.values(), known), strict=True))


def _around(row: _Row, cards: dict[int, Card]) -> Around:
    asked = {row.facet: row.noun.key} | ({"kind": row.kind} if row.kind else {})
    is_person = row.facet == "person"
    return Around(
        who=row.noun if is_person else None,
        of=None if is_person else row.noun,
        kinds=kinds.get(row.kind).shown_plural if row.kind else "",
        url=f"{reverse('timeline')}?{urlencode(asked)}",
        before=_first(row, row.before, cards),
        after=_first(row, row.after, cards),
    )


def _first(row: _Row, places: list[Place], cards: dict[int, Card]) -> Card | None:
    """The nearest; of entries that name a person the nearest that is by that person."""
    for card in (cards[place[2]] for place in places):
        if row.facet != "person" or _is_by(card, row.ids):
            return card
    return None


def _is_by(card: Card, ids: frozenset[int | str]) -> bool:
    by = kinds.get(card.kind).by(card.body)
    return by is not None and by.ref in ids
