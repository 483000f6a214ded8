"""United States duties on China in 2025: over synthetic opioids, and the “reciprocal” rate from 34% to 125% and back.

China includes Hong Kong here, and for the reciprocal rate Macau.
"""

from typing import Any

from negotiations.desk.sample.measures.names import EXCEPTED, WITH_SEMICONDUCTORS, codes, on
from negotiations.desk.sample.measures.reciprocal_spring import MEMORANDUM, MEMORANDUM_NOTE
from negotiations.desk.sample.states import cite, first, later
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.values.vocabulary import Change

_CHINA: dict[str, Any] = {**on("CN", "us-china-2025"), "rate_basis": "additional"}
_OPIOIDS = {
    **_CHINA,
    "topics": ["tariffs", "drugs-at-the-border"],
    "measure": "us-fentanyl-china",
    "goods": "All goods but donations and informational materials",
    "goods_scope": "all",
    "stacking": "In addition to any other duties (section 2(b)).",
}
_RATE = {**_CHINA, "measure": "us-reciprocal-china"}
_BESIDE_OPIOIDS = (
    "In addition to the 20% over synthetic opioids and other duties (section 3(c) of the order of 2 April)."
)
_RATE_CITED = cite("reciprocal-order", locator="section 3(a) and Annex I")

SECTION_301 = (
    first(
        "china-301",
        MeasureChange,
        "2025-04-02T13:40Z",
        **_CHINA,
        headline="Duties under Section 301 on lists of Chinese goods stand since 2018",
        summary="They are 7.5% to 100%, by list. The lists are not on record by code, so that an answer says only that"
        " the duty may apply. It comes on top of all others.",
        when="2018-07-06",
        when_note="The first list; others followed",
        measure="us-301-china",
        action="imposed",
        instrument="tariff-schedule",
        effective_from="2018-07-06T00:01",
        goods="Goods on the lists of notes 20 and 31 to chapter 99 of the US tariff",
        goods_scope="described",
        citations=[cite("tariff-schedule", locator="notes 20 and 31")],
    ),
    first(
        "china-301-suspended",
        MeasureChange,
        "2025-04-02T13:42Z",
        **_CHINA,
        headline="The Section 301 duty on the last list of Chinese goods has never been charged",
        summary="The 15% on the list of note 20(u) is suspended. On record by code are a few of its goods: laptops,"
        " monitors, game consoles and toys.",
        when="2019-12-15",
        measure="us-301-china",
        action="suspended",
        instrument="tariff-schedule",
        effective_from="2019-12-15T00:01",
        goods="Laptops, monitors, game consoles, toys; other goods of the list are not on record by code",
        goods_scope="listed",
        goods_codes=codes("8471.30 8528.52 9503.00 9504.50"),
        amends="china-301",
        citations=[cite("tariff-schedule", locator="notes 20(t) and 20(u), heading 9903.88.16")],
    ),
)

OPIOIDS = (
    first(
        "china-opioids-10",
        MeasureChange,
        "2025-04-02T13:45Z",
        **_OPIOIDS,
        headline="United States imposes 10% on all goods of China over synthetic opioids",
        summary="The order extends the national emergency over drugs at the border. Goods that were on their way before"
        " 1 February are exempt.",
        when="2025-02-04T00:01",
        when_note="Ordered on 1 February",
        action="imposed",
        instrument="eo-14195",
        announced="2025-02-01",
        signed="2025-02-01",
        effective_from="2025-02-04T00:01",
        duty="10%",
        citations=[cite("china-fentanyl-order", locator="section 2")],
    ),
    first(
        "china-opioids-20",
        MeasureChange,
        "2025-04-02T13:50Z",
        **_OPIOIDS,
        headline="Duty on China over synthetic opioids rises from 10% to 20%",
        summary="The order strikes “10 percent” from the one of February and writes “20 percent”. It names no day; the"
        " tariff schedule ends the 10% at 12:01 a.m. on 4 March.",
        when="2025-03-04T00:01",
        when_note="Signed on 3 March",
        action="amended",
        instrument="eo-14228",
        announced="2025-03-03",
        signed="2025-03-03",
        effective_from="2025-03-04T00:01",
        duty="20%",
        amends="china-opioids-10",
        citations=[
            cite("china-fentanyl-amendment", locator="section 2"),
            cite("tariff-schedule", concerns="the day", locator="note 2(s)"),
        ],
    ),
)

