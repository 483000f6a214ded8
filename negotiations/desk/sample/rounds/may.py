"""The second, third and fourth rounds, in May 2025."""

from negotiations.desk.sample.rounds.people import IN_WASHINGTON, counted, discussed, present
from negotiations.desk.sample.states import cite, first, later
from negotiations.models.kinds.round import Round
from negotiations.values.vocabulary import Change

_FIELDS = ("trade-expansion", "non-tariff-measures", "economic-security")

_NO_CURRENCY = {
    "topic": "exchange-rates",
    "state": "not_discussed",
    "according_to": "ryosei-akazawa",
    "source": "jiji-round-2",
}

SECOND = (
    first(
        "round-2",
        Round,
        "2025-05-02T03:00Z",
        **IN_WASHINGTON,
        headline="Second round: ministers meet for 130 minutes and look to an agreement in June",
        summary="Akazawa and three members of the US cabinet agree to hold the next ministerial meeting from the middle"
        " of May, so that the leaders can agree in June.",
        when="2025-05-01",
        when_note="2 May in Tokyo",
        topics=["tariffs", *_FIELDS],
        venue="Treasury Department",
        outcome="next_meeting",
        duration_minutes=130,
        next_meeting="2025-05",
        next_meeting_note="From the middle of May at the earliest",
        ordinals=[counted(2, "jiji-round-2")],
        participants=[
            present(person, "jiji-round-2")
            for person in ("ryosei-akazawa", "scott-bessent", "jamieson-greer", "howard-lutnick")
        ],
        agenda=[
            *discussed(*_FIELDS, source="jiji-round-2", according_to="ryosei-akazawa"),
            _NO_CURRENCY,
        ],
        relations=[{"role": "follows", "target": "round-1"}],
        citations=[cite("jiji-round-2")],
    ),
    later(
        "round-2",
        "2025-05-02T13:30Z",
        Change.UPDATE,
        "Added the Japanese prime minister’s account.",
        agenda=[
            *discussed(
                "tariffs",
                source="kantei-may",
                raised_by="JP",
                according_to="shigeru-ishiba",
                note="Japan asks that the tariffs be eliminated; the United States keeps to its approach.",
            ),
            *discussed(*_FIELDS, source="jiji-round-2", according_to="ryosei-akazawa"),
            _NO_CURRENCY,
        ],
        readouts=[
            {
                "side": "JP",
                "text": "Ishiba: in-depth, constructive discussions of about 130 minutes, but no common ground yet."
                " Both sides kept to what they had said before.",
                "source": "kantei-may",
            }
        ],
        citations=[cite("jiji-round-2"), cite("kantei-may")],
    ),
)

THIRD = (
    first(
        "round-3",
        Round,
        "2025-05-24T09:00Z",
        **IN_WASHINGTON,
        headline="Third round: Akazawa meets Lutnick and Greer; Bessent is absent",
        summary="Akazawa talks with Lutnick for 90 minutes and with Greer for two hours, separately. He asks again for"
        " a review of the duties on cars, steel and aluminium and of all reciprocal duties.",
        when="2025-05-23",
        topics=["tariffs", *_FIELDS],
        duration_minutes=210,
        ordinals=[counted(3, "yomiuri-round-3")],
        participants=[
            present("ryosei-akazawa", "yomiuri-round-3"),
            present("howard-lutnick", "yomiuri-round-3", note="90 minutes"),
            present("jamieson-greer", "yomiuri-round-3", note="Two hours"),
            present("scott-bessent", attendance="absent", omitted_by=["yomiuri-round-3"]),
        ],
        agenda=[
            *discussed("tariffs", source="yomiuri-round-3", raised_by="JP"),
            *discussed(*_FIELDS, source="yomiuri-round-3"),
        ],
        relations=[{"role": "follows", "target": "round-2"}],
        citations=[cite("yomiuri-round-3")],
    ),
)

FOURTH = (
    first(
        "round-4",
        Round,
        "2025-05-31T06:00Z",
        **IN_WASHINGTON,
        headline="Fourth round: Akazawa, Bessent and Lutnick meet for over two hours",
        summary="The meeting on Friday morning lasts more than two hours. Akazawa speaks of progress, without details.",
        when="2025-05-30",
        when_note="In the morning",
        topics=["tariffs"],
        ordinals=[counted(4, "japan-times-round-4")],
        participants=[
            present(person, "japan-times-round-4")
            for person in ("ryosei-akazawa", "scott-bessent", "howard-lutnick")
        ],
        relations=[{"role": "follows", "target": "round-3"}],
        citations=[cite("japan-times-round-4")],
    ),
)

ENTRIES = SECOND + THIRD + FOURTH
