"""What was printed since, in order: for keeping a copy up to date; and what was corrected."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from negotiations.models.printed import Edition, Publication, PublicationLog
from negotiations.public.api import envelope
from negotiations.public.api.items import absolute, named, of_publication
from negotiations.public.api.parameters import Listed, Since
from negotiations.public.api.shapes import Reference
from negotiations.public.labels import Labels, address_of
from negotiations.public.selection import Printing, names
from negotiations.values.clock import Moment
from negotiations.values.vocabulary import Change

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Named(BaseModel):
    """Something in the record, whether or not readers can still see it."""

    kind: str = Field(examples=["round"])
    key: str = Field(examples=["TW-000001"])
    id: str | None = Field(description="The public id of an entry or a source; null for other things.")
    label: str | None = Field(description="Its name; null where it was withdrawn.")
    url: str | None = Field(description="Its page, or the notice in its place.")


class Printed(Named):
    """One printing."""

    number: int = Field(
        description="Its number in the log: without gaps, and never given twice.", examples=[412]
    )
    at: datetime = Field(description="When it was published, in UTC.")
    edition: int = Field(description="The number of the edition that was printed.")
    change: Change
    note: str = Field(description="What changed, in words; '' for the editions of what was withdrawn.")
    is_current: bool = Field(description="True where this edition stands.")
    is_withdrawn: bool = Field(
        description="True where readers cannot see it any more: drop every edition of it."
    )
    merged_into: Reference | None = Field(
        description="What stands in its place, where it was merged with another."
    )


class Correction(Named):
    """That an entry was corrected, or withdrawn."""

    at: datetime = Field(description="When, in UTC.")
    edition: int = Field(description="The number of the edition that says so.")
    change: Change
    note: str = Field(description="What was wrong and what is right; of a withdrawal, the notice.")


router = Router(tags=["Changes"])
_CHANGES, _CORRECTIONS = "/api/v1/changes", "/api/v1/corrections"


@router.get(
    "/changes",
    response=envelope.list_model("Change", Printed),
    operation_id="list_changes",
    summary="What was printed since",
)
def list_changes(request: HttpRequest, response: HttpResponse, asked: Query[Since]) -> Any:
    """Every printing after a number of the log or an instant, oldest first. A printing never changes its place, so that
    a copy misses nothing: keep the `number` of the last one and ask again with it as `since`. Fetch what an item names
    from its own address; drop it where `is_withdrawn` is true.
    """
    printing, rows = Printing.newest(), list(_since(asked)[: asked.limit + 1])
    shown = rows[: asked.limit]
    following = f"{_CHANGES}?{_query(asked, shown[-1].number)}" if len(rows) > len(shown) else ""
    return envelope.page(
        _printed(shown, envelope.instant(asked.known)),
        asked,
        response,
        address=_CHANGES,
        following=following,
        generation=printing.number,
    )


def _query(asked: Since, number: int) -> str:
    known = {"known": asked.known.value} if asked.known else {}
    return urlencode({"since": number, **known, "limit": asked.limit})


def _since(asked: Since) -> QuerySet[PublicationLog]:
    """The rows of the log that are asked for, oldest first."""
    rows = PublicationLog.objects.order_by("number")
    after, until = asked.since, envelope.instant(asked.known)
    if isinstance(after, Moment):
        rows = rows.filter(number__gt=_number_at(after.at))
    elif after:
        rows = rows.filter(number__gt=after)
    rows = rows.filter(number__lte=_number_at(until)) if until else rows
    return rows.select_related("publication__redirect_to", "edition_in").defer("edition_in__body")


def _number_at(instant: datetime) -> int:
    """The number of the last printing by an instant, 0 where there was none. Two queries, by index."""
    edition = Edition.objects.filter(published_at__lte=instant).order_by("-published_at").values("pk")[:1]
    row = PublicationLog.objects.filter(edition_in__in=list(edition.values_list("pk", flat=True)))
    return row.values_list("number", flat=True).first() or 0


def _printed(rows: Iterable[PublicationLog], known: datetime | None) -> list[dict[str, Any]]:
    rows = list(rows)
    things = {one for row in rows for one in (row.publication, row.publication.redirect_to) if one}
    labels = names({one.pk for one in things if not one.closed_at}, known)
    return [_row(row, row.publication, labels) for row in rows]


def _row(row: PublicationLog, publication: Publication, labels: Labels) -> dict[str, Any]:
    edition = row.edition_in
    is_notice = edition.change == Change.WITHDRAWAL and edition.superseded_at is None
    into = publication.redirect_to
    return _named(publication, labels) | {
        "number": row.number,
        "at": row.at,
        "edition": edition.number,
        "change": edition.change,
        "note": "" if publication.closed_at and not is_notice else edition.note,
        "is_current": edition.superseded_at is None and not publication.closed_at and not into,
        "is_withdrawn": publication.closed_at is not None,
        "merged_into": of_publication(into, labels) if into else None,
    }


def _named(publication: Publication, labels: Labels) -> dict[str, Any]:
    label = None if publication.closed_at else labels.get(publication.pk)
    url = absolute(address_of(publication.kind, publication.key))
    return named(publication.kind, publication.key) | {"label": label.text if label else None, "url": url}


@router.get(
    "/corrections",
    response=envelope.list_model("Correction", Correction),
    operation_id="list_corrections",
    summary="Corrections and withdrawals",
)
def list_corrections(request: HttpRequest, response: HttpResponse, asked: Query[Listed]) -> Any:
    """Every correction of an entry, and every notice of one that was withdrawn, newest first."""
    printing, known = Printing.newest(), envelope.instant(asked.known)
    found = list(_corrections(known, asked.after)[: asked.limit + 1])
    shown = found[: asked.limit]
    more = len(found) > len(shown)
    labels = names({one.publication_id for one in shown if not one.publication.closed_at}, known)
    return envelope.page(
        [_correction(one, labels) for one in shown],
        asked,
        response,
        address=_CORRECTIONS,
        following=envelope.following(_CORRECTIONS, asked, _micros(shown[-1].published_at)) if more else "",
        generation=printing.number,
    )


def _corrections(known: datetime | None, before: int | None) -> QuerySet[Edition]:
    """Newest first; no two were published at the same instant."""
    told = Q(change=Change.CORRECTION, publication__closed_at=None, redaction=None) | Q(
        change=Change.WITHDRAWAL, publication__closed_at__isnull=False, superseded_at=None
    )
    found = Edition.objects.entries().filter(told).select_related("publication").defer("body")
    if known:
        found = found.filter(published_at__lte=known)
    if before is not None:
        found = found.filter(published_at__lt=_EPOCH + timedelta(microseconds=before))
    return found.order_by("-published_at")


def _correction(edition: Edition, labels: Labels) -> dict[str, Any]:
    return _named(edition.publication, labels) | {
        "at": edition.published_at,
        "edition": edition.number,
        "change": edition.change,
        "note": edition.note,
    }


def _micros(instant: datetime) -> int:
    return (instant - _EPOCH) // timedelta(microseconds=1)
