"""Printings as lists tell them: what changed, when, and on which sources it rests.

A minor edit is on record with its entry and is not announced here. Of what is withdrawn only the notice is left. Names
count from their second edition on: the first one comes with the entry that shows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.timezone import localtime

from negotiations.models.printed import Edition
from negotiations.public.entries import compare_url
from negotiations.public.labels import Label, Labels, label_of, labels_for
from negotiations.public.reuse import instant
from negotiations.values.vocabulary import Change, Stance


@dataclass(frozen=True)
class Row:
    """One printing as a list tells it; `label` is None where readers may not read it any more.

    `sources` holds each publisher once; it is empty for what rests on no citation: a notice, a name.
    """

    edition: Edition
    label: Label | None
    compare_url: str
    sources: list[Label]

    @property
    def change(self) -> Change:
        return Change(self.edition.change)

    @property
    def is_alarm(self) -> bool:
        """True for what takes back something that readers had read."""
        return self.change in (Change.CORRECTION, Change.WITHDRAWAL)

    @property
    def url(self) -> str:
        return self.label.url if self.label else f"/entries/{self.edition.publication.key}/"

    @property
    def language(self) -> str:
        """The language of its words; names are English unless they say otherwise."""
        return getattr(self.label.body, "language", "") or "en" if self.label else "en"

    @property
    def stamp(self) -> str:
        """The instant of printing as `since` reads it, always with six decimals, so that texts compare as instants."""
        return stamp(self.edition.published_at)


def stamp(at: datetime) -> str:
    """An instant in UTC with six decimals: what sorts as a text as it does as an instant."""
    text = instant(at)
    return text if "." in text else text.replace("Z", ".000000Z")


def announced(known: datetime | None):
    """The editions that were announced by an instant (None: now), of what readers may read of them today."""
    open_or_notice = Q(publication__closed_at=None) | Q(change=Change.WITHDRAWAL, superseded_at=None)
    found = Edition.objects.filter(open_or_notice, redaction=None).exclude(change=Change.MINOR)
    found = found.exclude(publication__number=None, change=Change.FIRST)
    return found.filter(published_at__lte=known) if known else found


def latest(known: datetime | None, most: int, change: Change | None = None) -> list[Row]:
    """The newest printings, of one change where one is given. Three queries."""
    found = announced(known).filter(change=change) if change else announced(known)
    return rows(found.select_related("publication").order_by("-published_at")[:most], known)


def stamps(known: datetime | None, most: int) -> list[str]:
    """When the newest printings were announced, newest first. One query."""
    found = announced(known).order_by("-published_at").values_list("published_at", flat=True)[:most]
    return [stamp(at) for at in found]


def since_yesterday(known: datetime | None, on: datetime) -> dict:
    """What was announced yesterday and today in the site's zone: {day, count, changes: [{label, count}]}. One query."""
    day = localtime(on).date() - timedelta(days=1)
    found = announced(known).filter(published_at__gte=begin(day)).order_by()
    counts = dict(found.values_list("change").annotate(count=Count("pk")))
    return {
        "day": day,
        "count": sum(counts.values()),
        "changes": [{"label": one.label, "count": counts[one]} for one in Change if counts.get(one)],
    }


def begin(day: date) -> datetime:
    """The first instant of a day in the site's zone."""
    return datetime.combine(day, time(), timezone.get_default_timezone())


def rows(editions: Iterable[Edition], known: datetime | None) -> list[Row]:
    """Rows in the given order (publications must be joined). Two queries: the sources, and the editions before."""
    editions = list(editions)
    before = _numbers_before(editions)
    named = [None if one.change == Change.WITHDRAWAL else label_of(one) for one in editions]
    sources = labels_for({ref for label in named for ref in _cited(label)}, known)
    return [
        Row(
            edition,
            label,
            compare_url(edition.publication, before[edition.pk], edition.number)
            if edition.pk in before
            else "",
            _publishers(label, sources),
        )
        for edition, label in zip(editions, named, strict=True)
    ]


def _cited(label: Label | None) -> list:
    """What bears an entry out, in its order; a name cites nothing."""
    citations = getattr(label.body, "citations", ()) if label else ()
    return [citation.source.ref for citation in citations if citation.stance != Stance.DIFFERS]


def _publishers(label: Label | None, labels: Labels) -> list[Label]:
    found: dict[str, Label] = {}
    for source in (labels[ref] for ref in _cited(label) if ref in labels):
        found.setdefault(source.publisher or source.text, source)
    return list(found.values())


def _numbers_before(editions: list[Edition]) -> dict[int, int]:
    """The number of the edition of the same entry that readers could read before each. One query."""
    wanted = {
        edition.publication_id for edition in editions if edition.number > 1 and edition.publication.number
    }
    if not wanted:
        return {}
    readable = Edition.objects.filter(publication__in=wanted, redaction=None).exclude(
        change=Change.WITHDRAWAL
    )
    numbers: dict[int, list[int]] = {}
    for publication, number in readable.values_list("publication_id", "number"):
        numbers.setdefault(publication, []).append(number)
    found = {}
    for edition in editions:
        earlier = [n for n in numbers.get(edition.publication_id, ()) if n < edition.number]
        if earlier and edition.change != Change.WITHDRAWAL:
            found[edition.pk] = max(earlier)
    return found
