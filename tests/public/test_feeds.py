"""Feeds of any filter: what they hold, when they change, and what never stops them."""

import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import connection

from negotiations.guards import install_guards, remove_guards
from negotiations.models.printed import Edition
from tests import make, published
from tests.public.planting import CANARY, plant
from tests.remembering import remembered

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
GONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
FEEDS = ("/timeline.atom", "/timeline.json")


def atom(client, query=""):
    response = client.get(f"/timeline.atom{query}")
    assert response.status_code == 200, response.text
    return ElementTree.fromstring(response.content)  # noqa: S314 (our own)


def json_feed(client, query="") -> dict:
    return json.loads(client.get(f"/timeline.json{query}").content)


def ids(feed) -> list[str]:
    return [entry.findtext(f"{ATOM}id").split("/")[-2] for entry in feed.iter(f"{ATOM}entry")]


def link(feed, rel: str) -> str | None:
    found = feed.find(f"{ATOM}link[@rel='{rel}']")
    return None if found is None else found.get("href")


def break_body(edition, body: str) -> None:
    """What only somebody with the database in hand can do."""
    remove_guards(connection)
    Edition.objects.filter(pk=edition.pk).update(body=body)
    install_guards(connection)


@pytest.fixture
@remembered
def every_kind(db) -> list:
    return [make.publish(maker()) for maker in make.MAKERS.values()]


def test_both_feeds_hold_the_whole_text_of_every_kind(client, every_kind):
    feed, other = atom(client), json_feed(client)
    assert len(ids(feed)) == len(other["items"]) == len(every_kind)
    for edition in every_kind:
        key, headline = edition.publication.key, edition.content["headline"]
        entry = next(one for one in feed.iter(f"{ATOM}entry") if key in one.findtext(f"{ATOM}id"))
        item = next(one for one in other["items"] if one["_tradewatch"]["id"] == key)
        assert entry.findtext(f"{ATOM}title") == item["title"] == headline
        assert entry.findtext(f"{ATOM}content") == item["content_html"]
        assert "Report" in item["content_html"]  # its source
        assert f"{key}, edition 1" in item["content_text"]
        assert item["id"] == item["url"] == f"http://127.0.0.1:8000/entries/{key}/"


def test_the_content_needs_nothing_of_our_pages(client, every_kind):
    for item in json_feed(client)["items"]:
        html = item["content_html"]
        for word in ("class=", "id=", "style=", "<svg", "<script", "aria-", "data-", 'href="/'):
            assert word not in html, word
        ElementTree.fromstring(f"<p>{html}</p>")  # noqa: S314 (every tag that is opened is closed)


def test_a_feed_names_itself_the_page_and_its_licence(client):
    published.a_quote()
    response = client.get("/timeline.atom?economy=JP&kind=quote&utm_source=x&order=oldest")
    feed = ElementTree.fromstring(response.content)  # noqa: S314
    address = "http://127.0.0.1:8000/timeline.atom?kind=quote&economy=JP"
    assert link(feed, "self") == feed.findtext(f"{ATOM}id") == address
    assert link(feed, "alternate") == "http://127.0.0.1:8000/timeline/?kind=quote&economy=JP"
    assert feed.findtext(f"{ATOM}title") == "TradeWatch: Quotes, Japan"
    assert feed.findtext(f"{ATOM}rights") == "CC BY 4.0"
    assert link(feed, "license") == "https://creativecommons.org/licenses/by/4.0/"
    assert f'<{address}>; rel="self"' in response.headers["Link"]
    assert json_feed(client, "?kind=quote")["feed_url"] == "http://127.0.0.1:8000/timeline.json?kind=quote"


