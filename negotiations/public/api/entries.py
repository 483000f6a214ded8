"""Entries: the timeline, one entry, and the editions of one."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from negotiations.models.printed import Edition, Publication
from negotiations.public import entries, reuse
from negotiations.public.api import envelope
from negotiations.public.api.items import absolute, edition_info, items
from negotiations.public.api.parameters import ENTRY, NUMBER, Asked, Listed, TimelineAsked
from negotiations.public.api.refusals import Refused, not_found
from negotiations.public.api.shapes import EditionInfo, entry_model
from negotiations.public.filters import TimelineFilter
from negotiations.public.labels import address_of
from negotiations.public.selection import Printing
from negotiations.public.unreviewed import Notice, notices
from negotiations.values.texts import has_refused_character
from negotiations.values.when import day_text

router = Router(tags=["Entries"])
_PATH = "/api/v1/entries"


class EditionRow(EditionInfo):
    """An edition in the list of an entry's editions."""

    url: str = Field(description="Its page.")
    is_current: bool = Field(description="True for the one that stands, or stood at `known`.")


EntryList = envelope.list_model("Entry", entry_model())
EntryAnswer = envelope.answer_model("Entry", entry_model())
EditionList = envelope.list_model("EntryEdition", EditionRow)


@router.get("/entries", response=EntryList, operation_id="list_entries", summary="Entries under a filter")
def list_entries(request: HttpRequest, response: HttpResponse, asked: Query[TimelineAsked]) -> Any:
    """What happened, was said, changed or takes effect, by its date. The filters are those of the timeline: values of
    one parameter widen it, different parameters narrow it.

    The order is that of local time at the place, then of the number. Entries that are published while somebody pages
    appear where their date puts them; none that was there before is given twice or missed, unless its own date is
    corrected meanwhile. Whoever keeps a copy follows `/changes`.
    """
    found = TimelineFilter(request.GET, _PATH, size=asked.limit)
    if found.errors:
        raise Refused({error["field"]: str(error["message"]) for error in found.errors})
    printing = Printing.newest()
    data = items(found.editions(), envelope.instant(found.known))
    return envelope.page(
        data,
        asked,
        response,
        address=found.canonical_url,
        following=_with_limit(found.next_url, asked),
        generation=printing.number,
        total=found.total,
    )


def _with_limit(url: str, asked: Listed) -> str:
    return f"{url}&limit={asked.limit}" if url else ""


@router.get("/entries/{key}", response=EntryAnswer, operation_id="get_entry", summary="One entry")
def get_entry(request: HttpRequest, asked: Query[Asked], key: str = ENTRY) -> Any:
    """An entry as it stands, or as it stood at `known`. 410 with the notice where it was withdrawn; a redirect where it
    was merged with another."""
    publication = _find(key)
    if publication.redirect_to:
        return envelope.moved(request, f"{_PATH}/{publication.redirect_to.key}")
    editions = _editions(publication, envelope.instant(asked.known))
    return _answer(editions[0], envelope.instant(asked.known), asked)


@router.get(
    "/entries/{key}/editions",
    response=EditionList,
    operation_id="list_editions",
    summary="The editions of an entry",
)
def list_editions(
    request: HttpRequest, response: HttpResponse, asked: Query[Listed], key: str = ENTRY
) -> Any:
    """Every printing of an entry, newest first, with what changed and why. Its words stand at its own address."""
    publication = _find(key)
    printing, known = Printing.newest(), envelope.instant(asked.known)
    address = f"{_PATH}/{publication.key}/editions"
    editions = _editions(publication, known)
    after = asked.after
    rest = [one for one in editions if after is None or one.number < after]
    shown = rest[: asked.limit]
    told = notices(shown, known)
    return envelope.page(
        [_row(one, one.pk == editions[0].pk, told.get(one.pk)) for one in shown],
        asked,
        response,
        address=address,
        following=envelope.following(address, asked, shown[-1].number) if len(rest) > len(shown) else "",
        generation=printing.number,
    )


def _row(edition: Edition, is_current: bool, notice: Notice | None) -> dict[str, Any]:
    url = f"{address_of(edition.publication.kind, edition.publication.key)}editions/{edition.number}/"
    return edition_info(edition, notice) | {"url": absolute(url), "is_current": is_current}


@router.get(
    "/entries/{key}/editions/{number}",
    response=EntryAnswer,
    operation_id="get_edition",
    summary="One edition of an entry",
)
def get_edition(request: HttpRequest, asked: Query[Asked], key: str = ENTRY, number: int = NUMBER) -> Any:
    """One past or present edition, word for word, with names as they were at the last instant at which it stood."""
    editions = _editions(_find(key), envelope.instant(asked.known))
    chosen = next((one for one in editions if one.number == number), None)
    if chosen is None:
        raise not_found("This entry has no such edition.")
    return _answer(chosen, envelope.instant(asked.known), asked)


def _answer(edition: Edition, known: datetime | None, asked: Asked) -> dict[str, Any]:
    found = items([edition], known, entries.clock_of(edition, known))
    if not found:
        raise not_found()
    return envelope.answer(found[0], asked, reuse.cite_as(edition, found[0]["headline"]))


def _find(key: str) -> Publication:
    if has_refused_character(key):
        raise not_found()
    try:
        return entries.find(key)
    except Publication.DoesNotExist:
        raise not_found() from None


def _editions(publication: Publication, known: datetime | None) -> list[Edition]:
    """The editions by an instant, newest first, of an entry that is open to readers; there is one at least."""
    if publication.closed_at:
        notice = entries.notice(publication)
        said = f"{notice['id']} was withdrawn on {day_text(notice['at'])}: {notice['text']}"
        raise Refused(said, 410)
    editions = entries.editions_of(publication, known)
    if not editions:
        raise not_found()
    return editions
