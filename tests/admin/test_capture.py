"""Quick capture: from the address of a page to a source with its text and a draft that cites it, without a script."""

import hashlib
import json

import pytest
from django.db import connection
from django.urls import reverse

from negotiations.desk.capture import pages
from negotiations.desk.kinds import desk_kinds
from negotiations.desk.outgoing import client as web
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.kinds.quote import Quote
from negotiations.models.kinds.round import Round
from negotiations.models.nouns import Office, Organisation, Person
from negotiations.models.sources import Source, StoredText
from negotiations.models.working import SentForm
from negotiations.public.kinds import entry_kinds
from tests.admin.screens import add_url, list_url, opened, url
from tests.desk.test_guarded_client import loopback, says, serve  # noqa: F401
from tests.make import edit, make_economy, make_office, make_person, make_quote, make_source, publish

pytestmark = pytest.mark.django_db
CAPTURE = "/admin/capture/"
PAGE = """<!doctype html><html lang="ja"><head><title>Talks</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ministers meet", "datePublished":
"2025-04-17T09:30:00+09:00", "author": "A. Writer", "publisher": {"name": "Example Times"}}</script>
<link rel="canonical" href="/talks"></head><body><nav>Menu</nav><article><p>Before.</p>
<p>大臣は「極めて遺憾だ」と述べた。</p></article></body></html>"""
TEXT = "Before.\n\n大臣は「極めて遺憾だ」と述べた。"


def asked(response) -> dict:
    """What the form of an answer would send if nobody touched it."""
    screen = response.context["screen"]
    data = {}
    for form in screen.forms.values():
        for bound in form:
            value = bound.value()
            if value not in (None, False, ""):
                data[bound.html_name] = "on" if value is True else str(value)
    name = data.get("speaker_name", "")
    if screen.speaker and screen.speaker.pk:
        data |= {"speaker": str(screen.speaker.pk), "speaker_for": name}
    return data


def send(client, button, response=None, **changes):
    """Press a button of the form as it came, with some fields changed."""
    return client.post(CAPTURE, asked(response or client.get(CAPTURE)) | changes | {button: "1"})


@pytest.fixture
def article(serve, loopback):  # noqa: F811
    """A server with one article; its address."""
    server = serve(says(PAGE.encode(), "Content-Type: text/html"))
    return server.url + "talks?utm_source=x"


@pytest.fixture
def fetched(at_desk, ana, article):
    """The screen of ana's after the page was fetched, and her browser."""
    client = at_desk(ana)
    return client, send(client, "fetch", address=article)


def test_a_page_a_quote_and_a_new_speaker_are_saved_in_one_go(fetched, ana):
    client, shown = fetched
    make_economy()
    said = asked(shown)
    assert (said["source-title"], said["source-publisher"]) == ("Ministers meet", "Example Times")
    assert (said["source-issued"], said["source-language"]) == ("2025-04-17", "ja")
    assert said["source-address"].endswith("/talks")
    assert "from JSON-LD" in shown.content.decode()
    assert not Source.objects.exists()

    done = send(
        client, "_save", shown, text="極めて遺憾だ", speaker_name="Jane Doe", speaker="new", speaker_for="Jane Doe",
        office_title="Minister of Trade", organisation="Ministry of Trade", economy="JP",
    )  # fmt: skip
    quote = Quote.objects.get()
    assert done.url == url(quote)
    assert (quote.text, quote.text_language, quote.when, quote.zone) == (
        "極めて遺憾だ",
        "ja",
        "2025-04-17",
        "",
    )
    assert quote.headline == "Jane Doe: “極めて遺憾だ”"
    assert (quote.speaker.name, quote.office.title) == ("Jane Doe", "Minister of Trade")
    assert (quote.office.organisation.name, quote.office.economy.code) == ("Ministry of Trade", "JP")
    source = quote.citations.get().source
    assert (source.title, source.authors, source.version) == ("Ministers meet", "A. Writer", 1)
    kept = source.stored_texts.get()
    assert (kept.text, kept.origin, kept.by_name) == (TEXT, "fetched", "ana")
    assert kept.digest == hashlib.sha256(TEXT.encode()).hexdigest()
    assert kept.document_digest == hashlib.sha256(PAGE.encode()).hexdigest()
    assert [row.action for row in Transition.objects.filter(entry=quote.pk)] == ["created"]
    assert (quote.created_by, quote.work_state, SentForm.objects.get().object_id) == (ana, "draft", quote.pk)


