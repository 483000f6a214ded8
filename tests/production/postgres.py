"""PostgreSQL clusters of our own: a primary, and a replica that follows it."""

import os
import pwd
import shutil
import signal
import subprocess
from functools import cache
from pathlib import Path

import psycopg

from tests.production.processes import Process, wait_until

_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "shared_buffers": "64MB",
    # A trial's data is gone with its folder; a power cut is not what is tried here.
    "fsync": "off",
    "max_wal_senders": "4",
    # What docs/scaling.md tells to set on a replica: readers hold back tidying up instead of being cancelled by it.
    "hot_standby_feedback": "on",
    # How often, in milliseconds or seconds, it looks for a primary that was away.
    "wal_retrieve_retry_interval": "200ms",
}


@cache
def programs() -> Path | None:
    """The folder with initdb and postgres; Debian keeps it out of PATH."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return folders[-1] if folders else None


class Postgres(Process):
    """One cluster. PostgreSQL refuses to run as root, so root runs it as the user that Debian made for it."""

    ends_with = signal.SIGINT  # the fast shutdown: sessions end, the log is written
    user = "postgres" if os.geteuid() == 0 else None

    def __init__(self, folder: Path, port: int):
        super().__init__(folder)
        self.port = port

    def url(self, role: str = "postgres") -> str:
        return f"postgres://{role}@127.0.0.1:{self.port}/postgres"

    def environment(self) -> dict[str, str]:
        return super().environment() | {"LC_ALL": "C.UTF-8"}

    def command(self) -> list[str]:
        options = _OPTIONS | {"port": str(self.port), "unix_socket_directories": str(self.folder)}
        given = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        return [str(programs() / "postgres"), "-D", str(self.folder), *given]

    def create(self) -> None:
        """An empty cluster, which lets everybody on this machine in."""
        self._run(
            "initdb",
            "--auth",
            "trust",
            "--username",
            "postgres",
            "--encoding",
            "UTF8",
            "-D",
            str(self.folder),
        )

    def create_from(self, primary: "Postgres") -> None:
        """A copy of a running primary that follows it from then on."""
        primary.wait()
        where = ["--host", "127.0.0.1", "--port", str(primary.port), "--username", "postgres"]
        self._run(
            "pg_basebackup", *where, "--checkpoint", "fast", "--write-recovery-conf", "-D", str(self.folder)
        )

    def start(self) -> None:
        super().start()
        self.wait()

    def stop(self, how: "str | signal.Signals | None" = None) -> None:
        """End it: "fast" (the default), or "immediate", which leaves recovery to the next start."""
        named = {"fast": signal.SIGINT, "immediate": signal.SIGQUIT}
        super().stop(named[how] if isinstance(how, str) else how)

    def wait(self) -> None:
        """Until it takes connections. Raises RuntimeError with the end of its log where it ends instead."""

        def answers() -> bool:
            return not self.is_running or self.value("SELECT true")

        wait_until(answers, 30)
        if not self.is_running:
            raise RuntimeError("\n".join(["PostgreSQL did not start:", *self.log[-10:]]))

    def execute(self, sql: str) -> list[tuple]:
        """Run one statement as the owner of everything; returns its rows."""
        with psycopg.connect(self.url(), autocommit=True, connect_timeout=2) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def value(self, sql: str):
        """The first value of the first row."""
        return self.execute(sql)[0][0]

    def _run(self, program: str, *arguments: str) -> None:
        self.folder.mkdir(mode=0o700)
        if self.user:
            owner = pwd.getpwnam(self.user)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        done = subprocess.run(
            [str(programs() / program), *arguments],
            cwd="/",
            env=self.environment(),
            user=self.user,
            group=self.user,
            extra_groups=[] if self.user else None,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")
