"""What was withdrawn lately: feeds and calendars say so for a while, with the public number and the notice alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from negotiations.models.printed import Edition
from negotiations.public.plain_html import NotSerialisable, require_text
from negotiations.public.reuse import instant, permalink
from negotiations.public.selection import left_out
from negotiations.values import clock
from negotiations.values.texts import marked
from negotiations.values.vocabulary import Change

KEPT_FOR = timedelta(days=90)
_AT_MOST = 200


@dataclass(frozen=True)
class Withdrawal:
    """The notice that stands where an entry was."""

    edition: Edition

    @property
    def key(self) -> str:
        return self.edition.publication.key

    @property
    def url(self) -> str:
        return permalink(self.edition)

    @property
    def notice(self) -> str:
        return marked(self.edition.note)

    @property
    def at(self) -> datetime:
        return self.edition.published_at

    @property
    def at_text(self) -> str:
        return instant(self.at)


def withdrawn(known: datetime | None) -> list[Withdrawal]:
    """The entries that were withdrawn in the last 90 days, newest first, and had been published by `known`. One query.

    Whatever the filter: a program that never had an entry passes over the notice, and which filters it stood under
    is told to nobody.
    """
    found = Edition.objects.entries().filter(
        change=Change.WITHDRAWAL,
        superseded_at=None,
        published_at__gte=clock.now() - KEPT_FOR,
    )
    if known:
        found = found.filter(publication__editions__number=1, publication__editions__published_at__lte=known)
    editions = found.select_related("publication").order_by("-published_at")[:_AT_MOST]
    return [Withdrawal(edition) for edition in editions if _can_be_told(edition)]


def _can_be_told(edition: Edition) -> bool:
    try:
        require_text(edition.note)
    except NotSerialisable as error:
        left_out(edition, error)
        return False
    return True
