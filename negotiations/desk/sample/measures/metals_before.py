"""Section 232: steel and aluminium as the duties stood on the eve of 12 March 2025."""

from typing import Any

from negotiations.desk.sample.measures.metals import (
    ADDED_TO_OTHERS,
    ALUMINIUM,
    DEFINITIONS,
    METALS,
    STEEL,
    STEEL_73,
)
from negotiations.desk.sample.measures.names import ADDITIONAL
from negotiations.desk.sample.states import cite, first
from negotiations.models.kinds.measure_change import MeasureChange

_PARTNERS = {"economy_scope": "all_except", "scope_economies": ["CA", "EU", "GB", "JP", "MX"]}


def _before(key: str, at: str, measure: str, goods: dict[str, Any], what: str):
    """Steel until 11 March 2025: 25% since 2018 for countries without an arrangement."""
    return first(
        key,
        MeasureChange,
        at,
        **ADDITIONAL,
        **METALS,
        **_PARTNERS,
        **goods,
        headline=f"25% on {what} since 2018, except for countries with an arrangement",
        summary="As it stood on the eve of the proclamation of February 2025: Canada, the EU, Japan, Mexico and the"
        " United Kingdom had arrangements, as had Argentina, Australia, Brazil, South Korea and Ukraine.",
        when="2018-03-23T00:01",
        measure=measure,
        action="imposed",
        instrument="proclamation-9705",
        effective_from="2018-03-23T00:01",
        duty="25%",
        stacking=ADDED_TO_OTHERS,
        citations=[cite("proclamation-9705"), cite("steel-proclamation", locator="clause 2(b)")],
    )


def _quota(key: str, at: str, measure: str, goods: dict[str, Any], what: str):
    """Japan's arrangement of 2022."""
    return first(
        key,
        MeasureChange,
        at,
        **ADDITIONAL,
        **METALS,
        **goods,
        headline=f"{what} of Japan is free of the 25% within a quota from 1 April 2022",
        summary="The arrangement (Proclamation 10356) frees Japan’s steel from the duty within a tariff-rate quota. It"
        " is ineffective from 12:01 a.m. on 12 March 2025.",
        when="2022-04-01T00:01",
        measure=measure,
        action="imposed",
        instrument="proclamation-10356",
        effective_from="2022-04-01T00:01",
        effective_until="2025-03-12T00:01",
        duty="Free in quota, 25% out of quota",
        economy_scope="listed",
        scope_economies=["JP"],
        citations=[
            cite("japan-quota-alert"),
            cite("steel-proclamation", concerns="the days", locator="clauses 1 and 2(b)(vii)"),
        ],
    )


ENTRIES = (
    _before("steel-2018", "2025-04-02T13:30Z", "us-232-steel", STEEL, "steel"),
    _before(
        "steel-73-2018", "2025-04-02T13:31Z", "us-232-steel-73", STEEL_73, "steel tubes, rails and piling"
    ),
    _quota("steel-quota", "2025-04-02T13:32Z", "us-232-steel", STEEL, "Steel"),
    _quota("steel-73-quota", "2025-04-02T13:33Z", "us-232-steel-73", STEEL_73, "Steel of chapter 73"),
    first(
        "aluminium-2018",
        MeasureChange,
        "2025-04-02T13:34Z",
        **ADDITIONAL,
        **METALS,
        **ALUMINIUM,
        headline="10% on aluminium since 2018, except for countries with an arrangement",
        summary="As it stood on the eve of the proclamation of February 2025: Japan paid the 10%, like most countries."
        " Canada, the EU, Mexico and the United Kingdom had arrangements, as had Argentina and Australia; for Russia"
        " there is a rate of its own.",
        when="2018-03-23",
        measure="us-232-aluminium",
        action="imposed",
        instrument="proclamation-9704",
        effective_from="2018-03-23",
        duty="10%",
        economy_scope="all_except",
        scope_economies=["CA", "EU", "GB", "MX", "RU"],
        stacking=ADDED_TO_OTHERS,
        citations=[cite("aluminium-proclamation", locator="recitals 2 to 4, clause 1"), DEFINITIONS],
    ),
)
