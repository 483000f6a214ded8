"""What was printed cannot be changed by SQL either."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations import AlterField
from django.db.migrations.state import ProjectState

from negotiations.guards import expected_guards, install_guards, remove_guards, standing_guards
from negotiations.models.printed import Edition, Facet, PublicationLog, Unreviewed
from tests import make

pytestmark = pytest.mark.django_db

EDITION = Edition._meta.db_table
ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite only")
ON_POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only")


def refused(sql: str, *params) -> bool:
    """True where the database refuses a statement with the guards' own words."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, params)
    except DatabaseError as error:
        return "never changed" in str(error)
    return False


@pytest.fixture
def edition():
    return make.publish(make.make_quote())


@pytest.mark.parametrize(
    "column", [field.column for field in Edition._meta.concrete_fields if field.column != "superseded_at"]
)
def test_no_column_of_an_edition_can_be_updated(edition, column):
    value = {
        "change": "minor",
        "published_at": "2020-01-01 00:00:00+00",
        "first_day": "2020-01-01",
        "last_day": "2020-01-01",
    }
    assert refused(
        f'UPDATE "{EDITION}" SET "{column}" = %s WHERE id = %s', value.get(column, "9"), edition.pk
    )


@pytest.mark.parametrize("model", [Edition, Facet, PublicationLog])
def test_no_printed_row_can_be_deleted(edition, model):
    assert refused(f'DELETE FROM "{model._meta.db_table}"')


def test_superseding_happens_once(edition):
    sql = f'UPDATE "{EDITION}" SET superseded_at = %s WHERE id = %s'
    assert not refused(sql, "2099-01-01 00:00:00+00", edition.pk)
    assert refused(sql, "2099-01-02 00:00:00+00", edition.pk)
    assert refused(sql, None, edition.pk)


def test_a_body_is_blanked_only_where_a_redaction_is_on_record(edition):
    assert refused(f'UPDATE "{EDITION}" SET body = %s, note = %s WHERE id = %s', "{}", "", edition.pk)


def test_a_notice_of_missing_review_changes_once_when_it_is_confirmed():
    edition = make.emergency(make.make_quote())
    table = Unreviewed._meta.db_table
    assert refused(f'DELETE FROM "{table}"')
    assert refused(f'UPDATE "{table}" SET reason = %s', "Another.")
    assert refused(f'UPDATE "{table}" SET reason = %s', "")
    assert refused(
        f'UPDATE "{table}" SET confirmed_at = %s, reason = %s', "2099-01-01 00:00:00+00", "Another."
    )
    assert refused(f'UPDATE "{table}" SET confirmed_at = %s, id = 9', "2099-01-01 00:00:00+00")
    assert not refused(f'UPDATE "{table}" SET confirmed_at = %s', "2099-01-01 00:00:00+00")
    assert refused(f'UPDATE "{table}" SET confirmed_at = %s', "2099-01-02 00:00:00+00")
    assert refused(f'UPDATE "{table}" SET confirmed_at = NULL')
    assert Unreviewed.objects.get().edition == edition


@ON_SQLITE
def test_insert_or_replace_cannot_take_a_notice_of_missing_review_away():
    edition = make.emergency(make.make_quote())
    sql = f'INSERT OR REPLACE INTO "{Unreviewed._meta.db_table}" (edition_id, reason) VALUES (%s, %s)'
    assert refused(sql, edition.pk, "Another.")


@ON_SQLITE
@pytest.mark.parametrize("way", ["id", "number", "current", "time"])
def test_insert_or_replace_cannot_take_an_edition_away(edition, way):
    columns = {field.column: getattr(edition, field.attname) for field in Edition._meta.concrete_fields}
    columns |= {"note": "replaced", "first_day": str(edition.first_day), "last_day": str(edition.last_day)}
    if way != "id":
        columns["id"] = None
    if way not in ("id", "number"):
        columns["number"] = 2
    if way == "current":
        columns["published_at"] = "2099-01-01 00:00:00"
    if way == "time":
        columns |= {"superseded_at": "2099-01-01 00:00:00"}
    columns["published_at"] = str(columns["published_at"]).removesuffix("+00:00")
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
    assert refused(f'INSERT OR REPLACE INTO "{EDITION}" ({names}) VALUES ({marks})', *columns.values())
    edition.refresh_from_db()
    assert edition.note == ""


@ON_POSTGRESQL
@pytest.mark.parametrize("model", [Edition, Facet, PublicationLog])
def test_truncate_is_refused(transactional_db, edition, model):
    assert refused(f'TRUNCATE "{model._meta.db_table}" CASCADE')


def test_guards_stand_again_after_a_migration_altered_their_table(transactional_db):
    make.publish(make.make_quote())
    before = ProjectState.from_apps(apps)
    after = before.clone()
    # SQLite rebuilds the table for this, and the triggers go with the old one.
    operation = AlterField("edition", "note", models.TextField(null=True))
    operation.state_forwards("negotiations", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("negotiations", editor, before, after)
    if connection.vendor == "sqlite":
        assert not standing_guards(connection) >= expected_guards("sqlite")
    call_command("migrate", verbosity=0)
    assert standing_guards(connection) == expected_guards(connection.vendor)
    assert refused(f'UPDATE "{EDITION}" SET note = %s', "changed")
    with connection.schema_editor() as editor:
        operation.database_backwards("negotiations", editor, after, before)
    install_guards(connection)


def test_installing_twice_is_the_same_as_once():
    install_guards(connection)
    install_guards(connection)
    assert standing_guards(connection) == expected_guards(connection.vendor)


def test_removed_guards_are_seen_to_be_missing():
    remove_guards(connection)
    assert standing_guards(connection) == set()
