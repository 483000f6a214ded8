"""Links that show a working copy to somebody without an account, for a while.

The address holds a secret of 256 bits, of which the table keeps the SHA-256 alone: it is looked up by its hash, so that
neither the table nor the time that an answer takes tells anything of it.
"""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from negotiations.desk import workflow
from negotiations.desk.kinds import desk_kinds
from negotiations.desk.roles import Right
from negotiations.desk.steps import NotAllowed
from negotiations.models.entries import Entry
from negotiations.models.printed import Edition
from negotiations.models.working import PreviewLink
from negotiations.values import clock

LIVES = {
    "hour": ("1 hour", timedelta(hours=1)),
    "day": ("1 day", timedelta(days=1)),
    "three_days": ("3 days", timedelta(days=3)),
    "week": ("1 week", timedelta(days=7)),
}
DEFAULT_LIFE = "three_days"


@transaction.atomic
def share(entry: Entry, by, life: str = DEFAULT_LIFE) -> tuple[str, PreviewLink]:
    """Make a link that works for one of `LIVES`; returns its secret, which is kept nowhere. Raises NotAllowed."""
    _require_writer(by)
    secret, now = token_urlsafe(32), clock.now()
    link = PreviewLink.objects.create(
        entry_id=entry.pk,
        digest=_digest(secret),
        by=by,
        by_name=by.get_full_name() or by.get_username(),
        made_at=now,
        expires_at=now + LIVES[life][1],
    )
    workflow.journal(
        entry, "shared", by, entry.work_state, note=f"Works until {clock.in_words(link.expires_at)}."
    )
    return secret, link


@transaction.atomic
def revoke(link: PreviewLink, by) -> None:
    """End a link before its time; nothing happens to one that has ended. Raises NotAllowed."""
    _require_writer(by)
    if PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=clock.now()):
        note = f"The one that {link.by_name} shared on {clock.in_words(link.made_at)}."
        workflow.journal(link.entry, "unshared", by, link.entry.work_state, note=note)


def find(secret: str) -> PreviewLink | None:
    """The link with this secret, while it works. One query."""
    return _working().select_related("entry").filter(digest=_digest(secret)).first()


def links_of(entry: Entry) -> QuerySet[PreviewLink]:
    """The links to an entry that work now, newest first."""
    return _working().filter(entry=entry.pk)


def entry_of(link: PreviewLink) -> Entry:
    """The working copy that a link shows, as a row of its own kind."""
    model = desk_kinds()[link.entry.entry_kind].model
    return model.objects.select_related("publication").get(pk=link.entry_id)


def _working() -> QuerySet[PreviewLink]:
    """Neither expired nor revoked, and nothing was published of the entry since: then readers have an address."""
    newer = Edition.objects.filter(
        publication=OuterRef("entry__publication"), published_at__gt=OuterRef("made_at")
    )
    return PreviewLink.objects.filter(~Exists(newer), revoked_at=None, expires_at__gt=clock.now())


def _digest(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()


def _require_writer(by) -> None:
    if not by.has_perm(Right.WRITE):
        raise NotAllowed("Your account may not share entries.")
