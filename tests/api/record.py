"""A record in which something stands at every address of the API."""

from negotiations.models.kinds.development import Development
from negotiations.models.nouns import Membership, ProductList
from tests import make


def make_record() -> None:
    """Every kind of entry and of noun; a correction, a withdrawal, and talks that moved."""
    japan, talks = make.make_economy(), make.make_negotiation()
    union = make.make_economy("European Union", "EU", economy_kind="union")
    Membership.objects.create(union=union, member=make.make_economy("France", "FR"), since="1958-01-01")
    cabinet = make.make_organisation(economy=japan)
    akazawa = make.make_person()
    office = make.make_office(akazawa, organisation=cabinet, economy=japan)
    for maker in make.MAKERS.values():
        make.publish(maker(topics=[make.make_topic()], economies=[japan, union]))
    make.publish(make.make_round(negotiations=[talks], people=[akazawa], status="held", when="2025-04-16"))
    make.publish(
        make.make_round(
            negotiations=[talks], status="tentative", when="2025-05-01", headline="A second round"
        )
    )
    make.publish(make_agreement(talks))
    publish_duties(japan)
    corrected = make.make_quote(speaker=akazawa, office=office, headline="Words that were corrected")
    make.publish(corrected)
    make.edit(corrected, text="regrettable")
    make.publish(corrected, change="correction", note="One word too many.")
    gone = make.make_quote(headline="Words that were never said")
    make.publish(gone)
    make.withdraw(gone, note="It was not so.")


def make_agreement(talks, **values):
    """An agreement that sets the status of talks."""
    defaults = {
        "headline": "An agreement in principle",
        "when": "2025-07-22",
        "zone": "America/New_York",
        "development_type": "agreement",
        "actor_economy": make.make_economy(),
        "negotiations": [talks],
        "sets_status_of": talks,
        "negotiation_status": "in_principle",
    }
    return make.make_entry(Development, **defaults | values)


def publish_duties(japan) -> None:
    """25% for all from April, 15% for Japan from August, on a list of goods, under a law and by an order."""
    measure = make.make_measure("US duty on cars", authority=make.make_authority())
    order = make.make_instrument()
    cars = ProductList.objects.create(slug="cars", name="Cars", system="hts", codes="87032301", code_count=1)
    goods = {"goods_scope": "listed", "product_lists": [cars]}
    make.publish(make.make_measure_change(measure=measure, instrument=order, **goods))
    make.publish(
        make.make_measure_change(
            measure=measure,
            instrument=order,
            action="amended",
            when="2025-07-31",
            effective_from="2025-08-07T00:01",
            effective_until="2026-08-07T00:01",
            duty="15%",
            economy_scope="listed",
            scope_economies=[japan],
            **goods,
        )
    )
