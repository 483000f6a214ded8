"""oEmbed: one address of ours in, a quotation and a frame out."""

import re
from html import unescape
from urllib.parse import quote, urlencode

import pytest

from tests import make
from tests.public.embedding import publish_in_april, withdraw
from tests.remembering import remembered

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


@pytest.fixture
@remembered
def record(db):
    """A quote and a duty in one negotiation."""
    talks = make.make_negotiation("The talks")
    entries = [
        make.make_quote(headline="What he <said>", negotiations=[talks]),
        make.make_measure_change(negotiations=[talks]),
    ]
    publish_in_april(*entries)
    return entries


def ask(client, path="/timeline/", **parameters):
    url = path if "://" in path or not path.startswith("/") else SITE + path
    return client.get("/oembed", {"url": url, **parameters})


def test_the_answer_has_what_the_specification_asks_of_rich(client, record):
    response = ask(client, "/entries/TW-000001/", format="json")
    assert response.headers["Content-Type"] == "application/json"
    data = response.json()
    assert (data["type"], data["version"]) == ("rich", "1.0")
    assert data["title"] == "What he <said>"
    assert (data["provider_name"], data["provider_url"]) == ("TradeWatch", SITE)
    assert type(data["width"]) is type(data["height"]) is type(data["cache_age"]) is int
    assert "thumbnail_url" not in data


def test_the_html_is_a_quotation_and_a_frame_in_that_order(client, record):
    data = ask(client, "/entries/TW-000001/").json()
    assert data["html"] == (
        f'<blockquote><a href="{SITE}/entries/TW-000001/">What he &lt;said&gt;</a></blockquote>'
        f'<iframe title="What he &lt;said&gt;" src="{SITE}/embed/entries/TW-000001/" '
        f'width="{data["width"]}" height="{data["height"]}"></iframe>'
    )


@pytest.mark.parametrize(
    ("page", "frame"),
    [
        ("/timeline/", "/embed/timeline/?limit=3"),
        ("/timeline/?kind=quote&limit=7", "/embed/timeline/?kind=quote&limit=7"),
        ("/timeline/?economy=JP&known=2025-04-20", "/embed/timeline/?economy=JP&known=2025-04-20&limit=3"),
        ("/timeline/?utm_source=mail&kind=quote", "/embed/timeline/?kind=quote&limit=3"),
        ("/entries/TW-000001/", "/embed/entries/TW-000001/"),
        ("/measures/us-duty-on-automobiles/", "/embed/measures/us-duty-on-automobiles/"),
        (
            "/measures/us-duty-on-automobiles/?on=2025-04-10",
            "/embed/measures/us-duty-on-automobiles/?on=2025-04-10",
        ),
        ("/negotiations/the-talks/", "/embed/negotiations/the-talks/?limit=5"),
        ("/embed/timeline/?kind=quote&theme=dark", "/embed/timeline/?kind=quote&theme=dark&limit=3"),
        ("/embed/entries/TW-000001/?theme=dark", "/embed/entries/TW-000001/?theme=dark"),
        ("/embed/measures/us-duty-on-automobiles/", "/embed/measures/us-duty-on-automobiles/"),
        ("/embed/negotiations/the-talks/", "/embed/negotiations/the-talks/?limit=5"),
        ("/entries/TW-000001/#editions", "/embed/entries/TW-000001/"),
    ],
)
def test_pages_and_frames_are_answered_with_their_filter(client, record, page, frame):
    html = ask(client, page).json()["html"]
    assert unescape(re.search(r'src="([^"]*)"', html)[1]) == SITE + frame


def test_http_and_https_are_the_same_site(client, record, settings):
    settings.SITE_URL = "https://trade.example"
    assert ask(client, "http://trade.example/timeline/").status_code == 200
    assert ask(client, "https://trade.example:443/timeline/").status_code == 200


@pytest.mark.parametrize(
    ("asked", "got"), [({}, 600), ({"maxwidth": "320"}, 320), ({"maxwidth": "9999"}, 1000)]
)
def test_the_width_obeys(client, record, asked, got):
    data = ask(client, **asked).json()
    assert data["width"] == got
    assert f'width="{got}"' in data["html"]


def test_the_height_obeys(client, record):
    assert ask(client, maxheight="200").json()["height"] == 200
    assert ask(client, maxheight="99999").json()["height"] == 640


