"""United States duties on Canada and Mexico over drugs and migration at the borders."""

from typing import Any

from negotiations.desk.sample.measures.names import codes, on
from negotiations.desk.sample.states import State, cite, first
from negotiations.models.kinds.measure_change import MeasureChange

_ENERGY_GOODS: dict[str, Any] = {
    "goods": "Energy and energy resources; on record by code: coal, crude oil, refined petroleum, gas",
    "goods_scope": "listed",
    "goods_codes": codes("2701 2709 2710 2711"),
}
_POTASH_GOODS: dict[str, Any] = {
    "goods": "Potash that does not qualify under the USMCA; on record by code: potassium chloride",
    "goods_scope": "listed",
    "goods_codes": codes("3104.20"),
}
_BESIDE = "In addition to any other duties (section 2)."


def _of(economy: str, measure: str) -> dict[str, Any]:
    return {
        **on(economy),
        "topics": ["tariffs", "drugs-at-the-border"],
        "measure": measure,
        "rate_basis": "additional",
    }


_CANADA = _of("CA", "us-fentanyl-canada")
_MEXICO = _of("MX", "us-fentanyl-mexico")
_ORDERED = {
    "when": "2025-02-04T00:01",
    "when_note": "As ordered on 1 February; put off to 4 March two days later",
    "action": "imposed",
    "announced": "2025-02-01",
    "signed": "2025-02-01",
    "effective_from": "2025-02-04T00:01",
    "stacking": _BESIDE,
}
_PUT_OFF = {
    "when": "2025-02-03",
    "action": "suspended",
    "announced": "2025-02-03",
    "signed": "2025-02-03",
    "effective_from": "2025-02-04T00:01",
    "effective_until": "2025-03-04T00:01",
}
_IN_MARCH = {
    "when": "2025-03-07T00:01",
    "when_note": "Signed on 6 March",
    "announced": "2025-03-06",
    "signed": "2025-03-06",
    "effective_from": "2025-03-07T00:01",
}
_USMCA = {"action": "exempted", "condition": "for goods that enter free of duty under the USMCA"}
_LOWER = {
    "action": "amended",
    "duty": "10%",
    **_POTASH_GOODS,
}


def _stays_at_10(key: str, at: str, what: str, **values: Any) -> State:
    """A lower rate that a higher one for all other goods leaves as it is."""
    return first(
        key,
        MeasureChange,
        at,
        **values,
        headline=f"For {what} of Canada the duty stays at 10% when that on other goods rises to 35%",
        summary="The higher rate is for goods that were subject to the 25%.",
        when="2025-08-01T00:01",
        when_note="Signed on 31 July",
        action="amended",
        instrument="eo-14325",
        announced="2025-07-31",
        signed="2025-07-31",
        effective_from="2025-08-01T00:01",
        duty="10%",
        relations=[{"role": "part_of", "target": "canada-35"}],
        citations=[
            cite("canada-35-order", locator="section 2"),
            cite("tariff-schedule", locator="headings 9903.01.13 and 9903.01.15"),
        ],
    )


