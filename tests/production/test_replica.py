"""Readers read from the replica, as a role that can read nothing else; without the replica from the primary."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import psycopg
import pytest

from tests.production.postgres import Postgres
from tests.production.stack import READER

# Beside what the sitemap names: every form and every view that a reader can ask for.
FORMS = """
    /timeline.atom /timeline.json /timeline.csv /timeline.xlsx /timeline.ics /timeline/?known=2099-01-01
    /timeline/?kind=quote /entries/TW-000001/editions/1/ /entries/TW-000001.json /measures.csv
    /rates/?by=US&economy=JP&code=8703.23.01 /search/?q=held /embed/ /embed/timeline/
    /embed/entries/TW-000001/ /embed/entries/TW-000001.svg /data/datapackage.json
    /oembed?url={site}/timeline/ /api/v1/entries /api/v1/openapi.json /sitemap.xml /llms.txt /ja/
    /ja/search/?q=held /readyz
""".split()
SESSIONS = f"FROM pg_stat_activity WHERE usename = '{READER}'"


def failing(stack) -> dict[str, int]:
    """Every kind of page, asked at a public process itself; what is not answered with 200."""
    site = [stack.get(f"/sitemap-{part}.xml") for part in ("pages", "entries", "names")]
    listed = [path for part in site for path in re.findall(rf"<loc>{stack.url}(.*?)</loc>", part.text)]
    asked = [*FORMS, *listed]
    found = {path: stack.get(path.format(site=stack.url), base=stack.public[0].url).status for path in asked}
    return {path: status for path, status in found.items() if status != 200}


def last_read(database: Postgres) -> datetime | None:
    """When a reader's session last asked the record something."""
    return database.value(f"SELECT max(query_start) {SESSIONS} AND query LIKE '%negotiations_%'")


def reads_from(stack, database: Postgres) -> bool:
    """True when a page, asked now, is made from this database."""
    began = database.value("SELECT clock_timestamp()")
    stack.get(f"/timeline/?q={began.timestamp()}", base=stack.public[0].url)
    last = last_read(database)
    return last is not None and last > began


def counted(stack, name: str) -> float:
    """A counter of the public process."""
    return float(re.search(rf"^{name} (\S+)", stack.get("/metrics", base=stack.public[0].url).text, re.M)[1])


def test_what_is_published_appears_and_readers_ask_the_replica_alone(stack):
    key = stack.press.publish("Talks resume in Osaka").key

    stack.wait_until(lambda: b"Talks resume in Osaka" in stack.get("/timeline/").body)
    assert stack.get(f"/entries/{key}/").status == 200
    assert reads_from(stack, stack.replica)
    assert not reads_from(stack, stack.primary)


def test_every_kind_of_page_comes_from_the_replica_also_while_the_primary_is_away(stack):
    assert failing(stack) == {}

    stack.primary.stop("immediate")

    assert failing(stack) == {}


def test_without_the_replica_every_page_comes_from_the_primary_and_reads_return(stack):
    stack.replica.stop("immediate")

    assert failing(stack) == {}
    assert reads_from(stack, stack.primary)

    stack.replica.start()

    stack.wait_until(lambda: reads_from(stack, stack.replica))
    assert not reads_from(stack, stack.primary)


def test_a_replica_that_hangs_holds_nobody_up_for_long(stack):
    stack.replica.pause()

    assert failing(stack) == {}

    stack.replica.resume()

    stack.wait_until(lambda: reads_from(stack, stack.replica))


def test_a_query_that_is_cancelled_on_the_replica_is_asked_of_the_primary(stack):
    """Replay takes a lock from the primary to the replica, where a reader then waits; as in a conflict with recovery,
    the query is cancelled, while the primary is free again."""
    repeated = counted(stack, "tradewatch_replica_repeated_total")
    waiting = f"SELECT pid {SESSIONS} AND wait_event_type = 'Lock'"
    with psycopg.connect(stack.primary.url()) as owner, ThreadPoolExecutor() as threads:
        owner.execute("LOCK TABLE negotiations_edition, negotiations_press IN ACCESS EXCLUSIVE MODE")
        stack.primary.execute("CHECKPOINT")
        stack.wait_until(stack.replica_is_even)
        answer = threads.submit(stack.get, "/timeline/?q=cancelled", base=stack.public[0].url)
        stack.wait_until(lambda: stack.replica.execute(waiting))
        stack.replica.execute("SELECT pg_wal_replay_pause()")
        owner.rollback()
        [[pid], *_] = stack.replica.execute(waiting)
        stack.replica.execute(f"SELECT pg_cancel_backend({pid})")

        assert answer.result().status == 200
    stack.replica.execute("SELECT pg_wal_replay_resume()")
    assert counted(stack, "tradewatch_replica_repeated_total") == repeated + 1


def test_readers_never_go_back_to_what_a_replica_had_before(stack):
    """It comes back and does not follow: what the primary has shown stays, until the replica has it too."""
    follows = stack.replica.value("SHOW primary_conninfo")
    stack.replica.execute("ALTER SYSTEM SET primary_conninfo = ''")
    stack.replica.stop()
    key = stack.press.publish("Shown by the primary alone").key
    stack.wait_until(lambda: stack.get(f"/entries/{key}/", base=stack.public[0].url).status == 200)

    stack.replica.start()
    lost = counted(stack, "tradewatch_replica_lost_total")

    assert stack.get(f"/entries/{key}/", base=stack.public[0].url).status == 200
    assert reads_from(stack, stack.primary)
    assert counted(stack, "tradewatch_replica_lost_total") == lost

    stack.replica.execute(f"ALTER SYSTEM SET primary_conninfo = '{follows.replace("'", "''")}'")
    stack.replica.execute("SELECT pg_reload_conf()")
    stack.wait_until(lambda: reads_from(stack, stack.replica))
    assert stack.get(f"/entries/{key}/", base=stack.public[0].url).status == 200


@pytest.mark.parametrize("name", ["primary", "replica"])
def test_public_processes_sign_in_as_a_role_that_cannot_read_the_desk(stack, name):
    database = getattr(stack, name)
    stack.get("/timeline/", base=stack.public[0].url)
    sessions = (
        "SELECT DISTINCT usename FROM pg_stat_activity WHERE usename IS NOT NULL AND datname = 'postgres'"
    )

    assert {role for (role,) in database.execute(sessions)} <= {READER, "postgres"}
    with psycopg.connect(database.url(READER), autocommit=True) as reader:
        assert reader.execute("SELECT last_log FROM negotiations_press").fetchone()[0] > 0
        for table in ("negotiations_entry", "auth_user", "django_session", "negotiations_unsavedform"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                reader.execute(f"SELECT 1 FROM {table}")  # noqa: S608 (names from above)
        with pytest.raises(psycopg.Error):
            reader.execute("UPDATE negotiations_press SET last_log = 0")
    environment = stack.public[0].environment()
    for variable in ("DATABASE_URL", "DATABASE_REPLICA_URL"):
        assert f"://{READER}@" in environment[variable]


def test_a_draft_is_nowhere(stack):
    stack.press.draft("A draft of unwritten talks")
    stack.wait_until(stack.replica_is_even)

    for path in ("/", "/timeline/", "/search/?q=unwritten", "/timeline.csv", "/api/v1/entries", "/changes/"):
        assert b"unwritten talks" not in stack.get(path).body, path
