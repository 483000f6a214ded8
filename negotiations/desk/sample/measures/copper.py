"""Section 232: copper."""

from negotiations.desk.sample.measures.names import ADDITIONAL, codes
from negotiations.desk.sample.states import cite, first, later
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.values.vocabulary import Change

_COPPER = codes("7406 7407 7408 7409 7410 7411 7412 7413 7415 7418 7419 8544.42 8544.49.10")

ENTRIES = (
    first(
        "copper",
        MeasureChange,
        "2025-07-31T12:30Z",
        **ADDITIONAL,
        topics=["tariffs", "copper"],
        headline="United States imposes 50% on semi-finished copper and products rich in copper from 1 August",
        summary="Pipes, wires, rods, sheets, tubes, fittings, cables and connectors, from all countries. The duty falls"
        " on their copper content. Ores, concentrates, cathodes and scrap are free of it.",
        when="2025-08-01T00:01",
        when_note="Signed on 30 July",
        measure="us-232-copper",
        action="imposed",
        instrument="proclamation-10962",
        announced="2025-07-30",
        signed="2025-07-30",
        effective_from="2025-08-01T00:01",
        duty="50% on the copper content",
        goods="Semi-finished copper products and intensive copper derivative products",
        goods_scope="listed",
        goods_codes=_COPPER,
        economy_scope="all",
        stacking="The other content is subject to the reciprocal duty and any other duties. Not on goods under the"
        " duty on automobiles and parts.",
        citations=[
            cite("copper-proclamation"),
            cite("tariff-schedule", concerns="the goods", locator="note 36(b)"),
        ],
    ),
    later(
        "copper",
        "2025-08-05T13:00Z",
        Change.UPDATE,
        "Added an account of how the duty stands to others.",
        citations=[
            cite("copper-proclamation"),
            cite("tariff-schedule", concerns="the goods", locator="note 36(b)"),
            cite("copper-alert", concerns="other duties"),
        ],
    ),
)
