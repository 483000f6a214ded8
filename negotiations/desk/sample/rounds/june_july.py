"""The fifth to the eighth round, in June and July 2025."""

from negotiations.desk.sample.rounds.people import IN_WASHINGTON, counted, discussed, present
from negotiations.desk.sample.states import cite, first, later
from negotiations.models.kinds.round import Round
from negotiations.values.vocabulary import Change

JUNE = (
    first(
        "round-5",
        Round,
        "2025-06-07T12:00Z",
        **IN_WASHINGTON,
        headline="Fifth round: two days of talks end without a point of agreement",
        summary="Akazawa meets Lutnick for 110 minutes on each day, and Bessent for 45 minutes on the second.",
        when="2025-06-05/2025-06-06",
        topics=["tariffs", "trade-expansion", "non-tariff-measures", "economic-security"],
        outcome="no_agreement",
        duration_minutes=265,
        ordinals=[counted(5, "asahi-round-5")],
        participants=[
            present("ryosei-akazawa", "asahi-round-5"),
            present("howard-lutnick", "asahi-round-5", note="110 minutes on each day"),
            present("scott-bessent", "asahi-round-5", note="45 minutes on 6 June"),
        ],
        agenda=[
            *discussed(
                "tariffs",
                source="asahi-round-5",
                raised_by="JP",
                according_to="ryosei-akazawa",
                note="Japan asks again that the tariffs be eliminated.",
            ),
            *discussed(
                "trade-expansion",
                "non-tariff-measures",
                "economic-security",
                source="asahi-round-5",
                according_to="ryosei-akazawa",
            ),
        ],
        relations=[{"role": "follows", "target": "round-4"}],
        citations=[cite("asahi-round-5")],
    ),
    first(
        "round-6",
        Round,
        "2025-06-15T06:00Z",
        **IN_WASHINGTON,
        headline="Sixth round: Akazawa meets Lutnick and Bessent separately, three days before the G7",
        summary="The talks are to prepare the leaders’ meeting beside the G7 summit in Canada.",
        when="2025-06-13",
        topics=["tariffs"],
        ordinals=[counted(6, "jiji-call")],
        participants=[
            present(person, "jiji-call") for person in ("ryosei-akazawa", "howard-lutnick", "scott-bessent")
        ],
        relations=[{"role": "follows", "target": "round-5"}],
        citations=[cite("jiji-call")],
    ),
    first(
        "round-7",
        Round,
        "2025-06-28T08:00Z",
        **IN_WASHINGTON,
        headline="Seventh round: Akazawa and Lutnick meet for an hour in Washington",
        summary="Akazawa stays in Washington longer than planned. He hopes to meet Bessent too.",
        when="2025-06-27",
        topics=["tariffs"],
        duration_minutes=60,
        ordinals=[counted(7, "kyodo-round-7")],
        participants=[
            present("ryosei-akazawa", "kyodo-round-7"),
            present("howard-lutnick", "kyodo-round-7"),
        ],
        relations=[{"role": "follows", "target": "summit"}],
        citations=[cite("kyodo-round-7")],
    ),
    later(
        "round-7",
        "2025-06-29T09:00Z",
        Change.UPDATE,
        "Added that no meeting with Bessent came about by then, and the calls of 28 June.",
        headline="Seventh round: Akazawa meets Lutnick for an hour, but not Bessent",
        summary="Akazawa stays in Washington longer than planned. No meeting with Bessent is reported. He and Lutnick"
        " talk by telephone twice more, on 28 June.",
        participants=[
            present("ryosei-akazawa", "kyodo-round-7"),
            present("howard-lutnick", "kyodo-round-7"),
            present("scott-bessent", attendance="absent", note="A meeting with him was sought"),
        ],
    ),
)

JULY = (
    first(
        "round-8",
        Round,
        "2025-07-23T01:40Z",
        **IN_WASHINGTON,
        headline="Eighth round: Akazawa meets Trump at the White House",
        summary="Akazawa arrived on 21 July. After the meeting Trump announces an agreement.",
        when="2025-07-22",
        when_note="23 July in Tokyo",
        topics=["tariffs", "investment"],
        venue="White House",
        outcome="framework",
        ordinals=[counted(8, "kyodo-deal")],
        participants=[present("ryosei-akazawa", "kyodo-deal"), present("donald-trump", "kyodo-deal")],
        relations=[{"role": "follows", "target": "round-7"}],
        citations=[cite("kyodo-deal")],
    ),
    later(
        "round-8",
        "2025-07-23T12:30Z",
        Change.UPDATE,
        "Added the Japanese prime minister’s account.",
        headline="Eighth round: Akazawa meets Trump at the White House, and a framework is agreed",
        readouts=[
            {
                "side": "JP",
                "text": "Ishiba: cars and parts at 15% in all, the ordinary duty included; the reciprocal rate at 15%"
                " instead of 25%.",
                "source": "ishiba-agreement",
            },
            {
                "side": "US",
                "text": "Trump, in a post: a reciprocal rate of 15%; Japan invests $550bn.",
                "source": "kyodo-deal",
            },
        ],
        citations=[cite("kyodo-deal"), cite("ishiba-agreement")],
    ),
)

ENTRIES = JUNE + JULY
