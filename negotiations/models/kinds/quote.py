"""A quote: somebody's own words, who they were then, and where they stand."""

from django.db import models
from django.db.models import Q

from negotiations.models.entries import Entry
from negotiations.models.fields import Line, Passage
from negotiations.models.nouns import LANGUAGE, Office, Person
from negotiations.models.sources import Source, StoredText
from negotiations.values.vocabulary import Attribution, Bearing, Setting, TranslationOrigin, Verbatim


class Quote(Entry):
    """Words that somebody said or wrote, kept verbatim in the language they were said in.

    Where only a translation is known, `text` stays empty and the translation stands with its origin.
    """

    kind = "quote"

    text = Passage(
        "original words",
        max_length=2000,
        blank=True,
        help_text="Exactly as said, in the language they were said in, without quotation marks around them."
        " Empty where only a translation is known.",
    )
    text_language = Line(
        "language they were said in",
        max_length=20,
        blank=True,
        validators=[LANGUAGE],
        help_text="ja, en, zh-Hant.",
    )
    translation = Passage(max_length=2000, blank=True, help_text="Exactly as the source gives it, or ours.")
    translation_language = Line(
        max_length=20, blank=True, validators=[LANGUAGE], help_text="en where it is in English."
    )
    translation_origin = models.CharField(max_length=12, choices=TranslationOrigin, blank=True)
    translated_by = Line(max_length=120, blank=True, help_text="Who translated. Example: Kantei, Kyodo.")
    speaker = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="quotes")
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quotes",
        help_text="As held on the day of the words.",
    )
    speaker_description = Line(
        max_length=160, blank=True, help_text="For somebody unnamed. Example: a senior Treasury official."
    )
    setting = models.CharField(max_length=16, choices=Setting, blank=True)
    medium = Line(max_length=80, blank=True, help_text="Example: Truth Social, NHK.")
    addressee = Line(max_length=120, blank=True, help_text="To whom. Example: reporters in Washington.")
    attribution = models.CharField(max_length=12, choices=Attribution, default=Attribution.ON_RECORD)
    verbatim = models.CharField(
        "verbatim check", max_length=12, choices=Verbatim, default=Verbatim.NOT_CHECKED
    )
    verbatim_checked_on = models.DateField(null=True, blank=True)
    checked_text = models.ForeignKey(StoredText, models.SET_NULL, null=True, editable=False, related_name="+")
    checked_digest = models.CharField(max_length=64, blank=True, editable=False)
    claim = Passage(
        max_length=400,
        blank=True,
        help_text="What the words claim, where it can be true or false. In our words.",
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(verbatim=Verbatim.NOT_CHECKED) | Q(verbatim_checked_on__isnull=False),
                name="quote_check_has_date",
                violation_error_message="Give the day of the verbatim check.",
            ),
        )


class Evidence(models.Model):
    """What speaks for or against the claim of a quote: a fact with its source, or another entry."""

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="evidence")
    bearing = models.CharField(max_length=8, choices=Bearing)
    text = Passage(
        max_length=600, help_text="The fact, in our words. Example: Japan budgets about $1.4bn a year."
    )
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    entry = models.ForeignKey(
        Entry,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="An entry that shows it, if there is one.",
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ("position", "id")

    def __str__(self):
        return f"{self.get_bearing_display()}: {self.text[:60]}"
