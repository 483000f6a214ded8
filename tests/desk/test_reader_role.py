"""The database role of public processes: every page works with it, and no table of the desk can be read."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from negotiations.desk import reader_role
from tests import make
from tests.public.site import every_address

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
ROLE = "tradewatch_test_reader"


@pytest.fixture
def reader(db):
    """The record of one entry of each kind, read under the role from here on."""
    for maker in make.MAKERS.values():
        make.publish(maker())
    reader_role.grant(ROLE)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {ROLE}")
        yield cursor
        cursor.execute("RESET ROLE")


@on_postgresql
def test_every_public_page_works_under_the_role(client, reader):
    answers = {address: client.get(address).status_code for address in every_address()}
    assert {address: status for address, status in answers.items() if status >= 500} == {}
    assert answers["/entries/TW-000001/"] == 200


@on_postgresql
def test_no_table_of_the_desk_can_be_read(reader):
    desk = {model._meta.db_table for model in apps.get_models()} - set(reader_role.printed_tables())
    assert "negotiations_entry" in desk
    for table in sorted(desk):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            reader.execute(f'SELECT 1 FROM "{table}"')


@on_postgresql
@pytest.mark.parametrize("statement", ["INSERT INTO {} SELECT * FROM {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_what_was_printed_can_be_read_and_not_written(reader, statement):
    for table in reader_role.printed_tables():
        reader.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            reader.execute(statement.format(table, table))


@on_postgresql
def test_it_is_safe_to_repeat_and_takes_back_what_was_given_by_hand(db):
    reader_role.grant(ROLE)
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT SELECT ON negotiations_entry TO {ROLE}")
    out = StringIO()
    call_command("grant_reader", ROLE, stdout=out)
    assert "nothing else" in out.getvalue()
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'negotiations_entry', 'SELECT')", [ROLE])
        assert cursor.fetchone() == (False,)


@on_postgresql
def test_a_role_that_could_read_more_is_refused(db):
    with connection.cursor() as cursor:
        cursor.execute("GRANT SELECT ON negotiations_entry TO PUBLIC")
    with pytest.raises(reader_role.CannotGrant, match="negotiations_entry"):
        reader_role.grant(ROLE)
    err = StringIO()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        [owner] = cursor.fetchone()
    with pytest.raises(SystemExit):
        call_command("grant_reader", owner, stderr=err)
    assert "everything already" in err.getvalue()


def test_on_sqlite_it_says_that_there_are_no_roles(db):
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL has roles")
    err = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("grant_reader", ROLE, stderr=err)
    assert stopped.value.code == 1
    assert "SQLite" in err.getvalue()