def test_an_incomplete_quote_is_saved(fetched):
    client, shown = fetched
    assert (
        send(client, "_save", shown, headline="Somebody speaks", **{"source-issued": ""}).status_code == 302
    )
    quote = Quote.objects.get()
    assert (quote.headline, quote.when, quote.speaker, quote.text) == ("Somebody speaks", "", None, "")


@pytest.mark.parametrize("kind", [kind.name for kind in entry_kinds() if kind.name != "quote"])
def test_a_draft_of_any_kind_cites_the_page_and_opens_its_form(fetched, kind):
    client, shown = fetched
    done = send(
        client,
        "_save",
        shown,
        kind=kind,
        headline="It happens",
        text="passed over",
        when="2025-04",
        zone="Asia/Tokyo",
    )
    entry = desk_kinds()[kind].model.objects.get()
    assert done.url == url(entry)
    assert (entry.headline, entry.when, entry.zone) == ("It happens", "2025-04", "Asia/Tokyo")
    assert entry.citations.get().source.stored_texts.count() == 1
    assert client.get(done.url).status_code == 200


def test_the_source_alone_is_saved(fetched):
    client, shown = fetched
    done = send(client, "_save", shown, kind="source")
    assert done.url == url(Source.objects.get())
    assert not Entry.objects.exists()


def test_a_page_that_is_on_record_is_not_fetched_and_its_source_is_used(at_desk, ana, monkeypatch):
    monkeypatch.setattr(web, "fetch", lambda *args: pytest.fail("It was fetched."))
    source = make_source("Known", address="https://www.example.org/talks")
    quote = make_quote(source=source, headline="A quote of it")
    publish(quote)
    client = at_desk(ana)
    for response in (
        send(client, "fetch", address="http://example.org/talks/?utm_source=x#top"),
        client.get(f"{CAPTURE}?address=https://example.org/talks"),
    ):
        shown = response.content.decode()
        assert "Already captured, used by 1" in shown
        assert url(source) in shown
        assert url(quote) in shown
        assert "live" in shown
    send(client, "_save", response, headline="Another quote", pasted="Its words.")
    assert Source.objects.count() == 1
    assert Quote.objects.get(headline="Another quote").citations.get().source == source
    assert (source.stored_texts.get().origin, source.stored_texts.get().text) == ("pasted", "Its words.")
    source.refresh_from_db()
    assert source.version == 0  # nothing of what readers know of it was changed


def test_a_fresh_text_of_a_known_page_is_stored_where_it_differs(at_desk, ana, article):
    source, client = make_source(address=article), at_desk(ana)
    for times in (1, 1, 2):
        if times == 2:
            StoredText.objects.update(text="Older.", digest="0" * 64)
        shown = send(client, "fresh", address=article)
        send(client, "_save", shown, kind="source")
        assert source.stored_texts.count() == times
    shown = send(client, "fresh", address=article)
    StoredText.objects.all().delete()
    send(client, "_save", shown, kind="source", no_text="on")
    assert not source.stored_texts.exists()


