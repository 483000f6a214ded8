"""Search: words in any language, names as they were called, at any clock, with the same hits on both databases."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import call_command
from pyroaring import BitMap

from negotiations.models.printed import SearchText
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    akazawa = make.make_person(name_original="赤澤亮正", original_language="ja")
    make.publish(
        make.make_quote(
            headline="Akazawa asks for the end of all duties",
            speaker=akazawa,
            text="自動車関税の撤廃を強く求めた",
            text_language="ja",
            translation="We strongly asked for the “removal” of tariffs on cars",
            translation_language="en",
            translation_origin="publisher",
        )
    )
    make.publish(make.make_round(headline="Ministers meet over a résumé", summary="The third round."))
    make.publish(make.make_measure_change(headline="Cargo pays 2.5%"))


def hits(client, query: str, **more) -> set[str]:
    response = client.get("/timeline/", {"q": query, **more})
    assert response.status_code == 200
    return {card.id for month in response.context["page"]["months"] for card in month["cards"]}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("関税", {"TW-000001"}),
        ("税", {"TW-000001"}),
        ("自動車関税", {"TW-000001"}),
        ("車自", set()),
        ("赤澤", {"TW-000001"}),
        ("tariff", {"TW-000001"}),
        ("AKAZAWA", {"TW-000001"}),
        ("akazawa cars", {"TW-000001"}),
        ("akazawa cargo", set()),
        ("car", {"TW-000001", "TW-000003"}),
        ('"car"', set()),
        ("resume", {"TW-000002"}),
        ("'removal'", {"TW-000001"}),
        ('"third round"', {"TW-000002"}),
        ('"round third"', set()),
        ("2.5", {"TW-000003"}),
        ("japan", {"TW-000001", "TW-000002"}),
        ("-- ; DROP", set()),
        ('"', set()),
    ],
)
def test_entries_are_found_by_their_words_and_by_names(client, record, query, found):
    assert hits(client, query) == found


def test_the_same_is_found_on_every_surface(client, record):
    for address in (
        "/search/?q=関税",
        "/timeline.atom?q=関税",
        "/timeline.csv?q=関税",
        "/embed/timeline/?q=関税",
    ):
        text = client.get(address).getvalue().decode() if ".csv" in address else client.get(address).text
        assert "TW-000001" in text, address
        assert "TW-000002" not in text, address


def test_what_was_found_is_marked_and_stays_escaped(client):
    make.publish(make.make_round(headline="Talks <b>on</b> tariffs"))
    page = client.get("/timeline/?q=tariff").text
    assert "Talks &lt;b&gt;on&lt;/b&gt; <mark>tariffs</mark>" in page
    assert 'Remove filter: </span><span class="dim">Words:</span> <bdi>“tariff”</bdi>' in page


@pytest.mark.parametrize("kind", make.MAKERS)
@pytest.mark.parametrize("clock", ["", "&known=2099-01-01"])
def test_but_for_its_marks_a_card_that_was_found_is_the_card(client, kind, clock):
    translated = {"translation_language": "en", "translation_origin": "editor"} if kind == "quote" else {}
    entry = make.MAKERS[kind](**translated)
    for name in ("headline", "summary", "text", "translation", "claim", "label", "when_note", "outcome_text"):
        if hasattr(entry, name):
            setattr(entry, name, f'{name}: A & "gadget" <i>it’s</i> &amp; so &#x27;on&#x27;')
    entry.save()
    make.publish(entry)
    plain, found = (re.search(CARD, client.get(f"/timeline/?{q}{clock}").text)[0] for q in ("", "q=gadget"))
    assert found.count("<mark>gadget</mark>") >= 2  # headline and summary
    assert found.count("<mark>") == plain.count("gadget")
    assert re.sub("</?mark>", "", found) == plain


CARD = re.compile('<article class="card".*?</article>', re.DOTALL)


def test_a_search_names_who_and_what_goes_by_the_words(client, record):
    page = client.get("/search/?q=赤澤")
    assert [label.text for label in page.context["names"]] == ["Ryosei Akazawa"]
    assert "1 entry" in page.text


def test_words_are_those_that_stood_at_the_clock(client):
    with time_machine.travel(datetime(2025, 4, 17, tzinfo=UTC), tick=False):
        quote = make.make_quote(headline="A first wording")
        make.publish(quote)
    with time_machine.travel(datetime(2025, 4, 20, tzinfo=UTC), tick=False):
        make.edit(quote, headline="A second wording")
        make.publish(quote)
    assert hits(client, "first") == set()
    assert hits(client, "first", known="2025-04-18") == {"TW-000001"}
    assert hits(client, "second", known="2025-04-18") == set()


def test_a_word_may_have_more_hits_than_a_database_takes_in_a_list(client, record, monkeypatch):
    many = BitMap(range(1, 300_000))
    monkeypatch.setattr(
        "negotiations.public.searching.matching", lambda terms, connection: [many for _ in terms]
    )
    assert len(hits(client, "the")) == 3
    assert client.get("/search/?q=the").context["names"]


def test_what_is_withdrawn_or_redacted_is_not_found(client, record):
    from negotiations.models.entries import Entry

    make.withdraw(Entry.objects.get(publication__key="TW-000002").child)
    assert hits(client, "ministers") == set()
    call_command("redact_entry", "TW-000002", reason="A name had to go.")
    assert not SearchText.objects.filter(edition__publication__key="TW-000002").exists()


def test_a_draft_is_not_found(client, record):
    make.make_round(headline="A secret meeting")
    assert hits(client, "secret") == set()


@pytest.mark.parametrize("query", ["…", "!!!", "\x00", "a" * 201])
def test_what_cannot_be_looked_for_is_said_and_shows_nothing(client, record, query):
    response = client.get("/timeline/", {"q": query})
    assert (response.status_code, response.context["page"]["total"]) == (200, 0)
    assert response.context["filter"].errors
    assert client.get("/timeline.json", {"q": query}).status_code == 400


def test_words_can_be_made_again_from_the_editions(client, record, capsys):
    before = dict(SearchText.objects.values_list("edition_id", "words"))
    call_command("rebuild_public")
    assert f"Words for search: made again for {len(before)} editions.\n" in capsys.readouterr().out
    assert dict(SearchText.objects.values_list("edition_id", "words")) == before
    assert hits(client, "関税") == {"TW-000001"}


def test_a_word_of_two_characters_is_found_and_marked_on_the_japanese_page(client, record):
    page = client.get("/ja/search/?q=関税")
    assert page.context["page"]["total"] == 1
    assert "自動車<mark>関税</mark>の撤廃を強く求めた" in page.text
    assert 'name="q" type="search" maxlength="200" autocomplete="off" value="関税"' in page.text
    assert "<title>「関税」：1件 –" in page.text
    assert 'action="/ja/search/"' in page.text
    assert "タイムラインで絞り込む" in page.text
    assert 'href="/ja/timeline/?q=%E9%96%A2%E7%A8%8E"' in page.text


def test_a_name_is_given_in_the_script_of_the_page_and_in_the_other(client, record):
    english, japanese = client.get("/search/?q=赤澤").text, client.get("/ja/search/?q=akazawa").text
    assert (
        '<a href="/people/ryosei-akazawa/"><bdi>Ryosei Akazawa</bdi></a> <bdi class="original" lang="ja">赤澤亮正'
        in english
    )
    assert (
        '<a href="/ja/people/ryosei-akazawa/"><bdi>赤澤亮正</bdi></a> <bdi class="original" lang="en">Ryosei'
        in japanese
    )


def test_an_economy_is_found_by_what_a_japanese_page_calls_it(client, record):
    page = client.get("/ja/search/?q=日本")
    assert "日本" in [label.text for label in page.context["names"]]
    assert hits(client, "日本") == hits(client, "japan")


def test_a_search_that_finds_nothing_says_what_to_try(client, record):
    assert "Try fewer of them, another spelling, or another language." in client.get("/search/?q=zebra").text
    assert "語を減らすか、別の表記や言語でお試しください。" in client.get("/ja/search/?q=zebra").text
    assert "timeline.atom" not in client.get("/search/?q=zebra").text.split("</head>")[1]


def test_a_search_says_what_it_cannot_look_for_at_its_field(client, record):
    page = client.get("/search/?q=!!!").text
    assert '<p class="error" id="e-q">Write at least one letter or digit to look for.</p>' in page
    assert "Nothing is shown until this is put right." in page
    assert "検索する文字か数字を1つ以上入力してください。" in client.get("/ja/search/?q=!!!").text
    assert "From: Write a date of the calendar" in client.get("/search/?q=tariff&from=soon").text
