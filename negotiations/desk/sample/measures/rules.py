"""How duties on the same goods stand to each other, as the documents from February to April 2025 say."""

from typing import Any

from negotiations.desk.sample.measures.names import RECIPROCAL
from negotiations.desk.sample.states import State, cite, first
from negotiations.models.kinds.stacking_rule import StackingRule

STEEL_AND_ALUMINIUM = ["us-232-steel", "us-232-steel-73", "us-232-aluminium"]
BY_CONTENT = ["us-232-steel-73", "us-232-aluminium"]
CARS = ["us-232-automobiles", "us-232-automobile-parts"]
BORDERS = ["us-fentanyl-canada", "us-fentanyl-mexico"]
_OPIOIDS = [*BORDERS, "us-fentanyl-china"]
JAPAN: dict[str, Any] = {"economies": ["JP", "US"], "negotiations": ["us-japan-2025"]}
_RECIPROCAL_ORDER: dict[str, Any] = {
    **JAPAN,
    "instrument": "eo-14257",
    "when": "2025-04-02",
    "effective_from": "2025-04-05T00:01",
}
BORDER_ECONOMIES: dict[str, Any] = {"economies": ["CA", "MX", "US"]}


def rule(key: str, at: str, effect: str, **values: Any) -> State:
    """A rule that holds by New York time unless it says otherwise."""
    return first(
        key,
        StackingRule,
        at,
        **{"zone": "America/New_York", "topics": ["tariffs"], "effect": effect, **values},
    )


OPIOIDS = (
    rule(
        "rule-opioids-add",
        "2025-04-02T15:10Z",
        "adds",
        economies=["CA", "CN", "MX", "US"],
        headline="Duties over drugs and migration are added to all other duties",
        summary="Each of the three orders of 1 February says so, for Canada, Mexico and China.",
        when="2025-02-01",
        measures=_OPIOIDS,
        instrument="eo-14193",
        says="The rates of duty established by this order are in addition to any other duties, fees, exactions, or"
        " charges.",
        effective_from="2025-02-04T00:01",
        citations=[
            cite("canada-order", locator="section 2(c)"),
            cite("mexico-order", locator="section 2"),
            cite("china-fentanyl-order", locator="section 2(b)"),
        ],
    ),
)

RECIPROCAL_ORDER = (
    rule(
        "rule-country-rate",
        "2025-04-03T13:20Z",
        "precedence",
        **_RECIPROCAL_ORDER | {"effective_from": "2025-04-09T00:01"},
        headline="A country’s own reciprocal rate takes the place of the 10%: the two are not added",
        summary="The duty starts at 10% and “shall increase” to the rates of Annex I. Where the own rate is paused, the"
        " 10% applies again.",
        measures=["us-reciprocal-japan", "us-reciprocal-eu", "us-reciprocal-china"],
        other_measures=["us-reciprocal-baseline"],
        says="The duty starts at 10 percent and shall increase for trading partners of Annex I to the rates set forth"
        " there.",
        citations=[cite("reciprocal-order", locator="section 2")],
    ),
    rule(
        "rule-cars-not-reciprocal",
        "2025-04-03T13:22Z",
        "excludes",
        **_RECIPROCAL_ORDER,
        headline="Cars and parts under Section 232 are exempt from the reciprocal duty",
        summary="Where the duty on cars or parts applies, neither the 10% nor a country’s own rate does.",
        measures=CARS,
        other_measures=RECIPROCAL,
        says="Automobiles and automotive parts subject to the additional duties of Proclamation 10908 shall not be"
        " subject to the rates of this order.",
        citations=[cite("reciprocal-order", locator="section 3(b)(iii)")],
    ),
    rule(
        "rule-steel-not-reciprocal",
        "2025-04-03T13:24Z",
        "excludes",
        **_RECIPROCAL_ORDER,
        headline="Steel of chapter 72 under Section 232 is exempt from the reciprocal duty",
        summary="Where the duty on steel applies, neither the 10% nor a country’s own rate does.",
        measures=["us-232-steel"],
        other_measures=RECIPROCAL,
        says="Articles and derivatives of steel and aluminium subject to the duties of section 232 shall not be subject"
        " to the rates of this order.",
        citations=[cite("reciprocal-order", locator="section 3(b)(ii)")],
    ),
    rule(
        "rule-content-not-reciprocal",
        "2025-04-03T13:26Z",
        "excludes",
        **_RECIPROCAL_ORDER,
        headline="Aluminium and steel of chapter 73 under Section 232 are exempt from the reciprocal duty",
        summary="Where the duty on these metals applies, neither the 10% nor a country’s own rate does.",
        measures=BY_CONTENT,
        other_measures=RECIPROCAL,
        says="Articles and derivatives of steel and aluminium subject to the duties of section 232 shall not be subject"
        " to the rates of this order.",
        citations=[cite("reciprocal-order", locator="section 3(b)(ii)")],
    ),
    rule(
        "rule-reciprocal-adds",
        "2025-04-03T13:28Z",
        "adds",
        **_RECIPROCAL_ORDER,
        headline="The reciprocal duty is added to all duties that it is not said to give way to",
        summary="It comes on top of the duty over synthetic opioids for China, and of the ordinary duty.",
        measures=RECIPROCAL,
        says="The rates of duty established by this order are in addition to any other duties, fees, taxes, exactions,"
        " or charges.",
        citations=[cite("reciprocal-order", locator="section 3(c)")],
    ),
)

