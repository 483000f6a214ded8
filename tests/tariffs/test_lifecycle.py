"""The state of a measure on any day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.tariffs.lifecycle import Change, Standing, State, fold, steps
from negotiations.tariffs.scope import Goods, Scope
from negotiations.values.vocabulary import MeasureState

NEW_YORK_MIDNIGHT = 4  # hours of UTC in summer


def at(day: str, hour: int = 12) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)


def change(id, becomes, known, begins=None, until=None) -> Change:
    one_past = lambda day: at(day, NEW_YORK_MIDNIGHT).replace(minute=1) if day else None  # noqa: E731
    return Change(
        id, State(becomes), at(known, NEW_YORK_MIDNIGHT), one_past(begins), one_past(until), order=id
    )


def state_on(changes, day: str, hour: int = 12) -> str | None:
    return fold(changes, at(day, hour)).state


CARS = [change(1, "in_force", "2025-03-26", "2025-04-03"), change(2, "in_force", "2025-09-15", "2025-09-16")]
RECIPROCAL = [
    change(1, "in_force", "2025-04-02", "2025-04-09", "2025-04-10"),
    change(2, "suspended", "2025-04-09", "2025-04-10", "2025-07-09"),
    change(3, "suspended", "2025-07-07", "2025-07-09", "2025-08-01"),
    change(4, "in_force", "2025-07-31", "2025-08-07"),
]
LETTER = [
    change(1, "in_force", "2025-07-07", "2025-08-01"),
    change(2, "never_in_force", "2025-07-31", "2025-08-01"),
]


@pytest.mark.parametrize(
    ("changes", "day", "state"),
    [
        (CARS, "2025-03-25", None),
        (CARS, "2025-03-26", "scheduled"),
        (CARS, "2025-04-02", "scheduled"),
        (CARS, "2025-04-03", "in_force"),
        (CARS, "2026-01-01", "in_force"),
        (RECIPROCAL, "2025-04-01", None),
        (RECIPROCAL, "2025-04-08", "scheduled"),
        (RECIPROCAL, "2025-04-09", "in_force"),
        (RECIPROCAL, "2025-04-10", "suspended"),
        (RECIPROCAL, "2025-07-08", "suspended"),
        (RECIPROCAL, "2025-07-31", "suspended"),
        (RECIPROCAL, "2025-08-06", "ended"),
        (RECIPROCAL, "2025-08-07", "in_force"),
        (LETTER, "2025-07-08", "scheduled"),
        (LETTER, "2025-07-31", "scheduled"),
        (LETTER, "2025-08-01", "never_in_force"),
        (LETTER, "2026-01-01", "never_in_force"),
    ],
)
def test_states_of_2025(changes, day, state):
    assert state_on(changes, day) == state


def test_a_change_begins_at_its_minute_and_not_before():
    assert state_on(CARS, "2025-04-03", 4) == "scheduled"
    assert fold(CARS, at("2025-04-03", 4).replace(minute=1)).state == "in_force"


def test_what_stands_names_its_change_and_what_comes_next():
    standing = fold(RECIPROCAL, at("2025-05-01"))
    assert (standing.by.id, standing.until.date().isoformat()) == (2, "2025-07-09")
    assert (standing.next.by.id, standing.next.state) == (3, "suspended")


def test_an_amendment_takes_the_place_of_what_stood_with_its_end():
    changes = [
        change(1, "in_force", "2025-01-01", "2025-01-01", "2025-06-01"),
        change(2, "in_force", "2025-03-01", "2025-03-01"),
    ]
    assert fold(changes, at("2025-07-01")).by.id == 2
    assert state_on(changes, "2025-07-01") == "in_force"


def test_a_suspension_ends_in_what_it_suspended():
    changes = [
        change(1, "in_force", "2025-01-01", "2025-01-01"),
        change(2, "suspended", "2025-02-01", "2025-02-01", "2025-03-01"),
    ]
    assert state_on(changes, "2025-02-15") == "suspended"
    resumed = fold(changes, at("2025-03-02"))
    assert (resumed.state, resumed.by.id) == ("in_force", 1)


def test_what_expires_during_its_suspension_does_not_come_back():
    changes = [
        change(1, "in_force", "2025-01-01", "2025-01-01", "2025-02-15"),
        change(2, "suspended", "2025-02-01", "2025-02-01", "2025-03-01"),
    ]
    assert state_on(changes, "2025-03-02") == "ended"


def test_a_threat_against_what_applies_does_not_end_it():
    changes = [change(1, "in_force", "2025-01-01", "2025-01-01"), change(2, "threatened", "2025-02-01")]
    assert state_on(changes, "2025-02-02") == "in_force"


def test_a_threat_alone_is_a_threat_until_it_is_announced_with_a_day():
    changes = [change(1, "threatened", "2025-01-01"), change(2, "in_force", "2025-02-01", "2025-03-01")]
    assert [step.state for step in steps(changes)] == ["threatened", "scheduled", "in_force"]


def test_a_pause_announced_before_the_duty_applies_does_not_take_the_place_of_its_date():
    announced_early = [
        RECIPROCAL[0],
        Change(2, State.SUSPENDED, at("2025-04-08"), RECIPROCAL[1].applies_from, order=2),
    ]
    assert [step.state for step in steps(announced_early)] == ["scheduled", "in_force", "suspended"]


def test_an_announcement_without_a_day_is_announced():
    assert state_on([change(1, "announced", "2025-01-01")], "2025-06-01") == "announced"


def test_a_retroactive_change_applies_from_its_day_once_it_is_known():
    order = Change(2, State.IN_FORCE, at("2025-09-04"), at("2025-08-07"), order=2)
    first = Change(1, State.IN_FORCE, at("2025-07-31"), at("2025-08-07"), order=1)
    assert fold([first], at("2025-08-10")).by.id == 1
    assert fold([first, order], at("2025-08-10")).by.id == 2


def test_nothing_known_is_no_state():
    assert fold([], at("2025-01-01")) == Standing()


def test_the_words_are_the_vocabularys():
    assert {state.value for state in State} - {State.AS_BEFORE} == set(MeasureState.values)


instants = st.integers(0, 400).map(lambda days: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=days))
some_changes = st.lists(
    st.builds(
        Change,
        id=st.integers(1, 10_000),
        becomes=st.sampled_from([state for state in State if state != State.SCHEDULED]),
        known_from=instants,
        applies_from=st.none() | instants,
        applies_until=st.none() | instants,
        order=st.integers(0, 5),
    ),
    max_size=8,
    unique_by=lambda change: change.id,
)


@given(some_changes, instants)
def test_the_state_on_a_day_depends_on_nothing_but_the_set_of_changes(changes, on):
    assert fold(changes, on) == fold(list(reversed(changes)), on)


@given(some_changes)
def test_steps_go_forward_and_each_differs_from_the_one_before(changes):
    found = steps(changes)
    assert all(one.since < two.since for one, two in pairwise(found))


@given(some_changes, instants)
def test_folding_on_a_day_gives_the_last_step_up_to_it(changes, on):
    past = [step for step in steps(changes) if step.since <= on]
    standing = fold(changes, on)
    assert (standing.state, standing.by) == ((past[-1].state, past[-1].by) if past else (None, None))
    assert standing.next is None or standing.next.since > on


def test_an_exemption_from_nothing_ends_in_nothing():
    exempt = change(1, "exempt", "2025-04-02", "2025-04-09", "2025-08-01")
    assert state_on([exempt], "2025-04-05") == "scheduled"
    assert state_on([exempt], "2025-08-02") == "ended"


def test_what_is_exempt_stays_so_when_the_duty_at_large_changes():
    listed = Scope(goods=Goods("listed", frozenset({"30"})))
    changes = [
        change(1, "in_force", "2025-04-02", "2025-04-05"),
        replace(change(2, "exempt", "2025-04-02", "2025-04-05", "2025-09-01"), scope=listed),
        change(3, "in_force", "2025-07-31", "2025-08-07"),
    ]
    assert state_on(changes, "2025-08-10") == "exempt"
    assert fold(changes, at("2025-09-02")).by.id == 3
    resumed = replace(change(4, "in_force", "2025-08-01", "2025-08-08"), scope=listed)
    assert fold([*changes, resumed], at("2025-08-10")).by.id == 4
