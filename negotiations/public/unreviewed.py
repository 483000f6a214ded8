"""What readers are told of editions that were published before a second editor had approved them.

It lives outside the edition, because a second editor may stand for it later. At a past instant it reads as it did then.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from negotiations.models.printed import Edition, Unreviewed


@dataclass(frozen=True)
class Notice:
    """Why an edition could not wait for a second editor, and since when one stands for it (None: not yet)."""

    reason: str
    confirmed_at: datetime | None


def notice_of(edition: Edition, known: datetime | None) -> Notice | None:
    """The notice of one edition, as it read at an instant (None: now). One query."""
    return notices([edition], known).get(edition.pk)


def notices(editions: Iterable[Edition], known: datetime | None) -> dict[int, Notice]:
    """The notices of editions of entries, by the edition's id. One query, none where there are no entries."""
    ids = [edition.pk for edition in editions if edition.sort_key is not None]
    if not ids:
        return {}
    found = Unreviewed.objects.filter(edition__in=ids, edition__redaction=None)
    return {
        one.edition_id: Notice(one.reason, _known(one.confirmed_at, known))
        for one in found.filter(edition__publication__closed_at=None)
    }


def _known(at: datetime | None, known: datetime | None) -> datetime | None:
    return at if at and (known is None or at <= known) else None


def last_confirmed() -> datetime | None:
    """When a notice last changed without a printing. One query."""
    return Unreviewed.objects.aggregate(last=Max("confirmed_at"))["last"]
