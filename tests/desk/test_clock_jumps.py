"""The machine's clock jumps: what was printed keeps its order, and nothing is shown before or twice."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine

from negotiations.desk import checking, schedule
from negotiations.models.entries import Entry
from negotiations.models.printed import Edition, PublicationLog
from tests import make
from tests.desk.test_schedule import scheduled

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 5, 1, 9, 0, tzinfo=UTC)
HOUR, YEAR = timedelta(hours=1), timedelta(days=365)
SURFACES = ("/", "/timeline/", "/timeline.json", "/timeline.atom", "/timeline.csv", "/api/v1/entries")
LONG_AGO = {"when": "2020-01-16"}


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as found:
        yield found


def shown(client) -> list[str]:
    """Where readers and programs see the only entry, by its number."""
    return [path for path in SURFACES if b"TW-000001" in b"".join(client.get(path))]


@pytest.mark.parametrize("jumps", [[-HOUR], [YEAR, -YEAR], [-YEAR, HOUR, -2 * HOUR, YEAR]])
def test_printing_goes_on_in_order_whatever_the_clock_does(clock, jumps):
    entry = make.make_round(**LONG_AGO)
    make.publish(entry)
    for jump in jumps:
        clock.shift(jump)
        make.publish(make.edit(entry, place=f"Tokyo {jump}"))
        make.publish(make.make_quote(**LONG_AGO))
    times = list(PublicationLog.objects.order_by("number").values_list("at", flat=True))
    assert all(earlier < later for earlier, later in pairwise(times))
    assert list(checking.faults()) == []


@pytest.mark.parametrize("jump", [-HOUR, -YEAR])
def test_readers_see_what_was_printed_before_the_clock_went_back(clock, client, jump):
    first, second = (make.make_round(headline=f"{word} the jump", **LONG_AGO) for word in ("Before", "After"))
    make.publish(first)
    clock.shift(jump)
    make.publish(second)
    for address in ("/timeline/", "/timeline.json", "/api/v1/entries"):
        text = client.get(address).text
        assert ("Before the jump" in text, "After the jump" in text) == (True, True), address
    for number in (1, 2):
        assert client.get(f"/entries/TW-{number:06d}/").status_code == 200
    make.withdraw(first)
    assert client.get("/entries/TW-000001/").status_code == 410


def test_a_past_day_is_as_it_was_when_the_clock_is_right_again(clock, client):
    make.publish(make.make_round(headline="Of the first of May"))
    clock.shift(YEAR)
    clock.shift(-YEAR + timedelta(days=3))
    make.publish(make.make_round(headline="Of the fourth of May"))
    then = client.get("/timeline/?known=2025-05-02").text
    assert ("Of the first of May" in then, "Of the fourth of May" in then) == (True, False)


def test_what_is_scheduled_is_on_no_surface_a_second_before_and_on_all_a_minute_after(clock, client):
    entry = scheduled()
    clock.shift(HOUR - timedelta(seconds=1))
    assert schedule.publish_due().printed == []
    assert shown(client) == []
    for seconds in (1, 60):
        clock.shift(timedelta(seconds=seconds))
        schedule.publish_due()
        assert shown(client) == list(SURFACES)
    edition = Edition.objects.entries().get()
    assert edition.published_at.replace(microsecond=0) == NOW + HOUR  # microseconds after the names it shows
    assert Entry.objects.get(pk=entry.pk).publish_at is None


def test_a_clock_that_goes_back_publishes_nothing_twice_and_one_that_runs_ahead_nothing_again(clock):
    scheduled()
    later = scheduled(at=NOW + YEAR)
    clock.shift(2 * HOUR)
    assert len(schedule.publish_due().printed) == 1
    clock.shift(-2 * HOUR)
    assert schedule.publish_due().printed == []
    clock.shift(2 * HOUR)
    assert schedule.publish_due().printed == []
    assert Entry.objects.get(pk=later.pk).publish_at == NOW + YEAR
    assert Edition.objects.entries().count() == 1
