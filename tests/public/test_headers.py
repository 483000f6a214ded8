"""What every response for readers carries, and what none does."""

import re

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from negotiations.public.embeds.frames import POLICY, ancestors
from tests import make
from tests.conftest import forget
from tests.public.site import every_address, fixed_addresses
from tests.remembering import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
@remembered
def something_published(db):
    make.publish(make.make_quote())


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker) -> dict[str, HttpResponse]:
    """What stands at every address while one quote is published, asked for once."""
    with django_db_blocker.unblock(), transaction.atomic():
        forget()
        make.publish(make.make_quote())
        get = Client().get
        found = {address: get(address) for address in [*every_address(), "/nothing/", "/admin/login/"]}
        transaction.set_rollback(True)
    forget()
    return found


def is_embed(address: str) -> bool:
    """True for the address of a frame: neither the builder, nor an image, nor a script."""
    return bool(re.match(r"/embed/(timeline|(entries|measures|negotiations)/[^/?]+)/", address))


def test_no_reader_gets_a_cookie_and_no_response_varies_by_one(answers):
    for address in answers.keys() - {"/admin/login/"}:
        response = answers[address]
        assert not response.cookies, address
        assert "cookie" not in response.headers.get("Vary", "").lower(), address


def test_framing_is_allowed_on_embeds_and_nowhere_else(answers):
    for address, response in answers.items():
        headers = response.headers
        policy = headers["Content-Security-Policy"]
        if is_embed(address):
            assert "X-Frame-Options" not in headers
            assert "frame-ancestors *" in policy
        else:
            assert headers["X-Frame-Options"] == "DENY", address
            assert "frame-ancestors 'none'" in policy, address


def test_the_policy_is_strict_everywhere(answers):
    for response in answers.values():
        policy = response.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "base-uri 'none'" in policy
        assert "http" not in policy.replace("https:", "")


def test_an_embed_may_be_limited_to_some_hosts(settings):
    # The policy is made when the process starts; what counts is that the setting is what it is made of.
    assert POLICY["frame-ancestors"] == ancestors(settings.TRADEWATCH_EMBED_ANCESTORS)
    assert ancestors(["https://paper.example"]) == ["'self'", "https://paper.example"]


def test_pages_say_what_they_are(client):
    for address in fixed_addresses():
        headers = client.get(address).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"]
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        kind = headers["Content-Type"]
        assert "charset=utf-8" in kind or kind.startswith(
            ("text/plain", "application/json", "application/xml")
        )
        assert "max-age" in headers["Cache-Control"] or address == "/readyz"


def test_an_unchanged_page_is_not_sent_twice(client):
    first = client.get("/timeline/")
    again = client.get("/timeline/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make.publish(make.make_round())
    assert client.get("/timeline/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_every_page_is_a_whole_page_also_for_htmx(client):
    asked = client.get(
        "/timeline/?kind=quote", headers={"HX-Request": "true", "HX-Target": "section#results"}
    )
    assert asked.content == client.get("/timeline/?kind=quote").content
    assert asked.text.startswith("<!doctype html>")


def test_nothing_comes_from_elsewhere(answers):
    for address in answers.keys() - {"/nothing/", "/admin/login/"}:
        answer = answers[address]
        if answer.headers["Content-Type"].startswith("image/png"):
            continue
        text = answer.text
        for attribute in ('src="http', 'src="//', "@import", "url(http"):
            assert attribute not in text, address
        assert "style=" not in text, address
        assert "<script>" not in text, address


def test_a_failure_shows_a_plain_page(client, monkeypatch):
    from negotiations.public import list_views

    def fails(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(list_views, "listing", fails)
    client.raise_request_exception = False
    response = client.get("/timeline/")
    assert response.status_code == 500
    assert "secret detail" not in response.text
    assert "<!doctype html>" in response.text.lower()


def test_readiness_tells_when_the_record_cannot_be_read(client, monkeypatch):
    from negotiations.public.state import State

    def away():
        raise OSError("gone")

    monkeypatch.setattr(State, "read", away)
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
