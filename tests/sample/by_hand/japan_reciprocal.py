"""Japan: the reciprocal duty on all other goods, and the goods that are exempt from it."""

from tests.sample.by_hand.rows import (
    ALL,
    COPPER,
    EXEMPT,
    GIVES_WAY,
    JAPAN,
    NOT_YET,
    PAUSED,
    Row,
)

_TOY = "9503.00.00"

_TERMS_GO_ON = (
    "(f) Excluding the changes set forth in subsections (a) through (d) of this section, the terms of Executive Order"
    " 14257, as amended, shall continue to apply."
)
_TEN = (
    "all articles imported into the customs territory of the United States shall be, consistent with law, subject to an"
    " additional ad valorem rate of duty of 10 percent."
)
_SHALL_INCREASE = (
    "shall start at 10 percent and shortly thereafter, the additional ad valorem duty shall increase for trading"
    " partners enumerated in Annex I to this order at the rates set forth in Annex I to this order."
)
_UNTIL_JULY_9 = (
    "enforcement of the second paragraph of section 3(a) of Executive Order 14257 is suspended until 12:01 a.m. eastern"
    " daylight time on July 9, 2025."
)
_UNTIL_AUGUST_1 = (
    "to extend the suspension effectuated by Executive Order 14266 until 12:01 a.m. eastern daylight time on August 1,"
    " 2025."
)
_STILL_SUSPENDED = (
    "(e) The HTSUS shall also be modified by continuing to suspend headings 9903.01.43 through 9903.01.62 and"
    " 9903.01.64"
    " through 9903.01.76"
)
_SEVEN_DAYS = (
    "on or after 12:01 a.m. eastern daylight time 7 days after the date of this order, except that goods loaded onto a"
    " vessel at the port of loading"
)
_BACK_TO_AUGUST_7 = (
    "(d) The tariffs set forth in subsection (a) of this section shall apply retroactively to products of Japan entered"
    " for consumption or withdrawn from warehouse for consumption on or after 12:01 a.m. eastern daylight time"
    " on August"
    " 7, 2025."
)


def _toy(on: str, document: str, sentence: str, all: str, japan: str, adds: str, **more: str) -> Row:
    return Row("JP", _TOY, on, {ALL: all, JAPAN: japan}, adds, document, sentence, **more)


OTHER_GOODS = (
    _toy("2025-04-04", "reciprocal", _TEN, NOT_YET, NOT_YET, "0"),
    _toy("2025-04-05", "reciprocal", _TEN, "10%", NOT_YET, "10"),
    _toy("2025-04-08", "reciprocal", _TEN, "10%", NOT_YET, "10"),
    _toy("2025-04-09", "reciprocal", _SHALL_INCREASE, GIVES_WAY, "24%", "24"),
    _toy("2025-04-10", "pause", _UNTIL_JULY_9, "10%", PAUSED, "10"),
    _toy("2025-07-08", "pause", _UNTIL_JULY_9, "10%", PAUSED, "10"),
    # As it was known in April, the 24% was to be back on 9 July.
    _toy("2025-07-09", "pause", _UNTIL_JULY_9, GIVES_WAY, "24%", "24", known="2025-04-20"),
    _toy("2025-07-09", "extension", _UNTIL_AUGUST_1, "10%", PAUSED, "10"),
    # The letter: 25% from 1 August, as long as the pause was known to end then. It never took effect.
    _toy("2025-08-05", "extension", _UNTIL_AUGUST_1, GIVES_WAY, "25%", "25", known="2025-07-10"),
    _toy("2025-08-01", "rates", _STILL_SUSPENDED, "10%", PAUSED, "10"),
    _toy("2025-08-06", "rates", _STILL_SUSPENDED, "10%", PAUSED, "10"),
    _toy("2025-08-07", "rates", _SEVEN_DAYS, GIVES_WAY, "15%", "15", known="2025-09-01"),
    _toy("2025-08-07", "japan", _BACK_TO_AUGUST_7, GIVES_WAY, "15% all-in", "amount", floor="15"),
)

_ANNEX_II = (
    "(iv) other products enumerated in Annex II to this order, including copper, pharmaceuticals,"
    " semiconductors, lumber"
    " articles, certain critical minerals, and energy and energy products"
)
_MEMORANDUM = "clarified in the Presidential Memorandum of April 11, 2025 (Clarification of Exceptions Under"
EXEMPT_GOODS = (
    Row("JP", "3004.90.92", "2025-04-09", {ALL: EXEMPT}, "0", "reciprocal", _ANNEX_II),
    Row("JP", "3004.90.92", "2025-08-07", {ALL: EXEMPT}, "0", "rates", _TERMS_GO_ON),
    Row("JP", "2709.00.20", "2025-04-05", {ALL: EXEMPT}, "0", "reciprocal", _ANNEX_II),
    Row("JP", "8542.31.00", "2025-04-09", {ALL: EXEMPT}, "0", "china may", _MEMORANDUM),
    # Before the memorandum was published, the record had no code of a semiconductor.
    Row(
        "JP",
        "8542.31.00",
        "2025-04-09",
        {ALL: GIVES_WAY, JAPAN: "24%"},
        "24",
        "reciprocal",
        _SHALL_INCREASE,
        known="2025-04-10",
    ),
    Row("JP", "7408.11.30", "2025-04-09", {ALL: EXEMPT, JAPAN: EXEMPT}, "0", "reciprocal", _ANNEX_II),
    Row(
        "JP",
        "7408.11.30",
        "2025-08-07",
        {ALL: GIVES_WAY, JAPAN: "15% all-in", COPPER: "50% on the copper content"},
        "rule",
        "japan",
        "Proclamation 10962 of July 30, 2025 (Adjusting Imports of Copper Into the United States)",
    ),
)

ROWS = OTHER_GOODS + EXEMPT_GOODS
