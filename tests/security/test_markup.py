"""Words of the record stay words wherever they are shown: 181 attempts, on every page, also of the desk."""

import json
import re
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from negotiations.models.entries import Entry
from negotiations.models.printed import Edition, Publication
from negotiations.models.sources import Source
from negotiations.values.web import followable
from tests import crawl, make, published
from tests.admin.screens import list_url, url
from tests.conftest import forget
from tests.security.hostile import STORED, make_hostile
from tests.security.oracle import faults, hrefs, words
from tests.security.payloads import ADDRESSES, MARKUP

pytestmark = pytest.mark.django_db


def test_there_are_enough_of_them():
    assert len(MARKUP) == len(set(MARKUP)) >= 150


@pytest.mark.parametrize("payload", MARKUP)
def test_the_oracle_sees_what_runs(payload):
    """A page that did not escape would be noticed: for each attempt that is one as it stands."""
    runs = re.match(r"<(script|img|svg|xss|details|iframe|a href=j|form act|style|base|meta|div hx)", payload)
    if runs:
        assert list(faults(f"<!doctype html><p>{payload}</p>"))


@pytest.mark.parametrize("payload", MARKUP[::3])
def test_what_is_asked_for_is_told_back_as_words(client, admin_user, payload):
    published.a_quote()
    client.force_login(admin_user)
    for address in (
        "/search/?q=",
        "/timeline/?economy=",
        "/ja/timeline/?from=",
        "/rates/?code=",
        "/calendar/?month=",
        "/embed/?of=",
        "/embed/timeline/?kind=",
    ):
        name = address.split("?")[1].rstrip("=")
        answer = client.get(address.split("?")[0], {name: payload})
        assert answer.status_code == 200, address
        assert not list(faults(answer.text, frame=address.startswith("/embed/timeline"))), address
    lists = client.get(list_url(type(Entry.objects.first().child)), {"q": payload})
    assert lists.status_code in (200, 400)
    assert not list(faults(lists.text, desk=True))
    assert not list(faults(client.get("/" + payload.replace("?", "").replace("#", "")).text))


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_not_plain_is_not_followed(address):
    assert followable(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "https://gov.example",
        "http://gov.example/a/@b?c=d@e#f",
        "https://gov.example?q=関税",
        "HTTPS://gov.example/".lower(),
    ],
)
def test_a_plain_address_is_followed(address):
    assert followable(address) == address


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_came_past_every_form_is_never_a_link(client, admin_user, address):
    """Set by SQL, as a hole somewhere else might; printed, and shown to readers and at the desk (X02)."""
    source = make.make_source("Report")
    Source.objects.filter(pk=source.pk).update(address=address, archive_address=address)
    entry = make.make_quote(source=source)
    Source.objects.filter(pk=source.pk).update(address=address, archive_address=address)
    try:
        with transaction.atomic():
            make.publish(entry)
    except ValueError:  # what cannot be printed leads nobody anywhere
        return
    client.force_login(admin_user)
    key = Entry.objects.get(pk=entry.pk).publication.key
    source.refresh_from_db()
    of_source = source.publication.key
    for page in (
        f"/entries/{key}/",
        f"/sources/{of_source}/",
        f"/embed/entries/{key}/",
        "/timeline/",
        url(entry),
        url(source),
        list_url(Source),
    ):
        text = client.get(page).text
        leads = [
            link
            for link in hrefs(text)
            if link.strip().lower() == address.strip().lower() or "evil" in urlsplit(link).netloc
        ]
        if page.startswith("/admin/"):  # Django shows an editor's own field as a link where it can be one
            leads = [link for link in leads if not re.match(r"(https?|ftp)://", link)]
        assert not leads, (page, leads)
        assert not list(faults(text, frame=page.startswith("/embed/"), desk=page.startswith("/admin/"))), page
    for page in (
        f"/entries/{key}.json",
        f"/api/v1/entries/{key}",
        f"/api/v1/sources/{of_source}",
        "/timeline.ics",
        "/timeline.atom",
    ):
        assert client.get(page).status_code == 200, page
    assert not re.search(r'href="(?!https?://|/|mailto:)', _unescaped(client.get("/timeline.atom").text))


