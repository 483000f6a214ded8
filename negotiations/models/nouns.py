"""Nouns: names to point at, with the few facts that do not change.

What happens, is said, takes effect or changes on a date is an entry and has a source; a negotiation's status or a
measure's rate is folded from entries and never typed here.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from negotiations.models.fields import Line, Passage, WebAddress, WhenText
from negotiations.models.printed import Publication
from negotiations.values.vocabulary import EconomyKind, GoodsSystem, InstrumentKind

LANGUAGE = RegexValidator(
    r"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", "Write a language tag such as en, ja or zh-Hant.", code="language"
)


class Noun(models.Model):
    """What all nouns share: an address, and the publication once an entry that shows it was published."""

    slug = models.SlugField(
        max_length=80,
        unique=True,
        help_text="The last part of its public address. Never change it after publication.",
    )
    publication = models.OneToOneField(
        Publication, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    kind = ""  # the name of its declaration in public.kinds

    class Meta:
        abstract = True

    @property
    def key(self) -> str:
        """The last part of its public address."""
        return self.slug

    @property
    def identity(self) -> str:
        """Who it is at the desk, whatever its label: what approvals and hashes refer to."""
        return f"{self.kind}:{self.pk}"


class Economy(Noun):
    """A country, customs territory or customs union that negotiates or is affected."""

    kind = "economy"
    name = Line(
        max_length=100, unique=True, help_text="In English, as we write it on the page. Example: Japan."
    )
    name_ja = Line("name in Japanese", max_length=100, blank=True)
    code = Line(
        max_length=3,
        unique=True,
        validators=[
            RegexValidator(r"\A[A-Z]{2,3}\Z", "Write the ISO 3166 code in capitals, such as JP, or EU.")
        ],
        help_text="ISO 3166-1 alpha-2, or EU. It stands in public addresses.",
    )
    economy_kind = models.CharField("type", max_length=8, choices=EconomyKind, default=EconomyKind.COUNTRY)

    class Meta:
        verbose_name_plural = "economies"
        ordering = ("name",)

    def __str__(self):
        return self.name

    @property
    def key(self):
        return self.code


class Membership(models.Model):
    """That an economy belongs to a customs union, from a day until, exclusively, another."""

    union = models.ForeignKey(Economy, models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Economy, models.PROTECT, related_name="unions")
    since = models.DateField(null=True, blank=True, help_text="First day. Empty where it is not known.")
    until = models.DateField(null=True, blank=True, help_text="First day no longer. Empty: still a member.")

    class Meta:
        ordering = ("member__name", "since")
        constraints = (
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gt=F("since")),
                name="membership_until_after_since",
                violation_error_message="A membership ends after the day it began.",
            ),
            models.CheckConstraint(
                condition=~Q(union=F("member")),
                name="membership_not_of_itself",
                violation_error_message="A union is not a member of itself.",
            ),
            models.UniqueConstraint(
                fields=("union", "member", "since"),
                name="membership_once",
                violation_error_message="This membership is already there.",
            ),
        )

    def __str__(self):
        return f"{self.member} in {self.union}"


class Organisation(Noun):
    """A ministry, agency, company or body that people hold office in."""

    kind = "organisation"
    name = Line(max_length=160, unique=True)
    short_name = Line(max_length=40, blank=True, help_text="As it is called in running text. Example: USTR.")
    economy = models.ForeignKey(Economy, models.PROTECT, null=True, blank=True, related_name="organisations")

    class Meta:
        ordering = ("name",)

    def __str__(self):
        return self.name


class Person(Noun):
    """Somebody who speaks or takes part. Offices are held from and until a day and stand apart."""

    kind = "person"
    name = Line(max_length=120, help_text="In Latin letters, given name first. Example: Ryosei Akazawa.")
    name_original = Line(
        "name in original script", max_length=120, blank=True, help_text="Example: 赤澤亮正."
    )
    original_language = Line(
        max_length=20,
        blank=True,
        validators=[LANGUAGE],
        help_text="Language tag of the original script: ja, zh-Hant, ar.",
    )

    class Meta:
        verbose_name_plural = "people"
        ordering = ("name",)

    def __str__(self):
        return f"{self.name} ({self.name_original})" if self.name_original else self.name


class Office(Noun):
    """A title that a person held from a day until, exclusively, another: what they were when they spoke."""

    kind = "office"
    person = models.ForeignKey(Person, models.PROTECT, related_name="offices")
    title = Line(
        max_length=160,
        help_text="As it was on that day. Example: Minister in charge of Economic Revitalization.",
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="offices"
    )
    economy = models.ForeignKey(
        Economy,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
        help_text="The side they act for.",
    )
    held_from = models.DateField(
        null=True, blank=True, help_text="First day in office. Leave empty where it is not known."
    )
    held_until = models.DateField(
        null=True, blank=True, help_text="First day no longer in office. Empty: still held, or not known."
    )

    class Meta:
        ordering = ("person__name", "-held_from", "title")
        constraints = (
            models.CheckConstraint(
                condition=Q(held_from__isnull=True)
                | Q(held_until__isnull=True)
                | Q(held_until__gt=F("held_from")),
                name="office_until_after_from",
                violation_error_message="An office ends after the day it began.",
            ),
        )

    def __str__(self):
        since = f", from {self.held_from:%Y-%m-%d}" if self.held_from else ""
        until = f" until {self.held_until:%Y-%m-%d}" if self.held_until else ""
        return f"{self.person.name}, {self.title}{since}{until}"

    def was_held_on(self, day) -> bool:
        """True unless the known dates rule it out."""
        return not (self.held_from and day < self.held_from) and not (
            self.held_until and day >= self.held_until
        )


class Topic(Noun):
    """What talks are about: tariffs on cars, exchange rates, defence cost sharing."""

    kind = "topic"
    name = Line(max_length=100, unique=True)
    description = Passage(max_length=1000, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self):
        return self.name


class Negotiation(Noun):
    """Talks between parties. A track is a negotiation within one. Its status is folded from entries, never typed."""

    kind = "negotiation"
    name = Line(max_length=160, unique=True, help_text="Example: United States – Japan tariff talks.")
    parties = models.ManyToManyField(Economy, blank=True, related_name="negotiations")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tracks",
        help_text="For a track: the talks it is part of.",
    )
    description = Passage(max_length=1000, blank=True, help_text="One or two sentences that do not change.")

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="negotiation_not_its_own_track",
                violation_error_message="Talks cannot be a track of themselves.",
            ),
        )

    def __str__(self):
        return self.name


class LegalAuthority(Noun):
    """The law that a measure rests on. Data, not code: caps and durations change."""

    kind = "authority"
    name = Line(max_length=120, unique=True, help_text="Example: Section 232.")
    statute = Line(
        max_length=200,
        blank=True,
        help_text="Example: Trade Expansion Act of 1962, section 232 (19 U.S.C. 1862).",
    )
    economy = models.ForeignKey(Economy, models.PROTECT, null=True, blank=True, related_name="authorities")
    allows = Passage(
        max_length=1000, blank=True, help_text="What it lets the government do, and after which process."
    )
    cap = Line(max_length=200, blank=True, help_text="The highest rate it allows, if any.")
    duration = Line(max_length=200, blank=True, help_text="How long a measure under it may last.")
    duration_days = models.PositiveSmallIntegerField(
        "duration in days",
        null=True,
        blank=True,
        help_text="Only where the law counts days from the first on: 150. Readers get a countdown.",
    )

    class Meta:
        verbose_name_plural = "legal authorities"
        ordering = ("name",)

    def __str__(self):
        return self.name


class Measure(Noun):
    """The name that its changes share. Rate, basis, scope and economies stand on the changes."""

    kind = "measure"
    name = Line(
        max_length=160, unique=True, help_text="Example: US Section 232 duty on automobiles and parts."
    )
    imposed_by = models.ForeignKey(Economy, models.PROTECT, null=True, blank=True, related_name="measures")
    authority = models.ForeignKey(
        LegalAuthority, models.PROTECT, null=True, blank=True, related_name="measures"
    )
    description = Passage(max_length=1000, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self):
        return self.name


class Instrument(Noun):
    """The document that does it: an executive order, a proclamation, a notice, a ruling."""

    kind = "instrument"
    name = Line(max_length=250, help_text="Its title, shortened where it is long.")
    instrument_kind = models.CharField(
        "type", max_length=16, choices=InstrumentKind, default=InstrumentKind.OTHER
    )
    number = Line(max_length=60, blank=True, help_text="Example: Proclamation 10908, EO 14257.")
    citation = Line(max_length=60, blank=True, help_text="Example: 90 FR 14705.")
    address = WebAddress("web address", blank=True)
    issued = WhenText(help_text="2025-03-26, or 2025-03 where only the month is known.")
    economy = models.ForeignKey(Economy, models.PROTECT, null=True, blank=True, related_name="instruments")

    class Meta:
        ordering = ("-issued", "name")

    def __str__(self):
        return f"{self.number}: {self.name}" if self.number else self.name


class ProductList(Noun):
    """Product codes that a document lists, each perhaps with a duty of its own: an annex, or a column of a schedule.

    A list that was printed never changes: what a later document changes is a new list, which `replaces` the older one.
    `codes` holds a line for each code, as digits, with its duty after a tab where it has one.
    """

    kind = "product_list"
    name = Line(max_length=160, unique=True, help_text="Example: Annex II to Executive Order 14257.")
    system = models.CharField(max_length=4, choices=GoodsSystem, default=GoodsSystem.HTS)
    nomenclature = Line(
        max_length=80, blank=True, help_text="The edition that the codes are of. Example: HS 2022; HTS 2025."
    )
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        help_text="The earlier version of this list.",
    )
    codes = Passage(
        blank=True,
        max_length=2_000_000,
        help_text="One code a line: 8703.22.01. Where each has a duty of its own, a tab and the duty after it. Long"
        " lists: manage.py import_products FILE --list ADDRESS.",
    )
    code_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                name="product_list_not_of_itself",
                violation_error_message="A list does not replace itself.",
            ),
        )

    def __str__(self):
        return self.name