def test_a_hub_is_named_where_there_is_one(client, settings):
    published.a_quote()
    assert link(atom(client), "hub") is None
    assert "hubs" not in json_feed(client)
    settings.WEBSUB_HUB = "https://hub.example/"
    assert link(atom(client), "hub") == "https://hub.example/"
    assert json_feed(client)["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert '<https://hub.example/>; rel="hub"' in client.get("/timeline.atom").headers["Link"]


def test_a_feed_holds_what_its_filter_holds(client, every_kind):
    for kind in make.MAKERS:
        feed = atom(client, f"?kind={kind}")
        assert ids(feed) == [one.publication.key for one in every_kind if one.publication.kind == kind]
        assert feed.find(f"{ATOM}entry/{ATOM}category").get("term") == kind
    assert ids(atom(client, "?from=2099")) == []
    assert atom(client, "?from=2099").findtext(f"{ATOM}updated")


def test_a_feed_of_an_empty_record_is_a_feed(client):
    assert ids(atom(client)) == []
    assert json_feed(client)["items"] == []


# Time -----------------------------------------------------------------------------------------------------------------


def entry_of(feed, key: str) -> dict:
    entry = next(one for one in feed.iter(f"{ATOM}entry") if key in one.findtext(f"{ATOM}id"))
    return {name: entry.findtext(ATOM + name) for name in ("id", "title", "published", "updated", "content")}


def test_a_minor_edit_moves_nothing_and_a_correction_does(client):
    quote = make.make_quote(headline="As it was")
    first = make.publish(quote)
    before = entry_of(atom(client), "TW-000001")
    assert before["published"] == before["updated"] == first.published_at.isoformat().replace("+00:00", "Z")

    make.publish(make.edit(quote, headline="As it  was"), change="minor")
    minor = entry_of(atom(client), "TW-000001")
    assert minor | {"title": "", "content": ""} == before | {"title": "", "content": ""}
    assert minor["title"] == "As it  was"

    make.publish(make.edit(quote, headline="As it is"), change="correction", note="It was not as it was.")
    corrected = entry_of(atom(client), "TW-000001")
    assert (corrected["id"], corrected["published"]) == (before["id"], before["published"])
    assert corrected["updated"] > before["updated"]
    assert corrected["content"].startswith("<p><b>Correction, ")
    assert "It was not as it was." in corrected["content"][:100]

    make.publish(make.edit(quote, summary="A comma,"), change="minor")
    after = entry_of(atom(client), "TW-000001")
    assert after["updated"] == corrected["updated"]
    assert "It was not as it was." in after["content"][:100]
    assert atom(client).findtext(f"{ATOM}updated") == after["updated"]


def test_what_changed_last_comes_first_whenever_it_happened(client):
    old, new = make.make_quote(when="2020-01-01"), make.make_quote(when="2025-04-16")
    make.publish(new)
    make.publish(old)
    assert ids(atom(client)) == ["TW-000002", "TW-000001"]
    make.publish(make.edit(new, summary="A letter."), change="minor")
    assert ids(atom(client)) == ["TW-000002", "TW-000001"]
    make.publish(make.edit(new, summary="More."), change="update", note="More is known.")
    assert ids(atom(client)) == ["TW-000001", "TW-000002"]


def test_a_feed_goes_on_over_pages_that_repeat_nothing(client, monkeypatch):
    monkeypatch.setattr("negotiations.public.feeds.SIZE", 2)
    for _ in range(5):
        make.publish(make.make_quote())
    found, address = [], "/timeline.atom?kind=quote"
    while address:
        feed = ElementTree.fromstring(client.get(address).content)  # noqa: S314
        found.append(ids(feed))
        address = link(feed, "next")
    assert found == [["TW-000005", "TW-000004"], ["TW-000003", "TW-000002"], ["TW-000001"]]
    pages = json_feed(client)
    assert json_feed(client, "?" + pages["next_url"].partition("?")[2])["items"][0]["title"]


def test_a_feed_can_be_read_as_it_was(client):
    quote = make.make_quote(headline="First words")
    first = make.publish(quote)
    make.publish(make.edit(quote, headline="Other words"), change="update", note="More is known.")
    known = first.published_at.isoformat().replace("+00:00", "Z")
    then = atom(client, f"?known={known}")
    assert entry_of(then, "TW-000001")["title"] == "First words"
    assert known in link(then, "self").replace("%3A", ":")
    assert "as of" in then.findtext(f"{ATOM}title")
    assert json_feed(client, f"?known={known}")["_tradewatch"]["known"] == known


def test_what_was_withdrawn_is_told_for_ninety_days_and_with_nothing_of_it(client):
    quote = make.make_quote(headline="Never said", summary="Not a word.")
    make.publish(quote)
    make.publish(make.make_round())
    make.withdraw(quote, note="It was not so.")
    for query in ("", "?kind=round"):
        response = client.get(f"/timeline.atom{query}")
        assert b"Never said" not in response.content
        gone = ElementTree.fromstring(response.content).find(GONE)  # noqa: S314
        assert gone.get("ref") == "http://127.0.0.1:8000/entries/TW-000001/"
        assert "It was not so." in gone[0].text
    other = json_feed(client)["_tradewatch"]["withdrawn"]
    assert [one["id"] for one in other] == ["TW-000001"]
    assert ids(atom(client)) == ["TW-000002"]
    with time_machine.travel(datetime.now(UTC) + timedelta(days=91), tick=False):
        assert atom(client).find(GONE) is None


def test_a_reinstated_entry_is_no_longer_told_as_withdrawn(client, ana, rui, mei):
    quote = make.make_quote()
    make.publish(quote)
    make.withdraw(quote)
    make.edit(quote, summary="Now with its context.")
    make.act(quote, "submit", ana)
    make.act(quote, "approve", rui)
    make.act(quote, "reinstate", mei, note="It was so after all.")
    feed = atom(client)
    assert feed.find(GONE) is None
    assert entry_of(feed, "TW-000001")["updated"] > entry_of(feed, "TW-000001")["published"]


# Asking again ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", FEEDS)
def test_an_unchanged_feed_is_not_sent_twice(client, address):
    quote = make.make_quote()
    make.publish(quote)
    etag = client.get(address).headers["ETag"]

    def again():
        nonlocal etag
        response = client.get(address, headers={"If-None-Match": etag})
        etag = response.headers["ETag"]
        return response.status_code

    assert again() == 304
    make.publish(make.make_round())
    assert (again(), again()) == (200, 304)
    make.publish(make.edit(quote, text="other words"), change="correction", note="Other words.")
    assert (again(), again()) == (200, 304)
    make.withdraw(quote)
    assert (again(), again()) == (200, 304)


@pytest.mark.parametrize("address", FEEDS)
def test_a_client_that_knows_only_dates_is_answered_by_date(client, address):
    start = datetime.now(UTC)
    with time_machine.travel(start, tick=False) as travel:
        make.publish(make.make_quote())
        assert "Last-Modified" not in client.get(address).headers  # more may come in this second
        travel.move_to(start + timedelta(minutes=1))
        date = client.get(address).headers["Last-Modified"]
        assert client.get(address, headers={"If-Modified-Since": date}).status_code == 304
        make.publish(make.make_quote())
        travel.move_to(start + timedelta(minutes=2))
        assert client.get(address, headers={"If-Modified-Since": date}).status_code == 200
    assert (
        "Last-Modified" not in client.get(f"{address}?status=in_force").headers
    )  # changes without a printing


# Wrong questions, broken records --------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", FEEDS)
@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("from", "May 2025"),
        ("economy", "XX"),
        ("kind", "nothing"),
        ("known", "yesterday"),
        ("after", "x"),
        ("to", "\x00"),
        ("person", "x" * 5000),
    ],
)
def test_a_wrong_value_is_a_problem_that_names_it(client, address, parameter, value):
    published.a_quote()
    response = client.get(address, {parameter: value})
    assert response.status_code == 400
    assert response.headers["Content-Type"].startswith("application/problem+json")
    problem = json.loads(response.content)
    assert problem["errors"][0]["parameter"] == parameter
    assert "TW-000001" not in response.text


