"""Making a backup while the site goes on: of one instant, whatever is written meanwhile."""

import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from psycopg import IsolationLevel

from negotiations.desk.backup import layout
from negotiations.desk.backup.layout import Manifest, TableLine
from negotiations.desk.backup.reading import Backup
from negotiations.models.printed import Press
from negotiations.values import clock

_ALIAS = "backup"
_PORTION = 1000
type Progress = Callable[[int, int], None]


def write(path: Path, progress: Progress = lambda done, total: None) -> Manifest:
    """Write a backup to a file, which is replaced once the new one is whole and was read back; returns its manifest.

    Only the account that runs this can read it: it holds drafts, and the hashes of passwords.
    """
    path = path.absolute()
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
        unfinished = Path(folder) / "backup.zip"
        with _snapshot(Path(folder)) as alias:
            manifest = _write(unfinished, alias, progress)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        with closing(Backup(unfinished)) as backup:
            backup.check()
        os.replace(unfinished, path)
    return manifest


@contextmanager
def _snapshot(folder: Path) -> Iterator[str]:
    """An alias of a database that shows one instant and nothing after it; no writer waits for it."""
    snapshot = connection.copy(_ALIAS)
    options = snapshot.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite":
        name, snapshot.settings_dict["NAME"] = connection.settings_dict["NAME"], str(folder / "copy.sqlite3")
        _copy_sqlite(name, snapshot.settings_dict["NAME"])
    else:
        options.pop("pool", None)
        options["isolation_level"] = IsolationLevel.REPEATABLE_READ
    connections[_ALIAS] = snapshot
    try:
        with transaction.atomic(using=_ALIAS):
            yield _ALIAS
    finally:
        snapshot.close()
        del connections[_ALIAS]


def _copy_sqlite(name: str, copy: str) -> None:
    with (
        closing(sqlite3.connect(f"file:{name}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)


def _write(path: Path, alias: str, progress: Progress) -> Manifest:
    models = layout.tables()
    lines: list[TableLine] = []
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with (
        os.fdopen(handle, "wb") as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
    ):
        for done, model in enumerate(models, start=1):
            lines.append(_write_table(archive, model, alias))
            progress(done, len(models))
        press = Press.objects.using(alias).filter(pk=1).first() or Press()
        manifest = Manifest(
            format=layout.FORMAT,
            made_at=clock.now(),
            site=settings.SITE_URL,
            database=connection.vendor,
            generation=press.last_log,
            migrations=migrations(alias),
            tables=lines,
        )
        archive.writestr(layout.MANIFEST, manifest.model_dump_json(indent=1))
    return manifest


def _write_table(archive: zipfile.ZipFile, model, alias: str) -> TableLine:
    fields = layout.columns_of(model)
    line = TableLine(
        table=model._meta.db_table, columns=[field.column for field in fields], rows=0, sha256=""
    )
    digest = hashlib.sha256()
    rows = model._base_manager.using(alias).order_by("pk").values_list(*(field.attname for field in fields))
    with archive.open(line.path, "w", force_zip64=True) as file:
        for row in rows.iterator(chunk_size=_PORTION):
            text = json.dumps(layout.written(row), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            digest.update(text)
            file.write(text)
            line.rows += 1
    line.sha256 = digest.hexdigest()
    return line


def migrations(alias: str) -> list[str]:
    """The migrations of a database, such as negotiations.0001_the_record."""
    applied = MigrationRecorder(connections[alias]).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)
