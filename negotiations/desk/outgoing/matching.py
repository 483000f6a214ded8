"""Which printings a webhook's filter lets through: the timeline's parameters, asked of one edition.

Its own small set of postings holds that edition alone, so that what was withdrawn can be matched as well, and nothing
that readers share is touched.
"""

from functools import reduce
from operator import or_

from django.http import QueryDict
from pyroaring import BitMap

from negotiations.models.printed import Edition, Facet, Publication, PublicationLog
from negotiations.public.filters import TimelineFilter
from negotiations.public.parameters import NOUN_FACETS, WORD_FACETS
from negotiations.public.posting_lists import FACET_COLUMNS, Postings
from negotiations.values import clock
from negotiations.values.vocabulary import Change

# `change` is what the events are for; the others say how a list is read, not what stands in it.
ALLOWED = (*(name for name in WORD_FACETS if name != "change"), *NOUN_FACETS, "from", "to", "key")


class FilterRefused(Exception):
    """Why a text is no filter of a webhook, in a sentence."""


def read_filter(text: str) -> str:
    """The canonical query string of a filter that was typed, or pasted with its address. Raises FilterRefused."""
    asked = QueryDict(text.strip().rpartition("?")[2])
    unknown = [name for name in asked if name not in ALLOWED]
    if unknown:
        raise FilterRefused(
            f"“{unknown[0][:40]}” is no filter of a webhook. It can be: {', '.join(ALLOWED)}."
        )
    found = TimelineFilter(asked, "/timeline/")
    if found.errors:
        raise FilterRefused(" ".join(f"{error['field']}: {error['message']}" for error in found.errors))
    if text.strip() and not found.query:
        raise FilterRefused(
            "This asks for nothing. Write it as in the timeline's address: economy=JP&kind=round"
        )
    return found.query


def lets_through(query: str, log: PublicationLog) -> bool:
    """True where the printing is about an entry that the filter asks for; of a withdrawal, the words before it.

    Raises FilterRefused where the filter can no longer be read: a wrong value must never widen it.
    """
    if not query:
        return True
    found = TimelineFilter(QueryDict(query), "/timeline/")
    if found.errors:
        raise FilterRefused("Its filter can no longer be read. Open the webhook and choose again.")
    edition = log.edition_out if log.edition_in.change == Change.WITHDRAWAL else log.edition_in
    return edition is not None and _matches(found, _alone(edition))


def _alone(edition: Edition) -> Postings:
    merged = Publication.objects.filter(redirect_to__isnull=False).values_list("pk", "redirect_to")
    held = Postings(merged={gone: stays for gone, stays in merged if stays})
    row = {
        "id": edition.pk,
        "sort_key": edition.sort_key,
        "publication__number": edition.publication.number,
        "first_day": edition.first_day,
        "last_day": edition.last_day,
        "change": edition.change,
    }
    held.add(row, Facet.objects.filter(edition=edition).values(*FACET_COLUMNS))
    return held


def _matches(found: TimelineFilter, held: Postings) -> bool:
    first, last = found.value("from"), found.value("to")
    chosen = held.between(first.first_day if first else None, last.last_day if last else None)
    asked: dict[str, set] = {name: set(found.value(name) or []) for name in WORD_FACETS}
    asked |= {name: {noun.pk for noun in nouns.values()} for name, nouns in found.nouns.items()}
    asked["key"] = {"yes"} if found.key else set()
    for name, wanted in asked.items():
        if wanted:
            values = held.values(name, clock.now())
            chosen = chosen & reduce(or_, (values.get(value, BitMap()) for value in wanted))
    return bool(chosen)
