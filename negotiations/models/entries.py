"""The spine of the desk: what every kind of entry shares."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from negotiations.models.fields import Line, Passage, WhenText, Zone
from negotiations.models.nouns import LANGUAGE, Economy, Negotiation, Person, Topic
from negotiations.models.printed import Publication
from negotiations.values.vocabulary import Change, Legal, PublicState, Relation, WorkState
from negotiations.values.when import When


class Story(models.Model):
    """Entries that belong together and are submitted, reviewed and published as a set. For the desk alone."""

    name = Line(max_length=160, unique=True, help_text="Example: First ministerial round, 16 April 2025.")
    note = Passage(max_length=2000, blank=True, help_text="For the desk. Never published.")

    class Meta:
        verbose_name_plural = "stories"
        ordering = ("-id",)

    def __str__(self):
        return self.name


class Entry(models.Model):
    """Something that happened, was said, took effect or changed on a date, as the desk knows it today.

    The row is the working copy: readers never see it. It has two independent states: `work_state`, where the copy
    stands, and `public_state`, what readers find. Save it with `desk.workflow.save_working` only, and change its
    states with `desk.workflow.transition` only.
    """

    kind = ""  # each kind names itself

    headline = Line(max_length=200, help_text="What happened, in one sentence of our own. No full stop.")
    summary = Passage(
        max_length=2000,
        blank=True,
        help_text="One or two sentences of our own words. Never an article's text.",
    )
    language = Line("language of headline and summary", max_length=20, default="en", validators=[LANGUAGE])
    when = WhenText(
        help_text="2025-04-16; 2025-04-16T14:30 where the time is known; 2025-04 where only the month is;"
        " 2025-06-05/2025-06-06 for days in a row. Local time of the place. Add ~ for about."
    )
    zone = Zone(
        "time zone of the place",
        help_text="America/New_York for Washington, Asia/Tokyo for Tokyo: 16 April in Washington is 17 April in Tokyo.",
    )
    when_note = Line(
        "note on the date",
        max_length=200,
        blank=True,
        help_text="Shown to readers. Example: 17 April in Tokyo.",
    )
    earliest = models.DateTimeField(null=True, editable=False)
    before = models.DateTimeField(null=True, editable=False)
    negotiations = models.ManyToManyField(
        Negotiation, blank=True, help_text="The talks, or the track, that it belongs to."
    )
    economies = models.ManyToManyField(Economy, blank=True, help_text="Everyone whom it concerns.")
    topics = models.ManyToManyField(Topic, blank=True)
    people = models.ManyToManyField(
        Person,
        blank=True,
        related_name="entries",
        help_text="People it is about, beside speakers and participants.",
    )
    is_key = models.BooleanField("key event", default=False, help_text="One of the few that tell the story.")
    internal_note = Passage(max_length=4000, blank=True, help_text="For the desk. Never published.")
    embargo_until = models.DateTimeField(
        null=True, blank=True, help_text="It cannot be published before this instant."
    )
    legal = models.CharField("legal check", max_length=12, choices=Legal, default=Legal.NOT_REQUIRED)
    story = models.ForeignKey(
        Story,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="entries",
        help_text="Entries of one story are submitted, reviewed and published together.",
    )
    last_verified_on = models.DateField(
        null=True, blank=True, help_text="The day somebody last checked the whole entry against its sources."
    )

    entry_kind = models.CharField(max_length=40, editable=False)
    work_state = models.CharField(max_length=12, choices=WorkState, default=WorkState.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    approved_digest = models.CharField(max_length=64, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # When it is to be published, and as what: `desk.schedule` keeps it, and whatever voids the approval clears it.
    publish_at = models.DateTimeField(null=True, editable=False)
    publish_as = models.CharField(max_length=16, choices=Change, blank=True, editable=False)
    publish_note = models.TextField(blank=True, editable=False)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    import_key = models.CharField(max_length=120, blank=True, editable=False)
    publication = models.OneToOneField(
        Publication, models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "entries"
        ordering = ("-updated_at", "-id")
        indexes = (
            models.Index(fields=("work_state", "-updated_at"), name="entry_by_state"),
            models.Index(fields=("publish_at",), condition=Q(publish_at__isnull=False), name="entry_due"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("import_key",), condition=~Q(import_key=""), name="entry_import_key_once"
            ),
            models.CheckConstraint(
                condition=~Q(headline=""),
                name="entry_has_headline",
                violation_error_message="Give the entry a headline: it is how everybody will find it again.",
            ),
            models.CheckConstraint(
                condition=Q(earliest__isnull=True, before__isnull=True) | Q(before__gt=F("earliest")),
                name="entry_when_in_order",
                violation_error_message="The end of the date lies before its start.",
            ),
            models.CheckConstraint(
                condition=Q(work_state__in=WorkState.values), name="entry_work_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(work_state=WorkState.APPROVED) | ~Q(approved_digest=""),
                name="entry_approval_is_of_content",
            ),
            models.CheckConstraint(
                condition=Q(publish_at__isnull=True) | Q(work_state=WorkState.APPROVED),
                name="entry_schedule_is_of_approved",
            ),
            models.CheckConstraint(
                condition=~Q(work_state=WorkState.CLEAN) | Q(publication__isnull=False),
                name="entry_clean_was_printed",
            ),
        )

    def __str__(self):
        return self.headline

    def save(self, *args, **kwargs):
        """Derives the bounds from `when` and `zone`, and the kind from the class."""
        self.entry_kind = self.kind or self.entry_kind
        when = self.when_value
        self.earliest, self.before = (when.earliest, when.before) if when else (None, None)
        super().save(*args, **kwargs)

    @property
    def identity(self) -> str:
        """Who it is at the desk, whatever its words."""
        return f"entry:{self.pk}"

    @property
    def when_value(self) -> When | None:
        """The date with its zone, or None where no readable date is given yet."""
        return self.date_of("when")

    def date_of(self, field: str, zone: str = "") -> When | None:
        """The date in `field` read in `zone` (the entry's own where not given), or None."""
        try:
            return When.parse(getattr(self, field), zone or self.zone) if getattr(self, field) else None
        except ValueError:
            return None

    @property
    def public_state(self) -> PublicState:
        """What readers find; costs a query where the publication is not joined."""
        if self.publication is None:
            return PublicState.NOT_PRINTED
        return PublicState.WITHDRAWN if self.publication.closed_at else PublicState.LIVE

    @property
    def child(self):
        """The same entry as its kind (a Round, a Quote, ...); costs a query on a plain Entry."""
        return self if self.kind else getattr(self, self.entry_kind.replace("_", ""))


class RelatedEntry(models.Model):
    """How one entry stands to another. Each is printed with a reference to the other, never with its text."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="relations")
    role = models.CharField(max_length=16, choices=Relation, default=Relation.SEE_ALSO)
    target = models.ForeignKey(Entry, models.CASCADE, related_name="reverse_relations")

    class Meta:
        verbose_name_plural = "related entries"
        constraints = (
            models.UniqueConstraint(
                fields=("entry", "role", "target"),
                name="related_entry_once",
                violation_error_message="This relation is already there.",
            ),
            models.CheckConstraint(
                condition=~Q(entry=F("target")),
                name="related_entry_not_itself",
                violation_error_message="An entry cannot be related to itself.",
            ),
        )

    def __str__(self):
        return f"{self.get_role_display()}: {self.target}"
