"""Printing: the one place where editions are made.

Everything happens in the caller's transaction, after the press has been locked: numbers are gap-free, times strictly
increase, and the order of numbers is the order of commits.
"""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from negotiations.desk import social_images
from negotiations.desk.kinds import desk_kind
from negotiations.models.entries import Entry
from negotiations.models.printed import (
    Edition,
    Facet,
    Press,
    Publication,
    PublicationLog,
    Redaction,
    SearchText,
    SocialImage,
    Unreviewed,
    Upkeep,
)
from negotiations.models.sources import Source
from negotiations.public import kinds
from negotiations.public.kinds.base import EntryBody, Printed, Ref, canonical, digest
from negotiations.public.searching import words_to_keep
from negotiations.values import clock
from negotiations.values.vocabulary import Change


class SampleRefused(Exception):
    """Simulated publication times were asked for where they may not be used."""


def require_sample(at: datetime | None) -> None:
    """Refuse a simulated time unless the sample is being loaded. Raises SampleRefused."""
    if at is not None and not Press.objects.filter(pk=1, accepts_times=True).exists():
        raise SampleRefused("Publication times can be given only while the sample record is loaded.")


class Identities:
    """References by desk identity: content is hashed by who nouns are, not by how they are called."""

    reverse = False

    def noun(self, noun) -> Ref:
        return Ref(ref=noun.identity)

    def entry(self, entry: Entry) -> Ref:
        return Ref(ref=entry.identity)


class Run:
    """One printing: an entry or a noun, and the nouns that it shows for the first time.

    Holds the locked press. As `References` it prints unprinted nouns on the way, and leaves out entries that
    readers cannot see.
    """

    reverse = True

    def __init__(self, at: datetime | None = None):
        self.press, _ = Press.objects.select_for_update().get_or_create(pk=1)
        last = self.press.last_printed_at
        if at is not None and last and at < last:
            raise SampleRefused(
                f"The sample record is printed in order: {at:%Y-%m-%d %H:%M} lies before {last:%Y-%m-%d %H:%M}."
            )
        self._time = at or clock.now()

    def noun(self, noun) -> Ref:
        if noun.publication_id is None:
            # The caller's copy may be older than the lock: somebody else may have printed the noun meanwhile.
            fresh = type(noun).objects.get(pk=noun.pk)
            if fresh.publication_id is None:
                self.print_noun(fresh, Change.FIRST)
            noun.publication = fresh.publication
        return Ref(ref=noun.publication_id)

    def entry(self, entry: Entry) -> Ref | None:
        publication = entry.publication
        return Ref(ref=publication.pk) if publication and not publication.closed_at else None

    def print_noun(self, noun, change: Change, note: str = "") -> Edition:
        """Print a noun; its first printing gives it its public address."""
        # The address comes first, so that nouns that point at each other in a circle find it and end the circle.
        if noun.publication_id is None:
            key = self._noun_key(noun)
            known = Publication.objects.filter(kind=noun.kind, key=key, redirect_to=None).first()
            # Readers of an imported record know names that the desk does not hold yet: it takes up their address.
            change = Change.UPDATE if known else change
            noun.publication = known or Publication.objects.create(kind=noun.kind, key=key)
            type(noun).objects.filter(pk=noun.pk).update(publication=noun.publication)
        body = desk_kind(noun).build(noun, self)
        edition = self._add(noun.publication, body, change, note)
        if isinstance(noun, Source):
            Upkeep.objects.update_or_create(
                publication=noun.publication,
                defaults={"link_status": noun.link_status, "archive_address": noun.archive_address},
            )
        return edition

    def _noun_key(self, noun) -> str:
        if not isinstance(noun, Source):
            return noun.key
        self.press.last_source += 1
        return f"TWS-{self.press.last_source:06d}"

    def print_entry(self, entry: Entry, change: Change, note: str = "") -> Edition:
        """Print an entry; its first printing gives it its public id. Opens what was withdrawn."""
        body = desk_kind(entry).build(entry, self)
        if entry.publication is None:
            self.press.last_entry += 1
            number = self.press.last_entry
            entry.publication = Publication.objects.create(
                kind=entry.kind, key=f"TW-{number:06d}", number=number
            )
        elif entry.publication.closed_at:
            entry.publication.closed_at = None
            entry.publication.save(update_fields=["closed_at"])
        if entry.last_verified_on:
            Upkeep.objects.update_or_create(
                publication=entry.publication, defaults={"last_verified_on": entry.last_verified_on}
            )
        return self._add(entry.publication, body, change, note)

    def close(self, publication: Publication, notice: str) -> Edition:
        """Print a withdrawal: the notice stays at the address, every edition is closed to readers."""
        edition = self._add(publication, None, Change.WITHDRAWAL, notice)
        publication.closed_at = edition.published_at
        publication.save(update_fields=["closed_at"])
        return edition

    def _add(self, publication: Publication, body: Printed | None, change: Change, note: str) -> Edition:
        kind = kinds.get(publication.kind)
        text = canonical(body.model_dump(mode="json")) if body else canonical({})
        out = publication.editions.filter(superseded_at__isnull=True).first()
        published_at = self._next_instant()
        if out:
            Edition.objects.filter(pk=out.pk).update(superseded_at=published_at)
        edition = Edition.objects.create(
            publication=publication,
            number=out.number + 1 if out else 1,
            change=change,
            note=note,
            schema_version=kind.schema_version,
            body=text,
            digest=digest(text),
            published_at=published_at,
            **timeline_columns(body),
        )
        if body:
            Facet.objects.bulk_create(Facet.of(edition, value) for value in kind.all_facets(body))
            SearchText.objects.create(edition=edition, words=words_to_keep(kind, body))
        self.press.last_log += 1
        PublicationLog.objects.create(
            number=self.press.last_log,
            at=published_at,
            publication=publication,
            edition_in=edition,
            edition_out=out,
        )
        self.press.last_printed_at = published_at
        self.press.save()
        social_images.after_commit(publication)
        return edition

    def _next_instant(self) -> datetime:
        """After everything printed before, also when the machine's clock went back."""
        last = self.press.last_printed_at
        return max(self._time, last + timedelta(microseconds=1)) if last else self._time


