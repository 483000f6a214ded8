"""The CSV of 100,000 entries from a worker of gunicorn: its first byte, its memory, and what a hung-up client costs.

A real server is needed, because the memory is its worker's and hanging up is between two processes.
"""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, perf_counter, sleep

from negotiations.desk import bulk
from tests.performance.report import Figure, milliseconds

ENTRIES = 100_000
_REPOSITORY = Path(__file__).resolve().parents[2]
_TIMES = 5


def make_record(seed: int = 1) -> None:
    """Bring the synthetic record to 100,000 entries."""
    bulk.make(ENTRIES, seed)


class Server:
    """One gunicorn with one worker, on a port of its own."""

    def __init__(self, port: int, worker: int):
        self.port, self._worker = port, worker

    def ask(self, path: str, method: str = "GET") -> socket.socket:
        """Send a request; the answer is read from the socket by whoever asked."""
        link = socket.create_connection(("127.0.0.1", self.port), timeout=600)
        link.sendall(f"{method} {path} HTTP/1.0\r\nHost: testserver\r\n\r\n".encode())
        return link

    def whole(self, path: str) -> int:
        """Read an answer to its end; returns how many bytes it had."""
        with self.ask(path) as link:
            return sum(len(piece) for piece in iter(lambda: link.recv(1 << 16), b""))

    def memory(self, what: str = "VmRSS") -> float:
        """Of the worker, in megabytes: now, or with VmHWM the most since `forget_most`."""
        status = Path(f"/proc/{self._worker}/status").read_text()
        found = re.search(rf"{what}:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0

    def forget_most(self) -> None:
        """Begin to measure the most memory anew (Linux)."""
        Path(f"/proc/{self._worker}/clear_refs").write_text("5")


@contextmanager
def serving() -> Iterator[Server]:
    """A server on the record that DATABASE_URL names; ended afterwards, by its own id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "tradewatch.wsgi", "--workers=1", "--timeout=900"]
    command += [f"--bind=127.0.0.1:{port}", "--log-level=error"]
    environment = os.environ | {"PYTHONPATH": str(_REPOSITORY)}
    with subprocess.Popen(command, cwd=_REPOSITORY, env=environment) as process:
        try:
            yield Server(port, _worker_of(process.pid, port))
        finally:
            process.send_signal(signal.SIGTERM)


def _worker_of(master: int, port: int) -> int:
    """The process that answers, once it does."""
    children = Path(f"/proc/{master}/task/{master}/children")
    until = monotonic() + 60
    while monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return int(children.read_text().split()[0])
        except (OSError, IndexError):
            sleep(0.1)
    raise SystemExit("gunicorn did not start.")


def _first_byte(server: Server, path: str) -> float:
    """Milliseconds until the first byte of the body; the client hangs up then."""
    start = perf_counter()
    with server.ask(path) as link:
        held = b""
        while b"\r\n\r\n" not in held or held.endswith(b"\r\n\r\n"):
            held += link.recv(1 << 12)
        return (perf_counter() - start) * 1000


def _after_hanging_up(server: Server, path: str) -> float:
    """Milliseconds until the one worker answers another client, after one hung up on a long file."""
    _first_byte(server, path)
    return milliseconds(lambda: server.whole("/healthz"))


def figures() -> list[Figure]:
    """First byte, memory beside what a worker that has shown a page holds, the whole file, and hanging up."""
    with serving() as server:
        server.whole("/timeline/")  # loads the postings, which every page needs
        server.whole("/timeline.csv?kind=market_move")  # and the code
        before = server.memory()
        first = [_first_byte(server, "/timeline.csv") for _ in range(_TIMES)]
        freed = [_after_hanging_up(server, "/timeline.csv") for _ in range(_TIMES)]
        server.forget_most()
        start = perf_counter()
        size = server.whole("/timeline.csv")
        seconds = perf_counter() - start
        more = server.memory("VmHWM") - before
        feeds = [milliseconds(lambda: server.whole("/timeline.atom")) for _ in range(_TIMES)]
        book = milliseconds(lambda: server.whole("/timeline.xlsx"))
    return [
        Figure("Q06", f"CSV of {ENTRIES:,} entries: first byte", first, must=1000, goal=300),
        Figure("Q06", "the same: more memory, at most", [more], must=50, goal=25, unit="MB"),
        Figure("Q06", "another answer after a client hung up", freed, must=1000, goal=300),
        Figure("", f"the whole file, {size / 1e6:.0f} MB", [seconds], unit="s"),
        Figure("", "an Atom feed of the same record", feeds),
        Figure("", "the same entries as XLSX", [book / 1000], unit="s"),
    ]
