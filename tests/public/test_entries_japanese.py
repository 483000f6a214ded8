"""Entries and names read in Japanese: our words follow the reader, the record's words stay as they are and say so."""

import pytest
from django.utils.translation import gettext, override

from negotiations.public import kinds
from negotiations.public.field_names import NAMES
from negotiations.public.labels import language_name
from tests import make

pytestmark = pytest.mark.django_db


def akazawa():
    return make.make_person(name_original="赤澤亮正", original_language="ja")


@pytest.mark.parametrize("name", [kind.name for kind in kinds.entry_kinds()])
def test_every_kind_is_called_by_its_japanese_name(client, name):
    entry = make.MAKERS[name]()
    make.publish(entry)
    page = client.get("/ja/entries/TW-000001/").text
    kind = kinds.get(name)
    with override("ja"):
        assert kind.shown_title != kind.title
        assert f'<span class="kind">{kind.shown_title}</span>' in page
    assert kind.shown_title == kind.title
    for words in ("記録情報", "出典", "版の履歴", "固定リンク", "第1版"):
        assert words in page
    for words in (">Sources<", ">Editions<", ">On record as<", "First published", ">Related entries<"):
        assert words not in page
    assert f'<h1 id="headline" lang="en" dir="auto">{entry.headline}</h1>' in page
    assert 'href="/ja/economies/' in page or "/economies/" not in page
    card = client.get("/ja/timeline/").text
    assert "/ja/entries/TW-000001/" in card
    assert "出典：" in card


def test_economies_and_people_are_called_as_japanese_readers_know_them(client):
    quote = make.make_quote(
        speaker=akazawa(), economies=[make.make_economy(name_ja="日本"), make.make_economy("Norway", "NO")]
    )
    make.publish(quote)
    page = client.get("/ja/entries/TW-000001/").text
    assert '<a href="/ja/economies/JP/"><bdi>日本</bdi></a>' in page
    assert '<a href="/ja/economies/NO/"><bdi>ノルウェー</bdi></a>' in page
    assert '<a href="/ja/people/ryosei-akazawa/"><bdi>赤澤亮正</bdi></a>' in page
    assert '<bdi lang="en">Minister in charge of Economic Revitalization</bdi>' in page
    english = client.get("/entries/TW-000001/").text
    assert "<bdi>Ryosei Akazawa</bdi>" in english
    assert '<bdi class="original" lang="ja">赤澤亮正</bdi>' in english
    assert "<bdi>Norway</bdi>" in english


def test_a_person_who_writes_their_name_otherwise_keeps_it(client):
    person = make.make_person("Wang Wentao", name_original="王文涛", original_language="zh-Hans")
    make.publish(make.make_quote(speaker=person))
    page = client.get("/ja/people/wang-wentao/").text
    assert '<bdi lang="en">Wang Wentao</bdi> <bdi class="original" lang="zh-Hans">王文涛</bdi></h1>' in page


def test_what_the_record_says_in_english_says_that_it_is_english(client):
    make.publish(
        make.make_quote(summary="A summary.", claim="A claim.", medium="Truth Social", addressee="reporters")
    )
    page = client.get("/ja/entries/TW-000001/").text
    assert '<p class="summary" lang="en" dir="auto">A summary.</p>' in page
    assert '<dd class="claim" lang="en" dir="auto">A claim.</dd>' in page
    assert '<dd lang="en">reporters</dd>' in page
    assert (
        'lang="en"'
        not in client.get("/entries/TW-000001/")
        .text.partition("<h1")[2]
        .replace('<h1 id="headline" lang="en"', "")
        .replace('class="summary" lang="en"', "")
        .partition("<main")[2]
    )


def test_an_entry_in_japanese_says_so_to_english_readers(client):
    meeting = make.make_round(headline="第1回会合", language="ja")
    quote = make.make_quote()
    quote.relations.create(role="said_at", target=meeting)
    make.publish(meeting)
    make.publish(quote)
    assert '<bdi lang="ja">第1回会合</bdi>' in client.get("/entries/TW-000002/").text
    assert "<bdi>第1回会合</bdi>" in client.get("/ja/entries/TW-000002/").text


def test_languages_are_named_in_the_readers(client):
    assert language_name("ja") == "Japanese"
    with override("ja"):
        assert language_name("ja") == "日本語"
        assert language_name("ko-KR") == "韓国語"


def test_every_field_has_a_name_in_japanese():
    english = {
        name.replace("_", " ").capitalize()
        for kind in kinds.entry_kinds()
        for name in kind.schema.model_fields
    }
    assert english <= set(NAMES)
    with override("ja"):
        assert [name for name in NAMES if gettext(name) == name] == []


def test_a_comparison_and_a_notice_are_in_japanese(client):
    quote, gone = make.make_quote(text="one"), make.make_round()
    make.publish(quote)
    make.edit(quote, text="two")
    make.publish(quote, change="correction", note="We had “one”.")
    make.publish(gone)
    make.withdraw(gone)
    page = client.get("/ja/entries/TW-000001/compare/1/2/").text
    assert "変更箇所" in page
    assert "<dt>本文</dt>" in page
    assert '<p dir="auto" lang="en" class="correction">We had “one”.</p>' in page
    assert "TW-000002は取り下げられました" in client.get("/ja/entries/TW-000002/").text
    assert "この版は新しい版に置き換えられています。" in client.get("/ja/entries/TW-000001/editions/1/").text


def test_what_machines_read_is_the_same_whichever_page_was_read_before(client):
    make.publish(make.make_quote(speaker=akazawa()))
    before = client.get("/entries/TW-000001.json").content, client.get("/api/v1/entries/TW-000001").json()
    client.get("/ja/entries/TW-000001/")
    assert (
        client.get("/entries/TW-000001.json").content,
        client.get("/api/v1/entries/TW-000001").json(),
    ) == before
    assert "赤澤亮正" not in client.get("/entries/TW-000001.json").text
    assert "Accessed" in client.get("/entries/TW-000001/editions/1/cite.txt").text
