"""Comments between editors: they void nothing, count as no edit, and stay at the desk."""

import pytest

from negotiations.desk import comments, workflow
from negotiations.desk.steps import NotAllowed, Refused, Stale
from negotiations.models.journal import Transition
from negotiations.models.printed import Edition
from negotiations.models.working import Comment
from tests import make
from tests.desk.test_printing_at_once import approved

pytestmark = pytest.mark.django_db


def test_a_comment_voids_no_approval_and_makes_nobody_an_editor(rui):
    entry = approved(make.make_round())
    comments.add(entry, rui, "Which hotel was it?", "place", "Place")
    entry.refresh_from_db()
    assert entry.work_state == "approved"
    assert Transition.objects.filter(entry=entry.pk).first().note == "Place: Which hotel was it?"
    assert make.act(entry, "publish", rui)
    assert "hotel" not in Edition.objects.entries().get().body


def test_a_late_save_is_told_of_the_last_edit_and_not_of_a_comment(ana, rui):
    entry = make.make_round()
    seen = entry.version
    make.edit(entry, place="Tokyo")
    comments.add(entry, rui, "Sure?")
    with pytest.raises(Stale, match="ana changed it"):
        workflow.save_working(entry, ana, seen=seen)


def test_open_comments_come_first_and_are_resolved_once(ana, rui):
    entry = make.make_round()
    first, second = (comments.add(entry, rui, text) for text in ("First.", "Second."))
    comments.resolve(first, ana)
    comments.resolve(first, rui)
    assert [comment.text for comment in comments.about(entry)] == ["Second.", "First."]
    assert comments.open_about(entry) == [second]
    first.refresh_from_db()
    assert first.resolved_by_name == "ana"
    assert Transition.objects.filter(entry=entry.pk, action="resolved").count() == 1


def test_who_may_not_see_or_write_may_not_comment_or_resolve(rui, django_user_model):
    entry = make.make_round()
    guest = django_user_model.objects.create_user("guest", is_staff=True)
    with pytest.raises(NotAllowed):
        comments.add(entry, guest, "Hello.")
    comment = comments.add(entry, rui, "Hello.")
    with pytest.raises(NotAllowed):
        comments.resolve(comment, guest)
    for text in (" \n", "x" * 2001):
        with pytest.raises(Refused):
            comments.add(entry, rui, text)


def test_a_return_keeps_its_comments_or_nothing_at_all(ana, rui):
    entry = make.make_round()
    make.act(entry, "submit", ana)
    labels = {"place": "Place"}
    remarks = [("place", "Which hotel?"), ("", "Good otherwise.")]
    with pytest.raises(Stale):
        comments.send_back(entry, rui, version=1, note="", remarks=remarks, labels=labels)
    assert not Comment.objects.exists()
    entry.refresh_from_db()
    comments.send_back(entry, rui, version=entry.version, note="", remarks=remarks, labels=labels)
    rows = Transition.objects.filter(entry=entry.pk).order_by("id").values_list("action", "note")
    assert list(rows)[-3:] == [
        ("return", "See the comments on Place, the entry."),
        ("commented", "Place: Which hotel?"),
        ("commented", "Good otherwise."),
    ]
    entry.refresh_from_db()
    assert entry.work_state == "draft"
    with pytest.raises(NotAllowed):
        comments.send_back(entry, ana, version=entry.version, note="x", remarks=remarks, labels=labels)
