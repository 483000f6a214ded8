"""A market move: what prices did, as reported together with an event. Never a cause."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from negotiations.models.entries import Entry
from negotiations.models.fields import Line
from negotiations.values.kinds.market_move import MarketInstrument


class MarketMove(Entry):
    """Changes in price that a source reports against an event. The date of the entry is the trading day."""

    kind = "market_move"

    window = Line(
        max_length=80,
        blank=True,
        help_text="Over which time. Example: to the close in Tokyo; in early trading.",
    )
    reported_against = models.ForeignKey(
        Entry,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The entry that the source reports it together with. We never say that one caused the other.",
    )


class PriceChange(models.Model):
    """One share, index or currency pair, and its change in percent."""

    move = models.ForeignKey(MarketMove, models.CASCADE, related_name="changes")
    instrument = models.CharField(
        "type", max_length=12, choices=MarketInstrument, default=MarketInstrument.SHARE
    )
    name = Line(max_length=120, help_text="Example: Mitsubishi Heavy Industries; USD/JPY.")
    ticker = Line(max_length=20, blank=True, help_text="Example: 7011.")
    exchange = Line(max_length=60, blank=True, help_text="Example: Tokyo.")
    percent = models.DecimalField(
        "change in percent",
        max_digits=8,
        decimal_places=3,
        validators=[MinValueValidator(Decimal(-100)), MaxValueValidator(Decimal(10000))],
        help_text="6.3 for a rise by 6.3 %, -2 for a fall by 2 %.",
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("move", "name"),
                name="price_change_once",
                violation_error_message="This name is already on the list.",
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=-100),
                name="price_change_possible",
                violation_error_message="A price cannot fall by more than 100 %.",
            ),
        )

    def __str__(self):
        return f"{self.name} {self.percent:+f} %"
