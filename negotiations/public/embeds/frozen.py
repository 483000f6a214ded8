"""Embeds of a past instant: the words that stood then for ever, with notices of what became of them since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from negotiations.models.printed import Edition, Publication, Redaction
from negotiations.public import postings
from negotiations.public.cards import Card, cards_for
from negotiations.public.embeds.asked import day_of
from negotiations.public.filters import TimelineFilter
from negotiations.public.labels import address_of
from negotiations.values.vocabulary import Change
from negotiations.values.when import When

_MOST = 10  # notices in one embed
_REMOVED = _("The words of this version were removed from the record.")


@dataclass(frozen=True)
class Notice:
    """What became of an entry after it was shown: a correction, or a withdrawal (then `is_withdrawal`).

    `text` is an editor's note, or (then `is_ours`) words of the interface.
    """

    id: str
    url: str
    text: str
    at: datetime
    is_withdrawal: bool = False
    is_ours: bool = False


@dataclass(frozen=True)
class Tombstone:
    """What stands in a list in place of an entry that is gone; `when` is the day that its place is kept by."""

    notice: Notice
    when: When
    template = "embed/tombstone.html"

    @property
    def id(self) -> str:
        return self.notice.id


class EmbedFilter(TimelineFilter):
    """The filter of an embedded list.

    A frozen one reads states as on its own day, and keeps the places of what was withdrawn since: nothing moves up
    into them.
    """

    @property
    def on(self) -> datetime:
        return day_of(self.known)

    def _reading(self):
        return postings.reading(self.known.at if self.known else None, with_closed=True)


def shown(editions: Sequence[Edition], known: datetime | None) -> list[Card | Tombstone]:
    """Cards in the given order, with a tombstone for each that is gone. Four queries at most."""
    notices = withdrawals(edition.publication for edition in editions if edition.publication.closed_at)
    removed = _removed(editions) if known else {}
    stand = [edition for edition in editions if edition.pk not in removed]
    stand = [edition for edition in stand if edition.publication_id not in notices]
    cards = {card.edition.pk: card for card in cards_for(stand, known) if card.edition}
    return [
        cards.get(edition.pk)
        or _tombstone(edition, notices.get(edition.publication_id) or removed[edition.pk])
        for edition in editions
    ]


def _tombstone(edition: Edition, notice: Notice) -> Tombstone:
    return Tombstone(notice, When.parse(str(edition.first_day)))


def _removed(editions: Sequence[Edition]) -> dict[int, Notice]:
    """A notice for each edition whose words were redacted, by its id."""
    found = {edition.pk: edition.publication for edition in editions}
    return {
        redaction.edition_id: Notice(
            *_names(found[redaction.edition_id]),
            str(_REMOVED),
            redaction.at,
            is_withdrawal=True,
            is_ours=True,
        )
        for redaction in Redaction.objects.filter(edition__in=found)
    }


def withdrawals(publications: Iterable[Publication]) -> dict[int, Notice]:
    """The notices that stand in place of what was withdrawn, by publication id. One query, none for nothing."""
    ids = {publication.pk for publication in publications}
    if not ids:
        return {}
    editions = Edition.objects.filter(publication__in=ids, superseded_at__isnull=True)
    return {
        edition.publication_id: Notice(
            *_names(edition.publication), edition.note, edition.published_at, is_withdrawal=True
        )
        for edition in editions.select_related("publication")
    }


def corrections(publications: Iterable[int], known: datetime | None) -> list[Notice]:
    """The corrections of some entries that were published after an instant, the first of them first. One query."""
    ids = list(publications)
    return _corrections(Q(publication__in=ids), known) if known and ids else []


def since(facet: str, noun: Publication, known: datetime | None) -> list[Notice]:
    """What became, after an instant, of the entries that named a noun then. Three queries."""
    if known is None:
        return []
    named = Edition.objects.stood_on(known).entries().filter(facets__name=facet, facets__noun=noun)
    them = named.values("publication")
    gone = withdrawals(Publication.objects.filter(pk__in=them, closed_at__isnull=False)[:_MOST])
    return _corrections(Q(publication__in=them), known) + sorted(gone.values(), key=lambda one: one.at)


def _corrections(which: Q, known: datetime) -> list[Notice]:
    later = Edition.objects.filter(which, change=Change.CORRECTION, published_at__gt=known, redaction=None)
    later = later.filter(publication__closed_at=None).select_related("publication")
    newest = later.order_by("-published_at")[:_MOST]
    return [Notice(*_names(one.publication), one.note, one.published_at) for one in reversed(newest)]


def _names(publication: Publication) -> tuple[str, str]:
    return publication.key, address_of(publication.kind, publication.key)
