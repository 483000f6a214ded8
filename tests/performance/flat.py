"""The entries of a record as one flat table, for Datasette: a row per current edition, with six columns to count by."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from negotiations.models.printed import Edition

_COLUMNS = "id date headline summary text kind status economy topic negotiation person measure".split()
_COUNTED = ("kind", "status", "economy", "topic", "negotiation", "person", "measure")


def make(file: Path) -> Path:
    """Write the table unless it is there already: indexed by each counted column, and with a full-text index."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists():
        return file
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    with sqlite3.connect(part) as database:
        database.execute(
            f"CREATE TABLE entries ({', '.join(_COLUMNS).replace('id', 'id INTEGER PRIMARY KEY', 1)})"
        )
        places = ", ".join("?" * len(_COLUMNS))
        database.executemany(f"INSERT INTO entries VALUES ({places})", _rows())  # noqa: S608
        for column in ("date", *_COUNTED):
            database.execute(f"CREATE INDEX entries_{column} ON entries ({column})")
        database.execute(
            "CREATE VIRTUAL TABLE entries_fts USING fts5 (headline, summary, text, content=entries, content_rowid=id)"
        )
        database.execute("INSERT INTO entries_fts (entries_fts) VALUES ('rebuild')")
        database.execute("ANALYZE")
    database.close()
    part.rename(file)
    return file


def _rows() -> Iterator[tuple]:
    nouns = Edition.objects.current().filter(publication__number=None)
    keys = dict(nouns.values_list("publication_id", "publication__key"))
    entries = Edition.objects.current().entries().order_by("publication__number")
    columns = ("publication__number", "publication__kind", "body")
    for number, kind, body in entries.values_list(*columns).iterator(2000):
        found = json.loads(body)
        first = {name: _first(found.get(name), keys) for name in ("economies", "topics", "negotiations")}
        yield (
            number,
            found["when"]["edtf"],
            found["headline"],
            found["summary"],
            found.get("text", ""),
            kind,
            found.get("status") or found.get("action") or "",
            *first.values(),
            _first([found.get("speaker")], keys),
            _first([found.get("measure")], keys),
        )


def _first(refs: list | None, keys: dict[int, str]) -> str | None:
    """The key of the first noun: one value a column is all that a flat table holds."""
    return keys.get(refs[0]["ref"]) if refs and refs[0] else None
