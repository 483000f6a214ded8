"""The database's own refusal to change what was printed.

Triggers on both databases hold that editions, their facets, the publication log, redactions and the notices of missing
review are only ever added. Three updates are legal: setting an edition's `superseded_at` once, setting once when an
edition without review was confirmed, and blanking the words of an edition that has a redaction on record.
`install_guards` runs after every `migrate`, because SQLite drops triggers silently when a migration rebuilds their
table.
"""

from contextlib import contextmanager

from negotiations.models.printed import Edition, Facet, PublicationLog, Redaction, Unreviewed

MESSAGE = "what was printed is never changed"
_TABLES = tuple(model._meta.db_table for model in (Edition, Facet, PublicationLog, Redaction, Unreviewed))
_EDITION = Edition._meta.db_table
_REDACTION = Redaction._meta.db_table
_UNREVIEWED = Unreviewed._meta.db_table
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


def _legal_updates(same: str) -> dict[str, str]:
    """By table, the condition of a legal update; `same` is the operator for "equal, or both NULL"."""
    return {_EDITION: _legal_update(same), _UNREVIEWED: _legal_word_of_a_second_editor(same)}


def _legal_update(same: str) -> str:
    fixed = " AND ".join(f'NEW."{column}" {same} OLD."{column}"' for column in _FIXED)
    kept = 'NEW."body" = OLD."body" AND NEW."note" = OLD."note"'
    superseded_once = f'({kept} AND OLD."superseded_at" IS NULL AND NEW."superseded_at" IS NOT NULL)'
    redacted = (
        f'(NEW."superseded_at" {same} OLD."superseded_at" AND NEW."body" = \'{{}}\' AND NEW."note" = \'\''
        f" AND {_is_redacted('id')})"
    )
    return f"{fixed} AND ({superseded_once} OR {redacted})"


def _legal_word_of_a_second_editor(same: str) -> str:
    fixed = 'NEW."id" = OLD."id" AND NEW."edition_id" = OLD."edition_id"'
    confirmed_once = (
        'NEW."reason" = OLD."reason" AND OLD."confirmed_at" IS NULL AND NEW."confirmed_at" IS NOT NULL'
    )
    redacted = f'NEW."confirmed_at" {same} OLD."confirmed_at" AND NEW."reason" = \'\' AND {_is_redacted("edition_id")}'
    return f"{fixed} AND (({confirmed_once}) OR ({redacted}))"


def _is_redacted(edition: str) -> str:
    return f'EXISTS (SELECT 1 FROM "{_REDACTION}" r WHERE r."edition_id" = OLD."{edition}")'


def _sqlite_statements():
    abort, legal = f"SELECT RAISE(ABORT, '{MESSAGE}');", _legal_updates("IS")
    for table in _TABLES:
        for action in ("insert", "update", "delete"):
            yield f'DROP TRIGGER IF EXISTS "guard_{table}_{action}"'
        condition = f"WHEN NOT ({legal[table]})" if table in legal else ""
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
        _UNREVIEWED: 'old."id" = NEW."id" OR old."edition_id" = NEW."edition_id"',
    }
    return ways.get(table, 'old."id" = NEW."id"')


def _postgresql_statements():
    refuse = f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation';"
    yield (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {refuse} END $$"
    )
    # A trigger's WHEN cannot look into another table, so an update that can be legal has a function of its own.
    functions = {_EDITION: "refuse_edition_change", _UNREVIEWED: "refuse_unreviewed_change"}
    for table, legal in _legal_updates("IS NOT DISTINCT FROM").items():
        yield (
            f"CREATE OR REPLACE FUNCTION {functions[table]}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF NOT ({legal}) THEN {refuse} END IF; RETURN NEW; END $$"
        )
    for table in _TABLES:
        on_update = functions.get(table, "refuse_change")
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