@pytest.mark.parametrize("value", ["1e9", '"><script>', "-1", "0", "1.5", "٣", "1" * 30])
def test_a_size_that_is_no_number_of_pixels_is_refused(client, record, value):
    response = ask(client, maxwidth=value)
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "url",
    [
        "http://elsewhere.example/timeline/",
        "http://127.0.0.1:8000@elsewhere.example/timeline/",
        "http://user:word@127.0.0.1:8000/timeline/",
        "http://127.0.0.1:8001/timeline/",
        "/entries/TW-000099/",
        "/entries/secret/",
        "/measures/secret/",
        "/about/",
        "/embed/",
        "/embed/timeline.svg",
        "/embed/v1.js",
        "/admin/",
        "/entries/TW-000001/editions/1/",
        "/timeline/?kind=castle",
        "/timeline/?limit=99",
        "/entries/TW-000001/?known=2025-01-01",
        "/entries/TW-000001/?known=never",
    ],
)
def test_what_cannot_be_embedded_is_a_404(client, record, url):
    make.make_quote(headline="A draft")
    make.make_measure("Secret")
    assert ask(client, url).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "timeline",
        "//127.0.0.1:8000/timeline/",
        "javascript:alert(1)",
        "ftp://127.0.0.1:8000/timeline/",
        "http://",
        "http://[::1/timeline/",
        "http://127.0.0.1:99999/timeline/",
        "http://127.0.0.1:8000.elsewhere.example/timeline/",
        "http://127.0.0.1:8000/time line/",
        "http://127.0.0.1:8000\\@elsewhere.example/",
        "http://127.0.0.1:8000/timeline/?q=\x00",
        "http://127.0.0.1:8000/" + "x" * 3000,
        "",
    ],
)
def test_what_is_no_address_is_a_400(client, record, url):
    assert client.get("/oembed", {"url": url}).status_code == 400


def test_a_question_without_an_address_is_a_400(client):
    assert client.get("/oembed").status_code == 400


def test_very_many_fields_in_an_address_are_no_failure(client, record):
    assert ask(client, "/timeline/?" + "a&" * 500).status_code == 200
    assert ask(client, "/timeline/?" + "&" * 1950).status_code in (200, 400)


def test_what_was_withdrawn_is_a_404(client, record):
    withdraw(record[0])
    assert ask(client, "/entries/TW-000001/").status_code == 404


@pytest.mark.parametrize("form", ["xml", "php", "JSON"])
def test_other_formats_are_not_implemented(client, record, form):
    assert ask(client, format=form).status_code == 501


def test_it_is_open_to_every_page_and_runs_no_callback(client, record):
    response = client.get(
        "/oembed",
        {"url": f"{SITE}/timeline/", "callback": "alert"},
        headers={"Origin": "https://paper.example"},
    )
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.text.startswith("{")
    assert ask(client, "http://elsewhere.example/").headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "page",
    [
        "/timeline/?kind=quote&economy=JP&known=2025-04-20",
        "/entries/TW-000001/",
        "/measures/us-duty-on-automobiles/?on=2025-04-10",
        "/negotiations/the-talks/",
    ],
)
def test_every_page_that_can_be_embedded_leads_to_its_answer(client, record, page):
    response = client.get(page)
    link = re.search(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"', response.text)
    header = re.fullmatch(
        r'<([^>]+)>; rel="alternate"; type="application/json\+oembed"', response.headers["Link"]
    )
    assert unescape(link[1]) == header[1]
    assert urlencode({"url": SITE + page}) in header[1]
    assert client.get(header[1].removeprefix(SITE)).status_code == 200


def test_an_embed_leads_there_too(client, record):
    page = client.get("/embed/entries/TW-000001/").text
    assert f"/oembed?url={quote(SITE, safe='')}%2Fentries%2FTW-000001%2F" in page


def test_a_page_that_cannot_be_embedded_says_nothing_of_it(client, record):
    for page in ("/", "/about/", "/entries/TW-000099/", "/people/ryosei-akazawa/"):
        response = client.get(page)
        assert "json+oembed" not in response.text
        assert "Link" not in response.headers


def test_no_header_is_made_of_what_a_reader_sends(client, record):
    for query in (
        "kind=quote%0d%0aX-Evil:1",
        "kind=%3E%3B+rel%3Devil",
        "kind=%ed%a0%80",
        "kind=" + "x" * 3000,
    ):
        response = client.get(f"/timeline/?{query}")
        assert response.status_code == 200
        assert "X-Evil" not in response.headers
        assert response.headers.get("Link", "<>").count(">") == 1
