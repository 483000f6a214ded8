"""Taking an import back: the drafts that it made are deleted, those that it changed are as they were before."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from negotiations.desk import reverting, workflow
from negotiations.desk.imports.applying import NotApplied
from negotiations.desk.merging import used_by
from negotiations.desk.roles import Right
from negotiations.desk.steps import NotAllowed, Refused
from negotiations.models.batches import Batch, BatchRow
from negotiations.models.sources import Source
from negotiations.values import clock


@dataclass(frozen=True)
class Kept:
    """A row of an import that is not taken back, and why."""

    row: BatchRow
    why: str


def obstacles(batch: Batch) -> list[Kept]:
    """The rows that somebody worked on since: those stay as they are. Two queries."""
    found = []
    for row in batch.rows.select_related("entry__publication"):
        entry = row.entry
        if entry is None:
            found.append(Kept(row, "It was deleted since."))
        elif row.before == 0 and entry.publication_id:
            found.append(Kept(row, "It was published since. Withdraw it instead."))
        elif entry.version != row.after:
            last = entry.transitions.filter(version__gt=row.after).first()
            who = f" by {last.by_name}" if last else ""
            found.append(Kept(row, f"It was worked on since{who}."))
    return found


def undo(batch: Batch, by, *, rest: bool = False) -> list[str]:
    """Take the import back; returns what could not be brought back. With `rest`, rows that others worked on stay.

    Raises NotAllowed, or NotApplied where a row is in the way; then nothing was changed.
    """
    if not by.has_perm(Right.WRITE):
        raise NotAllowed("Your account may not write entries.")
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        if batch.undone_at:
            raise NotApplied("This import was undone already.")
        kept = {found.row.pk: found for found in obstacles(batch)}
        if kept and not rest:
            raise NotApplied(f"{len(kept)} of its entries were worked on since. Nothing was undone.")
        rows = [row for row in batch.rows.select_related("entry__publication") if row.pk not in kept]
        sources = list(_brought(batch, rows))
        said = [sentence for row in reversed(rows) for sentence in _undo(batch, row, by)]
        for source in sources:
            if not used_by(source):
                source.delete()
        batch.undone_at, batch.undone_by_name = clock.now(), by.get_full_name() or by.get_username()
        batch.save(update_fields=["undone_at", "undone_by_name"])
    return said


def _undo(batch: Batch, row: BatchRow, by) -> list[str]:
    entry: Any = row.entry
    try:
        if row.before == 0:
            workflow.delete_draft(entry, by)
            return []
        note = f"The import {batch.name} was undone."
        return [
            f"“{entry}”: {sentence}"
            for sentence in reverting.revert(entry.child, row.before, by, seen=row.after, note=note)
        ]
    except Refused as refused:
        raise NotApplied(f"Row {row.number}, “{row.label}”: {refused} Nothing was undone.") from None


def _brought(batch: Batch, rows: list[BatchRow]):
    """The sources that the import made, of which nobody has changed or published anything since."""
    entries = [row.entry_id for row in rows]
    return Source.objects.filter(
        citations__entry__in=entries, publication=None, version=1, updated_at__gte=batch.at, stored_texts=None
    ).distinct()
