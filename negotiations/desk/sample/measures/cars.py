"""Section 232: cars, light trucks and their parts."""

from negotiations.desk.sample.measures.metals import (
    ADDED_TO_OTHERS,
    NOT_RECIPROCAL,
    RECIPROCAL_NOTE,
    RECIPROCAL_ORDER,
)
from negotiations.desk.sample.measures.names import ADDITIONAL, COMMON, ON_JAPAN
from negotiations.desk.sample.states import cite, first, later
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.values.vocabulary import Change

_CARS = (
    "Passenger vehicles (sedans, sport utility and crossover vehicles, minivans, cargo vans); light trucks"
)
_PARTS = "Engines, transmissions, powertrain parts and electrical components, as listed in Annex I"
_PARTS_LISTED = (
    f"{_PARTS}. On record by code are the provisions that name motor vehicles; the others apply to parts of cars and"
    " light trucks alone"
)
_TOPICS = {"topics": ["tariffs", "automobiles"]}
_CITED = cite("autos-proclamation", locator="clause 1")
_PARTS_CITED = cite("autos-proclamation", locator="clauses 1 and 4")
_CODES_CITED = cite("autos-notice", concerns="the goods by code", locator="Annex I")
_MARCH = {
    **ADDITIONAL,
    **_TOPICS,
    "instrument": "proclamation-10908",
    "announced": "2025-03-26",
    "signed": "2025-03-26",
    "duty": "25%",
    "goods_scope": "described",
    "economy_scope": "all",
    "stacking": ADDED_TO_OTHERS,
}
_UNDER_USMCA = {
    **ADDITIONAL,
    **_TOPICS,
    "economies": ["CA", "MX", "US"],
    "negotiations": [],
    "instrument": "proclamation-10908",
    "announced": "2025-03-26",
    "signed": "2025-03-26",
    "economy_scope": "listed",
    "scope_economies": ["CA", "MX"],
}

MARCH = (
    first(
        "autos",
        MeasureChange,
        "2025-04-02T14:20Z",
        **_MARCH,
        headline="United States imposes an additional 25% duty on automobiles",
        summary="The duty applies to cars and light trucks from all countries. For cars that qualify under the USMCA,"
        " importers may be allowed to pay it on the value of their non-US content only.",
        when="2025-04-03T00:01",
        is_key=True,
        measure="us-232-automobiles",
        action="imposed",
        effective_from="2025-04-03T00:01",
        goods=_CARS,
        citations=[_CITED],
    ),
    first(
        "auto-parts",
        MeasureChange,
        "2025-04-02T14:30Z",
        **_MARCH,
        headline="25% duty on automobile parts is announced, from a date no later than 3 May",
        summary="A notice in the Federal Register is to set the day. Parts that qualify under the USMCA stay exempt"
        " until there is a process for charging only their non-US content.",
        when="2025-03-26",
        measure="us-232-automobile-parts",
        action="announced",
        goods=_PARTS,
        relations=[{"role": "part_of", "target": "autos"}],
        citations=[_PARTS_CITED],
    ),
    later(
        "autos",
        "2025-04-03T13:00Z",
        Change.UPDATE,
        f"{RECIPROCAL_NOTE} Added the codes of the annex, which is published today.",
        stacking=ADDED_TO_OTHERS + NOT_RECIPROCAL,
        goods_scope="listed",
        product_lists=["cars-and-light-trucks"],
        citations=[_CITED, _CODES_CITED, RECIPROCAL_ORDER],
    ),
    later(
        "auto-parts",
        "2025-04-03T13:05Z",
        Change.UPDATE,
        f"{RECIPROCAL_NOTE} Added codes of the annex, which is published today.",
        stacking=ADDED_TO_OTHERS + NOT_RECIPROCAL,
        goods=_PARTS_LISTED,
        goods_scope="listed",
        product_lists=["car-parts-part"],
        citations=[_PARTS_CITED, _CODES_CITED, RECIPROCAL_ORDER],
    ),
    first(
        "autos-usmca",
        MeasureChange,
        "2025-04-03T13:10Z",
        **_UNDER_USMCA,
        headline="Cars under the USMCA may pay the 25% on the value of their non-US content only",
        summary="An importer shows the US content of a model, and the commerce secretary may approve it. What is not of"
        " the United States pays the 25%.",
        when="2025-04-03T00:01",
        measure="us-232-automobiles",
        action="amended",
        effective_from="2025-04-03T00:01",
        duty="25% on the non-US content",
        condition="for cars that qualify under the USMCA, where Commerce approves their US content",
        amends="autos",
        citations=[cite("autos-proclamation", locator="clauses 2 and 3")],
    ),
    later(
        "auto-parts",
        "2025-04-30T13:00Z",
        Change.UPDATE,
        "Added the day: 3 May, according to a proclamation of 29 April.",
        headline="25% duty on automobile parts is to apply from 3 May",
        summary="The proclamation of March left the day to a notice, no later than 3 May. One of 29 April, which amends"
        " the rules for parts, says that the duty is set to go into effect at 12:01 a.m. on 3 May. Parts that qualify"
        " under the USMCA stay exempt until there is a process for charging only their non-US content.",
        effective_from="2025-05-03T00:01",
        citations=[
            _PARTS_CITED,
            _CODES_CITED,
            cite("parts-proclamation", concerns="the day", locator="recital 3"),
            RECIPROCAL_ORDER,
        ],
    ),
    first(
        "parts-usmca",
        MeasureChange,
        "2025-04-30T13:05Z",
        **_UNDER_USMCA,
        headline="Car parts under the USMCA are exempt from the 25% for the time being",
        summary="The exemption lasts until there is a process for charging only the non-US content of parts. It does"
        " not cover knock-down kits.",
        when="2025-03-26",
        when_note="The day of the proclamation; the duty on parts applies from 3 May",
        measure="us-232-automobile-parts",
        action="exempted",
        effective_from="2025-05-03T00:01",
        condition="for parts that qualify under the USMCA, but for knock-down kits",
        amends="auto-parts",
        citations=[cite("autos-proclamation", locator="clauses 4 and 5")],
    ),
)

