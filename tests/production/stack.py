"""The production shape on one machine, on loopback and free ports, in a temporary folder that is gone at the end:

    nginx -> two public processes (reader role; replica, else primary), one desk process -> PostgreSQL primary and
    streaming replica, Redis; production settings, the sample record.

    with running() as stack:
        stack.url                     the site, through nginx with the shipped files; stack.desk_url: the desk process
        stack.get("/timeline/")       an Answer: .status .headers .body .seconds; `base=` asks a process directly
        stack.public[0].url           also .stop() .start() .restart() .reload() .pid .log (its lines); stack.desk too
        stack.primary, stack.replica  .url(role) .stop("fast"|"immediate") .start() .pause() .resume() .execute(sql)
        stack.redis                   .url .stop() .start() .pause() .resume() .command_line("FLUSHALL")
        stack.nginx                   .stop() .start()
        stack.press                   publishes: .publish(headline) -> Printed(key, at), .correct(key, headline),
                                      .withdraw(key), .draft(headline), .fill() with one entry of each kind,
                                      .account(name) -> password
        stack.manage("check_record")  a management command under the desk's environment; returns what it printed
        stack.wait_until(condition)   polls with a deadline; stack.heal() starts what was stopped and waits

Everything is a child process, started and ended by its pid, also where the start fails half-way. `scripts/trial` runs
this module; `what_is_missing()` says in one line which program is not installed, for tests to skip.
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.production.asking import Answer, ask
from tests.production.nginx import Nginx
from tests.production.postgres import Postgres, programs
from tests.production.press import Press
from tests.production.processes import ROOT, Gunicorn, Redis, free_port, wait_until

READER = "tradewatch_reader"


def what_is_missing() -> str:
    """Which program the stack lacks on this machine, '' where it has all of them."""
    wanted = {
        "nginx": shutil.which("nginx"),
        "redis-server": shutil.which("redis-server"),
        "PostgreSQL": programs(),
    }
    return ", ".join(name for name, found in wanted.items() if not found)


@dataclass
class Stack:
    """What runs, see above."""

    folder: Path
    primary: Postgres
    replica: Postgres
    redis: Redis
    environment: dict[str, str]
    desk: Gunicorn
    public: list[Gunicorn]
    nginx: Nginx
    press: Press = field(init=False)

    @property
    def url(self) -> str:
        return self.nginx.url

    @property
    def desk_url(self) -> str:
        return self.desk.url

    def get(self, path: str, *, base: str = "", method: str = "GET", **headers: str) -> Answer:
        """Ask for a path; `If_None_Match="…"` gives a header. Through nginx unless `base` names a process."""
        return ask((base or self.url) + path, method, headers)

    def manage(self, *arguments: str, **environment: str) -> str:
        """Run a management command as the desk does. Raises CalledProcessError with what it printed."""
        return _manage(self.environment | environment, *arguments)

    def wait_until(self, condition: Callable[[], object], seconds: float = 20) -> None:
        """Poll until the condition holds; fails after so many seconds."""
        wait_until(condition, seconds)

    def heal(self) -> None:
        """Start whatever was stopped or paused, and wait until all of it answers."""
        for part in (self.primary, self.replica, self.redis, self.desk, *self.public, self.nginx):
            part.resume()
            part.start()
        self.wait_until(lambda: self.redis.command_line("CONFIG", "SET", "maxmemory", "0") == "OK")
        self.wait_until(self.is_ready)

    def is_ready(self) -> bool:
        """True when each process can read the record, nginx passes it on and the replica has caught up."""
        bases = (self.url, *(process.url for process in self.public))
        asked = [self.get("/readyz", base=base) for base in bases]
        asked.append(self.get("/admin/login/", base=self.desk.url))
        return all(answer.status == 200 for answer in asked) and self.replica_is_even()

    def replica_is_even(self) -> bool:
        """True when the replica has replayed what the primary has written."""
        written = self.primary.value("SELECT pg_current_wal_lsn()")
        return bool(self.replica.value(f"SELECT pg_last_wal_replay_lsn() >= '{written}'::pg_lsn"))


@contextmanager
def running(*, limits: bool = True, sample: bool = True) -> Iterator[Stack]:
    """Start everything, yield it when it answers, and end it whatever happens.

    `limits=False` leaves out nginx's limits for one address, for measuring from one machine. `sample=False` begins with
    an empty record, which takes a fraction of the time.
    """
    if missing := what_is_missing():
        raise RuntimeError(f"The trial needs {missing}.")
    with ExitStack() as cleanup:
        folder = Path(tempfile.mkdtemp(prefix="tradewatch-trial-"))
        cleanup.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o755)  # PostgreSQL runs as somebody else, below
        stack = _assembled(folder, limits)
        parts = (stack.primary, stack.replica, stack.redis, stack.desk, *stack.public, stack.nginx)
        for part in parts:
            cleanup.callback(part.stop)
        _prepare(stack, sample)
        for part in parts:
            part.start()
        cleanup.callback(stack.press.stop)
        wait_until(lambda: stack.is_ready() or not all(part.is_running for part in parts), 60)
        for part in parts:
            if not part.is_running:
                raise RuntimeError("\n".join([f"{part.folder.name} did not start:", *part.log[-10:]]))
        yield stack


def _assembled(folder: Path, limits: bool) -> Stack:
    primary = Postgres(folder / "primary", free_port())
    replica = Postgres(folder / "replica", free_port())
    redis = Redis(folder / "redis", free_port())
    ports = {"site": free_port(), "desk": free_port(), "public": [free_port(), free_port()]}
    shared = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "DJANGO_SETTINGS_MODULE": "tradewatch.settings",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": f"http://127.0.0.1:{ports['site']}",
        "CACHE_URL": redis.url,
        "CONTACT": "desk@example.org",
        "METRICS_ALLOW": "127.0.0.1",
        "FORWARDED_ALLOW_IPS": "127.0.0.1",
        "WEB_WORKERS": "1",
    }
    desk = shared | {"TRADEWATCH_SERVE": "desk", "DATABASE_URL": primary.url()}
    public = shared | {
        "TRADEWATCH_SERVE": "public",
        "DATABASE_URL": primary.url(READER),
        "DATABASE_REPLICA_URL": replica.url(READER),
    }
    stack = Stack(
        folder,
        primary,
        replica,
        redis,
        desk,
        Gunicorn(folder / "desk", ports["desk"], desk),
        [Gunicorn(folder / f"public-{port}", port, public) for port in ports["public"]],
        Nginx(folder / "nginx", ports["site"], ports["public"], ports["desk"], limits),
    )
    stack.press = Press(desk | {"DEBUG": "1"}, folder / "press.log")
    return stack


def _prepare(stack: Stack, sample: bool) -> None:
    """Databases, tables, the role of readers, the sample and the collected files."""
    with ThreadPoolExecutor() as threads:
        collecting = threads.submit(stack.manage, "collectstatic", "--no-input", "--verbosity", "0")
        stack.primary.create()
        stack.primary.start()
        stack.replica.create_from(stack.primary)
        stack.replica.start()
        # The sample is for development alone, so it is loaded there and then served as production would.
        stack.manage("migrate", "--verbosity", "0", DEBUG="1", CACHE_URL="")
        if sample:
            stack.manage("load_sample", "--no-progress", DEBUG="1", CACHE_URL="")
        stack.manage("grant_reader", READER)
        collecting.result()


def _manage(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)}: {done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    """Run until Control-C, or until the one who started it ends it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print("Starting PostgreSQL, a replica, Redis, three processes and nginx: a minute or two ...", flush=True)
    try:
        with running(limits="--no-limits" not in sys.argv) as stack:
            for name, address in _addresses(stack).items():
                print(f"{name:<16}{address}")
            print("Control-C stops all of it.", flush=True)
            signal.pause()
    except KeyboardInterrupt:
        print("\nStopped.")


def _addresses(stack: Stack) -> dict[str, str]:
    return {
        "Site": f"{stack.url}/",
        "Desk": f"{stack.url}/admin/",
        "Public alone": " ".join(f"{process.url}/" for process in stack.public),
        "Desk alone": f"{stack.desk.url}/admin/",
        "Primary": stack.primary.url(),
        "Replica": stack.replica.url(READER),
        "Redis": stack.redis.url,
        "Folder": str(stack.folder),
    }


if __name__ == "__main__":
    main()
