"""What was said from the second round to the letter of July 2025."""

from negotiations.desk.sample.quotes.speakers import (
    AKAZAWA,
    BY_KANTEI,
    BY_NEWSPAPER,
    ISHIBA,
    TRUMP,
    responds_to,
    said_at,
)
from negotiations.desk.sample.states import cite, differs, first, later
from negotiations.models.kinds.quote import Quote
from negotiations.values.vocabulary import Change

_TO_REPORTERS = {
    "zone": "America/New_York",
    "topics": ["tariffs"],
    "setting": "remarks",
    "addressee": "reporters in Washington",
}

TALKS_GO_ON = (
    first(
        "ishiba-did-not-deviate",
        Quote,
        "2025-05-02T13:40Z",
        **ISHIBA,
        **BY_KANTEI,
        headline="Ishiba says that Japan keeps to its demand that the tariffs be eliminated",
        when="2025-05-02",
        topics=["tariffs"],
        translation="did not deviate at all from its stance of urging the elimination of these tariff measures",
        setting="press_conference",
        relations=said_at("round-2"),
        citations=[cite("kantei-may")],
    ),
    first(
        "akazawa-frank",
        Quote,
        "2025-05-24T09:10Z",
        **AKAZAWA,
        **_TO_REPORTERS,
        headline="Akazawa finds the third round “more frank and in-depth” than the second",
        when="2025-05-23",
        translation="We were able to have a more frank and in-depth exchange than last time",
        translated_by="Yomiuri Shimbun",
        relations=said_at("round-3"),
        citations=[cite("yomiuri-round-3")],
    ),
    first(
        "akazawa-no-agreement",
        Quote,
        "2025-06-07T12:10Z",
        **AKAZAWA,
        **_TO_REPORTERS,
        headline="Akazawa says after the fifth round that no point of agreement has been found",
        when="2025-06-06",
        translation="But we have not found any point of agreement.",
        translated_by="Asahi Shimbun",
        relations=said_at("round-5"),
        citations=[cite("asahi-round-5")],
    ),
    first(
        "ishiba-both-sides",
        Quote,
        "2025-07-02T14:00Z",
        **ISHIBA,
        **BY_KANTEI,
        headline="Ishiba says that an outcome must benefit both sides",
        when="2025-07-02",
        topics=["tariffs"],
        translation="negotiations must result in true benefits for both sides; they cannot deliver benefits to only"
        " one side",
        setting="press_conference",
        citations=[cite("kantei-july")],
    ),
)

THE_LETTER = (
    first(
        "trump-far-less",
        Quote,
        "2025-07-08T12:10Z",
        **TRUMP,
        headline="Trump’s letter calls 25% “far less” than what the trade deficit would need",
        when="2025-07-07",
        topics=["tariffs"],
        text="the 25% number is far less than what is needed to eliminate the Trade Deficit disparity we have with your"
        " Country",
        setting="letter",
        addressee="Shigeru Ishiba",
        relations=[{"role": "part_of", "target": "letter-25"}],
        citations=[cite("kyodo-letter")],
    ),
    first(
        "ishiba-regrettable",
        Quote,
        "2025-07-08T12:20Z",
        **ISHIBA,
        **BY_NEWSPAPER,
        headline="Ishiba calls the letter “truly regrettable”",
        when="2025-07-08",
        topics=["tariffs"],
        translation="truly regrettable",
        translated_by="Kyodo News",
        setting="statement",
        addressee="the government’s task force on tariffs",
        relations=responds_to("letter-25"),
        citations=[cite("kyodo-regrettable"), cite("orissa-post")],
    ),
    later(
        "ishiba-regrettable",
        "2025-07-08T16:40Z",
        Change.UPDATE,
        "Added a second English wording. Ishiba spoke in Japanese.",
        headline="Ishiba calls the letter “truly” or “very” regrettable, in two translations",
        summary="Ishiba spoke in Japanese; the two translations differ.",
        citations=[
            cite("kyodo-regrettable"),
            cite("orissa-post"),
            differs("yomiuri-letter", "the wording", "“It is very regrettable”"),
        ],
    ),
)

ENTRIES = TALKS_GO_ON + THE_LETTER
