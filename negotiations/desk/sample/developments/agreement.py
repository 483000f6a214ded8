"""The agreement: announced in July, disputed, promised to be mended in August, signed in September 2025."""

from negotiations.desk.sample.states import cite, differs, first, later
from negotiations.models.kinds.development import Development
from negotiations.values.vocabulary import Change

_BOTH = {"economies": ["JP", "US"], "negotiations": ["us-japan-2025"]}
_AKAZAWA = {
    "actor_person": "ryosei-akazawa",
    "actor_office": "akazawa-economic-revitalization",
    "actor_economy": "JP",
}
_FACT_SHEET = differs(
    "white-house-fact-sheet",
    "defence equipment and rice",
    "states that Japan buys more US defence equipment and 75% more US rice, which Japan’s overview does not",
)

JULY = (
    first(
        "agreement",
        Development,
        "2025-07-23T01:30Z",
        **_BOTH,
        headline="Trump announces an agreement with Japan: a rate of 15%, and $550bn of investment",
        summary="The president says so in a post, after Akazawa was at the White House. No text is published.",
        when="2025-07-23",
        zone="America/New_York",
        is_key=True,
        topics=["tariffs", "investment"],
        development_type="agreement",
        actor_person="donald-trump",
        actor_office="trump-president-2025",
        actor_economy="US",
        addressee_economy="JP",
        sets_status_of="us-japan-2025",
        negotiation_status="in_principle",
        citations=[cite("kyodo-deal")],
    ),
    later(
        "agreement",
        "2025-07-23T14:00Z",
        Change.CORRECTION,
        "The first edition dated the announcement 23 July, in Washington time. Right is: 22 July in Washington, which"
        " was 23 July in Tokyo.",
        summary="The president says so in a post, after Akazawa was at the White House. Ishiba gives an overview in"
        " Tokyo: cars and parts at 15% in all, and a reciprocal rate of 15% in place of the 25% of the letter.",
        when="2025-07-22",
        when_note="23 July in Tokyo",
        topics=["tariffs", "automobiles", "investment"],
        relations=[{"role": "follows", "target": "round-8"}],
        citations=[cite("kyodo-deal"), cite("ishiba-agreement", concerns="Japan’s overview")],
    ),
    first(
        "two-accounts",
        Development,
        "2025-07-24T13:00Z",
        **_BOTH,
        headline="Reporters ask Ishiba why the two governments describe the agreement differently",
        summary="The White House’s fact sheet of 23 July names purchases of defence equipment and 75% more rice."
        " Japan’s overview does not. Ishiba is asked whether the positions differ.",
        when="2025-07-24",
        zone="Asia/Tokyo",
        topics=["tariffs", "agriculture", "investment"],
        development_type="position",
        actor_person="shigeru-ishiba",
        actor_office="ishiba-prime-minister",
        actor_economy="JP",
        relations=[{"role": "evidence", "target": "agreement"}],
        citations=[cite("ishiba-report"), _FACT_SHEET],
    ),
    later(
        "agreement",
        "2025-07-24T13:10Z",
        Change.UPDATE,
        "Added that the White House’s fact sheet says more than Japan’s overview.",
        citations=[
            cite("kyodo-deal"),
            cite("ishiba-agreement", concerns="Japan’s overview"),
            _FACT_SHEET,
        ],
    ),
)

AUGUST = (
    first(
        "stacking-request",
        Development,
        "2025-08-08T11:30Z",
        **_BOTH,
        **_AKAZAWA,
        headline="Akazawa asks that the 15% not be stacked; Lutnick and Bessent promise to amend the order",
        summary="The negotiators meet in Washington on the day on which the 15% takes effect. The account is"
        " Akazawa’s.",
        when="2025-08-07",
        zone="America/New_York",
        topics=["tariffs", "automobiles"],
        people=["howard-lutnick", "scott-bessent"],
        development_type="request",
        addressee_economy="US",
        asked_for="That the 15% include the ordinary duty, as for the European Union, and that the duty on cars be cut"
        " to 15%",
        response="accepted",
        response_note="According to Akazawa, the United States will amend the order, refund what was paid too much from"
        " 7 August, and cut the duty on cars to 15%. No day is given.",
        relations=[{"role": "responds_to", "target": "rate-15"}],
        citations=[cite("japan-today-promise")],
    ),
)

SEPTEMBER = (
    first(
        "memorandum",
        Development,
        "2025-09-05T12:40Z",
        **_BOTH,
        **_AKAZAWA,
        headline="Lutnick and Akazawa sign a memorandum on $550bn; Trump signs the order on tariffs",
        summary="The memorandum on investment is signed in Washington on Thursday evening, on the day of the order that"
        " carries out the agreement of July.",
        when="2025-09-04",
        zone="America/New_York",
        when_note="5 September in Tokyo",
        is_key=True,
        topics=["investment", "tariffs"],
        people=["donald-trump"],
        development_type="agreement",
        addressee_person="howard-lutnick",
        addressee_economy="US",
        sets_status_of="us-japan-2025",
        negotiation_status="signed",
        relations=[
            {"role": "follows", "target": "agreement"},
            {"role": "see_also", "target": "japan-floor"},
        ],
        citations=[cite("ndtv-order"), cite("japan-order", concerns="the order")],
    ),
    later(
        "memorandum",
        "2025-09-06T10:00Z",
        Change.UPDATE,
        "Added that another report gives another day for the memorandum.",
        citations=[
            cite("ndtv-order"),
            cite("japan-order", concerns="the order"),
            differs(
                "htx-memorandum",
                "the day of the memorandum",
                "Wednesday, 3 September, as its account of a report in the Financial Times has it",
            ),
        ],
    ),
    later(
        "agreement",
        "2025-09-16T14:00Z",
        Change.UPDATE,
        "Added that two official documents give different days for the announcement.",
        citations=[
            cite("kyodo-deal"),
            cite("ishiba-agreement", concerns="Japan’s overview"),
            cite("japan-order", concerns="the day of the announcement", locator="section 1"),
            _FACT_SHEET,
            differs("japan-notice", "the day of the announcement", "23 July 2025"),
        ],
    ),
)

ENTRIES = JULY + AUGUST + SEPTEMBER
