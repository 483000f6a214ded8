"""Who has what open just now. Nobody is locked out: people who see each other talk.

The three functions are all that screens know of it, so that a cache can take the table's place. `about` is the
identity of a thing ("entry:12"). Beside the row of the last sign of life stands one of the first, under the identity
with a mark: the table has one instant, and people ask since when.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from negotiations.models.working import Presence
from negotiations.values import clock

EVERY = 10  # seconds between two signs of life
GONE_AFTER = timedelta(seconds=25)
_FORGOTTEN_AFTER = timedelta(hours=1)
_SINCE = " since"


@dataclass(frozen=True)
class Editing:
    """Somebody else with the same form open."""

    name: str
    since: datetime


def here(user, about: str) -> list[Editing]:
    """A sign of life of this user's form; returns who else has it open. One query to read, one to write."""
    now, rows = clock.now(), list(_rows(about))
    seen = {row.about: row.seen_at for row in rows if row.user_id == user.pk}
    signs = [Presence(user=user, about=about, seen_at=now)]
    if about + _SINCE not in seen or now - seen.get(about, seen[about + _SINCE]) > GONE_AFTER:
        signs.append(Presence(user=user, about=about + _SINCE, seen_at=now))
        # Whoever begins tidies up: rows of windows that were closed without a word.
        Presence.objects.filter(seen_at__lt=now - _FORGOTTEN_AFTER).exclude(about__endswith=_SINCE).delete()
        Presence.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()
    Presence.objects.bulk_create(
        signs, update_conflicts=True, unique_fields=("user", "about"), update_fields=("seen_at",)
    )
    return _others(user, about, rows, now)


def others(user, about: str) -> list[Editing]:
    """Who else has it open. One query."""
    return _others(user, about, _rows(about), clock.now())


def leave(user, about: str) -> None:
    """The form was saved or closed."""
    Presence.objects.filter(user=user, about__in=(about, about + _SINCE)).delete()


def _rows(about: str):
    return Presence.objects.filter(about__in=(about, about + _SINCE)).select_related("user")


def _others(user, about: str, rows, now: datetime) -> list[Editing]:
    signs: dict[int, dict[str, Presence]] = {}
    for row in rows:
        if row.user_id != user.pk:
            signs.setdefault(row.user_id, {})[row.about] = row
    found = []
    for row in (found[about] for found in signs.values() if about in found):
        if now - row.seen_at <= GONE_AFTER:
            first = signs[row.user_id].get(about + _SINCE, row)
            found.append(Editing(row.user.get_full_name() or row.user.get_username(), first.seen_at))
    return sorted(found, key=lambda editing: (editing.since, editing.name))
