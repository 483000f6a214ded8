"""The records that are measured: made once for each size and database, kept in var/bench, used again while they fit."""

import hashlib
import json
import os
import subprocess
import sys
from time import perf_counter, process_time

from tests.performance.servers import BENCH, REPOSITORY

type Database = str  # "sqlite" or "postgresql"


def url_of(database: Database, size: int) -> str:
    """Where a record is, as DATABASE_URL says it."""
    if database == "sqlite":
        return f"sqlite:///{BENCH / f'sqlite-{size}.sqlite3'}"
    return database_named(str(size))


def database_named(suffix: str) -> str:
    """The address of a PostgreSQL database of ours, which is made where it is not there."""
    import psycopg

    server, name = os.environ["TEST_POSTGRES_URL"], f"tradewatch_bench_{suffix}"
    with psycopg.connect(server, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f"CREATE DATABASE {name}")
    return f"{server.rpartition('/')[0]}/{name}"


def postgres() -> str:
    """'' where a PostgreSQL server lets us make databases (its address is then in TEST_POSTGRES_URL), else why not."""
    run = subprocess.run(
        [sys.executable, REPOSITORY / "scripts" / "find-postgres"],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode == 0:
        os.environ["TEST_POSTGRES_URL"] = run.stdout.strip()
    return run.stderr.strip()


def ready(database: Database, size: int) -> None:
    """Bring the record that this process is connected to to its size; one of older schemas is emptied first."""
    from django.core.management import call_command

    from negotiations.desk import bulk
    from negotiations.models.printed import Press

    stamp = BENCH / f"{database}-{size}.json"
    held = json.loads(stamp.read_text()) if stamp.exists() else {}
    if held.get("schemas") not in (None, _schemas()):
        _empty(database)
    call_command("migrate", verbosity=0)
    press = Press.objects.filter(pk=1).first()
    if press and press.last_entry >= size and held:
        return
    start, before = perf_counter(), process_time()
    added = bulk.make(size, seed=1)
    if database == "postgresql":
        _analyse()
    made = {"seconds": perf_counter() - start, "processor": process_time() - before} if added == size else {}
    stamp.write_text(json.dumps({"schemas": _schemas(), "made": made}))


def how_made(database: Database, size: int) -> dict[str, float]:
    """The seconds that a record took, and those of processor time; {} where it was not made in one run."""
    stamp = BENCH / f"{database}-{size}.json"
    return json.loads(stamp.read_text()).get("made", {}) if stamp.exists() else {}


def _schemas() -> str:
    """A hash of what kinds publish: a record that was made for other schemas would measure another program."""
    from negotiations.public import kinds

    shapes = [
        (kind.name, kind.schema_version, kind.schema.model_json_schema())
        for kind in kinds.all_kinds().values()
    ]
    return hashlib.sha256(json.dumps(shapes, sort_keys=True).encode()).hexdigest()


def _empty(database: Database) -> None:
    from django.db import connection

    if database == "sqlite":
        connection.close()
        (BENCH / connection.settings_dict["NAME"]).unlink()
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
