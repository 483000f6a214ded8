"""The status panel, publishing at a time, comments and copies, as editors meet them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from negotiations.admin.entries import WORDS
from negotiations.desk import comments, schedule
from negotiations.desk.steps import REMARKS, SAVED, Action
from negotiations.models.entries import Entry, Story
from negotiations.models.journal import Transition
from negotiations.models.working import Comment
from tests.admin.screens import save, take, url
from tests.admin.sent import texts
from tests.desk.test_printing_at_once import approved
from tests.make import act, make_round, publish

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 5, 1, 9, 0, tzinfo=UTC)
NASTY = "<script>alert(1)</script> & “so”"


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as found:
        yield found


def way(response) -> list[str]:
    return texts(response, ".desk-way li")


def test_the_step_line_tells_who_did_what_this_time_round(at_desk, clock, ana, rui):
    entry = make_round()
    browser = at_desk(rui)
    assert way(browser.get(url(entry))) == [
        "Draft ana, 1 May 2025, 09:00",
        "In review",
        "Approved",
        "Published",
    ]
    publish(entry)
    assert way(browser.get(url(entry)))[1:] == [
        "In review ana, 1 May 2025, 09:00",
        "Approved rui, 1 May 2025, 09:00",
        "Published rui, 1 May 2025, 09:00",
    ]
    save(at_desk(ana), url(entry), place="Tokyo")
    assert way(browser.get(url(entry)))[1:] == ["In review", "Approved", "Published"]


def test_the_history_has_words_for_everything_that_is_journalled(at_desk, rui):
    journalled = {*Action.values, *SAVED, *REMARKS, schedule.NOT_PUBLISHED, "deleted", "merge"}
    assert {str(word) for word in WORDS} == journalled
    publish(make_round())
    journal = at_desk(rui).get("/admin/negotiations/transition/").text
    assert "Submitted for review" in journal


class TestAtATime:
    @pytest.fixture(autouse=True)
    def _then(self, clock, settings):
        settings.TIME_ZONE = "Asia/Tokyo"

    def test_the_form_names_its_zone_and_takes_a_local_time(self, at_desk, rui):
        entry = approved(make_round())
        browser = at_desk(rui)
        page = browser.get(url(entry, "schedule")).text
        assert "Local time in Asia/Tokyo. It is 1 May 2025, 18:00 (JST) there now." in page
        answer = browser.post(
            url(entry, "schedule"),
            {"version": entry.version, "publish_at": "2025-05-02T09:30"},
            follow=True,
        )
        assert "will be published on 2 May 2025, 09:30 (JST)" in answer.text
        assert Entry.objects.get(pk=entry.pk).publish_at == datetime(2025, 5, 2, 0, 30, tzinfo=UTC)
        assert texts(answer, ".desk-time span") == [
            "It will be published on 2 May 2025, 09:30 (JST), scheduled by rui."
        ]
        assert way(answer)[-1] == "Published on 2 May 2025, 09:30 (JST)"

    @pytest.mark.parametrize(
        ("time", "status", "why"),
        [
            ("2025-05-01T17:59", 409, "That time is past"),
            ("", 200, "Say when it is to be published"),
            ("tomorrow", 200, "Write a date and a time"),
            ("9999-12-31T23:59", 409, "Check the year"),
            ("0001-01-01T00:00", 409, "That time is past"),
        ],
    )
    def test_a_time_that_cannot_be_is_refused_and_stays_in_the_form(self, at_desk, rui, time, status, why):
        entry = approved(make_round())
        answer = take(at_desk(rui), entry, "schedule", publish_at=time)
        assert answer.status_code == status
        assert why in answer.text
        assert answer.context["form"]["publish_at"].value() == time
        assert Entry.objects.get(pk=entry.pk).publish_at is None

    def test_the_end_of_an_embargo_is_offered(self, at_desk, rui):
        entry = approved(make_round(embargo_until=NOW + timedelta(hours=2, seconds=30)))
        browser = at_desk(rui)
        assert "2025-05-01T20:01" in browser.get(url(entry, "schedule")).text
        assert "Under embargo until <b>1 May 2025, 20:00 (JST)</b>" in browser.get(url(entry)).text
        assert take(browser, entry, "publish").status_code == 409
        answer = take(browser, entry, "schedule", publish_at="2025-05-01T19:59")
        assert answer.status_code == 409
        assert "Under embargo until 1 May 2025, 20:00 (JST)" in answer.text

    def test_after_an_approval_the_way_leads_on(self, at_desk, ana, rui):
        entry = make_round()
        act(entry, "submit", ana)
        browser = at_desk(rui)
        assert "Approve, then publish at a time" in browser.get(url(entry, "approve")).text
        answer = take(browser, entry, "approve", then="schedule")
        assert answer.url == url(entry, "schedule")
        page = browser.get(url(entry)).text
        assert "Publish at a time" in page
        act(Entry.objects.get(pk=entry.pk).child, "take_back", ana)
        entry.refresh_from_db()
        act(entry, "submit", ana)
        assert take(browser, entry, "approve", then="https://example.org/").url == url(entry)

    def test_an_edit_takes_it_off_the_timetable_and_says_so(self, at_desk, ana, rui):
        entry = approved(make_round())
        act(entry, "schedule", rui, publish_at=NOW + timedelta(hours=1))
        answer = at_desk(ana).post(
            url(entry), _opened(at_desk(ana), entry) | {"place": "Kyoto", "_save": "1"}, follow=True
        )
        assert "It was to be published on 1 May 2025, 19:00 (JST)" in answer.text
        assert Entry.objects.get(pk=entry.pk).publish_at is None

    def test_a_story_is_put_on_the_timetable_as_a_set(self, at_desk, rui):
        story = Story.objects.create(name="First round")
        pair = [approved(make_round(story=story)) for _ in range(2)]
        page = reverse("admin:negotiations_story_desk", args=(story.pk, "schedule"))
        versions = ",".join(f"{entry.pk}:{entry.version}" for entry in pair)
        browser = at_desk(rui)
        assert "Local time in Asia/Tokyo" in browser.get(page).text
        for time, status in (("2025-05-01T17:00", 409), ("", 200), ("2025-05-01T19:00", 302)):
            assert browser.post(page, {"versions": versions, "publish_at": time}).status_code == status
        assert {entry.publish_at for entry in Entry.objects.all()} == {NOW + timedelta(hours=1)}
        form = browser.get(reverse("admin:negotiations_story_change", args=(story.pk,))).text
        assert "to be published on 1 May 2025, 19:00 (JST)" in form

    def test_a_failure_stands_in_the_panel(self, at_desk, clock, rui):
        entry = approved(make_round())
        act(entry, "schedule", rui, publish_at=NOW + timedelta(hours=1))
        Entry.objects.filter(pk=entry.pk).update(legal="needed")
        clock.shift(timedelta(hours=1))
        schedule.publish_due()
        page = at_desk(rui).get(url(entry)).text
        assert "It was not published at its time." in page
        assert "Not published at its time" in at_desk(rui).get(url(entry, "history")).text


def _opened(browser, entry):
    from tests.admin.screens import opened

    return opened(browser, url(entry))


def returned(browser, entry, *remarks, note="", **more):
    data = {"remarks-TOTAL_FORMS": str(len(remarks)), "remarks-INITIAL_FORMS": "0", "note": note}
    for place, (field, text) in enumerate(remarks):
        data |= {f"remarks-{place}-field": field, f"remarks-{place}-text": text}
    return take(browser, entry, "return", **data, **more)


def test_comments_of_a_return_stand_beside_their_fields_and_in_the_panel(at_desk, ana, rui):
    entry = make_round()
    act(entry, "submit", ana)
    answer = returned(at_desk(rui), entry, ("place", NASTY), ("", ""), ("citations", "Cite both."))
    assert answer.status_code == 302
    assert Comment.objects.count() == 2
    page = at_desk(ana).get(url(entry))
    assert [text.split(" To the")[0] for text in texts(page, ".comment-beside")] == [f"rui: {NASTY}"]
    assert texts(page, "#comments-heading") == ["Comments: 2 open"]
    assert "<script>alert(1)" not in page.text
    assert 'href="#citations-group"' in page.text
    first = Comment.objects.first()
    resolve = f"{url(entry, 'comments')}{first.pk}/resolve/"
    assert at_desk(ana).get(resolve).status_code == 405
    assert at_desk(ana).post(resolve).status_code == 302
    page = at_desk(ana).get(url(entry))
    assert texts(page, "#comments-heading") == ["Comments: 1 open"]
    assert texts(page, ".comment-beside") == []
    assert "resolved by ana" in at_desk(ana).get(url(entry, "comments")).text


def test_more_rows_keep_what_was_typed_and_return_nothing(at_desk, ana, rui):
    entry = make_round()
    act(entry, "submit", ana)
    rows = [("place", "Which?"), ("", "")]
    answer = returned(at_desk(rui), entry, *rows, note="Nearly.", more="1")
    assert answer.status_code == 200
    form = answer.context["form"]
    assert form["note"].value() == "Nearly."
    assert [row["text"].value() for row in form.remarks] == ["Which?", None, None, None]
    assert Entry.objects.get(pk=entry.pk).work_state == "in_review"


@pytest.mark.parametrize(("field", "text"), [("explode", "x"), ("place", "x" * 2001), ("place", "a\x00b")])
def test_a_comment_that_cannot_be_kept_is_refused_with_what_was_typed(at_desk, ana, rui, field, text):
    entry = make_round()
    act(entry, "submit", ana)
    answer = returned(at_desk(rui), entry, (field, text), note="Nearly.")
    assert answer.status_code == 200
    assert answer.context["form"]["note"].value() == "Nearly."
    assert at_desk(rui).post(url(entry, "comments"), {"field": field, "text": text}).status_code == 200
    assert not Comment.objects.exists()
    assert Entry.objects.get(pk=entry.pk).work_state == "in_review"


@pytest.mark.parametrize("total", ["", "x", "-1", "9" * 20, "5000"])
def test_a_damaged_count_of_rows_is_no_error_of_ours(at_desk, ana, rui, total):
    entry = make_round()
    act(entry, "submit", ana)
    for more in ({}, {"more": "1"}):
        answer = take(at_desk(rui), entry, "return", **{"remarks-TOTAL_FORMS": total, "note": "", **more})
        assert answer.status_code in (200, 409)


def test_anybody_who_sees_it_comments_at_any_time(at_desk, ana, rui):
    entry = make_round()
    publish(entry)
    answer = at_desk(ana).post(url(entry, "comments"), {"field": "place", "text": "Sure?"}, follow=True)
    assert "The comment is kept." in answer.text
    assert Entry.objects.get(pk=entry.pk).work_state == "clean"
    assert Transition.objects.filter(entry=entry.pk).first().action == "commented"
    assert "Sure?" not in at_desk(ana).get("/entries/TW-000001/").text
    assert at_desk(ana).post(url(entry, "comments"), {"text": " "}).status_code == 200
    assert at_desk(ana).post(f"{url(entry, 'comments')}{10**19}/resolve/").status_code in (400, 404)
    other = make_round()
    comment = comments.add(other, rui, "Elsewhere.")
    assert at_desk(ana).post(f"{url(entry, 'comments')}{comment.pk}/resolve/").status_code == 404


def test_a_copy_opens_as_a_draft_of_its_own(at_desk, rui):
    entry = make_round(place="Tokyo")
    publish(entry)
    answer = at_desk(rui).post(url(entry, "copy"), follow=True)
    copy = Entry.objects.exclude(pk=entry.pk).get()
    assert answer.redirect_chain[-1][0] == url(copy.child)
    assert "This is a copy" in answer.text
    assert (copy.work_state, copy.publication, copy.child.place) == ("draft", None, "Tokyo")
    assert "A copy of TW-000001" in at_desk(rui).get(url(copy.child, "history")).text
    assert at_desk(rui).post(url(entry, "copy").replace(str(entry.pk), "10000")).status_code == 404
