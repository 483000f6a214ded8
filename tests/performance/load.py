"""Load from wrk: so many requests a second, and the processor time that a server spends on each."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.performance.report import milliseconds
from tests.performance.servers import Missing, Server

_SCRIPT = Path(__file__).with_name("load.lua")


@dataclass(frozen=True)
class Load:
    """What one run of wrk found; times in milliseconds, `processor` that of the server's workers per request."""

    requests: int
    seconds: float
    errors: int
    median: float
    slowest_tenth: float
    processor: float

    @property
    def rate(self) -> float:
        return self.requests / self.seconds if self.requests else 0.0


def load(
    server: Server, addresses: Sequence[str], seconds: float = 4, connections: int = 1, **headers: str
) -> Load:
    """Ask for the addresses in turn for some seconds, each connection as soon as it has its answer."""
    if not shutil.which("wrk"):
        raise Missing("wrk is not installed (Debian: apt install wrk)")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(addresses) + "\n")
        file.flush()
        command = [
            "wrk",
            "-t1",
            f"-c{connections}",
            f"-d{max(1, round(seconds))}s",
            "--timeout=120s",
            "-s",
            str(_SCRIPT),
        ]
        for name, value in headers.items():
            command += ["-H", f"{name.replace('_', '-')}: {value}"]
        before = server.processor()
        run = subprocess.run(
            [*command, server.url, "--", file.name], capture_output=True, text=True, check=True
        )
        used = server.processor() - before
    found = json.loads(run.stdout.splitlines()[-1])
    return Load(
        found["requests"],
        found["seconds"],
        found["errors"],
        found["median"],
        found["slowest_tenth"],
        1000 * used / max(1, found["requests"]),
    )


def once(server: Server, addresses: Sequence[str]) -> Load:
    """Every address once, one after the other, in a new connection each: what has never been shown."""
    before, start, times = server.processor(), perf_counter(), []
    for address in addresses:
        times.append(milliseconds(lambda address=address: server.body(address)))
    seconds, used = perf_counter() - start, server.processor() - before
    tenth = sorted(times)[len(times) * 9 // 10]
    return Load(len(times), seconds, 0, median(times), tenth, 1000 * used / len(times))


def must_answer(server: Server, addresses: Sequence[str]) -> None:
    """The first and the last address are right ones: a benchmark of error pages is worth nothing."""
    for address in (addresses[0], addresses[-1]):
        server.body(address)


def told(one: Load) -> dict:
    """A run as it is kept in var/bench/results.json."""
    return asdict(one) | {"rate": one.rate}
