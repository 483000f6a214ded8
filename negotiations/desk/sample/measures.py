"""United States tariffs in force on Japan, or paused, on 17 April 2025, as their legal texts have them."""

from negotiations.desk.sample.sources import OFFICIAL
from negotiations.desk.sample.states import cite, first, later
from negotiations.models import nouns
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.values.vocabulary import Change

MEASURES = (
    {
        "slug": "us-232-steel",
        "name": "US Section 232 duty on steel",
        "imposed_by": "US",
        "authority": "section-232",
    },
    {
        "slug": "us-232-aluminium",
        "name": "US Section 232 duty on aluminium",
        "imposed_by": "US",
        "authority": "section-232",
    },
    {
        "slug": "us-232-automobiles",
        "name": "US Section 232 duty on automobiles and parts",
        "imposed_by": "US",
        "authority": "section-232",
    },
    {
        "slug": "us-reciprocal-baseline",
        "name": "US reciprocal duty: baseline",
        "imposed_by": "US",
        "authority": "ieepa",
    },
    {
        "slug": "us-reciprocal-country-rates",
        "name": "US reciprocal duty: country rates",
        "imposed_by": "US",
        "authority": "ieepa",
    },
)


def _instrument(slug: str, number: str, kind: str, issued: str, source: str, **values) -> dict:
    text = OFFICIAL[source]
    return {
        "slug": slug,
        "name": text["title"],
        "instrument_kind": kind,
        "number": number,
        "address": text["address"],
        "issued": issued,
        "economy": "US",
        **values,
    }


INSTRUMENTS = (
    _instrument(
        "proclamation-10896", "Proclamation 10896", "proclamation", "2025-02-10", "steel-proclamation"
    ),
    _instrument(
        "proclamation-10895", "Proclamation 10895", "proclamation", "2025-02-10", "aluminium-proclamation"
    ),
    _instrument(
        "proclamation-10908",
        "Proclamation 10908",
        "proclamation",
        "2025-03-26",
        "autos-proclamation",
        citation="90 FR 14705",
    ),
    _instrument("eo-14257", "EO 14257", "executive_order", "2025-04-02", "reciprocal-order"),
    _instrument("eo-14266", "EO 14266", "executive_order", "2025-04-09", "pause-order"),
)

NOUNS = ((nouns.Measure, MEASURES), (nouns.Instrument, INSTRUMENTS))

_COMMON = {
    "zone": "America/New_York",
    "economies": ["JP", "US"],
    "negotiations": ["us-japan-2025"],
    "rate_basis": "additional",
}
_ADDED_TO_OTHERS = "In addition to any other duties, fees, exactions and charges on the same goods."
_EXEMPT = (
    " The reciprocal duty does not apply to goods under this duty (Executive Order 14257, section 3(b)):"
    " neither its 10% nor Japan’s 24% is added to the 25%."
)
_EXEMPT_NOTE = "Added how the duty stands to the reciprocal duty ordered on 2 April."


def _beside_reciprocal(key: str, at: str, *citations: dict):
    """The later edition that says what the order of 2 April means for goods under Section 232."""
    order = cite("reciprocal-order", concerns="other duties", locator="section 3(b)")
    return later(
        key,
        at,
        Change.UPDATE,
        _EXEMPT_NOTE,
        stacking=_ADDED_TO_OTHERS + _EXEMPT,
        citations=[*citations, order],
    )


