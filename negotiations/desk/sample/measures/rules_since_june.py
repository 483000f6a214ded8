"""How duties on the same goods stand to each other, as the documents since June 2025 say."""

from typing import Any

from negotiations.desk.sample.measures.rules import (
    BORDER_ECONOMIES,
    BORDERS,
    BY_CONTENT,
    CARS,
    JAPAN,
    STEEL_AND_ALUMINIUM,
    rule,
)
from negotiations.desk.sample.states import cite, later
from negotiations.values.vocabulary import Change

_JUNE: dict[str, Any] = {
    "instrument": "proclamation-10947",
    "when": "2025-06-04T00:01",
    "effective_from": "2025-06-04T00:01",
}
JUNE = (
    rule(
        "rule-metals-over-borders",
        "2025-06-04T13:30Z",
        "excludes",
        **_JUNE,
        **BORDER_ECONOMIES,
        headline="From 4 June goods under the duties on metals do not pay those over the borders",
        summary="The order of April had it the other way round: the higher duty is to be charged now.",
        measures=STEEL_AND_ALUMINIUM,
        other_measures=BORDERS,
        says="An article subject to the tariffs on aluminium or steel shall not be subject to additional tariffs over"
        " the borders.",
        relations=[{"role": "amends", "target": "rule-borders-over-metals"}],
        citations=[cite("metals-proclamation", locator="clause 5")],
    ),
    later(
        "rule-borders-over-metals",
        "2025-06-04T13:32Z",
        Change.UPDATE,
        "Added the end: a proclamation of 3 June turns the rule round.",
        effective_until="2025-06-04T00:01",
        citations=[
            cite("stacking-order", locator="sections 3(a)(ii) and 5(d)"),
            cite("metals-proclamation", concerns="the end", locator="clause 5"),
        ],
    ),
    rule(
        "rule-content",
        "2025-06-04T13:34Z",
        "content_share",
        **_JUNE,
        **JAPAN,
        headline="Aluminium and steel of chapter 73: the duty falls on the metal, other duties on the rest",
        summary="The duty on the metal is charged on the value of the metal alone. What else an article holds is"
        " subject to the reciprocal duty and any other duties, so that the rates cannot be added up.",
        measures=BY_CONTENT,
        says="The non-aluminium, non-steel content shall be subject to the reciprocal tariffs and any other applicable"
        " tariffs.",
        relations=[{"role": "amends", "target": "rule-content-not-reciprocal"}],
        citations=[cite("metals-proclamation", locator="clause 6")],
    ),
    later(
        "rule-content-not-reciprocal",
        "2025-06-04T13:36Z",
        Change.UPDATE,
        "Added the end: from 4 June only the metal content is exempt.",
        effective_until="2025-06-04T00:01",
        citations=[
            cite("reciprocal-order", locator="section 3(b)(ii)"),
            cite("metals-proclamation", concerns="the end", locator="clause 6"),
        ],
    ),
)

_COPPER: dict[str, Any] = {
    **JAPAN,
    "topics": ["tariffs", "copper"],
    "instrument": "proclamation-10962",
    "when": "2025-08-01T00:01",
    "effective_from": "2025-08-01T00:01",
    "citations": [cite("copper-proclamation"), cite("copper-alert")],
}
COPPER = (
    rule(
        "rule-copper-content",
        "2025-08-05T13:05Z",
        "content_share",
        **_COPPER,
        headline="Copper: the duty falls on the copper, other duties on the rest",
        summary="The content that is not copper is subject to the reciprocal duty and any other duties, so that the"
        " rates cannot be added up.",
        measures=["us-232-copper"],
        says="The duty applies to the copper content; other content is subject to the reciprocal duty and others.",
    ),
    rule(
        "rule-cars-not-copper",
        "2025-08-05T13:10Z",
        "excludes",
        **_COPPER,
        headline="Cars and parts under Section 232 do not pay the duty on copper",
        summary="An article under the duty on cars and parts is subject to that duty alone.",
        measures=CARS,
        other_measures=["us-232-copper"],
        says="Products subject to the duty on automobiles are not subject to the one on copper.",
    ),
)

FLOORS = (
    rule(
        "rule-eu-floor",
        "2025-08-01T13:10Z",
        "floor",
        economies=["EU", "US"],
        negotiations=["us-eu-2025"],
        headline="The EU’s 15% includes the ordinary duty",
        summary="Below 15% the ordinary duty and the additional one are 15% together; from 15% on nothing is added.",
        when="2025-07-31",
        measures=["us-reciprocal-eu"],
        other_measures=["us-ordinary-duty"],
        instrument="eo-14326",
        says="The sum of the Column 1 Duty Rate and the additional rate shall be 15 percent.",
        effective_from="2025-08-07T00:01",
        citations=[cite("rates-order", locator="section 2(c)")],
    ),
    rule(
        "rule-japan-floor",
        "2025-09-05T12:05Z",
        "floor",
        **JAPAN,
        headline="Japan’s 15% includes the ordinary duty, back to 7 August",
        summary="Below 15% the ordinary duty and the additional one are 15% together; from 15% on nothing is added.",
        when="2025-09-04",
        measures=["us-reciprocal-japan"],
        other_measures=["us-ordinary-duty"],
        instrument="eo-14345",
        says="The sum of the Column 1 Duty Rate and the additional rate shall be 15 percent.",
        effective_from="2025-08-07T00:01",
        relations=[{"role": "see_also", "target": "japan-floor"}],
        citations=[cite("japan-order", locator="section 2(a) and (d)")],
    ),
)

ENTRIES = JUNE + COPPER + FLOORS
