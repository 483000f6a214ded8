"""Whole pages kept ready: the same bytes as without, for as long as they hold and no longer."""

import gzip
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test import Client, override_settings

from negotiations.public import entry_views, pages
from tests import crawl, make
from tests.api.record import make_record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_ready(settings):
    settings.HOT_PAGES = 10
    settings.MIDDLEWARE = [
        settings.MIDDLEWARE[0],
        "tradewatch.hot_pages.HotPages",
        *settings.MIDDLEWARE[1:],
    ]


@pytest.fixture
def reader():
    """A client whose process keeps pages; it is made after the settings were changed."""
    with time_machine.travel(datetime(2025, 6, 1, 12, tzinfo=UTC), tick=False) as clock:
        client = Client()
        client.clock = clock
        yield client


def hot(client, address="/timeline/", **headers):
    """The answer to the third request: the first is noted, the second kept."""
    client.get(address, headers=headers)
    client.get(address, headers=headers)
    return client.get(address, headers=headers)


def test_a_hot_page_takes_one_question_and_has_the_same_bytes_and_headers(reader, django_assert_num_queries):
    make.publish(make.make_quote())
    cold = reader.get("/timeline/")
    hot(reader)
    with django_assert_num_queries(1):
        kept = reader.get("/timeline/")
    assert kept.content == cold.content
    assert dict(kept.items()) == dict(cold.items())
    assert "frame-ancestors 'none'" in kept.headers["Content-Security-Policy"]


def test_who_takes_gzip_gets_the_same_page_compressed(reader):
    make.publish(make.make_quote())
    plain = hot(reader)
    packed = hot(reader, **{"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["Content-Length"] == str(len(packed.content))
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2


def test_a_printing_shows_at_once(reader):
    make.publish(make.make_quote(headline="The first words"))
    assert "The first words" in hot(reader).text
    make.publish(make.make_round(headline="And then a round"))
    assert "And then a round" in reader.get("/timeline/").text


def test_what_is_withdrawn_is_gone_at_once(reader):
    quote = make.make_quote()
    make.publish(quote)
    address = f"/entries/{quote.publication.key}/"
    assert hot(reader, address).status_code == 200
    make.withdraw(quote)
    assert reader.get(address).status_code == 410
    assert quote.publication.key not in reader.get("/timeline/").text


def test_the_picture_of_what_is_withdrawn_is_gone_at_once_as_well(reader):
    quote = make.make_quote()
    make.publish(quote)
    address = f"/entries/{quote.publication.key}/picture.png"
    assert hot(reader, address).status_code == 200
    make.withdraw(quote)
    assert reader.get(address).status_code == 404


def test_what_is_withdrawn_while_its_page_is_made_is_not_kept_as_if_it_stood(reader, monkeypatch):
    quote = make.make_quote()
    make.publish(quote)
    address, real = f"/entries/{quote.publication.key}/", pages.page

    def withdrawn_meanwhile(*args, **kwargs):
        if quote.publication.key not in gone:
            gone.append(quote.publication.key)
            make.withdraw(quote)
        return real(*args, **kwargs)

    gone = ["not yet"]
    reader.get(address)
    monkeypatch.setattr(entry_views, "page", withdrawn_meanwhile)
    reader.get(address)
    assert reader.get(address).status_code == 410


def test_a_duty_comes_into_force_to_the_minute(reader):
    make.publish(make.make_measure_change(effective_from="2025-06-01T08:01"))  # 12:01 UTC
    reader.clock.move_to(datetime(2025, 6, 1, 12, 0, 59, tzinfo=UTC))
    assert 'value="in_force"' not in hot(reader).text
    reader.clock.move_to(datetime(2025, 6, 1, 12, 1, 0, tzinfo=UTC))
    assert 'value="in_force"' in reader.get("/timeline/").text


def test_a_reader_who_has_the_page_is_told_so_with_every_header_that_guards_it(reader):
    make.publish(make.make_quote())
    for headers in ({}, {"Accept-Encoding": "gzip"}):
        page = hot(reader, **headers)
        again = reader.get("/timeline/", headers=headers | {"If-None-Match": page.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == page.headers["ETag"]
        assert again.headers["Content-Security-Policy"] == page.headers["Content-Security-Policy"]
        assert "Content-Encoding" not in again.headers


def test_the_head_of_a_hot_page_has_no_body(reader):
    make.publish(make.make_quote())
    page = hot(reader)
    head = reader.head("/timeline/")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(page.content))


def test_a_page_is_kept_for_the_host_it_was_asked_of(reader):
    hot(reader)
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        assert reader.get("/timeline/", headers={"Host": "evil.example"}).status_code == 400


def test_refusals_forms_and_the_desk_are_never_kept(reader, rui):
    reader.force_login(rui)
    for address in ("/admin/", "/entries/TW-999999/", "/readyz"):
        answers = [reader.get(address) for _ in range(3)]
        assert len({answer.status_code for answer in answers}) == 1
        assert not any(
            getattr(answer, "is_printed", False) and answer.status_code == 200 for answer in answers
        )
    assert hot(reader, "/timeline/").cookies == {}


def test_requests_are_counted_by_view_also_when_the_page_is_hot(reader):
    from prometheus_client import REGISTRY

    def count() -> float:
        labels = {"view": "timeline", "method": "GET", "status": "200"}
        return REGISTRY.get_sample_value("tradewatch_requests_total", labels) or 0

    hot(reader)
    before = count()
    reader.get("/timeline/")
    assert count() == before + 1


def test_no_page_changes_between_two_whole_minutes(settings):
    """What lets a page be kept until the minute ends: at every address the same bytes from its first to its last."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith(".HotPages")]
    with time_machine.travel(datetime(2025, 6, 1, 11, 59, 30, tzinfo=UTC), tick=False):
        make_record()
    client = Client()
    known = crawl.keys(client.get)
    addresses = [address for route in crawl.routes() for address in crawl.filled(route, known)]
    seen = []
    for instant in (
        datetime(2025, 6, 1, 12, tzinfo=UTC),
        datetime(2025, 6, 1, 12, 0, 59, 999999, tzinfo=UTC),
    ):
        with time_machine.travel(instant, tick=False):
            answers = ((address, client.get(address)) for address in addresses)
            seen.append({a: answer.content for a, answer in answers if _is_kept(answer)})
    assert [address for address in seen[0] if seen[0][address] != seen[1][address]] == []
    assert len(seen[0]) > 100


def _is_kept(answer) -> bool:
    return getattr(answer, "is_printed", False) and not answer.streaming


@pytest.mark.parametrize("debug", [False, True])
def test_while_the_database_is_away_a_hot_page_is_503_as_any_other_after_one_question(
    reader, settings, debug
):
    """The question is asked outside of any view here, where Django itself would answer 500."""
    hot(reader)
    settings.DEBUG = debug
    reader.raise_request_exception = False
    asked = []

    def fail(execute, sql, params, many, context):
        asked.append(sql)
        raise OperationalError

    with connection.execute_wrapper(fail):
        answer = reader.get("/timeline/")
    assert (answer.status_code, answer.headers["Retry-After"], len(asked)) == (503, "10", 1)
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert reader.get("/timeline/").status_code == 200
