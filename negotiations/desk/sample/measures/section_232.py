"""Section 232: steel, aluminium, cars and parts."""

from negotiations.desk.sample.measures.names import ADDITIONAL, COMMON, ON_JAPAN
from negotiations.desk.sample.states import cite, first, later
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.values.vocabulary import Change

_ADDED_TO_OTHERS = "In addition to any other duties, fees, exactions and charges on the same goods."
_EXEMPT = (
    " The reciprocal duty does not apply to goods under this duty (Executive Order 14257, section 3(b)):"
    " neither its 10% nor Japan’s 24% is added to the 25%."
)
_EXEMPT_NOTE = "Added how the duty stands to the reciprocal duty ordered on 2 April."
_CARS = (
    "Passenger vehicles (sedans, sport utility and crossover vehicles, minivans, cargo vans); light trucks"
)
_PARTS = "Engines, transmissions, powertrain parts and electrical components, as listed in Annex I"
_ORDER = cite("reciprocal-order", concerns="other duties", locator="section 3(b)")


def _beside_reciprocal(key: str, at: str, *citations: dict):
    """The later edition that says what the order of 2 April means for goods under Section 232."""
    return later(
        key,
        at,
        Change.UPDATE,
        _EXEMPT_NOTE,
        stacking=_ADDED_TO_OTHERS + _EXEMPT,
        citations=[*citations, _ORDER],
    )


METALS = (
    first(
        "steel",
        MeasureChange,
        "2025-04-02T14:00Z",
        **ADDITIONAL,
        headline="United States ends Japan’s steel arrangement; 25% applies to steel from all countries",
        summary="The arrangement for Japan of March 2022 (Proclamation 10356) is ineffective from 12 March 2025, like"
        " those for Argentina, Australia, Brazil, Canada, the EU, Mexico, South Korea, Ukraine and the United Kingdom."
        " Their steel is subject to the additional 25% of Proclamation 9705.",
        when="2025-03-12T00:01",
        topics=["tariffs", "steel-and-aluminium"],
        measure="us-232-steel",
        action="amended",
        instrument="proclamation-10896",
        signed="2025-02-10",
        effective_from="2025-03-12T00:01",
        duty="25%",
        goods="Steel articles and derivative steel articles",
        economy_scope="all",
        stacking=_ADDED_TO_OTHERS,
        citations=[cite("steel-proclamation")],
    ),
    first(
        "aluminium",
        MeasureChange,
        "2025-04-02T14:10Z",
        **ADDITIONAL,
        headline="United States raises its duty on aluminium from 10% to 25%",
        summary="The additional duty of Proclamation 9704 rises from 10% to 25% for all countries but Russia, and"
        " special arrangements end. Additional derivative articles follow on a date that the commerce secretary"
        " certifies.",
        when="2025-03-12T00:01",
        when_note="Signed on 10 February; the White House page carries 11 February",
        topics=["tariffs", "steel-and-aluminium"],
        measure="us-232-aluminium",
        action="amended",
        instrument="proclamation-10895",
        signed="2025-02-10",
        effective_from="2025-03-12T00:01",
        duty="25%",
        goods="Aluminium articles and derivative aluminium articles",
        economy_scope="all_except",
        scope_economies=["RU"],
        stacking=_ADDED_TO_OTHERS,
        citations=[cite("aluminium-proclamation")],
    ),
    _beside_reciprocal("steel", "2025-04-03T12:30Z", cite("steel-proclamation")),
    _beside_reciprocal("aluminium", "2025-04-03T12:35Z", cite("aluminium-proclamation")),
)

