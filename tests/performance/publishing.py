"""Publishing one entry: how long the editor waits, and when every reader has it, caches included."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from statistics import median
from time import monotonic, perf_counter, sleep

from negotiations.desk.roles import Role
from tests import make
from tests.performance.proxy import in_front_of
from tests.performance.servers import Server, ours
from tests.performance.setting import Setting

ROUNDS = 5
_WHERE = (
    "/", "/timeline/", "/ja/timeline/", "/timeline/?kind=quote", "/timeline.atom", "/timeline.json",
    "/embed/timeline/", "/api/v1/entries",
)  # fmt: skip
_PATIENCE = 30.0  # seconds


def measure(setting: Setting) -> dict:
    """Five times, after one that prints the nouns: milliseconds of the publishing itself, seconds until all show it."""
    found: dict = {"publish": [], "visible": [], "slowest": []}
    with ExitStack() as servers:
        application = servers.enter_context(ours(setting.url, workers=2, hot=True))
        proxy = servers.enter_context(in_front_of(application))
        for place in _WHERE:
            proxy.body(place)
        for turn in range(ROUNDS + 1):
            took, seen = _publish(proxy, f"Benchmark {perf_counter():.6f}")
            if turn:
                found["publish"].append(took * 1000)
                found["visible"].append(max(seen.values()))
                found["slowest"].append(max(seen, key=lambda place: seen[place]))
    found["median"] = median(found["publish"])
    return found


def _publish(proxy: Server, headline: str) -> tuple[float, dict[str, float]]:
    entry = make.make_quote(headline=headline, when="2099-01-01")
    rui = make.editor("rui", Role.EDITOR)
    make.act(entry, "submit", make.editor("ana", Role.CONTRIBUTOR))
    make.act(entry, "approve", rui)
    for place in _WHERE:
        proxy.body(place)  # so that what the proxy keeps is as new as it can be, and wrong
    start = perf_counter()
    with ThreadPoolExecutor(len(_WHERE)) as watchers:
        watching = {place: watchers.submit(_seen, proxy, place, headline) for place in _WHERE}
        make.act(entry, "publish", rui, change=None, note="")
        took = perf_counter() - start
    return took, {place: seen.result() - start for place, seen in watching.items()}


def _seen(proxy: Server, place: str, headline: str) -> float:
    """When a place showed a headline first; it is asked every tenth of a second."""
    until = monotonic() + _PATIENCE
    while monotonic() < until:
        if headline in proxy.body(place).decode():
            return perf_counter()
        sleep(0.1)
    raise SystemExit(f"{place} did not show after {_PATIENCE:g} s what was published.")
