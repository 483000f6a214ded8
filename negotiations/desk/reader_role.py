"""The database role of processes that serve readers alone: it can read the printed record, and nothing else at all.

What a public process cannot read, no mistake in its code can show (PostgreSQL; SQLite has no roles).
"""

from django.apps import apps
from django.db import connection, transaction
from psycopg import sql

from negotiations.models import printed


class CannotGrant(Exception):
    """The role cannot be made, or could read more than it should; the sentence says what to do."""


def printed_tables() -> list[str]:
    """The tables that readers' pages are made of."""
    return sorted(model._meta.db_table for model in apps.get_models() if model.__module__ == printed.__name__)


@transaction.atomic
def grant(role: str) -> None:
    """Make the role if it is not there, give it the printed tables to read and take everything else from it.

    Safe to repeat, and to be repeated after every `migrate`. Raises CannotGrant.
    """
    if connection.vendor != "postgresql":
        raise CannotGrant("Roles are PostgreSQL's: this record is on SQLite, which has none.")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = %s", [role]
        )
        found = cursor.fetchone()
        if found and found[0]:
            raise CannotGrant(f"The role {role} may do everything already. Choose a name that is not taken.")
        if not found:
            cursor.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        for statement in _statements(role):
            cursor.execute(statement)
        if others := _readable_besides(cursor, role):
            raise CannotGrant(
                f"{role} could still read {', '.join(others)}: it has rights of PUBLIC or of a group."
                " Take those away first."
            )


def _statements(role: str) -> list[sql.Composed]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        [database] = cursor.fetchone()
    name, tables = sql.Identifier(role), sql.SQL(", ").join(map(sql.Identifier, printed_tables()))
    return [
        sql.SQL(text).format(role=name, database=sql.Identifier(database), tables=tables)
        for text in (
            "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
            "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}",
            "REVOKE CREATE ON SCHEMA public FROM {role}",
            "GRANT CONNECT ON DATABASE {database} TO {role}",
            "GRANT USAGE ON SCHEMA public TO {role}",
            "GRANT SELECT ON {tables} TO {role}",
            # A second lock on the same door; pages ask short questions.
            "ALTER ROLE {role} SET default_transaction_read_only = on",
            "ALTER ROLE {role} SET statement_timeout = '10s'",
        )
    ]


def _readable_besides(cursor, role: str) -> list[str]:
    """Tables of this database, other than the printed ones, that the role could read or change."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm') AND relnamespace = 'public'::regnamespace"
        " AND (has_table_privilege(%s, oid, 'SELECT,INSERT,UPDATE,DELETE,TRUNCATE')"
        " OR has_any_column_privilege(%s, oid, 'SELECT'))"
        " AND NOT relname = ANY(%s) ORDER BY relname",
        [role, role, printed_tables()],
    )
    return [name for (name,) in cursor.fetchall()]
