"""Calls and a visit between the negotiators: meetings that were no rounds."""

from negotiations.desk.sample.states import cite, first
from negotiations.models.kinds.development import Development

_AKAZAWA_MEETS = {
    "economies": ["JP", "US"],
    "negotiations": ["us-japan-2025"],
    "development_type": "meeting",
    "actor_person": "ryosei-akazawa",
    "actor_office": "akazawa-economic-revitalization",
    "actor_economy": "JP",
    "addressee_economy": "US",
}
_IN_UNITED_STATES = {"zone": "America/New_York", "topics": ["tariffs"], "addressee_person": "howard-lutnick"}

ENTRIES = (
    first(
        "call-14-june",
        Development,
        "2025-06-15T06:10Z",
        **_AKAZAWA_MEETS,
        **_IN_UNITED_STATES,
        headline="Akazawa and Lutnick talk by telephone for half an hour, a day after the sixth round",
        summary="A call, not a round. It is about an agreement that the leaders could reach beside the G7 summit.",
        when="2025-06-14",
        relations=[{"role": "follows", "target": "round-6"}],
        citations=[cite("jiji-call")],
    ),
    first(
        "calls-28-june",
        Development,
        "2025-06-29T09:10Z",
        **_AKAZAWA_MEETS,
        **_IN_UNITED_STATES,
        headline="Akazawa and Lutnick talk by telephone twice, a day after the seventh round",
        summary="The calls take about 15 minutes in the morning and about 20 in the evening. They are no rounds.",
        when="2025-06-28",
        relations=[{"role": "follows", "target": "round-7"}],
        citations=[cite("kyodo-round-7")],
    ),
    first(
        "expo-visit",
        Development,
        "2025-07-20T08:00Z",
        **_AKAZAWA_MEETS,
        zone="Asia/Tokyo",
        headline="Bessent and Akazawa are at the Expo in Osaka together; tariffs are not on the agenda",
        summary="A visit, not a round. Afterwards Akazawa says that he did not discuss tariffs with Bessent.",
        when="2025-07-19",
        topics=["tariffs"],
        addressee_person="scott-bessent",
        relations=[{"role": "follows", "target": "letter-25"}],
        citations=[cite("expo-report"), cite("reuters-expo")],
    ),
)
