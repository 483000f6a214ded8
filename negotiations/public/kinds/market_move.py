"""What is public of a market move."""

from decimal import Decimal
from typing import Annotated

from django.utils.translation import gettext_noop
from pydantic import Field, PlainSerializer

from negotiations.public.kinds.base import EntryBody, FacetValue, Kind, Printed, Ref, refs
from negotiations.values.kinds.market_move import MarketInstrument


def exact(value: Decimal) -> str:
    """A number without an exponent or zeros that nobody gave: "6.3", "5", "-2"."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class PriceChangeBody(Printed):
    instrument: MarketInstrument
    name: str
    ticker: str = ""
    exchange: str = ""
    percent: Annotated[Decimal, PlainSerializer(exact)] = Field(
        description="Change in percent, exact, as a string."
    )


class MarketMoveBody(EntryBody):
    """Changes in price that were reported together with an event; never a statement about causes."""

    window: str = Field("", description="The time over which the change was measured.")
    reported_against: Ref | None = None
    changes: list[PriceChangeBody]


def facets(body: MarketMoveBody) -> list[FacetValue]:
    return refs("entry", [body.reported_against])


def present(body: MarketMoveBody) -> dict:
    """Each change with its sign, for a template."""
    return {
        "changes": [
            {
                **change.model_dump(),
                "shown": f"{'+' if change.percent > 0 else ''}{exact(change.percent)} %".replace("-", "−"),
            }
            for change in body.changes
        ]
    }


KINDS = (
    Kind(
        "market_move",
        gettext_noop("Market move"),
        gettext_noop("Market moves"),
        MarketMoveBody,
        is_entry=True,
        order=50,
        facets=facets,
        present=present,
        address="/entries/{key}/",
        jsonld_type="Observation",
        concerns={"when": ("days?", "dates?"), "changes": ("prices?", "moves?", "shares?")},
    ),
)
