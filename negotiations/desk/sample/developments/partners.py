"""Beside Japan: agreements with China, the United Kingdom and the European Union, and low-value parcels."""

from negotiations.desk.sample.states import cite, first, later
from negotiations.models.kinds.development import Development
from negotiations.values.vocabulary import Change

_LOW_VALUE = {
    "economies": ["CN", "US"],
    "negotiations": ["us-china-2025"],
    "zone": "America/New_York",
    "topics": ["tariffs", "low-value-imports", "drugs-at-the-border"],
    "development_type": "legislation",
    "actor_economy": "US",
    "addressee_economy": "CN",
}

CHINA = (
    first(
        "de-minimis",
        Development,
        "2025-04-03T12:25Z",
        **_LOW_VALUE,
        headline="United States ends duty-free entry of parcels from China worth up to $800 on 2 May",
        summary="Goods that do not come by post pay all duties. Postal items pay 30% of their value or $25 each, $50"
        " from 1 June, in place of all other duties.",
        when="2025-04-02",
        measures=["us-fentanyl-china"],
        citations=[cite("low-value-order", locator="sections 1 and 2")],
    ),
    later(
        "de-minimis",
        "2025-04-10T12:20Z",
        Change.UPDATE,
        "Added that two orders raise the duty on postal items before it applies.",
        summary="Goods that do not come by post pay all duties. Postal items were to pay 30% of their value or $25"
        " each. Orders of 8 and 9 April raise this to 90% and then 120%, or $75 and then $100; from 1 June $200.",
        citations=[
            cite("low-value-order", locator="sections 1 and 2"),
            cite("china-84-order", concerns="90%", locator="section 3"),
            cite("pause-order", concerns="120%", locator="section 4"),
        ],
    ),
    first(
        "geneva",
        Development,
        "2025-05-12T14:00Z",
        economies=["CN", "US"],
        negotiations=["us-china-2025"],
        zone="Europe/Zurich",
        headline="China and the United States agree in Geneva to take back most of their April duties for 90 days",
        summary="By 14 May each side suspends 24 points of its 34%, keeps 10%, and removes what it added on 8 and 9"
        " April or later. They set up a mechanism for further talks.",
        when="2025-05-12",
        is_key=True,
        topics=["tariffs"],
        people=["scott-bessent", "jamieson-greer"],
        development_type="joint_statement",
        actor_economy="CN",
        addressee_economy="US",
        sets_status_of="us-china-2025",
        negotiation_status="under_way",
        measures=["us-reciprocal-china", "china-counter-us"],
        citations=[cite("geneva-statement")],
    ),
    first(
        "de-minimis-54",
        Development,
        "2025-05-13T12:15Z",
        **_LOW_VALUE,
        headline="United States lowers the duty on postal items from China from 120% to 54%",
        summary="The fixed duty of $100 an item stays; the rise to $200 on 1 June is called off.",
        when="2025-05-12",
        measures=["us-fentanyl-china"],
        relations=[
            {"role": "follows", "target": "de-minimis"},
            {"role": "see_also", "target": "geneva"},
        ],
        citations=[cite("china-may-order", locator="section 4")],
    ),
)

UNITED_KINGDOM = (
    first(
        "uk-general-terms",
        Development,
        "2025-06-04T13:25Z",
        economies=["GB", "US"],
        negotiations=["us-uk-2025"],
        zone="America/New_York",
        headline="United States and United Kingdom announced an Economic Prosperity Deal on 8 May",
        summary="The proclamation that doubles the duties on metals keeps the United Kingdom at 25% because of it.",
        when="2025-05-08",
        is_key=True,
        topics=["tariffs", "automobiles", "steel-and-aluminium"],
        people=["donald-trump"],
        development_type="agreement",
        actor_economy="US",
        addressee_economy="GB",
        sets_status_of="us-uk-2025",
        negotiation_status="in_principle",
        citations=[cite("metals-proclamation", locator="recital 7")],
    ),
    later(
        "uk-general-terms",
        "2025-06-17T12:10Z",
        Change.UPDATE,
        "Added what the order of 16 June says of the general terms.",
        summary="The prime minister, Keir Starmer, and Trump announced its general terms: a quota of 100,000 cars a"
        " year at 10% in all, quotas for steel and aluminium under conditions, and free trade in certain aerospace"
        " products.",
        citations=[
            cite("uk-order", locator="section 1"),
            cite("metals-proclamation", locator="recital 7"),
        ],
    ),
)

EUROPEAN_UNION = (
    first(
        "eu-framework-agreed",
        Development,
        "2025-08-21T13:00Z",
        economies=["EU", "US"],
        negotiations=["us-eu-2025"],
        zone="America/New_York",
        headline="United States and European Union publish the framework of the agreement reached in July",
        summary="The United States is to apply 15% in all to most goods, cars among them once the EU proposes the law"
        " for its own tariff cuts. The agreement was announced on 27 July in Scotland.",
        when="2025-08-21",
        is_key=True,
        topics=["tariffs", "automobiles"],
        development_type="joint_statement",
        actor_economy="US",
        addressee_economy="EU",
        sets_status_of="us-eu-2025",
        negotiation_status="in_principle",
        measures=["us-reciprocal-eu", "us-232-automobiles"],
        relations=[{"role": "follows", "target": "eu-15"}],
        citations=[cite("eu-framework"), cite("eu-framework-report", concerns="the announcement of July")],
    ),
)

ENTRIES = CHINA + UNITED_KINGDOM + EUROPEAN_UNION
