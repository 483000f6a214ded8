"""Where talks stand on a day, folded from what happened."""

from datetime import UTC, datetime

from negotiations.public.talks import (
    Asked,
    Meeting,
    Milestone,
    next_step,
    status_history,
    status_on,
    unanswered,
)
from negotiations.values.when import When


def when(text: str) -> When:
    return When.parse(text, "America/New_York")


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(hour=20, tzinfo=UTC)


ROUNDS = [
    Meeting(1, when("2025-04-16"), "held", next_meeting=when("2025-04"), next_note="before the end of April"),
    Meeting(2, when("2025-05-01"), "held"),
    Meeting(3, when("2025-07-22"), "held"),
]
LAUNCH = Milestone(10, when("2025-04-07"), "launched")
DEAL = Milestone(11, when("2025-07-22"), "in_principle")


def statuses(history) -> list[str]:
    return [str(step.status) for step in history]


def test_a_round_that_was_held_shows_that_rounds_are_under_way():
    history = status_history([LAUNCH], ROUNDS)
    assert statuses(history) == ["launched", "under_way"]
    assert history[1].by == 1


def test_a_round_does_not_undo_an_agreement():
    later = Meeting(4, when("2025-08-07"), "held")
    assert statuses(status_history([LAUNCH, DEAL], [*ROUNDS, later])) == [
        "launched",
        "under_way",
        "in_principle",
    ]


def test_a_round_that_was_cancelled_shows_nothing():
    assert status_history([], [Meeting(1, when("2025-04-16"), "cancelled")]) == []


def test_talks_that_stalled_go_on_with_the_next_round():
    stalled = Milestone(12, when("2025-04-20"), "stalled")
    assert statuses(status_history([stalled], ROUNDS)) == ["under_way", "stalled", "under_way"]


def test_the_status_on_a_day_is_the_last_one_up_to_it():
    history = status_history([LAUNCH, DEAL], ROUNDS)
    assert status_on(history, at("2025-04-01")) is None
    assert status_on(history, at("2025-04-10")).status == "launched"
    assert status_on(history, at("2025-07-21")).status == "under_way"
    assert status_on(history, at("2025-07-22")).status == "in_principle"


def test_the_next_step_is_the_first_round_ahead():
    planned = Meeting(5, when("2025-05-23"), "confirmed")
    step = next_step([*ROUNDS[:2], planned], at("2025-05-10"))
    assert (step.by, step.is_round) == (5, True)


def test_else_it_is_what_the_last_round_agreed_on_until_that_has_passed():
    step = next_step(ROUNDS[:1], at("2025-04-20"))
    assert (step.by, step.is_round, step.note) == (1, False, "before the end of April")
    assert next_step(ROUNDS[:1], at("2025-05-02")) is None


def test_nothing_agreed_is_no_next_step():
    assert next_step([ROUNDS[1]], at("2025-05-02")) is None
    assert next_step([], at("2025-05-02")) is None


ASKED = [
    Asked(1, when("2025-04-10"), "refused"),
    Asked(2, when("2025-04-20"), "none_yet"),
    Asked(3, when("2025-05-02"), ""),
    Asked(4, when("2025-05-20"), "deferred"),
]


def test_a_request_without_an_answer_is_waited_for_the_newest_first():
    assert [one.id for one in unanswered(ASKED, [], at("2025-05-10"))] == [3, 2]
    assert [one.id for one in unanswered(ASKED, [], at("2025-06-01"))] == [4, 3, 2]


def test_what_was_asked_before_the_talks_were_concluded_is_no_longer_waited_for():
    signed = Milestone(12, when("2025-05-10"), "signed")
    history = status_history([LAUNCH, signed], [])
    assert [one.id for one in unanswered(ASKED, history, at("2025-05-09"))] == [3, 2]
    assert [one.id for one in unanswered(ASKED, history, at("2025-06-01"))] == [4]


def test_an_agreement_in_principle_leaves_requests_open():
    agreed = Milestone(12, when("2025-05-10"), "in_principle")
    assert [one.id for one in unanswered(ASKED, status_history([agreed], []), at("2025-05-11"))] == [3, 2]
