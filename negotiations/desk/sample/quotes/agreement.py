"""What was said about the agreement, from July to September 2025."""

from negotiations.desk.sample.quotes.speakers import AKAZAWA, BY_KANTEI, ISHIBA, responds_to, said_at
from negotiations.desk.sample.states import cite, differs, first, later
from negotiations.models.kinds.quote import Quote
from negotiations.values.vocabulary import Change

_ISHIBA_SPEAKS = {**ISHIBA, **BY_KANTEI, "topics": ["tariffs", "automobiles"], "setting": "press_conference"}
_SAID_OF_CARS = {
    "claim": "The total duty on Japanese cars falls to 15%, the ordinary duty included.",
}

JULY = (
    first(
        "akazawa-mission",
        Quote,
        "2025-07-23T13:00Z",
        **AKAZAWA,
        headline="Akazawa reports “#Mission Complete” after his visit to the White House",
        when="2025-07-22",
        zone="America/New_York",
        when_note="23 July in Tokyo",
        topics=["tariffs"],
        text_language="ja",
        translation="#Mission Complete",
        translated_by="Light Wave Reports",
        setting="post",
        medium="Facebook",
        relations=[{"role": "follows", "target": "round-8"}],
        citations=[cite("light-wave")],
    ),
    later(
        "akazawa-mission",
        "2025-07-24T12:00Z",
        Change.UPDATE,
        "Added the original, and a second English wording.",
        summary="Akazawa wrote in Japanese. Another report translates the hashtag as “Mission accomplished”.",
        text="#任務完了",
        citations=[
            cite("light-wave"),
            cite("akazawa-post", concerns="the original"),
            differs("world-today", "the wording", "“Mission accomplished”"),
        ],
    ),
    first(
        "ishiba-half",
        Quote,
        "2025-07-23T12:40Z",
        **_ISHIBA_SPEAKS,
        **_SAID_OF_CARS,
        headline="Ishiba says that the duty on cars is halved, to 15% in all",
        when="2025-07-23",
        when_note="22 July in Washington",
        translation="to reduce by half the 25 percent additional tariff imposed since April, bringing the total tariff"
        " rate to 15 percent",
        relations=responds_to("agreement"),
        citations=[cite("ishiba-agreement")],
    ),
)

SINCE_AUGUST = (
    first(
        "ishiba-urging",
        Quote,
        "2025-08-07T13:00Z",
        **_ISHIBA_SPEAKS,
        headline="Ishiba urges the United States to revise the order at once",
        summary="As the order stands, the 15% is added to the ordinary duty. That is not how Japan understands the"
        " agreement.",
        when="2025-08-07",
        translation="strongly urging the U.S. to take immediate measures to revise the presidential order that has"
        " already gone into effect",
        relations=responds_to("rate-15"),
        citations=[cite("kantei-august")],
    ),
    first(
        "akazawa-unchanged",
        Quote,
        "2025-09-05T12:50Z",
        **AKAZAWA,
        headline="Akazawa says that the agreement of July has not changed",
        when="2025-09-04",
        zone="America/New_York",
        when_note="5 September in Tokyo",
        topics=["tariffs", "investment"],
        translation="Nothing about the July 22 agreement has changed at all",
        translated_by="NDTV Profit",
        setting="remarks",
        relations=said_at("memorandum"),
        citations=[cite("ndtv-order")],
    ),
    first(
        "akazawa-still-apply",
        Quote,
        "2025-09-16T13:30Z",
        **AKAZAWA,
        headline="Akazawa says that tariffs remain, even after the cut for cars",
        when="2025-09-16",
        zone="Asia/Tokyo",
        topics=["tariffs", "automobiles"],
        text_language="ja",
        translation="But even after this tariff cut is realized, tariffs will continue to apply.",
        translated_by="Bloomberg News",
        setting="remarks",
        relations=responds_to("autos-15"),
        citations=[cite("bloomberg-autos")],
    ),
    later(
        "ishiba-half",
        "2025-09-17T09:00Z",
        Change.UPDATE,
        "Added what became of it: 15% in all from 16 September.",
        evidence=[
            {
                "bearing": "for",
                "text": "From 16 September 2025 the duty on Japanese cars is 15%, the ordinary duty included.",
                "source": "japan-notice",
                "entry": "autos-15",
            }
        ],
    ),
)

ENTRIES = JULY + SINCE_AUGUST
