"""Civil aircraft and their parts, freed of duties for the United Kingdom and for Japan.

The freedom hangs on a use that no product code tells, so that it stands as a condition beside each duty.
"""

from typing import Any

from negotiations.desk.sample.measures.names import ON_JAPAN, codes, on
from negotiations.desk.sample.states import State, cite, first, later
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.values.vocabulary import Change

_WTO = "for civil aircraft and their parts, under the WTO Agreement on Trade in Civil Aircraft"
_JAPAN_ONLY = f"{_WTO}; not unmanned aircraft"
# Chapter 72 has none of the goods.
_METALS = (
    (
        "steel-73",
        "us-232-steel-73",
        "duty on steel of chapter 73",
        "7304.31 7304.39 7304.41 7304.49 7304.51 7304.59 7304.90 7306.30 7306.40 7306.50 7306.61 7306.69",
    ),
    ("aluminium", "us-232-aluminium", "duty on aluminium", "7608"),
)
_COPPER = ("copper", "us-232-copper", "duty on copper", "7413.00.90")
_AIRCRAFT = {
    "goods_scope": "listed",
    "goods_codes": codes(
        "8407.10 8409.10 8411.11 8411.12 8411.21 8411.22 8411.91 8801 8802.11 8802.12 8802.20 8802.30 8802.40 8805.29"
        " 8807 " + " ".join(metal[3] for metal in (*_METALS, _COPPER))
    ),
}
_GOODS = (
    "Products under the WTO Agreement on Trade in Civil Aircraft; on record by code are aircraft, their engines and"
    " some metal parts"
)


def _freed(key: str, at: str, freed: tuple[str, str, str, str], whose: str, **values: Any) -> State:
    """The exemption from one of the duties on metals, beside the one from the reciprocal duty."""
    name, measure, what, listed = freed
    return first(
        f"{key}-{name}",
        MeasureChange,
        at,
        **values,
        headline=f"Civil aircraft products of {whose} are free of the {what}",
        summary="The exemption is of the same order and day as the one from the reciprocal duty.",
        measure=measure,
        action="exempted",
        goods_scope="listed",
        goods_codes=codes(listed),
        relations=[{"role": "part_of", "target": key}],
    )


_UK = {
    **on("GB", "us-uk-2025"),
    "topics": ["tariffs", "civil-aircraft"],
    "when": "2025-06-30",
    "instrument": "fr-2025-12060",
    "announced": "2025-06-16",
    "signed": "2025-06-16",
    "published": "2025-06-30",
    "effective_from": "2025-06-30",
    "goods": _GOODS,
    "condition": _WTO,
    "citations": [cite("uk-order", locator="section 3"), cite("uk-notice", concerns="the day")],
}
UNITED_KINGDOM = (
    first(
        "uk-aircraft",
        MeasureChange,
        "2025-06-30T13:10Z",
        **_UK,
        **_AIRCRAFT,
        headline="Civil aircraft products of the United Kingdom are free of the reciprocal duty",
        summary="Products under the WTO Agreement on Trade in Civil Aircraft are freed from the reciprocal duty and"
        " from the Section 232 duties on steel and aluminium.",
        measure="us-reciprocal-baseline",
        action="exempted",
    ),
    *(
        _freed("uk-aircraft", f"2025-06-30T13:{minute}Z", freed, "the United Kingdom", **_UK)
        for minute, freed in zip((12, 14), _METALS, strict=True)
    ),
)

_JAPAN = {
    **on("JP", "us-japan-2025"),
    **ON_JAPAN,
    "topics": ["tariffs", "civil-aircraft"],
    "announced": "2025-09-04",
    "signed": "2025-09-04",
    "goods": f"{_GOODS}, except unmanned aircraft",
    "condition": _JAPAN_ONLY,
}
_ORDER = cite("japan-order", locator="section 3")
_NOTICE = cite("japan-notice", concerns="the day")
JAPAN = (
    first(
        "aircraft",
        MeasureChange,
        "2025-09-05T12:20Z",
        **_JAPAN,
        **_AIRCRAFT,
        headline="Order frees civil aircraft products of Japan from reciprocal and metal duties",
        summary="Products under the WTO Agreement on Trade in Civil Aircraft are freed from the reciprocal duty and"
        " from the Section 232 duties on steel, aluminium and copper, from the day on which a notice is published.",
        when="2025-09-04",
        measure="us-reciprocal-japan",
        action="announced",
        instrument="eo-14345",
        relations=[{"role": "part_of", "target": "japan-floor"}],
        citations=[_ORDER],
    ),
    later(
        "aircraft",
        "2025-09-16T13:10Z",
        Change.UPDATE,
        "Added the day: the notice was published on 16 September.",
        action="exempted",
        effective_from="2025-09-16",
        citations=[_ORDER, _NOTICE],
    ),
    *(
        _freed(
            "aircraft",
            f"2025-09-16T13:{minute}Z",
            freed,
            "Japan",
            **_JAPAN,
            when="2025-09-16",
            instrument="fr-2025-17908",
            published="2025-09-16",
            effective_from="2025-09-16",
            citations=[_ORDER, _NOTICE],
        )
        for minute, freed in zip((12, 14, 16), (*_METALS, _COPPER), strict=True)
    ),
)

ENTRIES = UNITED_KINGDOM + JAPAN
