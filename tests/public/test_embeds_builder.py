"""The builder of embeds: a plain form that leads to itself, and the codes that it writes."""

import re
from base64 import b64encode
from hashlib import sha384
from html.parser import HTMLParser

import pytest

from tests import make
from tests.public.embedding import MAY, code_in, on, publish_in_april
from tests.remembering import remembered

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


@pytest.fixture
@remembered
def record(db):
    """A quote, a round and a duty in one negotiation."""
    talks = make.make_negotiation("The talks")
    publish_in_april(
        make.make_quote(headline="What he said", negotiations=[talks]),
        make.make_round(headline="Where they met", negotiations=[talks]),
        make.make_measure_change(headline="The duty", negotiations=[talks]),
    )


class Tags(HTMLParser):
    """The elements of a code as (name, attributes), and its words."""

    def __init__(self, code: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.words = ""
        self.feed(code)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data

    def first(self, name: str) -> dict:
        return next(attrs for tag, attrs in self.tags if tag == name)


def test_it_opens_with_the_filter_that_a_link_brings(client, record):
    page = client.get("/embed/?kind=quote&economy=JP").text
    frame = Tags(code_in(page, "frame")).first("iframe")
    assert frame["src"] == f"{SITE}/embed/timeline/?kind=quote&economy=JP"
    assert frame["title"] == "TradeWatch: Quotes, Japan"
    assert 'src="/embed/timeline/?kind=quote&amp;economy=JP"' in page
    assert "Kind:" in page


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("what=entry&of=TW-000001", "/embed/entries/TW-000001/"),
        ("what=measure&of=us-duty-on-automobiles", "/embed/measures/us-duty-on-automobiles/"),
        ("what=negotiation&of=the-talks", "/embed/negotiations/the-talks/"),
        ("what=measure", "/embed/measures/us-duty-on-automobiles/"),  # the first there is
        ("kind=quote&theme=dark&limit=3&header=0", "/embed/timeline/?kind=quote&theme=dark&limit=3&header=0"),
        (
            "what=measure&of=us-duty-on-automobiles&on=2025-04-10",
            "/embed/measures/us-duty-on-automobiles/?on=2025-04-10",
        ),
    ],
)
def test_it_writes_the_address_of_what_was_chosen(client, record, query, path):
    page = client.get(f"/embed/?{query}").text
    assert Tags(code_in(page, "frame")).first("iframe")["src"] == SITE + path


def test_every_page_leads_to_it_with_its_own_thing_filter_and_clock(client, record):
    for page, link in (
        ("/timeline/?kind=quote&known=2025-04-20", "/embed/?kind=quote&amp;known=2025-04-20"),
        ("/entries/TW-000001/?known=2025-04-20", "/embed/?what=entry&amp;of=TW-000001&amp;known=2025-04-20"),
        ("/negotiations/the-talks/", "/embed/?what=negotiation&amp;of=the-talks"),
        (
            "/measures/us-duty-on-automobiles/?on=2025-04-10",
            "/embed/?what=measure&amp;of=us-duty-on-automobiles&amp;on=2025-04-10",
        ),
    ):
        assert f'href="{link}"' in client.get(page).text, page


def test_freezing_writes_the_present_instant_in_full(client, record):
    with on(MAY):
        page = client.get("/embed/?kind=quote&known=now").text
    src = Tags(code_in(page, "frame")).first("iframe")["src"]
    assert src == f"{SITE}/embed/timeline/?kind=quote&known=2025-05-03T09%3A00%3A00Z"
    assert re.search(r'value="2025-05-03T09:00:00Z" checked', page)
    assert "cannot be read" not in page


def test_the_code_that_fits_its_height_is_text_that_stays_readable(client, record):
    code = Tags(code_in(client.get("/embed/").text, "responsive"))
    quote, script = code.first("blockquote"), code.first("script")
    assert quote["class"] == "tradewatch"
    assert quote["data-src"] == f"{SITE}/embed/timeline/"
    assert "What he said" in code.words
    assert sum(tag == "li" for tag, _ in code.tags) == 3
    assert script["src"] == f"{SITE}/embed/v1.js"
    assert script["crossorigin"] == "anonymous"
    digest = sha384(client.get("/embed/v1.js").content).digest()
    assert script["integrity"] == f"sha384-{b64encode(digest).decode()}"


def test_the_plain_html_has_no_frame_no_script_no_style_and_whole_addresses(client, record):
    code = Tags(code_in(client.get("/embed/?kind=quote").text, "snippet"))
    assert {tag for tag, _ in code.tags} <= {"div", "p", "strong", "a", "ul", "li"}
    assert all(set(attrs) <= {"href"} for _, attrs in code.tags)
    assert all(attrs["href"].startswith(f"{SITE}/") for tag, attrs in code.tags if tag == "a")
    assert "16 April 2025, Quote: What he said (Kyodo)" in code.words
    assert "Record of" in code.words


def test_the_image_says_in_words_what_it_shows(client, record):
    image = Tags(code_in(client.get("/embed/?kind=quote").text, "image")).first("img")
    assert image["src"] == f"{SITE}/embed/timeline.svg?kind=quote"
    assert "What he said" in image["alt"]


def test_the_address_is_that_of_the_page(client, record):
    page = client.get("/embed/?what=entry&of=TW-000001").text
    assert code_in(page, "link") == f"{SITE}/entries/TW-000001/"


def test_no_word_of_the_record_gets_out_of_a_code(client):
    attack = '"></iframe></blockquote></textarea><script>alert(1)</script>'
    publish_in_april(make.make_quote(headline=attack))
    page = client.get("/embed/?what=entry&of=TW-000001").text
    assert attack not in page
    for name in ("responsive", "frame", "snippet", "image"):
        code = code_in(page, name)
        assert attack not in code
        assert [tag for tag, _ in Tags(code).tags if tag == "script"] == ["script"] * (name == "responsive")


def test_it_prints_what_a_host_allows_and_what_a_privacy_notice_says(client, record):
    page = client.get("/embed/").text
    assert f"frame-src {SITE}<" in page
    assert f"script-src {SITE}/embed/v1.js<" in page
    assert "sets no cookies" in page


def test_what_is_not_in_the_record_is_said(client, record):
    make.make_quote(headline="A draft")
    page = client.get("/embed/?what=entry&of=TW-000099").text
    assert "is not in the record" in page
    assert "<iframe" not in page
    assert "<iframe" not in client.get("/embed/?what=entry").text


def test_a_wrong_look_is_said_and_there_is_no_code(client, record):
    page = client.get("/embed/?limit=99").text
    assert "Limit" in page
    assert "code-frame" not in page


def test_what_nobody_knows_is_the_list(client, record):
    assert "A list of entries" in client.get("/embed/?what=castle").text
