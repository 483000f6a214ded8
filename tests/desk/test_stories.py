"""Entries of one story take each step together, all or none."""

import pytest

from negotiations.desk import stories
from negotiations.desk.steps import Action
from negotiations.desk.stories import SetRefused, open_members, transition_story
from negotiations.models.entries import Story
from negotiations.models.journal import Transition
from negotiations.models.printed import Edition
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db):
    found = Story.objects.create(name="First round")
    for maker in make.MAKERS.values():
        maker(story=found)
    return found


def step(story, action, by, **values):
    versions = {entry.pk: entry.version for entry in open_members(story)}
    return transition_story(story, Action(action), by, versions=versions, **values)


def states(story) -> set[str]:
    return {entry.work_state for entry in story.entries.all()}


def test_they_are_submitted_approved_and_published_together(story, ana, rui):
    assert stories.available(story, ana) == [Action.SUBMIT]
    step(story, "submit", ana)
    step(story, "approve", rui)
    printed = step(story, "publish", rui)
    assert len(printed) == len(make.MAKERS)
    assert states(story) == {"clean"}
    assert Edition.objects.entries().count() == len(make.MAKERS)


def test_one_that_is_not_ready_holds_all_back_and_each_reason_is_named(story, ana):
    make.make_quote(story=story, source=False, headline="Unsourced words")
    rows = Transition.objects.count()
    with pytest.raises(SetRefused, match=r"“Unsourced words”: .*Cite at least one source"):
        step(story, "submit", ana)
    assert states(story) == {"draft"}
    assert Transition.objects.count() == rows


def test_nothing_is_printed_when_one_of_them_was_edited_by_the_publisher(story, ana, rui, mei):
    make.edit(story.entries.last().child, by=rui, summary="Rui was here.")
    step(story, "submit", ana)
    with pytest.raises(SetRefused, match="You edited this entry"):
        step(story, "approve", rui)
    step(story, "approve", mei)
    with pytest.raises(SetRefused):
        step(story, "publish", rui)
    assert not Edition.objects.exists()


def test_an_entry_that_joined_or_changed_meanwhile_stops_the_set(story, ana, rui):
    step(story, "submit", ana)
    seen = {entry.pk: entry.version for entry in open_members(story)}
    late = make.make_quote(story=story)
    with pytest.raises(SetRefused, match="joined the story"):
        transition_story(story, Action.APPROVE, rui, versions=seen)
    late.delete()
    make.edit(story.entries.first().child, summary="Newer.")
    with pytest.raises(SetRefused, match="after you opened it"):
        transition_story(story, Action.APPROVE, rui, versions=seen)


def test_what_readers_know_already_gets_its_note_and_the_rest_does_not(story, ana, rui):
    step(story, "submit", ana)
    step(story, "approve", rui)
    step(story, "publish", rui)
    known = story.entries.first().child
    make.edit(known, summary="More.")
    fresh = make.make_quote(story=story)
    step(story, "submit", ana)
    step(story, "approve", rui)
    with pytest.raises(SetRefused, match="Say why a new edition"):
        step(story, "publish", rui)
    printed = step(story, "publish", rui, change="update", note="More is known.")
    assert {(edition.change, edition.note) for edition in printed} == {
        ("update", "More is known."),
        ("first", ""),
    }
    assert fresh.pk in {entry.pk for entry in story.entries.all()}


def test_a_story_is_nothing_readers_learn_of(story, client, ana, rui):
    step(story, "submit", ana)
    step(story, "approve", rui)
    step(story, "publish", rui)
    assert "First round" not in client.get("/timeline/").text
