"""The United Kingdom with its quota for cars, the European Union; and Russia, which pays another column."""

from tests.sample.by_hand.rows import (
    ALL,
    ALUMINIUM,
    BASE,
    CARS,
    EU,
    GIVES_WAY,
    NOT_YET,
    PAUSED,
    STEEL,
    STEEL_73,
    Row,
)

_CAR = "8703.23.01"
_COIL = "7208.10.15"
_TUBE = "7306.30.50"
_TOY = "9503.00.00"

_QUOTA = (
    "shall instead be subject to a 7.5 percent tariff, in addition to the most-favored-nation rate for"
    " automobiles of 2.5"
    " percent, for a combined tariff of 10 percent."
)
_STAYS_AT_25 = (
    "Proclamation 10895; and Proclamation 10896 shall remain at 25 percent ad valorem. On or after July 9, 2025, the"
    " Secretary may adjust the applicable rates of duty"
)
UNITED_KINGDOM = (
    Row("GB", _CAR, "2025-06-29", {BASE: "2.5%", CARS: "25%", ALL: GIVES_WAY}, "25", "uk", _QUOTA),
    Row(
        "GB",
        _CAR,
        "2025-06-30",
        {BASE: "2.5%", CARS: "7.5% in quota, 25% out of quota", ALL: GIVES_WAY},
        "amount",
        "uk",
        _QUOTA,
    ),
    Row(
        "GB",
        "8704.31.01",
        "2025-06-30",
        {CARS: "25%", ALL: GIVES_WAY},
        "25",
        "uk",
        "an annual tariff-rate quota of 100,000 automobiles as classified in heading 8703 of the Harmonized Tariff"
        " Schedule of the United States",
    ),
    Row("GB", _COIL, "2025-06-04", {STEEL: "25%", ALL: GIVES_WAY}, "25", "metals", _STAYS_AT_25),
    Row(
        "GB",
        _TUBE,
        "2025-06-04",
        {STEEL_73: "25% on the steel content", ALL: "10%"},
        "rule",
        "metals",
        "The additional ad valorem duties described in clause 1 and clause 7 of this proclamation shall apply"
        " only to the"
        " steel content of articles in Chapter 73",
    ),
    Row(
        "GB",
        "7606.12.30",
        "2025-06-04",
        {ALUMINIUM: "25% on the aluminium content", ALL: "10%"},
        "rule",
        "metals",
        _STAYS_AT_25,
    ),
    Row(
        "GB",
        "8708.30.50",
        "2025-06-30",
        {"us-232-automobile-parts": "25%", ALL: GIVES_WAY},
        "25",
        "uk",
        "provided that they are products of the United Kingdom and are for use in automobiles that are products of the"
        " United Kingdom.",
        only="for parts for use in cars of the United Kingdom",
    ),
    Row("GB", _TOY, "2025-08-07", {ALL: "10%"}, "10", "rates", "United Kingdom10%"),
)

_SUM_15 = (
    "For a good of the European Union with a Column 1 Duty Rate that is less than 15 percent, the sum of its Column 1"
    " Duty Rate and the additional ad valorem rate of duty pursuant to this order shall be 15 percent."
)
_SHALL_INCREASE = (
    "the additional ad valorem duty shall increase for trading partners enumerated in Annex I to this order at"
    " the rates"
    " set forth in Annex I to this order."
)
_ALL_OF_ANNEX_I = (
    "all articles imported into the customs territory of the United States from the trading partners enumerated"
    " in Annex"
    " I to Executive Order 14257 shall be, consistent with law, subject to an additional ad valorem rate of duty of 10"
    " percent"
)
EUROPEAN_UNION = (
    Row("DE", _TOY, "2025-04-08", {ALL: "10%", EU: NOT_YET}, "10", "reciprocal", _SHALL_INCREASE),
    Row("DE", _TOY, "2025-04-09", {ALL: GIVES_WAY, EU: "20%"}, "20", "reciprocal", _SHALL_INCREASE),
    Row("FR", _TOY, "2025-04-10", {ALL: "10%", EU: PAUSED}, "10", "pause", _ALL_OF_ANNEX_I),
    Row("EU", _TOY, "2025-08-06", {ALL: "10%", EU: PAUSED}, "10", "rates", "continuing to suspend headings"),
    Row("DE", _TOY, "2025-08-07", {ALL: GIVES_WAY, EU: "15% all-in"}, "amount", "rates", _SUM_15, floor="15"),
    # The notice of 25 September reaches back to 1 August; before it, cars of the EU were known to pay 25%.
    Row(
        "DE",
        _CAR,
        "2025-08-07",
        {BASE: "2.5%", CARS: "25%", ALL: GIVES_WAY, EU: GIVES_WAY},
        "25",
        "rates",
        "the terms of Executive Order 14257, as amended, shall continue to apply.",
        known="2025-09-20",
    ),
    Row(
        "RU",
        _TOY,
        "2025-04-09",
        {},
        "0",
        "reciprocal",
        "(v) all articles from a trading partner subject to the rates set forth in Column 2 of the Harmonized Tariff"
        " Schedule of the United States",
    ),
)

ROWS = UNITED_KINGDOM + EUROPEAN_UNION
