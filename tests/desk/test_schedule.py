"""Publishing at a time: what is set, what clears it, and what `publish_due` does when the time has come."""

import os
import signal
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command

from negotiations.desk import copying, schedule, stories, workflow
from negotiations.desk.steps import NotAllowed, Refused
from negotiations.models.entries import Entry, Story
from negotiations.models.journal import Transition
from negotiations.models.printed import Edition
from tests import make
from tests.desk.test_printing_at_once import approved, at_once

NOW = datetime(2025, 5, 1, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as found:
        yield found


def scheduled(entry=None, *, by=None, at=NOW + HOUR, **values):
    """An approved round that is to be published, by rui where not said."""
    entry = approved(entry or make.make_round())
    make.act(entry, "schedule", by or make.editor("rui", "editor"), publish_at=at, **values)
    return entry


def run() -> int:
    """One run of the command; its exit code."""
    try:
        call_command("publish_due", "--no-progress")
    except SystemExit as ended:
        return ended.code
    return 0


def row(entry) -> Entry:
    return Entry.objects.get(pk=entry.pk)


def words(entry) -> list[tuple[str, str]]:
    return [(item.action, item.by_name) for item in Transition.objects.filter(entry=entry.pk).order_by("id")]


@pytest.mark.django_db
class TestSetting:
    pytestmark = pytest.mark.usefixtures("clock")

    def test_what_is_approved_gets_a_time_and_stays_approved(self, rui):
        entry = scheduled()
        found = row(entry)
        assert (found.work_state, found.publish_at, found.scheduled_by) == ("approved", NOW + HOUR, rui)
        assert Transition.objects.filter(entry=entry.pk).first().note == "For 1 May 2025, 10:00 (UTC)."

    def test_a_time_that_is_past_or_a_slip_is_refused(self, rui):
        entry = approved(make.make_round())
        for at, why in (
            (NOW, "is past"),
            (NOW - HOUR, "is past"),
            (None, "Say when"),
            (NOW + timedelta(days=9999), "Check the year"),
        ):
            with pytest.raises(Refused, match=why):
                make.act(entry, "schedule", rui, publish_at=at)
            entry.refresh_from_db()
        assert row(entry).publish_at is None

    def test_a_time_within_an_embargo_is_refused_and_its_end_is_taken(self, rui):
        entry = approved(make.make_round(embargo_until=NOW + 2 * HOUR))
        with pytest.raises(Refused, match=r"Under embargo until 1 May 2025, 11:00"):
            make.act(entry, "publish", rui)
        entry.refresh_from_db()
        with pytest.raises(Refused, match="Under embargo"):
            make.act(entry, "schedule", rui, publish_at=NOW + HOUR)
        entry.refresh_from_db()
        make.act(entry, "schedule", rui, publish_at=NOW + 2 * HOUR)
        assert row(entry).publish_at == NOW + 2 * HOUR

    def test_who_edited_it_schedules_it_as_little_as_they_publish_it(self, rui, mei):
        entry = make.edit(make.make_round(), by=rui, place="Tokyo")
        make.act(entry, "submit", rui)
        make.act(entry, "approve", mei)
        with pytest.raises(NotAllowed, match="You edited"):
            make.act(entry, "schedule", rui, publish_at=NOW + HOUR)

    def test_what_readers_know_needs_a_reason_and_a_note(self, rui):
        entry = make.make_round()
        make.publish(entry)
        approved(make.edit(entry, place="Tokyo"))
        with pytest.raises(Refused, match="Say why a new edition"):
            make.act(entry, "schedule", rui, publish_at=NOW + HOUR)
        entry.refresh_from_db()
        with pytest.raises(Refused, match="Say for readers"):
            make.act(entry, "schedule", rui, publish_at=NOW + HOUR, change="correction")
        entry.refresh_from_db()
        make.act(entry, "schedule", rui, publish_at=NOW + HOUR, change="correction", note="It was in Tokyo.")
        assert (row(entry).publish_as, row(entry).publish_note) == ("correction", "It was in Tokyo.")

    def test_whatever_ends_the_approval_takes_it_off_the_timetable(self, ana, rui, mei):
        for undo in (
            lambda entry: make.edit(entry, place="Tokyo"),
            lambda entry: make.act(entry, "take_back", ana),
            lambda entry: make.act(entry, "return", rui, note="Not yet."),
            lambda entry: make.act(entry, "unschedule", rui),
            lambda entry: make.act(entry, "publish", rui),
        ):
            entry = scheduled()
            undo(entry)
            found = row(entry)
            assert (found.publish_at, found.publish_as, found.scheduled_by) == (None, "", None)
        known = make.make_round()
        make.publish(known)
        scheduled(make.edit(known, place="Tokyo"), change="minor")
        make.withdraw(known)
        assert row(known).publish_at is None
        assert row(known).work_state == "approved"

    def test_a_copy_is_not_on_the_timetable(self, ana):
        assert copying.copy(scheduled(), ana).publish_at is None


@pytest.mark.django_db
class TestPublishing:
    def test_nothing_is_published_before_its_time_and_once_after_it(self, clock, client, rui):
        entry = scheduled()
        clock.shift(HOUR - timedelta(seconds=1))
        assert run() == 0
        assert not Edition.objects.exists()
        assert client.get("/entries/TW-000001/").status_code == 404
        clock.shift(1)
        assert run() == run() == 0
        assert client.get("/entries/TW-000001/").status_code == 200
        assert Edition.objects.entries().count() == 1
        assert words(entry)[-2:] == [("schedule", "rui"), ("publish", "rui")]
        assert (row(entry).work_state, row(entry).publish_at) == ("clean", None)

    def test_the_edition_says_what_was_said_when_it_was_scheduled(self, clock, rui):
        entry = make.make_round()
        make.publish(entry)
        scheduled(make.edit(entry, place="Tokyo"), change="correction", note="It was in Tokyo.")
        clock.shift(HOUR)
        assert run() == 0
        edition = Edition.objects.entries().order_by("id").last()
        assert (edition.change, edition.note, edition.number) == ("correction", "It was in Tokyo.", 2)

    @pytest.mark.parametrize(
        ("spoil", "why"),
        [
            (lambda entry, rui: rui.groups.clear(), "Your role does not include this: publish"),
            (lambda entry, rui: _switch_off(rui), "account of rui, who scheduled it, is switched off"),
            (lambda entry, rui: rui.delete(), "account that scheduled it is gone"),
            (lambda entry, rui: _edited_by(entry, rui), "You edited this entry"),
            (lambda entry, rui: _change(entry, legal="needed"), "legal check"),
            (lambda entry, rui: _change(entry, embargo_until=NOW + 9 * HOUR), "Under embargo until"),
            (lambda entry, rui: _change(entry, headline="One byte more"), "not what was approved"),
            (lambda entry, rui: entry.citations.all().delete(), "Cite at least one source"),
        ],
    )
    def test_what_may_not_be_published_any_more_is_told_once(self, clock, capsys, rui, spoil, why):
        entry = scheduled()
        spoil(entry, rui)
        clock.shift(2 * HOUR)
        assert run() == 1
        told = capsys.readouterr().err
        assert told.count("\n") == 1
        assert why in told
        assert words(entry)[-1] == ("not_published", "the timetable")
        assert (row(entry).publish_at, row(entry).work_state) == (None, "approved")
        [found] = schedule.failed()
        assert (found.pk, found.failed_at) == (entry.pk, NOW + 2 * HOUR)
        assert why in found.why
        assert run() == 0
        assert not Edition.objects.exists()

    def test_a_failure_is_shown_to_its_editors_until_somebody_acts(self, clock, ana, rui, mei):
        entry = scheduled()
        _change(entry, legal="needed")
        clock.shift(HOUR)
        run()
        assert [found.pk for found in schedule.failed(ana)] == [entry.pk]
        assert [found.pk for found in schedule.failed(rui)] == [entry.pk]
        assert list(schedule.failed(mei)) == []
        entry.refresh_from_db()
        make.act(entry, "clear_legal", mei)
        assert list(schedule.failed()) == []

    def test_one_that_cannot_holds_no_other_back(self, clock, rui):
        bad, good = scheduled(), scheduled()
        _change(bad, legal="needed")
        clock.shift(HOUR)
        assert run() == 1
        assert row(good).work_state == "clean"

    def test_a_story_that_was_scheduled_together_is_published_together_or_not_at_all(self, clock, ana, rui):
        story = Story.objects.create(name="First round")
        pair = [approved(make.make_round(story=story)) for _ in range(2)]
        stories.transition_story(
            story,
            workflow.Action.SCHEDULE,
            rui,
            versions={entry.pk: entry.version for entry in pair},
            publish_at=NOW + HOUR,
        )
        _change(pair[1], legal="needed")
        clock.shift(HOUR)
        assert run() == 1
        assert not Edition.objects.exists()
        assert {row(entry).publish_at for entry in pair} == {None}
        assert "Another entry of its story" in Transition.objects.filter(entry=pair[0].pk).first().note

    def test_it_goes_on_until_it_is_stopped_and_publishes_meanwhile(self, clock, monkeypatch):
        entry, looks = scheduled(), []
        kept = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
        publish_due = schedule.publish_due

        def look():
            if len(looks) == 2:
                os.kill(os.getpid(), signal.SIGTERM)
            looks.append(publish_due())
            clock.shift(HOUR)
            return looks[-1]

        monkeypatch.setattr(schedule, "publish_due", look)
        monkeypatch.setattr("negotiations.management.commands.publish_due.SECONDS", 0)
        monkeypatch.setattr("negotiations.management.watching.close_old_connections", lambda: None)
        try:
            call_command("publish_due", "--watch")
        finally:
            for name, handler in kept.items():
                signal.signal(name, handler)
        assert [len(tally.printed) for tally in looks] == [0, 1, 0]
        assert row(entry).work_state == "clean"

    def test_what_comes_next_is_listed_in_its_order(self, clock, django_assert_num_queries):
        later, sooner = scheduled(at=NOW + 30 * HOUR), scheduled()
        scheduled(at=NOW + timedelta(days=8))
        with django_assert_num_queries(1):
            assert [found.pk for found in schedule.upcoming()] == [sooner.pk, later.pk]


def _change(entry, **values):
    """Change a row behind the workflow's back."""
    Entry.objects.filter(pk=entry.pk).update(**values)


def _switch_off(user):
    user.is_active = False
    user.save()


def _edited_by(entry, user):
    Transition.objects.create(
        entry_id=entry.pk, label="", action="edited", version=1, by=user, by_name="rui", at=NOW
    )


@pytest.mark.django_db(transaction=True)
def test_two_hosts_at_once_publish_each_entry_once_and_tell_each_failure_once():
    with time_machine.travel(NOW) as clock:
        good = [scheduled() for _ in range(3)]
        bad = scheduled()
        _change(bad, legal="needed")
        clock.shift(2 * HOUR)
        tallies = at_once(lambda _: schedule.publish_due(), range(4))
    assert [tally for tally in tallies if isinstance(tally, Exception)] == []
    assert Edition.objects.entries().count() == sum(len(tally.printed) for tally in tallies) == len(good)
    assert sum(len(tally.failed) for tally in tallies) == 1
    assert Transition.objects.filter(action="not_published").count() == 1
