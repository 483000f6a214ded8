"""The pages of actions: who may, what they show, and that looking changes nothing."""

import pytest

from negotiations.desk.steps import Action
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.printed import Edition
from tests.admin.screens import save, take, url
from tests.make import MAKERS, act, edit, make_quote, make_round, make_source, publish, withdraw


def in_state(state, ana, rui):
    """A round of ana's in a work state; "live" and "withdrawn" are public ones."""
    entry = make_round()
    if state in ("live", "withdrawn"):
        publish(entry)
        if state == "withdrawn":
            withdraw(entry)
        return entry
    if state != "draft":
        act(entry, "submit", ana)
    if state == "approved":
        act(entry, "approve", rui)
    return entry


def test_looking_at_an_action_never_takes_it(at_desk, ana, rui, mei):
    browser = at_desk(mei)
    for state in ("draft", "in_review", "approved", "live", "withdrawn"):
        entry = in_state(state, ana, rui)
        before = list(Entry.objects.values()), Transition.objects.count(), Edition.objects.count()
        for action in Action:
            assert browser.get(url(entry, action)).status_code in (200, 403)
        assert before == (list(Entry.objects.values()), Transition.objects.count(), Edition.objects.count())


def test_an_action_that_does_not_exist_is_not_found(at_desk, mei):
    entry = make_round()
    assert at_desk(mei).get(url(entry, "explode")).status_code == 404
    assert at_desk(mei).post(url(entry, "explode")).status_code == 404


def test_a_contributor_is_told_why(at_desk, ana):
    entry = make_round()
    act(entry, "submit", ana)
    response = at_desk(ana).get(url(entry, "approve"))
    assert response.status_code == 403
    assert "Your role does not include this: approve." in response.content.decode()


def test_four_eyes_hold_for_an_editor_who_edited(at_desk, ana, rui):
    entry = make_round()
    save(at_desk(rui), url(entry), place="Tokyo")
    entry.refresh_from_db()
    act(entry, "submit", ana)
    response = take(at_desk(rui), entry, "approve")
    assert response.status_code == 403
    assert "somebody else has to approve" in response.content.decode()


def test_a_desk_of_one_may_switch_four_eyes_off(at_desk, rui, settings):
    settings.TRADEWATCH_FOUR_EYES = False
    entry = make_round()
    save(at_desk(rui), url(entry), place="Tokyo")
    for action in ("submit", "approve", "publish"):
        entry.refresh_from_db()
        assert take(at_desk(rui), entry, action).status_code == 302
    entry.refresh_from_db()
    assert entry.public_state == "live"


@pytest.mark.parametrize("kind", MAKERS)
def test_publishing_tells_where_readers_find_it(at_desk, ana, rui, kind):
    entry = MAKERS[kind]()
    act(entry, "submit", ana)
    act(entry, "approve", rui)
    client = at_desk(rui)
    page = client.get(url(entry, "publish")).content.decode()
    assert f'src="{url(entry, "preview")}"' in page
    response = client.post(url(entry, "publish"), {"version": entry.version}, follow=True)
    assert '<a href="/entries/TW-000001/"' in response.content.decode()
    assert client.get("/entries/TW-000001/").status_code == 200


def test_what_is_missing_is_shown_instead_of_a_button_that_fails(at_desk, ana):
    entry = make_round(status="", source=False)
    page = at_desk(ana).get(url(entry, "submit")).content.decode()
    assert "Cite at least one source" in page
    response = take(at_desk(ana), entry, "submit")
    assert response.status_code == 409
    assert "It cannot go on yet" in response.content.decode()


def test_an_update_shows_what_changes_and_asks_why(at_desk, ana, rui):
    entry = make_round(place="Washington, DC")
    publish(entry)
    edit(entry, ana, place="Tokyo", duration_minutes=80)
    act(entry, "submit", ana)
    act(entry, "approve", rui)
    client = at_desk(rui)
    page = client.get(url(entry, "publish")).content.decode()
    assert "<del>Washington, DC</del><ins>Tokyo</ins>" in page
    assert "Duration minutes" in page
    assert take(client, entry, "publish").status_code == 200
    response = take(client, entry, "publish", change="correction")
    assert "what was wrong and what is right" in response.content.decode()
    assert take(client, entry, "publish", change="correction", note="It was in Tokyo.").status_code == 302
    assert entry.publication.editions.get(superseded_at=None).change == "correction"


def test_a_return_needs_words(at_desk, ana, rui):
    entry = make_round()
    act(entry, "submit", ana)
    assert "Say what should change" in take(at_desk(rui), entry, "return").content.decode()
    assert take(at_desk(rui), entry, "return", note="Name the venue.").status_code == 302


def test_a_legal_check_is_cleared_by_a_chief(at_desk, rui, mei):
    entry = make_round(legal="needed")
    assert take(at_desk(rui), entry, "clear_legal").status_code == 403
    assert take(at_desk(mei), entry, "clear_legal").status_code == 302
    entry.refresh_from_db()
    assert entry.legal == "cleared"


def test_content_that_changed_after_approval_is_not_published(at_desk, ana, rui):
    entry = make_round()
    act(entry, "submit", ana)
    act(entry, "approve", rui)
    type(entry).objects.filter(pk=entry.pk).update(place="Tokyo")
    response = take(at_desk(rui), entry, "publish")
    assert response.status_code == 409
    assert "not what was approved" in response.content.decode()


def test_somebody_without_an_account_is_sent_to_sign_in(client, db):
    entry = make_quote()
    for page in ("change", "history", "preview", "approve"):
        response = client.get(url(entry, page))
        assert response.status_code == 302
        assert "/admin/login/" in response.url
        assert entry.headline not in response.content.decode()


def test_a_user_without_a_role_sees_nothing(at_desk, django_user_model):
    nobody = django_user_model.objects.create_user("nobody", is_staff=True)
    entry = make_quote()
    for page in ("change", "history", "preview", "approve", "delete"):
        response = at_desk(nobody).get(url(entry, page))
        assert response.status_code == 403
        assert entry.headline not in response.content.decode()


def test_a_role_taken_away_counts_at_once(at_desk, ana, rui):
    entry = make_round()
    act(entry, "submit", ana)
    client = at_desk(rui)
    rui.groups.clear()
    assert take(client, entry, "approve").status_code == 403
    rui.is_active = False
    rui.save()
    refused = take(client, entry, "approve")
    assert (refused.status_code, refused.context["title"]) == (403, "Sign in")


def test_a_form_without_its_token_is_refused(rui, ana):
    from django.test import Client

    entry = make_round()
    act(entry, "submit", ana)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(rui)
    assert take(strict, entry, "approve").status_code == 403
    assert make_source().publication is None
