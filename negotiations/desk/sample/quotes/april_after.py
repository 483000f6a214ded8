"""What was said after the first round, in Washington and in Tokyo."""

from negotiations.desk.sample.quotes.speakers import AKAZAWA, BY_KANTEI, BY_NEWSPAPER, ISHIBA, TALKS, said_at
from negotiations.desk.sample.states import cite, differs, first, later
from negotiations.models.kinds.quote import Quote
from negotiations.values.vocabulary import Change

_IN_WASHINGTON = {
    "when": "2025-04-16",
    "zone": "America/New_York",
    "when_note": "17 April in Tokyo",
    "setting": "remarks",
    "addressee": "reporters in Washington",
    "translated_by": "Financial Times",
}

ENTRIES = (
    first(
        "akazawa-regrettable",
        Quote,
        "2025-04-17T13:20Z",
        **AKAZAWA,
        **_IN_WASHINGTON,
        headline="Akazawa calls the tariffs “extremely regrettable”",
        topics=["tariffs"],
        translation="extremely regrettable",
        relations=said_at("round-1"),
        citations=[cite("ft")],
    ),
    later(
        "akazawa-regrettable",
        "2025-04-25T09:00Z",
        Change.UPDATE,
        "Added a second source, according to which Akazawa used the words to the US side too.",
        summary="According to the Yomiuri Shimbun, Akazawa told reporters that he had used these words to the US side.",
        citations=[cite("ft"), cite("yomiuri-round")],
    ),
    first(
        "akazawa-grateful",
        Quote,
        "2025-04-17T13:25Z",
        **AKAZAWA,
        **_IN_WASHINGTON,
        headline="Akazawa is “very grateful” that Trump met the delegation",
        topics=["tariffs"],
        people=["donald-trump"],
        translation="very grateful",
        relations=said_at("round-1"),
        citations=[cite("ft")],
    ),
    first(
        "ishiba-crisis",
        Quote,
        "2025-04-17T13:30Z",
        **ISHIBA,
        **BY_NEWSPAPER,
        translated_by="Financial Times",
        headline="Ishiba calls the US tariffs a “national crisis”",
        when="2025-04~",
        when_note="Before 17 April; our source gives no day",
        topics=["tariffs"],
        translation="national crisis",
        citations=[cite("ft")],
    ),
    first(
        "ishiba-not-easy",
        Quote,
        "2025-04-17T13:35Z",
        **ISHIBA,
        **BY_NEWSPAPER,
        translated_by="Financial Times",
        headline="Ishiba expects that the negotiations “will not be easy”",
        when="2025-04-17",
        when_note="16 April in Washington",
        topics=["tariffs"],
        translation="Of course, the negotiations will not be easy going forward",
        setting="remarks",
        addressee="reporters in Tokyo",
        relations=said_at("round-1"),
        citations=[cite("ft")],
    ),
    later(
        "ishiba-not-easy",
        "2025-04-18T10:30Z",
        Change.UPDATE,
        "Added two other English wordings. Ishiba spoke in Japanese.",
        summary="Ishiba spoke in Japanese; English wordings differ from one another.",
        citations=[
            cite("ft"),
            differs(
                "ap",
                "the wording",
                "“Of course the talks are not easy, but President Trump stated his intention to make this negotiation"
                " a top priority”",
            ),
            differs(
                "ishiba-transcript",
                "the wording",
                "in the official provisional translation, “there continue to be differences in the positions of Japan"
                " and the United States”",
            ),
        ],
    ),
    first(
        "ishiba-differences",
        Quote,
        "2025-04-18T15:00Z",
        **ISHIBA,
        **BY_KANTEI,
        headline="Ishiba says that the positions of the two countries still differ",
        when="2025-04-17",
        when_note="16 April in Washington",
        topics=["tariffs"],
        translation="there continue to be differences in the positions of Japan and the United States",
        setting="press_conference",
        relations=said_at("round-1"),
        citations=[cite("ishiba-transcript")],
    ),
    later(
        "ishiba-not-easy",
        "2025-04-18T15:10Z",
        Change.CORRECTION,
        "The edition before this one gave “there continue to be differences in the positions of Japan and the United"
        " States” as another English wording of these words. Right is: it is another sentence of the same answer, and"
        " now stands as a quote of its own.",
        summary="Ishiba spoke in Japanese; English wordings differ from one another.",
        relations=[
            {"role": "said_at", "target": "round-1"},
            {"role": "see_also", "target": "ishiba-differences"},
        ],
        citations=[
            cite("ft"),
            differs(
                "ap",
                "the wording",
                "“Of course the talks are not easy, but President Trump stated his intention to make this negotiation"
                " a top priority”",
            ),
        ],
    ),
    first(
        "bessent-productive",
        Quote,
        "2025-04-18T10:00Z",
        **TALKS,
        headline="Bessent thanks Trump for hosting “very productive talks” with Japan",
        when="2025-04-17",
        zone="America/New_York",
        topics=["tariffs"],
        people=["donald-trump"],
        text="for hosting our very productive talks",
        text_language="en",
        speaker="scott-bessent",
        office="bessent-treasury-secretary",
        setting="post",
        medium="X",
        addressee="Donald Trump",
        relations=said_at("round-1"),
        citations=[cite("yomiuri-bessent")],
    ),
)
