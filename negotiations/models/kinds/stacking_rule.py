"""A stacking rule: how duties stand to each other on the same goods, by which document and since when."""

from django.db import models

from negotiations.models.entries import Entry
from negotiations.models.fields import Passage, WhenText, Zone
from negotiations.models.nouns import Instrument, LegalAuthority, Measure
from negotiations.values.kinds.stacking_rule import StackingEffect


class StackingRule(Entry):
    """Two duties on the same goods are added, or one excludes the other: never a matter of course, always of a text.

    The first duties are those of `measures` and of all measures under `authorities`; the second likewise. A rule
    without second duties speaks of every other duty of the same economy. `effective_until` is exclusive.
    """

    kind = "stacking_rule"

    effect = models.CharField(
        "what it says",
        max_length=16,
        choices=StackingEffect,
        blank=True,
        help_text="The first ... the second.",
    )
    measures = models.ManyToManyField(
        Measure, blank=True, related_name="+", verbose_name="first: these measures"
    )
    authorities = models.ManyToManyField(
        LegalAuthority, blank=True, related_name="+", verbose_name="first: all measures under"
    )
    other_measures = models.ManyToManyField(
        Measure, blank=True, related_name="+", verbose_name="second: these measures"
    )
    other_authorities = models.ManyToManyField(
        LegalAuthority,
        blank=True,
        related_name="+",
        verbose_name="second: all measures under",
        help_text="Nothing second: every other duty of the same economy.",
    )
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, null=True, blank=True, related_name="stacking_rules"
    )
    says = Passage(
        "in words",
        max_length=600,
        blank=True,
        help_text="What the document says, in our words or in its own.",
    )
    effective_from = WhenText(help_text="2025-04-05T00:01 for 12:01 a.m. Local time of the zone below.")
    effective_until = WhenText(help_text="The first instant at which it no longer holds.")
    effective_zone = Zone(help_text="Zone of the legal dates, where it is not the zone of the entry.")

    @property
    def legal_zone(self) -> str:
        """The zone of the legal dates."""
        return self.effective_zone or self.zone