def test_nothing_of_the_record_is_run_as_a_template(client):
    entry = make.make_quote(headline="{{ settings.SECRET_KEY }} {% debug %} {% now 'Y' %}")
    make.publish(entry)
    text = client.get("/timeline/").text
    assert "{{ settings.SECRET_KEY }} {% debug %} {% now &#x27;Y&#x27; %}" in text
    assert settings.SECRET_KEY not in text


def test_names_of_tables_stay_as_they_are(client):
    """A quotation mark in a filter reaches the database as a value."""
    published.a_round()
    for value in ("'; DROP TABLE negotiations_edition; --", '" OR ""="', "1) OR (1=1", "%' OR '1'='1"):
        assert client.get("/timeline/", {"q": value, "economy": value}).status_code == 200
    assert "negotiations_edition" in connection.introspection.table_names()


@pytest.fixture(scope="module")
def hostile(django_db_setup, django_db_blocker):
    """An entry for each attempt, in its headline and its names; and all attempts in every long text."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        time_machine.travel("2025-09-20T09:00:30Z", tick=False),
    ):
        forget()
        make_hostile(len(STORED))
        yield
        transaction.set_rollback(True)
    forget()


def _bad(address: str, response) -> list[str]:
    kind, text = response.headers.get("Content-Type", ""), crawl.text_of(response)
    if kind.startswith("text/html"):
        return list(faults(text, frame=address.startswith("/embed/")))
    if kind.startswith("image/svg"):
        return list(faults(f"<!doctype html>{text}", frame=True))
    if "atom" in kind:
        inside = re.findall(r'<content type="html">(.*?)</content>', text, re.DOTALL)
        return [fault for html in inside for fault in faults(_unescaped(html))]
    if kind.startswith("application/feed+json"):
        return [fault for item in json.loads(text)["items"] for fault in faults(item.get("content_html", ""))]
    return []


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def test_nothing_runs_on_any_page_for_readers(hostile):
    get, seen = Client().get, 0
    some, every = crawl.keys(get, most=14), crawl.keys(get).of["entries"]
    addresses = [address for address in crawl.seeds(some) if "known=" not in address]
    addresses += [f"{folder}/{key}/" for key in every for folder in ("/entries", "/embed/entries")]
    for address in dict.fromkeys(addresses):
        response = get(address)
        assert not _bad(address, response), (address, _bad(address, response)[:5])
        seen += response.headers.get("Content-Type", "").startswith("text/html")
    assert seen > 500


def test_each_attempt_is_read_as_it_was_written(hostile):
    get = Client().get
    for publication in Publication.objects.entries().filter(closed_at=None)[:60]:
        edition = Edition.objects.current().get(publication=publication)
        headline = " ".join(edition.content["headline"].split())
        page = get(f"/entries/{publication.key}/").text
        shown = re.sub(r"\[U\+[0-9A-F]{4}\]", "", words(page))
        assert re.sub("[\u202a-\u202e\u2066-\u2069]", "", headline) in shown, headline
        blocks = LexborHTMLParser(page).css('script[type="application/ld+json"]')
        assert blocks
        assert json.loads(blocks[0].text())


def test_nothing_runs_on_any_page_of_the_desk(hostile):
    chief = get_user_model().objects.create_superuser("<img src=x onerror=xss()>"[:150])
    client = Client()
    client.force_login(chief)
    addresses = ["/admin/", "/admin/reports/", "/admin/capture/", "/admin/import/"]
    for model in admin.site._registry:
        addresses.append(f"/admin/{model._meta.app_label}/{model._meta.model_name}/")
        if row := model.objects.order_by("pk").first():
            addresses += [
                f"/admin/{model._meta.app_label}/{model._meta.model_name}/{row.pk}/{page}/"
                for page in ("change", "history", "delete")
            ]
    for entry in Entry.objects.order_by("pk")[:8]:
        child = entry.child
        addresses += [
            url(child, page) for page in ("change", "history", "submit", "withdraw", "preview", "delete")
        ]
    answered = 0
    for address in dict.fromkeys(addresses):
        answer = client.get(address)
        assert answer.status_code in (200, 302, 403, 404, 405), address
        bad = list(faults(answer.text, desk=True))
        assert not bad, (address, bad[:5])
        answered += answer.status_code == 200
    assert answered > 60
