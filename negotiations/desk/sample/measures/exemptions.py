"""Goods that the order of 2 April exempts from the reciprocal duty: Annex II, as far as it is on record by code.

The baseline is exempted of them. A country's own rate leaves them out from the first, because every later rate takes
its place for all goods that it covers; worked copper, which lost its exemption in August, is exempted of these too.
"""

from typing import Any

from negotiations.desk.sample.measures.names import ADDITIONAL, on
from negotiations.desk.sample.states import State, cite, first, later
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.values.vocabulary import Change

_ORDER = cite("reciprocal-order", locator="section 3(b)(iv) and Annex II")
_BASELINE: dict[str, Any] = {
    **ADDITIONAL,
    "topics": ["tariffs"],
    "measure": "us-reciprocal-baseline",
    "economy_scope": "all_except",
    "scope_economies": ["CA", "MX", "RU"],
}
_EXEMPTED: dict[str, Any] = {
    "when": "2025-04-05T00:01",
    "when_note": "Ordered on 2 April",
    "action": "exempted",
    "instrument": "eo-14257",
    "announced": "2025-04-02",
    "signed": "2025-04-02",
    "effective_from": "2025-04-05T00:01",
    "goods_scope": "listed",
}


def _copper(key: str, at: str, whose: str, **values: Any) -> State:
    return first(
        key,
        MeasureChange,
        at,
        **{**_EXEMPTED, **values},
        headline=f"Worked copper is exempt from {whose}",
        summary="Annex II to the order of 2 April lists it, beside copper that is not worked.",
        goods="Articles of copper of Annex II to the order, but for copper that is not worked",
        product_lists=["annex-ii-copper"],
        citations=[_ORDER],
    )


def _copper_ends(key: str, at: str) -> State:
    return later(
        key,
        at,
        Change.UPDATE,
        "Added the end: since the duty on copper of 1 August, the other content of these goods is not exempt.",
        effective_until="2025-08-01T00:01",
        citations=[_ORDER, cite("copper-proclamation", concerns="the end")],
    )


def _rest(key: str, at: str, whose: str, **values: Any) -> State:
    """What Annex II lists beyond the codes on record: told beside every answer, since no code of it can decide one."""
    return first(
        key,
        MeasureChange,
        at,
        **{**_EXEMPTED, **values, "goods_scope": "all"},
        headline=f"Further goods of Annex II are exempt from {whose}",
        summary="Annex II to the order of 2 April is longer than what this record holds by code. Look there before you"
        " rely on an answer for critical minerals, chemicals, lumber, semiconductors, energy products or metals.",
        goods="The goods of Annex II to the order that are not on record by code",
        condition="for further goods of Annex II to the order, which this record holds by code only in part",
        citations=[_ORDER],
    )


_OF_COUNTRY = {"when": "2025-04-09T00:01", "effective_from": "2025-04-09T00:01"}

ENTRIES = (
    first(
        "annex-ii",
        MeasureChange,
        "2025-04-03T12:40Z",
        **_BASELINE,
        **_EXEMPTED,
        headline="Fuels, copper, sawn wood, medicines and other goods are exempt from the reciprocal duty",
        summary="Annex II lists copper, pharmaceuticals, semiconductors, lumber, certain critical minerals, energy and"
        " energy products. On record by code are parts of it: coal, crude oil, gas, copper, sawn wood, medicines.",
        goods="The goods of Annex II to the order; on record by code in part",
        product_lists=["annex-ii-part"],
        amends="baseline",
        citations=[_ORDER],
    ),
    _copper(
        "copper-exempt",
        "2025-04-03T12:42Z",
        "the reciprocal 10%",
        **_BASELINE,
        amends="baseline",
        relations=[{"role": "part_of", "target": "annex-ii"}],
    ),
    _copper(
        "copper-exempt-japan",
        "2025-04-03T12:44Z",
        "Japan’s reciprocal rate",
        **on("JP", "us-japan-2025"),
        **_OF_COUNTRY,
        measure="us-reciprocal-japan",
        amends="country-rate",
    ),
    _copper(
        "copper-exempt-eu",
        "2025-04-03T12:46Z",
        "the EU’s reciprocal rate",
        **on("EU", "us-eu-2025"),
        **_OF_COUNTRY,
        measure="us-reciprocal-eu",
        amends="eu-20",
    ),
    _rest("annex-ii-rest", "2025-04-03T12:47Z", "the reciprocal 10%", **_BASELINE, amends="baseline"),
    _rest(
        "annex-ii-rest-japan",
        "2025-04-03T12:48Z",
        "Japan’s reciprocal rate",
        **on("JP", "us-japan-2025"),
        **_OF_COUNTRY,
        measure="us-reciprocal-japan",
        amends="country-rate",
    ),
    _rest(
        "annex-ii-rest-eu",
        "2025-04-03T12:49Z",
        "the EU’s reciprocal rate",
        **on("EU", "us-eu-2025"),
        **_OF_COUNTRY,
        measure="us-reciprocal-eu",
        amends="eu-20",
    ),
    _rest(
        "annex-ii-rest-china",
        "2025-04-03T12:50Z",
        "China’s reciprocal rate",
        **on("CN", "us-china-2025"),
        **_OF_COUNTRY,
        measure="us-reciprocal-china",
        amends="china-34",
    ),
    first(
        "semiconductors-exempt",
        MeasureChange,
        "2025-04-12T12:00Z",
        **{**_BASELINE, **_EXEMPTED, "topics": ["tariffs", "semiconductors"], "when": "2025-04-11"}
        | {"when_note": "The day of the memorandum; it reaches back to 5 April"},
        headline="Computers, telephones and semiconductors are exempt from the reciprocal duty, back to 5 April",
        summary="A memorandum says which products the order of 2 April means by semiconductors. What was paid on them"
        " is refunded. It holds for the rates of all economies, China’s among them.",
        goods="Semiconductors, computers and their parts, telephones, displays, as the memorandum lists them",
        product_lists=["semiconductors-april-2025"],
        amends="baseline",
        citations=[
            cite("semiconductors-memorandum"),
            cite("reciprocal-order", locator="section 3(b)(iv)"),
        ],
    ),
    _copper_ends("copper-exempt", "2025-07-31T12:40Z"),
    _copper_ends("copper-exempt-japan", "2025-07-31T12:42Z"),
    _copper_ends("copper-exempt-eu", "2025-07-31T12:44Z"),
)
