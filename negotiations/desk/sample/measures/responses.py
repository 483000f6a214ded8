"""What China and Canada answered: their duties on goods of the United States, as far as sources state them."""

from typing import Any

from negotiations.desk.sample.states import cite, differs, first, later
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.values.vocabulary import Change

_ON_US: dict[str, Any] = {
    "rate_basis": "additional",
    "economy_scope": "listed",
    "scope_economies": ["US"],
    "topics": ["tariffs", "countermeasures"],
}
_CHINA = {
    **_ON_US,
    "zone": "Asia/Shanghai",
    "economies": ["CN", "US"],
    "negotiations": ["us-china-2025"],
    "measure": "china-counter-us",
    "goods": "All goods that originate in the United States",
    "goods_scope": "all",
}
_CANADA = {**_ON_US, "zone": "America/Toronto", "economies": ["CA", "US"]}

CHINA = (
    first(
        "cn-34",
        MeasureChange,
        "2025-04-09T11:50Z",
        **_CHINA,
        headline="China announces 34% on all goods of the United States from 10 April",
        summary="The State Council Tariff Commission answers the rate of 34% that the United States announced.",
        when="2025-04-04",
        action="announced",
        instrument="china-announcement-4-2025",
        announced="2025-04-04",
        effective_from="2025-04-10T00:01",
        duty="34%",
        relations=[{"role": "responds_to", "target": "china-34"}],
        citations=[cite("china-84-order", locator="section 1")],
    ),
    first(
        "cn-84",
        MeasureChange,
        "2025-04-10T11:50Z",
        **_CHINA,
        headline="China raises its duty on goods of the United States from 34% to 84% before it applies",
        summary="The commission answers the 84% of the United States with the same rate, from the hour at which the 34%"
        " was to begin.",
        when="2025-04-10T00:01",
        when_note="Announced on 9 April",
        action="amended",
        instrument="china-announcement-5-2025",
        announced="2025-04-09",
        effective_from="2025-04-10T00:01",
        duty="84%",
        amends="cn-34",
        relations=[{"role": "responds_to", "target": "china-84"}],
        citations=[cite("china-84-report"), cite("pause-order", locator="section 1")],
    ),
    later(
        "cn-34",
        "2025-04-10T11:55Z",
        Change.UPDATE,
        "Added that two accounts differ on the zone of the hour.",
        citations=[
            cite("china-84-order", locator="section 1"),
            cite("china-84-report", concerns="Announcement No. 4"),
            differs("china-84-order", "the hour", "12:01 a.m. eastern daylight time on 10 April"),
        ],
    ),
    first(
        "cn-125",
        MeasureChange,
        "2025-04-12T12:30Z",
        **_CHINA,
        headline="China raises its duty on goods of the United States to 125%, and will go no further",
        summary="At this rate, says the commission, goods of the United States have no market in China; it would ignore"
        " any further increase.",
        when="2025-04-12",
        when_note="Announced on 11 April",
        action="amended",
        instrument="china-announcement-6-2025",
        announced="2025-04-11",
        effective_from="2025-04-12",
        duty="125%",
        amends="cn-84",
        relations=[{"role": "responds_to", "target": "china-125"}],
        citations=[cite("china-125-report")],
    ),
    first(
        "cn-10",
        MeasureChange,
        "2025-05-13T12:10Z",
        **_CHINA,
        headline="China takes back its increases of April and keeps 10% on goods of the United States",
        summary="As agreed in Geneva, China suspends 24 points of its 34% for 90 days at first, and removes what it"
        " added on 9 and 11 April.",
        when="2025-05-14",
        when_note="The day by which both sides are to act",
        action="amended",
        instrument="geneva-statement",
        announced="2025-05-12",
        effective_from="2025-05-14",
        duty="10%",
        amends="cn-125",
        relations=[
            {"role": "part_of", "target": "geneva"},
            {"role": "see_also", "target": "china-pause"},
        ],
        citations=[cite("geneva-statement")],
    ),
)

CANADA = (
    first(
        "ca-surtax",
        MeasureChange,
        "2025-04-02T14:58Z",
        **_CANADA,
        headline="Canada imposes a surtax of 25% on listed goods of the United States",
        summary="The order answers the United States’ duty on Canada of the same day. Its schedule lists the goods,"
        " which are not on record by code.",
        when="2025-03-04",
        measure="canada-surtax",
        action="imposed",
        instrument="sor-2025-66",
        signed="2025-03-03",
        effective_from="2025-03-04",
        duty="25%",
        goods="Goods of the tariff items in the order’s schedule",
        goods_scope="described",
        relations=[{"role": "responds_to", "target": "canada-25"}],
        citations=[cite("canada-surtax-order", locator="sections 3 and 4")],
    ),
    first(
        "ca-surtax-metals",
        MeasureChange,
        "2025-04-02T15:00Z",
        **_CANADA,
        headline="Canada answers the duty on its steel and aluminium with a surtax from 13 March",
        summary="The order lists the goods in three schedules, which are not on record.",
        when="2025-03-13",
        measure="canada-surtax-metals",
        action="imposed",
        instrument="sor-2025-95",
        effective_from="2025-03-13",
        goods="Goods of the three schedules of the order",
        goods_scope="described",
        relations=[{"role": "responds_to", "target": "steel"}],
        citations=[cite("canada-metals-report")],
    ),
    first(
        "ca-surtax-ends",
        MeasureChange,
        "2025-09-02T13:00Z",
        **_CANADA,
        headline="Canada lifts its general surtax on goods of the United States",
        summary="The surtax of March is repealed from 1 September. The one on steel and aluminium stays.",
        when="2025-09-01",
        measure="canada-surtax",
        action="terminated",
        effective_from="2025-09-01",
        amends="ca-surtax",
        citations=[cite("canada-repeal-report")],
    ),
)

ENTRIES = CHINA + CANADA
