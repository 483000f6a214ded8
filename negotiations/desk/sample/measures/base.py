"""The ordinary duty, for the goods whose rate a document of the record states."""

from negotiations.desk.sample.measures.names import COMMON
from negotiations.desk.sample.states import cite, first, later
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.values.vocabulary import Change

_SCHEDULE = cite("tariff-schedule", concerns="the cars by code", locator="note 33(i)")

ENTRIES = (
    first(
        "ordinary-cars",
        MeasureChange,
        "2025-04-03T12:20Z",
        **COMMON,
        headline="The ordinary US duty on passenger cars is 2.5%",
        summary="The order of 2 April names the rate beside those of the European Union, India and China. It is far"
        " older; the day is the first of the tariff schedule of 2025. Light trucks have another rate.",
        when="2025-01-01",
        when_note="The beginning of the tariff schedule of 2025",
        topics=["tariffs", "automobiles"],
        measure="us-ordinary-duty",
        action="imposed",
        instrument="tariff-schedule",
        effective_from="2025-01-01",
        duty="2.5%",
        rate_basis="mfn",
        goods="Passenger cars of heading 8703",
        goods_scope="listed",
        product_lists=["passenger-cars"],
        economy_scope="all_except",
        scope_economies=["RU"],
        citations=[cite("reciprocal-order", locator="preamble"), _SCHEDULE],
    ),
    later(
        "ordinary-cars",
        "2025-06-17T12:30Z",
        Change.UPDATE,
        "Added that the order on the United Kingdom names the same rate.",
        citations=[
            cite("reciprocal-order", locator="preamble"),
            cite("uk-order", locator="section 2(a)"),
            _SCHEDULE,
        ],
    ),
)
