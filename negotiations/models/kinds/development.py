"""A development: what happens beside rounds, words and duties. A letter, a request, an agreement, a ruling."""

from django.db import models
from django.db.models import Q

from negotiations.models.entries import Entry
from negotiations.models.fields import Passage
from negotiations.models.nouns import Economy, Measure, Negotiation, Office, Organisation, Person
from negotiations.values.kinds.development import DevelopmentType, Response
from negotiations.values.vocabulary import NegotiationStatus


class Development(Entry):
    """Somebody acts, perhaps towards somebody else. A request has a response; an agreement may set a status."""

    kind = "development"

    development_type = models.CharField("type", max_length=16, choices=DevelopmentType, blank=True)
    actor_economy = models.ForeignKey(
        Economy, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="who acts: economy"
    )
    actor_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="who acts: person"
    )
    actor_office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="office of the person",
        help_text="As held on that day.",
    )
    actor_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="who acts: organisation",
    )
    addressee_economy = models.ForeignKey(
        Economy, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="on whom: economy"
    )
    addressee_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="on whom: person"
    )
    measures = models.ManyToManyField(
        Measure,
        blank=True,
        related_name="developments",
        help_text="The measures that it is about: those a court ruled on, or that it answers.",
    )
    asked_for = Passage(
        max_length=600, blank=True, help_text="For a request: what was asked for, in our words."
    )
    response = models.CharField(
        max_length=12,
        choices=Response,
        blank=True,
        help_text="For a request: what became of it, as far as is known. For a response: what it says.",
    )
    response_note = Passage(max_length=600, blank=True, help_text="How it was answered, in our words.")
    answers = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="answered_by",
        help_text="For a response: the request that it answers.",
    )
    sets_status_of = models.ForeignKey(
        Negotiation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The talks whose status changes with it, if any.",
    )
    negotiation_status = models.CharField("new status", max_length=24, choices=NegotiationStatus, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(sets_status_of__isnull=True, negotiation_status="")
                | Q(sets_status_of__isnull=False) & ~Q(negotiation_status=""),
                name="development_status_of_what",
                violation_error_message="A new status needs both: the talks, and the status.",
            ),
        )
