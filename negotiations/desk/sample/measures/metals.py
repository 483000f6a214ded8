"""Section 232: steel and aluminium in 2025.

Steel articles of chapter 73 are a measure of their own, because since June 2025 the duty falls on their steel content
alone. Derivative articles are told in words: their lists are long, and none of them is on record by code.
"""

from typing import Any

from negotiations.desk.sample.measures.names import ADDITIONAL, codes
from negotiations.desk.sample.states import cite, first, later
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.values.vocabulary import Change

ADDED_TO_OTHERS = "In addition to any other duties, fees, exactions and charges on the same goods."
NOT_RECIPROCAL = (
    " The reciprocal duty does not apply to goods under this duty (Executive Order 14257, section 3(b)):"
    " neither its 10% nor Japan’s 24% is added to the 25%."
)
RECIPROCAL_NOTE = "Added how the duty stands to the reciprocal duty ordered on 2 April."
RECIPROCAL_ORDER = cite("reciprocal-order", concerns="other duties", locator="section 3(b)")

DEFINITIONS = cite("metals-alert", concerns="the goods by code")
STEEL: dict[str, Any] = {
    "goods": "Steel articles of chapter 72; derivative steel articles are not on record by code",
    "goods_scope": "listed",
    "goods_codes": codes(
        "7206 7207 7208 7209 7210 7211 7212 7213 7214 7215 7216 7217 7218 7219 7220 7221 7222 7223 7224 7225 7226"
        " 7227 7228 7229",
        excepted="7216.61 7216.69 7216.91",
    ),
}
STEEL_73: dict[str, Any] = {
    "goods": "Steel articles of chapter 73: sheet piling, rails and fish-plates, tubes, pipes and hollow profiles;"
    " derivative steel articles are not on record by code",
    "goods_scope": "listed",
    "goods_codes": codes("7301.10 7302.10 7302.40 7302.90 7304 7305 7306"),
}
ALUMINIUM: dict[str, Any] = {
    "goods": "Aluminium articles; derivative aluminium articles are not on record by code",
    "goods_scope": "listed",
    "goods_codes": codes("7601 7604 7605 7606 7607 7608 7609 7616.99.51.60 7616.99.51.70"),
}
METALS = {"topics": ["tariffs", "steel-and-aluminium"]}
_CITED = {
    "steel": [
        cite("steel-proclamation"),
        cite("proclamation-9705", concerns="the goods", locator="clause 1"),
    ],
    "steel-73": [
        cite("steel-proclamation"),
        cite("proclamation-9705", concerns="the goods", locator="clause 1"),
    ],
    "aluminium": [cite("aluminium-proclamation"), DEFINITIONS],
}


def _beside_reciprocal(key: str, at: str):
    """The later edition that says what the order of 2 April means for goods under Section 232."""
    return later(
        key,
        at,
        Change.UPDATE,
        RECIPROCAL_NOTE,
        stacking=ADDED_TO_OTHERS + NOT_RECIPROCAL,
        citations=[*_CITED[key], RECIPROCAL_ORDER],
    )


_MARCH = {
    **ADDITIONAL,
    **METALS,
    "when": "2025-03-12T00:01",
    "action": "amended",
    "signed": "2025-02-10",
    "effective_from": "2025-03-12T00:01",
    "duty": "25%",
    "stacking": ADDED_TO_OTHERS,
}
_STEEL_IN_MARCH = (
    "The arrangement for Japan of March 2022 (Proclamation 10356) is ineffective from 12 March 2025, like those for"
    " Argentina, Australia, Brazil, Canada, the EU, Mexico, South Korea, Ukraine and the United Kingdom. Their steel is"
    " subject to the additional 25% of Proclamation 9705."
)
_ALUMINIUM_IN_MARCH = (
    "The additional duty of Proclamation 9704 rises from 10% to 25% for all countries but Russia, and special"
    " arrangements end. Additional derivative articles follow on a date that the commerce secretary certifies."
)
MARCH = (
    first(
        "steel",
        MeasureChange,
        "2025-04-02T14:00Z",
        **_MARCH,
        **STEEL,
        headline="United States ends Japan’s steel arrangement; 25% applies to steel from all countries",
        summary=_STEEL_IN_MARCH,
        measure="us-232-steel",
        instrument="proclamation-10896",
        economy_scope="all",
        citations=_CITED["steel"],
    ),
    first(
        "steel-73",
        MeasureChange,
        "2025-04-02T14:05Z",
        **_MARCH,
        **STEEL_73,
        headline="25% applies to steel tubes, rails and piling from all countries",
        summary="The proclamation that ends the arrangements for steel covers these articles of chapter 73 as well.",
        measure="us-232-steel-73",
        instrument="proclamation-10896",
        economy_scope="all",
        relations=[{"role": "part_of", "target": "steel"}],
        citations=_CITED["steel-73"],
    ),
    first(
        "aluminium",
        MeasureChange,
        "2025-04-02T14:10Z",
        **_MARCH,
        **ALUMINIUM,
        headline="United States raises its duty on aluminium from 10% to 25%",
        summary=_ALUMINIUM_IN_MARCH,
        when_note="Signed on 10 February; the White House page carries 11 February",
        measure="us-232-aluminium",
        instrument="proclamation-10895",
        economy_scope="all_except",
        scope_economies=["RU"],
        citations=_CITED["aluminium"],
    ),
    _beside_reciprocal("steel", "2025-04-03T12:30Z"),
    _beside_reciprocal("steel-73", "2025-04-03T12:32Z"),
    _beside_reciprocal("aluminium", "2025-04-03T12:35Z"),
)

