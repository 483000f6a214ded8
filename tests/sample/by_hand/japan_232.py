"""Japan: cars, parts, steel and aluminium on every day of a change and a day either side."""

from tests.sample.by_hand.rows import (
    ALL,
    ALUMINIUM,
    BASE,
    CARS,
    GIVES_WAY,
    JAPAN,
    NOT_YET,
    PARTS,
    PAUSED,
    STEEL,
    STEEL_73,
    Row,
)

_CAR = "8703.23.01"
_PART = "8708.30.50"
_COIL = "7208.10.15"
_TUBE = "7306.30.50"
_SHEET = "7606.12.30"

_IN_ADDITION = (
    "The above ad valorem tariff is in addition to any other duties, fees, exactions, and charges applicable to such"
    " imported automobiles and certain automobile parts articles."
)
_CARS_FROM = "on or after 12:01 a.m. eastern daylight time on April 3, 2025, for automobiles"
_CARS_EXEMPT = (
    "(iii) all automobiles and automotive parts subject to the additional duties imposed pursuant to section 232 of the"
    " Trade Expansion Act of 1962, as amended, and proclaimed in Proclamation 10908 of March 26, 2025"
)
_EXCEPTIONS = (
    "subject to an additional ad valorem rate of duty of 10 percent, subject to all applicable exceptions set forth in"
    " Executive Order 14257."
)
_TERMS_GO_ON = (
    "(f) Excluding the changes set forth in subsections (a) through (d) of this section, the terms of Executive Order"
    " 14257, as amended, shall continue to apply."
)
_ONCE_PUBLISHED = (
    "As of the date of publication of the Federal Register notice described in subsection (b) of this section, in lieu"
    " of the additional section 232 ad valorem duties imposed on products of Japan in Proclamation 10908"
)
_CARS_15 = (
    "For a product of Japan with a Column 1 Duty Rate that is less than 15 percent, the sum of its Column 1 Duty Rate"
    " and the additional automobile or automobile part section 232 ad valorem rate of duty pursuant to this order shall"
    " be 15 percent."
)


def _car(on: str, document: str, sentence: str, adds: str = "25", **others: str) -> Row:
    duties = {"cars": "25%", "all": GIVES_WAY, "japan": NOT_YET, **others}
    stands = {BASE: "2.5%", CARS: duties["cars"], ALL: duties["all"], JAPAN: duties["japan"]}
    return Row("JP", _CAR, on, stands, adds, document, sentence)


CARS_OF_JAPAN = (
    _car("2025-04-02", "cars", _CARS_FROM, "0", cars=NOT_YET, all=NOT_YET),
    _car("2025-04-03", "cars", _IN_ADDITION, all=NOT_YET),
    _car("2025-04-04", "cars", _IN_ADDITION, all=NOT_YET),
    _car("2025-04-05", "reciprocal", _CARS_EXEMPT),
    _car("2025-04-06", "reciprocal", _CARS_EXEMPT),
    _car("2025-04-08", "reciprocal", _CARS_EXEMPT),
    _car("2025-04-09", "reciprocal", _CARS_EXEMPT, japan=GIVES_WAY),
    _car("2025-04-10", "pause", _EXCEPTIONS, japan=PAUSED),
    _car("2025-04-11", "pause", _EXCEPTIONS, japan=PAUSED),
    _car("2025-08-06", "rates", _TERMS_GO_ON, japan=PAUSED),
    _car("2025-08-07", "rates", _TERMS_GO_ON, japan=GIVES_WAY),
    _car("2025-08-08", "rates", _TERMS_GO_ON, japan=GIVES_WAY),
    _car("2025-09-15", "japan", _ONCE_PUBLISHED, japan=GIVES_WAY),
    _car("2025-09-16", "japan", _CARS_15, "12.5", cars="15% all-in", japan=GIVES_WAY),
    _car("2025-09-17", "japan", _CARS_15, "12.5", cars="15% all-in", japan=GIVES_WAY),
    # Light trucks have another ordinary duty, which is not on record: only the sum can be told.
    Row(
        "JP",
        "8704.31.01",
        "2025-09-16",
        {CARS: "15% all-in", ALL: GIVES_WAY, JAPAN: GIVES_WAY},
        "amount",
        "japan",
        _CARS_15,
        floor="15",
    ),
)

_PARTS_FROM = (
    "the tariffs on automobile parts are set to go into effect on or after 12:01 a.m. eastern daylight time on May 3,"
    " 2025."
)
PARTS_OF_JAPAN = (
    Row(
        "JP",
        _PART,
        "2025-05-02",
        {PARTS: NOT_YET, ALL: "10%", JAPAN: PAUSED},
        "10",
        "parts",
        _PARTS_FROM,
    ),
    Row(
        "JP",
        _PART,
        "2025-05-03",
        {PARTS: "25%", ALL: GIVES_WAY, JAPAN: PAUSED},
        "25",
        "parts",
        _PARTS_FROM,
    ),
    Row(
        "JP",
        _PART,
        "2025-09-16",
        {PARTS: "15% all-in", ALL: GIVES_WAY, JAPAN: GIVES_WAY},
        "amount",
        "japan",
        _CARS_15,
        floor="15",
    ),
)