def test_the_pages_own_address_tells_that_it_is_on_record(at_desk, ana, article):
    canonical = article.partition("?")[0]
    source, client = make_source(address=canonical), at_desk(ana)
    shown = send(client, "fetch", address=canonical.replace("/talks", "/amp/talks"))
    assert "Already captured, used by nothing yet" in shown.content.decode()
    changed = {"source-address": canonical + "/2", "address": canonical.replace("/talks", "/amp/talks")}
    assert send(client, "_save", shown, kind="source", apart="on", **changed).status_code == 302
    assert Source.objects.exclude(pk=source.pk).get().address == canonical + "/2"


def test_two_documents_cannot_have_one_address(at_desk, ana):
    make_source(address="https://example.org/talks")
    client = at_desk(ana)
    shown = client.get(f"{CAPTURE}?address=https://example.org/talks")
    values = {"source-title": "Another", "source-address": "https://example.org/talks", "apart": "on"}
    answer = send(client, "_save", shown, kind="source", **values)
    assert "already in the record" in answer.content.decode()
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (says(b"", status="404 Not Found"), "status 404"),
        (says(b"", status="503 Down"), "Its server has trouble"),
        (says(b"%PDF-1.7", "Content-Type: application/pdf"), "a PDF"),
        (says(b"GIF89a", "Content-Type: image/gif"), "image/gif"),
        (says(b"<p></p>", "Content-Type: text/html"), "scripts fill it"),
        (says(b"x" * (2 * 2**20 + 1)), "larger than 2 MB"),
        (lambda send, _: send(b"nonsense"), "web server"),
    ],
)
def test_a_page_that_cannot_be_fetched_loses_nothing(serve, loopback, at_desk, ana, answer, words):  # noqa: F811
    address, client = serve(answer).url + "talks", at_desk(ana)
    typed = {
        "text": "Their words",
        "speaker_name": "Jane Doe",
        "pasted": "The article.",
        "headline": "Ours",
        "source-title": "T",
    }
    shown = send(client, "fetch", address=address, **typed)
    text = shown.content.decode()
    assert words in text
    assert "paste the article’s text below" in text
    assert asked(shown).items() >= (typed | {"address": address, "source-address": address}).items()
    done = send(client, "_save", shown, speaker="new", speaker_for="Jane Doe")
    assert done.status_code == 302
    kept = Source.objects.get().stored_texts.get()
    assert (kept.origin, kept.text, kept.address) == ("pasted", "The article.", "")


@pytest.mark.parametrize(
    "address",
    [
        "nonsense words",
        "javascript:alert(1)",
        "http://127.0.0.1:1/",
        "http://[::1]/",
        "https://a@example.org/",
        "http://a\x00b/",
        "https://" + "x" * 1900 + ".org",
    ],
)
def test_an_address_that_cannot_be_opened_is_refused_with_a_sentence(at_desk, ana, address):
    shown = send(at_desk(ana), "fetch", address=address)
    assert shown.status_code == 200
    assert shown.context["screen"].failed
    assert shown.context["screen"].said


def test_an_address_that_was_never_fetched_is_read_before_anything_is_saved(at_desk, ana, article):
    client = at_desk(ana)
    shown = send(client, "_save", address=article, headline="Ours")
    assert "Check what it says of itself" in shown.content.decode()
    assert asked(shown)["source-title"] == "Ministers meet"
    assert not Source.objects.exists()
    assert send(client, "_save", shown).status_code == 302
    assert StoredText.objects.get().origin == "fetched"


def test_another_page_takes_what_was_proposed_along_and_leaves_what_was_typed(fetched, serve):  # noqa: F811
    client, shown = fetched
    other = serve(says(b"<title>Another</title><p>Words", "Content-Type: text/html")).url
    shown = send(client, "fetch", shown, address=other, **{"source-publisher": "Typed"})
    said = asked(shown)
    assert (said["source-title"], said["source-publisher"]) == ("Another", "Typed")
    assert "source-authors" not in said
    assert "source-issued" not in said


