"""Previews of what nobody saved, and addresses that show a draft to somebody without an account."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from negotiations.desk.preview_links import LIVES
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.kinds.quote import Quote
from negotiations.models.kinds.round import Round
from negotiations.models.sources import Citation
from negotiations.models.working import PreviewLink
from tests import make
from tests.admin.screens import add_url, opened, url

NOW = datetime(2025, 5, 1, 12, tzinfo=UTC)
NEW = "admin:negotiations_{}_preview_new"


def stored() -> list:
    models = (Entry, Quote, Citation, Transition)
    return [list(model.objects.order_by("pk").values()) for model in models]


# Of a form that nobody saved


def test_a_new_entry_is_shown_as_it_is_typed_and_nothing_is_stored(at_desk, ana):
    client, source = at_desk(ana), make.make_source("Report on the call", publisher="Kyodo")
    data = opened(client, add_url(Quote)) | {
        "headline": "A minister speaks",
        "when": "2025-03",
        "text": "extremely regrettable",
        "text_language": "en",
        "speaker": make.make_person().pk,
        "topics": [make.make_topic("A topic of nobody").pk],
        "citations-0-source": source.pk,
    }
    before = stored()
    page = client.post(reverse(NEW.format("quote")), data)
    assert page.status_code == 200
    for words in ("A minister speaks", "March 2025", "extremely regrettable", "Ryosei Akazawa", "Kyodo"):
        assert words in page.text
    embed = client.post(reverse(NEW.format("quote")) + "?as=embed", data)
    assert embed.status_code == 200
    assert "A minister speaks" in embed.text
    assert "Preview, not published." in embed.text
    assert stored() == before


def test_changes_of_a_saved_entry_and_of_its_parts_are_shown_and_not_stored(at_desk, ana):
    client, quote = at_desk(ana), make.make_quote(text="truly regrettable")
    before = stored()
    data = opened(client, url(quote)) | {
        "text": "extremely regrettable",
        "citations-TOTAL_FORMS": "2",
        "citations-1-id": "",
        "citations-1-source": make.make_source("Another report", publisher="Yomiuri").pk,
        "citations-1-stance": "differs",
        "citations-1-says": "It heard “very”.",
    }
    page = client.post(url(quote, "preview"), data).text
    assert "extremely regrettable" in page
    assert "It heard “very”." in page
    assert stored() == before
    assert "truly regrettable" in client.get(url(quote, "preview")).text


def test_a_form_that_came_late_can_be_looked_at_all_the_same(at_desk, ana):
    client, quote = at_desk(ana), make.make_quote()
    data = opened(client, url(quote)) | {"headline": "Typed before lunch"}
    make.edit(quote, text="truly regrettable")
    assert "Typed before lunch" in client.post(url(quote, "preview"), data).text


@pytest.mark.parametrize("way", ["", "?as=embed"])
def test_what_is_missing_or_wrong_is_said_instead(at_desk, ana, way):
    client = at_desk(ana)
    empty = opened(client, add_url(Round))
    address = reverse(NEW.format("round")) + way
    for changes, said in (
        ({}, "Headline: "),
        ({"headline": "A round"}, "Give the date"),
        ({"headline": "A round", "when": "yesterday"}, "When: "),
        ({"headline": "A\x00round", "when": "2025-04"}, "Headline: "),
        ({"headline": "A round", "when": "2025-04", "citations-0-source": "9" * 20}, "Source: "),
    ):
        response = client.post(address, empty | changes)
        assert response.status_code == 200, changes
        assert "It cannot be shown yet" in response.text
        assert said in response.text, changes
    assert client.post(address, {}).status_code in (200, 400)


def test_previews_are_framed_by_this_site_alone_and_kept_by_nobody(at_desk, ana):
    client, quote = at_desk(ana), make.make_quote()
    data = opened(client, url(quote))
    for way in ("", "?as=embed"):
        for response in (
            client.get(url(quote, "preview") + way),
            client.post(url(quote, "preview") + way, data),
        ):
            assert response.status_code == 200
            assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
            assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
            assert response.headers["X-Robots-Tag"] == "noindex"
            assert "no-store" in response.headers["Cache-Control"]
            assert "<script" not in response.text
    policy = client.get(url(quote, "preview") + "?as=embed").headers["Content-Security-Policy"]
    assert "unsafe" not in policy


def test_only_those_who_may_write_preview_a_form(at_desk, client, django_user_model, db):
    quote = make.make_quote()
    nobody = at_desk(django_user_model.objects.create_user("nobody", is_staff=True))
    for address in (reverse(NEW.format("quote")), url(quote, "preview")):
        assert nobody.post(address, {"headline": "x"}).status_code == 403
        assert client.post(address, {"headline": "x"}).status_code in (302, 403)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make.editor("ana", "contributor"))
    assert strict.post(reverse(NEW.format("quote")), {"headline": "x"}).status_code == 403
    assert at_desk(make.editor("ana", "contributor")).get(reverse(NEW.format("quote"))).status_code == 405


def test_the_form_offers_it_with_and_without_a_script(at_desk, ana):
    quote = make.make_quote()
    for address, target in (
        (add_url(Quote), reverse(NEW.format("quote"))),
        (url(quote), url(quote, "preview")),
    ):
        page = at_desk(ana).get(address).text
        assert f'formaction="{target}" formtarget="_blank" formnovalidate' in page
        assert f'data-action="{target}"' in page
        assert page.count("<iframe") == page.count('sandbox="allow-same-origin allow-popups') == 3


# Shared


def share(client, entry, **data) -> str:
    """The path under which somebody without an account sees the draft."""
    response = client.post(url(entry, "share"), data)
    assert response.status_code == 200
    return re.search(r'value="http://testserver(/preview/[\w-]{43}/)"', response.text)[1]


@pytest.fixture
def draft(ana):
    return make.make_quote(
        headline="A minister speaks",
        internal_note="A canary of the desk",
        embargo_until=datetime(2099, 1, 1, tzinfo=UTC),
    )


def test_somebody_without_an_account_sees_the_saved_draft_and_no_more(at_desk, client, ana, draft):
    address = share(at_desk(ana), draft)
    response = client.get(address)
    assert response.status_code == 200
    for words in ("Preview, not published.", "A minister speaks", "extremely regrettable"):
        assert words in response.text
    for words in ("canary", "2099", "embargo", "ana", "/admin/"):
        assert words not in response.text.lower().replace("canada", ""), words
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert not response.cookies
    assert "Set-Cookie" not in response.headers


def test_a_draft_that_cannot_be_built_tells_a_stranger_no_reason(at_desk, client, ana, draft):
    make.edit(draft, when="")
    page = client.get(share(at_desk(ana), draft)).text
    assert "It cannot be shown yet" in page
    assert "embargo" not in page.lower()


@pytest.mark.parametrize("life", LIVES)
def test_it_works_until_it_expires(at_desk, client, ana, draft, life):
    with time_machine.travel(NOW, tick=False) as traveller:
        address = share(at_desk(ana), draft, life=life)
        traveller.move_to(NOW + LIVES[life][1] - timedelta(seconds=1))
        assert client.get(address).status_code == 200
        traveller.move_to(NOW + LIVES[life][1])
        assert client.get(address).status_code == 404


def test_whatever_does_not_work_is_an_address_like_any_unknown_one(at_desk, client, ana, draft):
    with time_machine.travel(NOW, tick=False) as traveller:
        desk, other = at_desk(ana), make.make_round()
        revoked, published, expired = (share(desk, entry, life="week") for entry in (draft, other, draft))
        link = PreviewLink.objects.filter(entry=draft).earliest("pk")
        assert client.get(published).status_code == 200
        desk.post(f"{url(draft, 'share')}{link.pk}/")
        traveller.shift(60)
        make.publish(other)
        tampered = [
            expired[:-2] + "/",
            expired[:-2] + "-/",
            expired.upper(),
            expired[:-1] + "a/",
            expired + "x/",
        ]
        traveller.shift(timedelta(days=8))
        unknown = client.get("/no-such-page/")
        assert unknown.status_code == 404
        odd = ["/preview/", "/preview/%00%ff/", f"/preview/{link.digest}/"]
        for address in (revoked, published, expired, *tampered, *odd):
            response = client.get(address)
            assert (response.status_code, response.content) == (404, unknown.content), address
            assert dict(response.headers) == dict(unknown.headers), address
        for method in ("post", "put", "delete"):
            answer = getattr(client, method)
            assert answer(expired).status_code == answer("/no-such-page/").status_code == 404


def test_tampering_finds_nothing_while_it_works(at_desk, client, ana, draft):
    address = share(at_desk(ana), draft)
    assert client.get(address).status_code == 200
    secret = address.split("/")[2]
    assert PreviewLink.objects.get().digest not in address
    for wrong in (
        secret[1:],
        secret + "A",
        secret.swapcase(),
        secret[:-1] + ("A" if secret[-1] != "A" else "B"),
    ):
        assert client.get(f"/preview/{wrong}/").status_code == 404


def test_a_later_draft_of_something_live_can_be_shared_and_a_withdrawal_ends_it(at_desk, client, ana):
    quote = make.make_quote()
    make.publish(quote)
    make.edit(quote, text="a later draft")
    address = share(at_desk(ana), quote)
    assert "a later draft" in client.get(address).text
    make.withdraw(quote)
    assert client.get(address).status_code == 404


def test_it_dies_with_its_entry(at_desk, client, ana, draft):
    address = share(at_desk(ana), draft)
    at_desk(ana).post(url(draft, "delete"), {"post": "yes"})
    assert not Quote.objects.exists()
    assert client.get(address).status_code == 404


def test_the_form_lists_who_shared_it_and_can_end_it(at_desk, client, ana, rui, draft):
    address = share(at_desk(ana), draft)
    page = at_desk(rui).get(url(draft)).text
    assert "Shared by ana" in page
    assert address not in page
    link = PreviewLink.objects.get()
    other = make.make_round()
    assert at_desk(rui).post(f"{url(other, 'share')}{link.pk}/").status_code == 404
    assert client.get(address).status_code == 200
    response = at_desk(rui).post(f"{url(draft, 'share')}{link.pk}/", follow=True)
    assert "The link shows nothing any more." in response.text
    assert "Shared by ana" not in response.text
    assert client.get(address).status_code == 404
    rows = Transition.objects.filter(entry=draft, action__in=("shared", "unshared")).order_by("pk")
    assert [(row.action, row.by_name) for row in rows] == [("shared", "ana"), ("unshared", "rui")]
    draft.refresh_from_db()
    assert draft.work_state == "draft"
    assert "Preview shared" in at_desk(rui).get(url(draft, "history")).text


def test_sharing_is_for_writers_and_never_by_looking(at_desk, client, django_user_model, ana, draft):
    nobody = at_desk(django_user_model.objects.create_user("nobody", is_staff=True))
    assert nobody.post(url(draft, "share"), {"life": "day"}).status_code == 403
    assert client.post(url(draft, "share")).status_code in (302, 403)
    assert at_desk(ana).get(url(draft, "share")).status_code == 302
    assert at_desk(ana).post(url(draft, "share"), {"life": "for ever"}).status_code == 404
    assert not PreviewLink.objects.exists()


def test_the_table_holds_no_secret(at_desk, ana, draft):
    secret = share(at_desk(ana), draft).split("/")[2]
    for values in PreviewLink.objects.values():
        assert secret not in str(values)
    assert secret not in str(list(Transition.objects.values()))
