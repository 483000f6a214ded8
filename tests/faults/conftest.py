"""Databases, and servers that read and write them, for tests that break things."""

import pytest

from tests.faults.databases import Postgres, Sqlite, missing, postgres_server


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory):
    return Sqlite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres():
    server = postgres_server()
    if not server:
        missing("no PostgreSQL answers (TEST_POSTGRES_URL names one)")
    found = Postgres(server)
    yield found
    found.close()


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, tmp_path):
    """The address of an empty record, on each database."""
    with request.getfixturevalue(request.param).fresh(tmp_path) as found:
        yield found


@pytest.fixture
def sqlite_url(sqlite, tmp_path):
    with sqlite.fresh(tmp_path) as found:
        yield found


@pytest.fixture
def postgres_url(postgres, tmp_path):
    with postgres.fresh(tmp_path) as found:
        yield found