def test_a_text_is_never_stored_for_another_address_or_by_another_editor(fetched, at_desk, rui):
    client, shown = fetched
    data = asked(shown) | {"address": "", "headline": "Ours", "_save": "1"}
    client.post(CAPTURE, data)
    assert not StoredText.objects.exists()
    at_desk(rui).post(CAPTURE, asked(shown) | {"token": "0" * 32, "kind": "source", "_save": "1"})
    client.post(
        CAPTURE,
        asked(shown)
        | {"token": "1" * 32, "kind": "source", "page": asked(shown)["page"] + "x", "_save": "1"},
    )
    assert not StoredText.objects.exists()


def test_a_page_is_fetched_outside_of_every_transaction(at_desk, ana, monkeypatch, transactional_db):
    seen = []

    def slow(address, headers):
        seen.append((connection.in_atomic_block, connection.connection))
        return web.Fetched(200, address, {"content-type": "text/html"}, PAGE.encode())

    monkeypatch.setattr(pages.client, "fetch", slow)
    shown = send(at_desk(ana), "fetch", address="https://example.org/talks")
    assert seen == [(False, None)]
    assert asked(shown)["source-title"] == "Ministers meet"


# Who spoke --------------------------------------------------------------------------------------------------------


def saved_quote(client, **values) -> Quote | None:
    send(
        client,
        "_save",
        **{"headline": "Ours", "source-title": "A letter", "source-issued": "2025-04-17"} | values,
    )
    return Quote.objects.select_related("speaker", "office").first()


@pytest.mark.parametrize(
    "name", ["Ryosei Akazawa", "ryosei  akazawa", "赤澤亮正", "Ryosei Akazawa (赤澤亮正)"]
)
def test_somebody_on_record_is_found_by_name_with_the_office_held_on_that_day(at_desk, ana, name):
    person = make_person(name_original="赤澤亮正")
    make_office(person, "Member", held_until="2024-10-01")
    held = make_office(person, "Minister", held_from="2024-10-01", held_until="2025-10-01")
    make_office(person, "Later", held_from="2025-10-01")
    quote = saved_quote(at_desk(ana), speaker_name=name)
    assert (quote.speaker, quote.office) == (person, held)
    assert Person.objects.count() == 1


def test_among_several_offices_an_editor_chooses(at_desk, ana):
    person = make_person()
    offices = [make_office(person, title) for title in ("One", "Two")]
    client = at_desk(ana)
    shown = send(client, "suggest", speaker_name=person.name, when="2025-04-17")
    assert shown.context["screen"].offices[0][1] == "Choose, or leave it for later"
    assert saved_quote(client, speaker_name=person.name).office is None
    Quote.objects.all().delete()
    assert saved_quote(client, speaker_name=person.name, office=offices[1].pk).office == offices[1]
    Quote.objects.all().delete()
    assert saved_quote(client, speaker_name=person.name, office="-").office is None
    Quote.objects.all().delete()
    other = make_office(make_person("Somebody Else"), "Theirs")
    assert saved_quote(client, speaker_name=person.name, office=other.pk).office is None


def test_a_name_that_is_not_clear_is_asked_about(at_desk, ana):
    client = at_desk(ana)
    near, twins = make_person("Jane Roe"), [make_person("John Doe", slug=f"john-{n}") for n in range(2)]
    for name, offered in (("Jane Doe", [near, *twins]), ("John Doe", twins), ("Nobody Known", [])):
        assert saved_quote(client, speaker_name=name) is None
        shown = send(client, "suggest", speaker_name=name)
        assert sorted(row.pk for row in shown.context["screen"].candidates) == [row.pk for row in offered]
        assert "Somebody new" in shown.content.decode()
    assert (
        saved_quote(client, speaker_name="John Doe", speaker=twins[1].pk, speaker_for="John Doe").speaker
        == twins[1]
    )
    Quote.objects.all().delete()
    assert (
        saved_quote(client, speaker_name="Jane Roe", speaker=twins[1].pk, speaker_for="John Doe").speaker
        == near
    )


