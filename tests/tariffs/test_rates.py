"""What applies to certain goods from a certain economy on a day."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.tariffs.codes import CodeList
from negotiations.tariffs.duty import Amount
from negotiations.tariffs.lifecycle import Change, State
from negotiations.tariffs.rates import Measure, Outcome, Question
from negotiations.tariffs.scope import Case, Economies, Goods, Scope
from negotiations.tariffs.stacking import Effect, Party, Rule
from negotiations.tariffs.totals import Why

US, JP, CN, CA = 1, 2, 3, 4
BASELINE, JAPAN, CARS, STEEL, FENTANYL, COLUMN_ONE = 11, 12, 13, 14, 15, 16
ALL = Economies("all")
ALL_GOODS = Goods("all")
CAR, SHOES, COIL = "87032301", "64039960", "72081015"


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)


def listed(*ids):
    return Economies("listed", frozenset(ids))


def codes(*included, mode="listed", excepted=()):
    return Goods(mode, frozenset(included), frozenset(excepted))


def change(
    becomes, begins, duty="", basis="additional", *, economies=ALL, goods=ALL_GOODS, until=None, condition=""
):
    id = change.number = getattr(change, "number", 0) + 1
    scope = Scope(economies, goods, condition)
    return Change(
        id, State(becomes), at(begins), at(begins), at(until) if until else None, id, scope, duty, basis
    )


def measure(id, *changes):
    return Measure(id, US, None, changes)


def rule(effect, first, second, since="2025-04-05"):
    id = rule.number = getattr(rule, "number", 100) + 1
    return Rule(id, Effect(effect), Party(frozenset(first)), Party(frozenset(second)), at(since))


MEASURES = [
    measure(BASELINE, change("in_force", "2025-04-05", "10%", goods=codes(mode="all", excepted=["30"]))),
    measure(
        JAPAN,
        change("in_force", "2025-04-09", "24%", economies=listed(JP)),
        change("suspended", "2025-04-10", economies=listed(JP), until="2025-08-07"),
        change("in_force", "2025-08-07", "15%", "floor", economies=listed(JP)),
    ),
    measure(
        CARS,
        change("in_force", "2025-04-03", "25%", goods=codes("8703")),
        change("in_force", "2025-09-16", "15%", "floor", economies=listed(JP), goods=codes("8703")),
    ),
    measure(STEEL, change("in_force", "2025-03-12", "25%", goods=Goods("described"))),
    measure(
        FENTANYL,
        change("in_force", "2025-02-04", "10%", economies=listed(CN)),
        change("in_force", "2025-03-04", "20%", economies=Economies(), goods=Goods()),
        change(
            "exempt", "2025-03-07", economies=Economies(), condition="for goods that qualify under the USMCA"
        ),
    ),
]
RULES = [
    rule("excludes", [CARS, STEEL], [BASELINE, JAPAN]),
    rule("precedence", [JAPAN], [BASELINE]),
    rule("adds", [FENTANYL], []),
]


def ask(economy, code, day, measures=MEASURES, rules=RULES, lists=None):
    question = Question(measures, rules, Case(economy, code), lists or {})
    return question.at(at(day))


def outcomes(answer):
    return {one.measure.id: one.outcome for one in answer.components}


def percent(answer):
    return answer.total.additional and answer.total.additional.percent


WITHOUT_STEEL = [one for one in MEASURES if one.id != STEEL]


def test_a_car_pays_the_duty_on_cars_and_not_the_reciprocal_one():
    answer = ask(JP, CAR, "2025-04-09", WITHOUT_STEEL)
    assert outcomes(answer) == {
        BASELINE: Outcome.EXCLUDED,
        JAPAN: Outcome.EXCLUDED,
        CARS: Outcome.APPLIES,
    }
    assert percent(answer) == 25


def test_the_country_rate_takes_the_place_of_the_baseline_and_gives_it_back_while_paused():
    assert percent(ask(JP, SHOES, "2025-04-08", WITHOUT_STEEL)) == 10
    assert percent(ask(JP, SHOES, "2025-04-09", WITHOUT_STEEL)) == 24
    paused = ask(JP, SHOES, "2025-04-11", WITHOUT_STEEL)
    assert percent(paused) == 10
    assert outcomes(paused)[JAPAN] is Outcome.NOT_IN_FORCE


def test_two_duties_are_added_where_a_rule_says_so():
    answer = ask(CN, SHOES, "2025-04-08", WITHOUT_STEEL)
    assert percent(answer) == 30
    assert [one.effect for one in answer.total.rules] == [Effect.ADDS]


def test_without_a_rule_there_is_no_sum_but_a_reason():
    answer = ask(CN, SHOES, "2025-04-08", WITHOUT_STEEL, rules=[])
    assert answer.total.additional is None
    assert [(reason.why, set(reason.measures)) for reason in answer.total.reasons] == [
        (Why.NO_RULE, {BASELINE, FENTANYL})
    ]


def test_goods_in_words_may_apply_and_leave_the_total_open():
    answer = ask(JP, COIL, "2025-04-11")
    assert outcomes(answer)[STEEL] is Outcome.DEPENDS
    assert [reason.why for reason in answer.total.reasons] == [Why.DEPENDS]


def test_excepted_goods_pay_nothing_and_a_chapter_with_some_depends():
    assert BASELINE not in outcomes(ask(CA, "30049092", "2025-04-11", MEASURES[:1]))
    assert outcomes(ask(CA, CAR[:2], "2025-04-11", [MEASURES[2]])) == {CARS: Outcome.DEPENDS}


def test_a_condition_is_told_beside_the_duty_and_does_not_take_it_away():
    (one,) = ask(CN, SHOES, "2025-04-01", WITHOUT_STEEL).components
    assert one.outcome is Outcome.APPLIES
    assert [(other.condition, str(other.standing.state)) for other in one.alternatives] == [
        ("for goods that qualify under the USMCA", "exempt")
    ]


def test_a_change_that_names_no_goods_or_economies_is_about_those_that_came_before():
    later = change("in_force", "2025-06-04", "50%", economies=Economies(), goods=Goods())
    cars = measure(CARS, *MEASURES[2].changes[:1], later)
    assert outcomes(ask(JP, SHOES, "2025-07-01", [cars])) == {}
    assert percent(ask(JP, CAR, "2025-07-01", [cars])) == 50


@pytest.mark.parametrize(
    ("base", "additional"), [("2.5%", "12.5"), ("15%", "0"), ("20%", "0"), ("Free", "15")]
)
def test_an_all_in_floor_adds_what_is_missing_to_the_base_duty(base, additional):
    column_one = measure(COLUMN_ONE, change("in_force", "2025-01-01", base, "mfn", goods=codes("8703")))
    answer = ask(JP, CAR, "2025-10-01", [*WITHOUT_STEEL, column_one])
    assert percent(answer) == Decimal(additional)
    assert answer.total.in_all == answer.total.base + answer.total.additional


def test_an_all_in_floor_without_the_base_duty_says_what_is_sure():
    answer = ask(JP, CAR, "2025-10-01", WITHOUT_STEEL)
    assert answer.total.additional is None
    assert answer.total.floor == 15
    assert [reason.why for reason in answer.total.reasons] == [Why.AMOUNT]


def test_base_duties_can_come_from_a_list_with_a_duty_for_each_code():
    lists = {7: CodeList({"8703": "2.5%", "87032301": "Free"})}
    goods = Goods("listed", lists=frozenset({7}))
    column_one = measure(COLUMN_ONE, change("in_force", "2025-01-01", "", "mfn", goods=goods))
    base = lambda code: ask(JP, code, "2025-04-11", [column_one], lists=lists).total.base  # noqa: E731
    assert base(CAR) == Amount()
    assert base("87032401") == Amount(Decimal("2.5"))
    assert base("8704") is None


def test_a_duty_that_cannot_be_read_is_kept_as_text_and_never_guessed():
    odd = measure(CARS, change("in_force", "2025-04-03", "see Annex I", goods=codes("8703")))
    answer = ask(JP, CAR, "2025-04-11", [odd])
    assert [(reason.why, reason.text) for reason in answer.total.reasons] == [(Why.TEXT_ONLY, "see Annex I")]


def test_the_next_answer_that_differs_is_known():
    question = Question(WITHOUT_STEEL, RULES, Case(JP, SHOES), {})
    following = question.following(question.at(at("2025-05-01")))
    assert following.on == at("2025-08-07")
    assert question.following(question.at(at("2025-09-01"))) is None


def test_answers_over_time_begin_where_they_differ():
    question = Question(WITHOUT_STEEL, RULES, Case(JP, CAR), {})
    days = [answer.on.date().isoformat() for answer in question.over_time()]
    assert days == ["2025-04-03", "2025-04-05", "2025-04-09", "2025-04-10", "2025-08-07", "2025-09-16"]


@given(st.sampled_from([JP, CN, CA]), st.sampled_from([CAR, SHOES, COIL, "87", ""]), st.integers(1, 300))
def test_an_answer_never_states_a_total_that_something_open_could_change(economy, code, day):
    on = (date(2025, 1, 1) + timedelta(days=day)).isoformat()
    answer = ask(economy, code, on)
    if any(one.outcome is Outcome.DEPENDS for one in answer.components):
        assert answer.total.additional is None
    if answer.total.additional is not None:
        assert not answer.total.reasons


def test_a_rule_that_begins_later_changes_the_answer_without_changing_a_duty():
    two = [
        measure(CARS, change("in_force", "2025-01-01", "10%")),
        measure(STEEL, change("in_force", "2025-01-01", "20%")),
    ]
    question = Question(two, [rule("adds", [CARS], [STEEL], since="2025-08-01")], Case(JP, CAR), {})
    now = question.at(at("2025-05-01"))
    assert [reason.why for reason in now.total.reasons] == [Why.NO_RULE]
    assert question.following(now).on == at("2025-08-01")
    assert percent(question.following(now)) == 30
