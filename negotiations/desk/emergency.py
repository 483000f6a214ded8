"""Publishing before a second editor could approve, and the second editor's word for it afterwards.

The workflow prints as ever. What is special stands here: readers are told of it (`printed.Unreviewed`), and somebody
who had no part in that edition stands for it later.
"""

from collections.abc import Iterator

from django.db.models import OuterRef, QuerySet, Subquery

from negotiations.desk.steps import EDITED, PRINTS, Action, NotAllowed, Refused
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.printed import Edition, Publication, Unreviewed
from negotiations.values import clock


def put_on_record(edition: Edition, reason: str) -> None:
    """Let readers know that nobody else had approved an edition, and why it could not wait."""
    Unreviewed.objects.create(edition=edition, reason=reason)


def confirm(entry: Entry) -> Edition:
    """Let readers know that a second editor stands for the newest edition that waits for one; returns it."""
    found = waiting(entry.publication)
    if found is None:
        raise Refused(_NOTHING_WAITS)
    # Editions are printed in order even after the machine's clock went back: never before its own printing.
    found.confirmed_at = max(clock.now(), found.edition.published_at)
    found.save(update_fields=["confirmed_at"])
    return found.edition


def why_not_confirm(entry: Entry, user) -> Refused | None:
    """Why this user cannot stand for what was published without review, None where they can. Two queries.

    Holds also where four eyes are switched off: readers are told of a second editor, so there has to be one.
    """
    found = waiting(entry.publication)
    if found is None:
        return Refused(_NOTHING_WAITS)
    if user.pk in _parts(entry, found.edition):
        return NotAllowed("You edited or published this edition yourself: somebody else has to confirm it.")
    return None


def unconfirmed() -> QuerySet[Entry]:
    """Live entries that wait for a second editor's word, each with `waits_since`; the longest waiting first."""
    editions = _all_unconfirmed().filter(edition__publication=OuterRef("publication"))
    found = Entry.objects.filter(publication__closed_at=None).annotate(
        waits_since=Subquery(editions.order_by("edition__number").values("edition__published_at")[:1])
    )
    return found.exclude(waits_since=None).select_related("publication").order_by("waits_since")


_NOTHING_WAITS = "No edition of this entry waits to be confirmed."


def _all_unconfirmed() -> QuerySet[Unreviewed]:
    return Unreviewed.objects.filter(confirmed_at=None, edition__redaction=None)


def waiting(publication: Publication | None) -> Unreviewed | None:
    """The newest edition that no second editor has confirmed yet, None where there is none. One query."""
    found = _all_unconfirmed().filter(edition__publication=publication).select_related("edition")
    return found.order_by("-edition__number").first()


def _parts(entry: Entry, edition: Edition) -> Iterator[int | None]:
    """The ids of who published an edition, and of all who edited it since the one before."""
    rows = (
        Transition.objects.filter(entry=entry.pk).order_by("-id").values_list("action", "by_id", "edition_id")
    )
    reached = False
    for action, by, printed in rows:
        if action == Action.EMERGENCY and printed == edition.pk:
            reached = True
            yield by
        elif reached and action in PRINTS:
            return
        elif reached and action in EDITED:
            yield by