def test_names_that_are_on_record_are_not_made_twice(at_desk, ana):
    organisation = Organisation.objects.create(name="Ministry of Trade", short_name="MoT", slug="mot")
    person = make_person()
    office = make_office(person, "Minister")
    assert saved_quote(at_desk(ana), speaker_name=person.name, office_title="minister").office == office
    Quote.objects.all().delete()
    made = saved_quote(
        at_desk(ana), speaker_name=person.name, office_title="Envoy", organisation="mot"
    ).office
    assert (made.title, made.organisation, Office.objects.count()) == ("Envoy", organisation, 2)


@pytest.mark.parametrize("speaker", ["9" * 30, "-1", "x", "²", "0"])
def test_an_odd_choice_is_no_choice(at_desk, ana, speaker):
    assert saved_quote(at_desk(ana), speaker_name="Jane Doe", speaker=speaker, speaker_for="Jane Doe") is None


def test_people_are_found_by_name_office_and_organisation(at_desk, ana):
    person = make_person(name_original="赤澤亮正")
    make_office(
        person,
        "Minister",
        organisation=Organisation.objects.create(name="Cabinet Office", slug="c"),
        held_until="2025-10-01",
    )
    make_person("Scott Bessent")
    client = at_desk(ana)
    for question in ("aka", "RYOSEI akazawa", "赤澤", "minister", "Cabinet"):
        found = client.get(f"{CAPTURE}people/", {"q": question, "day": "2025-04"}).json()["people"]
        assert [(row["name"], row["detail"]) for row in found] == [("Ryosei Akazawa", "Minister")], question
    assert (
        client.get(f"{CAPTURE}people/", {"q": "akazawa", "day": "2026"}).json()["people"][0]["detail"] == ""
    )
    assert client.get(f"{CAPTURE}people/", {"q": "  "}).json() == {"people": []}


# Sent twice, and sent odd -----------------------------------------------------------------------------------------


def test_the_same_form_sent_twice_makes_one_draft(fetched):
    client, shown = fetched
    data = asked(shown) | {"headline": "Ours", "_save": "1"}
    assert client.post(CAPTURE, data).status_code == 302
    again = client.post(CAPTURE, data)
    assert again.status_code == 409
    assert f'<a href="{url(Quote.objects.get())}">saved already</a>' in again.content.decode()
    assert Quote.objects.count() == 1
    assert client.post(CAPTURE, asked(again) | {"_save": "1"}).status_code == 302
    assert Quote.objects.count() == 2


def test_what_two_send_at_once_is_saved_once(fetched, monkeypatch):
    client, shown = fetched
    data = asked(shown) | {"headline": "Ours", "_save": "1"}
    client.post(CAPTURE, data)
    monkeypatch.setattr("negotiations.admin.capture.sent_forms.made_by", lambda user, token: None)
    assert client.post(CAPTURE, data).status_code == 409
    assert (Quote.objects.count(), Source.objects.count(), StoredText.objects.count()) == (1, 1, 1)


def test_a_page_that_somebody_else_captures_meanwhile_is_told_of(fetched, monkeypatch):
    client, shown = fetched
    make_source("Theirs", address=asked(shown)["source-address"])
    monkeypatch.setattr(
        "negotiations.models.sources.Source.validate_constraints", lambda self, exclude=None: None
    )
    monkeypatch.setattr("negotiations.desk.capture.known.at_addresses", lambda *addresses: [])
    answer = client.post(CAPTURE, asked(shown) | {"headline": "Ours", "_save": "1"})
    assert answer.status_code == 409
    assert "already in the record" in answer.content.decode()
    assert (Quote.objects.count(), Source.objects.count()) == (0, 1)
    monkeypatch.undo()
    assert client.post(CAPTURE, asked(answer) | {"_save": "1"}).status_code == 302
    assert Quote.objects.get().citations.get().source.title == "Theirs"


