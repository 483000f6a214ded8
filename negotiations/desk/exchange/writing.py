"""Writing the printed record into a folder, of one state of the record.

No word of what is closed to readers goes out: withdrawn entries and redacted editions leave as their numbers, times and
hashes, with the notice that readers find. Who redacted and why stays at home too.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery

from negotiations.desk.exchange import layout
from negotiations.desk.exchange.layout import (
    EditionLine,
    FileLine,
    Manifest,
    PressLine,
    PublicationLine,
    UnreviewedLine,
    UpkeepLine,
)
from negotiations.models.printed import (
    Edition,
    Press,
    Publication,
    PublicationLog,
    Redaction,
    Unreviewed,
    Upkeep,
)
from negotiations.public.bulk_data.checksums import counted
from negotiations.public.bulk_data.files import files
from negotiations.public.bulk_data.state import State
from negotiations.public.bulk_data.views import DESCRIPTIONS
from negotiations.values.vocabulary import Change, LinkStatus

_PORTION = 500

type Progress = Callable[[int, int], None]


class NotPossible(Exception):
    """Why nothing was exported, in one line."""


def export(folder: Path, progress: Progress = lambda done, total: None) -> Manifest:
    """Write the record into a folder that is not there, is empty, or holds an earlier export.

    Raises NotPossible. An export that was broken off has no manifest, and no instance takes it in.
    """
    _require_room(folder)
    with _one_state():
        state, total = State.of(), PublicationLog.objects.count()
        written = [_write(folder, path, pieces) for path, pieces in _contents(state, total, progress)]
    manifest = Manifest(format=layout.FORMAT, generation=state.generation, data_as_of=state.at, files=written)
    _write(folder, layout.MANIFEST, [manifest.text().encode()])
    return manifest


def _require_room(folder: Path) -> None:
    """Take the manifest of an earlier export away first. Raises NotPossible for a folder that holds anything else."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if _is_export(folder):
            (folder / layout.MANIFEST).unlink()
        names = {entry.name for entry in folder.iterdir()}
    except OSError as error:
        raise NotPossible(f"{folder}: {error.strerror}.") from None
    if names - {"record", "data"}:
        raise NotPossible(f"{folder} holds something else already. Name a folder that is new or empty.")


def _is_export(folder: Path) -> bool:
    manifest = folder / layout.MANIFEST
    if not manifest.is_file() or manifest.stat().st_size > layout.MANIFEST_AT_MOST:
        return False
    try:
        Manifest.model_validate_json(manifest.read_text())
    except ValueError:
        return False
    return True


@contextmanager
def _one_state() -> Iterator[None]:
    """Read everything as it is at one moment, while others may go on printing."""
    if connection.in_atomic_block:
        yield
        return
    held: Any = connection
    mode = getattr(held, "transaction_mode", None)
    if held.vendor == "sqlite":
        held.transaction_mode = "DEFERRED"  # a reader needs no lock
    try:
        with transaction.atomic():
            if held.vendor == "postgresql":
                with held.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        if held.vendor == "sqlite":
            held.transaction_mode = mode


def _write(folder: Path, path: str, pieces: Iterable[bytes]) -> FileLine:
    """A file that is there as a whole or not at all."""
    target, found, size = folder / path, sha256(), 0
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(exist_ok=True)
        with part.open("wb") as file:
            for piece in pieces:
                file.write(piece)
                found.update(piece)
                size += len(piece)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise NotPossible(f"{target}: {error.strerror}.") from None
    return FileLine.model_construct(path=path, bytes=size, sha256=found.hexdigest())


def _contents(state: State, total: int, progress: Progress) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every file with its bytes."""
    press = Press.objects.filter(pk=1).first() or Press()
    yield (
        layout.PRESS,
        [PressLine(**{name: getattr(press, name) for name in PressLine.model_fields}).text().encode()],
    )
    yield layout.PUBLICATIONS, _publications()
    yield layout.EDITIONS, _editions(total, progress)
    yield layout.UNREVIEWED, _unreviewed()
    yield layout.UPKEEP, _upkeep()
    for path, file in files().items():
        yield f"data/{path}", counted(file, state)
    for path, (_, write) in DESCRIPTIONS.items():
        yield f"data/{path}", [write(state).encode()]


def _publications() -> Iterator[bytes]:
    for one in Publication.objects.order_by("pk").iterator(_PORTION):
        line = PublicationLine(
            id=one.pk,
            kind=one.kind,
            key=one.key,
            number=one.number,
            closed_at=one.closed_at,
            redirect_to=one.redirect_to_id,
        )
        yield line.text().encode()


def _editions(total: int, progress: Progress) -> Iterator[bytes]:
    printings = PublicationLog.objects.order_by("number").select_related("edition_in", "publication")
    done = 0
    while portion := list(printings.filter(number__gt=done)[:_PORTION]):
        ids = [printing.edition_in_id for printing in portion]
        redacted = {one.edition_id: one for one in Redaction.objects.filter(edition__in=ids)}
        for printing in portion:
            line = _edition(printing, redacted.get(printing.edition_in_id))
            yield line.text().encode()
        done = portion[-1].number
        progress(done, total)


def _edition(printing: PublicationLog, redaction: Redaction | None) -> EditionLine:
    edition, publication = printing.edition_in, printing.publication
    is_notice = edition.change == Change.WITHDRAWAL
    shown: dict[str, Any] = {
        "printing": printing.number,
        "publication": publication.pk,
        "number": edition.number,
        "change": Change(edition.change),
        "schema_version": edition.schema_version,
        "published_at": edition.published_at,
        "digest": edition.digest,
    }
    if redaction is None and (publication.closed_at is None or is_notice):
        # The notice that stands is for readers; one of an earlier withdrawal is not while the entry is closed.
        is_open = publication.closed_at is None or edition.superseded_at is None
        return EditionLine(**shown, note=edition.note if is_open else "", body=edition.body)
    return EditionLine(**shown, note="", body=None, **_closed(edition, publication, redaction))


def _closed(edition: Edition, publication: Publication, redaction: Redaction | None) -> dict[str, Any]:
    before = redaction is not None and redaction.reason != layout.WHEN_EXPORTED
    return {
        "closed": "redacted" if before else "when_exported",
        "closed_at": redaction.at if redaction else publication.closed_at,
        "sort_key": edition.sort_key,
        "first_day": edition.first_day,
        "last_day": edition.last_day,
    }


def _unreviewed() -> Iterator[bytes]:
    """Of what is open to readers alone: a reason goes with the words that it is about."""
    found = Unreviewed.objects.filter(edition__redaction=None, edition__publication__closed_at=None)
    printings = PublicationLog.objects.filter(edition_in=OuterRef("edition")).values("number")
    for one in found.annotate(printing=Subquery(printings)).order_by("printing").iterator(_PORTION):
        line = UnreviewedLine(printing=one.printing, reason=one.reason, confirmed_at=one.confirmed_at)
        yield line.text().encode()


def _upkeep() -> Iterator[bytes]:
    found = Upkeep.objects.filter(publication__closed_at=None).order_by("publication")
    for one in found.iterator(_PORTION):
        line = UpkeepLine(
            publication=one.publication_id,
            link_status=LinkStatus(one.link_status),
            archive_address=one.archive_address,
            checked_on=one.checked_on,
            last_verified_on=one.last_verified_on,
        )
        yield line.text().encode()
