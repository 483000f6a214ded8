"""IEEPA: from the longer pause and the letter of 7 July 2025 to the rate that was agreed."""

from negotiations.desk.sample.measures.names import (
    ADDITIONAL,
    COMMON,
    ON_JAPAN,
    RECIPROCAL_GOODS,
)
from negotiations.desk.sample.measures.reciprocal_spring import (
    BASELINE_CITED,
    BASELINE_SUMMARY,
    MEMORANDUM,
    RATE_CITED,
)
from negotiations.desk.sample.states import cite, first, later
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.values.vocabulary import Change

_RATE = {**ON_JAPAN, "topics": ["tariffs"], "measure": "us-reciprocal-japan"}

LETTER = (
    first(
        "pause-extended",
        MeasureChange,
        "2025-07-08T11:50Z",
        **ADDITIONAL,
        **_RATE,
        headline="United States extends the pause of country rates to 1 August",
        summary="The suspension that was to end on 9 July goes on until 12:01 a.m. on 1 August. Meanwhile the 10%"
        " applies. China’s pause is a separate one.",
        when="2025-07-07",
        when_note="The day of the order",
        action="suspended",
        instrument="eo-14316",
        announced="2025-07-07",
        signed="2025-07-07",
        effective_from="2025-07-09T00:01",
        effective_until="2025-08-01T00:01",
        goods=RECIPROCAL_GOODS,
        stacking="While the country rates are paused, 10% applies in their place, with the exceptions of the order of"
        " 2 April.",
        amends="pause",
        citations=[cite("extension-order", locator="sections 1 and 2")],
    ),
    first(
        "letter-25",
        MeasureChange,
        "2025-07-08T12:00Z",
        **ADDITIONAL,
        **_RATE,
        headline="Letter announces a rate of 25% for Japan from 1 August",
        summary="In a letter to Ishiba, published on social media, Trump announces 25% on Japanese goods, one point"
        " more than in April. It comes on top of the duties on cars, steel and aluminium.",
        when="2025-07-07",
        is_key=True,
        people=["donald-trump", "shigeru-ishiba"],
        action="announced",
        instrument="letter-to-japan-2025-07-07",
        announced="2025-07-07",
        effective_from="2025-08-01",
        duty="25%",
        goods="All goods but those under sectoral duties",
        amends="country-rate",
        relations=[{"role": "see_also", "target": "pause-extended"}],
        citations=[cite("orissa-post"), cite("kyodo-letter")],
    ),
    later(
        "letter-25",
        "2025-07-08T16:30Z",
        Change.CORRECTION,
        "The first edition said that the 25% “comes on top of the duties on cars, steel and aluminium”. Right is: it is"
        " separate from the sectoral duties. They are not added up.",
        summary="In a letter to Ishiba, published on social media, Trump announces 25% on Japanese goods, one point"
        " more than in April. The rate is separate from the sectoral duties on cars, steel and aluminium.",
        stacking="Separate from sectoral duties, such as those on cars, steel and aluminium: not added to them.",
    ),
)

