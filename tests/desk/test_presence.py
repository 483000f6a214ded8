"""Who has what open: seen within seconds, gone when they are gone."""

import pytest
import time_machine

from negotiations.desk import presence
from negotiations.models.working import Presence

pytestmark = pytest.mark.django_db
ABOUT = "entry:12"


def names(found):
    return [(editing.name, f"{editing.since:%H:%M:%S}") for editing in found]


def test_two_see_each_other_since_when_and_only_while_they_are_there(ana, rui):
    with time_machine.travel("2025-04-16T12:01:00Z", tick=False) as clock:
        assert presence.here(ana, ABOUT) == []
        clock.shift(10)
        assert names(presence.here(rui, ABOUT)) == [("ana", "12:01:00")]
        assert names(presence.here(ana, ABOUT)) == [("rui", "12:01:10")]
        clock.shift(20)
        assert names(presence.here(ana, ABOUT)) == [("rui", "12:01:10")]
        clock.shift(10)
        assert presence.here(ana, ABOUT) == []
        assert names(presence.others(rui, ABOUT)) == [("ana", "12:01:00")]
        assert presence.others(rui, "entry:13") == []


def test_who_comes_back_is_there_since_then(ana, rui):
    with time_machine.travel("2025-04-16T12:01:00Z", tick=False) as clock:
        presence.here(ana, ABOUT)
        clock.shift(60)
        presence.here(ana, ABOUT)
        assert names(presence.others(rui, ABOUT)) == [("ana", "12:02:00")]
        presence.leave(ana, ABOUT)
        assert presence.others(rui, ABOUT) == []
        assert not Presence.objects.exists()


def test_a_sign_of_life_costs_two_queries_and_old_rows_go(ana, rui, django_assert_num_queries):
    with time_machine.travel("2025-04-16T12:01:00Z", tick=False) as clock:
        presence.here(rui, "entry:1")
        presence.here(ana, ABOUT)
        with django_assert_num_queries(2):
            presence.here(ana, ABOUT)
        clock.shift(2 * 24 * 3600)
        presence.here(ana, ABOUT)
        assert set(Presence.objects.values_list("user_id", flat=True)) == {ana.pk}
