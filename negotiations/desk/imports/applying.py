"""Carrying a plan out: all of its rows in one transaction, each saved like any other edit."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from negotiations.desk import workflow
from negotiations.desk.imports.names import DESK_NUMBER, NUMBER, NewEntry
from negotiations.desk.imports.plans import Plan, Planned, Status
from negotiations.desk.imports.sources import NewSource
from negotiations.desk.kinds import desk_kinds
from negotiations.desk.nouns import save_noun
from negotiations.desk.roles import Right
from negotiations.desk.steps import NotAllowed, Refused, Stale
from negotiations.models.batches import Batch, BatchRow
from negotiations.models.entries import Entry
from negotiations.models.sources import Citation, Source
from negotiations.values import clock

type Progress = Callable[[int, int], None]


class NotApplied(Exception):
    """Why nothing was imported, in a sentence; the rows have to be compared once more."""


def apply(
    plan: Plan,
    by,
    *,
    skip_errors: bool = False,
    progress: Progress = lambda done, total: None,
) -> Batch | None:
    """Write every new and changed row of a plan as drafts; None where there was nothing to write.

    Raises NotApplied, and then nothing was written: for a row with an error unless those are left out, for an entry
    that somebody changed since it was compared, and where the record refuses a row after all. Raises NotAllowed.
    """
    if not by.has_perm(Right.WRITE):
        raise NotAllowed("Your account may not write entries.")
    errors = plan.counts[Status.ERROR]
    if errors and not skip_errors:
        raise NotApplied(
            f"{errors} {'row has an error' if errors == 1 else 'rows have errors'}. Nothing was imported."
        )
    if not plan.to_write:
        return None
    with transaction.atomic():
        return _Writer(plan, by).write(progress)


class _Writer:
    def __init__(self, plan: Plan, by):
        self._plan, self._by = plan, by
        self._made: dict[str, int] = {}
        self._sources: dict[NewSource, int] = {}
        self._batch = Batch.objects.create(
            name=plan.table.name[:160] or "Rows",
            digest=plan.table.fingerprint(),
            by=by,
            by_name=by.get_full_name() or by.get_username(),
            at=clock.now(),
        )

    def write(self, progress: Progress) -> Batch:
        rows = _in_order([row for row in self._plan.rows if row.status in (Status.NEW, Status.CHANGED)])
        kept = []
        for done, row in enumerate(rows, start=1):
            kept.append(self._row(row))
            if done % 50 == 0 or done == len(rows):
                progress(done, len(rows))
        BatchRow.objects.bulk_create(sorted(kept, key=lambda row: row.number), batch_size=500)
        return self._batch

    def _row(self, planned: Planned) -> BatchRow:
        try:
            with transaction.atomic():
                entry = self._save(planned)
        except Stale as stale:
            raise NotApplied(f"Row {planned.number}: {stale} Nothing was imported.") from None
        except Refused as refused:
            raise NotApplied(f"Row {planned.number}: {refused} Nothing was imported.") from None
        except IntegrityError:
            raise NotApplied(
                f"Row {planned.number}: the record does not take it as it is. Perhaps somebody entered the same"
                " just now. Nothing was imported."
            ) from None
        if planned.key:
            self._made[planned.key] = entry.pk
        return BatchRow(
            batch=self._batch,
            number=planned.number,
            entry_id=entry.pk,
            label=entry.headline,
            before=0 if planned.entry is None else planned.version,
            after=entry.version,
        )

    def _save(self, planned: Planned) -> Entry:
        entry = self._opened(planned)
        source = self._resolved(planned.source) if planned.source else None
        values = {reader: self._resolved(value) for reader, value in planned.values.items()}
        for reader, value in values.items():
            if not reader.is_late:
                reader.put(entry, value)

        def write():
            entry.save()
            for reader, value in values.items():
                if reader.is_late:
                    reader.put(entry, value)
            if source and not entry.citations.filter(source=source).exists():
                Citation.objects.create(entry=entry, source_id=source, position=entry.citations.count())

        seen = None if planned.entry is None else planned.version
        workflow.save_working(entry, self._by, seen=seen, write=write, did="imported", note=self._batch.name)
        return entry

    def _opened(self, planned: Planned) -> Entry:
        model = desk_kinds()[planned.kind].model
        if planned.entry is None:
            is_number = NUMBER.fullmatch(planned.key) or DESK_NUMBER.fullmatch(planned.key)
            return model(import_key="" if is_number else planned.key)
        entry = model._default_manager.filter(pk=planned.entry).first()
        if entry is None:
            raise Stale("This entry was deleted meanwhile.")
        return entry

    def _resolved(self, value: Any) -> Any:
        """The value with the ids of sources and entries that are there by now."""
        if isinstance(value, NewSource):
            if value not in self._sources:
                self._sources[value] = self._source(value)
            return self._sources[value]
        if isinstance(value, NewEntry):
            return self._made[value.key]
        if isinstance(value, list):
            return [self._resolved(item) for item in value]
        if isinstance(value, dict):
            return {reader: self._resolved(item) for reader, item in value.items()}
        if isinstance(value, frozenset):
            return frozenset(self._resolved(item) for item in value)
        return value

    def _source(self, new: NewSource) -> int:
        source = Source(**new.values)
        save_noun(source, self._by)
        return source.pk


def _in_order(rows: list[Planned]) -> list[Planned]:
    """Every row after those that it points at."""
    waiting = {row.key for row in rows if row.key and row.entry is None}
    ordered: list[Planned] = []
    left = rows
    while left:
        ready = [row for row in left if not row.pending & waiting]
        if not ready:
            raise NotApplied(f"Row {left[0].number} waits for a row that waits for it. Nothing was imported.")
        ordered += ready
        left = [row for row in left if row.pending & waiting]
        waiting -= {row.key for row in ready}
    return ordered
