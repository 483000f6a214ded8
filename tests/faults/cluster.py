"""A PostgreSQL of our own that can be stopped, started and starved: made in a folder, gone with it."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.faults.databases import missing
from tests.faults.serving import free_port

_USER = "postgres"  # whose server it is where the tests run as root, for whom PostgreSQL does not start


def programs() -> Path:
    """The folder of initdb and pg_ctl, the newest where there are several; skips the test where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if known := shutil.which("initdb"):
        found.append(Path(known))
    if not found:
        missing("no initdb: the tests that stop a PostgreSQL need one of their own")
    return found[-1].parent


@dataclass
class Cluster:
    """A server in a folder; `url` is the address of its one database."""

    folder: Path
    programs: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgres://{_USER}@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *arguments: str) -> None:
        as_user = ["runuser", "-u", _USER, "--"] if os.getuid() == 0 else []
        command = [*as_user, str(self.programs / program), *arguments]
        log = self.folder / f"{program}.log"
        with log.open("a") as output:
            done = subprocess.run(
                command, cwd=self.folder, stdout=output, stderr=output, timeout=120, check=False
            )
        assert done.returncode == 0, log.read_text()

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c max_connections=40"
        self.run("pg_ctl", "-D", "data", "-w", "-l", "server.log", "-o", options, "start")

    def stop(self) -> None:
        """At once, as a machine that loses its power; what was committed is found again at the start."""
        self.run("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")

    def connect(self, **options) -> psycopg.Connection:
        return psycopg.connect(self.url, **options)


@contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    """An empty server with one database."""
    found = Cluster(folder, programs(), free_port())
    if os.getuid() == 0:
        owner = pwd.getpwnam(_USER)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    found.run("initdb", "-D", "data", "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
    found.start()
    try:
        yield found
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            found.stop()
