"""The closed lists of market moves."""

from django.db.models import TextChoices


class MarketInstrument(TextChoices):
    SHARE = "share", "Share"
    INDEX = "index", "Index"
    CURRENCY = "currency", "Currency pair"
    BOND = "bond", "Bond"
    COMMODITY = "commodity", "Commodity"