_JUNE = {
    **ADDITIONAL,
    **METALS,
    "when": "2025-06-04T00:01",
    "action": "amended",
    "instrument": "proclamation-10947",
    "announced": "2025-06-03",
    "signed": "2025-06-03",
    "effective_from": "2025-06-04T00:01",
    "economy_scope": "all_except",
    "citations": [cite("metals-proclamation", locator="clauses 1, 6 and 7")],
}
_SINCE_JUNE = " Since 4 June it is 50%, except for goods of the United Kingdom."


def _since_june(key: str, at: str, summary: str):
    """The later edition that says for whom the 25% still stands."""
    return later(
        key,
        at,
        Change.UPDATE,
        "Added that from 4 June the rate is 50%. Only goods of the United Kingdom stay at 25%.",
        summary=summary + _SINCE_JUNE,
        citations=[
            *_CITED[key],
            RECIPROCAL_ORDER,
            cite("metals-proclamation", concerns="since June", locator="clauses 1 and 7"),
        ],
    )


_CONTENT = (
    "The 50% falls on the {metal} content only. The other content is subject to the reciprocal duty and any other"
    " duties (clause 6); on the {metal} itself the reciprocal duty is not added."
)

JUNE = (
    first(
        "steel-50",
        MeasureChange,
        "2025-06-04T13:00Z",
        **_JUNE,
        **STEEL,
        headline="United States doubles its duty on steel to 50%",
        summary="The additional rate rises from 25% to 50% for all countries but the United Kingdom, a day after the"
        " proclamation was signed. The duty on aluminium rises alike.",
        is_key=True,
        measure="us-232-steel",
        duty="50%",
        scope_economies=["GB"],
        stacking="On steel the reciprocal duty is not added. Content that is not steel is subject to the reciprocal"
        " duty and any other duties (clause 6).",
        amends="steel",
    ),
    first(
        "steel-73-50",
        MeasureChange,
        "2025-06-04T13:02Z",
        **_JUNE,
        **STEEL_73,
        headline="Duty on tubes, rails and piling rises to 50%, of their steel content alone",
        summary="In articles of chapter 73 the higher rate falls on the value of the steel in them. Goods of the United"
        " Kingdom stay at 25%, on the same share.",
        measure="us-232-steel-73",
        duty="50% on the steel content",
        scope_economies=["GB"],
        stacking=_CONTENT.format(metal="steel"),
        amends="steel-73",
        relations=[{"role": "part_of", "target": "steel-50"}, {"role": "see_also", "target": "uk-steel-73"}],
    ),
    first(
        "aluminium-50",
        MeasureChange,
        "2025-06-04T13:05Z",
        **_JUNE,
        **ALUMINIUM,
        headline="United States doubles its duty on aluminium to 50%",
        summary="The additional rate rises from 25% to 50%, on the aluminium content; goods of the United Kingdom stay"
        " at 25%. Russia stays apart, as before.",
        measure="us-232-aluminium",
        duty="50% on the aluminium content",
        scope_economies=["GB", "RU"],
        stacking=_CONTENT.format(metal="aluminium"),
        amends="aluminium",
        relations=[
            {"role": "see_also", "target": "steel-50"},
            {"role": "see_also", "target": "uk-aluminium"},
        ],
    ),
    _since_june("steel", "2025-06-04T13:10Z", _STEEL_IN_MARCH),
    _since_june("aluminium", "2025-06-04T13:15Z", _ALUMINIUM_IN_MARCH),
)

ENTRIES = MARCH + JUNE
