"""China: the duty over synthetic opioids, the reciprocal rate in April and May 2025, and what China answered."""

from tests.sample.by_hand.rows import (
    ALL,
    CHINA,
    COUNTER,
    EXEMPT,
    GIVES_WAY,
    LISTS_301,
    MAY_APPLY,
    NOT_YET,
    OPIOIDS,
    PAUSED,
    STEEL,
    Row,
)

_COIL = "7208.10.15"
_TOY = "9503.00.00"
_LAPTOP = "8471.30.01"

_OPIOIDS_10 = (
    "subject to an additional 10 percent ad valorem rate of duty. Such rate of duty shall apply with respect to goods"
    " entered for consumption, or withdrawn from warehouse for consumption, on or after 12:01 a.m. eastern time on"
    " February 4, 2025"
)
_OPIOIDS_20 = "by striking the words “10 percent” and inserting in lieu thereof the words “20 percent”."
_IN_ADDITION = "(c) The rates of duty established by this order are in addition to any other duties"
_FROM_APRIL_9 = (
    "(a) heading 9903.01.63 of the HTSUS shall be amended by deleting “34%” each place that it appears and by inserting"
    " “84%” in lieu thereof"
)
_TO_125 = (
    "(b) heading 9903.01.63 of the HTSUS shall be amended by deleting “84%” each place that it appears and by inserting"
    " “125%” in lieu thereof"
)
_BACK_TO_10 = (
    "by suspending 24 percentage points of that rate for an initial period of 90 days, and the retention of the"
    " remaining ad valorem rate of 10 percent on those articles"
)


def _toy(on: str, adds: str, document: str, sentence: str, known: str = "", **duties: str) -> Row:
    names = {"opioids": OPIOIDS, "all": ALL, "china": CHINA}
    stands = {LISTS_301: PAUSED} | {names[name]: duty for name, duty in duties.items()}
    return Row("CN", _TOY, on, stands, adds, document, sentence, known=known)


CHINA_2025 = (
    _toy("2025-02-03", "0", "china opioids", _OPIOIDS_10, opioids=NOT_YET),
    _toy("2025-02-04", "10", "china opioids", _OPIOIDS_10, opioids="10%"),
    _toy("2025-03-03", "10", "china opioids", _OPIOIDS_10, opioids="10%"),
    _toy("2025-03-04", "20", "china opioids 20", _OPIOIDS_20, opioids="20%"),
    _toy("2025-04-04", "20", "china opioids 20", _OPIOIDS_20, opioids="20%", all=NOT_YET, china=NOT_YET),
    _toy("2025-04-05", "30", "reciprocal", _IN_ADDITION, opioids="20%", all="10%", china=NOT_YET),
    _toy("2025-04-08", "30", "reciprocal", _IN_ADDITION, opioids="20%", all="10%", china=NOT_YET),
    # As it was known before the order of 8 April, the rate on 9 April was to be 34%.
    _toy(
        "2025-04-09",
        "54",
        "reciprocal",
        _IN_ADDITION,
        "2025-04-08",
        opioids="20%",
        all=GIVES_WAY,
        china="34%",
    ),
    _toy("2025-04-09", "104", "china 84", _FROM_APRIL_9, opioids="20%", all=GIVES_WAY, china="84%"),
    _toy("2025-04-10", "145", "pause", _TO_125, opioids="20%", all=GIVES_WAY, china="125%"),
    _toy("2025-05-13", "145", "pause", _TO_125, opioids="20%", all=GIVES_WAY, china="125%"),
    _toy("2025-05-14", "30", "china may", _BACK_TO_10, opioids="20%", all="10%", china=PAUSED),
    _toy("2025-05-15", "30", "china may", _BACK_TO_10, opioids="20%", all="10%", china=PAUSED),
    # As it was known in May, the 34% was to be back after 90 days.
    _toy(
        "2025-08-12",
        "54",
        "china may",
        "are hereby suspended for a period of 90 days beginning at 12:01 a.m. eastern daylight time on May 14, 2025.",
        "2025-06-01",
        opioids="20%",
        all=GIVES_WAY,
        china="34%",
    ),
    _toy(
        "2025-08-07",
        "30",
        "rates",
        "(g) Nothing in this order shall be construed to alter or otherwise affect Executive Order 14298 of May"
        " 12, 2025",
        opioids="20%",
        all="10%",
        china=PAUSED,
    ),
    Row(
        "CN",
        _LAPTOP,
        "2025-04-10",
        {LISTS_301: PAUSED, OPIOIDS: "20%", ALL: EXEMPT},
        "20",
        "china may",
        "clarified in the Presidential Memorandum of April 11, 2025 (Clarification of Exceptions Under",
    ),
    Row(
        "CN",
        _COIL,
        "2025-05-14",
        {LISTS_301: MAY_APPLY, OPIOIDS: "20%", STEEL: "25%", ALL: GIVES_WAY, CHINA: PAUSED},
        "depends",
        "stacking",
        "duties imposed pursuant to section 301 of the Trade Act of 1974, as amended; duties imposed pursuant to"
        " Executive Order 14195 of February 1, 2025",
    ),
    Row(
        "US",
        _TOY,
        "2025-04-10",
        {COUNTER: "84%"},
        "84",
        "pause",
        "an 84 percent tariff would be imposed on all goods imported into the PRC originating from the United States,"
        " effective at 12:01 a.m. on April 10, 2025.",
        known="2025-04-11",
        by="CN",
    ),
)

ROWS = CHINA_2025
