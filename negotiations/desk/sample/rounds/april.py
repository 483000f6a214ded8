"""The first round, 16 April 2025 in Washington: as it was known that evening, the next day, and after a correction."""

from negotiations.desk.sample.rounds.people import IN_WASHINGTON, counted, present
from negotiations.desk.sample.states import cite, differs, first, later
from negotiations.models.kinds.round import Round
from negotiations.values.vocabulary import Change

_REPORTS = ("ft", "yomiuri-round", "ishiba-transcript")
_AGREED_PRESENT = [
    present("ryosei-akazawa", *_REPORTS),
    present(
        "donald-trump",
        *_REPORTS,
        attendance="unannounced",
        note="The talks had been planned for ministers",
    ),
    present("scott-bessent", *_REPORTS),
    present("jamieson-greer", *_REPORTS),
]
_LUTNICK = ("howard-lutnick", "yomiuri-round", "ishiba-transcript")

_AGENDA = [
    {
        "topic": "tariffs",
        "raised_by": "JP",
        "according_to": "ryosei-akazawa",
        "note": "Japan asks for a review of the tariffs.",
        "source": "ft",
    },
    {
        "topic": "defence-cost-sharing",
        "raised_by": "US",
        "note": "Trump had said beforehand that he would raise it. Japanese officials, not named, say that he did;"
        " Akazawa and Ishiba decline to comment.",
        "source": "asahi",
    },
    {
        "topic": "exchange-rates",
        "state": "not_discussed",
        "according_to": "ryosei-akazawa",
        "note": "Neither exchange rates nor the weak yen came up: they are left to the finance ministers, Scott Bessent"
        " and Katsunobu Kato. Akazawa repeats that Japan does not manipulate its currency.",
        "source": "ft",
    },
]

_JAPAN_SAYS = {
    "side": "JP",
    "text": "Ishiba: positions still differ. The meeting with Trump took 50 minutes, the one with ministers 75; the"
    " discussions were candid and constructive.",
    "source": "ishiba-transcript",
}

_SOURCES = [
    cite("ft"),
    cite("yomiuri-round"),
    cite("ishiba-transcript"),
    cite("asahi", concerns="defence costs"),
]

ENTRIES = (
    first(
        "round-1",
        Round,
        "2025-04-16T22:40Z",
        **IN_WASHINGTON,
        headline="Trump meets Japan’s delegation as tariff talks open in Washington",
        summary="Ministers were to meet; the president announces on Truth Social that he has received the delegation"
        " himself. Neither side has given an account of the talks yet.",
        when="2025-04-16",
        when_note="17 April in Tokyo",
        is_key=True,
        topics=["tariffs"],
        participants=[
            present("ryosei-akazawa"),
            present("donald-trump", "trump-post", attendance="unannounced"),
        ],
        relations=[{"role": "follows", "target": "trump-before"}],
        citations=[cite("trump-post"), cite("jiji-before", concerns="the plan for the talks")],
    ),
    later(
        "round-1",
        "2025-04-17T13:00Z",
        Change.UPDATE,
        "Added who took part, the agenda, the outcome and both sides’ read-outs.",
        headline="Akazawa leaves Washington without an agreement; a second meeting is planned for April",
        summary="Akazawa meets Trump for about 50 minutes and ministers for about 75. The two sides agree to seek an"
        " early agreement and to meet again this month. Japan, the largest foreign investor in the United States,"
        " hopes to be the first big economy with a deal; other governments watch the talks.",
        topics=["tariffs", "defence-cost-sharing", "exchange-rates"],
        venue="White House",
        outcome="next_meeting",
        duration_minutes=125,
        next_meeting="2025-04",
        next_meeting_note="Agreed for “this month”; no day is given",
        ordinals=[counted(1, "yomiuri-round")],
        participants=[*_AGREED_PRESENT, present(*_LUTNICK)],
        agenda=_AGENDA,
        readouts=[
            _JAPAN_SAYS,
            {"side": "US", "text": "Trump, in a post: “Big Progress!”", "source": "ap"},
        ],
        citations=_SOURCES,
    ),
    later(
        "round-1",
        "2025-04-18T10:10Z",
        Change.UPDATE,
        "Added what Scott Bessent says of the talks.",
        readouts=[
            _JAPAN_SAYS,
            {
                "side": "US",
                "text": "Bessent, on X, thanks Trump “for hosting our very productive talks”.",
                "source": "yomiuri-bessent",
            },
        ],
        citations=[*_SOURCES, cite("yomiuri-bessent", concerns="the US read-out")],
    ),
    later(
        "round-1",
        "2025-04-18T11:00Z",
        Change.CORRECTION,
        "Earlier editions listed Howard Lutnick as present without reservation. Sources differ: the Yomiuri Shimbun and"
        " Japan’s official transcript name him, the Financial Times names only Scott Bessent and Jamieson Greer beside"
        " the president.",
        participants=[
            *_AGREED_PRESENT,
            present(*_LUTNICK, attendance="disputed", omitted_by=["ft"]),
        ],
        citations=[
            *_SOURCES,
            cite("yomiuri-bessent", concerns="the US read-out"),
            differs("ft", "who attended", "names Scott Bessent and Jamieson Greer, not Howard Lutnick"),
        ],
    ),
)