def test_an_unknown_format_is_not_found(client):
    for extension in ("rss", "html", "csv2", "jsonx"):
        assert client.get(f"/timeline.{extension}").status_code == 404


@pytest.mark.parametrize("address", FEEDS)
def test_reading_is_all_that_can_be_done(client, address):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(address).status_code == 405
    assert client.head(address).status_code == 200


@pytest.mark.parametrize(
    "body", ["{", "{}", '"text"', "[]", "null", '{"headline":"x","when":{"edtf":"not a date"}}']
)
def test_a_broken_record_is_left_out_and_the_rest_is_served(client, body, caplog):
    broken = make.publish(make.make_quote())
    make.publish(make.make_round())
    break_body(broken, body)
    assert ids(atom(client)) == ["TW-000002"]
    assert [item["_tradewatch"]["id"] for item in json_feed(client)["items"]] == ["TW-000002"]
    assert "TW-000001, edition 1, is left out" in caplog.text


@pytest.mark.parametrize("character", ["\\u0000", "\\u0007", "\\ud800", "\\uffff", "\\u001b"])
def test_a_character_that_no_feed_can_carry_costs_one_entry(client, character):
    broken = make.publish(make.make_quote(headline="A bell"))
    make.publish(make.make_round())
    break_body(broken, broken.body.replace("A bell", f"A {character} bell"))
    for address in FEEDS:
        text = client.get(address).content.decode()
        assert "TW-000001" not in text
        assert "TW-000002" in text


