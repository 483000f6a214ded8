"""Redis as a cache that may be away: then everything is answered as by an empty cache, and nobody waits for it.

What is kept is JSON: nothing that somebody else writes into Redis can run here.
"""

import json
import logging
from collections import defaultdict
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT  # noqa: TID251 (this is one of them)
from django.core.cache.backends.redis import RedisCache  # noqa: TID251 (the one that is made softer)
from prometheus_client import Counter

FAILURES = Counter("tradewatch_cache_failures", "Questions to the cache that it did not answer.")
_PATIENCE = 0.2  # seconds for a connection, and for an answer
_LEFT_ALONE = 5.0  # seconds after it did not answer
_SAID_AGAIN = (
    60.0  # seconds between two log lines about a Redis that answers with an error, such as a full one
)
_log = logging.getLogger("tradewatch.cache")


class Json:
    """Integers as they are, so that Redis can count with them, everything else as JSON."""

    def dumps(self, value: Any) -> int | bytes:
        return value if type(value) is int else json.dumps(value).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data)


class _Outage:
    """Whether Redis is to be left alone just now. One thread looks again, the others go on without it meanwhile."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._until = 0.0  # 0 while it answers
        self._said = -_SAID_AGAIN

    def may_ask(self) -> bool:
        if not self._until:
            return True
        with self._lock:
            if monotonic() < self._until:
                return False
            self._until = monotonic() + _LEFT_ALONE
            return True

    def answered(self) -> None:
        if self._until:
            self._until = 0.0
            _log.warning("The cache answers again.")

    def failed(self, error: Exception, *, is_away: bool) -> None:
        FAILURES.inc()
        if is_away:
            began, self._until = not self._until, monotonic() + _LEFT_ALONE
            if began:
                _log.warning("The cache is away, everything goes on without it: %s", error)
        elif monotonic() - self._said >= _SAID_AGAIN:
            self._said = monotonic()
            _log.warning("The cache refuses, everything goes on without it: %s", error)


_outages: defaultdict[str, _Outage] = defaultdict(_Outage)


class SoftRedis(RedisCache):
    """Django's cache on Redis, and its hashes: a key with named members. Never raises for a Redis that is away, slow,
    full or empty; `incr` of what is not there raises ValueError as everywhere."""

    def __init__(self, server: str, params: dict[str, Any]):
        # Here as in Django: only who has a Redis needs its client.
        from redis import exceptions
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        options = {
            "serializer": Json,
            "socket_timeout": _PATIENCE,
            "socket_connect_timeout": _PATIENCE,
            "retry": Retry(NoBackoff(), 0),
        }
        super().__init__(server, {**params, "OPTIONS": options | params.get("OPTIONS", {})})
        # Each thread has a cache object of its own; what one of them found out is true for all.
        self._outage = _outages[server]
        self._errors, self._away = (
            exceptions.RedisError,
            (exceptions.ConnectionError, exceptions.TimeoutError),
        )

    def _ask(self, question: Callable[[], Any], otherwise: Any) -> Any:
        if not self._outage.may_ask():
            return otherwise
        try:
            found = question()
        except self._errors as error:
            self._outage.failed(error, is_away=isinstance(error, self._away))
            return otherwise
        self._outage.answered()
        return found

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask(lambda: super(SoftRedis, self).add(key, value, timeout, version), True)

    def get(self, key, default=None, version=None):
        return self._ask(lambda: super(SoftRedis, self).get(key, default, version), default)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        self._ask(lambda: super(SoftRedis, self).set(key, value, timeout, version), None)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask(lambda: super(SoftRedis, self).touch(key, timeout, version), False)

    def delete(self, key, version=None):
        return self._ask(lambda: super(SoftRedis, self).delete(key, version), False)

    def get_many(self, keys, version=None):
        return self._ask(lambda: super(SoftRedis, self).get_many(keys, version), {})

    def has_key(self, key, version=None):
        return self._ask(lambda: super(SoftRedis, self).has_key(key, version), False)

    def incr(self, key, delta=1, version=None):
        found = self._ask(lambda: super(SoftRedis, self).incr(key, delta, version), None)
        if found is None:
            raise ValueError(f"Key {key!r} not found.")
        return found

    def set_many(self, data, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask(lambda: super(SoftRedis, self).set_many(data, timeout, version), list(data))

    def delete_many(self, keys, version=None):
        self._ask(lambda: super(SoftRedis, self).delete_many(keys, version), None)

    def clear(self):
        return self._ask(super().clear, False)

    def members(self, key: str) -> dict[str, Any]:
        """The members of a key by their names; none where there is no such key."""
        client = self._cache.get_client(key)
        found = self._ask(lambda: client.hgetall(self.make_and_validate_key(key)), {})
        return {name.decode(): json.loads(value) for name, value in found.items()}

    def put_member(self, key: str, name: str, value: Any, timeout: int) -> None:
        """Set one member; the whole key is gone when nobody has set any for `timeout` seconds."""
        made = self.make_and_validate_key(key)

        def put() -> None:
            with self._cache.get_client(key, write=True).pipeline(transaction=True) as commands:
                commands.hset(made, name, json.dumps(value))
                commands.expire(made, timeout)
                commands.execute()

        self._ask(put, None)

    def drop_member(self, key: str, name: str) -> None:
        """Take out one member, if it is there."""
        client = self._cache.get_client(key, write=True)
        self._ask(lambda: client.hdel(self.make_and_validate_key(key), name), 0)


def shared() -> SoftRedis | None:
    """The cache where all processes share one, None where each has its own."""
    found = caches["default"]
    return found if isinstance(found, SoftRedis) else None
