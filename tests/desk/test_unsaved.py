"""Unsaved words: kept for one user, within limits, and never a second time what was saved."""

import json
from datetime import timedelta

import pytest

from negotiations.desk import sent_forms, unsaved
from negotiations.desk.steps import Refused
from negotiations.models.working import UnsavedForm
from negotiations.values import clock
from tests import make

pytestmark = pytest.mark.django_db
TOKEN = "0123456789abcdef" * 2


def test_words_of_a_thing_are_kept_once_for_each_user_with_their_version(ana, rui):
    for by, words in ((ana, "first"), (ana, "second"), (rui, "of rui")):
        unsaved.keep(by, "round", 7, [["headline", words], ["version", "3"]])
    assert UnsavedForm.objects.count() == 2
    row = unsaved.find(ana, "round", 7)
    assert (row.version, unsaved.words(row), unsaved.title(row)) == (
        3,
        [("headline", "second"), ("version", "3")],
        "second",
    )
    unsaved.drop(ana, "round", 7)
    assert [found.title for found in unsaved.of(rui)] == ["of rui"]
    assert unsaved.of(ana) == []


def test_only_content_is_kept():
    pairs = [
        ["headline", "Ministers meet"],
        ["csrfmiddlewaretoken", "secret"],
        ["password", "secret"],
        ["_save", "1"],
        ["a name", "x"],
        ["n" * 200, "x"],
        ["topics", 3],
        ["alone"],
        "text",
        None,
        ["summary", "half a pair \ud800"],
    ]
    assert unsaved.content(pairs) == [("headline", "Ministers meet"), ("summary", "half a pair ?")]


def test_a_form_of_something_new_is_kept_by_its_token_and_not_after_it_was_saved(ana):
    with pytest.raises(Refused):
        unsaved.keep(ana, "round", 0, [["headline", "x"]], token="")
    unsaved.keep(ana, "round", 0, [["headline", "one"]], token=TOKEN)
    unsaved.keep(ana, "round", 0, [["headline", "other"]], token=TOKEN[::-1])
    assert {unsaved.title(row) for row in unsaved.begun(ana, "round")} == {"one", "other"}
    sent_forms.remember(ana, TOKEN, make.make_round())
    unsaved.drop(ana, "round", 0, TOKEN)
    assert unsaved.keep(ana, "round", 0, [["headline", "late"]], token=TOKEN) is None
    assert [found.title for found in unsaved.of(ana)] == ["other"]


def test_a_form_that_is_too_large_is_refused(ana):
    with pytest.raises(Refused, match="too large"):
        unsaved.keep(ana, "round", 7, [["summary", "x" * unsaved.MOST_BYTES]])


def test_old_words_and_the_oldest_of_too_many_go(ana, rui, monkeypatch):
    monkeypatch.setattr(unsaved, "MOST_FORMS", 2)
    now = clock.now()
    for number in range(3):
        unsaved.keep(ana, "round", number + 1, [["headline", str(number)]])
        UnsavedForm.objects.filter(object_id=number + 1).update(saved_at=now + timedelta(seconds=number))
    assert {row.object_id for row in unsaved.of(ana)} == {2, 3}
    unsaved.keep(rui, "round", 9, [["headline", "old"]])
    UnsavedForm.objects.filter(user=rui).update(saved_at=now - timedelta(days=31))
    unsaved.keep(ana, "round", 3, [["headline", "new"]])
    assert unsaved.of(rui) == []


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "٣"])
def test_a_damaged_version_is_none(ana, version):
    row = unsaved.keep(ana, "round", 7, [["version", version]])
    assert row.version == 0
    assert json.loads(row.data) == [["version", version]]