@pytest.mark.parametrize(
    "bad", ["a\x00b", "a\x1bb", "a\x85b", "a\ufffeb", "\u2028", "<script>alert(1)</script>", "x" * 5000]
)
def test_whatever_is_pasted_into_any_field_is_answered_with_the_form(at_desk, ana, bad):
    client = at_desk(ana)
    shown = client.get(CAPTURE)
    names = [bound.html_name for form in shown.context["screen"].forms.values() for bound in form]
    for button in ("_save", "fetch", "fresh", "suggest"):
        answer = client.post(
            CAPTURE, dict.fromkeys([*names, "speaker", "speaker_for"], bad) | {"token": "2" * 32, button: "1"}
        )
        assert answer.status_code == 200, button
        assert "<script>alert" not in answer.content.decode()
    assert not Source.objects.exists()


def test_what_the_form_carries_along_may_be_anything(at_desk, ana):
    client = at_desk(ana)
    for part in ("proposed", "page", "tried"):
        for odd in (
            "[]",
            "null",
            '{"headline": 1}',
            '{"headline": ["a"]}',
            json.dumps({"headline": ["<b>", "<i>x</i>"]}),
            "[" * 9999,
        ):
            assert client.post(CAPTURE, {part: odd, "headline": "<b>", "suggest": "1"}).status_code == 200


def test_errors_stand_above_the_form_and_lead_to_their_fields(at_desk, ana):
    shown = send(at_desk(ana), "_save", when="someday", **{"source-language": "English", "source-title": ""})
    text = shown.content.decode()
    assert 'class="error-summary" role="alert" tabindex="-1"' in text
    for field in ("id_source-title", "id_source-language", "id_headline", "id_when"):
        assert f'<a href="#{field}">' in text
        assert f'id="{field}"' in text
    assert "<title>Error: Quick capture" in text


def test_an_hour_that_did_not_exist_is_refused(at_desk, ana):
    values = {"when": "2025-03-09T02:30", "zone": "America/New_York", "source-title": "T", "headline": "Ours"}
    assert "clocks went forward" in send(at_desk(ana), "_save", **values).content.decode()


# Looking things up ------------------------------------------------------------------------------------------------


def test_a_link_begins_a_capture_and_opens_nothing(at_desk, ana, monkeypatch):
    monkeypatch.setattr(web, "fetch", lambda *args: pytest.fail("It was fetched."))
    response = at_desk(ana).get(
        CAPTURE,
        {"address": "https://example.org/a?b=1&c=2", "kind": "round", "words": "遺憾だ", "token": "x"},
    )
    said = asked(response)
    assert (said["address"], said["kind"], said["text"]) == (
        "https://example.org/a?b=1&c=2",
        "round",
        "遺憾だ",
    )
    assert said["text_language"] == "ja"


@pytest.mark.parametrize(
    "question",
    [
        "https://example.org/talks/?utm_source=a",
        "example.org/talks",
        "ministers MEET in tokyo",
        "Talks: ministers’ meeting",
    ],
)
def test_what_was_covered_is_found_by_address_and_by_words(at_desk, ana, question):
    source = make_source("Ministers meet: the talks", address="https://example.org/talks")
    quote = edit(make_quote(source=source, headline="A quote of it"))
    make_source("Something else")
    client = at_desk(ana)
    shown = client.get(f"{CAPTURE}covered/", {"q": question})
    assert [row["source"] for row in shown.context["sources"]] == [source]
    assert url(quote) in shown.content.decode()
    assert "Draft" in shown.content.decode()


