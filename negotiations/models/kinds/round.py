"""A round: parties meet, or mean to. A meeting is not always a round, and each side counts its own way."""

from django.db import models
from django.db.models import Q

from negotiations.models.entries import Entry
from negotiations.models.fields import Line, Passage, WhenText
from negotiations.models.nouns import LANGUAGE, Economy, Office, Person, Topic
from negotiations.models.sources import Source
from negotiations.values.vocabulary import (
    AgendaState,
    Attendance,
    Outcome,
    RoundLevel,
    RoundMode,
    RoundStatus,
)


class Round(Entry):
    """A meeting of the parties, held or planned, with who was there, what was on the table and how it ended."""

    kind = "round"

    level = models.CharField(max_length=12, choices=RoundLevel, blank=True)
    mode = models.CharField(max_length=12, choices=RoundMode, blank=True)
    place = Line(max_length=120, blank=True, help_text="Example: Washington, DC.")
    venue = Line(max_length=120, blank=True, help_text="Example: White House.")
    status = models.CharField(max_length=12, choices=RoundStatus, blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(
        "duration in minutes",
        null=True,
        blank=True,
        help_text="As reported. Where reports differ, add a source that differs.",
    )
    next_meeting = WhenText(
        "next meeting", help_text="As agreed at this one: 2025-04 where only “this month” was said."
    )
    next_meeting_note = Line(
        max_length=200, blank=True, help_text="Example: agreed to meet again before the end of April."
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(duration_minutes__isnull=True) | Q(duration_minutes__range=(1, 6000)),
                name="round_duration_possible",
                violation_error_message="Write the duration in minutes, from 1 to 6000.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(status__in=("", RoundStatus.HELD)),
                name="round_outcome_only_when_held",
                violation_error_message="A round that was not held has no outcome: set it to held, or empty it.",
            ),
        )


class RoundOrdinal(models.Model):
    """Which round it was, as one side or one source counts."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="ordinals")
    number = models.PositiveSmallIntegerField(help_text="1 for the first round.")
    counted_by = models.ForeignKey(
        Economy, models.PROTECT, null=True, blank=True, help_text="The side that counts so."
    )
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ("number", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="round_ordinal_from_one",
                violation_error_message="Rounds are counted from 1.",
            ),
        )

    def __str__(self):
        return f"Round {self.number}"


class Participant(models.Model):
    """Somebody who was there, or whom reports put there, with the office they held then."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, help_text="As held on that day."
    )
    side = models.ForeignKey(Economy, models.PROTECT, null=True, blank=True)
    attendance = models.CharField(max_length=12, choices=Attendance, default=Attendance.PRESENT)
    attested_by = models.ManyToManyField(
        Source, blank=True, related_name="+", help_text="Sources that name them."
    )
    omitted_by = models.ManyToManyField(
        Source, blank=True, related_name="+", help_text="Sources that list who attended and leave them out."
    )
    note = Line(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("round", "person"),
                name="participant_once",
                violation_error_message="This person is already on the list.",
            ),
        )

    def __str__(self):
        return self.person.name


class AgendaItem(models.Model):
    """A topic that was discussed, was not, or of which accounts differ. That it was not is a record too."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="agenda")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    raised_by = models.ForeignKey(Economy, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=16, choices=AgendaState, default=AgendaState.DISCUSSED)
    according_to = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    note = Passage(max_length=400, blank=True, help_text="In our words.")
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")

    def __str__(self):
        return f"{self.topic}: {self.get_state_display()}"


class ReadOut(models.Model):
    """What one side said about the meeting afterwards, and where."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="readouts")
    side = models.ForeignKey(Economy, models.PROTECT, related_name="+")
    text = Passage(max_length=1000, help_text="The substance in our words, or a short quotation.")
    language = Line(max_length=20, default="en", validators=[LANGUAGE])
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "read-out"
        constraints = (
            models.UniqueConstraint(
                fields=("round", "side"),
                name="readout_one_per_side",
                violation_error_message="This side's read-out is already there.",
            ),
        )

    def __str__(self):
        return f"Read-out of {self.side}"