CARS = (
    first(
        "autos",
        MeasureChange,
        "2025-04-02T14:20Z",
        **ADDITIONAL,
        headline="United States imposes an additional 25% duty on automobiles",
        summary="The duty applies to cars and light trucks from all countries. For cars that qualify under the USMCA,"
        " importers may be allowed to pay it on the value of their non-US content only.",
        when="2025-04-03T00:01",
        is_key=True,
        topics=["tariffs", "automobiles"],
        measure="us-232-automobiles",
        action="imposed",
        instrument="proclamation-10908",
        announced="2025-03-26",
        signed="2025-03-26",
        effective_from="2025-04-03T00:01",
        duty="25%",
        goods=_CARS,
        economy_scope="all",
        stacking=_ADDED_TO_OTHERS,
        citations=[cite("autos-proclamation", locator="clause 1")],
    ),
    first(
        "auto-parts",
        MeasureChange,
        "2025-04-02T14:30Z",
        **ADDITIONAL,
        headline="25% duty on automobile parts is announced, from a date no later than 3 May",
        summary="A notice in the Federal Register is to set the day. Parts that qualify under the USMCA stay exempt"
        " until there is a process for charging only their non-US content.",
        when="2025-03-26",
        topics=["tariffs", "automobiles"],
        measure="us-232-automobile-parts",
        action="announced",
        instrument="proclamation-10908",
        announced="2025-03-26",
        signed="2025-03-26",
        duty="25%",
        goods=_PARTS,
        economy_scope="all",
        stacking=_ADDED_TO_OTHERS,
        relations=[{"role": "part_of", "target": "autos"}],
        citations=[cite("autos-proclamation", locator="clauses 1 and 4")],
    ),
    _beside_reciprocal("autos", "2025-04-03T12:40Z", cite("autos-proclamation", locator="clause 1")),
    _beside_reciprocal(
        "auto-parts", "2025-04-03T12:45Z", cite("autos-proclamation", locator="clauses 1 and 4")
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
            cite("autos-proclamation", locator="clauses 1 and 4"),
            cite("parts-proclamation", concerns="the day", locator="recital 3"),
            _ORDER,
        ],
    ),
)

_DOUBLED = {
    **ADDITIONAL,
    "when": "2025-06-04T00:01",
    "topics": ["tariffs", "steel-and-aluminium"],
    "action": "amended",
    "instrument": "proclamation-10947",
    "announced": "2025-06-03",
    "signed": "2025-06-03",
    "effective_from": "2025-06-04T00:01",
    "duty": "50%",
    "economy_scope": "all_except",
    "citations": [cite("metals-proclamation", locator="clauses 1, 6 and 7")],
}
_UNTIL_JUNE = "Added the end: from 4 June the rate is 50%. Only goods of the United Kingdom stay at 25%."
_METAL_CONTENT = (
    "In articles of chapters 73 and 76 the 50% falls on the {metal} content only. The other content is subject to the"
    " reciprocal duty and any other duties (clause 6); on the {metal} itself the reciprocal duty is not added."
)

DOUBLED = (
    first(
        "steel-50",
        MeasureChange,
        "2025-06-04T13:00Z",
        **_DOUBLED,
        headline="United States doubles its duty on steel to 50%",
        summary="The additional rate rises from 25% to 50% for all countries but the United Kingdom, a day after the"
        " proclamation was signed. The duty on aluminium rises alike.",
        is_key=True,
        measure="us-232-steel",
        goods="Steel articles and derivative steel articles",
        scope_economies=["GB"],
        stacking=_METAL_CONTENT.format(metal="steel"),
        amends="steel",
    ),
    first(
        "aluminium-50",
        MeasureChange,
        "2025-06-04T13:05Z",
        **_DOUBLED,
        headline="United States doubles its duty on aluminium to 50%",
        summary="The additional rate rises from 25% to 50%; goods of the United Kingdom stay at 25%. Russia stays"
        " apart, as before.",
        measure="us-232-aluminium",
        goods="Aluminium articles and derivative aluminium articles",
        scope_economies=["GB", "RU"],
        stacking=_METAL_CONTENT.format(metal="aluminium"),
        amends="aluminium",
        relations=[{"role": "see_also", "target": "steel-50"}],
    ),
    later("steel", "2025-06-04T13:10Z", Change.UPDATE, _UNTIL_JUNE, effective_until="2025-06-04T00:01"),
    later("aluminium", "2025-06-04T13:15Z", Change.UPDATE, _UNTIL_JUNE, effective_until="2025-06-04T00:01"),
)

_FLOOR = {
    **COMMON,
    **ON_JAPAN,
    "topics": ["tariffs", "automobiles"],
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

ENTRIES = METALS + CARS + DOUBLED + AGREED_RATE
