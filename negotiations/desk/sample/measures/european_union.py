"""United States duties on the European Union: the “reciprocal” rate, and cars."""

from typing import Any

from negotiations.desk.sample.measures.names import EXCEPTED, WITH_SEMICONDUCTORS, on
from negotiations.desk.sample.measures.reciprocal_spring import (
    MEMORANDUM,
    MEMORANDUM_NOTE,
    PAUSED,
    RATE_CITED,
)
from negotiations.desk.sample.states import cite, first, later
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.values.vocabulary import Change

_EU = on("EU", "us-eu-2025")
_RATE: dict[str, Any] = {**_EU, "measure": "us-reciprocal-eu"}
_ADDITIONAL = {**_RATE, "rate_basis": "additional"}

SPRING = (
    first(
        "eu-20",
        MeasureChange,
        "2025-04-03T12:18Z",
        **_ADDITIONAL,
        **EXCEPTED,
        headline="United States announces a “reciprocal” rate of 20% for the European Union from 9 April",
        summary="The rate is the EU’s own in Annex I of the order, for goods of all its members. It is to take the"
        " place of the 10% that applies from 5 April.",
        when="2025-04-02",
        action="announced",
        instrument="eo-14257",
        announced="2025-04-02",
        signed="2025-04-02",
        effective_from="2025-04-09T00:01",
        duty="20%",
        relations=[{"role": "follows", "target": "baseline"}],
        citations=[RATE_CITED],
    ),
    first(
        "eu-pause",
        MeasureChange,
        "2025-04-10T12:15Z",
        **_RATE,
        headline="United States pauses the EU’s 20% for 90 days, a day after it came into force",
        summary="Goods of the EU are subject to 10% meanwhile, like those of the other economies of Annex I.",
        when="2025-04-09",
        when_note="The day of the order; the pause began at 12:01 a.m. on 10 April",
        action="suspended",
        instrument="eo-14266",
        announced="2025-04-09",
        signed="2025-04-09",
        effective_from="2025-04-10T00:01",
        effective_until="2025-07-09T00:01",
        stacking=PAUSED,
        amends="eu-20",
        relations=[{"role": "see_also", "target": "pause"}],
        citations=[cite("pause-order", locator="section 2")],
    ),
    later(
        "eu-20",
        "2025-04-12T12:08Z",
        Change.UPDATE,
        MEMORANDUM_NOTE,
        excepted_lists=WITH_SEMICONDUCTORS,
        citations=[RATE_CITED, MEMORANDUM],
    ),
)

SUMMER = (
    first(
        "eu-pause-extended",
        MeasureChange,
        "2025-07-08T11:55Z",
        **_RATE,
        headline="Pause of the EU’s 20% goes on to 1 August",
        summary="The suspension that was to end on 9 July goes on until 12:01 a.m. on 1 August.",
        when="2025-07-07",
        action="extended",
        instrument="eo-14316",
        announced="2025-07-07",
        signed="2025-07-07",
        effective_from="2025-07-09T00:01",
        effective_until="2025-08-01T00:01",
        amends="eu-pause",
        citations=[cite("extension-order", locator="sections 1 and 2")],
    ),
    first(
        "eu-pause-continued",
        MeasureChange,
        "2025-08-01T12:35Z",
        **_RATE,
        headline="Pause of the EU’s 20% goes on for six days, until its new rate applies",
        summary="The order of 31 July keeps the old rate suspended until its own takes effect, and ends it then.",
        when="2025-07-31",
        action="extended",
        instrument="eo-14326",
        announced="2025-07-31",
        signed="2025-07-31",
        effective_from="2025-08-01T00:01",
        effective_until="2025-08-07T00:01",
        amends="eu-pause-extended",
        citations=[cite("rates-order", locator="section 2(e)")],
    ),
    first(
        "eu-15",
        MeasureChange,
        "2025-08-01T13:05Z",
        **_RATE,
        headline="Order makes 15% the sum for the European Union, the ordinary duty included",
        summary="Where a good’s ordinary duty is below 15%, the two together are 15%; where it is 15% or more, nothing"
        " is added. No other economy of the order has this clause.",
        when="2025-07-31",
        when_note="The day of the order; the rate applies from 7 August",
        is_key=True,
        action="amended",
        instrument="eo-14326",
        announced="2025-07-31",
        signed="2025-07-31",
        effective_from="2025-08-07T00:01",
        days_after=7,
        days_after_event="signed",
        duty="15% all-in",
        rate_basis="floor",
        stacking="In place of the earlier reciprocal duties (section 1). The exceptions of the order of 2 April stay,"
        " those for goods under Section 232 duties among them (section 2(f)).",
        amends="eu-20",
        relations=[{"role": "see_also", "target": "rate-15"}],
        citations=[cite("rates-order", locator="section 2(c) and Annex I")],
    ),
)

_CARS = {
    **_EU,
    "topics": ["tariffs", "automobiles"],
    "when": "2025-09-25",
    "when_note": "The day of the notice; it applies from 1 August",
    "action": "amended",
    "instrument": "fr-2025-18660",
    "published": "2025-09-25",
    "effective_from": "2025-08-01T00:01",
    "duty": "15% all-in",
    "rate_basis": "floor",
    "stacking": "The 15% includes the ordinary duty, as in the EU’s reciprocal rate.",
    "citations": [cite("eu-notice"), cite("eu-notice-report")],
}

CARS = (
    first(
        "eu-autos-15",
        MeasureChange,
        "2025-09-25T13:00Z",
        **_CARS,
        headline="US duty on cars of the European Union falls to 15% in all, back to 1 August",
        summary="A notice carries out the framework of 21 August for cars and light trucks. The 15% takes the place of"
        " the additional 25%.",
        measure="us-232-automobiles",
        amends="autos",
        relations=[{"role": "follows", "target": "eu-framework-agreed"}],
    ),
    first(
        "eu-parts-15",
        MeasureChange,
        "2025-09-25T13:05Z",
        **_CARS,
        headline="US duty on car parts of the European Union falls to 15% in all, back to 1 August",
        summary="The 15% takes the place of the additional 25%, as for cars.",
        measure="us-232-automobile-parts",
        amends="auto-parts",
        relations=[{"role": "see_also", "target": "eu-autos-15"}],
    ),
)

ENTRIES = SPRING + SUMMER + CARS
