"""What was said around the first round: short quotations in the words of a source, never joined or completed.

Where English words stand for something said in Japanese, they are a translation by whoever printed them, and the
original stays empty until it is known.
"""

from negotiations.desk.sample.states import cite, differs, first, later
from negotiations.models.kinds.quote import Quote
from negotiations.values.vocabulary import Change

_COMMON = {"negotiations": ["us-japan-2025"], "economies": ["JP", "US"]}
_TRUMP = {
    **_COMMON,
    "zone": "America/New_York",
    "speaker": "donald-trump",
    "office": "trump-president-2025",
    "text_language": "en",
}
_POST = {"setting": "post", "medium": "Truth Social"}
_AKAZAWA = {
    **_COMMON,
    "speaker": "ryosei-akazawa",
    "office": "akazawa-economic-revitalization",
    "translation_language": "en",
    "translation_origin": "publisher",
}
_ISHIBA = {
    **_COMMON,
    "zone": "Asia/Tokyo",
    "speaker": "shigeru-ishiba",
    "office": "ishiba-prime-minister",
    "translation_language": "en",
    "translation_origin": "publisher",
    "translated_by": "Financial Times",
}
_AFTER_ROUND = [{"role": "follows", "target": "round-1"}]
_IN_WASHINGTON = {
    "when": "2025-04-16",
    "zone": "America/New_York",
    "when_note": "17 April in Tokyo",
    "setting": "remarks",
    "addressee": "reporters in Washington",
    "translated_by": "Financial Times",
}

BEFORE = (
    first(
        "akazawa-responsibility",
        Quote,
        "2025-04-11T13:00Z",
        **_AKAZAWA,
        headline="Akazawa calls his task in the tariff talks “a very heavy responsibility”",
        summary="Japan sets up a task force of ministries the same day, under Akazawa and chief cabinet secretary"
        " Yoshimasa Hayashi.",
        when="2025-04-11",
        zone="Asia/Tokyo",
        topics=["tariffs"],
        translation="It’s a very heavy responsibility, but I’ll do my best and achieve good results",
        translated_by="Jiji Press",
        setting="press_conference",
        citations=[cite("jiji-before")],
    ),
    first(
        "trump-before",
        Quote,
        "2025-04-16T17:00Z",
        **_TRUMP,
        **_POST,
        headline="Trump names the cost of military support as a subject of the talks with Japan",
        summary="Before the first round, the president puts what Japan pays towards US forces beside tariffs.",
        when="2025-04-16",
        topics=["tariffs", "defence-cost-sharing"],
        text="Japan is coming in today to negotiate Tariffs, the cost of military support, and “TRADE FAIRNESS”",
        citations=[cite("kbs")],
    ),
)

TRUMP = (
    first(
        "big-progress",
        Quote,
        "2025-04-16T22:45Z",
        **_TRUMP,
        **_POST,
        headline="Trump reports “Big Progress!” after meeting the Japanese delegation",
        summary="The post gives no details.",
        when="2025-04-16",
        when_note="17 April in Tokyo",
        topics=["tariffs"],
        text="A Great Honor to have just met with the Japanese Delegation on Trade. Big Progress!",
        relations=_AFTER_ROUND,
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
        **_TRUMP,
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
)

AFTER = (
    first(
        "akazawa-regrettable",
        Quote,
        "2025-04-17T13:20Z",
        **_AKAZAWA,
        **_IN_WASHINGTON,
        headline="Akazawa calls the tariffs “extremely regrettable”",
        topics=["tariffs"],
        translation="extremely regrettable",
        relations=_AFTER_ROUND,
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
        **_AKAZAWA,
        **_IN_WASHINGTON,
        headline="Akazawa is “very grateful” that Trump met the delegation",
        topics=["tariffs"],
        people=["donald-trump"],
        translation="very grateful",
        relations=_AFTER_ROUND,
        citations=[cite("ft")],
    ),
    first(
        "ishiba-crisis",
        Quote,
        "2025-04-17T13:30Z",
        **_ISHIBA,
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
        **_ISHIBA,
        headline="Ishiba expects that the negotiations “will not be easy”",
        when="2025-04-17",
        when_note="16 April in Washington",
        topics=["tariffs"],
        translation="Of course, the negotiations will not be easy going forward",
        setting="remarks",
        addressee="reporters in Tokyo",
        relations=_AFTER_ROUND,
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
        "bessent-productive",
        Quote,
        "2025-04-18T10:00Z",
        **_COMMON,
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
        relations=_AFTER_ROUND,
        citations=[cite("yomiuri-bessent")],
    ),
)

ENTRIES = BEFORE + TRUMP + AFTER