CANADA = (
    first(
        "canada-25",
        MeasureChange,
        "2025-04-02T14:40Z",
        **_CANADA,
        **_ORDERED,
        headline="United States orders 25% on goods of Canada over drugs at the northern border",
        summary="The order extends the national emergency to the northern border. Energy has a lower rate.",
        instrument="eo-14193",
        duty="25%",
        goods="All goods but energy, donations and informational materials",
        goods_scope="all",
        citations=[cite("canada-order", locator="section 2(a)")],
    ),
    first(
        "canada-energy-10",
        MeasureChange,
        "2025-04-02T14:42Z",
        **_CANADA,
        **_ORDERED,
        headline="For energy of Canada the duty is 10%",
        summary="The order speaks of energy and energy resources. On record by code are coal, crude oil, refined"
        " petroleum and gas; uranium, biofuels and critical minerals are not.",
        instrument="eo-14193",
        duty="10%",
        **_ENERGY_GOODS,
        relations=[{"role": "part_of", "target": "canada-25"}],
        citations=[
            cite("canada-order", locator="section 2(b)"),
            cite("tariff-schedule", concerns="the goods", locator="heading 9903.01.13"),
        ],
    ),
    first(
        "canada-pause",
        MeasureChange,
        "2025-04-02T14:44Z",
        **_CANADA,
        **_PUT_OFF,
        headline="United States puts off its duty on Canada to 4 March",
        summary="Both rates are put off by an order of 3 February and apply from 4 March.",
        instrument="eo-14197",
        amends="canada-25",
        citations=[
            cite("canada-surtax-order", locator="regulatory impact statement"),
            cite("reciprocal-order", concerns="the order", locator="section 3(d)"),
        ],
    ),
    first(
        "canada-potash-10",
        MeasureChange,
        "2025-04-02T14:46Z",
        **_CANADA,
        **_IN_MARCH,
        **_LOWER,
        headline="For potash of Canada the duty over drugs falls from 25% to 10%",
        summary="The lower rate is for potash that does not qualify under the USMCA.",
        instrument="eo-14231",
        amends="canada-25",
        citations=[cite("canada-amendment", locator="section 2(b)")],
    ),
    first(
        "canada-usmca",
        MeasureChange,
        "2025-04-02T14:48Z",
        **_CANADA,
        **_IN_MARCH,
        **_USMCA,
        headline="Goods of Canada under the USMCA are free of the duty over drugs from 7 March",
        summary="Articles that enter free of duty as goods of Canada under the agreement are not subject to the 25% or"
        " the 10%.",
        instrument="eo-14231",
        amends="canada-25",
        citations=[cite("canada-amendment", locator="section 2(a)")],
    ),
    first(
        "canada-35",
        MeasureChange,
        "2025-08-01T12:55Z",
        **_CANADA,
        headline="United States raises its duty on Canada from 25% to 35%",
        summary="The higher rate is for goods that were subject to the 25%: energy and potash stay at 10%, and goods"
        " under the USMCA stay free.",
        when="2025-08-01T00:01",
        when_note="Signed on 31 July",
        action="amended",
        instrument="eo-14325",
        announced="2025-07-31",
        signed="2025-07-31",
        effective_from="2025-08-01T00:01",
        duty="35%",
        goods="All goods that were subject to the 25%",
        goods_scope="all",
        stacking=_BESIDE,
        amends="canada-25",
        citations=[
            cite("canada-35-order", locator="section 2"),
            cite("tariff-schedule", concerns="energy and potash", locator="headings 9903.01.10 to .15"),
        ],
    ),
    _stays_at_10(
        "canada-energy-stays",
        "2025-08-01T12:56Z",
        "energy",
        **_CANADA,
        **_ENERGY_GOODS,
        amends="canada-energy-10",
    ),
    _stays_at_10(
        "canada-potash-stays",
        "2025-08-01T12:57Z",
        "potash",
        **_CANADA,
        **_POTASH_GOODS,
        amends="canada-potash-10",
    ),
    first(
        "canada-usmca-stays",
        MeasureChange,
        "2025-08-01T12:58Z",
        **_CANADA,
        **_USMCA,
        headline="Goods of Canada under the USMCA stay free when the duty rises to 35%",
        summary="The higher rate is for what was subject to the 25%; the exemption of March stands.",
        when="2025-08-01T00:01",
        when_note="Signed on 31 July",
        instrument="eo-14325",
        announced="2025-07-31",
        signed="2025-07-31",
        effective_from="2025-08-01T00:01",
        amends="canada-usmca",
        relations=[{"role": "part_of", "target": "canada-35"}],
        citations=[
            cite("canada-35-order", locator="section 2"),
            cite("tariff-schedule", locator="heading 9903.01.14"),
        ],
    ),
)

MEXICO = (
    first(
        "mexico-25",
        MeasureChange,
        "2025-04-02T14:50Z",
        **_MEXICO,
        **_ORDERED,
        headline="United States orders 25% on goods of Mexico over drugs and migration",
        summary="The order covers all articles that are products of Mexico.",
        instrument="eo-14194",
        duty="25%",
        goods="All goods but donations and informational materials",
        goods_scope="all",
        citations=[cite("mexico-order", locator="section 2(a)")],
    ),
    first(
        "mexico-pause",
        MeasureChange,
        "2025-04-02T14:52Z",
        **_MEXICO,
        **_PUT_OFF,
        headline="United States puts off its duty on Mexico to 4 March",
        summary="The order recognises steps that Mexico has taken. The duty applies from 12:01 a.m. on 4 March.",
        instrument="eo-14198",
        amends="mexico-25",
        citations=[cite("mexico-pause-order", locator="section 3(a)")],
    ),
    first(
        "mexico-potash-10",
        MeasureChange,
        "2025-04-02T14:54Z",
        **_MEXICO,
        **_IN_MARCH,
        **_LOWER,
        headline="For potash of Mexico the duty over drugs falls from 25% to 10%",
        summary="The lower rate is for potash that does not qualify under the USMCA.",
        instrument="eo-14232",
        amends="mexico-25",
        citations=[cite("mexico-amendment", locator="section 2(b)")],
    ),
    first(
        "mexico-usmca",
        MeasureChange,
        "2025-04-02T14:56Z",
        **_MEXICO,
        **_IN_MARCH,
        **_USMCA,
        headline="Goods of Mexico under the USMCA are free of the duty over drugs from 7 March",
        summary="Articles that enter free of duty as goods of Mexico under the agreement are not subject to the 25%.",
        instrument="eo-14232",
        amends="mexico-25",
        citations=[cite("mexico-amendment", locator="section 2(a)")],
    ),
)

ENTRIES = CANADA + MEXICO