def timeline_columns(body: Printed | None) -> dict:
    """The columns of an edition that repeat where it stands in the timeline; none for a noun."""
    if not isinstance(body, EntryBody):
        return {}
    when = body.when.value
    return {"sort_key": when.sort_key, "first_day": when.first_day, "last_day": when.last_day}


def content_digest(entry: Entry) -> str:
    """The hash of what would be published: SHA-256 over the body with nouns by identity.

    Approval is of this. Internal notes, embargo and legal flag are not content. Raises pydantic.ValidationError for
    an entry that is too incomplete to print.
    """
    body = desk_kind(entry).build(entry, Identities())
    return digest(canonical({"kind": entry.kind, **body.model_dump(mode="json")}))


@transaction.atomic
def print_noun_changes(noun, change: Change, note: str = "") -> Edition:
    """Print a noun that readers know already, as it stands at the desk now."""
    return Run().print_noun(noun, change, note)


@transaction.atomic
def redact(publication: Publication, reason: str, by: str) -> int:
    """Blank every body and note of a publication for good; number, time and hash stay. Returns how many editions.

    The redactions themselves are on record. The publication must be withdrawn first, so that nothing half-empty is
    ever shown. Raises ValueError where it is not.
    """
    Press.objects.select_for_update().get_or_create(pk=1)
    publication.refresh_from_db()
    if not publication.closed_at:
        raise ValueError(f"{publication} is live. Withdraw it first, then redact it.")
    editions = list(publication.editions.exclude(change=Change.WITHDRAWAL).filter(redaction__isnull=True))
    for edition in editions:
        Redaction.objects.create(edition=edition, at=clock.now(), by=by, reason=reason)
        Edition.objects.filter(pk=edition.pk).update(body=canonical({}), note="")
        Unreviewed.objects.filter(edition=edition).update(reason="")
        SearchText.objects.filter(edition=edition).delete()
    SocialImage.objects.filter(publication=publication).delete()
    return len(editions)


@transaction.atomic
def open_sample() -> None:
    """Let the sample loader print with simulated times. Raises SampleRefused where anything was printed already."""
    press, _ = Press.objects.select_for_update().get_or_create(pk=1)
    if press.last_log:
        raise SampleRefused("The record is not empty: the sample can be loaded only into an empty one.")
    press.is_sample = press.accepts_times = True
    press.save()


def close_sample() -> None:
    """End the time in which simulated times are accepted; the record stays marked as a sample."""
    Press.objects.filter(pk=1).update(accepts_times=False)


def as_instant(text: str) -> datetime:
    """An ISO instant as an aware UTC datetime."""
    return datetime.fromisoformat(text).astimezone(UTC)
