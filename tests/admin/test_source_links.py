"""Beside a source's form its link is checked and a copy asked for; a late form undoes nothing of it."""

import pytest

from negotiations.desk.links import checking
from negotiations.desk.outgoing import client
from negotiations.desk.outgoing.client import Fetched, Unreachable
from negotiations.models.sources import Source
from tests.admin.screens import opened, save, url
from tests.make import make_source


@pytest.fixture
def source(db):
    return make_source(address="https://example.org/news/1")


def answer(monkeypatch, status, body=b""):
    monkeypatch.setattr(client, "fetch", lambda address: Fetched(status, address, {}, body))
    monkeypatch.setattr(client, "ask", lambda *args: Fetched(status, "", {}, body))


def page_of(source, name) -> str:
    return f"/admin/negotiations/source/{source.pk}/{name}/"


def test_a_link_is_checked_at_once(at_desk, ana, source, monkeypatch):
    answer(monkeypatch, 404)
    response = at_desk(ana).post(page_of(source, "check-link"), follow=True)
    assert "there is no such page (404). The link counts as dead." in response.text
    assert "Readers find nothing there: enter the address of an archived copy below." in response.text
    assert Source.objects.get().link_status == "dead"


def test_a_check_that_finds_nobody_is_no_error_page(at_desk, ana, source, monkeypatch):
    def away(address):
        raise Unreachable("Nobody accepts a connection there.")

    monkeypatch.setattr(client, "fetch", away)
    response = at_desk(ana).post(page_of(source, "check-link"), follow=True)
    assert "Nobody accepts a connection there. The link counts as not checked." in response.text


def test_a_copy_is_asked_for_where_there_is_a_service(at_desk, ana, source, monkeypatch, settings):
    client_of_ana = at_desk(ana)
    assert "Ask for a copy" not in client_of_ana.get(url(source)).text
    settings.ARCHIVE_HOOK = "https://keeper.example/"
    assert "Ask for a copy" in client_of_ana.get(url(source)).text
    answer(monkeypatch, 202)
    assert "has no copy yet" in client_of_ana.post(page_of(source, "ask-for-copy"), follow=True).text
    answer(monkeypatch, 200, b'{"archive": "https://archive.example.org/1"}')
    page = client_of_ana.post(page_of(source, "ask-for-copy"), follow=True).text
    assert "There is a copy: https://archive.example.org/1" in page
    assert "Ask for a copy" not in page


def test_copies_that_others_made_can_be_looked_for(at_desk, ana, source):
    page = at_desk(ana).get(url(source)).text
    assert 'href="https://web.archive.org/web/*/https://example.org/news/1"' in page
    on_paper = make_source("On paper")
    assert "Look for a copy" not in at_desk(ana).get(url(on_paper)).text


@pytest.mark.parametrize("name", ["check-link", "ask-for-copy"])
def test_only_a_post_by_an_editor_asks_anybody(at_desk, ana, source, name, django_user_model, monkeypatch):
    def fail(*args):
        raise AssertionError("somebody was asked")

    monkeypatch.setattr(client, "fetch", fail)
    monkeypatch.setattr(client, "ask", fail)
    assert at_desk(ana).get(page_of(source, name)).status_code == 405
    nobody = django_user_model.objects.create(username="nobody", is_staff=True)
    response = at_desk(nobody).post(page_of(source, name))
    assert response.status_code == 403
    assert "Report on the talks" not in response.text
    for pk in ("999", str(10**19)):
        assert at_desk(ana).post(f"/admin/negotiations/source/{pk}/{name}/").status_code in (400, 404)


def test_a_form_that_was_open_meanwhile_does_not_undo_a_check(at_desk, ana, source):
    browser = at_desk(ana)
    data = opened(browser, url(source)) | {"initial-link_status": "unknown", "initial-archive_address": ""}
    Source.objects.filter(pk=source.pk).update(
        link_status="dead", link_detail="gone", archive_address="https://archive.example.org/1"
    )
    assert browser.post(url(source), data | {"title": "A better title"}).status_code == 302
    found = Source.objects.get()
    assert (found.title, found.link_status, found.link_detail) == ("A better title", "dead", "gone")
    assert found.archive_address == "https://archive.example.org/1"


def test_a_status_set_by_hand_is_marked_so_and_another_address_begins_anew(at_desk, ana, source):
    browser = at_desk(ana)
    save(browser, url(source), link_status="dead")
    assert (Source.objects.get().link_status, Source.objects.get().link_detail) == ("dead", checking.BY_HAND)
    assert Source.objects.get() not in checking.due()
    save(browser, url(source), address="https://example.org/news/2")
    assert (Source.objects.get().link_status, Source.objects.get().link_detail) == ("unknown", "")
    assert Source.objects.get() in checking.due()
