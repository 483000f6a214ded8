"""A complete market move."""

from negotiations.models.kinds.market_move import MarketMove, PriceChange
from tests.make import make_entry, serial


def make(*, changes=(("Mitsubishi Heavy Industries", "1.6"),), **values):
    """A share that rose."""

    def parts(entry):
        for name, percent in changes:
            PriceChange.objects.create(move=entry, name=name, percent=percent)

    defaults = {
        "headline": f"Shares of defence companies rise ({next(serial)})",
        "when": "2025-04-17",
        "zone": "Asia/Tokyo",
    }
    return make_entry(MarketMove, parts=parts, **defaults | values)
