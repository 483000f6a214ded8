"""A person: the offices they held, and what they said in their own words."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from negotiations.models.printed import Publication
from negotiations.public import nouns
from negotiations.public.cards import Card
from negotiations.public.clocks import Clocks, cards_by_edition, entries_naming
from negotiations.public.labels import Label

_LOOKED_AT = 60  # the newest quotes that name the person, of which most are the person's own
_SHOWN = 6


def standing(publication: Publication, clocks: Clocks) -> dict[str, Any]:
    """What a person's page says beside what every noun's page does: {offices, said, quotes_url, groups}."""
    groups = nouns.pointing_at(publication, clocks.known)
    return {
        "offices": [
            _office(item) for group in groups if group["kind"] == "office" for item in _newest_first(group)
        ],
        "groups": [group for group in groups if group["kind"] != "office"],
        "said": said(publication, clocks),
        "quotes_url": f"{reverse('timeline')}?{urlencode({'person': publication.key, 'kind': 'quote'})}",
    }


def said(publication: Publication, clocks: Clocks) -> list[Card]:
    """The newest quotes whose words are the person's, as they stood. Two queries."""
    editions = entries_naming(publication, "person", clocks, "quote").reverse()[:_LOOKED_AT]
    cards = cards_by_edition(editions, clocks).values()
    return [card for card in cards if (speaker := card.b["speaker"]) and speaker.id == publication.pk][
        :_SHOWN
    ]


def _newest_first(group: dict) -> list[dict]:
    return sorted(group["entries"], key=lambda item: str(item["label"].body.held_from or ""), reverse=True)


def _office(item: dict) -> dict[str, Any]:
    """An office for a template: {label, of, span}; `of` are the side and the organisation that it is of."""
    others: list[Label] = item["others"]
    return {"label": item["label"], "of": others, "span": item["span"]}
