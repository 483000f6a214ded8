"""What changes in a period: which changes, by which of their dates, and what stood before and after."""

import pytest
import time_machine

from tests.public.measures import Record, change

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def autumn():
    with time_machine.travel("2025-10-01T12:00:00Z"):
        yield


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker):
    yield from Record.printed(django_db_blocker)


@pytest.fixture
def record(printed, db):
    return printed.fresh()


def changes(client, query) -> list[tuple[str, str, str, str, str]]:
    """(day, measure, action, before, after) of every row."""
    found = client.get(f"/measures/?{query}").context["changes"]
    return [
        (str(row["day"]), row["measure"].text, row["action"], row["before"], row["after"]) for row in found
    ]


def test_a_period_lists_every_change_in_the_order_of_its_date(client, record):
    assert changes(client, "from=2025-04&to=2025-05") == [
        ("2025-04-03", "US duty on automobiles", "Imposed", "25%, scheduled", "25%"),
        ("2025-04-09", "US reciprocal duty", "Imposed", "24%, scheduled", "24%"),
        ("2025-04-10", "US reciprocal duty", "Suspended", "24%", "paused"),
        ("2025-05-01", "US duty on automobiles", "Suspended", "25%", "paused"),
        ("2025-05-04", "US duty on films", "Threatened", "", "100%, threatened"),
    ]


def test_what_was_announced_in_the_period_for_later_is_told_with_its_day(client, record):
    (row,) = client.get("/measures/?from=2025-07-20&to=2025-07-31").context["changes"]
    assert (row["action"], row["at"], row["ahead"]) == (
        "Imposed",
        "24 July 2025",
        "7 August 2025, 00:01 CEST",
    )
    assert row["after"] == "30%"


def test_what_was_announced_and_began_in_the_period_stands_there_once(client, record):
    found = client.get("/measures/?from=2025-07&to=2025-08&by=EU").context["changes"]
    assert [(row["at"], row["announced"]) for row in found] == [("7 August 2025, 00:01 CEST", "24 July 2025")]


def test_a_pause_that_ends_by_itself_is_a_change(client, record):
    assert changes(client, "from=2025-06&to=2025-06") == [
        ("2025-06-01", "US duty on automobiles", "In force again", "paused", "25%")
    ]


def test_a_day_is_that_of_the_place_where_it_happens(client, record):
    midnight = {"effective_from": "2025-09-01T00:00", "zone": "Asia/Tokyo"}
    change(record.films, "2025-09-01", "10%", **midnight)
    assert changes(client, "from=2025-08-31&to=2025-08-31") == []
    assert [row[1] for row in changes(client, "from=2025-09-01&to=2025-09-01")] == ["US duty on films"]


def test_what_was_dropped_before_its_day_changes_nothing(client, record):
    change(record.films, "2025-09-20", "50%", announced="2025-09-01")
    change(record.films, "2025-09-10", action="never_implemented", effective_from="", announced="2025-09-10")
    assert [row[2:] for row in changes(client, "from=2025-09-15&to=2025-09-30&by=US")] == [
        ("Amended", "25%", "15%"),
        ("Imposed", "never took effect", "50%, not applied"),
    ]


def test_an_extension_keeps_what_stands(client, record):
    change(
        record.reciprocal, "2025-08-01", action="extended", effective_until="2025-11-01T00:01", goods_scope="",
        **record.only(record.japan),
    )  # fmt: skip
    (row,) = changes(client, "from=2025-08-01&to=2025-08-05")
    assert row == ("2025-08-01", "US reciprocal duty", "Extended", "paused", "paused")


@pytest.mark.parametrize(
    ("query", "actions"),
    [
        ("from=2025&by=EU", ["Imposed"]),
        ("from=2025&economy=DE", ["Imposed", "Suspended", "Threatened", "In force again"]),
        ("from=2025&status=suspended", ["Suspended", "Suspended"]),
        ("from=2025&authority=section-232&to=2025-04", ["Imposed"]),
        ("to=2025-04-03", ["Imposed", "Imposed"]),
        ("from=2030", []),
    ],
)
def test_facets_and_open_periods_narrow_the_changes(client, record, query, actions):
    assert [row[2] for row in changes(client, query)] == actions


def test_changes_are_sorted_by_date_unless_another_column_is_asked_for(client, record):
    text = client.get("/measures/?from=2025").text
    assert (
        '<th scope="col" aria-sort="ascending"><a class="sort" href="/measures/?from=2025&amp;sort=-since">'
        in text
    )
    newest = [row[0] for row in changes(client, "from=2025&sort=-since")]
    assert newest == sorted(newest, reverse=True)
    assert changes(client, "from=2025&sort=-rate")[0][1] == "US duty on films"


def test_the_heading_counts_the_changes(client, record):
    heading = client.get("/measures/?from=2025-04-01&to=2025-04-30").context["results_heading"]
    assert heading == "Changes from 1 April 2025 to 30 April 2025: 3"
    assert (
        client.get("/measures/?from=2025-04&to=2025-04")
        .context["results_heading"]
        .startswith("Changes in April 2025")
    )


def test_the_way_from_the_stock_leads_to_the_year_of_the_newest_change(client, record):
    assert client.get("/measures/?economy=JP").context["flow_url"] == "/measures/?economy=JP&from=2025"
    assert client.get("/measures/?from=2025&economy=JP").context["stock_url"] == "/measures/?economy=JP"


def test_a_row_names_its_entry_and_its_source(client, record):
    text = client.get("/measures/?from=2025-04-03&to=2025-04-03").text
    assert f'href="/entries/{record.imposed.publication.key}/"' in text
    assert "Kyodo" in text
    assert "announced 26 March 2025" in text


def test_an_empty_period_says_so(client, record):
    assert (
        "Nothing changed in this period, as far as the record knows."
        in client.get("/measures/?from=2030").text
    )
