"""Which addresses of the network may be opened: those of the public internet, and those that the operator named.

The address is checked that is dialled: a name is resolved once, and nobody asks for it a second time.
"""

import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from urllib3.util import parse_url

PORTS = {"http": 80, "https": 443}
_LONGEST = 2000
_CONNECT_SECONDS = 4.0  # for one of a host's addresses, so that there is time left for the next
# Outside of 2000::/3 lie mapped, compatible and NAT64 (64:ff9b::/96) forms of IPv4; 6to4 and Teredo lie inside.
_PUBLIC_6 = ip_network("2000::/3")
_REFUSED_NETWORKS = tuple(
    map(ip_network, ("2002::/16", "2001::/32", "192.88.99.0/24", "224.0.0.0/4", "168.63.129.16/32"))
)
_NOT_PUBLIC = "The address does not lead to the public internet, so it was not opened."


class NotFetched(Exception):
    """Why a request brought no answer, as a sentence for the one who asked."""


class AddressRefused(NotFetched):
    """The address is none that may be opened."""


class TooSlow(NotFetched):
    """The deadline passed; slow answers count byte by byte."""


class Unreachable(NotFetched):
    """Nobody answers there, or not as a web server does."""


class Deadline:
    """The instant by which a whole request has to be over, redirects included."""

    def __init__(self, seconds: float):
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left. Raises TooSlow where none are."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> TooSlow:
        return TooSlow(f"It took longer than {self.seconds:g} seconds.")


@dataclass(frozen=True)
class Target:
    """A checked web address in the parts that a request needs; `path` begins with a slash and holds the query."""

    scheme: str
    host: str
    port: int
    path: str


def read_address(url: str) -> Target:
    """The parts of an http(s) address. Raises AddressRefused with a sentence that says what is wrong with it."""
    if len(url) > _LONGEST or not url.isprintable() or any(c.isspace() or c == "\\" for c in url):
        raise AddressRefused("The address is too long, or holds spaces or characters that no address has.")
    try:
        parts = urlsplit(url)
        port, host = parts.port, (parts.hostname or "").encode("idna").decode()
        path = parse_url(urlunsplit(("http", "host", parts.path, parts.query, ""))).request_uri
    except ValueError:  # UnicodeError and urllib3's LocationParseError are ValueErrors
        raise AddressRefused("The address cannot be read.") from None
    if parts.scheme not in PORTS or not host:
        raise AddressRefused("The address must begin with https:// or http:// and name a host.")
    if "@" in parts.netloc:
        raise AddressRefused("The address names a user before an @. Leave that out.")
    target = Target(parts.scheme, host, PORTS[parts.scheme] if port is None else port, path)
    if target.port not in PORTS.values() and not _is_named(host):
        raise AddressRefused("The address names a port. Only the usual ones are opened, 80 and 443.")
    return target


def dial(host: str, port: int, deadline: Deadline) -> socket.socket:
    """A connection to a host, at an address that was checked. Raises NotFetched."""
    may_be_private = host.lower().rstrip(".") in _named_hosts()
    found = _resolve(host, port, deadline)
    public = [info for info in found if may_be_private or is_open(info[4][0])]
    if not public:
        raise AddressRefused(_NOT_PUBLIC)
    for info in public:
        if connection := _connected(info, min(deadline.left(), _CONNECT_SECONDS)):
            return connection
    deadline.left()
    raise Unreachable("Nobody accepts a connection there.")


def _connected(info: tuple, patience: float) -> socket.socket | None:
    family, kind, protocol, _, place = info
    connection = socket.socket(family, kind, protocol)
    try:
        connection.settimeout(patience)
        connection.connect(place)
    except OSError:
        connection.close()
        return None
    return connection


def is_open(text: str) -> bool:
    """True for an IP address of the public internet, and for one that the operator named."""
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return is_public(address) or any(address in network for network in _named_networks())


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """True for an address that anybody can reach and that is itself, not another one in disguise."""
    if isinstance(address, IPv6Address) and address not in _PUBLIC_6:
        return False
    return address.is_global and not any(address in network for network in _REFUSED_NETWORKS)


def _resolve(host: str, port: int, deadline: Deadline) -> list:
    """What the system knows of a name, asked in a thread of its own: the system's own patience can be long."""
    answer: SimpleQueue = SimpleQueue()

    def ask():
        try:
            answer.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, ValueError):
            answer.put([])

    Thread(target=ask, daemon=True).start()
    try:
        found = answer.get(timeout=deadline.left())
    except Empty:
        raise deadline.passed() from None
    if not found:
        raise Unreachable(f"There is no host of the name {host[:100]}.")
    return found


# What the operator named in TRADEWATCH_FETCH_ALLOW ----------------------------------------------------------------


def _named_networks() -> Iterator:
    for entry in settings.TRADEWATCH_FETCH_ALLOW:
        try:
            yield ip_network(entry.strip("[]"), strict=False)
        except ValueError:
            continue


def _named_hosts() -> set[str]:
    return {entry.lower().rstrip(".") for entry in settings.TRADEWATCH_FETCH_ALLOW}


def _is_named(host: str) -> bool:
    """True for a host that the operator named itself, or whose literal address lies in a network that was named."""
    if host.lower().rstrip(".") in _named_hosts():
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return any(address in network for network in _named_networks())
