"""Reading a page that somebody else wrote: what is proposed from it, and its words."""

import json
import time

import pytest

from negotiations.desk.capture import cleaning, languages, pages, reading
from negotiations.desk.capture.dates import date_in_path, read_date
from negotiations.desk.capture.decoding import decode
from negotiations.desk.capture.sites import believed

HERE = "https://news.example.org/2025/04/17/talks?x=1"


def read(head="", body="<p>Words.</p>", html='<html lang="en">', content_type="text/html"):
    return reading.read(
        f"<!doctype html>{html}<head>{head}</head><body>{body}</body></html>".encode(), HERE, content_type
    )


def linked(*data) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in data)


def proposed(*args, **kwargs) -> dict:
    return {name: value for name, (value, _) in read(*args, **kwargs)["proposals"].items()}


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Ministers meet",
    "datePublished": "2025-04-17T09:30:00+09:00",
    "author": [{"@type": "Person", "name": "A. Writer"}, {"@type": "Person", "name": "B. Writer"}],
    "publisher": {"@type": "Organization", "name": "Example Times"},
    "inLanguage": "en-GB",
}
WANTED = {
    "title": "Ministers meet",
    "publisher": "Example Times",
    "authors": "A. Writer; B. Writer",
    "issued": "2025-04-17",
    "language": "en",
    "source_kind": "article-newspaper",
}


@pytest.mark.parametrize(
    "head",
    [
        linked(ARTICLE),
        linked([{"@type": "BreadcrumbList", "name": "Not this"}, ARTICLE]),
        linked({"@graph": [{"@type": "WebPage", "name": "Not this"}, ARTICLE]}),
        linked(
            {
                "@type": "WebPage",
                "name": "Not this",
                "mainEntity": ARTICLE | {"@type": ["Thing", "NewsArticle"]},
            }
        ),
        linked({"@type": "Organization", "name": "Not this"}, ARTICLE),
        linked(
            {"@graph": [ARTICLE | {"publisher": {"@id": "#us"}}, {"@id": "#us", "name": "Example Times"}]}
        ),
        '<script type="application/ld+json">{"@type": broken</script>' + linked(ARTICLE),
        f'<script type="application/LD+JSON; charset=utf-8"><!-- {json.dumps(ARTICLE)} --></script>',
        linked(ARTICLE | {"author": ["A. Writer", {"name": ["B. Writer"]}], "publisher": "Example Times"}),
    ],
)
def test_a_page_is_read_from_its_json_ld(head):
    assert proposed(head) == WANTED
    assert read(head)["proposals"]["title"] == ("Ministers meet", "from JSON-LD")


def test_a_page_is_read_from_its_meta_data_its_title_and_its_address():
    head = """<title>Ministers meet | Example Times</title><meta property="og:site_name" content="Example Times">
        <meta name="citation_author" content="A. Writer"><meta name=citation_author content="B. Writer">
        <meta property="og:type" content="article">"""
    assert proposed(head) == WANTED
    origins = {name: origin for name, (_, origin) in read(head)["proposals"].items()}
    assert origins == {
        "title": "from <title>",
        "publisher": "from OpenGraph",
        "authors": "from meta data",
        "issued": "from the address",
        "language": "from the page",
        "source_kind": "from OpenGraph",
    }


def test_a_page_that_says_nothing_proposes_what_its_address_tells():
    assert proposed(html="<html>") == {"publisher": "news.example.org", "issued": "2025-04-17"}
    assert reading.read(b"", "https://example.org/")["proposals"] == {
        "publisher": ("example.org", "from the address")
    }


@pytest.mark.parametrize(
    "bad",
    [
        "[" * 100_000,
        '{"@type": "NewsArticle", "headline": {"a": [1, null]}, "author": 7, "datePublished": ["x"]}',
        '{"@type": "NewsArticle", "headline": "\\ud800 \\u0000"}',
        '{"@graph": [' + ",".join('{"@type": "Thing"}' for _ in range(5000)) + "]}",
        "null",
        '"NewsArticle"',
        '{"@id": "#a", "@type": "Article", "author": {"@id": "#a"}}',
    ],
)
def test_odd_json_ld_is_passed_over(bad):
    found = proposed(f'<title>Ministers meet</title><script type="application/ld+json">{bad}</script>')
    assert found["title"].encode() in (b"Ministers meet", b"")


def test_a_long_or_hostile_title_is_cleaned_and_cut():
    hostile = "<b>Ta\u202elks\u200b</b> \x00\x07 on\n\n" + "x" * 1_000_000
    title = proposed(linked(ARTICLE | {"headline": hostile}))["title"]
    assert title.startswith("<b>Talks</b> on xxx")  # as words: nothing makes HTML of it
    assert len(title) <= 300
    assert cleaning.line("a &lt; b &amp; c", 300) == "a < b & c"


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("2025-04-17T23:30:00-04:00", "2025-04-17"),
        ("2025-04-17T09:30Z", "2025-04-17"),
        ("2025-04-17 09:30", "2025-04-17"),
        ("2025-04", "2025-04"),
        ("2025", "2025"),
        ("20250417", "2025-04-17"),
        ("2025/4/7", "2025-04-07"),
        ("2025年4月17日 9時", "2025-04-17"),
        ("Thu, 17 Apr 2025 09:30:00 GMT", "2025-04-17"),
        ("April 17, 2025", "2025-04-17"),
        ("17 Apr. 2025", "2025-04-17"),
        ("2025-02-30", ""),
        ("1970-01-01T00:00:00Z", ""),
        ("0001-01-01", ""),
        ("yesterday", ""),
        ("20255", ""),
        (None, ""),
        (20250417, ""),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_given(said, date):
    assert read_date(said) == date