ORDER_OF_JULY = (
    first(
        "pause-continued",
        MeasureChange,
        "2025-08-01T12:30Z",
        **ADDITIONAL,
        **_RATE,
        headline="The pause of country rates goes on for six days, until new rates apply",
        summary="The order of 31 July keeps the old country rates suspended until its own rates take effect, and ends"
        " them then.",
        when="2025-07-31",
        when_note="The day of the order",
        action="suspended",
        instrument="eo-14326",
        announced="2025-07-31",
        signed="2025-07-31",
        effective_from="2025-08-01T00:01",
        effective_until="2025-08-07T00:01",
        goods=RECIPROCAL_GOODS,
        amends="pause-extended",
        citations=[cite("rates-order", locator="section 2(e)")],
    ),
    first(
        "rate-15",
        MeasureChange,
        "2025-08-01T12:40Z",
        **ADDITIONAL,
        **_RATE,
        headline="Order sets Japan’s country rate at 15%, seven days after its date",
        summary="The order takes up Japan at 15%, but limits the sum with the ordinary duty to 15% for goods of the EU"
        " only. Goods on their way by ship before 7 August are exempt if they arrive before 5 October.",
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
        duty="15%",
        goods=RECIPROCAL_GOODS,
        stacking="In place of the earlier reciprocal duties, the 10% included (section 1). In addition to the ordinary"
        " duty: the clause that makes 15% the sum is for goods of the EU (section 2(c)). The exceptions of the order"
        " of 2 April stay, those for goods under Section 232 duties among them (section 2(f)).",
        amends="country-rate",
        citations=[cite("rates-order", locator="sections 1 and 2, Annex I")],
    ),
    first(
        "letter-dropped",
        MeasureChange,
        "2025-08-01T12:50Z",
        **ADDITIONAL,
        **_RATE,
        headline="The 25% of the July letter never takes effect: Japan’s rate is set at 15%",
        summary="The order signed on the eve of 1 August gives Japan 15% from 7 August and keeps the pause until then.",
        when="2025-07-31",
        action="never_implemented",
        instrument="eo-14326",
        announced="2025-07-31",
        signed="2025-07-31",
        duty="25%",
        amends="letter-25",
        relations=[{"role": "see_also", "target": "rate-15"}],
        citations=[cite("rates-order", locator="section 2(e) and Annex I")],
    ),
    later(
        "country-rate",
        "2025-08-01T13:00Z",
        Change.UPDATE,
        "Added the end: the order of 31 July ends the rate, which was paused since 10 April, on 7 August.",
        summary="The rate is Japan’s own in Annex I of the order. Goods already on their way by ship are exempt. The"
        " rate came into force on 9 April and was paused a day later. It ends on 7 August without applying again.",
        citations=[
            RATE_CITED,
            MEMORANDUM,
            cite("pause-order", concerns="the pause", locator="section 2"),
            cite("rates-order", concerns="the end", locator="section 2(e)"),
        ],
    ),
    later(
        "baseline",
        "2025-08-07T12:30Z",
        Change.UPDATE,
        "Added that Japan’s own 15% and the EU’s take the place of the 10% from 7 August. For the United Kingdom the"
        " order keeps 10%.",
        summary=BASELINE_SUMMARY.format(
            " From 7 August Japan’s and the EU’s 15% take the place of the 10%; for the United Kingdom Annex I of the"
            " order of 31 July keeps 10%."
        ),
        citations=[
            BASELINE_CITED,
            cite("rates-order", concerns="since 7 August", locator="sections 1 and 2(d), Annex I"),
        ],
    ),
    later(
        "rate-15",
        "2025-08-08T12:00Z",
        Change.UPDATE,
        "Added what Japan’s negotiator reports about the missing clause.",
        citations=[
            cite("rates-order", locator="sections 1 and 2, Annex I"),
            cite("japan-today-promise", concerns="the clause for the EU"),
        ],
    ),
)

ORDER_OF_SEPTEMBER = (
    first(
        "japan-floor",
        MeasureChange,
        "2025-09-05T12:00Z",
        **COMMON,
        **_RATE,
        headline="Order makes 15% the sum for Japan, the ordinary duty included, back to 7 August",
        summary="The order carries out the agreement of 22 July. It applies retroactively to goods that entered from"
        " 12:01 a.m. on 7 August; refunds follow the customs service’s usual procedure.",
        when="2025-09-04",
        when_note="The day of the order; it applies from 7 August",
        is_key=True,
        action="amended",
        instrument="eo-14345",
        announced="2025-09-04",
        signed="2025-09-04",
        effective_from="2025-08-07T00:01",
        duty="15% all-in",
        rate_basis="floor",
        goods=RECIPROCAL_GOODS,
        stacking="The 15% includes the ordinary duty: where that is below 15%, the two together are 15%; where it is"
        " 15% or more, nothing is added. It takes the place of the reciprocal duties before it (section 2(a)), whose"
        " exceptions stay, those for goods under Section 232 duties among them (section 2(b)).",
        amends="rate-15",
        citations=[cite("japan-order", locator="section 2")],
    ),
    later(
        "rate-15",
        "2025-09-05T12:30Z",
        Change.UPDATE,
        "Added the end: the order of 4 September takes the place of this rate, back to its first day.",
        effective_until="2025-09-04",
        citations=[
            cite("rates-order", locator="sections 1 and 2, Annex I"),
            cite("japan-today-promise", concerns="the clause for the EU"),
            cite("japan-order", concerns="the end", locator="section 2(d)"),
        ],
    ),
)

ENTRIES = LETTER + ORDER_OF_JULY + ORDER_OF_SEPTEMBER
