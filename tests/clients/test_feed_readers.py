"""Our feeds, read by programs that nobody here wrote."""

import json

import pytest

from tests.clients import javascript
from tests.clients.record import make_record

feedparser = pytest.importorskip("feedparser", reason="feedparser is not installed: make clients")
pytestmark = pytest.mark.django_db


@pytest.fixture
def count(db) -> int:
    return make_record()


def test_feedparser_finds_nothing_wrong(client, count):
    found = feedparser.parse(client.get("/timeline.atom").content)
    assert found.bozo == 0
    assert found.version == "atom10"
    assert len(found.entries) == count
    assert found.feed.title == "TradeWatch: timeline"
    assert found.feed.rights == "CC BY 4.0"
    for entry in found.entries:
        assert entry.id == entry.link
        assert entry.published_parsed <= entry.updated_parsed
        assert entry.content[0].type == "text/html"
        assert entry.content[0].value
        assert entry.tags
    assert not any("Never held" in entry.title for entry in found.entries)


def test_feedparser_takes_nothing_out_of_our_html(client, count):
    for entry in feedparser.parse(client.get("/timeline.atom").content).entries:
        assert "<script" not in entry.content[0].value
    raw = feedparser.parse(client.get("/timeline.atom").content, sanitize_html=False)
    clean = feedparser.parse(client.get("/timeline.atom").content, sanitize_html=True)
    kept = {
        name: one.content[0].value.count("<p")
        for name, one in (("raw", raw.entries[0]), ("clean", clean.entries[0]))
    }
    assert kept["raw"] == kept["clean"] > 0


def test_feedparser_asks_again_and_is_told_that_nothing_changed(client, count):
    first = client.get("/timeline.atom")
    assert client.get("/timeline.atom", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_feedsmith_reads_the_same_entries_from_both(client, count):
    javascript.require("feedsmith")
    given = {name: client.get(f"/timeline.{name}").content.decode() for name in ("atom", "json")}
    found = javascript.ask("read_feeds.mjs", json.dumps(given))
    atom, other = found["atom"]["entries"], found["json"]["items"]
    assert len(atom) == len(other) == count
    for one, two in zip(atom, other, strict=True):
        assert one["id"] == two["id"]
        assert text_of(one["title"]) == two["title"]
        assert text_of(one["content"]) == two["content_html"]
        assert one["published"] == two["date_published"]
        assert one["updated"] == two["date_modified"]
    assert found["json"]["feed_url"] == "http://127.0.0.1:8000/timeline.json"
    assert {"self", "alternate", "license"} <= {link["rel"] for link in found["atom"]["links"]}


def text_of(value) -> str:
    """A text construct of Atom, which feedsmith gives as a string or with its type."""
    return value if isinstance(value, str) else value["value"]
