"""Databases of their own for processes that are killed, starved and cut off: migrated once, copied for each test."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
_serial = count(1)


def environment(url: str, **more: str) -> dict[str, str]:
    """What a process of ours is started with, and nothing that the shell or the tests have set."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
    ours = {"DATABASE_URL": url, "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "tradewatch.settings"}
    return kept | ours | {"PYTHONPATH": str(ROOT)} | more


def python(url: str, *arguments: str, seconds: float = 120, **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the project, on a database."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(url, **more),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def migrate(url: str) -> None:
    process = python(url, "manage.py", "migrate", "--verbosity", "0", seconds=300)
    assert process.returncode == 0, process.stderr


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


class Sqlite:
    """Fresh SQLite files."""

    name = "SQLite"

    def __init__(self, folder: Path):
        self.template = folder / "template.sqlite3"
        migrate(sqlite_url(self.template))

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[str]:
        """The address of an empty, migrated database in a folder."""
        path = folder / f"record-{next(_serial)}.sqlite3"
        shutil.copyfile(self.template, path)  # nobody has it open: the last connection took its WAL away
        yield sqlite_url(path)


class Postgres:
    """Fresh databases on a server that lets us make some."""

    name = "PostgreSQL"

    def __init__(self, server: str):
        self.server, self.template = server, f"tradewatch_faults_{os.getpid()}"
        self.do("CREATE DATABASE {}", self.template)
        migrate(self.url_of(self.template))

    def url_of(self, name: str) -> str:
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{name}"))

    def do(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[str]:
        """The address of an empty, migrated database, which is gone afterwards."""
        name = f"{self.template}_{next(_serial)}"
        self.do("CREATE DATABASE {} TEMPLATE {}", name, self.template)
        try:
            yield self.url_of(name)
        finally:
            self.do("DROP DATABASE {} WITH (FORCE)", name)

    def close(self) -> None:
        self.do("DROP DATABASE {} WITH (FORCE)", self.template)


def missing(why: str) -> NoReturn:
    """Skip a test for want of something; in continuous integration, where all is installed, that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)


def postgres_server() -> str:
    """The address of a server for tests, '' where none answers."""
    found = subprocess.run(
        [sys.executable, ROOT / "scripts/find-postgres"],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return found.stdout.strip() if found.returncode == 0 else ""