def test_a_broken_noun_costs_its_name_alone(client):
    person = make.make_person("Someone Broken")
    make.publish(make.make_quote(speaker=person, headline="Words"))
    break_body(Edition.objects.get(publication=person.__class__.objects.get(pk=person.pk).publication), "{")
    feed = atom(client)
    assert ids(feed) == ["TW-000001"]
    assert "Someone Broken" not in ElementTree.tostring(feed, encoding="unicode").replace("Words", "")


def test_hostile_text_stays_text(client):
    hostile = '<script>alert(1)</script>]]>&amp;"<!-- \u2028 --><img src=x onerror=y>'
    make.publish(make.make_quote(headline=hostile, text=hostile, summary=hostile))
    entry = entry_of(atom(client), "TW-000001")
    assert entry["title"] == hostile
    assert "<script" not in entry["content"]
    assert "<img" not in entry["content"]
    item = json_feed(client)["items"][0]
    assert "<script>alert(1)</script>" in item["content_text"]


def test_an_address_of_a_source_that_is_none_is_no_link(client):
    source = make.make_source("Odd", address="javascript:alert(1)")
    make.publish(make.make_quote(source=source))
    assert "javascript:" not in client.get("/timeline.atom").text


# Leaks and cost -------------------------------------------------------------------------------------------------------


def test_no_word_of_the_unpublished_stands_in_a_feed(client, every_kind):
    plant()
    for address in FEEDS:
        for query in ("", "?known=2099-01-01", "?economy=JP", *(f"?kind={kind}" for kind in make.MAKERS)):
            response = client.get(address + query)
            assert response.status_code == 200
            assert CANARY not in response.text
            assert CANARY not in str(response.headers)
        assert client.get(address, {"economy": "ZZ"}).status_code == 400


def test_a_feed_gives_no_cookie_and_varies_by_nothing(client, every_kind):
    for address in FEEDS:
        response = client.get(address)
        assert not response.cookies
        assert "Vary" not in response.headers
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "max-age" in response.headers["Cache-Control"]


@pytest.mark.parametrize("address", FEEDS)
def test_the_queries_of_a_feed_do_not_grow_with_it(client, address, django_assert_max_num_queries):
    for maker in make.MAKERS.values():
        make.publish(maker())
    client.get(address)
    with django_assert_max_num_queries(10) as asked:
        client.get(address)
    few = len(asked.captured_queries)
    for _ in range(3):
        for maker in make.MAKERS.values():
            make.publish(maker(topics=[make.make_topic(f"Topic {next(make.serial)}")]))
    client.get(address)
    with django_assert_max_num_queries(few):
        client.get(address)


# Where they are found -------------------------------------------------------------------------------------------------


def test_the_timeline_links_every_format_with_its_filter(client):
    published.a_quote()
    page = client.get("/timeline/?kind=quote&economy=JP").text
    head, body = page.split("</head>")
    for extension in ("atom", "json", "ics", "csv", "xlsx"):
        address = f'href="/timeline.{extension}?kind=quote&amp;economy=JP"'
        assert '<link rel="alternate" type="' in head
        assert address in head
        assert address in body
    assert 'href="/timeline.csv?kind=quote&amp;economy=JP&amp;form=spreadsheet"' in body


