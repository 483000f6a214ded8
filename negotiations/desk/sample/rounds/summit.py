"""The leaders' meeting of 16 June 2025 in Canada: no round in Japan's count."""

from negotiations.desk.sample.rounds.people import present
from negotiations.desk.sample.states import cite, first, later
from negotiations.models.kinds.round import Round
from negotiations.values.vocabulary import Change

ENTRIES = (
    first(
        "summit",
        Round,
        "2025-06-16T22:30Z",
        headline="Ishiba and Trump meet for half an hour at the G7 summit in Canada",
        summary="A meeting of the leaders beside the summit, not one of the numbered rounds of ministers. Japan has not"
        " given its account of the outcome yet.",
        when="2025-06-16T13:00",
        zone="America/Edmonton",
        when_note="17 June in Tokyo; the meeting began at about one o’clock",
        is_key=True,
        negotiations=["us-japan-2025"],
        economies=["JP", "US"],
        topics=["tariffs"],
        level="leaders",
        mode="in_person",
        place="Kananaskis, Alberta",
        status="held",
        duration_minutes=30,
        participants=[present("shigeru-ishiba"), present("donald-trump")],
        citations=[cite("ishiba-summit", concerns="when and how long")],
    ),
    later(
        "summit",
        "2025-06-17T07:00Z",
        Change.UPDATE,
        "Added the outcome.",
        headline="Ishiba and Trump end their meeting at the G7 without an agreement; ministers go on",
        summary="The leaders meet for about 30 minutes beside the summit. It is not one of the numbered rounds of"
        " ministers. They agree to have their ministers carry on.",
        outcome="no_agreement",
        participants=[
            present("shigeru-ishiba", "yomiuri-summit", "ishiba-summit"),
            present("donald-trump", "yomiuri-summit", "ishiba-summit"),
        ],
        agenda=[
            {"topic": "tariffs", "according_to": "shigeru-ishiba", "source": "ishiba-summit"},
        ],
        readouts=[
            {
                "side": "JP",
                "text": "Ishiba: a candid exchange; points of disagreement remain, so there is no agreement on the"
                " whole package. Ministers are told to go on.",
                "source": "ishiba-summit",
            }
        ],
        relations=[{"role": "follows", "target": "round-6"}],
        citations=[cite("yomiuri-summit"), cite("ishiba-summit")],
    ),
)
