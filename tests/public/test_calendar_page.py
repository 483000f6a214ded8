"""/calendar/: months by their days, as they were known, under the filters of the timeline."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import OperationalError, connection

from negotiations.public.warming import warm
from tests import make
from tests.remembering import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def record():
    """A round, a duty that ends later, a meeting of several days, and one of which only the month is known."""
    make.publish(make.make_round(headline="Ministers meet", when="2025-04-16T14:30"))
    duty = {
        "headline": "A duty is imposed",
        "effective_from": "2025-04-09T00:01",
        "effective_until": "2025-07-09T00:01",
    }
    make.publish(make.make_measure_change(**duty, economies=[make.make_economy("Korea", "KR")]))
    make.publish(make.make_round(headline="Officials meet", when="2025-04-29/2025-05-02", status="tentative"))
    make.publish(make.make_round(headline="A summit is planned", when="2025-06", status="confirmed"))


def months(client, query: str) -> list[dict]:
    response = client.get(f"/calendar/?{query}")
    assert response.status_code == 200
    return response.context["months"]


def days(client, query: str) -> dict[str, list[str]]:
    """Day -> titles, of the first month shown."""
    found = months(client, query)[0]["days"]
    return {str(d["day"]): [one.title for one in d["entries"]] for d in found if d["entries"]}


def test_a_month_shows_what_falls_on_each_day(client, record):
    found = days(client, "month=2025-04")
    assert list(found) == ["2025-04-09", "2025-04-16", "2025-04-29", "2025-04-30"]
    assert found["2025-04-16"] == ["Ministers meet"]
    page = client.get("/calendar/?month=2025-04").text
    assert "14:30 EDT" in page
    assert "<b>Tentative</b>" in page
    assert "00:00" not in page


def test_days_in_a_row_go_on_in_the_next_month(client, record):
    assert list(days(client, "month=2025-05")) == ["2025-05-01", "2025-05-02"]


def test_an_end_stands_on_its_day(client, record):
    assert days(client, "month=2025-07") == {"2025-07-09": ["Ends: A duty is imposed"]}


def test_what_is_known_to_the_month_stands_on_no_day(client, record):
    (june,) = months(client, "month=2025-06")
    assert [one.title for one in june["vague"]] == ["A summit is planned"]
    assert not any(d["entries"] for d in june["days"])


def test_the_list_shows_the_months_that_hold_anything(client, record):
    found = [told["month"].key for told in months(client, "month=2025-04&view=list")]
    assert found == ["2025-04", "2025-05", "2025-06", "2025-07"]


def test_the_filters_of_the_timeline_hold_and_stay_on_the_way(client, record):
    assert list(days(client, "month=2025-04&economy=KR")) == ["2025-04-09"]
    page = client.get("/calendar/?month=2025-04&economy=KR").text
    assert 'href="/calendar/?economy=KR&amp;month=2025-05"' in page
    assert 'href="/timeline.ics?economy=KR"' in page


def test_a_month_without_anything_leads_to_the_nearest_ones(client, record):
    with time_machine.travel(datetime(2026, 11, 22, tzinfo=UTC), tick=False):
        page = client.get("/calendar/").text
    assert "Nothing is on record for November 2026." in page
    assert 'href="/calendar/?month=2025-07"' in page


def test_the_calendar_is_read_as_it_was_known(client):
    meeting = make.make_round(when="2025-04-16", status="tentative")
    with time_machine.travel(datetime(2025, 4, 1, tzinfo=UTC), tick=False):
        make.publish(meeting)
    with time_machine.travel(datetime(2025, 4, 10, tzinfo=UTC), tick=False):
        make.edit(meeting, when="2025-04-17")
        make.publish(meeting)
    assert list(days(client, "month=2025-04")) == ["2025-04-17"]
    assert list(days(client, "month=2025-04&known=2025-04-05")) == ["2025-04-16"]


@pytest.mark.parametrize("query", ["month=soon", "month=2025-13", "month=99999-01", "economy=XX", "known=x"])
def test_what_cannot_be_read_is_said_and_shows_nothing(client, record, query):
    response = client.get(f"/calendar/?{query}")
    assert (response.status_code, response.context["months"]) == (200, [])
    assert "Please check" in response.text


def test_a_day_says_its_name_and_how_much_stands_on_it(client, record):
    page = " ".join(client.get("/calendar/?month=2025-04").text.split())
    assert '<span class="vh">Wednesday 16 April: 1 date</span>' in page
    assert '<time datetime="2025-04-16">Wednesday 16 April</time>' in page


def test_a_month_that_cannot_be_read_is_said_by_its_field(client, record):
    page = client.get("/calendar/?month=soon").text
    assert 'value="soon" placeholder="2025-04" aria-invalid="true" aria-describedby="e-month"' in page
    assert '<p class="error" id="e-month">Write a month such as 2025-04.</p>' in page


def test_what_was_asked_stays_whatever_is_taken_back(client, record):
    page = client.get("/calendar/?month=2025-04&view=list&economy=KR&known=2099-01-01").text
    assert 'href="/calendar/?known=2099-01-01&amp;month=2025-04&amp;view=list"' in page  # without the economy
    assert 'href="/calendar/?economy=KR&amp;month=2025-04&amp;view=list"' in page  # without the clock
    assert 'href="/timeline.ics?economy=KR&amp;known=2099-01-01"' in page


def test_the_calendar_is_read_in_japanese_and_keeps_no_word_of_the_other_language(client, record):
    client.get("/calendar/?month=2025-07")
    page = client.get("/ja/calendar/?month=2025-07").text
    assert "<h1>カレンダー</h1>" in page
    assert "7月9日水曜日" in page
    assert '終了：<bdi lang="en">A duty is imposed</bdi>' in page
    assert 'href="/ja/timeline.ics"' in page
    assert "Ends: <bdi>A duty is imposed</bdi>" in client.get("/calendar/?month=2025-07").text
    assert "14:30 EDT" in client.get("/ja/calendar/?month=2025-04").text


@pytest.fixture
def started(monkeypatch):
    """Starts a process; its connections are ours, and stay open."""
    monkeypatch.setattr("negotiations.public.warming.connections.close_all", lambda: None)
    return warm


def test_a_process_that_starts_learns_the_dates_of_everything_before_anybody_asks(client, started):
    make.publish(make.make_round(when="2025-04-16"))
    started()
    asked = []

    def watch(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        page = client.get("/calendar/?month=1999-01").text
    assert 'href="/calendar/?month=2025-04"' in page
    assert not [sql for sql in asked if '"body"' in sql]


def test_a_process_that_starts_while_the_database_is_away_goes_on(started):
    def fail(execute, sql, params, many, context):
        raise OperationalError

    with connection.execute_wrapper(fail):
        started()
