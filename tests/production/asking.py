"""Asking over HTTP as a plain client: no cookies are kept, no redirects followed, no proxy of the machine used."""

import http.client
import time
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """What came back; `seconds` until it was read whole."""

    status: int
    headers: Message
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(
    url: str, method: str = "GET", headers: dict[str, str] | None = None, body: str = "", source: str = ""
) -> Answer:
    """One request on a connection of its own. Names of headers may have `_` for `-`.

    `source` is the address that asks: any of 127.0.0.0/8 is ours. Raises OSError where nobody answers in ten seconds.
    """
    parts = urlsplit(url)
    path = url.split(parts.netloc, 1)[1] or "/"
    connection = http.client.HTTPConnection(
        parts.hostname, parts.port, timeout=10, source_address=(source, 0) if source else None
    )
    began = time.perf_counter()
    try:
        given = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        connection.request(method, path, body or None, given)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read(), time.perf_counter() - began)
    finally:
        connection.close()
