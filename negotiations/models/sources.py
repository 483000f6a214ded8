"""Where the record knows things from."""

import hashlib

from django.db import models
from django.db.models import Q

from negotiations.models.entries import Entry
from negotiations.models.fields import Line, Passage, WebAddress, WhenText
from negotiations.models.nouns import LANGUAGE
from negotiations.models.printed import Publication
from negotiations.values.vocabulary import LinkStatus, SourceKind, Stance, TextOrigin
from negotiations.values.web import address_key


class Source(models.Model):
    """A document that entries cite, in CSL-JSON terms. It may have no address: a printed page, a letter, a paywall.

    Where the address is a copy of an agency's report, the agency is the publisher and `read_at` names the copy's site.
    """

    kind = "source"

    source_kind = models.CharField("type", max_length=24, choices=SourceKind, default=SourceKind.NEWS)
    title = Line(max_length=300)
    authors = Line(max_length=200, blank=True, help_text="As printed, separated by semicolons.")
    publisher = Line(
        max_length=120,
        blank=True,
        help_text="The outlet or body that stands behind it. Example: Yomiuri Shimbun.",
    )
    issued = WhenText(help_text="Date of publication: 2025-04-17, or 2025-04.")
    language = Line(max_length=20, default="en", validators=[LANGUAGE])
    address = WebAddress(
        "web address", blank=True, help_text="Leave empty where none is known; never guess one."
    )
    read_at = Line(
        "read at",
        max_length=120,
        blank=True,
        help_text="The site the copy was read on, where it is not the publisher's own.",
    )
    accessed_on = models.DateField(
        null=True, blank=True, help_text="The day it was last read to support what we say."
    )
    is_official = models.BooleanField(
        "official", default=False, help_text="Published by a government or a court."
    )
    is_paywalled = models.BooleanField("behind a paywall", default=False)
    is_retracted = models.BooleanField("retracted", default=False)
    archive_address = WebAddress("archived copy", blank=True)
    link_status = models.CharField(max_length=8, choices=LinkStatus, default=LinkStatus.UNKNOWN)
    link_checked_at = models.DateTimeField(null=True, editable=False)
    link_failures = models.PositiveSmallIntegerField(default=0, editable=False)
    link_detail = models.CharField("what the last check found", max_length=200, blank=True, editable=False)
    archive_asked_at = models.DateTimeField(null=True, editable=False)
    address_key = models.CharField(max_length=1000, blank=True, db_index=True, editable=False)
    publication = models.OneToOneField(
        Publication, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-issued", "publisher", "title")
        constraints = (
            models.UniqueConstraint(
                fields=("address",),
                condition=~Q(address=""),
                name="source_address_once",
                violation_error_message="A source with this address is already in the record: use that one.",
            ),
        )

    def __str__(self):
        return ", ".join(part for part in (self.publisher, f"“{self.title}”", self.issued) if part)

    def save(self, *args, **kwargs):
        """Keeps the key by which another address of the same page is recognised."""
        self.address_key = address_key(self.address)
        super().save(*args, **kwargs)

    @property
    def identity(self) -> str:
        return f"{self.kind}:{self.pk}"


class StoredText(models.Model):
    """The text of a source as it was read: evidence for the desk, never published, and never edited afterwards.

    `address` is where a fetched document came from in the end, `document_digest` the hash of its bytes.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="stored_texts")
    text = Passage(max_length=500_000)
    digest = models.CharField("SHA-256", max_length=64, editable=False)
    origin = models.CharField(max_length=8, choices=TextOrigin, default=TextOrigin.PASTED, editable=False)
    address = WebAddress("fetched from", blank=True, editable=False)
    address_key = models.CharField(max_length=1000, blank=True, db_index=True, editable=False)
    document_digest = models.CharField("SHA-256 of the document", max_length=64, blank=True, editable=False)
    by_name = models.CharField("stored by", max_length=150, blank=True, editable=False)
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-stored_at",)

    def __str__(self):
        return f"Text of {self.source_id}, {len(self.text)} characters"

    def save(self, *args, **kwargs):
        self.digest = hashlib.sha256(self.text.encode()).hexdigest()
        self.address_key = address_key(self.address)
        super().save(*args, **kwargs)


class Citation(models.Model):
    """That a source supports an entry, or differs from it and what it says instead."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    stance = models.CharField(max_length=8, choices=Stance, default=Stance.SUPPORTS)
    concerns = Line(
        max_length=120,
        blank=True,
        help_text="Which fact, where it is not the whole entry. Example: who attended.",
    )
    says = Passage(
        max_length=600,
        blank=True,
        help_text="For a source that differs: what it says. In our words, or a short quotation.",
    )
    locator = Line(max_length=60, blank=True, help_text="Page, paragraph or timecode.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(stance=Stance.DIFFERS) | ~Q(says=""),
                name="citation_differs_says_what",
                violation_error_message="Write what the source says instead: readers see both.",
            ),
        )

    def __str__(self):
        return f"{self.get_stance_display()}: {self.source}"
