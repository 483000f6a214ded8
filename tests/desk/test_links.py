"""Links of sources: when one counts as dead, who is checked when, and how copies are asked for."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from negotiations.desk.attention import dead_links, doubtful_links
from negotiations.desk.links import checking, copies
from negotiations.desk.links.judging import Verdict, look
from negotiations.desk.outgoing import client
from negotiations.desk.outgoing.client import AddressRefused, Fetched, TooMuch, TooSlow, Unreachable
from negotiations.models.printed import Upkeep
from negotiations.models.sources import Source
from tests.desk.test_guarded_client import loopback, says, serve  # noqa: F401
from tests.make import make_round, make_source, publish

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 5, 1, 9, tzinfo=UTC)
PAGE = "https://example.org/news/1"


@pytest.fixture
def frozen():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def answers(monkeypatch):
    """What comes back from an address, or what is raised; every address that was asked is in `asked`."""

    class Web(dict):
        asked: list[str] = []

    web = Web()
    web.asked = []

    def fetch(url, headers=None):
        web.asked.append(url)
        answer = web.get(url, 200)
        if isinstance(answer, Exception):
            raise answer
        status, came = answer if isinstance(answer, tuple) else (answer, url)
        return Fetched(status, came, {}, b"")

    monkeypatch.setattr(client, "fetch", fetch)
    monkeypatch.setattr(checking, "PAUSE", 0)
    return web


def cited(address=PAGE, **values):
    """A source that an entry cites."""
    source = make_source(f"Report {address}", address=address, **values)
    make_round(source=source)
    return source


def fresh(source) -> Source:
    return Source.objects.get(pk=source.pk)


# One look ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (200, Verdict.LIVE),
        ((200, "https://www.example.org/articles/one"), Verdict.LIVE),
        (TooMuch("The answer is larger than 2 MB."), Verdict.LIVE),
        (404, Verdict.DEAD),
        (410, Verdict.DEAD),
        (500, Verdict.FAILED),
        (503, Verdict.FAILED),
        (TooSlow("It took longer than 10 seconds."), Verdict.FAILED),
        (Unreachable("There is no host of the name example.org."), Verdict.FAILED),
        (AddressRefused("The address does not lead to the public internet."), Verdict.UNTOLD),
        *((status, Verdict.UNTOLD) for status in (304, 400, 401, 402, 403, 405, 429, 451)),
        ((200, "https://example.org/"), Verdict.DOUBTFUL),
        ((200, "https://other.example/"), Verdict.DOUBTFUL),
    ],
)
def test_an_answer_is_judged(answers, answer, verdict):
    answers[PAGE] = answer
    assert look(PAGE).verdict == verdict


def test_the_front_of_a_site_may_be_what_is_cited(answers):
    answers["https://example.org"] = (200, "https://example.org/")
    assert look("https://example.org").verdict == Verdict.LIVE


# What is kept -----------------------------------------------------------------------------------------------------


def test_a_page_that_is_gone_is_dead_at_once_and_readers_learn_of_it(answers, frozen):
    source = cited(archive_address="https://archive.example.org/1")
    publish(source.citations.get().entry.child)
    answers[PAGE] = 404
    checking.check(fresh(source))
    found = fresh(source)
    assert (found.link_status, found.link_checked_at) == ("dead", NOW)
    assert "404" in found.link_detail
    upkeep = Upkeep.objects.get(publication=found.publication)
    assert (upkeep.link_status, upkeep.checked_on) == ("dead", NOW.date())
    assert upkeep.archive_address == "https://archive.example.org/1"


def test_an_outage_is_believed_on_the_third_day(answers, frozen):
    source = cited(link_status="live")
    answers[PAGE] = Unreachable("Nobody accepts a connection there.")
    for hours, failures, status in ((0, 1, "live"), (1, 1, "live"), (25, 2, "live"), (49, 3, "dead")):
        frozen.move_to(NOW + timedelta(hours=hours))
        checking.check(fresh(source))
        assert (fresh(source).link_failures, fresh(source).link_status) == (failures, status), hours
        assert (source in doubtful_links()) == (status == "live")
    assert list(dead_links()) == [source]
    answers[PAGE] = 200
    checking.check(fresh(source))
    assert (fresh(source).link_failures, fresh(source).link_status) == (0, "live")
    assert list(dead_links()) == []


@pytest.mark.parametrize("answer", [403, 429, (200, "https://example.org/")])
@pytest.mark.parametrize("status", ["live", "dead"])
def test_what_tells_nothing_changes_nothing_but_the_note(answers, answer, status):
    source = cited(link_status=status)
    answers[PAGE] = answer
    checking.check(source)
    assert fresh(source).link_status == status
    assert fresh(source).link_detail


def test_a_check_of_an_address_that_was_changed_meanwhile_is_thrown_away(answers):
    source = cited()
    late = fresh(source)
    Source.objects.filter(pk=source.pk).update(address="https://example.org/news/2")
    answers[PAGE] = 404
    checking.check(late)
    assert fresh(source).link_status == "unknown"


# The command ------------------------------------------------------------------------------------------------------


def run(**options) -> str:
    out = StringIO()
    call_command("check_links", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_the_longest_unchecked_come_first_and_the_rest_another_time(answers, frozen):
    for n, days in enumerate((3, None, 9, 0.5)):
        at = NOW - timedelta(days=days) if days else None
        make_source(f"Report {n}", address=f"https://example.org/{n}", link_checked_at=at)
    make_source("On paper")
    assert run(limit=2) == "2 checked: 2 live.\n"
    assert answers.asked == ["https://example.org/1", "https://example.org/2"]
    assert run() == "1 checked: 1 live.\n"
    assert run() == "0 checked.\n"
    assert run(older_than=0).startswith("4 checked")


def test_what_an_editor_set_to_dead_is_left_alone(answers):
    cited(link_status="dead", link_detail=checking.BY_HAND)
    assert run(older_than=0) == "0 checked.\n"


def test_one_host_is_given_a_pause_and_another_is_not(answers, monkeypatch):
    slept = []
    monkeypatch.setattr(checking, "PAUSE", 1.5)
    monkeypatch.setattr(checking.time, "sleep", slept.append)
    sources = [make_source(f"R{n}", address=f"https://{host}/{n}") for n, host in enumerate("aab")]
    checking.check_all(sources)
    assert [round(seconds) for seconds in slept] == [0, 1, 0] or [round(s) for s in slept] == [0, 2, 0]


@pytest.mark.parametrize("options", [{"limit": 0}, {"older_than": -1}, {"older_than": 10**9}])
def test_numbers_that_make_no_sense_are_refused(options):
    with pytest.raises(CommandError, match="Give a number"):
        run(**options)


def test_a_real_server_is_asked_through_the_guarded_client(serve, loopback):  # noqa: F811
    server = serve(says(b"gone", status="410 Gone"))
    source = cited(server.url + "1")
    assert run() == "1 checked: 1 gone.\n"
    assert fresh(source).link_status == "dead"
    assert b"User-Agent: TradeWatch (+" in server.seen[0]


# Copies -----------------------------------------------------------------------------------------------------------


def test_a_service_is_asked_and_its_copy_reaches_readers(serve, loopback, settings):  # noqa: F811
    server = serve(says(b'{"archive": "https://archive.example.org/1"}'))
    settings.ARCHIVE_HOOK = server.url
    source = cited()
    publish(source.citations.get().entry.child)
    assert copies.ask(fresh(source)) == "https://archive.example.org/1"
    assert json.loads(server.seen[0].split(b"\r\n\r\n", 1)[1]) == {"url": PAGE}
    assert fresh(source).archive_address == "https://archive.example.org/1"
    assert Upkeep.objects.get().archive_address == "https://archive.example.org/1"


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (202, b"", "will be asked again in a day"),
        (200, b"{}", "will be asked again in a day"),
        (500, b"", "answers 500"),
        (200, b"<html>", "cannot be read"),
        (200, b"[1]", "will be asked again"),
        (200, b'{"archive": "javascript:alert(1)"}', "cannot be used"),
        (200, b'{"archive": "https://gov.uk@evil.example/"}', "cannot be used"),
        (200, b'{"archive": ["x"]}', "cannot be used"),
        (200, b'{"archive": "https://a.example/\\u0000"}', "cannot be used"),
    ],
)
def test_a_service_that_has_nothing_of_use_changes_nothing(
    monkeypatch, settings, frozen, status, body, words
):
    settings.ARCHIVE_HOOK = "https://keeper.example/"
    monkeypatch.setattr(client, "ask", lambda *args: Fetched(status, "", {}, body))
    source = cited()
    with pytest.raises(copies.NoCopy, match=words):
        copies.ask(source)
    assert (fresh(source).archive_address, fresh(source).archive_asked_at) == ("", NOW)


def test_a_copy_is_asked_for_again_after_a_day(answers, monkeypatch, settings, frozen):
    settings.ARCHIVE_HOOK = "https://keeper.example/"
    monkeypatch.setattr(client, "ask", lambda *args: Fetched(202, "", {}, b""))
    cited()
    make_source("Cited by nothing", address="https://example.org/2")
    assert "Copies: 1 asked for, 0 kept." in run()
    assert "Copies: 0 asked for, 0 kept." in run()
    frozen.shift(timedelta(days=1, minutes=1))
    assert "Copies: 1 asked for, 0 kept." in run()


def test_a_service_that_is_away_is_not_asked_for_the_rest(answers, monkeypatch, settings):
    def away(*args):
        raise Unreachable("Nobody accepts a connection there.")

    settings.ARCHIVE_HOOK = "https://keeper.example/"
    monkeypatch.setattr(client, "ask", away)
    cited("https://example.org/1")
    cited("https://example.org/2")
    assert "Copies: 1 asked for, 0 kept." in run()


def test_a_copy_that_an_editor_entered_meanwhile_stays(monkeypatch, settings):
    settings.ARCHIVE_HOOK = "https://keeper.example/"
    source = cited()

    def slow(*args):
        Source.objects.filter(pk=source.pk).update(archive_address="https://archive.example.org/theirs")
        return Fetched(200, "", {}, b'{"archive": "https://archive.example.org/ours"}')

    monkeypatch.setattr(client, "ask", slow)
    copies.ask(fresh(source))
    assert fresh(source).archive_address == "https://archive.example.org/theirs"
