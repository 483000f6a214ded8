"""The page of an entry, its editions, its data, and what is left where it was withdrawn."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import call_command

from negotiations.models.kinds.round import Participant
from negotiations.models.sources import Citation
from tests import make, published

pytestmark = pytest.mark.django_db


def test_an_entry_names_its_sources_and_where_one_differs(client):
    meeting = make.make_round()
    differing = make.make_source("Other report", publisher="Yomiuri Shimbun")
    Citation.objects.create(
        entry=meeting,
        source=differing,
        stance="differs",
        concerns="who attended",
        says="It adds Howard Lutnick.",
    )
    make.publish(meeting)
    page = client.get("/entries/TW-000001/").text
    assert "Yomiuri Shimbun" in page
    assert "who attended" in page
    assert "It adds Howard Lutnick." in page


def test_an_entry_shows_original_words_in_their_language(client):
    make.publish(
        make.make_quote(
            text="極めて遺憾だ",
            text_language="ja",
            translation="extremely regrettable",
            translation_language="en",
            translation_origin="publisher",
        )
    )
    page = client.get("/entries/TW-000001/").text
    assert '<p class="q" lang="ja" dir="ltr">極めて遺憾だ</p>' in page
    assert "Translation by the publisher" in page


def test_a_past_edition_keeps_its_address_its_words_and_its_names(client):
    quote = make.make_quote(text="truly regrettable")
    make.publish(quote)
    make.edit(quote, text="extremely regrettable")
    make.publish(quote, change="correction", note="We had “truly”; the source has “extremely”.")
    now, past = client.get("/entries/TW-000001/").text, client.get("/entries/TW-000001/editions/1/").text
    assert "extremely regrettable" in now
    assert "We had “truly”; the source has “extremely”." in now
    assert "truly regrettable" in past
    assert "It has been superseded." in past
    assert client.get("/entries/TW-000001/editions/3/").status_code == 404


def test_the_edition_that_stood_on_a_day(client):
    with time_machine.travel(datetime(2025, 4, 17, 9, tzinfo=UTC), tick=False):
        quote = make.make_quote(text="truly regrettable")
        make.publish(quote)
    with time_machine.travel(datetime(2025, 4, 18, 9, tzinfo=UTC), tick=False):
        make.edit(quote, text="extremely regrettable")
        make.publish(quote)
    assert "truly regrettable" in client.get("/entries/TW-000001/?known=2025-04-17").text
    assert "extremely regrettable" not in client.get("/entries/TW-000001/?known=2025-04-17").text
    assert client.get("/entries/TW-000001/?known=2025-04-16").status_code == 404


def test_where_an_entry_was_withdrawn_the_notice_stands_at_all_its_addresses(client):
    quote = make.make_quote(headline="Words nobody said")
    make.publish(quote)
    make.withdraw(quote, note="The speaker was another.")
    for address in (
        "/entries/TW-000001/",
        "/entries/TW-000001/editions/1/",
        "/entries/TW-000001/?known=2099-01-01",
    ):
        response = client.get(address)
        assert response.status_code == 410
        assert "The speaker was another." in response.text
        assert "Words nobody said" not in response.text
    data = client.get("/entries/TW-000001.json")
    assert (data.status_code, data.json()["withdrawn"]["text"]) == (410, "The speaker was another.")


def test_related_entries_are_found_from_both_sides_and_vanish_with_their_target(client):
    quote, meeting = make.make_quote(headline="What he said"), make.make_round(headline="Where they met")
    quote.relations.create(role="said_at", target=meeting)
    make.publish(quote)
    assert "Where they met" not in client.get("/entries/TW-000001/").text
    make.publish(meeting)
    assert "Where they met" in client.get("/entries/TW-000001/").text
    assert "What was said" in client.get("/entries/TW-000002/").text
    make.withdraw(quote)
    assert "What he said" not in client.get("/entries/TW-000002/").text


def test_who_attests_and_who_omits_a_participant_is_said(client):
    ft, yomiuri = (
        make.make_source(publisher="Financial Times"),
        make.make_source("Other", publisher="Yomiuri Shimbun"),
    )
    meeting = make.make_round()
    lutnick = Participant.objects.create(
        round=meeting, person=make.make_person("Howard Lutnick"), attendance="disputed"
    )
    lutnick.attested_by.set([yomiuri])
    lutnick.omitted_by.set([ft])
    make.publish(meeting)
    page = client.get("/entries/TW-000001/").text
    assert "<b>not named</b> by" in page
    assert page.index("Yomiuri Shimbun") < page.index("Financial Times")


def test_an_entry_as_data_resolves_every_reference(client):
    published.a_quote()
    data = client.get("/entries/TW-000001.json").json()
    assert data["id"] == "TW-000001"
    assert data["speaker"]["label"] == "Ryosei Akazawa"
    assert data["speaker"]["url"].endswith("/people/ryosei-akazawa/")
    assert data["edition"]["number"] == 1
    assert "ref" not in str(data)


def test_hidden_directions_of_text_are_shown_as_marks(client):
    make.publish(make.make_quote(text="good \u202edoog"))
    page = client.get("/entries/TW-000001/").text
    assert "\u202e" not in page
    assert "[U+202E]" in page


def test_markup_in_any_field_stays_text(client):
    attack = "<script>alert(1)</script>"
    make.publish(
        make.make_quote(headline=f"x {attack}", text=attack, summary=attack, claim=attack, medium=attack)
    )
    for address in ("/entries/TW-000001/", "/timeline/", "/", "/embed/timeline/"):
        assert attack not in client.get(address).text


def test_a_day_that_cannot_be_read_is_said_and_never_silently_taken_as_now(client):
    published.a_quote()
    for address in ("/", "/entries/TW-000001/", "/people/ryosei-akazawa/", "/measures/"):
        page = client.get(address, {"known": "2025-02-30"})
        assert page.status_code == 200
        assert "the day that was asked for cannot be read" in page.text, address
    data = client.get("/entries/TW-000001.json?known=2025-02-30")
    assert (data.status_code, data.headers["Content-Type"]) == (
        400,
        "application/problem+json; charset=utf-8",
    )


def test_what_was_redacted_stays_closed_after_a_reinstatement(client, ana, rui, mei):
    with time_machine.travel(datetime(2025, 4, 17, 9, tzinfo=UTC), tick=False):
        quote = make.make_quote(text="unlawful words")
        make.publish(quote)
        make.edit(quote, text="unlawful words too")
        make.publish(quote, change="correction", note="Other unlawful words.")
    make.withdraw(quote)
    call_command("redact_entry", "TW-000001", reason="Court order.")
    make.edit(quote, text="lawful words")
    make.act(quote, "submit", ana)
    make.act(quote, "approve", rui)
    make.act(quote, "reinstate", mei, note="Back without them.")
    assert "lawful words" in client.get("/entries/TW-000001/").text
    for address in ("/entries/TW-000001/editions/1/", "/entries/TW-000001/?known=2025-04-18"):
        assert client.get(address).status_code == 404
    for address in (
        "/",
        "/timeline/?known=2025-04-18",
        "/?known=2025-04-18",
        "/entries/TW-000001/",
        "/entries/TW-000001.json",
    ):
        response = client.get(address)
        assert response.status_code == 200, address
        assert "unlawful" not in response.text, address
