"""Pages of the timeline that nobody asked for before: requests a second and processor time, ours and the others'."""

from contextlib import ExitStack

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.performance import addresses, flat
from tests.performance.load import load, must_answer, once, told
from tests.performance.servers import BENCH, Missing, Server, datasette, hello, ours
from tests.performance.setting import Setting

ROUNDS = 3
_ASKED_BEFORE = 1.0  # seconds


def measure(setting: Setting) -> dict:
    """Each sort of address for some seconds, three times, and in turn with the others, since machines are never quiet
    for long; and how many queries a page takes."""
    asked = addresses.timeline()
    found: dict = {"queries": queries(asked)}
    with ExitStack() as servers:
        runs: list[tuple[str, str, Server, list[str], float]] = []
        server = servers.enter_context(ours(setting.url))
        server.body("/timeline/")  # postings are loaded once in a process
        first = {name: told(once(server, every)) for name, every in asked.items()}
        found["cold"] = first["page"]
        runs += [("ours", name, server, every, setting.seconds) for name, every in asked.items()]
        for middleware in ("minimal", "standard"):
            server = servers.enter_context(hello(middleware))
            runs.append((f"hello-{middleware}", "page", server, ["/"], setting.seconds / 2))
        if setting.size > 1000:
            runs += _datasette(setting, servers)
        for _, _, server, every, _ in runs:
            must_answer(server, every)
            load(server, every, _ASKED_BEFORE)
        for _ in range(ROUNDS):
            for who, name, server, every, seconds in runs:
                found.setdefault(who, {}).setdefault(name, []).append(told(load(server, every, seconds)))
    return found


def queries(asked: dict[str, list[str]]) -> dict[str, int]:
    """The most queries that a page of each sort takes, in a process that has answered before (P9)."""
    client, most = Client(headers={"host": "testserver"}), {}
    for name, every in asked.items():
        counts = []
        for address in every[:12]:
            with CaptureQueriesContext(connection) as captured:
                response = client.get(address)
            if response.status_code != 200:
                raise SystemExit(f"{address} answered {response.status_code}")
            counts.append(len(captured))
        most[name] = max(counts[1:])
    return most


def _datasette(setting: Setting, servers: ExitStack) -> list[tuple[str, str, Server, list[str], float]]:
    """It knows SQLite alone; a page takes it seconds where the record is large, so it is watched for longer."""
    file = BENCH / f"datasette-{setting.size}" / "flat.db"
    try:
        server = servers.enter_context(datasette(flat.make(file)))
    except Missing as missing:
        print(f"Datasette is left out: {missing}")
        return []
    asked = addresses.datasette(setting.size)
    return [("datasette", name, server, every, 2 * setting.seconds) for name, every in asked.items()]
