"""The shipped nginx: pages are kept for a second, nobody's cookie gets in or out, and nobody can hold up the others."""

import re
import socket
from contextlib import ExitStack

from tests.production.asking import ask
from tests.production.stack import Stack


def told(answer) -> str:
    return answer.headers["X-Cache"]


def slow_clients(stack: Stack, opened: ExitStack, count: int) -> None:
    """Connections that have sent half a request and go on very slowly, from an address of their own."""
    for _ in range(count):
        link = socket.create_connection(("127.0.0.1", stack.nginx.port), 5, source_address=("127.0.0.9", 0))
        opened.enter_context(link)
        link.sendall(b"GET /timeline/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")


def test_a_page_that_is_asked_for_often_comes_from_the_cache(stack):
    def hit() -> bool:
        return told(stack.get("/timeline/?q=often")) == "HIT"

    stack.wait_until(hit)


def test_publishing_and_withdrawing_show_through_the_cache(stack):
    stack.get("/timeline/")
    key = stack.press.publish("Ministers meet in Kyoto").key

    stack.wait_until(lambda: b"Ministers meet in Kyoto" in stack.get("/timeline/").body)
    stack.wait_until(lambda: stack.get(f"/entries/{key}/").status == 200)

    stack.press.withdraw(key)

    stack.wait_until(lambda: stack.get(f"/entries/{key}/").status == 410)
    stack.wait_until(lambda: b"Ministers meet in Kyoto" not in stack.get("/timeline/").body)


def test_after_quiet_minutes_the_first_reader_gets_the_page_of_now(stack):
    """What nginx kept is stale when the one reader comes: they wait for the page, and do not get the old one.

    nginx counts in whole seconds, so that what it keeps for one is stale after two.
    """
    path = f"/entries/{stack.press.publish('Soon to be withdrawn').key}/"
    stack.wait_until(lambda: stack.get(path).status == 200)
    stack.press.withdraw(path.split("/")[2])
    stack.wait_until(lambda: all(stack.get(path, base=one.url).status == 410 for one in stack.public))
    kept_until = stack.primary.value("SELECT clock_timestamp() + interval '2.1 seconds'")
    stack.wait_until(lambda: stack.primary.value("SELECT clock_timestamp()") > kept_until)

    assert stack.get(path).status == 410


def test_a_reader_who_has_the_page_is_told_so(stack):
    first = stack.get("/timeline/", Accept_Encoding="gzip")
    plain = stack.get("/timeline/")

    assert stack.get("/timeline/", If_None_Match=plain.headers["ETag"]).status == 304
    again = stack.get("/timeline/", Accept_Encoding="gzip", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_no_cookie_gets_in_or_out(stack):
    for path in ("/", "/timeline/", "/api/v1/entries", "/timeline.csv", "/readyz", "/nowhere/"):
        answer = stack.get(path, Cookie="__Host-sessionid=stolen", Authorization="Basic eA==")
        assert "Set-Cookie" not in answer.headers, path
        assert "Cookie" not in answer.headers.get("Vary", ""), path
    assert "Set-Cookie" in stack.get("/admin/login/").headers


def test_an_address_in_another_spelling_cannot_take_the_place_of_a_page(stack):
    """Decoded, both are /timeline/?q=spelling: kept under one key, the one that is not there would be shown to all."""
    assert stack.get("/timeline/%3Fq=spelling").status == 404
    assert stack.get("/timeline/?q=spelling").status == 200


def test_kept_pages_are_served_while_the_application_is_down(stack):
    before = stack.get("/measures/")
    for process in stack.public:
        process.stop()

    down = stack.get("/measures/")
    assert (down.status, down.body, told(down)) == (200, before.body, "STALE")

    never_asked = stack.get("/timeline/?q=never+asked+before")
    assert never_asked.status == 503
    assert never_asked.headers["Retry-After"]
    assert "frame-ancestors 'none'" in never_asked.headers["Content-Security-Policy"]
    assert "nginx" not in never_asked.text


def test_one_process_can_be_restarted_without_a_reader_noticing(stack):
    stack.public[0].stop()
    assert {stack.get(f"/timeline/?q=restart{number}").status for number in range(10)} == {200}
    stack.public[0].start()
    stack.wait_until(lambda: stack.get("/readyz", base=stack.public[0].url).status == 200)
    stack.public[1].stop()
    assert {stack.get(f"/timeline/?q=other{number}").status for number in range(10)} == {200}


def test_slow_clients_hold_up_nobody(stack):
    with ExitStack() as opened:
        slow_clients(stack, opened, 60)
        for number in range(10):
            assert stack.get(f"/timeline/?q=meanwhile{number}").status == 200
        assert stack.get("/admin/login/").status == 200


def test_who_asks_too_often_is_told_so_and_others_are_not(stack):
    def hasty():
        return ask(f"{stack.url}/healthz", source="127.0.0.7")

    answers = (hasty() for _ in range(2000))
    refused = next(answer for answer in answers if answer.status == 429)

    assert refused.headers["Retry-After"]
    assert refused.headers["Cache-Control"] == "no-store"
    assert stack.get("/healthz").status == 200


def test_the_door_of_the_desk_takes_few_knocks_from_one_address(stack):
    knocks = [ask(f"{stack.url}/admin/login/", source="127.0.0.8").status for _ in range(30)]

    assert 429 in knocks
    assert knocks[0] == 200


def test_static_files_come_from_the_cache_and_are_the_same_for_ever(stack):
    [path, *_] = re.findall(r'"(/static/[^"]+\.css)"', stack.get("/").text)
    stack.get(path, Accept_Encoding="gzip")

    again = stack.get(path, Accept_Encoding="gzip")

    assert told(again) == "HIT"
    assert "immutable" in again.headers["Cache-Control"]
    assert again.headers["Content-Encoding"] == "gzip"


def test_metrics_are_not_for_the_outside(stack):
    assert stack.get("/metrics").status == 404
    assert stack.get("/metrics", base=stack.public[0].url).status == 200


def test_what_the_application_is_told_of_a_reader_is_what_the_proxy_saw(stack):
    """A made-up sender would give everybody as many questions as they like."""
    stack.redis.command_line("FLUSHALL")
    for number in range(3):
        assert stack.get("/api/v1/entries?limit=1", X_Forwarded_For=f"203.0.113.{number}").status == 200

    keys = stack.redis.command_line("--raw", "KEYS", "*api-*").split()
    assert len(keys) <= 2, "one sender, in one minute of the clock or two"


def test_the_desk_is_reached_and_never_kept(stack):
    answer = stack.get("/admin/login/")

    assert answer.status == 200
    assert "X-Cache" not in answer.headers
    assert "no-store" in answer.headers["Cache-Control"]


def test_long_files_go_straight_through(stack):
    for path in ("/timeline.csv", "/data/datapackage.json", "/api/v1/entries"):
        answer = stack.get(path)
        assert (answer.status, "X-Cache" in answer.headers) == (200, False), path
