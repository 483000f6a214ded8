"""Stories in the admin: entries that take each step together."""

import pytest
from django.urls import reverse

from negotiations.models.entries import Story
from negotiations.models.printed import Edition
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db):
    found = Story.objects.create(name="First round")
    make.make_round(story=found)
    make.make_quote(story=found)
    return found


def address(story, page="change") -> str:
    if page == "change":
        return reverse("admin:negotiations_story_change", args=(story.pk,))
    return reverse("admin:negotiations_story_desk", args=(story.pk, page))


def press(client, user, story, page, **data):
    """Open the page of a step as that user and press its button."""
    client.force_login(user)
    form = client.get(address(story, page)).context["form"]
    return client.post(address(story, page), {"versions": form["versions"].value(), **data}, follow=True)


def test_the_story_shows_where_each_entry_stands_and_the_next_step(client, ana, story):
    client.force_login(ana)
    page = client.get(address(story)).text
    assert page.count("Draft") >= 2
    assert "Submit for review together" in page


def test_three_people_clicks_publish_the_whole_story(client, ana, rui, story):
    assert "done for 2 entries" in press(client, ana, story, "submit").text
    press(client, rui, story, "approve")
    assert "TW-000001, TW-000002" in press(client, rui, story, "publish").text
    assert Edition.objects.entries().count() == 2


def test_one_that_cannot_holds_all_back_and_is_named(client, ana, story):
    make.make_quote(story=story, source=False, headline="Unsourced words")
    response = press(client, ana, story, "submit")
    assert response.status_code == 409
    assert "Nothing was done" in response.text
    assert "Unsourced words" in response.text
    assert {entry.work_state for entry in story.entries.all()} == {"draft"}


def test_a_contributor_cannot_approve_by_a_forged_request(client, ana, story):
    press(client, ana, story, "submit")
    versions = ",".join(f"{entry.pk}:{entry.version}" for entry in story.entries.all())
    response = client.post(address(story, "approve"), {"versions": versions})
    assert response.status_code in (403, 409)
    assert {entry.work_state for entry in story.entries.all()} == {"in_review"}


@pytest.mark.parametrize("versions", ["", "x", "1:2:3", "1", "\x00"])
def test_a_damaged_form_is_refused_without_an_error_page(client, ana, story, versions):
    client.force_login(ana)
    response = client.post(address(story, "submit"), {"versions": versions})
    assert response.status_code == 200
    assert {entry.work_state for entry in story.entries.all()} == {"draft"}


def test_looking_changes_nothing(client, ana, rui, story):
    client.force_login(rui)
    for page in ("submit", "approve", "publish"):
        assert client.get(address(story, page)).status_code == 200
    assert client.get(address(story, "withdraw")).status_code == 404
    assert {entry.work_state for entry in story.entries.all()} == {"draft"}
