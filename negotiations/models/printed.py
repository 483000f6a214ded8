"""The printed record: what readers may see, as it stood when it was published.

Editions are appended and superseded, never changed and never deleted; triggers hold that in the database
(`negotiations.guards`). Public code reads these tables and no others.
"""

import json
from datetime import datetime
from functools import cached_property

from django.db import models
from django.db.models import F, Q

from negotiations.values.vocabulary import Change, LinkStatus


class Press(models.Model):
    """The one row that every printing locks first: the counters of the record and its last instant.

    Locking it before anything else makes numbers gap-free and times strictly increasing, and makes the order of
    numbers the order of commits: a slow commit cannot appear behind a page that was already served.
    """

    last_entry = models.PositiveIntegerField(default=0)
    last_source = models.PositiveIntegerField(default=0)
    last_log = models.PositiveBigIntegerField(default=0)
    last_printed_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)
    is_synthetic = models.BooleanField(
        default=False, help_text="True for a record made by make_bulk_record: nothing in it is true."
    )
    accepts_times = models.BooleanField(
        default=False,
        help_text="True only while the sample record is loaded with simulated publication times.",
    )

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="press_is_one_row"),)

    def __str__(self):
        return f"The press, after printing {self.last_log}"


class PublicationQuerySet(models.QuerySet):
    def entries(self):
        return self.filter(number__isnull=False)


class Publication(models.Model):
    """Something that was printed at least once: its address, for ever.

    `kind` names the declaration that reads its editions. `key` is the last part of the address: a public id
    (TW-000123) for entries, TWS-000012 for sources, a slug or a code for other nouns. `number` is the entry's
    number and NULL for nouns. `closed_at` is set while it is withdrawn from readers; `redirect_to` when it was merged.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    number = models.PositiveIntegerField(null=True, unique=True)
    closed_at = models.DateTimeField(null=True)
    redirect_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="redirected_from")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "key"),
                name="publication_one_address",
                violation_error_message="Something of this kind already has this address.",
            ),
        )

    def __str__(self):
        return self.key


class EditionQuerySet(models.QuerySet):
    def current(self):
        """The editions that stand now, of what is open to readers."""
        return self.filter(superseded_at__isnull=True, publication__closed_at__isnull=True)

    def known_on(self, at: datetime | None):
        """The editions that stood at the instant `at` (None: now), of what is open to readers today.

        Withdrawing closes every edition, on this clock too; what was redacted stays closed after a reinstatement.
        """
        if at is None:
            return self.current()
        return self.stood_on(at).filter(publication__closed_at__isnull=True, redaction__isnull=True)

    def stood_on(self, at: datetime):
        """The editions that stood at an instant, also of what is closed today: for telling what is gone, never its
        words."""
        stood = Q(superseded_at__isnull=True) | Q(superseded_at__gt=at)
        return self.filter(stood, published_at__lte=at).exclude(change=Change.WITHDRAWAL)

    def entries(self):
        return self.filter(publication__number__isnull=False)


class Edition(models.Model):
    """One immutable printing of one publication.

    `body` is canonical JSON (sorted keys, UTF-8, no spaces) in the shape of version `schema_version` of its kind's
    public schema; `digest` is its SHA-256 in hexadecimal. It stood from `published_at` until, exclusively,
    `superseded_at` (NULL: it stands). The four columns after that repeat what the timeline sorts and bounds by;
    they are NULL for nouns.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    change = models.CharField(max_length=16, choices=Change)
    note = models.TextField(blank=True)
    schema_version = models.PositiveSmallIntegerField()
    body = models.TextField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    sort_key = models.BigIntegerField(null=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("publication", "number"), name="edition_number_once"),
            models.UniqueConstraint(
                fields=("publication",), condition=Q(superseded_at__isnull=True), name="edition_one_current"
            ),
            models.UniqueConstraint(fields=("published_at",), name="edition_time_once"),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gt=F("published_at")),
                name="edition_superseded_later",
            ),
            models.CheckConstraint(condition=Q(change__in=Change.values), name="edition_change_known"),
        )
        # The newest corrections are found at once also in a record that has few.
        indexes = (models.Index(fields=("change", "published_at"), name="edition_by_change"),)

    def __str__(self):
        return f"{self.publication_id}, edition {self.number}"

    @cached_property
    def content(self) -> dict:
        """The body as Python values, in the shape of its own schema version."""
        return json.loads(self.body)


