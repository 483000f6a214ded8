"""The form and the list of market moves."""

from django.contrib import admin

from negotiations.admin.base import DeskTabular
from negotiations.admin.entries import EntryAdmin
from negotiations.models.kinds.market_move import MarketMove, PriceChange


class PriceInline(DeskTabular):
    model = PriceChange
    fields = ("name", "percent", "instrument", "ticker", "exchange", "position")
    extra = 1
    verbose_name_plural = "Prices: what changed, in percent"


@admin.register(MarketMove)
class MarketMoveAdmin(EntryAdmin):
    own_fieldsets = (
        (
            "The move",
            {
                "description": "Reported together with an event, never as its effect.",
                "fields": (("window", "reported_against"),),
            },
        ),
    )
    own_inlines = (PriceInline,)
    own_autocomplete = ("reported_against",)
    own_search = ("changes__name", "changes__ticker")
