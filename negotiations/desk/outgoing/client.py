"""The one HTTP client: every request that leaves the house goes through `fetch`, `post` or `ask`.

Only addresses of the public internet are opened (`addresses`), ports 80 and 443, for ten seconds in all and two
megabytes at most, headers and unpacked text alike. Whatever goes wrong is a NotFetched with a sentence.
"""

import http.client
import io
import socket
import ssl
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from threading import Timer
from urllib.parse import urljoin

from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from negotiations.desk.outgoing import addresses
from negotiations.desk.outgoing.addresses import (
    AddressRefused,
    Deadline,
    NotFetched,
    Target,
    TooSlow,
    Unreachable,
)

__all__ = [
    "AddressRefused",
    "Fetched",
    "NotFetched",
    "TooMuch",
    "TooSlow",
    "Unreachable",
    "ask",
    "check",
    "fetch",
    "one_line",
    "post",
]

SECONDS = 10.0
BYTES = 2 * 1024 * 1024
REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)


class TooMuch(NotFetched):
    """The answer is larger than what is read."""


@dataclass(frozen=True)
class Fetched:
    """An answer: `url` is where it came from in the end, `headers` have names in small letters, `body` is unpacked."""

    status: int
    url: str
    headers: dict[str, str]
    body: bytes


def check(url: str) -> None:
    """Raise AddressRefused for what could never be opened, whatever the name leads to. Opens nothing."""
    addresses.read_address(url)


def fetch(url: str, headers: Mapping[str, str] | None = None) -> Fetched:
    """What stands at an address, through at most five redirects, each checked like the first. Raises NotFetched."""
    deadline = Deadline(SECONDS)
    for _ in range(REDIRECTS + 1):
        answer = _exchange("GET", url, deadline, headers=headers or {})
        location = answer.headers.get("location")
        if answer.status not in _REDIRECTS or not location:
            return answer
        url = _joined(url, location)
    raise Unreachable(f"It leads from address to address, more than {REDIRECTS} times.")


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send a body to an address; returns the status of the answer. Follows no redirect. Raises NotFetched."""
    return _exchange("POST", url, Deadline(SECONDS), body=body, headers=headers).status


def ask(url: str, body: bytes, headers: Mapping[str, str]) -> Fetched:
    """Send a body to an address, and what is answered. Follows no redirect. Raises NotFetched."""
    return _exchange("POST", url, Deadline(SECONDS), body=body, headers=headers, reads=True)


def one_line(text: str, at_most: int = 300) -> str:
    """A text from outside as it may stand in a log or a column: one line, what cannot be seen escaped."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[:at_most])[:at_most]


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise AddressRefused("It leads on to an address that cannot be read.") from None


def _exchange(
    method: str,
    url: str,
    deadline: Deadline,
    *,
    headers: Mapping[str, str],
    body: bytes | None = None,
    reads: bool = False,
) -> Fetched:
    target = addresses.read_address(url)
    with _Watch(deadline) as watch:
        connection = _connection(target, watch)
        try:
            connection.request(
                method, target.path, body, {**_our_headers(), **headers}, preload_content=False
            )
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.headers.items()}
            leads_on = response.status in _REDIRECTS and "location" in found
            content = _read(response) if (reads or method == "GET") and not leads_on else b""
        except NotFetched:
            raise
        except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            raise watch.why() or _in_words(error, deadline) from error
        finally:
            connection.close()
        if late := watch.why():  # an answer without a length ends where the line is cut
            raise late
    return Fetched(response.status, url, found, content)


def _our_headers() -> dict[str, str]:
    name = "".join(c for c in settings.SITE_NAME if c.isascii() and c.isalnum()) or "TradeWatch"
    agent = f"{name} (+{settings.SITE_URL})"
    return {"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}


def _read(response: BaseHTTPResponse) -> bytes:
    raw = response.read(decode_content=False)
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in ("", "identity") or not raw:
        return raw
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Unreachable("The answer is packed in a way that was not asked for.")
    try:
        unpacked = zlib.decompressobj(47).decompress(raw, BYTES + 1)
    except zlib.error:
        raise Unreachable("The answer cannot be unpacked.") from None
    if len(unpacked) > BYTES:
        raise _too_much()
    return unpacked


def _too_much() -> TooMuch:
    return TooMuch(f"The answer is larger than {BYTES // 2**20} MB.")


def _in_words(error: Exception, deadline: Deadline) -> NotFetched:
    if isinstance(error, ssl.SSLCertVerificationError):
        return Unreachable(f"Its certificate does not hold: {one_line(error.verify_message, 200)}.")
    if isinstance(error, ssl.SSLError):
        return Unreachable("No secure connection could be made.")
    if isinstance(error, TimeoutError):
        return deadline.passed()
    if isinstance(error, ConnectionError):
        return Unreachable("It hung up without an answer.")
    return Unreachable("It did not answer as a web server does.")


# The line: dialled once, measured, and cut at the deadline --------------------------------------------------------


class _Watch:
    """Cuts a line at the deadline, whatever is being waited for: a handshake, a header byte by byte, a slow body."""

    def __init__(self, deadline: Deadline):
        self.deadline = deadline
        self._line: socket.socket | None = None
        self._timer: Timer | None = None
        self._is_cut = False

    def over(self, line: socket.socket) -> None:
        # A handle of its own: TLS takes the socket itself over.
        self._line = line.dup()
        self._timer = Timer(self.deadline.left(), self._cut)
        self._timer.daemon = True
        self._timer.start()

    def _cut(self) -> None:
        self._is_cut = True
        if self._line:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)

    def why(self) -> TooSlow | None:
        """The reason where the line was cut, None where it was not."""
        return self.deadline.passed() if self._is_cut else None

    def __enter__(self) -> "_Watch":
        return self

    def __exit__(self, *exception) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer.join()
        if self._line:
            self._line.close()


class _Measured(io.RawIOBase):
    """What comes over the line, up to as much as is read: headers, chunk sizes and all."""

    def __init__(self, raw: io.RawIOBase):
        self._raw, self._count = raw, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer):
        count = self._raw.readinto(buffer)
        self._count += count or 0
        if self._count > BYTES:
            raise _too_much()
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(http.client.HTTPResponse):
    def __init__(self, sock, *args, **kwargs):
        super().__init__(sock, *args, **kwargs)
        self.fp = io.BufferedReader(_Measured(self.fp.detach()))


class _GuardedConnection(HTTPConnection):
    """Dials what was checked, under the name that was asked for."""

    response_class = _Response
    watch: _Watch

    def _new_conn(self) -> socket.socket:
        line = addresses.dial(self._dns_host, self.port, self.watch.deadline)
        self.watch.over(line)
        line.settimeout(self.timeout)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return line


class _GuardedTlsConnection(_GuardedConnection, HTTPSConnection):
    """The same with TLS: the certificate has to be that of the name."""


def _connection(target: Target, watch: _Watch) -> _GuardedConnection:
    patience = watch.deadline.left()
    if target.scheme == "https":
        connection: _GuardedConnection = _GuardedTlsConnection(
            target.host, target.port, timeout=patience, ssl_context=_tls()
        )
    else:
        connection = _GuardedConnection(target.host, target.port, timeout=patience)
    connection.watch = watch
    return connection


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
