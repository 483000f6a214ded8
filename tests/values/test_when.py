"""Dates as exact as they are known."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.values.when import When, last_full_day


@pytest.mark.parametrize(
    ("typed", "zone", "edtf", "text"),
    [
        ("2025-04-16", "America/New_York", "2025-04-16", "16 April 2025"),
        ("2025-04-16 14:30", "America/New_York", "2025-04-16T14:30", "16 April 2025, 14:30 EDT"),
        ("2025-04-17T09:00", "Asia/Tokyo", "2025-04-17T09:00", "17 April 2025, 09:00 JST"),
        ("2025-04", "", "2025-04", "April 2025"),
        ("2025-04~", "", "2025-04~", "about April 2025"),
        ("2025-Q2", "", "2025-34", "the second quarter of 2025"),
        ("2025", "", "2025", "2025"),
        ("2025-06-05/2025-06-06", "America/New_York", "2025-06-05/2025-06-06", "5–6 June 2025"),
        ("2025-05-30/2025-06-02", "", "2025-05-30/2025-06-02", "30 May – 2 June 2025"),
        (
            "2025-04-16T14:30/2025-04-16T15:20",
            "Asia/Tokyo",
            "2025-04-16T14:30/2025-04-16T15:20",
            "16 April 2025, 14:30–15:20 JST",
        ),
    ],
)
def test_a_date_keeps_the_precision_it_was_given(typed, zone, edtf, text):
    when = When.parse(typed, zone)
    assert (when.edtf, when.text) == (edtf, text)


def test_no_time_is_ever_printed_that_nobody_gave():
    for typed in ("2025", "2025-Q1", "2025-04", "2025-04-16", "2025-06-05/2025-06-06"):
        assert ":" not in When.parse(typed, "Asia/Tokyo").text
        assert "T" not in When.parse(typed, "Asia/Tokyo").datetime


@pytest.mark.parametrize(
    "typed",
    [
        "2025-02-30",
        "0000-00-00",
        "2025-13",
        "2025-04-16T24:00",
        "2025-04-16T10:60",
        "1000000",
        "9999-12-31",
        "May 2025",
        "2025-06-06/2025-06-05",
        "",
        "/",
        "2025-04-16/",
        "２０２５",
        "2025-04-16T14:30+09:00",
        "x" * 5000,
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(typed):
    with pytest.raises(ValueError, match=r"\.$"):
        When.parse(typed)


def test_an_hour_that_the_clocks_skipped_is_refused():
    with pytest.raises(ValueError, match="did not exist"):
        When.parse("2025-03-09T02:30", "America/New_York")


def test_an_unknown_zone_is_refused():
    with pytest.raises(ValueError, match="not a time zone"):
        When.parse("2025-04-16", "Mars/Olympus")


def test_the_same_day_is_another_instant_in_another_zone():
    washington, tokyo = When.parse("2025-04-16", "America/New_York"), When.parse("2025-04-16", "Asia/Tokyo")
    assert washington.earliest == datetime(2025, 4, 16, 4, tzinfo=UTC)
    assert tokyo.earliest == datetime(2025, 4, 15, 15, tzinfo=UTC)
    assert washington.first_day == tokyo.first_day == date(2025, 4, 16)


def test_until_12_01_on_9_july_makes_8_july_the_last_full_day():
    assert last_full_day(When.parse("2025-07-09T00:01", "America/New_York")) == date(2025, 7, 8)
    assert last_full_day(When.parse("2025-07-09", "America/New_York")) == date(2025, 7, 8)


def test_ends_are_exclusive():
    span = When.parse("2025-06-05/2025-06-06", "America/New_York")
    assert span.before == datetime(2025, 6, 7, 4, tzinfo=UTC)
    assert span.last_day == date(2025, 6, 6)


def test_a_month_sorts_before_its_days_and_a_day_before_its_hours():
    in_order = [
        "2025",
        "2025-Q1",
        "2025-01",
        "2025-01-01",
        "2025-01-01T00:00",
        "2025-01-01T00:01",
        "2025-01-02",
    ]
    keys = [When.parse(typed).sort_key for typed in in_order]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_the_timeline_follows_local_minutes_not_instants():
    evening_in_washington = When.parse("2025-04-16T20:00", "America/New_York")
    next_morning_in_tokyo = When.parse("2025-04-17T08:00", "Asia/Tokyo")
    assert next_morning_in_tokyo.earliest < evening_in_washington.earliest
    assert evening_in_washington.sort_key < next_morning_in_tokyo.sort_key


@given(
    st.dates(date(1800, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["", "UTC", "Asia/Tokyo", "America/New_York"]),
)
def test_every_day_survives_being_written_and_read(day, zone):
    when = When.parse(day.isoformat(), zone)
    assert When.parse(when.edtf, zone) == when
    assert when.first_day == when.last_day == day
    assert when.earliest < when.before


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader_of_dates(text):
    with suppress(ValueError):
        assert When.parse(text, "UTC").edtf
