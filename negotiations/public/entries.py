"""An entry as it stands, as it stood, and as data."""

from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import pairwise

from negotiations.models.printed import Edition, Publication
from negotiations.public import kinds
from negotiations.public.cards import Card, cards_for
from negotiations.public.labels import address_of, labels_for, references_in
from negotiations.public.unreviewed import Notice, notice_of
from negotiations.values.vocabulary import Change


def find(key: str) -> Publication:
    """The publication of an entry by its public id. Raises Publication.DoesNotExist."""
    return Publication.objects.entries().select_related("redirect_to").get(key=key)


def notice(publication: Publication) -> dict:
    """What readers find where an entry was withdrawn: {id, text, at}."""
    edition = publication.editions.get(superseded_at__isnull=True)
    return {"id": publication.key, "text": edition.note, "at": edition.published_at}


def editions_of(publication: Publication, known: datetime | None) -> list[Edition]:
    """The editions that were published by an instant (None: all), newest first.

    Withdrawals are left out, and editions whose words were redacted.
    """
    found = publication.editions.filter(redaction=None).exclude(change=Change.WITHDRAWAL).order_by("-number")
    found = found.filter(published_at__lte=known) if known else found
    for edition in found:
        edition.publication = publication
    return list(found)


def clock_of(edition: Edition, known: datetime | None) -> datetime | None:
    """The instant at which the labels of an edition are read: the last at which it stood, for one that is past."""
    if edition.superseded_at and (known is None or edition.superseded_at <= known):
        return edition.superseded_at - timedelta(microseconds=1)
    return known


def card_of(edition: Edition, known: datetime | None) -> Card:
    """The card of one edition with the labels of its clock."""
    return cards_for([edition], clock_of(edition, known))[0]


def with_labels(edition: Edition) -> tuple:
    """The body of an edition and the labels of what it refers to, at the last instant at which it stood."""
    return _body(edition), labels_for(references_in(edition.content), clock_of(edition, None))


def edition_url(publication: Publication, number: int) -> str:
    """The address of one edition."""
    return f"{address_of(publication.kind, publication.key)}editions/{number}/"


def compare_url(publication: Publication, before: int, after: int) -> str:
    """The address of what differs between two editions."""
    return f"{address_of(publication.kind, publication.key)}compare/{before}/{after}/"


def edition_rows(
    publication: Publication, editions: list[Edition], standing: Edition, unreviewed: dict[int, Notice]
) -> list[dict]:
    """The editions for a template: {number, change_label, is_correction, note, published_at, unreviewed, url, current,
    compare_url}.

    `compare_url` leads to what differs from the edition before, '' for the first.
    """
    before = {edition.pk: older.number for edition, older in pairwise(editions)}
    return [
        {
            "number": edition.number,
            "change_label": Change(edition.change).label,
            "is_correction": edition.change == Change.CORRECTION,
            "note": edition.note,
            "published_at": edition.published_at,
            "unreviewed": unreviewed.get(edition.pk),
            "url": edition_url(publication, edition.number),
            "current": edition.pk == standing.pk,
            "compare_url": compare_url(publication, before[edition.pk], edition.number)
            if edition.pk in before
            else "",
        }
        for edition in editions
    ]


def related(edition: Edition, known: datetime | None) -> list[dict]:
    """What an entry points at and what points at it, each once: {role_label, entry}.

    An entry that was published before the other holds no reference to it: it is found from the other's side.
    """
    me = edition.publication_id
    found: dict[int, str] = {}
    for body in _body(edition).related:
        found.setdefault(body.entry.ref, body.words)
    pointing = (
        Edition.objects.known_on(known)
        .filter(facets__name="entry", facets__noun=me)
        .select_related("publication")
    )
    for other in pointing.distinct():
        for body in _body(other).related:
            if body.entry.ref == me:
                turned = body.model_copy(update={"forward": not body.forward})
                found.setdefault(other.publication_id, turned.words)
    labels = labels_for(found, known)
    return [{"role_label": words, "entry": labels[id]} for id, words in found.items() if id in labels]


def _body(edition: Edition):
    return kinds.get(edition.publication.kind).read(edition.content, edition.schema_version)


def as_data(edition: Edition, known: datetime | None, base: str) -> dict:
    """An edition as JSON: what was printed, with each reference as {kind, id, label, url}."""
    publication = edition.publication
    body = _body(edition).model_dump(mode="json")
    labels = labels_for(references_in(body), clock_of(edition, known))
    notice = notice_of(edition, known)
    return {
        "id": publication.key,
        "kind": publication.kind,
        "url": base + address_of(publication.kind, publication.key),
        "edition": {
            "number": edition.number,
            "change": edition.change,
            "is_correction": edition.change == Change.CORRECTION,
            "note": edition.note,
            "published_at": edition.published_at,
            "superseded_at": edition.superseded_at,
            "unreviewed": asdict(notice) if notice else None,
        },
        **_resolved(body, labels, base),
    }


def _resolved(content, labels, base: str):
    if isinstance(content, list):
        return [item for item in (_resolved(item, labels, base) for item in content) if item is not None]
    if not isinstance(content, dict):
        return content
    if content.keys() == {"ref"}:
        label = labels.get(content["ref"])
        url = base + label.url if label and label.url else None
        return {"kind": label.kind, "id": label.key, "label": label.text, "url": url} if label else None
    return {name: _resolved(value, labels, base) for name, value in content.items()}
