"""Embeds in Japanese: the words around what they show, where their links lead, and the ways that lead to them."""

import re
from html import unescape

import pytest

from tests import make
from tests.public.embedding import APRIL, JUNE, MAY, code_in, correct, on, publish_in_april, withdraw
from tests.remembering import remembered

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


@pytest.fixture
@remembered
def record(db):
    """A quote, a round that names the next meeting, and a duty in one negotiation."""
    talks = make.make_negotiation("The talks")
    entries = [
        make.make_quote(headline="What he said", negotiations=[talks]),
        make.make_round(
            headline="Where they met",
            negotiations=[talks],
            next_meeting="2025-05",
            next_meeting_note="in Tokyo",
        ),
        make.make_measure_change(headline="The duty", negotiations=[talks]),
    ]
    publish_in_april(*entries)
    return entries


FRAMES = (
    "/embed/timeline/",
    "/embed/entries/TW-000001/",
    "/embed/measures/us-duty-on-automobiles/",
    "/embed/negotiations/the-talks/",
)


# M8
@pytest.mark.parametrize("address", FRAMES)
def test_a_frame_in_japanese_says_so_and_dates_as_the_japanese_do(client, record, address):
    with on(MAY):
        response = client.get(f"{address}?lang=ja")
    assert '<html lang="ja">' in response.text
    assert response.headers["Content-Language"] == "ja"
    assert "2025年5月3日の記録。" in response.text
    assert "2025年4月" in response.text
    assert not re.search(r"\d (April|May) 2025", response.text)


@pytest.mark.parametrize("address", FRAMES)
def test_links_of_a_frame_in_japanese_lead_to_pages_in_japanese(client, record, address):
    page = client.get(f"{address}?lang=ja").text
    links = [unescape(link) for link in re.findall(r'<a [^>]*href="([^"]+)"', page)]
    ours = [link.removeprefix(SITE) for link in links if link.startswith((SITE, "/"))]
    assert ours
    assert all(link.startswith("/ja/") for link in ours), ours
    assert re.search(rf'<link rel="canonical" href="{SITE}/ja/', page)


def test_its_own_words_are_japanese_and_what_it_shows_stays_english(client, record):
    with on(MAY):
        talks = client.get("/embed/negotiations/the-talks/?lang=ja").text
    for said in ("交渉の現状", "状況", "会合継続中", "次の動き", "最新の記録項目", "TradeWatchで詳しく見る"):
        assert said in talks, said
    assert '<h1 lang="en">' in talks
    assert '<p lang="en">in Tokyo</p>' in talks
    assert '<p class="row-head" lang="en"><a href="/ja/entries/TW-000001/" dir="auto">What he said' in talks
    measure = client.get("/embed/measures/us-duty-on-automobiles/?lang=ja").text
    assert "適用の経過" in measure
    assert "TradeWatchですべて見る" in client.get("/embed/timeline/?lang=ja").text


def test_what_cannot_be_shown_is_said_in_japanese(client, record):
    page = client.get("/embed/timeline/?lang=ja&limit=99").text
    assert "この一覧は表示できません。 最大件数:" in page
    nothing = client.get("/embed/entries/nothing/?lang=ja")
    assert nothing.status_code == 404
    assert '<html lang="ja">' in nothing.text
    assert 'href="/ja/timeline/"' in nothing.text


def test_notices_in_a_frozen_frame_are_japanese_around_the_editors_words(client, record):
    correct(record[0], text="other words")
    withdraw(record[1])
    frozen = client.get(f"/embed/timeline/?lang=ja&known={APRIL}").text
    assert "その後、" in frozen
    assert 'に訂正：</b> <a href="/ja/entries/TW-000001/">' in frozen
    assert '<span lang="en" dir="auto">We had other words.</span>' in frozen
    assert "取り下げられました" in frozen
    assert "2025年4月20日 09:00:00 UTC時点で公開済みの内容。" in frozen.replace("、09", " 09")
    gone = client.get("/embed/entries/TW-000002/?lang=ja").text
    assert "に取り下げ：" in gone


@pytest.mark.parametrize("address", FRAMES)
def test_a_frozen_frame_in_english_is_the_same_bytes_whatever_else_was_asked_for(client, record, address):
    with on(JUNE):
        before = client.get(f"{address}?known={APRIL}").content
        client.get(f"{address}?lang=ja&known={APRIL}")
        client.get("/ja/timeline/")
        assert client.get(f"{address}?known={APRIL}").content == before
        assert client.get(f"{address}?known={APRIL}&lang=en").content == before
    assert b"/ja/" not in before
    assert b'href="/entries/TW-000001/?' not in before  # its links lead to things as they stand