def test_a_list_that_cannot_be_shown_offers_no_feed(client):
    assert "/timeline.atom" not in client.get("/timeline/?from=May").text


def test_a_nouns_page_links_the_feeds_of_the_timeline(client):
    topic = make.make_topic("Rice")
    make.publish(make.make_round(topics=[topic]))
    page = client.get("/topics/rice/").text
    assert page.count('href="/timeline.atom?topic=rice"') == 2
    for feed in [line.split('"')[0] for line in page.split('href="/timeline.')[1:] if line.startswith("a")]:
        assert ids(atom(client, feed.removeprefix("atom"))) == ["TW-000001"]


# In another language --------------------------------------------------------------------------------------------------


def test_a_feed_in_japanese_speaks_japanese_of_the_same_items(client, every_kind):
    english, other = atom(client, "?economy=JP"), client.get("/ja/timeline.atom?economy=JP")
    feed = ElementTree.fromstring(other.content)  # noqa: S314
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (feed.get(language), other.headers["Content-Language"]) == ("ja", "ja")
    assert feed.findtext(f"{ATOM}id") == english.findtext(f"{ATOM}id")
    assert [one.findtext(f"{ATOM}id") for one in feed.iter(f"{ATOM}entry")] == [
        one.findtext(f"{ATOM}id") for one in english.iter(f"{ATOM}entry")
    ]
    assert link(feed, "self") == "http://127.0.0.1:8000/ja/timeline.atom?economy=JP"
    assert link(feed, "alternate") == "http://127.0.0.1:8000/ja/timeline/?economy=JP"
    for entry in feed.iter(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}link").get("href").startswith("http://127.0.0.1:8000/ja/entries/")
        assert entry.get(language) == "en"  # the words of the record stay in their own
    assert "会合" in other.text
    assert "href=&quot;http://127.0.0.1:8000/ja/people/ryosei-akazawa/" in other.text


def test_a_json_feed_in_japanese_has_the_same_ids_and_its_own_addresses(client, every_kind):
    english, other = json_feed(client), json.loads(client.get("/ja/timeline.json").content)
    assert (english["language"], other["language"]) == ("en", "ja")
    assert [item["id"] for item in other["items"]] == [item["id"] for item in english["items"]]
    for item in other["items"]:
        assert item["url"] == item["id"].replace("8000/", "8000/ja/")
    assert other["feed_url"] == "http://127.0.0.1:8000/ja/timeline.json"
    assert other["home_page_url"] == "http://127.0.0.1:8000/ja/timeline/"
    assert other["title"] == "TradeWatch：タイムライン"


def test_a_wrong_value_is_a_problem_in_the_language_of_the_address(client):
    said = client.get("/ja/timeline.atom?from=soon")
    assert said.status_code == 400
    assert "実在する日付" in said.json()["errors"][0]["detail"]


def test_a_calendar_in_japanese_has_the_same_events(client, every_kind):
    english, other = client.get("/timeline.ics").getvalue(), client.get("/ja/timeline.ics").getvalue()
    uids = [[line for line in text.splitlines() if line.startswith(b"UID")] for text in (english, other)]
    assert uids[0] == uids[1] != []
    assert b"timeline.ics" in english
    assert b"/ja/timeline.ics" in other


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_a_table_is_the_same_in_every_language(client, extension):
    gone = client.get(f"/ja/timeline.{extension}?kind=quote&known=2025-05-01")
    assert gone.status_code == 301
    assert gone.headers["Location"] == f"/timeline.{extension}?kind=quote&known=2025-05-01"


def test_a_page_in_japanese_links_feeds_in_japanese_and_tables_as_they_are(client):
    published.a_quote()
    page = client.get("/ja/timeline/?kind=quote").text
    for address in ("/ja/timeline.atom", "/ja/timeline.json", "/ja/timeline.ics"):
        assert page.count(f'href="{address}?kind=quote"') == 2
    for address in ("/timeline.csv", "/timeline.xlsx"):
        assert page.count(f'href="{address}?kind=quote"') == 2
    assert "/ja/timeline.csv" not in page
