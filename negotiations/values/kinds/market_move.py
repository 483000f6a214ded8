"""The closed lists of market moves."""

from django.utils.translation import gettext_lazy as _

from negotiations.values.vocabulary import Terms


class MarketInstrument(Terms):
    SHARE = "share", _("Share")
    INDEX = "index", _("Index")
    CURRENCY = "currency", _("Currency pair")
    BOND = "bond", _("Bond")
    COMMODITY = "commodity", _("Commodity")