APRIL = (
    first(
        "china-34",
        MeasureChange,
        "2025-04-03T12:15Z",
        **_RATE,
        **EXCEPTED | {"excepted_lists": ["annex-ii-part", "annex-ii-copper"]},
        headline="United States announces a “reciprocal” rate of 34% for China from 9 April",
        summary="The rate is China’s own in Annex I of the order; it holds for Hong Kong and Macau alike. It is to take"
        " the place of the 10% that applies from 5 April.",
        when="2025-04-02",
        action="announced",
        instrument="eo-14257",
        announced="2025-04-02",
        signed="2025-04-02",
        effective_from="2025-04-09T00:01",
        duty="34%",
        stacking=_BESIDE_OPIOIDS,
        relations=[{"role": "follows", "target": "baseline"}],
        citations=[_RATE_CITED],
    ),
    first(
        "china-84",
        MeasureChange,
        "2025-04-09T12:00Z",
        **_RATE,
        headline="United States raises the rate for China from 34% to 84% before it applies",
        summary="China has announced 34% on all goods of the United States. The order answers with 50 points more, from"
        " the hour at which the 34% was to begin.",
        when="2025-04-09T00:01",
        when_note="Ordered on 8 April",
        is_key=True,
        action="amended",
        instrument="eo-14259",
        announced="2025-04-08",
        signed="2025-04-08",
        effective_from="2025-04-09T00:01",
        duty="84%",
        stacking=_BESIDE_OPIOIDS,
        amends="china-34",
        relations=[{"role": "responds_to", "target": "cn-34"}],
        citations=[cite("china-84-order", locator="section 2")],
    ),
    first(
        "china-125",
        MeasureChange,
        "2025-04-10T12:10Z",
        **_RATE,
        headline="United States raises the rate for China to 125%, a day after 84%",
        summary="The order that pauses the rates of all other economies raises China’s, after China announced 84%.",
        when="2025-04-10T00:01",
        when_note="Ordered on 9 April",
        is_key=True,
        action="amended",
        instrument="eo-14266",
        announced="2025-04-09",
        signed="2025-04-09",
        effective_from="2025-04-10T00:01",
        duty="125%",
        stacking=_BESIDE_OPIOIDS,
        amends="china-84",
        relations=[
            {"role": "responds_to", "target": "cn-84"},
            {"role": "see_also", "target": "pause"},
        ],
        citations=[cite("pause-order", locator="sections 1 and 3(b)")],
    ),
    later(
        "china-34",
        "2025-04-12T12:05Z",
        Change.UPDATE,
        MEMORANDUM_NOTE,
        excepted_lists=[*WITH_SEMICONDUCTORS, "annex-ii-copper"],
        citations=[_RATE_CITED, MEMORANDUM],
    ),
)

TRUCE = (
    first(
        "china-back-to-34",
        MeasureChange,
        "2025-05-13T12:00Z",
        **_RATE,
        headline="United States takes back the increases of April: the rate for China is 34% again",
        summary="The orders of 8 and 9 April no longer count. The 34% is suspended at the same hour.",
        when="2025-05-14T00:01",
        when_note="Ordered on 12 May",
        action="amended",
        instrument="eo-14298",
        announced="2025-05-12",
        signed="2025-05-12",
        effective_from="2025-05-14T00:01",
        duty="34%",
        amends="china-125",
        relations=[{"role": "see_also", "target": "geneva"}],
        citations=[cite("china-may-order", locator="sections 2 and 3(b)")],
    ),
    first(
        "china-pause",
        MeasureChange,
        "2025-05-13T12:05Z",
        **_RATE,
        headline="United States suspends 24 points of the rate for China for 90 days; 10% stays",
        summary="The heading for China is suspended, and the one for all countries covers China again: 10%, as for"
        " others. The 20% over synthetic opioids stays.",
        when="2025-05-12",
        when_note="The day of the order; the pause begins at 12:01 a.m. on 14 May",
        is_key=True,
        action="suspended",
        instrument="eo-14298",
        announced="2025-05-12",
        signed="2025-05-12",
        effective_from="2025-05-14T00:01",
        effective_until="2025-08-12T00:01",
        stacking="While the 34% is suspended, the baseline of 10% applies in its place, with the exceptions of the"
        " order of 2 April and of the memorandum of 11 April.",
        amends="china-back-to-34",
        relations=[{"role": "part_of", "target": "china-back-to-34"}],
        citations=[cite("china-may-order", locator="sections 2 and 3")],
    ),
    first(
        "china-pause-extended",
        MeasureChange,
        "2025-08-12T12:00Z",
        **_RATE,
        headline="Pause of the rate for China goes on to 10 November",
        summary="The suspension that was to end on 12 August continues until 12:01 a.m. on 10 November 2025.",
        when="2025-08-11",
        action="extended",
        instrument="eo-14334",
        announced="2025-08-11",
        signed="2025-08-11",
        effective_from="2025-08-12T00:01",
        effective_until="2025-11-10T00:01",
        amends="china-pause",
        citations=[cite("china-august-order", locator="section 2")],
    ),
)

ENTRIES = SECTION_301 + OPIOIDS + APRIL + TRUCE