_STACKING: dict[str, Any] = {
    "instrument": "eo-14289",
    "when": "2025-04-29",
    "when_note": "Back to entries made on 4 March",
    "effective_from": "2025-03-04",
}
NON_STACKING_ORDER = (
    rule(
        "rule-cars-alone",
        "2025-04-30T13:10Z",
        "excludes",
        **_STACKING,
        **BORDER_ECONOMIES,
        headline="Cars and parts pay only their own duty, not those on metals or over the borders",
        summary="An article under the duty on cars and parts is not subject to the duties over drugs at the borders of"
        " Canada and Mexico, nor to those on steel and aluminium. It reaches back to 4 March.",
        is_key=True,
        measures=CARS,
        other_measures=[*BORDERS, *STEEL_AND_ALUMINIUM],
        says="An article subject to tariffs under Proclamation 10908 shall not be subject to additional tariffs under"
        " the other actions listed.",
        citations=[cite("stacking-order", locator="sections 3(a)(i) and 5(d)")],
    ),
    rule(
        "rule-borders-over-metals",
        "2025-04-30T13:12Z",
        "excludes",
        **_STACKING,
        **BORDER_ECONOMIES,
        headline="Goods under the border duties on Canada and Mexico do not pay those on steel and aluminium",
        summary="Of the two, the duty over drugs at the border is charged. It reaches back to 4 March.",
        measures=BORDERS,
        other_measures=STEEL_AND_ALUMINIUM,
        says="An article subject to the tariffs over the borders shall not be subject to additional tariffs on"
        " aluminium or steel.",
        citations=[cite("stacking-order", locator="sections 3(a)(ii) and 5(d)")],
    ),
    rule(
        "rule-steel-and-aluminium",
        "2025-04-30T13:14Z",
        "adds",
        **_STACKING,
        **JAPAN,
        headline="The duties on steel and on aluminium are added where both apply to an article",
        summary="Each applies only where the article meets its own conditions.",
        measures=["us-232-steel", "us-232-steel-73"],
        other_measures=["us-232-aluminium"],
        says="An article subject to the tariffs on aluminium shall be subject to those on steel, and likewise the other"
        " way round.",
        citations=[cite("stacking-order", locator="section 3(a)(iii)")],
    ),
    rule(
        "rule-232-adds-china",
        "2025-04-30T13:16Z",
        "adds",
        **_STACKING,
        economies=["CN", "US"],
        negotiations=["us-china-2025"],
        headline="Duties on cars and metals are added to those over synthetic opioids and under Section 301",
        summary="The order that keeps some duties from stacking leaves those on China alone.",
        measures=[*CARS, *STEEL_AND_ALUMINIUM],
        other_measures=["us-fentanyl-china", "us-301-china"],
        says="An article may still be subject to duties imposed pursuant to section 301 and to Executive Order 14195.",
        citations=[cite("stacking-order", locator="sections 3(c) and 4(b)")],
    ),
)

ENTRIES = OPIOIDS + RECIPROCAL_ORDER + NON_STACKING_ORDER
