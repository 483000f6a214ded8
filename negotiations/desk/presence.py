"""Who has what open just now. Nobody is locked out: people who see each other talk.

`about` is the identity of a thing ("entry:12"). Where the processes share a cache (CACHE_URL), signs of life are kept
there and cost the database nothing; else in a table. A cache that is away shows nobody, and holds nobody up.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Protocol

from negotiations.models.working import Presence
from negotiations.values import clock
from tradewatch import caches

EVERY = 10  # seconds between two signs of life
GONE_AFTER = timedelta(seconds=25)
_FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Editing:
    """Somebody else with the same form open."""

    name: str
    since: datetime


@dataclass(frozen=True)
class Sign:
    """The first and the last sign of life of one user at one form."""

    user: int
    name: str
    since: datetime
    seen: datetime


def here(user, about: str) -> list[Editing]:
    """A sign of life of this user's form; returns who else has it open. One question, one write."""
    now, store = clock.now(), _store()
    signs = store.signs(about)
    mine = next((sign for sign in signs if sign.user == user.pk and now - sign.seen <= GONE_AFTER), None)
    name = user.get_full_name() or user.get_username()
    store.keep(about, Sign(user.pk, name, mine.since if mine else now, now), is_first=mine is None)
    return _others(user, signs, now)


def others(user, about: str) -> list[Editing]:
    """Who else has it open. One question."""
    return _others(user, _store().signs(about), clock.now())


def leave(user, about: str) -> None:
    """The form was saved or closed."""
    _store().drop(about, user.pk)


def _others(user, signs: list[Sign], now: datetime) -> list[Editing]:
    there = [sign for sign in signs if sign.user != user.pk and now - sign.seen <= GONE_AFTER]
    return sorted((Editing(sign.name, sign.since) for sign in there), key=lambda one: (one.since, one.name))


class _Store(Protocol):
    def signs(self, about: str) -> list[Sign]: ...
    def keep(self, about: str, sign: Sign, *, is_first: bool) -> None: ...
    def drop(self, about: str, user: int) -> None: ...


def _store() -> _Store:
    cache = caches.shared()
    return _InCache(cache) if cache else _InTable()


class _InCache:
    """A hash for each thing with a member for each user, gone an hour after the last sign of anybody."""

    def __init__(self, cache: "caches.SoftRedis"):
        self._cache = cache

    def signs(self, about: str) -> list[Sign]:
        return [
            Sign(int(user), one["name"], *map(datetime.fromisoformat, (one["since"], one["seen"])))
            for user, one in self._cache.members(_key(about)).items()
        ]

    def keep(self, about: str, sign: Sign, *, is_first: bool) -> None:
        said = asdict(sign) | {"since": sign.since.isoformat(), "seen": sign.seen.isoformat()}
        self._cache.put_member(_key(about), str(sign.user), said, int(_FORGOTTEN_AFTER.total_seconds()))

    def drop(self, about: str, user: int) -> None:
        self._cache.drop_member(_key(about), str(user))


def _key(about: str) -> str:
    return f"presence:{about}"


class _InTable:
    """Beside the row of the last sign stands one of the first, under a marked identity: a row has one instant."""

    _SINCE = " since"

    def signs(self, about: str) -> list[Sign]:
        rows: dict[tuple[int, str], Presence] = {
            (row.user_id, row.about): row
            for row in Presence.objects.filter(about__in=self._both(about)).select_related("user")
        }
        return [
            Sign(
                user,
                row.user.get_full_name() or row.user.get_username(),
                rows.get((user, about + self._SINCE), row).seen_at,
                row.seen_at,
            )
            for (user, of), row in rows.items()
            if of == about
        ]

    def keep(self, about: str, sign: Sign, *, is_first: bool) -> None:
        rows = [Presence(user_id=sign.user, about=about, seen_at=sign.seen)]
        if is_first:
            rows.append(Presence(user_id=sign.user, about=about + self._SINCE, seen_at=sign.since))
            # Whoever begins tidies up: rows of windows that were closed without a word.
            stale = Presence.objects.filter(seen_at__lt=sign.seen - _FORGOTTEN_AFTER)
            stale.exclude(about__endswith=self._SINCE).delete()
            Presence.objects.filter(seen_at__lt=sign.seen - timedelta(days=1)).delete()
        Presence.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=("user", "about"), update_fields=("seen_at",)
        )

    def drop(self, about: str, user: int) -> None:
        Presence.objects.filter(user_id=user, about__in=self._both(about)).delete()

    def _both(self, about: str) -> tuple[str, str]:
        return about, about + self._SINCE
