"""What an operator sees: a line a request that nobody can forge, counts, slow queries; and a contact for finders."""

import json
import logging

import pytest
import time_machine

from tradewatch.logs import JsonLine, request_id

pytestmark = pytest.mark.django_db


def line(message, *args, **extra) -> dict:
    record = logging.getLogger("test").makeRecord(
        "test", logging.INFO, "f", 1, message, args, None, extra=extra
    )
    text = JsonLine().format(record)
    assert "\n" not in text
    assert text.isascii()
    return json.loads(text)


def test_a_line_is_one_object_whatever_somebody_sent():
    said = line("asked for %s", "/x\r\n2026 ERROR forged \x1b[31m\u2028", status=200)
    assert said["message"] == "asked for /x\r\n2026 ERROR forged \x1b[31m\u2028"
    assert (said["level"], said["status"]) == ("info", 200)
    assert said["at"].endswith("+00:00")


def test_a_failure_stays_on_its_line_with_the_request():
    token = request_id.set("abcdefgh")
    try:
        raise ValueError("not a number")
    except ValueError:
        import sys

        record = logging.getLogger("test").makeRecord(
            "test", logging.ERROR, "f", 1, "failed", (), sys.exc_info()
        )
        said = json.loads(JsonLine().format(record))
    finally:
        request_id.reset(token)
    assert said["request_id"] == "abcdefgh"
    assert "ValueError: not a number" in said["exception"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [("trace-0123456789", True), ("short", False), ("a b\tc-0123456", False), ("x" * 65, False)],
)
def test_a_request_keeps_the_id_that_the_proxy_gave_it_where_it_is_one(client, caplog, given, kept):
    with caplog.at_level(logging.INFO, "tradewatch.access"):
        answer = client.get("/about/", headers={"X-Request-ID": given})
    [said] = [record.request_id for record in caplog.records if record.name == "tradewatch.access"]
    assert (said == given) is kept
    assert len(said) >= 8
    assert said not in str(answer.headers)


def test_each_request_is_told_without_what_was_asked_or_who_asked(client, caplog):
    with caplog.at_level(logging.INFO, "tradewatch.access"):
        client.get("/timeline/?q=secret+words", headers={"User-Agent": "a browser"}, REMOTE_ADDR="192.0.2.7")
        client.get("/healthz")
    [said] = [record for record in caplog.records if record.name == "tradewatch.access"]
    assert said.getMessage() == "GET /timeline/ 200"
    assert said.view == "timeline"
    assert not any(word in str(vars(said)) for word in ("secret", "192.0.2.7", "a browser"))


def test_a_slow_query_is_told_without_its_values(client, settings, caplog):
    settings.SLOW_QUERY_SECONDS = 0
    with caplog.at_level(logging.WARNING, "tradewatch.slow_query"):
        client.get("/entries/TW-000777/")
    texts = [record.getMessage() for record in caplog.records if record.name == "tradewatch.slow_query"]
    assert any("SELECT" in text for text in texts)
    assert not any("TW-000777" in text for text in texts)


def test_metrics_are_for_the_addresses_that_may_see_them(client, settings):
    assert client.get("/metrics").status_code == 404
    settings.METRICS_ALLOW = ["10.0.0.0/8", "2001:db8::1"]
    for address, status in [("10.1.2.3", 200), ("2001:db8::1", 200), ("192.0.2.7", 404), ("nonsense", 404)]:
        assert client.get("/metrics", REMOTE_ADDR=address).status_code == status, address
    forged = client.get("/metrics", REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": "10.1.2.3"})
    assert forged.status_code == 404


def test_metrics_count_requests_by_view_and_never_by_address(client, settings):
    settings.METRICS_ALLOW = ["127.0.0.1"]
    client.get("/timeline/?economy=JP")
    client.get("/entries/TW-000777/")
    answer = client.get("/metrics")
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'tradewatch_requests_total{method="GET",status="200",view="timeline"}' in answer.text
    assert 'tradewatch_requests_total{method="GET",status="404",view="entry"}' in answer.text
    assert 'tradewatch_request_seconds_bucket{le="0.25",view="timeline"}' in answer.text
    assert "tradewatch_generation 0.0" in answer.text
    assert "TW-000777" not in answer.text


def test_a_finder_of_a_weakness_learns_whom_to_tell(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.CONTACT = "security@tradewatch.test"
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        text = client.get("/.well-known/security.txt").text
    assert "Contact: mailto:security@tradewatch.test\n" in text
    assert "Expires: 2027-05-01T00:00:00Z\n" in text
    settings.CONTACT = "https://tradewatch.test/contact"
    assert "Contact: https://tradewatch.test/contact\n" in client.get("/.well-known/security.txt").text
