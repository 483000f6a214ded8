"""Words that somebody typed into a form and did not save yet: kept for them alone, never in the working copy.

One row for each user and thing, or for each form of something new (its token tells them apart). The version that the
form was opened at is kept with the words, so that a late restore ends where every late form ends.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from negotiations.desk import sent_forms
from negotiations.desk.steps import Refused
from negotiations.models.working import UnsavedForm
from negotiations.values import clock

MOST_BYTES = 512 * 1024  # of one form as JSON
MOST_FORMS = 50  # of one user, the newest; who has more unsaved works from lists, not from memory
DAYS = 30

Pairs = list[tuple[str, str]]

_NAME = re.compile(r"[A-Za-z][\w-]{0,99}", re.ASCII)
_NOT_CONTENT = ("csrf", "password", "change_form-")
_TITLES = ("headline", "name", "title")
_MOST_VERSION = 2**31 - 1


@dataclass(frozen=True)
class Unsaved:
    """An unsaved form as a list shows it; `object_id` is 0 for something new, `title` '' where none was typed."""

    pk: int
    model: str
    object_id: int
    title: str
    saved_at: datetime


def content(pairs: Iterable) -> Pairs:
    """Only what an editor typed, of [name, value] as a browser would send them: no tokens, passwords or buttons."""
    found = []
    for pair in pairs:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            continue
        name, value = pair
        if not isinstance(name, str) or not isinstance(value, str) or not _NAME.fullmatch(name):
            continue
        if not name.lower().startswith(_NOT_CONTENT):
            # Half of a pair of surrogates can be neither stored nor shown.
            found.append((name, value.encode("utf-8", "replace").decode()))
    return found


def keep(user, model: str, object_id: int, pairs: Iterable, *, token: str = "") -> UnsavedForm | None:
    """Keep the words of a form of one thing (`object_id`), or of something new (0, with the form's token).

    None where the form of something new was saved meanwhile. Raises Refused where it is too large, or has no token.
    """
    found = content(pairs)
    data = json.dumps(found)
    if len(data) > MOST_BYTES:
        raise Refused("The form is too large to be kept before it is saved.")
    token = "" if object_id else token
    if not object_id and not sent_forms.is_token(token):
        raise Refused("The form came without its token.")
    if token and sent_forms.was_sent(token):
        return None
    now = clock.now()
    with transaction.atomic():
        row, _ = UnsavedForm.objects.update_or_create(
            user=user,
            model=model,
            object_id=object_id,
            token=token,
            defaults={"version": _version(found), "data": data, "saved_at": now},
        )
        _tidy(user, now)
    return row


def find(user, model: str, object_id: int) -> UnsavedForm | None:
    """What this user has unsaved of one thing."""
    return UnsavedForm.objects.filter(user=user, model=model, object_id=object_id).first()


def begun(user, model: str) -> list[UnsavedForm]:
    """The new things of one kind that this user began and did not save, newest first."""
    return list(UnsavedForm.objects.filter(user=user, model=model, object_id=0)[:5])


def of(user) -> list[Unsaved]:
    """Everything that this user has unsaved, newest first. One query."""
    return [
        Unsaved(row.pk, row.model, row.object_id, title(row), row.saved_at)
        for row in UnsavedForm.objects.filter(user=user)[:MOST_FORMS]
    ]


def words(row: UnsavedForm) -> Pairs:
    """What was typed, in the order in which a browser would send it."""
    return [(name, value) for name, value in json.loads(row.data)]


def title(row: UnsavedForm) -> str:
    """What the thing is called in the unsaved words, '' where that was not typed yet."""
    said = dict(words(row))
    return next((said[name].strip() for name in _TITLES if said.get(name, "").strip()), "")


def drop(user, model: str, object_id: int, token: str = "") -> None:
    """Forget the words of a form that was saved."""
    token = "" if object_id else token
    UnsavedForm.objects.filter(user=user, model=model, object_id=object_id, token=token).delete()


def _version(pairs: Pairs) -> int:
    text = dict(pairs).get("version", "")
    return min(int(text), _MOST_VERSION) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def _tidy(user, now: datetime) -> None:
    """Old words of all users go, and of this one those beyond the newest few."""
    UnsavedForm.objects.filter(saved_at__lt=now - timedelta(days=DAYS)).delete()
    newest = UnsavedForm.objects.filter(user=user).values_list("pk", flat=True)[:MOST_FORMS]
    if len(newest) == MOST_FORMS:
        UnsavedForm.objects.filter(user=user).exclude(pk__in=list(newest)).delete()