class Facet(models.Model):
    """Something that readers can filter by, true of one edition for ever.

    The value is a noun's (or an entry's) publication, or a word. A word of a `series` (a measure) is the state that
    the series reaches by this edition: known from `known_from`, standing from `holds_from` until `holds_until`
    (exclusive; NULL: from when it is known; without end), for the `scope` ('': the whole series), at the rate `duty`
    on the `basis` ('': as before). Which state stands on a day is folded when a reader asks, so that no stored row
    depends on today.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="facets")
    name = models.CharField(max_length=24)
    noun = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="+")
    word = models.CharField(max_length=40, blank=True)
    series = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="+")
    known_from = models.DateTimeField(null=True)
    holds_from = models.DateTimeField(null=True)
    holds_until = models.DateTimeField(null=True)
    scope = models.TextField(blank=True)
    duty = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = (models.Index(fields=("name", "noun"), name="facet_by_noun"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(noun__isnull=False, word="") | Q(noun__isnull=True) & ~Q(word=""),
                name="facet_noun_or_word",
            ),
            models.CheckConstraint(
                condition=Q(series__isnull=True) | Q(known_from__isnull=False), name="facet_series_known_from"
            ),
        )

    def __str__(self):
        return f"{self.name} = {self.word or self.noun_id}"

    @classmethod
    def of(cls, edition: Edition, value) -> "Facet":
        """The row for one `FacetValue` of an edition; a state that nobody dated is known from its printing."""
        known_from = value.known_from
        if value.series and known_from is None:
            known_from = min(edition.published_at, value.holds_from or edition.published_at)
        return cls(
            edition=edition,
            name=value.name,
            noun_id=value.noun,
            word=str(value.word),
            series_id=value.series,
            known_from=known_from,
            holds_from=value.holds_from,
            holds_until=value.holds_until,
            scope=value.scope,
            duty=value.duty,
            basis=value.basis,
        )


class PublicationLog(models.Model):
    """One row for every printing, numbered without gaps; the newest number is the record's generation."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="+")
    edition_in = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    edition_out = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("number",)

    def __str__(self):
        return f"Printing {self.number}"


class Redaction(models.Model):
    """On record that the body of an edition was blanked for good, when, by whom, and why.

    `digest` repeats the edition's: the one case in which a body need not fit its hash.
    """

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="redaction")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.TextField()

    def __str__(self):
        return f"Redaction of {self.edition_id}"


class SearchText(models.Model):
    """The words of one edition for search, each folded (`values.search_words`) and written in letters and digits alone.

    Made of the edition, so it can be made again; a full-text index over it is kept by the database itself
    (`negotiations.search_index`). What is redacted has none.
    """

    edition = models.OneToOneField(Edition, models.PROTECT, primary_key=True, related_name="search_text")
    words = models.TextField()

    def __str__(self):
        return f"Words of {self.edition_id}"


class SocialImage(models.Model):
    """The picture that other sites show beside a link to a publication: a PNG of 1200 by 630 made of its edition.

    Made when it is published, so that no reader waits for it, and made again by `rebuild_public`; one for each
    publication, of the edition that is current.
    """

    publication = models.OneToOneField(
        Publication, models.PROTECT, primary_key=True, related_name="social_image"
    )
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    png = models.BinaryField()

    def __str__(self):
        return f"Picture of {self.publication_id}"


class Unreviewed(models.Model):
    """On record that an edition was published in an emergency, before a second editor had approved it, and why.

    Readers see the reason, and once another editor stood for the content (`confirmed_at`) that as well.
    """

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="unreviewed")
    reason = models.TextField()
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"Edition {self.edition_id}, published without review"


class Upkeep(models.Model):
    """What ages without an edition: whether a source's link lives, where its copy is, the last verification."""

    publication = models.OneToOneField(Publication, models.PROTECT, related_name="upkeep")
    link_status = models.CharField(max_length=8, choices=LinkStatus, default=LinkStatus.UNKNOWN)
    archive_address = models.URLField(max_length=1000, blank=True)
    checked_on = models.DateField(null=True)
    last_verified_on = models.DateField(null=True)
    changed_at = models.DateTimeField(
        auto_now=True, db_index=True
    )  # by it what is kept of names is kept current

    def __str__(self):
        return f"Upkeep of {self.publication_id}"
