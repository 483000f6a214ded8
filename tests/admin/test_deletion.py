"""Drafts and unused names may go; what was printed stays, whoever asks."""

from negotiations.admin.all_entries import AllEntriesAdmin
from negotiations.admin.kinds.round import RoundAdmin
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.kinds.quote import Quote
from negotiations.models.kinds.round import Round
from negotiations.models.nouns import Person, Topic
from tests.admin.screens import list_url, url
from tests.make import make_person, make_quote, make_round, make_topic, publish, withdraw


def test_a_draft_goes_after_a_question_and_the_journal_keeps_that_it_was_there(at_desk, ana):
    entry = make_round(headline="A mistake")
    client = at_desk(ana)
    assert "Are you sure" in client.get(url(entry, "delete")).content.decode()
    assert Round.objects.exists()
    client.post(url(entry, "delete"), {"post": "yes"})
    assert not Entry.objects.exists()
    rows = Transition.objects.filter(label="A mistake")
    assert [row.action for row in rows] == ["deleted", "created"]


def test_what_was_printed_is_not_deleted_by_anybody(at_desk, ana, rui, mei, admin_user):
    live, gone = make_round(), make_round()
    publish(live)
    publish(gone)
    withdraw(gone)
    for user in (ana, rui, mei, admin_user):
        for entry in (live, gone):
            assert at_desk(user).post(url(entry, "delete"), {"post": "yes"}).status_code == 403
    assert Round.objects.count() == 2


def test_a_draft_that_was_published_while_the_question_was_on_the_screen_stays(at_desk, ana, monkeypatch):
    entry = make_round()
    publish(entry)
    for screen in (RoundAdmin, AllEntriesAdmin):  # what they would have said a moment before
        monkeypatch.setattr(screen, "has_delete_permission", lambda *args: True)
    response = at_desk(ana).post(url(entry, "delete"), {"post": "yes"}, follow=True)
    assert "never deleted" in response.content.decode()
    assert Round.objects.exists()


def test_printed_entries_are_not_deleted_in_bulk(at_desk, admin_user):
    draft, live = make_round(), make_round()
    publish(live)
    data = {"action": "delete_selected", "_selected_action": [draft.pk, live.pk], "post": "yes"}
    at_desk(admin_user).post(list_url(Round), data)
    assert Round.objects.count() == 2
    at_desk(admin_user).post(list_url(Round), data | {"_selected_action": [draft.pk]})
    assert list(Round.objects.all()) == [live]


def test_the_list_of_all_entries_deletes_nothing(at_desk, admin_user):
    entry = make_quote()
    at_desk(admin_user).post(
        list_url(Entry), {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
    )
    at_desk(admin_user).post(f"/admin/negotiations/entry/{entry.pk}/delete/", {"post": "yes"})
    assert Quote.objects.exists()


def test_a_name_in_use_is_protected_and_the_page_says_by_what(at_desk, ana):
    person = make_person()
    make_quote(speaker=person)
    client = at_desk(ana)
    assert "cannot be deleted" in client.get(url(person, "delete")).content.decode()
    client.post(url(person, "delete"), {"post": "yes"})
    assert Person.objects.exists()


def test_an_unused_name_may_go_and_a_printed_one_may_not(at_desk, ana):
    unused, printed = make_topic("Unused"), make_topic("Printed")
    publish(make_round(topics=[printed]))
    assert at_desk(ana).post(url(unused, "delete"), {"post": "yes"}).status_code == 302
    assert at_desk(ana).post(url(printed, "delete"), {"post": "yes"}).status_code == 403
    assert list(Topic.objects.all()) == [printed]