_FLOOR = {
    **COMMON,
    **ON_JAPAN,
    **_TOPICS,
    "duty": "15% all-in",
    "rate_basis": "floor",
    "stacking": "The 15% includes the ordinary duty: where that is below 15%, the two together are 15%; where it is 15%"
    " or more, nothing is added (section 4(a)).",
}
_IN_FORCE = {
    **_FLOOR,
    "when": "2025-09-16T00:01",
    "action": "amended",
    "instrument": "fr-2025-17908",
    "signed": "2025-09-04",
    "published": "2025-09-16",
    "effective_from": "2025-09-16T00:01",
    "citations": [
        cite("bloomberg-autos"),
        cite("japan-notice"),
        cite("japan-order", concerns="the rate", locator="section 4"),
    ],
}

AGREED_RATE = (
    first(
        "autos-ordered",
        MeasureChange,
        "2025-09-05T12:10Z",
        **_FLOOR,
        headline="Order sets 15% all-in for Japan’s cars and parts, once a notice is published",
        summary="The lower rate takes the place of the 25% for cars and parts of Japan from the day on which a notice"
        " in the Federal Register is published, which is due within seven days of the order’s own publication there.",
        when="2025-09-04",
        measure="us-232-automobiles",
        action="announced",
        instrument="eo-14345",
        announced="2025-09-04",
        signed="2025-09-04",
        goods="Automobiles and automobile parts of Japan under Proclamation 10908",
        amends="autos",
        citations=[cite("japan-order", locator="section 4")],
    ),
    first(
        "autos-15",
        MeasureChange,
        "2025-09-16T13:00Z",
        **_IN_FORCE,
        headline="US duty on Japanese cars falls from 27.5% to 15%, the ordinary duty included",
        summary="Until 15 September cars of Japan paid the additional 25% on top of the ordinary 2.5%. From 16"
        " September the sum is 15%. For other countries the additional 25% stays, unless they have terms of their own.",
        is_key=True,
        measure="us-232-automobiles",
        goods=_CARS,
        amends="autos",
        relations=[{"role": "follows", "target": "autos-ordered"}],
    ),
    first(
        "parts-15",
        MeasureChange,
        "2025-09-16T13:05Z",
        **_IN_FORCE,
        headline="US duty on Japanese automobile parts falls to 15%, the ordinary duty included",
        summary="The 15% takes the place of the additional 25%, as for cars.",
        measure="us-232-automobile-parts",
        goods="Automobile parts under Proclamation 10908",
        amends="auto-parts",
        relations=[{"role": "see_also", "target": "autos-15"}],
    ),
)

ENTRIES = MARCH + AGREED_RATE
