"""The servers of the benchmarks: each on a free port of this machine, ended by its own id when its part is done."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from time import monotonic, sleep

REPOSITORY = Path(__file__).resolve().parents[2]
BENCH = REPOSITORY / "var" / "bench"
OTHERS_PYTHON = REPOSITORY / "var" / "bench-venv" / "bin"
_TICKS = os.sysconf("SC_CLK_TCK")


class Missing(Exception):
    """A program that a part needs is not there: the part is left out, and the report says so."""


class Server:
    """Something that answers on a port of this machine, with the processes that do the work."""

    def __init__(self, port: int, master: int):
        self.port, self._master = port, master

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def workers(self) -> list[int]:
        """The processes under the one that was started; that one itself where it has none (Linux)."""
        children = Path(f"/proc/{self._master}/task/{self._master}/children").read_text().split()
        return [int(child) for child in children] or [self._master]

    def processor(self) -> float:
        """Seconds of processor time that the workers have used since they began."""
        total = 0
        for worker in self.workers:
            fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / _TICKS

    def memory(self, what: str = "VmRSS") -> float:
        """Of the first worker, in megabytes: now, or with VmHWM the most since `forget_most`."""
        status = Path(f"/proc/{self.workers[0]}/status").read_text()
        found = re.search(rf"{what}:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0

    def forget_most(self) -> None:
        """Begin to measure the most memory anew."""
        Path(f"/proc/{self.workers[0]}/clear_refs").write_text("5")

    def ask(self, path: str) -> socket.socket:
        """Send a request; the answer is read from the socket by whoever asked."""
        link = socket.create_connection(("127.0.0.1", self.port), timeout=900)
        link.sendall(f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode())
        return link

    def answer(self, path: str, **headers: str) -> HTTPResponse:
        """The head of an answer; the body is read from it. `Accept_Encoding="gzip"` is a header."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=900)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers={"Connection": "close"} | sent)
        return connection.getresponse()

    def body(self, path: str, **headers: str) -> bytes:
        """The body of an answer that must be 200."""
        answer = self.answer(path, **headers)
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
        return body

    def whole(self, path: str) -> int:
        """Read an answer to its end; returns how many bytes it had."""
        with self.ask(path) as link:
            return sum(len(piece) for piece in iter(lambda: link.recv(1 << 16), b""))


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def running(command: list, port: int, name: str, ready: str = "/", **environment: str) -> Iterator[Server]:
    """A program that listens on a port, once it answers there; what it writes goes to var/bench/NAME.log."""
    BENCH.mkdir(parents=True, exist_ok=True)
    with (BENCH / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            list(map(str, command)), cwd=REPOSITORY, env=os.environ | environment, stdout=log, stderr=log
        )
        try:
            server = Server(port, process.pid)
            _wait(server, process, ready, name)
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(40)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(server: Server, process: subprocess.Popen, ready: str, name: str) -> None:
    until = monotonic() + 120
    while monotonic() < until and process.poll() is None:
        try:
            if server.answer(ready).read():
                return
        except (OSError, HTTPException):
            sleep(0.1)
    raise SystemExit(f"{name} did not start: see var/bench/{name}.log.")


def gunicorn(
    application: str,
    name: str,
    workers: int = 1,
    python: str | Path = sys.executable,
    ready: str = "/",
    **environment,
):
    """A WSGI application under gunicorn as production configures it."""
    port = free_port()
    command = [python, "-m", "gunicorn", "--config", REPOSITORY / "deploy" / "gunicorn.conf.py", application]
    environment = {
        "BIND": f"127.0.0.1:{port}",
        "WEB_WORKERS": str(workers),
        "PYTHONPATH": str(REPOSITORY),
    } | environment
    return running(command, port, name, ready, **environment)


def ours(database_url: str, workers: int = 1, hot: bool = False):
    """TradeWatch for readers, on a record."""
    return gunicorn(
        "tradewatch.wsgi",
        "tradewatch",
        workers,
        ready="/healthz",
        DJANGO_SETTINGS_MODULE="tests.performance.settings",
        DATABASE_URL=database_url,
        TRADEWATCH_SERVE="public",
        BENCH_HOT="1" if hot else "",
    )


def hello(middleware: str):
    """A Django that says hello, with `minimal` or `standard` middleware, on the same server."""
    return gunicorn("tests.performance.others.hello", f"hello-{middleware}", HELLO=middleware)


def datasette(file: Path):
    """Datasette on the same entries in a flat table."""
    program, port = OTHERS_PYTHON / "datasette", free_port()
    if not program.exists():
        raise Missing("Datasette is not installed (make bench installs it)")
    command = [program, "serve", file, "--port", port, "--setting", "default_cache_ttl", "0"]
    return running([*command, "--setting", "suggest_facets", "off"], port, "datasette", "/-/versions.json")
