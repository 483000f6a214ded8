"""Canada and Mexico: the duties over the borders, and how they stand to those on cars and metals."""

from tests.sample.by_hand.rows import (
    BASE,
    CANADA,
    CARS,
    GIVES_WAY,
    MEXICO,
    PAUSED,
    STEEL,
    Row,
)

_CAR = "8703.23.01"
_COIL = "7208.10.15"
_TOY = "9503.00.00"

_ENERGY = "subject to an additional 10 percent ad valorem rate of duty."
_CANADA_25 = "subject to an additional 25 percent ad valorem rate of duty."
_AMENDED = "as amended by Executive Order 14197 of February 3, 2025 (Progress on the Situation at Our Northern Border)"
_USMCA = (
    "shall not be subject to the additional ad valorem rate of duty described in section 2(a) or section 2(b)"
)
_BORDERS_FIRST = (
    "(ii) An article subject to tariffs pursuant to the actions listed in section 2(b) or 2(c) of this order"
    " shall not be"
    " subject to additional tariffs on that article pursuant to the actions listed in section 2(d) or 2(e) of this"
    " order."
)
_CARS_ALONE = (
    "(i) An article subject to tariffs pursuant to the action listed in section (2)(a) of this order shall not"
    " be subject"
    " to additional tariffs on that article pursuant to the actions listed in sections 2(b) through 2(e) of this order."
)
_METALS_FIRST = (
    "“(ii) An article subject to tariffs pursuant to the actions listed in section 2(d) or 2(e) of this order shall not"
    " be subject to additional tariffs on that article pursuant to the actions listed in section 2(b) or 2(c) of this"
    " order.”"
)
_IF_USMCA = "for goods that enter free of duty under the USMCA"


def _of_canada(
    code: str, on: str, stands: dict[str, str], adds: str, document: str, sentence: str, **more: str
) -> Row:
    return Row("CA", code, on, stands, adds, document, sentence, **more)


NORTH_AMERICA = (
    _of_canada(_TOY, "2025-02-04", {CANADA: PAUSED}, "0", "reciprocal", _AMENDED),
    _of_canada(_TOY, "2025-03-03", {CANADA: PAUSED}, "0", "reciprocal", _AMENDED),
    _of_canada(_TOY, "2025-03-04", {CANADA: "25%"}, "25", "canada", _CANADA_25),
    _of_canada(_TOY, "2025-03-07", {CANADA: "25%"}, "25", "canada usmca", _USMCA, only=_IF_USMCA),
    _of_canada("2709.00.20", "2025-03-04", {CANADA: "10%"}, "10", "canada", _ENERGY),
    _of_canada("3104.20.00", "2025-03-06", {CANADA: "25%"}, "25", "canada", _CANADA_25),
    _of_canada(
        "3104.20.00",
        "2025-03-07",
        {CANADA: "10%"},
        "10",
        "canada usmca",
        "shall be reduced to 10 percent in lieu of 25 percent.",
        only=_IF_USMCA,
    ),
    # The reciprocal duty does not come on top: neither the 10% nor anything else of 5 April.
    _of_canada(
        _TOY,
        "2025-04-05",
        {CANADA: "25%"},
        "25",
        "reciprocal",
        "(e) Any ad valorem rate of duty on articles imported from Canada or Mexico under the terms of this order shall"
        " not apply in addition to the ad valorem rate of duty specified by the existing orders",
        only=_IF_USMCA,
    ),
    # Before the order of 29 April both were charged; it reaches back to 4 March.
    _of_canada(
        _COIL,
        "2025-04-15",
        {CANADA: "25%", STEEL: "25%"},
        "50",
        "canada",
        "(c) The rates of duty established by this order are in addition to any other duties, fees, exactions, or"
        " charges applicable to such imported articles.",
        known="2025-04-20",
        only=_IF_USMCA,
    ),
    _of_canada(
        _COIL,
        "2025-04-15",
        {CANADA: "25%", STEEL: GIVES_WAY},
        "25",
        "stacking",
        _BORDERS_FIRST,
        only=_IF_USMCA,
    ),
    _of_canada(
        _COIL,
        "2025-06-03",
        {CANADA: "25%", STEEL: GIVES_WAY},
        "25",
        "stacking",
        _BORDERS_FIRST,
        only=_IF_USMCA,
    ),
    _of_canada(
        _COIL,
        "2025-06-04",
        {CANADA: GIVES_WAY, STEEL: "50%"},
        "50",
        "metals",
        _METALS_FIRST,
        only=_IF_USMCA,
    ),
    _of_canada(
        _CAR,
        "2025-05-01",
        {CANADA: GIVES_WAY, CARS: "25%", BASE: "2.5%"},
        "25",
        "stacking",
        _CARS_ALONE,
        only="for cars that qualify under the USMCA",
    ),
    Row(
        "MX",
        _TOY,
        "2025-03-03",
        {MEXICO: PAUSED},
        "0",
        "mexico paused",
        "shall be paused and will not take effect until March 4, 2025, at 12:01 am eastern time.",
    ),
    Row("MX", _TOY, "2025-03-04", {MEXICO: "25%"}, "25", "mexico", _CANADA_25),
    Row(
        "MX",
        _TOY,
        "2025-03-07",
        {MEXICO: "25%"},
        "25",
        "mexico usmca",
        "shall not be subject to the additional ad valorem rate of duty described in section 2(a)",
        only=_IF_USMCA,
    ),
)

ROWS = NORTH_AMERICA
