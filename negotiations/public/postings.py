"""The lists of editions that answers are made of: loaded once for the present record, and kept current by the log.

A page of the timeline and all its counts come from `posting_lists` without a query that grows with the record. The
present is brought up to date by applying the new rows of the publication log; lists of a past instant are made when
somebody asks for it, and kept for a while.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import RLock

from django.db.models import StringAgg, TextField
from django.db.models import Value as Text
from django.db.models.functions import Cast
from pyroaring import BitMap

from negotiations.models.printed import Edition, Facet, Publication, PublicationLog
from negotiations.public.posting_lists import FACET_COLUMNS, Postings, Value
from negotiations.public.state import State, state
from negotiations.values import clock

_PASTS_KEPT = 8
_PORTION = 20_000  # rows of a load that are in memory at once
_EDITION_COLUMNS = ("id", "sort_key", "publication__number", "first_day", "last_day", "change")
_lock, _past_lock = RLock(), RLock()
_present: Postings | None = None
_pasts: OrderedDict[tuple[datetime, bool], Postings] = OrderedDict()


@contextmanager
def reading(known: datetime | None, with_closed: bool = False) -> Iterator[Postings]:
    """The postings of the record as it stands (None), or as it stood at an instant; nobody changes them meanwhile.

    What was withdrawn since is left out of the past; `with_closed` has it in, for telling what is gone. One query
    where nothing was printed since. Whoever asks for a past that has to be loaded waits for it, and nobody else does
    but others who ask for a past.
    """
    newest = state().generation
    if known and known < clock.now():
        with _past_lock:
            yield _past(known, newest, with_closed)
    else:
        with _lock:
            yield _now(newest)


def forget() -> None:
    """Drop everything held, so that the next reader loads it afresh. For tests and `rebuild_public`."""
    global _present
    with _lock, _past_lock:
        _present = None
        _pasts.clear()


def _now(newest: int) -> Postings:
    global _present
    if _present and _present.generation > newest:
        newest = State.read().generation  # another thread went on while this one waited
    if _present is None or _present.generation > newest:  # nothing yet, or another database than before
        _present = _load(Edition.objects.current(), newest)
    elif _present.generation < newest:
        _apply_log(_present, newest)
    return _present


def _past(known: datetime, newest: int, with_closed: bool) -> Postings:
    held = _pasts.pop((known, with_closed), None)
    if held is None or held.generation != newest:  # a withdrawal closes past editions too
        editions = Edition.objects
        held = _load(editions.stood_on(known) if with_closed else editions.known_on(known), newest)
    _pasts[known, with_closed] = held
    while len(_pasts) > _PASTS_KEPT:
        _pasts.popitem(last=False)
    return held


def _load(editions, newest: int) -> Postings:
    """Everything: editions a portion at a time, and what is fixed of them a row for a value."""
    postings = Postings(generation=newest, merged=_merged())
    editions = editions.entries().order_by("sort_key", "publication__number", "id")
    for row in editions.values(*_EDITION_COLUMNS).iterator(_PORTION):
        postings.add(row, ())
    changes = Facet.objects.filter(series__isnull=False).order_by()
    for row in changes.values(*FACET_COLUMNS).iterator(_PORTION):
        if row["edition_id"] in postings.everything:
            postings.add_change(row)
    fixed = Facet.objects.filter(series__isnull=True).order_by().values_list("name", "noun_id", "word")
    ids = StringAgg(Cast("edition_id", TextField()), delimiter=Text(","))
    for name, noun, word, found in fixed.annotate(ids=ids).iterator(_PORTION):
        if standing := BitMap(map(int, found.split(","))) & postings.everything:
            postings.by[name][noun or word] |= standing
    return postings


def _apply_log(postings: Postings, newest: int) -> None:
    rows = list(
        PublicationLog.objects.filter(number__gt=postings.generation, number__lte=newest)
        .filter(publication__number__isnull=False)
        .values_list("publication_id", "edition_in_id", "edition_out_id")
    )
    postings.rename(_merged())
    held = {id for row in rows for id in row[1:] if id and id in postings.everything}
    for row, facets in _with_facets(Edition.objects.filter(pk__in=held)):
        postings.discard(row, facets)
    # Several printings of one entry may lie between: only what stands now comes in.
    touched = Publication.objects.filter(pk__in={row[0] for row in rows})
    for row, facets in _with_facets(Edition.objects.current().filter(publication__in=touched)):
        postings.add(row, facets)
    postings.generation = newest


def _with_facets(editions) -> list[tuple[dict, list[dict]]]:
    rows = list(editions.values(*_EDITION_COLUMNS))
    facets = _facets_by_edition(Facet.objects.filter(edition__in=[row["id"] for row in rows]))
    return [(row, facets.get(row["id"], [])) for row in rows]


def _merged() -> dict[Value, int]:
    """Publications that were merged, with what they are now. Few; one query whenever something was printed."""
    merged = Publication.objects.filter(redirect_to__isnull=False)
    return {gone: stays for gone, stays in merged.values_list("pk", "redirect_to") if stays}


def _facets_by_edition(facets) -> dict[int, list[dict]]:
    found = defaultdict(list)
    for row in facets.values(*FACET_COLUMNS):
        found[row["edition_id"]].append(row)
    return found
