"""Restoring: all of a backup into an empty installation, in one transaction that stands only if the record is whole."""

from collections.abc import Callable
from contextlib import closing
from itertools import batched
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, models, transaction

from negotiations import guards
from negotiations.desk import checking, search_texts
from negotiations.desk.backup import layout
from negotiations.desk.backup.layout import Manifest, TableLine
from negotiations.desk.backup.reading import Backup
from negotiations.models.entries import Entry
from negotiations.models.printed import Publication

_FAULTS_SHOWN = 5
_PORTION = 500
type Progress = Callable[[int, int], None]


class NotRestored(Exception):
    """Why nothing was restored, in a sentence that says what to do."""


def restore(path: Path, progress: Progress = lambda done, total: None) -> Manifest:
    """Take a backup in, on either database. Raises DamagedBackup or NotRestored; then everything is as it was."""
    with closing(Backup(path)) as backup:
        _require_empty()
        _require_same_tables(backup.manifest)
        backup.check()
        with transaction.atomic():
            _load(backup, progress)
            search_texts.rebuild()
            if faults := [
                str(fault) for _, fault in zip(range(_FAULTS_SHOWN), checking.faults(), strict=False)
            ]:
                raise NotRestored("The record in the backup has faults: " + "; ".join(faults))
    return backup.manifest


def _require_empty() -> None:
    """Refuse where anybody works already: a restore replaces accounts too."""
    if Publication.objects.exists() or Entry.objects.exists() or get_user_model()._base_manager.exists():
        raise NotRestored(
            "This installation is not empty. Restore into a new database: set DATABASE_URL, run migrate, then restore."
        )


def _require_same_tables(manifest: Manifest) -> None:
    here = {
        (model._meta.db_table, tuple(f.column for f in layout.columns_of(model))) for model in layout.tables()
    }
    there = {(line.table, tuple(line.columns)) for line in manifest.tables}
    if {(t, frozenset(c)) for t, c in here} == {(t, frozenset(c)) for t, c in there}:
        return
    last = [name for name in manifest.migrations if name.startswith("negotiations.")][-1:]
    raise NotRestored(
        f"The backup has other tables than this software: it was made at {', '.join(last)}. Restore it with the version"
        " that made it, then run migrate."
    )


def _load(backup: Backup, progress: Progress) -> None:
    by_table = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    guards.remove_guards(connection)  # migrate left rows of its own, which give way to those of the backup
    with connection.constraint_checks_disabled():
        for model in reversed(layout.tables()):
            _empty(model)
        for done, line in enumerate(backup.manifest.tables, start=1):
            _load_table(backup, line, by_table[line.table])
            progress(done, len(backup.manifest.tables))
    connection.check_constraints()
    ContentType.objects.clear_cache()  # its numbers are now those of the backup
    guards.install_guards(connection)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), layout.tables()):
            cursor.execute(statement)


def _empty(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 (our tables)


def _load_table(backup: Backup, line: TableLine, model: type[models.Model]) -> None:
    fields = {field.column: field for field in layout.columns_of(model)}
    columns = [fields[name] for name in line.columns]
    for portion in batched(backup.rows(line), _PORTION, strict=False):
        rows = []
        for values in portion:
            row = model.__new__(model)
            models.Model.__init__(row)
            for field, value in zip(columns, values, strict=True):
                setattr(row, field.attname, layout.read(field, value))
            rows.append(row)
        size = max(connection.ops.bulk_batch_size(columns, rows), 1)
        for some in batched(rows, size, strict=False):
            # One table at a time, also of models with a parent's table: bulk_create would refuse those.
            manager: Any = (
                model._base_manager
            )  # one that inserts into this table alone is Django's own secret
            manager._insert(list(some), fields=columns, using=connection.alias, raw=True)
