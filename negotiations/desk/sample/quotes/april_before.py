"""What was said before the first round, and by Trump around it.

Short quotations in the words of a source, never joined or completed. Where English words stand for something said in
Japanese, they are a translation by whoever printed them, and the original stays empty until it is known.
"""

from negotiations.desk.sample.quotes.speakers import AKAZAWA, POST, TRUMP, said_at
from negotiations.desk.sample.states import cite, differs, first, later
from negotiations.models.kinds.quote import Quote
from negotiations.values.vocabulary import Change

BEFORE = (
    first(
        "akazawa-responsibility",
        Quote,
        "2025-04-11T13:00Z",
        **AKAZAWA,
        headline="Akazawa calls his task in the tariff talks “a very heavy responsibility”",
        summary="On the same day, Japan sets up the task force that he leads together with Yoshimasa Hayashi.",
        when="2025-04-11",
        zone="Asia/Tokyo",
        topics=["tariffs"],
        translation="It’s a very heavy responsibility, but I’ll do my best and achieve good results",
        translated_by="Jiji Press",
        text_language="ja",
        setting="press_conference",
        relations=[{"role": "see_also", "target": "task-force"}],
        citations=[cite("jiji-before")],
    ),
    first(
        "trump-before",
        Quote,
        "2025-04-16T17:00Z",
        **TRUMP,
        **POST,
        headline="Trump names the cost of military support as a subject of the talks with Japan",
        summary="Before the first round, the president puts what Japan pays towards US forces beside tariffs.",
        when="2025-04-16",
        topics=["tariffs", "defence-cost-sharing"],
        text="Japan is coming in today to negotiate Tariffs, the cost of military support, and “TRADE FAIRNESS”",
        citations=[cite("kbs")],
    ),
)

BY_TRUMP = (
    first(
        "big-progress",
        Quote,
        "2025-04-16T22:45Z",
        **TRUMP,
        **POST,
        headline="Trump reports “Big Progress!” after meeting the Japanese delegation",
        summary="The post gives no details.",
        when="2025-04-16",
        when_note="17 April in Tokyo",
        topics=["tariffs"],
        text="A Great Honor to have just met with the Japanese Delegation on Trade. Big Progress!",
        relations=said_at("round-1"),
        citations=[cite("trump-post")],
    ),
    later(
        "big-progress",
        "2025-04-17T13:10Z",
        Change.UPDATE,
        "Added that copies of the post differ in one word, and what the talks led to.",
        summary="The post gives no details. The talks ended with no agreement but on a second meeting.",
        citations=[
            cite("trump-post"),
            cite("ap"),
            cite("ft", concerns="how the talks ended"),
            differs("reuters", "the wording", "spells “Honour”"),
        ],
    ),
    first(
        "they-pay-nothing",
        Quote,
        "2025-04-17T13:40Z",
        **TRUMP,
        headline="Trump claims that Japan pays nothing for the US forces that it hosts",
        summary="The Financial Times gives a figure that contradicts the claim.",
        when="2025-04~",
        when_note="Reported on 17 April; our source gives no day",
        topics=["defence-cost-sharing"],
        text="they don’t pay anything",
        claim="Japan pays nothing towards the cost of the United States forces that it hosts.",
        evidence=[{"bearing": "against", "text": "Japan pays about $1.4bn a year.", "source": "ft"}],
        relations=[{"role": "see_also", "target": "trump-before"}],
        citations=[cite("ft")],
    ),
    later(
        "they-pay-nothing",
        "2025-04-22T09:30Z",
        Change.UPDATE,
        "Added a second figure for what Japan pays.",
        summary="Two newspapers give figures that contradict the claim.",
        evidence=[
            {"bearing": "against", "text": "Japan pays about $1.4bn a year.", "source": "ft"},
            {
                "bearing": "against",
                "text": "Japan pays 211bn yen ($1.5bn) a year, on average for 2022 to 2026.",
                "source": "asahi",
            },
        ],
    ),
    later(
        "they-pay-nothing",
        "2025-04-22T15:00Z",
        Change.CORRECTION,
        "The edition before this one gave the second figure as an average “for 2022 to 2026”. Right is: for the fiscal"
        " years 2022 to 2026, and according to officials whom the newspaper does not name.",
        evidence=[
            {"bearing": "against", "text": "Japan pays about $1.4bn a year.", "source": "ft"},
            {
                "bearing": "against",
                "text": "Japan pays about 211bn yen ($1.5bn) a year, on average for the fiscal years 2022 to 2026,"
                " according to officials who are not named.",
                "source": "asahi",
            },
        ],
    ),
)

ENTRIES = BEFORE + BY_TRUMP