def test_an_image_in_japanese_says_its_words_in_japanese(client, record):
    with on(MAY):
        picture = client.get("/embed/timeline.svg?lang=ja").text
    assert 'xml:lang="ja"' in picture
    assert "2025年5月3日の記録。" in picture
    assert "What he said" in picture
    assert "xml:lang" not in client.get("/embed/timeline.svg").text


# The builder ------------------------------------------------------------------------------------------------


def test_the_builder_in_japanese_writes_code_in_japanese(client, record):
    page = client.get("/ja/embed/?kind=quote").text
    assert "<h1>埋め込み</h1>" in page
    assert 'action="/ja/embed/"' in page
    assert 'name="lang" value="ja" checked' in page
    frame = code_in(page, "frame")
    assert f'src="{SITE}/embed/timeline/?kind=quote&amp;lang=ja"' in frame
    assert f'href="{SITE}/ja/timeline/?kind=quote"' in frame
    assert "発言" in frame
    assert code_in(page, "link") == f"{SITE}/ja/timeline/?kind=quote"
    assert "lang=ja" in code_in(page, "image")
    snippet = code_in(page, "snippet")
    assert f'{SITE}/ja/entries/TW-000001/">What he said' in snippet
    assert "2025年4月16日" in snippet


def test_each_builder_offers_both_languages(client, record):
    english = client.get("/embed/?kind=quote&lang=ja").text
    assert "<h1>Embed</h1>" in english
    assert 'name="lang" value="ja" checked' in english
    assert "lang=ja" in code_in(english, "frame")
    assert "発言" in code_in(english, "frame")
    assert "Fits its height" in english
    japanese = client.get("/ja/embed/?kind=quote&lang=en").text
    assert "lang=" not in code_in(japanese, "frame")
    assert f'href="{SITE}/timeline/?kind=quote"' in code_in(japanese, "frame")
    assert "高さ自動調整" in japanese


def test_a_code_in_english_names_no_language(client, record):
    assert "lang=" not in code_in(client.get("/embed/").text, "frame")
    assert "lang=" not in code_in(client.get("/embed/?lang=en").text, "frame")


def test_the_other_subjects_and_the_other_language_keep_what_was_chosen(client, record):
    page = client.get("/ja/embed/?what=negotiation&of=the-talks&lang=en&theme=dark").text
    assert 'href="/ja/embed/?what=measure&amp;theme=dark&amp;lang=en"' in page
    assert re.search(r'href="/embed/\?what=negotiation&amp;of=the-talks[^"]*theme=dark', page)


def test_a_page_in_japanese_leads_to_the_builder_in_japanese(client, record):
    for page in (
        "/ja/negotiations/the-talks/",
        "/ja/measures/us-duty-on-automobiles/",
        "/ja/entries/TW-000001/",
    ):
        assert 'href="/ja/embed/?what=' in client.get(page).text, page


# oEmbed -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "frame"),
    [
        ("/ja/timeline/?kind=quote", "/embed/timeline/?kind=quote&limit=3&lang=ja"),
        ("/ja/entries/TW-000001/", "/embed/entries/TW-000001/?lang=ja"),
        ("/ja/measures/us-duty-on-automobiles/", "/embed/measures/us-duty-on-automobiles/?lang=ja"),
        ("/ja/negotiations/the-talks/", "/embed/negotiations/the-talks/?limit=5&lang=ja"),
        ("/embed/entries/TW-000001/?lang=ja", "/embed/entries/TW-000001/?lang=ja"),
    ],
)
def test_an_address_in_japanese_is_answered_with_a_frame_in_japanese(client, record, page, frame):
    data = client.get("/oembed", {"url": SITE + page}).json()
    assert unescape(re.search(r'src="([^"]*)"', data["html"])[1]) == SITE + frame
    assert f'<blockquote><a href="{SITE}/ja/' in data["html"]


def test_the_title_of_a_list_in_japanese_is_japanese(client, record):
    assert (
        client.get("/oembed", {"url": f"{SITE}/ja/timeline/"}).json()["title"] == "TradeWatch: タイムライン"
    )
    assert client.get("/oembed", {"url": f"{SITE}/timeline/"}).json()["title"] == "TradeWatch: timeline"


@pytest.mark.parametrize("path", ["/ja/embed/timeline/", "/ja/about/", "/en/timeline/", "/fr/timeline/"])
def test_what_is_no_page_of_ours_is_a_404_under_a_language_too(client, record, path):
    assert client.get("/oembed", {"url": SITE + path}).status_code == 404


def test_a_page_in_japanese_leads_software_to_its_frame_in_japanese(client, record):
    response = client.get("/ja/entries/TW-000001/")
    link = unescape(re.search(r'json\+oembed" href="([^"]+)"', response.text)[1])
    assert response.headers["Link"].startswith(f"<{link}>")
    assert "lang=ja" in client.get(link.removeprefix(SITE)).json()["html"]
