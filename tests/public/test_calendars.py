"""Calendars of any filter, read as a calendar program reads them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from icalendar import Calendar

from tests import make, published
from tests.public.planting import CANARY, plant
from tests.public.test_feeds import break_body

pytestmark = pytest.mark.django_db


def calendar(client, query=""):
    response = client.get(f"/timeline.ics{query}")
    assert response.status_code == 200
    return Calendar.from_ical(response.getvalue())


def events(client, query="") -> dict:
    return {str(event["uid"]).split("@")[0]: event for event in calendar(client, query).walk("VEVENT")}


def event(client, key="TW-000001-event"):
    return events(client)[key]


def test_days_are_whole_days_and_end_on_the_day_after(client):
    make.publish(make.make_round(when="2025-04-16"))
    make.publish(make.make_round(when="2025-06-05/2025-06-06"))
    one, two = events(client).values()
    if one["dtstart"].dt > two["dtstart"].dt:
        one, two = two, one
    assert (one["dtstart"].dt, one["dtend"].dt) == (date(2025, 4, 16), date(2025, 4, 17))
    assert (two["dtstart"].dt, two["dtend"].dt) == (date(2025, 6, 5), date(2025, 6, 7))
    assert one["dtstart"].params["VALUE"] == "DATE"


def test_times_stand_in_the_zone_of_their_place(client):
    make.publish(make.make_round(when="2025-04-16T14:30", zone="Asia/Tokyo"))
    make.publish(make.make_round(when="2025-07-01T09:00/2025-07-01T10:15", zone="America/New_York"))
    make.publish(make.make_round(when="2025-04-16T14:30", zone="UTC"))
    found = events(client)
    tokyo = found["TW-000001-event"]["dtstart"]
    assert tokyo.params["TZID"] == "Asia/Tokyo"
    assert tokyo.dt.astimezone(UTC) == datetime(2025, 4, 16, 5, 30, tzinfo=UTC)
    assert "dtend" not in found["TW-000001-event"]
    assert found["TW-000002-event"]["dtend"].dt.astimezone(UTC) == datetime(2025, 7, 1, 14, 15, tzinfo=UTC)
    assert b"DTSTART:20250416T143000Z" in client.get("/timeline.ics").getvalue()
    zones = [str(zone["tzid"]) for zone in calendar(client).walk("VTIMEZONE")]
    assert zones == ["America/New_York", "Asia/Tokyo"]


@pytest.mark.parametrize("when", ["2025-04", "2025-34", "2025", "2025-04/2025-05"])
def test_what_is_known_to_the_month_alone_is_left_out(client, when):
    make.publish(make.make_round(when=when))
    assert events(client) == {}


def test_an_approximate_day_is_tentative(client):
    make.publish(make.make_round(when="2025-04-16~"))
    assert event(client)["status"] == "TENTATIVE"


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("tentative", "TENTATIVE"),
        ("confirmed", "CONFIRMED"),
        ("held", "CONFIRMED"),
        ("postponed", "CANCELLED"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_a_round_that_is_called_off_is_cancelled(client, status, shown):
    make.publish(make.make_round(status=status))
    assert event(client)["status"] == shown


def test_a_measure_gives_its_first_day_and_its_end(client):
    change = make.make_measure_change(
        headline="A duty", effective_from="2025-04-05T00:01", effective_until="2025-07-09T00:01"
    )
    make.publish(change)
    found = events(client)
    assert list(found) == ["TW-000001-from", "TW-000001-until"]
    assert found["TW-000001-from"]["summary"] == "Imposed: A duty"
    assert found["TW-000001-until"]["summary"] == "Ends: A duty"


def test_an_event_keeps_its_identity_when_the_entry_loses_another_date(client):
    change = make.make_measure_change(effective_from="2025-04-05", effective_until="2025-07-09")
    make.publish(change)
    before = events(client)["TW-000001-until"]["uid"]
    make.publish(make.edit(change, action="announced", effective_from=""))
    after = events(client)
    assert list(after) == ["TW-000001-until"]
    assert after["TW-000001-until"]["uid"] == before


def test_each_edition_is_a_step_of_the_sequence(client):
    meeting = make.make_round(headline="The round")
    first = make.publish(meeting)
    one = event(client)
    assert (one["sequence"], one["dtstamp"].dt) == (0, first.published_at.replace(microsecond=0))
    second = make.publish(make.edit(meeting, headline="The first round"))
    two = event(client)
    assert two["uid"] == one["uid"] == "TW-000001-event@127.0.0.1"
    assert (two["sequence"], two["summary"]) == (1, "The first round")
    assert two["last-modified"].dt == second.published_at.replace(microsecond=0)
    assert two["url"] == "http://127.0.0.1:8000/entries/TW-000001/"


def test_the_description_names_the_sources(client):
    source = make.make_source("A report", publisher="Kyodo", address="https://example.org/a?b=1;c")
    make.publish(make.make_round(summary="They met.", source=source))
    text = event(client)["description"]
    assert text.startswith(
        "They met.\nSource: Kyodo, A report https://example.org/a?b=1;c\nTW-000001, edition 1: http"
    )


def test_a_calendar_says_what_it_is_and_when_to_ask_again(client):
    published.a_round()
    found = calendar(client, "?economy=JP&kind=round&foo=1")
    assert found["x-wr-calname"] == found["name"] == "TradeWatch: Rounds, Japan"
    assert found["refresh-interval"].dt == timedelta(hours=1)
    assert found["x-published-ttl"] == "PT1H"
    assert found["source"] == "http://127.0.0.1:8000/timeline.ics?kind=round&economy=JP"


def test_a_calendar_holds_what_its_filter_holds(client):
    published.a_round()
    make.publish(make.make_measure_change(effective_from="2025-04-05"))
    make.publish(make.make_quote())
    assert list(events(client, "?kind=round")) == ["TW-000001-event"]
    assert list(events(client, "?kind=measure_change")) == ["TW-000002-from"]
    assert events(client, "?kind=quote") == events(client, "?from=2099") == {}


def test_a_calendar_can_be_read_as_it_was(client):
    meeting = make.make_round(headline="The round")
    first = make.publish(meeting)
    make.publish(make.edit(meeting, headline="The first round"))
    known = first.published_at.isoformat().replace("+00:00", "Z")
    assert events(client, f"?known={known}")["TW-000001-event"]["summary"] == "The round"


def test_every_kind_gives_a_calendar(client):
    for maker in make.MAKERS.values():
        make.publish(maker())
    assert len(events(client)) >= 2


# Withdrawals ----------------------------------------------------------------------------------------------------------


def test_what_was_withdrawn_is_cancelled_for_ninety_days_without_a_word_of_it(client):
    meeting = make.make_round(headline="A round that never was", summary="Nobody came.", when="2025-04-16")
    make.publish(meeting)
    make.withdraw(meeting, note="There was no such round.")
    gone = event(client)
    assert gone["status"] == "CANCELLED"
    assert gone["sequence"] == 1
    assert gone["summary"] == "Withdrawn: TW-000001"
    assert "There was no such round." in gone["description"]
    text = client.get("/timeline.ics").getvalue()
    for word in (b"never was", b"Nobody", b"20250416"):
        assert word not in text
    with time_machine.travel(datetime.now(UTC) + timedelta(days=91), tick=False):
        assert events(client) == {}


def test_both_dates_of_a_withdrawn_change_are_cancelled(client):
    change = make.make_measure_change(effective_from="2025-04-05", effective_until="2025-07-09")
    make.publish(change)
    make.withdraw(change)
    assert {key: str(one["status"]) for key, one in events(client).items()} == {
        "TW-000001-from": "CANCELLED",
        "TW-000001-until": "CANCELLED",
    }


def test_a_cancellation_comes_to_the_calendars_that_held_the_event(client):
    meeting = make.make_round()
    make.publish(meeting)
    make.publish(make.make_round(economies=[make.make_economy("Korea", "KR")]))
    make.withdraw(meeting)
    assert "TW-000001-event" in events(
        client, "?economy=JP&kind=round&status=held&from=2025-04&to=2025-04-16"
    )
    for query in ("?economy=KR", "?kind=measure_change", "?from=2025-05", "?to=2025-03", "?key=1"):
        assert "TW-000001-event" not in events(client, query), query


def test_a_withdrawn_quote_cancels_nothing(client):
    quote = make.make_quote()
    make.publish(quote)
    make.withdraw(quote)
    assert events(client) == {}


def test_nothing_is_told_of_what_was_redacted(client):
    meeting = make.make_round()
    make.publish(meeting)
    make.withdraw(meeting)
    call_command("redact_entry", "TW-000001", reason="Court order.")
    assert events(client) == {}


# The form of it -------------------------------------------------------------------------------------------------------

HOSTILE = "a,b;c\\d \N{PARTY POPPER}" * 30 + "\nBEGIN:VEVENT\nline two"


def test_lines_are_folded_and_text_stays_text(client):
    make.publish(make.make_round(headline=HOSTILE[:180], summary=HOSTILE))
    raw = client.get("/timeline.ics").getvalue()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    for line in raw.split(b"\r\n"):
        line.decode()  # no character is cut in two
    (one,) = events(client).values()
    assert one["summary"] == HOSTILE[:180]
    assert one["description"].startswith(HOSTILE)


@pytest.mark.parametrize(
    "body", ["{", "{}", "null", '{"headline":"x","when":{"edtf":"2025-99"},"status":"held"}']
)
def test_a_broken_record_costs_its_event_alone(client, body, caplog):
    broken = make.publish(make.make_round())
    make.publish(make.make_round())
    break_body(broken, body)
    assert list(events(client)) == ["TW-000002-event"]
    assert "TW-000001, edition 1, is left out" in caplog.text


@pytest.mark.parametrize("character", ["\\u0000", "\\u0007", "\\ud800", "\\r"])
def test_a_character_that_no_calendar_can_carry_breaks_no_line(client, character):
    broken = make.publish(make.make_round(headline="A bell"))
    make.publish(make.make_round())
    break_body(broken, broken.body.replace("A bell", f"A {character}URL:http://elsewhere.example"))
    assert "TW-000002-event" in events(client)
    assert b"\r\nURL:http://elsewhere" not in client.get("/timeline.ics").getvalue()


def test_a_bad_address_of_a_source_is_only_left_out(client):
    make.publish(make.make_round(source=make.make_source("Odd", address="javascript:alert(1)")))
    assert "javascript" not in event(client)["description"]


# Asking ---------------------------------------------------------------------------------------------------------------


def test_an_unchanged_calendar_is_not_sent_twice(client):
    meeting = make.make_round()
    make.publish(meeting)
    etag = client.get("/timeline.ics").headers["ETag"]
    for change in (
        lambda: None,
        lambda: make.publish(make.edit(meeting, headline="Otherwise"), change="minor"),
        lambda: make.publish(make.make_quote()),
        lambda: make.withdraw(meeting),
    ):
        held = client.get("/timeline.ics", headers={"If-None-Match": etag})
        assert (held.status_code, held.headers["ETag"]) == (304, etag)
        assert "max-age" in held.headers["Cache-Control"]
        change()
        etag = client.get("/timeline.ics").headers["ETag"]
        assert client.get("/timeline.ics", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("query", ["from=May", "economy=XX", "known=x", "after=x", "order=up"])
def test_a_wrong_value_is_a_problem_that_names_it(client, query):
    response = client.get(f"/timeline.ics?{query}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == query.partition("=")[0]


def test_the_head_of_a_calendar_can_be_asked_for(client):
    published.a_round()
    response = client.head("/timeline.ics")
    assert (response.status_code, response.getvalue()) == (200, b"")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert client.post("/timeline.ics").status_code == 405


def test_no_word_of_the_unpublished_stands_in_a_calendar(client):
    for maker in make.MAKERS.values():
        make.publish(maker())
    plant()
    for query in ("", "?known=2099-01-01", "?economy=JP"):
        assert CANARY.encode() not in client.get(f"/timeline.ics{query}").getvalue()


def test_the_queries_of_a_calendar_do_not_grow_with_it(client, django_assert_max_num_queries):
    published.a_round()
    client.get("/timeline.ics").getvalue()
    with django_assert_max_num_queries(8) as asked:
        client.get("/timeline.ics").getvalue()
    few = len(asked.captured_queries)
    for _ in range(5):
        make.publish(make.make_round())
    client.get("/timeline.ics").getvalue()
    with django_assert_max_num_queries(few):
        client.get("/timeline.ics").getvalue()


def test_a_calendar_in_japanese_has_the_same_events_in_other_words(client):
    change = make.make_measure_change(
        effective_from="2025-04-05", effective_until="2025-07-09", headline="A duty"
    )
    make.publish(change)
    gone = make.make_round()
    make.publish(gone)
    make.withdraw(gone)
    english = events(client)
    text = client.get("/ja/timeline.ics").getvalue()
    japanese = {str(one["uid"]).split("@")[0]: one for one in Calendar.from_ical(text).walk("VEVENT")}
    assert [(uid, one["sequence"], one["dtstamp"].dt) for uid, one in japanese.items()] == [
        (uid, one["sequence"], one["dtstamp"].dt) for uid, one in english.items()
    ]
    assert japanese["TW-000001-until"]["summary"] == "終了：A duty"
    assert english["TW-000001-until"]["summary"] == "Ends: A duty"
    assert "出典：Kyodo" in japanese["TW-000001-until"]["description"]
    assert japanese["TW-000001-until"]["url"].endswith("/ja/entries/TW-000001/")
    assert japanese["TW-000002-event"]["summary"] == "取り下げ：TW-000002"
