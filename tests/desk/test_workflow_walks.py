"""Random walks through the workflow: whatever editors try in whatever order, no illegal state is reached."""

import os
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from negotiations.desk import comments, schedule, workflow
from negotiations.desk.roles import Role
from negotiations.desk.steps import Action, Refused
from negotiations.models.entries import Entry
from negotiations.models.printed import Edition
from tests import make

PEOPLE = {"ana": Role.CONTRIBUTOR, "rui": Role.EDITOR, "rita": Role.EDITOR, "mei": Role.CHIEF}
NAMES = st.sampled_from(sorted(PEOPLE))
HOUR = timedelta(hours=1)
ONWARD = (Action.SUBMIT, Action.APPROVE, Action.PUBLISH, Action.SCHEDULE, Action.REINSTATE)
WORDS = ["one", "two", "three"]


class Desk(RuleBasedStateMachine):
    """One quote, four people, and a note of who wrote what since the last edition."""

    def __init__(self, quote, people):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.clock = time_machine.travel(datetime(2025, 5, 1, tzinfo=UTC), tick=False)
        self.now = self.clock.start()
        self.quote, self.people = quote, people
        self.wrote = {"ana"}  # since the last edition
        self.approved_words = None

    @initialize(steps=st.integers(0, 5))
    def begin_somewhere(self, steps):
        for _ in range(steps):
            self.take_the_next_step("ana", 0)

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)
        self.clock.stop()

    def fresh(self):
        self.quote = type(self.quote).objects.get(pk=self.quote.pk)
        return self.quote

    @rule(name=NAMES, words=st.sampled_from(WORDS))
    def edit(self, name, words):
        quote = self.fresh()
        quote.text = words
        workflow.save_working(quote, self.people[name])
        self.wrote.add(name)

    @rule(name=NAMES, action=st.sampled_from(list(Action)), late=st.booleans())
    def try_anything(self, name, action, late):
        self.act(name, action, self.clock_now() - HOUR, late)

    @rule(name=NAMES, choice=st.integers(0, 1))
    def take_the_next_step(self, name, choice):
        """What leads on to readers, by whoever may, this person before the others."""
        for who in dict.fromkeys([name, *self.people]):
            offered = sorted(set(workflow.available(self.fresh(), self.people[who])) & set(ONWARD))
            if offered:
                self.act(who, offered[choice % len(offered)], self.clock_now() + HOUR, False)
                return

    @rule(name=NAMES, choice=st.integers(0, 9), hours=st.integers(1, 3))
    def go_on(self, name, choice, hours):
        """Something that the desk offers this person now, so that walks lead somewhere."""
        offered = workflow.available(self.fresh(), self.people[name])
        if offered:
            self.act(name, offered[choice % len(offered)], self.clock_now() + hours * HOUR, False)

    def act(self, name, action, at, late):
        quote, editions = self.fresh(), self.printed()
        before = Entry.objects.values().get(pk=quote.pk)
        try:
            with transaction.atomic():
                workflow.transition(
                    quote,
                    action,
                    self.people[name],
                    version=quote.version - late,
                    note="Why.",
                    reason="Why.",
                    change="update",
                    publish_at=at,
                )
        except Refused:
            assert Entry.objects.values().get(pk=quote.pk) == before
            assert self.printed() == editions
            return
        assert not late
        if action == Action.APPROVE:
            self.approved_words = quote.text
        if action in (Action.APPROVE, Action.PUBLISH, Action.SCHEDULE, Action.REINSTATE):
            assert name not in self.wrote
        self.look_at_what_was_printed(editions, reviewed=action != Action.EMERGENCY)

    @rule(name=NAMES)
    def comment(self, name):
        comments.add(self.fresh(), self.people[name], "Sure?")

    @rule()
    def wait_an_hour(self):
        self.now.shift(HOUR)
        editions = self.printed()
        quote = self.fresh()
        tally = schedule.publish_due()
        assert not tally.failed
        assert not (tally.printed and quote.scheduled_by.username in self.wrote)
        self.look_at_what_was_printed(editions)

    def clock_now(self):
        return datetime.now(UTC)

    def printed(self):
        return Edition.objects.entries().count()

    def look_at_what_was_printed(self, editions, reviewed=True):
        if self.printed() == editions:
            return
        newest = Edition.objects.entries().order_by("id").last()
        if newest.change == "withdrawal":
            return
        if reviewed:
            assert f'"text":"{self.approved_words}"' in newest.body.replace('": "', '":"')
        self.wrote.clear()

    @invariant()
    def the_state_is_a_legal_one(self):
        row = Entry.objects.select_related("publication").get(pk=self.quote.pk)
        assert (row.work_state == "approved") == bool(row.approved_digest) == bool(row.approved_by_id)
        assert row.publish_at is None or (row.work_state == "approved" and row.scheduled_by_id)
        if row.publication is None:
            assert row.work_state != "clean"
        else:
            standing = row.publication.editions.get(superseded_at=None)
            assert (standing.change == "withdrawal") == bool(row.publication.closed_at)
            assert row.publish_at is None or not row.publication.closed_at


@pytest.mark.django_db
def test_no_walk_reaches_an_illegal_state_or_prints_what_its_publisher_wrote():
    people = {name: make.editor(name, role) for name, role in PEOPLE.items()}
    quote = make.make_quote()
    run_state_machine_as_test(
        lambda: Desk(quote, people),
        settings=settings(
            max_examples=int(os.environ.get("TRADEWATCH_ROUNDS", "20")),
            stateful_step_count=15,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
