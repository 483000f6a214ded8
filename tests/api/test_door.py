"""What holds for every address: methods, other origins, caching, refusals."""

from itertools import pairwise

import pytest
from django.core.cache import cache

from negotiations.public.api import throttle
from negotiations.public.api.cursors import encode
from tests import make
from tests.api.ask import problem
from tests.remembering import remembered

pytestmark = pytest.mark.django_db
PATHS = ["", "entries", "entries/TW-000001", "people", "economies/JP", "changes", "openapi.json", "nothing"]


@pytest.fixture(autouse=True)
@remembered
def something_published(db):
    make.publish(make.make_quote())


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("origin", ["https://other.example", "null", None])
def test_scripts_of_every_site_may_read_and_none_with_credentials(client, path, origin):
    response = client.get(f"/api/v1/{path}", headers={"Origin": origin} if origin else {})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert "Origin" not in response.headers.get("Vary", "")


def test_pages_are_not_open_to_other_sites(client):
    for address in ("/", "/timeline/", "/api/v1/docs/", "/admin/login/"):
        response = client.get(address, headers={"Origin": "https://other.example"})
        assert "Access-Control-Allow-Origin" not in response.headers, address


@pytest.mark.parametrize("path", PATHS)
def test_a_browser_that_asks_first_is_told_that_reading_is_all(client, path):
    response = client.options(
        f"/api/v1/{path}", headers={"Origin": "null", "Access-Control-Request-Method": "POST"}
    )
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_but_reading_is_possible(client, path, method):
    client.handler.enforce_csrf_checks = True
    response = getattr(client, method)(f"/api/v1/{path}")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert response.headers["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("path", PATHS)
def test_head_has_the_headers_of_get_and_no_body(client, path):
    full, head = client.get(f"/api/v1/{path}"), client.head(f"/api/v1/{path}")
    assert head.status_code == full.status_code
    assert head.content == b""
    for name in ("ETag", "Content-Length", "Content-Type", "Cache-Control"):
        assert head.headers.get(name) == full.headers.get(name)


@pytest.mark.parametrize("path", PATHS[:-1])
def test_an_unchanged_answer_is_not_sent_twice(client, path):
    first = client.get(f"/api/v1/{path}")
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_an_answer_changes_its_tag_when_something_is_printed_corrected_or_withdrawn(client):
    def tags():
        paths = ("entries", "entries/TW-000001", "changes")
        return [client.get(f"/api/v1/{path}").headers.get("ETag") for path in paths]

    entry, seen = make.make_quote(), [tags()]
    make.publish(entry)
    seen.append(tags())
    make.publish(make.edit(entry, text="Other words"), change="correction", note="Other words.")
    seen.append(tags())
    make.withdraw(entry)
    seen.append(tags())
    for before, after in pairwise(seen):
        assert before[0] != after[0]
        assert before[1] == after[1], "another entry stays as it was"
        assert before[2] != after[2]


def test_a_reader_who_wants_another_edition_than_there_is_gets_a_problem(client):
    response = client.get("/api/v1/entries", headers={"If-Match": '"other"'})
    assert response.status_code == 412
    assert response.headers["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/nothing",
        "/api/v1/entries/",
        "/api/v1/entries/TW-000001/",
        "/api/v2/entries",
        "/api/v1/people/%00",
        "/api/v1/people/a%0Ab",
        "/api/v1/entries/x%0Ay/editions",
        "/api/v1/entries/TW-000001/editions/0",
        "/api/v1/entries/TW-000001/editions/-1",
        "/api/v1/entries/TW-000001/editions/1e0",
        "/api/v1/entries/TW-000001/editions/99999999999999999999",
        "/api/v1/people/" + "x" * 3000,
        "/api/v1/people/%ED%A0%80",
    ],
)
def test_every_wrong_way_ends_in_a_problem(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("application/problem+json")
    assert response.json()["detail"].startswith("Nothing is published") or "edition" in response.text


def test_the_way_in_is_found_without_its_slash(client):
    for address, leads_to in {
        "/api": "/api/v1/",
        "/api/": "/api/v1/",
        "/api/v1": "/api/v1/",
        "/api/v1/docs": "/api/v1/docs/",
    }.items():
        response = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (301, leads_to)


HOSTILE = [
    ("entries", {"nothing": "1"}),
    ("entries", {"q": "…"}),
    ("entries", {"kind": "\x00"}),
    ("entries", {"economy": "\ud800".encode("utf-8", "surrogatepass")}),
    ("entries", {"economy": ""}),
    ("entries", {"from": "1000000"}),
    ("entries", {"from": "2025-02-30"}),
    ("entries", {"from": "May 2026"}),
    ("entries", {"from": "2025-05", "to": "2025-04"}),
    ("entries", {"known": "9999-12-31"}),
    ("entries", {"known": "0000-00-00"}),
    ("entries", {"limit": "0"}),
    ("entries", {"limit": "101"}),
    ("entries", {"limit": "10000000000000000000"}),
    ("entries", {"limit": "1_0"}),
    ("entries", {"limit": "１０"}),
    ("entries", {"limit": ["5", "6"]}),
    ("entries", {"order": ["newest", "oldest"]}),
    ("entries", {"after": "xyz"}),
    ("entries", {"economy": "x" * 7000}),
    ("entries", {"x" * 7000: "1"}),
    ("entries", {"economy": "x" * 1_000_000}),
    ("entries", {"kind": ["quote"] * 2000}),
    ("people", {"after": "MQ=="}),
    ("people", {"after": "LTE"}),
    ("people", {"after": "9" * 5000}),
    ("people", {"on": "2025-04-16"}),
    ("measures", {"on": "24:00"}),
    ("measures", {"on": "1000000-01-01"}),
    ("corrections", {"after": "OTk5OTk5OTk5OTk5OTk5OTk5OQ"}),
    ("changes", {"after": "MQ"}),
    ("rates", {"by": "US\x00", "economy": "JP"}),
    ("rates", {"by": "x" * 5000, "economy": "JP"}),
    ("openapi.json", {"x": "1"}),
]


@pytest.mark.parametrize(("path", "query"), HOSTILE, ids=lambda value: str(value)[:40])
def test_what_cannot_be_meant_is_refused_by_its_name(client, path, query):
    found = problem(client, path, **query)
    name = next(iter(query))
    assert len(str(found)) < 20_000
    if "errors" in found:
        named = {error["parameter"] for error in found["errors"]}
        assert named & {name[:40], "to"}, found
        assert all(error["detail"] for error in found["errors"])


def test_a_cursor_from_beyond_the_list_is_no_failure(client):
    for path in ("people", "corrections", "entries/TW-000001/editions"):
        response = client.get(f"/api/v1/{path}", {"after": encode(10**17 - 1), "limit": 1})
        assert response.status_code == 200, path
    assert client.get("/api/v1/people", {"after": encode(10**17 - 1)}).json()["data"] == []
    assert client.get("/api/v1/people", {"after": encode(10**17)}).status_code == 400


def test_an_unknown_parameter_is_told_the_known_ones(client):
    found = problem(client, "people", page="2")
    assert found["errors"] == [
        {
            "parameter": "page",
            "detail": "This address has no such parameter. It has: known, limit, after.",
        }
    ]


def test_a_failure_of_ours_tells_nothing_of_its_insides(client, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("negotiations.public.api.entries.items", fails)
    client.raise_request_exception = False
    response = client.get("/api/v1/entries")
    assert response.status_code == 500
    assert response.headers["Content-Type"].startswith("application/problem+json")
    assert response.headers["Cache-Control"] == "no-store"
    assert "secret" not in response.text
    assert "Traceback" not in response.text


# How often


@pytest.fixture
def limited(settings):
    settings.API_REQUESTS_PER_MINUTE = 3
    cache.clear()
    yield
    cache.clear()


def test_who_asks_too_often_is_told_how_long_to_wait(client, limited, monkeypatch):
    monkeypatch.setattr(throttle.time, "time", lambda: 1_000_000_010.0)
    answers = [client.get("/api/v1/people") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[3].headers["Retry-After"]) <= 61
    assert answers[3].headers["Content-Type"].startswith("application/problem+json")
    assert client.get("/api/v1/people", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_the_limit_is_of_the_sender_and_not_of_the_proxy(client, limited, monkeypatch):
    monkeypatch.setattr(throttle.time, "time", lambda: 1_000_000_010.0)
    for number in range(5):
        told = f"203.0.113.9, 198.51.100.{number}"  # what a sender writes in front counts for nothing
        assert client.get("/api/v1/people", headers={"X-Forwarded-For": told}).status_code == 200


def test_one_network_of_the_new_kind_is_one_sender(rf):
    one = rf.get("/", REMOTE_ADDR="2001:db8:1:2::1")
    other = rf.get("/", REMOTE_ADDR="2001:db8:1:2:ffff::9")
    assert throttle.sender_of(one) == throttle.sender_of(other) != ""
    assert throttle.sender_of(rf.get("/", REMOTE_ADDR="")) == ""


def test_pages_and_embeds_are_not_limited(client, limited):
    for _ in range(6):
        assert client.get("/embed/timeline/").status_code == 200
        assert client.get("/timeline/").status_code == 200
