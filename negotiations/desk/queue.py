"""What an editor finds on the desk in the morning."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from negotiations.desk.roles import Right
from negotiations.desk.steps import EDITED, Action
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.values.vocabulary import WorkState

MOST = 50  # rows of one list; whoever has more waiting works from the changelists


def waiting_for(user) -> tuple[list[Entry], int]:
    """Entries in review that this user may approve, oldest first, and how many wait for somebody else. Two queries."""
    return _allowed(user, WorkState.IN_REVIEW)


def to_publish(user) -> tuple[list[Entry], int]:
    """Approved entries that this user may publish, and how many wait for somebody else. Two queries."""
    return _allowed(user, WorkState.APPROVED)


def drafts_of(user) -> QuerySet[Entry]:
    """Drafts that this user began or edited, newest first."""
    edited = Transition.objects.filter(entry=OuterRef("pk"), by=user.pk, action__in=EDITED)
    found = Entry.objects.filter(Exists(edited), work_state=WorkState.DRAFT)
    return found.select_related("publication")[:MOST]


def _allowed(user, state: WorkState) -> tuple[list[Entry], int]:
    found = list(
        Entry.objects.filter(work_state=state)
        .select_related("publication")
        .order_by("updated_at", "pk")[:MOST]
    )
    if not user.has_perm(Right.REVIEW):
        return [], len(found)
    if not settings.TRADEWATCH_FOUR_EYES:
        return found, 0
    editors = editors_of(entry.pk for entry in found)
    mine = [entry for entry in found if user.pk not in editors[entry.pk]]
    return mine, len(found) - len(mine)


def editors_of(ids: Iterable[int]) -> dict[int, set[int]]:
    """Who edited each of these entries since its last edition. One query."""
    rows = (
        Transition.objects.filter(entry__in=list(ids))
        .order_by("id")
        .values_list("entry_id", "action", "by_id")
    )
    found: dict[int, set[int]] = defaultdict(set)
    for entry, action, by in rows:
        if action in (Action.PUBLISH, Action.REINSTATE):
            found[entry].clear()
        elif action in EDITED and by:
            found[entry].add(by)
    return found
