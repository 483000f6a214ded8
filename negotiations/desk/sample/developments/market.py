"""What prices did, as it was reported beside the talks."""

from decimal import Decimal

from negotiations.desk.sample.states import cite, first
from negotiations.models.kinds.market_move import MarketMove

ENTRIES = (
    first(
        "shares-17-april",
        MarketMove,
        "2025-04-17T13:12Z",
        headline="Three Japanese heavy-industry shares rise on the day after the first round",
        summary="The report gives the moves beside its account of the talks. Before these, Trump had named the cost of"
        " military support as a subject.",
        when="2025-04-17",
        zone="Asia/Tokyo",
        when_note="16 April in Washington was the day of the talks",
        economies=["JP"],
        negotiations=["us-japan-2025"],
        topics=["defence-cost-sharing"],
        reported_against="round-1",
        changes=[
            {"name": "IHI", "ticker": "7013", "exchange": "Tokyo", "percent": Decimal("5")},
            {
                "name": "Kawasaki Heavy Industries",
                "ticker": "7012",
                "exchange": "Tokyo",
                "percent": Decimal("6.3"),
            },
            {
                "name": "Mitsubishi Heavy Industries",
                "ticker": "7011",
                "exchange": "Tokyo",
                "percent": Decimal("1.6"),
            },
        ],
        citations=[cite("ft")],
    ),
)
