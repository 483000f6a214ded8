"""The page that everybody asks for: through the shipped proxy, from Django alone, and as a file from nginx itself."""

import os
import re
from contextlib import ExitStack

from tests.performance.load import load, told
from tests.performance.proxy import in_front_of, static
from tests.performance.servers import Server, ours
from tests.performance.setting import Setting

ROUNDS = 3
PAGE = "/timeline/"
_MINUTE = 60.0


def measure(setting: Setting) -> dict:
    """Requests a second with compression, eight at a time and one at a time, in turn; what the first view weighs."""
    with ExitStack() as servers:
        workers = 2 * (os.cpu_count() or 1)
        application = servers.enter_context(ours(setting.url, workers=workers, hot=True))
        proxy = servers.enter_context(in_front_of(application))
        file = servers.enter_context(static({"index.html": proxy.body(PAGE)}))
        found: dict = {
            "sizes": {
                name: _sizes(server, address)
                for name, server, address in (
                    ("proxy", proxy, PAGE),
                    ("django", application, PAGE),
                    ("static", file, "/"),
                )
            },
            "first_view": first_view(proxy),
        }
        who = {"static": (file, "/"), "proxy": (proxy, PAGE), "django": (application, PAGE)}
        for connections in (8, 1):
            for server, address in who.values():
                load(server, [address], 1, connections, Accept_Encoding="gzip")
            for _ in range(ROUNDS):
                for name, (server, address) in who.items():
                    run = load(server, [address], setting.seconds, connections, Accept_Encoding="gzip")
                    found.setdefault(f"{name}-{connections}", []).append(told(run))
        long = _MINUTE if setting.minute else 2.5 * setting.seconds
        found["long"] = told(load(proxy, [PAGE], long, 8, Accept_Encoding="gzip")) | {"seconds": long}
    return found


def _sizes(server: Server, address: str) -> dict:
    """What a client that takes gzip gets: how it is compressed and how many bytes the body has."""
    answer = server.answer(address, Accept_Encoding="gzip")
    return {"encoding": answer.headers.get("Content-Encoding", ""), "bytes": len(answer.read())}


def first_view(proxy: Server) -> dict[str, int]:
    """Bytes of the page and of everything that it asks for, compressed as the proxy sends them (P14)."""
    page = proxy.body(PAGE).decode()
    asked = re.findall(r"<(?:link|script|img)\b[^>]*?\b(?:href|src)=\"(/static/[^\"]+)\"[^>]*>", page)
    return {path: len(proxy.body(path, Accept_Encoding="gzip")) for path in dict.fromkeys([PAGE, *asked])}
