"""What an editor finds on the desk in the morning."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from negotiations.desk.roles import Right
from negotiations.desk.steps import EDITED, PRINTS, Action
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.values import clock
from negotiations.values.vocabulary import WorkState

MOST = 51  # rows of one list; whoever has more waiting works from the changelists


@dataclass
class Waiting:
    """Entries that wait for this user, the oldest first, and how many wait for somebody else."""

    mine: list[Entry] = field(default_factory=list)
    others: int = 0


def waiting_for(user) -> tuple[Waiting, Waiting]:
    """Entries in review that this user may approve, and approved ones that they may publish. Three queries.

    What is published at a time of its own waits for nobody.
    """
    review, approved = (
        list(
            Entry.objects.filter(work_state=state, publish_at=None)
            .select_related("publication")
            .order_by("updated_at", "pk")[:MOST]
        )
        for state in (WorkState.IN_REVIEW, WorkState.APPROVED)
    )
    if not user.has_perm(Right.REVIEW):
        return Waiting([], len(review)), Waiting([], len(approved))
    editors: dict[int, set[int]] = defaultdict(set)
    if settings.TRADEWATCH_FOUR_EYES:
        editors = editors_of(entry.pk for entry in (*review, *approved))
    lists = []
    for found in (review, approved):
        mine = [entry for entry in found if user.pk not in editors[entry.pk]]
        lists.append(Waiting(mine, len(found) - len(mine)))
    return lists[0], lists[1]


def drafts_of(user) -> list[Entry]:
    """Drafts that this user began or edited, newest first, each with the last step that was taken with it.

    That is `last_action`, with `last_note` and `last_by`: what was returned tells why. One query.
    """
    rows = Transition.objects.filter(entry=OuterRef("pk"))
    steps = rows.filter(action__in=Action.values).order_by("-id")
    found = Entry.objects.filter(
        Exists(rows.filter(by=user.pk, action__in=EDITED)), work_state=WorkState.DRAFT
    ).annotate(
        last_action=Subquery(steps.values("action")[:1]),
        last_note=Subquery(steps.values("note")[:1]),
        last_by=Subquery(steps.values("by_name")[:1]),
    )
    return list(found.select_related("publication")[:MOST])


def is_returned(draft: Entry) -> bool:
    """True for one of `drafts_of` that a reviewer gave back and that was not submitted since."""
    return getattr(draft, "last_action", "") == Action.RETURN


def embargoes_ending(days: int = 7) -> QuerySet[Entry]:
    """Entries whose embargo ends within so many days, the first to end first."""
    now = clock.now()
    found = Entry.objects.filter(embargo_until__gt=now, embargo_until__lte=now + timedelta(days=days))
    return found.exclude(work_state=WorkState.CLEAN).select_related("publication").order_by("embargo_until")


def editors_of(ids: Iterable[int]) -> dict[int, set[int]]:
    """Who edited each of these entries since its last edition. One query."""
    rows = (
        Transition.objects.filter(entry__in=list(ids))
        .order_by("id")
        .values_list("entry_id", "action", "by_id")
    )
    found: dict[int, set[int]] = defaultdict(set)
    for entry, action, by in rows:
        if action in PRINTS:
            found[entry].clear()
        elif action in EDITED and by:
            found[entry].add(by)
    return found
