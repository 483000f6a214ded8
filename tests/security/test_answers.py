"""What is on every answer, also on those that nobody meant to give: errors, files, refusals, redirects."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory

from tests import crawl, make
from tests.remembering import remembered
from tests.security.payloads import ADDRESSES
from tests.test_settings import GOOD, show

pytestmark = pytest.mark.django_db
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture(autouse=True)
@remembered
def something_published(db):
    make.publish(make.make_quote())


def of_every_status(client, monkeypatch) -> dict[str, object]:
    """One answer for each way in which a request can end."""
    from negotiations.public import list_views

    def fails(*args, **kwargs):
        raise RuntimeError("SELECT secret FROM /srv/tradewatch/settings.py")

    found = {
        "200": client.get("/timeline/"),
        "200 desk": client.get("/admin/login/"),
        "200 file": client.get("/static/css/base.css"),
        "301": client.get("/timeline"),
        "301 api": client.get("/api"),
        "302": client.get("/admin/"),
        "304": client.get("/timeline/", headers={"if-none-match": client.get("/timeline/").headers["ETag"]}),
        "400": client.get("/timeline.csv?from=nonsense"),
        "400 host": client.get("/timeline/", headers={"host": "evil.example"}),
        "400 fields": client.post("/admin/login/", {f"f{n}": "1" for n in range(10_001)}),
        "403": Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a"}),
        "404": client.get("/nothing/"),
        "404 ja": client.get("/ja/nothing/"),
        "404 file": client.get("/static/nothing.css"),
        "404 api": client.get("/api/v1/nothing"),
        "404 preview": client.get("/preview/nothing/"),
        "405": client.post("/timeline/"),
        "405 api": client.post("/api/v1/entries"),
        "204": client.options("/api/v1/entries"),
        "501": client.get(f"/oembed?format=xml&url={settings.SITE_URL}/timeline/"),
    }
    gone = make.make_quote()
    make.publish(gone)
    make.withdraw(gone)
    found["410"] = client.get(f"/entries/{gone.publication.key}/")
    client.raise_request_exception = False
    monkeypatch.setattr(list_views, "listing", fails)
    found["500"] = client.get("/timeline/")
    return found


def test_each_is_framed_by_nobody_and_says_what_it_is(client, monkeypatch):
    found = of_every_status(client, monkeypatch)
    for name, answer in found.items():
        assert str(answer.status_code) == name.split()[0], (name, answer.status_code)
        headers = answer.headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], name
        assert "unsafe" not in headers["Content-Security-Policy"], name
        assert headers["X-Frame-Options"] == "DENY", name
        for header, value in HEADERS.items():
            assert headers[header] == value, (name, header)
        assert "Server" not in headers
        assert "X-Powered-By" not in headers
        kind = headers.get("Content-Type", "")
        if kind.startswith("text/html"):
            assert "charset=utf-8" in kind, name


def test_no_error_tells_of_our_insides(client, monkeypatch):
    for name, answer in of_every_status(client, monkeypatch).items():
        if name.startswith(("4", "5")):
            text = answer.getvalue().decode() if answer.streaming else answer.text
            for word in (
                "Traceback",
                "SELECT ",
                "/srv/",
                "settings.py",
                "django",
                "Django",
                settings.SECRET_KEY,
                "site-packages",
            ):
                assert word not in text, (name, word)


def test_an_embed_alone_may_be_framed_whatever_its_status(client):
    key = crawl.keys(client.get).of["entries"][0]
    for address in (
        f"/embed/entries/{key}/",
        "/embed/timeline/",
        "/embed/timeline/?kind=nonsense",
        "/ja/embed/timeline/",
    ):
        answer = client.get(address)
        if answer.status_code == 200:
            assert "frame-ancestors *" in answer.headers["Content-Security-Policy"], address
            assert "X-Frame-Options" not in answer.headers, address
    for address in (
        "/embed/",
        "/embed/nothing/",
        "/admin/login/?next=/embed/timeline/",
        "/timeline/?/embed/timeline/",
    ):
        assert client.get(address).headers["X-Frame-Options"] == "DENY", address


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:8000.evil.example", settings.SITE_URL]
)
def test_no_origin_is_ever_repeated_and_none_gets_credentials(client, origin):
    for address in (
        "/api/v1/entries",
        "/timeline.atom",
        "/timeline.csv",
        f"/oembed?url={settings.SITE_URL}/timeline/",
        "/timeline/",
        "/admin/login/",
        "/rates.json?by=US&economy=JP",
    ):
        for answer in (
            client.get(address, headers={"origin": origin}),
            client.options(address, headers={"origin": origin, "access-control-request-method": "POST"}),
        ):
            allowed = answer.headers.get("Access-Control-Allow-Origin")
            assert allowed in (None, "*"), address
            assert "Access-Control-Allow-Credentials" not in answer.headers, address
            assert "POST" not in answer.headers.get("Access-Control-Allow-Methods", ""), address
            if address in ("/timeline/", "/admin/login/"):
                assert allowed is None, address


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "MOVE", "GETS"]
)
def test_nothing_but_reading_is_possible_under_any_name(client, method):
    for address in (
        "/timeline/",
        "/timeline.csv",
        "/api/v1/entries",
        "/embed/timeline/",
        "/oembed",
        "/healthz",
        "/data/",
        "/sitemap.xml",
    ):
        assert client.generic(method, address).status_code == 405, address


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_no_header_makes_another_method_of_a_request(client, header):
    assert client.get("/timeline/", headers={header: "DELETE"}).status_code == 200
    assert client.post("/timeline/", {"_method": "GET"}, headers={header: "GET"}).status_code == 405


@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-host": "evil.example"},
        {"x-forwarded-proto": "gopher", "x-forwarded-port": "1"},
        {"forwarded": "host=evil.example"},
        {"x-original-url": "/admin/"},
        {"x-rewrite-url": "/admin/"},
        {"accept-language": "ja,x-evil", "cookie": "django_language=ja"},
        {"hx-request": "true", "hx-target": "evil"},
        {"user-agent": "evil\tagent"},
        {"referer": "https://evil.example/"},
        {"save-data": "on"},
    ],
)
def test_no_header_of_a_stranger_changes_a_page(client, headers):
    """What a cache keeps for one reader is what any other would have got (C01)."""
    for address in (
        "/timeline/",
        "/embed/timeline/",
        "/api/v1/entries",
        "/sitemap.xml",
        "/timeline.atom",
        "/nothing/",
    ):
        bare, dressed = client.get(address), client.get(address, headers=headers)
        assert dressed.status_code == bare.status_code, address
        assert dressed.content == bare.content, address
        assert "evil" not in str(dressed.headers)


def test_every_kind_of_answer_says_how_long_it_may_be_kept(client, admin_user):
    known = crawl.keys(client.get)
    for address in [one for one in crawl.seeds(known) if "known=" not in one]:
        answer = client.get(address)
        kept = answer.headers.get("Cache-Control", "")
        assert not answer.cookies, address
        assert "Cookie" not in answer.headers.get("Vary", ""), address
        if answer.status_code == 200:
            assert re.search(r"max-age=\d+|no-store", kept), (address, kept)
        assert "private" not in kept, address
    client.force_login(admin_user)
    for address in (
        "/admin/",
        "/admin/negotiations/quote/",
        "/admin/account/",
        "/admin/login/",
        "/admin/nothing/",
    ):
        assert "no-store" in client.get(address).headers["Cache-Control"], address
        assert "private" in client.get(address).headers["Cache-Control"], address


def test_a_tag_is_another_one_after_every_change_of_what_it_is_of(client):
    """ETags of pages, frames, feeds, files and data follow a correction and a withdrawal at once (C05)."""
    entry = make.make_quote()
    make.publish(entry)
    key = entry.publication.key
    of_entry = [
        f"/entries/{key}/",
        f"/entries/{key}.json",
        f"/embed/entries/{key}/",
        f"/api/v1/entries/{key}",
    ]
    addresses = [
        *of_entry,
        "/timeline/",
        "/timeline.atom",
        "/timeline.json",
        "/timeline.ics",
        "/timeline.csv",
        "/embed/timeline/",
        "/data/editions.jsonl",
        "/api/v1/entries",
        "/changes/",
        "/",
    ]
    steps = [
        lambda: make.publish(
            make.edit(entry, headline="Corrected words"), change="correction", note="One word."
        ),
        lambda: make.withdraw(entry),
    ]
    for step in steps:
        tags = {address: client.get(address).headers.get("ETag") for address in addresses}
        step()
        for address, tag in tags.items():
            if tag and address != "/timeline.ics":  # a quote is no event
                answer = client.get(address, headers={"if-none-match": tag})
                assert answer.status_code != 304, address
                assert answer.headers.get("ETag") != tag, address


PATHS = [
    "//evil.example",
    "//evil.example/timeline",
    "/\\evil.example",
    "/%5cevil.example",
    "/%2f%2fevil.example",
    "/ja//evil.example",
    "/https:evil.example",
    "/api//evil.example",
    "/timeline%0d%0aLocation:%20//evil.example",
    "/entries/x%0d%0aSet-Cookie:%20a=b",
    "/.//evil.example",
    "/timeline\t",
]


@pytest.mark.parametrize("path", PATHS)
def test_no_address_leads_to_another_site_or_splits_a_header(client, path):
    for query in ("", "?next=//evil.example", "?url=https://evil.example&known=%0d%0aX:%20y"):
        answer = client.get(
            f"/{query}", PATH_INFO=path
        )  # as a server passes it on, which reads no host out of it
        assert answer.status_code in (301, 302, 400, 404), path
        target = answer.headers.get("Location", "")
        if target:
            assert urlsplit(target).netloc in ("", "testserver"), target
            assert not target.startswith(("//", "/\\", "\\")), target
        assert not [
            1 for name, value in answer.headers.items() if "\r" in value or "\n" in value or name == "X"
        ]
        assert not answer.cookies


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_redirect_of_ours_stays_here_whatever_is_asked(client, address):
    merged = make.make_person("Ryosei Akasawa")
    make.publish(make.make_quote(speaker=merged))
    from negotiations.desk import merging
    from negotiations.desk.roles import Role

    merging.merge(merged, make.make_person(), make.editor("rui", Role.EDITOR))
    answer = client.get("/people/ryosei-akasawa/", {"next": address, "known": address, "q": address})
    assert answer.status_code == 301
    assert answer.headers["Location"].startswith("/people/ryosei-akazawa/?")
    assert "\n" not in answer.headers["Location"]


def test_production_serves_the_desk_its_cookies_bound_and_readers_none():
    """What a process with the settings of production is set to (E08, E09)."""
    good = dict(GOOD)
    assert show("s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME", **good) == "__Host-sessionid __Host-csrftoken"
    said = show(
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.CSRF_COOKIE_HTTPONLY,"
        " s.SECURE_HSTS_SECONDS >= 31536000, s.SECURE_HSTS_INCLUDE_SUBDOMAINS",
        **good,
    )
    assert said == "True True True True True"
    assert (
        show(
            "[name for name in s.MIDDLEWARE if 'ession' in name or 'uth' in name]",
            TRADEWATCH_SERVE="public",
            **good,
        )
        == "[]"
    )


def test_every_script_and_sheet_that_a_page_loads_is_a_file_of_ours(client):
    for address in ("/", "/timeline/", "/measures/", "/rates/", "/embed/", "/api/v1/docs/", "/admin/login/"):
        for link in re.findall(
            r'<(?:script|link rel="stylesheet")[^>]*(?:src|href)="([^"]+)"', client.get(address).text
        ):
            assert link.startswith("/static/") or link in ("/embed/v1.js", "/embed/frame.js"), (address, link)
            assert not link.startswith("/static/") or finders.find(link.removeprefix("/static/")), link


def test_a_request_without_a_host_that_is_ours_is_refused(client):
    for host in (
        "evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.1:8000@evil.example",
        "",
        "a b",
        "127.0.0.1\\evil",
    ):
        answer = (
            client.get("/timeline/", headers={"host": host})
            if host
            else client.get("/timeline/", SERVER_NAME="evil.example")
        )
        assert answer.status_code == 400, host
        assert "evil" not in answer.text


def test_what_is_written_into_a_page_is_our_address_and_never_the_hosts():
    request = RequestFactory().get("/timeline/")
    assert request.get_host() == "testserver"
    text = Client().get("/timeline/").text
    assert "testserver" not in text
    assert settings.SITE_URL in text
