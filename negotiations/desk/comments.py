"""Comments: what one editor asks or tells another about an entry, or about one field of it.

They are no part of the working copy: a comment voids no approval, and nothing of it is ever published.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from negotiations.desk import workflow
from negotiations.desk.roles import Right
from negotiations.desk.steps import EDITED, Action, NotAllowed, Refused
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.working import Comment
from negotiations.values import clock

MOST_CHARACTERS = 2000
MOST = 50  # comments of one list

Remark = tuple[str, str]  # the field that it is about ('' for the whole entry), and what is said


def about(entry: Entry) -> list[Comment]:
    """Every comment on an entry, the open ones first, each part in the order of writing. One query."""
    found = list(Comment.objects.filter(entry=entry.pk).order_by("at", "id"))
    return sorted(found, key=lambda comment: comment.resolved_at is not None)


def open_about(entry: Entry) -> list[Comment]:
    """The comments that nobody has resolved yet, the oldest first. One query."""
    return list(Comment.objects.filter(entry=entry.pk, resolved_at=None).order_by("at", "id"))


def open_for(user) -> QuerySet[Comment]:
    """What others said of entries that this user wrote at, and nobody has resolved, newest first. One query."""
    written = Transition.objects.filter(entry=OuterRef("entry"), by=user.pk, action__in=EDITED)
    found = Comment.objects.filter(Exists(written), resolved_at=None).exclude(by=user.pk)
    return found.select_related("entry").order_by("-at", "-id")[:MOST]


def add(entry: Entry, by, text: str, field: str = "", label: str = "") -> Comment:
    """Say something about an entry, or about the field of that name, which the journal calls `label`.

    Whoever may see the entry may comment on it. Raises NotAllowed or Refused.
    """
    if not by.has_perm(f"negotiations.view_{entry._meta.model_name}"):
        raise NotAllowed("Your account may not see this entry.")
    text = text.strip()
    if not text:
        raise Refused("Write what the comment says.")
    if len(text) > MOST_CHARACTERS:
        raise Refused(f"A comment has {MOST_CHARACTERS} characters at most.")
    with transaction.atomic():
        comment = Comment.objects.create(
            entry_id=entry.pk,
            field=field,
            text=text,
            by=by,
            by_name=by.get_full_name() or by.get_username(),
            at=clock.now(),
        )
        note = f"{label or field}: {text}" if field else text
        workflow.journal(entry, "commented", by, entry.work_state, note=note)
    return comment


def resolve(comment: Comment, by) -> None:
    """Say that what a comment asked for is done or answered. Resolving twice is resolving once. Raises NotAllowed."""
    if not by.has_perm(Right.WRITE):
        raise NotAllowed("Your role does not include this: resolve comments.")
    name = by.get_full_name() or by.get_username()
    with transaction.atomic():
        open_still = Comment.objects.filter(pk=comment.pk, resolved_at=None)
        if open_still.update(resolved_at=clock.now(), resolved_by_name=name):
            entry = comment.entry
            workflow.journal(entry, "resolved", by, entry.work_state, note=comment.text)


def send_back(
    entry: Entry, by, *, version: int, note: str, remarks: Iterable[Remark], labels: dict[str, str]
) -> None:
    """Return an entry to its author with comments on it, all or nothing; `labels` calls its fields by their names.

    Where no general note is given, the comments stand for it. Raises Stale, NotAllowed or Refused.
    """
    remarks = list(remarks)
    if remarks and not note.strip():
        names = dict.fromkeys(labels.get(field, field) if field else "the entry" for field, _ in remarks)
        note = f"See the comments on {', '.join(names)}."
    with transaction.atomic():
        workflow.transition(entry, Action.RETURN, by, version=version, note=note)
        for field, text in remarks:
            add(entry, by, text, field, labels.get(field, ""))
