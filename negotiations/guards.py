"""The database's own refusal to change what was printed.

Triggers on both databases hold that editions, their facets, the publication log and redactions are only ever added.
Two updates are legal: setting an edition's `superseded_at` once, and blanking the body of an edition that has a
redaction on record. `install_guards` runs after every `migrate`, because SQLite drops triggers silently when a
migration rebuilds their table.
"""

from contextlib import contextmanager

from negotiations.models.printed import Edition, Facet, PublicationLog, Redaction

MESSAGE = "what was printed is never changed"
_TABLES = tuple(model._meta.db_table for model in (Edition, Facet, PublicationLog, Redaction))
_EDITION = Edition._meta.db_table
_REDACTION = Redaction._meta.db_table
# Columns of an edition that no update may touch, and those that a redaction may blank.
_FIXED = tuple(
    field.column
    for field in Edition._meta.concrete_fields
    if field.column not in ("superseded_at", "body", "note")
)


def expected_guards(vendor: str) -> set[str]:
    """The names of the triggers that must stand on this database."""
    actions = ("insert", "update", "delete") if vendor == "sqlite" else ("update", "delete", "truncate")
    return {f"guard_{table}_{action}" for table in _TABLES for action in actions}


def standing_guards(connection) -> set[str]:
    """The names of the guards that do stand. One query."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'guard_%'"
        " AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def install_guards(connection) -> None:
    """Put every guard in place; safe to repeat."""
    statements = _sqlite_statements() if connection.vendor == "sqlite" else _postgresql_statements()
    _run(connection, statements)


def remove_guards(connection) -> None:
    """Take the guards away. For tests that empty the tables between them; nothing else calls it."""
    if connection.vendor == "sqlite":
        _run(connection, [f'DROP TRIGGER IF EXISTS "{name}"' for name in sorted(expected_guards("sqlite"))])
    else:
        _run(
            connection,
            [
                f'DROP TRIGGER IF EXISTS "guard_{t}_{a}" ON "{t}"'
                for t in _TABLES
                for a in ("update", "delete", "truncate")
            ],
        )


@contextmanager
def lifted(connection):
    """Guards away, and back afterwards. For tests."""
    remove_guards(connection)
    try:
        yield
    finally:
        install_guards(connection)


def _run(connection, statements) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _legal_update(same: str) -> str:
    """The condition of a legal update of an edition; `same` is the operator for "equal, or both NULL"."""
    fixed = " AND ".join(f'NEW."{column}" {same} OLD."{column}"' for column in _FIXED)
    kept = 'NEW."body" = OLD."body" AND NEW."note" = OLD."note"'
    superseded_once = f'({kept} AND OLD."superseded_at" IS NULL AND NEW."superseded_at" IS NOT NULL)'
    redacted = (
        f'(NEW."superseded_at" {same} OLD."superseded_at" AND NEW."body" = \'{{}}\' AND NEW."note" = \'\''
        f' AND EXISTS (SELECT 1 FROM "{_REDACTION}" r WHERE r."edition_id" = OLD."id"))'
    )
    return f"{fixed} AND ({superseded_once} OR {redacted})"


def _sqlite_statements():
    abort = f"SELECT RAISE(ABORT, '{MESSAGE}');"
    for table in _TABLES:
        for action in ("insert", "update", "delete"):
            yield f'DROP TRIGGER IF EXISTS "guard_{table}_{action}"'
        condition = f"WHEN NOT ({_legal_update('IS')})" if table == _EDITION else ""
        yield f'CREATE TRIGGER "guard_{table}_update" BEFORE UPDATE ON "{table}" {condition} BEGIN {abort} END'
        yield f'CREATE TRIGGER "guard_{table}_delete" BEFORE DELETE ON "{table}" BEGIN {abort} END'
        # INSERT OR REPLACE deletes the row in its way without firing the delete trigger.
        yield (
            f'CREATE TRIGGER "guard_{table}_insert" BEFORE INSERT ON "{table}" '
            f'WHEN EXISTS (SELECT 1 FROM "{table}" old WHERE {_in_the_way(table)}) BEGIN {abort} END'
        )


def _in_the_way(table: str) -> str:
    """Which rows an INSERT OR REPLACE would take away: those that share any unique key with the new one."""
    ways = {
        _EDITION: 'old."id" = NEW."id" OR old."published_at" = NEW."published_at"'
        ' OR (old."publication_id" = NEW."publication_id" AND (old."number" = NEW."number"'
        ' OR (old."superseded_at" IS NULL AND NEW."superseded_at" IS NULL)))',
        PublicationLog._meta.db_table: 'old."number" = NEW."number"',
        _REDACTION: 'old."id" = NEW."id" OR old."edition_id" = NEW."edition_id"',
    }
    return ways.get(table, 'old."id" = NEW."id"')


def _postgresql_statements():
    refuse = f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation';"
    yield (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {refuse} END $$"
    )
    # A trigger's WHEN cannot look into another table, so the edition's update has a function of its own.
    yield (
        "CREATE OR REPLACE FUNCTION refuse_edition_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NOT ({_legal_update('IS NOT DISTINCT FROM')}) THEN {refuse} END IF; RETURN NEW; END $$"
    )
    for table in _TABLES:
        on_update = "refuse_edition_change" if table == _EDITION else "refuse_change"
        for action, each, function in (
            ("update", "ROW", on_update),
            ("delete", "ROW", "refuse_change"),
            ("truncate", "STATEMENT", "refuse_change"),
        ):
            yield f'DROP TRIGGER IF EXISTS "guard_{table}_{action}" ON "{table}"'
            yield (
                f'CREATE TRIGGER "guard_{table}_{action}" BEFORE {action.upper()} ON "{table}" '
                f"FOR EACH {each} EXECUTE FUNCTION {function}()"
            )