def test_a_day_is_read_from_an_address():
    assert date_in_path("/news/2025/04/17/talks.html") == "2025-04-17"
    assert date_in_path("/news/20250417-talks") == "2025-04-17"
    assert date_in_path("/2025/44/99/1") == date_in_path("/item/123456789012/") == ""


@pytest.mark.parametrize(
    ("encoding", "content_type", "head"),
    [
        ("utf-8", "text/html; charset=iso-8859-1", ""),
        ("utf-8", "", ""),
        ("utf-8-sig", "text/html; charset=shift_jis", ""),
        ("utf-16", "text/html", ""),
        ("cp932", "text/html; charset=Shift_JIS", ""),
        ("cp932", "text/html", '<meta charset="x-sjis">'),
        (
            "euc_jp",
            "text/html; charset=utf-8",
            '<meta http-equiv=content-type content="text/html; charset=EUC-JP">',
        ),
        ("iso2022_jp", "text/html; charset=ISO-2022-JP", ""),
    ],
)
def test_a_page_is_decoded_whatever_it_says_of_itself(encoding, content_type, head):
    assert "関税の見直し" in decode(f"<html>{head}<p>関税の見直し".encode(encoding), content_type)


def test_an_encoding_that_no_page_has_is_not_tried():
    assert decode(b"caf\xe9 \xff", 'text/html; charset="zip"') == "café ÿ"
    assert decode("né".encode(), "text/html; charset=unicode_escape") == "né"
    assert "\ufffd" in decode(b"\xff\xfea\xd8", "text/html; charset=utf-8")


def test_the_text_is_the_articles_paragraph_by_paragraph():
    body = """<header>Site</header><nav><a href=/>Home</a></nav><main><div>Related</div><article><h1>Talks</h1>
        <p>One <b>bo</b>ld\n word.<br>A line.<p hidden>Not this</p><script>no()</script><style>p{}</style>
        <div>Lo<wbr>ng<p>two &lt;i&gt;</div><ul><li>a<li>b</ul><p><ruby>赤澤<rp>(</rp><rt>あかざわ</rt></ruby>氏</p>
        </article></main><aside>Advertising</aside><footer>Imprint</footer>"""
    assert read(body=body)["text"] == "Talks\n\nOne bold word.\nA line.\n\nLong\n\ntwo <i>\n\na\nb\n\n赤澤氏"


def test_without_an_article_the_body_is_read_without_its_frame():
    body = "<header>Site</header><p>First.</p><article>Teaser</article><p>Second, and longer.</p><footer>End</footer>"
    assert read(body=body)["text"] == "First.\n\nTeaser\n\nSecond, and longer."
    assert read(body="<footer>Only this</footer>")["text"] == "Only this"


@pytest.mark.parametrize(
    ("words", "around", "language"),
    [
        ("極めて遺憾だと伝えた", "en", "ja"),
        ("カンゼイ", "", "ja"),
        ("断固抗議", "ja", "ja"),
        ("断固抗議", "en", "zh"),
        ("坚决反对", "zh-Hans", "zh-Hans"),
        ("매우 유감스럽다", "en", "ko"),
        ("نأسف لذلك", "en", "ar"),
        ("متأسفیم", "fa", "fa"),
        ("We regret it", "de", "de"),
        ("We regret 遺憾 it deeply", "en", "en"),
        ("100 %", "", ""),
    ],
)
def test_the_script_tells_the_language_where_it_can(words, around, language):
    assert languages.guessed(words, around) == language


def test_a_page_in_another_script_than_it_says_is_in_that_scripts_language():
    found = read(body="<p>関税の見直しを強く求めた。</p>")["proposals"]["language"]
    assert found == ("ja", "from its script")


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("/talks", "https://news.example.org/talks"),
        ("https://example.org/talks#top", "https://example.org/talks"),
        ("http://www.news.example.org/talks", "http://www.news.example.org/talks"),
        ("https://other.example.com/talks", ""),
        ("https://org/talks", ""),
        ("https://sport.example.org/talks", ""),
        ("https://news.example.org:8443/talks", ""),
        ("https://user@news.example.org/talks", ""),
        ("javascript:alert(1)", ""),
        ("//evil.example/x", ""),
        ("https://news.example.org/", ""),
        ("https://[", ""),
        ("/" + "x" * 1200, ""),
    ],
)
def test_a_page_speaks_for_its_own_site_alone(said, address):
    assert believed(said, HERE) == address


@pytest.mark.parametrize("page", ["https://a.co.uk/x", "https://a.go.jp/x"])
def test_a_suffix_that_many_share_is_no_site(page):
    assert believed(f"https://{page[10:15]}/x", page) == ""


def test_a_page_that_was_made_to_keep_the_parser_busy_is_given_up(monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 0.5)
    began = time.monotonic()
    with pytest.raises(reading.Unreadable):
        reading.read_apart(b"<div>" * 300_000, HERE, "text/html", "")
    assert time.monotonic() - began < 3


def test_another_process_reads_the_same():
    body = f"<html lang=en><head>{linked(ARTICLE)}</head><body><p>Words of 赤澤.</p>".encode()
    found = reading.read_apart(body, HERE, "text/html", "")
    assert found["text"] == "Words of 赤澤."
    assert found["proposals"]["title"] == ["Ministers meet", "from JSON-LD"]


def test_what_is_no_page_proposes_its_address_and_says_why():
    pdf = pages.client.Fetched(200, f"{HERE}#page=2", {"content-type": "text/html"}, b"%PDF-1.7 ...")
    page = pages._page(pdf)
    assert (page.text, page.proposals["address"]) == ("", (HERE, "where it was found"))
    assert "PDF" in page.remark
    assert len(page.document_digest) == 64
