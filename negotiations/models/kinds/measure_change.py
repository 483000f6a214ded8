"""A measure change: what happens to a tariff, on which date, by which document, for which goods and economies."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from negotiations.models.entries import Entry
from negotiations.models.fields import Line, Passage, WhenText, Zone
from negotiations.models.nouns import Economy, Instrument, Measure, ProductList
from negotiations.values.vocabulary import (
    Action,
    EconomyScope,
    EffectiveAfter,
    GoodsScope,
    GoodsSystem,
    RateBasis,
)


class MeasureChange(Entry):
    """One change of one measure. Rate, basis, scope and economies stand here, never on the measure.

    `effective_until` is exclusive: "until 12:01 a.m. 9 July" is 2025-07-09T00:01, and 8 July the last full day.
    """

    kind = "measure_change"

    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="changes")
    action = models.CharField(
        max_length=20, choices=Action, blank=True, help_text="What it does to the measure."
    )
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, blank=True, related_name="changes")
    announced = WhenText()
    signed = WhenText()
    published = WhenText("published in the official journal")
    guidance = WhenText("customs guidance", help_text="When customs said how it is applied.")
    effective_from = WhenText(help_text="2025-04-03T00:01 for 12:01 a.m. Local time of the zone below.")
    effective_until = WhenText(
        help_text="The first instant at which it no longer applies: 2025-07-09T00:01 for “until 12:01 a.m. July 9”."
    )
    effective_zone = Zone(help_text="Zone of the legal dates, where it is not the zone of the entry.")
    days_after = models.PositiveSmallIntegerField(
        "effective days after",
        null=True,
        blank=True,
        help_text="7 for “7 days after the date of this order”.",
    )
    days_after_event = models.CharField("counted from", max_length=12, choices=EffectiveAfter, blank=True)
    duty = Line(
        "duty expression",
        max_length=200,
        blank=True,
        help_text="As the document gives it: 25%, 15% all-in, 4.4¢/kg + 10%, Free.",
    )
    rate_basis = models.CharField(
        max_length=16, choices=RateBasis, blank=True, help_text="What kind of rate it is."
    )
    goods = Passage(
        max_length=600,
        blank=True,
        help_text="Which goods, in words. Example: passenger vehicles and light trucks.",
    )
    goods_scope = models.CharField(
        "goods by code",
        max_length=12,
        choices=GoodsScope,
        blank=True,
        help_text="Empty: the goods that the measure covers already.",
    )
    product_lists = models.ManyToManyField(
        ProductList, blank=True, related_name="+", help_text="Lists of codes that it applies to."
    )
    excepted_lists = models.ManyToManyField(
        ProductList, blank=True, related_name="+", help_text="Lists of codes that are excepted."
    )
    economy_scope = models.CharField(
        "applies to",
        max_length=12,
        choices=EconomyScope,
        blank=True,
        help_text="Empty: the economies that the measure covers already.",
    )
    scope_economies = models.ManyToManyField(
        Economy, blank=True, related_name="+", help_text="The economies it applies to, or the ones excepted."
    )
    condition = Line(
        "only where",
        max_length=200,
        blank=True,
        help_text="A condition that neither goods nor economy tell. Example: for goods that qualify under the USMCA;"
        " for the plaintiffs.",
    )
    stacking = Passage(
        max_length=600,
        blank=True,
        help_text="What this document says about other duties on the same goods. The rule that answers are worked out"
        " by is an entry of its own: a stacking rule.",
    )
    amends = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="amended_by",
        help_text="The earlier change that it changes.",
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(days_after__isnull=True, days_after_event="")
                | Q(days_after__isnull=False) & ~Q(days_after_event=""),
                name="measure_change_days_after_what",
                violation_error_message="“Days after” needs both: how many, and after what.",
            ),
        )

    @property
    def legal_zone(self) -> str:
        """The zone of the legal dates."""
        return self.effective_zone or self.zone


def has_even_digits(value: str) -> None:
    """Raise ValidationError for a code that lost its leading zero."""
    count = len(value.replace(".", ""))
    if count % 2 or count > 10:
        raise ValidationError(
            "%(value)s has %(count)s digits; a code has 2, 4, 6, 8 or 10. Did it lose a leading zero?",
            code="digits",
            params={"value": value, "count": count},
        )


class GoodsCode(models.Model):
    """Goods by a code or its beginning, included or excepted."""

    change = models.ForeignKey(MeasureChange, models.CASCADE, related_name="goods_codes")
    system = models.CharField(max_length=4, choices=GoodsSystem, default=GoodsSystem.HS)
    code = Line(
        max_length=14,
        validators=[
            RegexValidator(
                r"\A[0-9][0-9.]+\Z", "A code is digits, with points if you like: 8703 or 8703.22.01."
            ),
            has_even_digits,
        ],
        help_text="8703 for all cars; 8703.22.01 or 87032201 for one line.",
    )
    is_excluded = models.BooleanField("excepted", default=False)
    note = Line(max_length=120, blank=True)

    class Meta:
        ordering = ("is_excluded", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("change", "system", "code"),
                name="goods_code_once",
                violation_error_message="This code is already on the list.",
            ),
        )

    def __str__(self):
        return f"{'except ' if self.is_excluded else ''}{self.get_system_display()} {self.code}"
