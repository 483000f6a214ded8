"""What was published about duties, as it stood at any instant."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from negotiations.desk import merging
from negotiations.models.nouns import Membership
from negotiations.public import tariff_book
from negotiations.tariffs.lifecycle import State
from negotiations.tariffs.rates import Outcome
from negotiations.values import clock
from tests.make import MAKERS, edit, make_economy, make_measure, make_measure_change, publish, withdraw

pytestmark = pytest.mark.django_db
ON = datetime(2025, 5, 1, 12, tzinfo=UTC)


def ask(economy, code="87032301", known=None, on=ON):
    us = make_economy("United States", "US")
    page = tariff_book.page(known)
    return page.question(us.publication_id, economy.publication_id, code, on).at(on)


def duties(answer):
    return {one.duty for one in answer.components if one.outcome is Outcome.APPLIES}


def cars(**values):
    return make_measure_change(goods_scope="all", economies=[make_economy()], **values)


def test_an_answer_comes_from_what_was_printed_and_from_nothing_else():
    change = cars()
    publish(change)
    edit(change, duty="99%")
    cars(duty="77%", measure=make_measure("A draft"))
    assert duties(ask(make_economy())) == {"25%"}


def test_an_answer_is_that_of_the_record_as_it_stood():
    change = cars()
    publish(change)
    before = clock.now()
    publish(edit(change, duty="15%"))
    assert duties(ask(make_economy())) == {"15%"}
    assert duties(ask(make_economy(), known=before)) == {"25%"}


def test_what_is_printed_is_taken_in_by_the_next_answer():
    publish(cars())
    ask(make_economy())
    publish(cars(measure=make_measure("Another"), duty="10%"))
    assert duties(ask(make_economy())) == {"25%", "10%"}


def test_what_was_withdrawn_counts_on_no_clock():
    change = cars()
    publish(change)
    before = clock.now()
    assert duties(ask(make_economy(), known=before)) == {"25%"}
    withdraw(change)
    assert not duties(ask(make_economy(), known=before))
    assert not duties(ask(make_economy()))


def test_a_rule_takes_a_duty_away_from_the_day_it_holds():
    cars_duty, reciprocal = make_measure(), make_measure("US reciprocal duty")
    publish(cars(measure=cars_duty))
    publish(cars(measure=reciprocal, duty="10%"))
    publish(
        MAKERS["stacking_rule"](
            measures=[cars_duty], other_measures=[reciprocal], effective_from="2025-04-05T00:01"
        )
    )
    assert duties(ask(make_economy())) == {"25%"}
    assert duties(ask(make_economy(), on=datetime(2025, 4, 4, tzinfo=UTC))) == {"25%", "10%"}


def test_an_economy_is_covered_through_its_union_on_the_days_of_its_membership():
    union, member = make_economy("European Union", "EU", economy_kind="union"), make_economy("Croatia", "HR")
    Membership.objects.create(union=union, member=member, since="2025-05-01")
    publish(make_measure_change(goods_scope="all", economy_scope="listed", scope_economies=[union]))
    member.refresh_from_db()
    assert duties(ask(member)) == {"25%"}
    assert not duties(ask(member, on=datetime(2025, 4, 30, 12, tzinfo=UTC)))


def test_a_measure_that_was_merged_answers_under_the_one_that_stays(mei):
    stays, goes = make_measure(), make_measure("The same duty")
    publish(cars(measure=stays))
    publish(cars(measure=goes, duty="30%", effective_from="2025-04-10"))
    stays.refresh_from_db()
    goes.refresh_from_db()
    merging.merge(goes, stays, mei)
    assert duties(ask(make_economy())) == {"30%"}


def test_an_answer_takes_one_query_while_nothing_is_printed():
    publish(cars())
    ask(make_economy())
    page = tariff_book.page(None)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        tariff_book.page(None)
    assert len(queries) == 1
    assert page.history(next(iter(page.sides))).main(ON).state == State.IN_FORCE


def test_a_duty_on_an_economy_that_was_merged_is_on_the_one_that_stays(mei):
    stays, goes = make_economy(), make_economy("Japan again", "JX")
    change = make_measure_change(
        goods_scope="all", economies=[stays], economy_scope="listed", scope_economies=[goes]
    )
    publish(change)
    stays.refresh_from_db()
    goes.refresh_from_db()
    merging.merge(goes, stays, mei)
    assert duties(ask(stays)) == {"25%"}