def test_entries_are_found_by_words_of_their_headline_and_what_is_new_can_be_captured(at_desk, ana):
    make_quote(headline="Ministers meet in Tokyo")
    client = at_desk(ana)
    assert "Ministers meet in Tokyo" in client.get(f"{CAPTURE}covered/?q=tokyo+ministers").content.decode()
    shown = client.get(f"{CAPTURE}covered/", {"q": "https://example.org/?a=1&b=2"}).content.decode()
    assert "Nothing on record under this address" in shown
    assert (
        "?address=https%3A//example.org/%3Fa%3D1%26b%3D2" in shown
        or "?address=https%3A%2F%2Fexample.org%2F%3Fa%3D1%26b%3D2" in shown
    )
    for odd in ("", "%", "'\"", "\u200b", "x" * 3000, "http://["):
        assert client.get(f"{CAPTURE}covered/", {"q": odd}).status_code == 200


def test_a_long_record_costs_no_more_queries(at_desk, ana, django_assert_max_num_queries):
    for number in range(8):
        make_source(f"Talks {number}")
    client = at_desk(ana)
    client.get(f"{CAPTURE}covered/?q=talks")
    with django_assert_max_num_queries(14):
        client.get(f"{CAPTURE}covered/?q=talks")


def test_it_is_offered_on_every_page_and_the_first_page_asks(at_desk, ana):
    home = at_desk(ana).get("/admin/").content.decode()
    assert home.count(f'href="{CAPTURE}"') >= 2
    assert f'action="{CAPTURE}covered/"' in home
    assert f'href="{CAPTURE}"' in at_desk(ana).get(list_url(Round)).content.decode()


@pytest.mark.parametrize("page", ["", "covered/?q=talks", "people/?q=a"])
def test_nobody_without_the_right_learns_anything(client, django_user_model, page):
    make_source("Secret talks")
    assert client.get(CAPTURE + page).status_code == 302
    client.force_login(django_user_model.objects.create(username="guest", is_staff=True))
    response = client.get(CAPTURE + page)
    assert response.status_code == 403
    assert b"Secret" not in response.content
    assert client.post(CAPTURE, {"kind": "source", "source-title": "T", "_save": "1"}).status_code == 403
    assert reverse("admin:desk_capture") == CAPTURE


def test_a_form_without_its_csrf_token_is_refused(ana):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    assert client.post(CAPTURE, {"fetch": "1", "address": "https://example.org/"}).status_code == 403


# Stored texts in the form of a source -----------------------------------------------------------------------------


def test_a_stored_text_is_shown_and_never_changed_or_deleted(at_desk, ana, admin_user):
    source = make_source()
    kept = StoredText.objects.create(
        source=source, text="As it <b>was</b>.", origin="fetched", address="https://example.org/a"
    )
    client = at_desk(ana)
    shown = client.get(url(source)).content.decode()
    assert "As it &lt;b&gt;was&lt;/b&gt;." in shown
    assert kept.digest in shown
    sent = {"stored_texts-INITIAL_FORMS": 1, "stored_texts-TOTAL_FORMS": 2, "stored_texts-0-id": kept.pk}
    words = {
        "stored_texts-0-text": "Forged",
        "stored_texts-0-DELETE": "on",
        "stored_texts-1-text": "Pasted.\r\nTwo lines.",
    }
    client.post(url(source), opened(client, url(source)) | sent | words | {"_save": "1"})
    assert sorted(source.stored_texts.values_list("text", "origin", "by_name")) == [
        ("As it <b>was</b>.", "fetched", ""),
        ("Pasted.\nTwo lines.", "pasted", "ana"),
    ]
    assert at_desk(admin_user).post(url(source, "delete"), {"post": "yes"}).status_code in (403, 409)
    assert source.stored_texts.count() == 2


def test_a_text_is_pasted_into_the_form_of_a_new_source(at_desk, ana):
    client = at_desk(ana)
    data = opened(client, add_url(Source)) | {
        "title": "A letter",
        "stored_texts-TOTAL_FORMS": 1,
        "stored_texts-0-text": "Words",
    }
    assert client.post(add_url(Source), data | {"_save": "1"}).status_code == 302
    assert StoredText.objects.get().by_name == "ana"
