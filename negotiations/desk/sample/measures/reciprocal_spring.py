"""IEEPA: the reciprocal duty from its announcement on 2 April 2025 to its pause."""

from negotiations.desk.sample.measures.names import (
    ADDITIONAL,
    EXCEPTED,
    ON_JAPAN,
    RECIPROCAL_GOODS,
    WITH_SEMICONDUCTORS,
)
from negotiations.desk.sample.states import cite, first, later
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.values.vocabulary import Change

BASELINE_CITED = cite("reciprocal-order", locator="sections 2 and 3")
RATE_CITED = cite("reciprocal-order", locator="section 3(a) and Annex I")
MEMORANDUM = cite("semiconductors-memorandum", concerns="semiconductors and electronics")
PAUSED = (
    "While the country rates are paused, 10% applies in their place, with the exceptions of the order of 2 April: not"
    " on steel, aluminium, automobiles and parts under Section 232 duties."
)
BASELINE_SUMMARY = (
    "The order declares a national emergency over trade deficits. The 10% is the start: for the economies of the"
    " order’s Annex I, Japan among them, the duty is to rise to a rate of their own.{} Canada, Mexico and partners"
    " under Column 2 of the US tariff, such as Russia, are treated apart. The exempted goods are on record by code in"
    " part."
)
MEMORANDUM_NOTE = (
    "Added the semiconductors, computers and telephones that a memorandum exempts, back to 5 April."
)

ENTRIES = (
    first(
        "baseline",
        MeasureChange,
        "2025-04-03T12:00Z",
        **ADDITIONAL,
        headline="United States orders a 10% duty on imports from all trading partners",
        summary=BASELINE_SUMMARY.format(""),
        when="2025-04-05T00:01",
        when_note="Ordered on 2 April",
        topics=["tariffs"],
        measure="us-reciprocal-baseline",
        action="imposed",
        instrument="eo-14257",
        announced="2025-04-02",
        signed="2025-04-02",
        effective_from="2025-04-05T00:01",
        duty="10%",
        goods=RECIPROCAL_GOODS,
        goods_scope="all",
        economy_scope="all_except",
        scope_economies=["CA", "MX", "RU"],
        stacking="In addition to other duties (section 3(c)), but not on steel, aluminium, automobiles and parts under"
        " Section 232 duties (section 3(b)). Where a country rate applies, it takes the place of the 10%: the duty"
        " “shall increase” to that rate, it is not added (section 2).",
        citations=[BASELINE_CITED],
    ),
    first(
        "country-rate",
        MeasureChange,
        "2025-04-03T12:10Z",
        **ADDITIONAL,
        **ON_JAPAN,
        headline="United States announces a 24% “reciprocal” rate for Japan from 9 April",
        summary="The rate is Japan’s own in Annex I of the order. Goods already on their way by ship are exempt.",
        when="2025-04-02",
        is_key=True,
        topics=["tariffs"],
        measure="us-reciprocal-japan",
        action="announced",
        instrument="eo-14257",
        announced="2025-04-02",
        signed="2025-04-02",
        effective_from="2025-04-09T00:01",
        duty="24%",
        **EXCEPTED,
        stacking="Never added to the 25% on cars, steel and aluminium: goods under Section 232 duties are exempt"
        " (section 3(b)). Not added to the 10% either: the duty “shall increase” from 10% to 24% (section 2). In"
        " addition to other duties (section 3(c)).",
        relations=[{"role": "follows", "target": "baseline"}],
        citations=[RATE_CITED],
    ),
    first(
        "pause",
        MeasureChange,
        "2025-04-10T12:00Z",
        **ADDITIONAL,
        **ON_JAPAN,
        headline="United States pauses country rates, Japan’s 24% included, for 90 days; 10% stays",
        summary="All country rates of Annex I but China’s are suspended. Their goods are subject to 10% meanwhile. The"
        " order took effect a day after Japan’s 24% had come into force.",
        when="2025-04-09",
        when_note="The day of the order; the pause began at 12:01 a.m. on 10 April",
        is_key=True,
        topics=["tariffs"],
        measure="us-reciprocal-japan",
        action="suspended",
        instrument="eo-14266",
        announced="2025-04-09",
        signed="2025-04-09",
        effective_from="2025-04-10T00:01",
        effective_until="2025-07-09T00:01",
        goods=RECIPROCAL_GOODS,
        stacking=f"{PAUSED} The 25% and the paused 24% are never added.",
        amends="country-rate",
        citations=[cite("pause-order", locator="section 2")],
    ),
    later(
        "country-rate",
        "2025-04-10T12:05Z",
        Change.UPDATE,
        "Added that the rate is paused from 12:01 a.m. on 10 April, a day after it came into force.",
        summary="The rate is Japan’s own in Annex I of the order. Goods already on their way by ship are exempt. The"
        " rate came into force on 9 April and was paused a day later.",
        citations=[RATE_CITED, cite("pause-order", concerns="the pause", locator="section 2")],
    ),
    later(
        "country-rate",
        "2025-04-12T12:02Z",
        Change.UPDATE,
        MEMORANDUM_NOTE,
        excepted_lists=WITH_SEMICONDUCTORS,
        citations=[RATE_CITED, cite("pause-order", concerns="the pause", locator="section 2"), MEMORANDUM],
    ),
)