_STEEL_ALL = (
    "(xi) from all countries on or after 12:01 a.m. eastern time on March 12, 2025, unless suspended."
)
_METALS_EXEMPT = (
    "(ii) all articles and derivatives of steel and aluminum subject to the duties imposed pursuant to section 232 of"
    " the Trade Expansion Act of 1962"
)
_DOUBLED = (
    "are modified to increase the respective tariff rates from an additional 25 percent ad valorem to an additional 50"
    " percent ad valorem."
)
_AS_OF_JUNE_4 = (
    "as of 12:01 a.m. eastern daylight time on June 4, 2025, the tariffs proclaimed by Proclamation 9704"
)


def _coil(on: str, document: str, sentence: str, steel: str, **others: str) -> Row:
    stands = {STEEL: steel}
    if others:
        stands |= {ALL: others.get("all", GIVES_WAY), JAPAN: others["japan"]}
    return Row("JP", _COIL, on, stands, steel.rstrip("%"), document, sentence)


STEEL_OF_JAPAN = (
    Row(
        "JP",
        _COIL,
        "2025-03-11",
        {STEEL: "Free in quota, 25% out of quota"},
        "amount",
        "steel",
        "and from Japan, for steel articles covered by headings 9903.81.25 through 9903.81.80, inclusive",
    ),
    _coil("2025-03-12", "steel", _STEEL_ALL, "25%"),
    _coil("2025-03-13", "steel", _STEEL_ALL, "25%"),
    _coil("2025-04-04", "steel", _STEEL_ALL, "25%", all=NOT_YET, japan=NOT_YET),
    _coil("2025-04-05", "reciprocal", _METALS_EXEMPT, "25%", japan=NOT_YET),
    _coil("2025-04-06", "reciprocal", _METALS_EXEMPT, "25%", japan=NOT_YET),
    _coil("2025-04-08", "reciprocal", _METALS_EXEMPT, "25%", japan=NOT_YET),
    _coil("2025-04-09", "reciprocal", _METALS_EXEMPT, "25%", japan=GIVES_WAY),
    _coil("2025-04-10", "pause", _EXCEPTIONS, "25%", japan=PAUSED),
    _coil("2025-04-11", "pause", _EXCEPTIONS, "25%", japan=PAUSED),
    _coil("2025-06-03", "metals", _AS_OF_JUNE_4, "25%", japan=PAUSED),
    _coil("2025-06-04", "metals", _DOUBLED, "50%", japan=PAUSED),
    _coil("2025-06-05", "metals", _DOUBLED, "50%", japan=PAUSED),
    _coil("2025-08-06", "rates", _TERMS_GO_ON, "50%", japan=PAUSED),
    _coil("2025-08-07", "rates", _TERMS_GO_ON, "50%", japan=GIVES_WAY),
    _coil("2025-08-08", "rates", _TERMS_GO_ON, "50%", japan=GIVES_WAY),
    _coil(
        "2025-09-16",
        "japan",
        "(b) Except as provided in subsection (a) of this section, the terms of Executive Order 14257, as"
        " amended, shall"
        " continue to apply to products of Japan.",
        "50%",
        japan=GIVES_WAY,
    ),
)

_ON_CONTENT = (
    "the non-aluminum, non-steel content of all aluminum and steel articles and derivative articles shall be subject to"
    " tariffs pursuant to Executive Order 14257 of April 2, 2025"
)
_ONLY_METAL = (
    "shall apply only to the steel content of articles in Chapter 73 of the HTSUS and only to the aluminum content of"
    " articles in Chapter 76 of the HTSUS."
)
CONTENT_OF_JAPAN = (
    Row(
        "JP",
        _TUBE,
        "2025-06-03",
        {STEEL_73: "25%", ALL: GIVES_WAY, JAPAN: PAUSED},
        "25",
        "reciprocal",
        _METALS_EXEMPT,
    ),
    Row(
        "JP",
        _TUBE,
        "2025-06-04",
        {STEEL_73: "50% on the steel content", ALL: "10%", JAPAN: PAUSED},
        "rule",
        "metals",
        _ON_CONTENT,
    ),
    Row(
        "JP",
        _SHEET,
        "2025-03-11",
        {ALUMINIUM: "10%"},
        "10",
        "aluminium",
        "are adjusted to increase the respective tariff rates from an additional 10 percent ad valorem to an additional"
        " 25 percent ad valorem.",
    ),
    Row(
        "JP",
        _SHEET,
        "2025-03-12",
        {ALUMINIUM: "25%"},
        "25",
        "aluminium",
        "(2)As of 12:01 a.m. on March 12, 2025, the tariff proclaimed by Proclamation 9704, as amended",
    ),
    Row(
        "JP",
        _SHEET,
        "2025-06-04",
        {ALUMINIUM: "50% on the aluminium content", ALL: "10%", JAPAN: PAUSED},
        "rule",
        "metals",
        _ONLY_METAL,
    ),
    # The order of September frees civil aircraft; of what, on 16 September, only a use can tell.
    Row(
        "JP",
        "8802.40.01",
        "2025-09-16",
        {ALL: GIVES_WAY, JAPAN: "15% all-in"},
        "amount",
        "japan",
        "With respect to products of Japan that fall under the World Trade Organization Agreement on Trade in Civil"
        " Aircraft, except for unmanned aircraft, the tariffs imposed through the following Presidential actions and"
        " subsequent amendments to those actions shall no longer apply",
        only="for civil aircraft",
        floor="15",
    ),
)

ROWS = CARS_OF_JAPAN + PARTS_OF_JAPAN + STEEL_OF_JAPAN + CONTENT_OF_JAPAN
