"""How often one address may ask: generous, and only so that nobody can take the record from everybody else."""

import time
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

_WINDOW = 60  # seconds


class PerMinute(BaseThrottle):
    """`API_REQUESTS_PER_MINUTE` of one address in each minute of the clock; None: no limit.

    Counted in the cache, under a hash that nobody can turn back and that is gone with its minute.
    """

    def allow_request(self, request: HttpRequest) -> bool:
        most, sender = settings.API_REQUESTS_PER_MINUTE, sender_of(request)
        if most is None or not sender:
            return True
        return _count(f"api-{_minute()}-{_hashed(sender)}") <= most

    def wait(self) -> float:
        """Seconds until the next minute of the clock begins."""
        return _WINDOW - time.time() % _WINDOW


def sender_of(request: HttpRequest) -> str:
    """The address that asks, as the proxy in front gives it; of IPv6 the network, because one customer has many."""
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    text = hops[-1].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    return address.exploded[:19] if isinstance(address, IPv6Address) else str(address)


def _minute() -> int:
    return int(time.time() // _WINDOW)


def _hashed(sender: str) -> str:
    return sha256(f"{settings.SECRET_KEY}{_minute()}{sender}".encode()).hexdigest()[:32]


def _count(key: str) -> int:
    """One more; a cache that is away, or has just dropped the number, limits nobody."""
    try:
        cache.add(key, 0, 2 * _WINDOW)
        return cache.incr(key)
    except Exception:
        return 0
