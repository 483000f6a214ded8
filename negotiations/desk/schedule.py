"""Publishing at a time: what is due is published as it was approved, by whom it was scheduled.

Everything that `workflow.transition` asks for is asked again at that moment. Entries of one story that were scheduled
for the same time are published together, all or none.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from django.db import Error, transaction
from django.db.models import DateTimeField, F, OuterRef, QuerySet, Subquery

from negotiations.desk import second_factor, workflow
from negotiations.desk.steps import REMARKS, Action, Refused, Stale
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.printed import Edition
from negotiations.values import clock
from negotiations.values.vocabulary import Change

MOST = 50  # rows of one list
NOT_PUBLISHED = "not_published"
log = logging.getLogger(__name__)


@dataclass
class Tally:
    """What one run did: the editions that were printed, and a line for each entry that could not be published."""

    printed: list[Edition] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def publish_due() -> Tally:
    """Publish everything whose time has come, the earliest first; safe to repeat and to run several times at once.

    What is refused loses its time and is journalled. Where the database does not answer, an entry keeps its time and
    the next run tries again.
    """
    tally = Tally()
    for together in _due(clock.now()):
        try:
            tally.printed += _publish(together)
        except _SetRefused as refused:
            tally.failed += refused.dropped()
        except Stale:
            pass  # another run published it, or an editor took it back; what is due still is found by the next run
        except Error as error:
            log.exception("A scheduled entry could not be published")
            tally.failed += [f"{_name(entry)}: the database did not answer ({error})" for entry in together]
    return tally


def upcoming(days: int = 7) -> QuerySet[Entry]:
    """Entries that are to be published within so many days, the next first. One query."""
    until = clock.now() + timedelta(days=days)
    found = Entry.objects.filter(publish_at__lte=until).select_related("publication", "scheduled_by")
    return found.order_by("publish_at", "pk")[:MOST]


def failed(user=None) -> QuerySet[Entry]:
    """Entries that could not be published at their time and that nobody has touched since, the newest first.

    Each with `why` and `failed_at`. Of one user's own where one is given: what they edited or scheduled. One query.
    """
    last = Transition.objects.filter(entry=OuterRef("pk")).exclude(action__in=REMARKS).order_by("-id")
    found = Entry.objects.annotate(last_action=Subquery(last.values("action")[:1]))
    found = found.filter(last_action=NOT_PUBLISHED).annotate(
        why=Subquery(last.values("note")[:1]),
        failed_at=Subquery(last.values("at")[:1], output_field=DateTimeField()),
    )
    if user is not None:
        found = found.filter(pk__in=Transition.objects.filter(by=user.pk).values("entry"))
    return found.select_related("publication").order_by(F("failed_at").desc(), "pk")[:MOST]


class _SetRefused(Exception):
    """Why those that are published together cannot be: (entry, its version, reason) for each of them."""

    def __init__(self, reasons: list[tuple[Entry, int, str]]):
        super().__init__()
        self.reasons = reasons

    def dropped(self) -> Iterator[str]:
        """Take each off the timetable; a line for those that still stood on it."""
        for entry, version, why in self.reasons:
            try:
                workflow.drop_schedule(entry, why, version=version)
            except Stale:
                continue
            yield f"{_name(entry)}: {why}"


def _due(now: datetime) -> list[list[Entry]]:
    """What is due, as sets that are published together: most of them of one entry."""
    found = Entry.objects.filter(publish_at__lte=now).select_related("publication", "scheduled_by")
    ordered = sorted(found, key=lambda entry: (entry.publish_at, entry.story_id or 0, entry.pk))
    sets = groupby(ordered, key=lambda entry: (entry.publish_at, entry.story_id or -entry.pk))
    return [[entry.child for entry in together] for _, together in sets]


def _publish(together: list[Entry]) -> list[Edition]:
    """Publish a set in one transaction. Raises Stale, or _SetRefused."""
    reasons: dict[int, str] = {}
    seen = [
        (entry, entry.version) for entry in together
    ]  # what is refused may have moved the version in memory
    printed: list[Edition] = []
    with transaction.atomic():
        for entry in together:
            try:
                printed += _publish_one(entry)
            except Stale:
                raise
            except Refused as refused:
                reasons[entry.pk] = _reason(entry, refused)
        if reasons:
            other = "Another entry of its story could not be published with it."
            raise _SetRefused([(entry, version, reasons.get(entry.pk, other)) for entry, version in seen])
    return printed


def _publish_one(entry: Entry) -> list[Edition]:
    with transaction.atomic():
        if entry.scheduled_by is None:
            raise Refused("The account that scheduled it is gone.")
        edition = workflow.transition(
            entry,
            Action.PUBLISH,
            second_factor.given_before(entry.scheduled_by),
            version=entry.version,
            note=entry.publish_note,
            change=Change(entry.publish_as) if entry.publish_as else None,
        )
    return [edition] if edition else []


def _reason(entry: Entry, refused: Refused) -> str:
    """What the one who scheduled it would have been told, for others to read."""
    by = entry.scheduled_by
    if by is None:
        return str(refused)
    name = by.get_full_name() or by.get_username()
    if not by.is_active:
        return f"The account of {name}, who scheduled it, is switched off."
    return f"{name}, who scheduled it, is told: {refused}"


def _name(entry: Entry) -> str:
    return f"{entry.publication.key if entry.publication else f'draft {entry.pk}'} “{entry.headline}”"
