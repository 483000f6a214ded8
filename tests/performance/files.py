"""The CSV of a large record from a worker of gunicorn: its first byte, its memory, and what a hung-up client costs.

A real server is needed, because the memory is its worker's and hanging up is between two processes.
"""

from time import perf_counter

from tests.performance.report import milliseconds
from tests.performance.servers import Server, ours
from tests.performance.setting import Setting

_TIMES = 5


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


def measure(setting: Setting) -> dict:
    """First byte, memory beside what a worker that has shown a page holds, the whole file, and hanging up."""
    with ours(setting.url) as server:
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
    return {
        "first": first,
        "freed": freed,
        "more": more,
        "bytes": size,
        "seconds": seconds,
        "feed": feeds,
        "xlsx_seconds": book / 1000,
    }
