"""The database is away, full or busy: everybody is told at once what to do, and an editor's words come back."""

import sqlite3
from contextlib import contextmanager

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.template import TemplateDoesNotExist
from django.test import Client

from negotiations.desk import sessions
from negotiations.models.entries import Entry
from negotiations.public import site_views
from tests import make
from tests.admin.screens import opened, take, url
from tests.admin.sent import form_of, texts

pytestmark = pytest.mark.django_db
_WRITES = ("INSERT", "UPDATE", "DELETE")


def failure(code: str) -> OperationalError:
    """What Django raises for an error of the database; `code` as its driver tells it."""
    cause = sqlite3.OperationalError("disk image of /var/lib/secret")
    cause.sqlite_errorname = code
    error = OperationalError("failed at /var/lib/secret")
    error.__cause__ = cause
    return error


@contextmanager
def database_fails(error: Exception, only: tuple[str, ...] = ("",)):
    """Every statement that begins with one of these words fails."""

    def fail(execute, sql, params, many, context):
        if sql.startswith(only):
            raise error
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield


@pytest.fixture
def reader():
    return Client(raise_request_exception=False)


@pytest.fixture
def editor(ana):
    found = Client(raise_request_exception=False)
    found.force_login(ana)
    return found


@pytest.mark.parametrize("error", [failure("SQLITE_CANTOPEN"), InterfaceError("connection already closed")])
@pytest.mark.parametrize(
    "address", ["/", "/timeline/", "/ja/timeline/", "/entries/TW-000001/", "/embed/timeline/"]
)
def test_a_reader_is_asked_to_come_back(reader, address, error):
    with database_fails(error):
        response = reader.get(address)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
    assert response.headers["Cache-Control"] == "no-store"
    assert "<!doctype html>" in response.text
    assert "secret" not in response.text


@pytest.mark.parametrize("address", ["/api/v1/entries", "/timeline.json", "/timeline.csv", "/timeline.atom"])
def test_a_program_is_told_as_programs_are(reader, address):
    with database_fails(failure("SQLITE_CANTOPEN")):
        response = reader.get(address)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
    assert response.headers["Content-Type"].startswith("application/problem+json")
    assert response.json()["status"] == 503
    assert "secret" not in response.text


def test_readiness_is_red_and_the_process_is_well(reader):
    with database_fails(failure("SQLITE_CANTOPEN")):
        assert reader.get("/readyz").status_code == 503
        assert reader.get("/healthz").status_code == 200
    assert reader.get("/readyz").status_code == 200


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("SQLITE_FULL", "no room left"),
        ("SQLITE_BUSY", "busy with other work"),
        ("SQLITE_IOERR", "cannot write"),
    ],
)
def test_a_form_that_cannot_be_saved_comes_back_with_every_word_and_a_way_to_send_it_again(
    editor, code, said
):
    entry = make.make_round(headline="As it was")
    data = opened(editor, url(entry)) | {"headline": "Words <b>typed</b> at night", "_save": "1"}
    with database_fails(failure(code), _WRITES):
        response = editor.post(url(entry), data)
    assert response.status_code == 503
    assert said in response.text
    assert "Words <b>typed</b> at night" in texts(response, "dl.kept-form dd")
    assert Entry.objects.get().headline == "As it was"
    again = form_of(response, "form")
    assert editor.post(url(entry), again).status_code == 302
    assert Entry.objects.get().headline == "Words <b>typed</b> at night"


def test_an_action_that_cannot_be_taken_prints_nothing_and_can_be_sent_again(editor, ana, rui):
    entry = make.make_round()
    make.act(entry, "submit", ana)
    make.act(entry, "approve", rui)
    editor.force_login(rui)
    with database_fails(failure("SQLITE_FULL"), _WRITES):
        response = take(editor, entry, "publish")
    assert response.status_code == 503
    assert Entry.objects.get().publication is None
    assert editor.post(url(entry, "publish"), form_of(response, "form")).status_code == 302
    assert Entry.objects.get().publication is not None


def test_no_other_site_can_put_words_into_the_page_of_a_form_that_comes_back(ana):
    entry = make.make_round()
    browser = Client(raise_request_exception=False, enforce_csrf_checks=True)
    browser.force_login(ana)
    with database_fails(failure("SQLITE_FULL")):
        response = browser.post(url(entry), {"headline": "Words of a stranger"})
    assert "Words of a stranger" not in response.text


def test_no_password_comes_back(reader):
    with database_fails(failure("SQLITE_FULL"), _WRITES):
        response = reader.post("/admin/login/", {"username": "ana", "password": "correct horse battery"})
    assert "correct horse" not in response.text


def test_an_editor_goes_on_reading_when_nothing_can_be_written(editor, ana, monkeypatch):
    entry = make.make_round()
    later = sessions._now() + 120
    monkeypatch.setattr(sessions, "_now", lambda: later)  # when a request would be noted again
    with database_fails(failure("SQLITE_FULL"), _WRITES):
        assert editor.get(url(entry)).status_code == 200


def test_what_fails_after_the_view_is_told_alike(editor, monkeypatch):
    from django.contrib.sessions.backends.db import SessionStore

    def full(*args, **kwargs):
        raise failure("SQLITE_FULL")

    make.make_round()
    monkeypatch.setattr(SessionStore, "save", full)
    response = editor.post("/admin/logout/")
    assert response.status_code in (200, 302, 503)
    assert "secret" not in response.text


def test_a_page_for_errors_that_fails_itself_is_a_bare_one(reader, monkeypatch):
    def missing(name):
        raise TemplateDoesNotExist(name)

    def broken(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(site_views, "get_template", missing)
    monkeypatch.setattr(site_views, "page", broken)
    response = reader.get("/about/")
    assert response.status_code == 500
    assert "Something went wrong" in response.text
    assert "secret" not in response.text