SECTION_232 = (
    first(
        "steel",
        MeasureChange,
        "2025-04-02T14:00Z",
        **_COMMON,
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
        **_COMMON,
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
    first(
        "autos",
        MeasureChange,
        "2025-04-02T14:20Z",
        **_COMMON,
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
        goods="Passenger vehicles (sedans, sport utility and crossover vehicles, minivans, cargo vans); light trucks",
        economy_scope="all",
        stacking=_ADDED_TO_OTHERS,
        citations=[cite("autos-proclamation", locator="clause 1")],
    ),
    first(
        "auto-parts",
        MeasureChange,
        "2025-04-02T14:30Z",
        **_COMMON,
        headline="25% duty on automobile parts is announced, from a date no later than 3 May",
        summary="A notice in the Federal Register is to set the day. Parts that qualify under the USMCA stay exempt"
        " until there is a process for charging only their non-US content.",
        when="2025-03-26",
        topics=["tariffs", "automobiles"],
        measure="us-232-automobiles",
        action="announced",
        instrument="proclamation-10908",
        announced="2025-03-26",
        signed="2025-03-26",
        duty="25%",
        goods="Engines, transmissions, powertrain parts and electrical components, as listed in Annex I",
        economy_scope="all",
        stacking=_ADDED_TO_OTHERS,
        relations=[{"role": "part_of", "target": "autos"}],
        citations=[cite("autos-proclamation", locator="clauses 1 and 4")],
    ),
    _beside_reciprocal("steel", "2025-04-03T12:30Z", cite("steel-proclamation")),
    _beside_reciprocal("aluminium", "2025-04-03T12:35Z", cite("aluminium-proclamation")),
    _beside_reciprocal("autos", "2025-04-03T12:40Z", cite("autos-proclamation", locator="clause 1")),
    _beside_reciprocal(
        "auto-parts", "2025-04-03T12:45Z", cite("autos-proclamation", locator="clauses 1 and 4")
    ),
)

RECIPROCAL = (
    first(
        "baseline",
        MeasureChange,
        "2025-04-03T12:00Z",
        **_COMMON,
        headline="United States orders a 10% duty on imports from all trading partners",
        summary="The order declares a national emergency over trade deficits. The 10% is the start: for the economies"
        " of the order’s Annex I, Japan among them, the duty is to rise to a rate of their own. Canada, Mexico and"
        " partners under Column 2 of the US tariff are treated apart.",
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
        goods="All goods, except those that the order exempts (section 3(b) and Annex II)",
        economy_scope="all",
        stacking="In addition to other duties (section 3(c)), but not on steel, aluminium, automobiles and parts under"
        " Section 232 duties (section 3(b)). Where a country rate applies, it takes the place of the 10%: the duty"
        " “shall increase” to that rate, it is not added (section 2).",
        citations=[cite("reciprocal-order", locator="sections 2 and 3")],
    ),
    first(
        "country-rate",
        MeasureChange,
        "2025-04-03T12:10Z",
        **_COMMON,
        headline="United States announces a 24% “reciprocal” rate for Japan from 9 April",
        summary="The rate is Japan’s own in Annex I of the order. Goods already on their way by ship are exempt.",
        when="2025-04-02",
        is_key=True,
        topics=["tariffs"],
        measure="us-reciprocal-country-rates",
        action="announced",
        instrument="eo-14257",
        announced="2025-04-02",
        signed="2025-04-02",
        effective_from="2025-04-09T00:01",
        duty="24%",
        goods="All goods, except those that the order exempts (section 3(b) and Annex II)",
        economy_scope="listed",
        scope_economies=["JP"],
        stacking="Never added to the 25% on cars, steel and aluminium: goods under Section 232 duties are exempt"
        " (section 3(b)). Not added to the 10% either: the duty “shall increase” from 10% to 24% (section 2). In"
        " addition to other duties (section 3(c)).",
        relations=[{"role": "follows", "target": "baseline"}],
        citations=[cite("reciprocal-order", locator="section 3(a) and Annex I")],
    ),
    first(
        "pause",
        MeasureChange,
        "2025-04-10T12:00Z",
        **_COMMON,
        headline="United States pauses country rates, Japan’s 24% included, for 90 days; 10% stays",
        summary="All country rates of Annex I but China’s are suspended. Their goods are subject to 10% meanwhile. The"
        " order took effect a day after Japan’s 24% had come into force.",
        when="2025-04-09",
        when_note="The day of the order; the pause began at 12:01 a.m. on 10 April",
        is_key=True,
        topics=["tariffs"],
        measure="us-reciprocal-country-rates",
        action="suspended",
        instrument="eo-14266",
        announced="2025-04-09",
        signed="2025-04-09",
        effective_from="2025-04-10T00:01",
        effective_until="2025-07-09T00:01",
        goods="All goods, except those that the order of 2 April exempts",
        economy_scope="all_except",
        scope_economies=["CN"],
        stacking="While the country rates are paused, 10% applies in their place, with the exceptions of the order of"
        " 2 April: not on steel, aluminium, automobiles and parts under Section 232 duties. The 25% and the paused 24%"
        " are never added.",
        amends="country-rate",
        citations=[cite("pause-order", locator="section 2")],
    ),
    later(
        "country-rate",
        "2025-04-10T12:05Z",
        Change.UPDATE,
        "Added the end: the rate is paused from 12:01 a.m. on 10 April, a day after it came into force.",
        effective_until="2025-04-10T00:01",
        citations=[
            cite("reciprocal-order", locator="section 3(a) and Annex I"),
            cite("pause-order", concerns="the pause", locator="section 2"),
        ],
    ),
)

ENTRIES = SECTION_232 + RECIPROCAL
