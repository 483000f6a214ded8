"""Taking an export into an empty record: all of it, in one transaction, or nothing."""

from collections.abc import Callable, Iterator
from itertools import batched
from pathlib import Path

from django.core.management.color import no_style
from django.db import connection, transaction

from negotiations.desk import search_texts
from negotiations.desk.exchange import layout
from negotiations.desk.exchange.checking import Found, body_of, check
from negotiations.desk.exchange.layout import EditionLine, UnreviewedLine, UpkeepLine
from negotiations.desk.exchange.opening import Export, Refused
from negotiations.desk.kinds import desk_kinds
from negotiations.desk.printing import timeline_columns
from negotiations.models.printed import (
    Edition,
    Facet,
    Press,
    Publication,
    PublicationLog,
    Redaction,
    Unreviewed,
    Upkeep,
)
from negotiations.public import kinds
from negotiations.public.kinds.base import FacetValue
from negotiations.values.vocabulary import Change

_PORTION = 500
# SQLite keeps what it makes of the last 128 statements: few rows in each, or that grows to hundreds of megabytes.
_ROWS_A_STATEMENT = 100

type Progress = Callable[[int, int], None]


def load(folder: Path, progress: Progress = lambda done, total: None) -> int:
    """Take the export in a folder in; returns how many printings there were.

    Publications keep their ids, editions get the number of their printing. Facets are derived again from the bodies.
    Raises Refused; then nothing was written.
    """
    _require_empty()
    export = Export(folder)
    found = check(export)
    with transaction.atomic():
        press, _ = Press.objects.select_for_update().get_or_create(pk=1)
        _require_empty()
        _load_publications(found)
        for portion in batched(export.lines(layout.EDITIONS, EditionLine), _PORTION):
            _load_editions([line for _, line in portion], found)
            progress(portion[-1][1].printing, found.printings)
        _load_unreviewed(line for _, line in export.lines(layout.UNREVIEWED, UnreviewedLine))
        _load_upkeep(line for _, line in export.lines(layout.UPKEEP, UpkeepLine))
        for name, value in found.press:
            setattr(press, name, value)
        press.save()
        search_texts.fill()
        _reset_sequences()
    return found.printings


def _require_empty() -> None:
    """Refuse where anything was printed or is at the desk: public ids would meet others of the same name."""
    if Publication.objects.exists() or any(kind.model.objects.exists() for kind in desk_kinds().values()):
        raise Refused("The record here is not empty: an export is taken only into an empty one.")


def _load_publications(found: Found) -> None:
    lines = [standing.line for standing in found.publications.values()]
    Publication.objects.bulk_create(
        (
            Publication(
                pk=line.id, kind=line.kind, key=line.key, number=line.number, closed_at=line.closed_at
            )
            for line in lines
        ),
        batch_size=_ROWS_A_STATEMENT,
    )
    for line in lines:  # what it leads to may come after it
        if line.redirect_to:
            Publication.objects.filter(pk=line.id).update(redirect_to=line.redirect_to)


def _load_editions(lines: list[EditionLine], found: Found) -> None:
    editions = [_edition(line, found) for line in lines]
    Edition.objects.bulk_create(editions, batch_size=_ROWS_A_STATEMENT)
    Facet.objects.bulk_create(
        (
            Facet.of(edition, value)
            for edition, line in zip(editions, lines, strict=True)
            for value in _facets(line, found)
        ),
        batch_size=_ROWS_A_STATEMENT,
    )
    PublicationLog.objects.bulk_create((_log(line, found) for line in lines), batch_size=_ROWS_A_STATEMENT)
    Redaction.objects.bulk_create(_redactions(lines))


def _edition(line: EditionLine, found: Found) -> Edition:
    return Edition(
        pk=line.printing,
        publication_id=line.publication,
        number=line.number,
        change=line.change,
        note=line.note,
        schema_version=line.schema_version,
        body=line.body or "{}",
        digest=line.digest,
        published_at=line.published_at,
        superseded_at=found.superseded.get(line.printing),
        **_columns(line, found),
    )


def _log(line: EditionLine, found: Found) -> PublicationLog:
    return PublicationLog(
        number=line.printing,
        at=line.published_at,
        publication_id=line.publication,
        edition_in_id=line.printing,
        edition_out_id=found.follows.get(line.printing),
    )


def _columns(line: EditionLine, found: Found) -> dict:
    if line.closed or line.change == Change.WITHDRAWAL:
        return {"sort_key": line.sort_key, "first_day": line.first_day, "last_day": line.last_day}
    return timeline_columns(body_of(line, found.kind_of(line)))


def _facets(line: EditionLine, found: Found) -> list[FacetValue]:
    """What can be told from the body; of what is closed its kind alone, which its address tells too."""
    kind = kinds.get(found.kind_of(line))
    if line.change == Change.WITHDRAWAL:
        return []
    if line.closed:
        return [FacetValue("kind", word=kind.name)] if kind.is_entry else []
    return kind.all_facets(body_of(line, kind.name))


def _redactions(lines: list[EditionLine]) -> Iterator[Redaction]:
    """A body that is not there has its redaction on record."""
    reasons = {"when_exported": layout.WHEN_EXPORTED, "redacted": layout.BEFORE_EXPORT}
    for line in lines:
        if line.closed and line.closed_at:
            yield Redaction(
                edition_id=line.printing, at=line.closed_at, by=layout.BY, reason=reasons[line.closed]
            )


def _load_unreviewed(lines: Iterator[UnreviewedLine]) -> None:
    Unreviewed.objects.bulk_create(
        (
            Unreviewed(edition_id=line.printing, reason=line.reason, confirmed_at=line.confirmed_at)
            for line in lines
        ),
        batch_size=_ROWS_A_STATEMENT,
    )


def _load_upkeep(lines: Iterator[UpkeepLine]) -> None:
    Upkeep.objects.bulk_create(
        (
            Upkeep(**{"publication_id" if name == "publication" else name: value for name, value in line})
            for line in lines
        ),
        batch_size=_ROWS_A_STATEMENT,
    )


def _reset_sequences() -> None:
    """Let PostgreSQL number on after the ids that were given; SQLite does so by itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(
            no_style(), [Publication, Edition, Facet, Redaction, Unreviewed, Upkeep]
        ):
            cursor.execute(statement)
