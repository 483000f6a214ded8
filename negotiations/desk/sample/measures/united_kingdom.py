"""United States duties on the United Kingdom: metals that stay at 25%, and the quota for cars."""

from typing import Any

from negotiations.desk.sample.measures.metals import ALUMINIUM, METALS, STEEL_73
from negotiations.desk.sample.measures.names import on
from negotiations.desk.sample.states import cite, first, later
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.values.vocabulary import Change

_UK: dict[str, Any] = {**on("GB", "us-uk-2025"), "rate_basis": "additional"}
_METALS = {
    **_UK,
    **METALS,
    "when": "2025-06-04T00:01",
    "action": "amended",
    "instrument": "proclamation-10947",
    "announced": "2025-06-03",
    "signed": "2025-06-03",
    "effective_from": "2025-06-04T00:01",
    "citations": [cite("metals-proclamation", locator="clauses 6 and 7")],
}
_CARS = {**_UK, "topics": ["tariffs", "automobiles"], "announced": "2025-06-16", "signed": "2025-06-16"}
_ORDER = cite("uk-order", locator="section 2(a)")
_NOTICE = cite("uk-notice", concerns="the day")

STAYS_AT_25 = (
    first(
        "uk-steel-73",
        MeasureChange,
        "2025-06-04T12:50Z",
        **_METALS,
        **STEEL_73,
        headline="United Kingdom’s tubes, rails and piling stay at 25%, of their steel content alone",
        summary="The higher rate does not apply to the United Kingdom. From 9 July the commerce secretary may set"
        " quotas or raise the rate.",
        measure="us-232-steel-73",
        duty="25% on the steel content",
        amends="steel-73",
    ),
    first(
        "uk-aluminium",
        MeasureChange,
        "2025-06-04T12:55Z",
        **_METALS,
        **ALUMINIUM,
        headline="United Kingdom’s aluminium stays at 25%, of the aluminium content alone",
        summary="The higher rate does not apply to the United Kingdom.",
        measure="us-232-aluminium",
        duty="25% on the aluminium content",
        amends="aluminium",
    ),
)

QUOTA = (
    first(
        "uk-cars",
        MeasureChange,
        "2025-06-17T12:00Z",
        **_CARS,
        headline="Order gives the United Kingdom a quota of 100,000 cars a year at 7.5% on top of 2.5%",
        summary="Within the quota the sum with the ordinary 2.5% is 10%; beyond it the full 25% is added. The quota is"
        " to take effect seven days after the order is published in the Federal Register.",
        when="2025-06-16",
        is_key=True,
        measure="us-232-automobiles",
        action="announced",
        instrument="eo-14309",
        duty="7.5% in quota, 25% out of quota",
        goods="Passenger cars of heading 8703",
        goods_scope="listed",
        product_lists=["passenger-cars"],
        stacking="In addition to the ordinary 2.5%.",
        amends="autos",
        relations=[{"role": "follows", "target": "uk-general-terms"}],
        citations=[_ORDER],
    ),
    later(
        "uk-cars",
        "2025-06-30T13:00Z",
        Change.UPDATE,
        "Added the day, 30 June, and the quota for the rest of 2025: 65,205 cars.",
        headline="United Kingdom’s cars pay 7.5% on top of 2.5% within a quota of 100,000 a year",
        summary="Within the quota the sum with the ordinary 2.5% is 10%; beyond it the full 25% is added. For the rest"
        " of 2025 the quota is 65,205 cars, from 30 June. Light trucks have none.",
        action="amended",
        published="2025-06-30",
        effective_from="2025-06-30",
        citations=[
            _ORDER,
            _NOTICE,
            cite("tariff-schedule", concerns="the quota of 2025", locator="note 33(i)"),
        ],
    ),
    first(
        "uk-parts",
        MeasureChange,
        "2025-06-30T13:05Z",
        **_CARS | {"rate_basis": "floor"},
        headline="Parts of the United Kingdom for its own cars pay 10% in all",
        summary="The 10% includes the ordinary duty. It is for parts that are for use in cars of the United Kingdom.",
        when="2025-06-30",
        measure="us-232-automobile-parts",
        action="amended",
        instrument="fr-2025-12060",
        published="2025-06-30",
        effective_from="2025-06-30",
        duty="10% all-in",
        condition="for parts for use in cars of the United Kingdom",
        amends="auto-parts",
        citations=[cite("uk-order", locator="section 2(b)"), _NOTICE],
    ),
)

ENTRIES = STAYS_AT_25 + QUOTA
