"""The files of measures: the same rows as the pages, sourced, licensed, and safe to open in a spreadsheet."""

import csv
from io import StringIO

import pytest
import time_machine

from negotiations.public.csv_files import csv_response
from tests import make
from tests.public.measures import Record, draft

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


def table(response) -> list[dict[str, str]]:
    assert response.status_code == 200
    text = response.getvalue().decode()
    return list(csv.DictReader(StringIO(text)))


@pytest.mark.parametrize(
    "query", ["", "?status=in_force&sort=-rate", "?on=2025-05-10", "?economy=DE", "?by=EU&status=threatened"]
)
def test_the_file_has_the_rows_of_the_page(client, record, query):
    shown = client.get(f"/measures/{query}").context["rows"]
    found = table(client.get(f"/measures.csv{query}"))
    assert [(row["measure"], row["rate"] or row["status"]) for row in found] == [
        (row["measure"].text, row["duty"] or row["held_duty"] or row["state"]) for row in shown
    ]


def test_the_file_of_a_period_has_the_changes_of_the_page(client, record):
    shown = client.get("/measures/?from=2025-04&to=2025-06").context["changes"]
    found = table(client.get("/measures.csv?from=2025-04&to=2025-06"))
    assert [(row["date"], row["action"], row["after"]) for row in found] == [
        (str(row["day"]), row["action"], row["after"]) for row in shown
    ]


def test_a_row_says_where_it_comes_from_and_how_it_may_be_used(client, record, settings):
    row = table(client.get("/measures.csv?authority=section-232&economy=JP"))[0]
    assert row["economies"] == "Japan"
    assert (row["rate"], row["percent"], row["basis"]) == ("15%", "15", "All-in floor (MFN included)")
    assert row["since"] == "2025-09-16T00:01-04:00"
    assert row["entry"] == record.for_japan.publication.key
    assert row["entry_address"] == f"{settings.SITE_URL}/entries/{row['entry']}/"
    assert row["sources"].startswith("Report ")
    assert row["licence"] == settings.LICENCE


def test_the_file_names_the_instant_of_the_record_that_gives_it_again(client, record):
    first = client.get("/measures.csv")
    known = table(first)[0]["known"]
    make.publish(make.edit(record.imposed, duty="27.5%"))
    again = table(client.get("/measures.csv", {"known": known}))
    assert again == table(first)
    assert table(client.get("/measures.csv")) != again


def test_what_cannot_be_understood_is_refused_with_the_field(client, record):
    response = client.get("/measures.csv?by=QQ&sort=colour")
    assert response.status_code == 400
    assert response["Content-Type"].startswith("application/problem+json")
    assert "by: “QQ” is not in the record." in response.json()["detail"]
    assert client.get("/measures/us-duty-on-films.csv?known=never").status_code == 400


def test_no_cell_is_taken_for_a_formula(client, record):
    make.publish(draft(make.make_measure("=HYPERLINK(evil)"), "2025-04-03", "5%", goods="@SUM(A1)"))
    rows = table(client.get("/measures.csv"))
    assert "'=HYPERLINK(evil)" in {row["measure"] for row in rows}
    assert "'@SUM(A1)" in {row["goods"] for row in rows}


def test_the_history_of_a_measure_has_a_row_for_each_step_of_each_line(client, record):
    response = client.get("/measures/us-duty-on-automobiles.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"] == 'attachment; filename="us-duty-on-automobiles.csv"'
    steps = [
        (row["line"], row["from"][:10], row["until"][:10], row["status"], row["rate"])
        for row in table(response)
    ]
    assert steps == [
        ("All but the European Union and Japan", "2025-03-26", "2025-04-03", "scheduled", "25%"),
        ("All but the European Union and Japan", "2025-04-03", "", "in_force", "25%"),
        ("European Union", "2025-03-26", "2025-04-03", "scheduled", "25%"),
        ("European Union", "2025-04-03", "2025-05-01", "in_force", "25%"),
        ("European Union", "2025-05-01", "2025-06-01", "suspended", "25%"),
        ("European Union", "2025-06-01", "", "in_force", "25%"),
        ("Japan", "2025-03-26", "2025-04-03", "scheduled", "25%"),
        ("Japan", "2025-04-03", "2025-09-16", "in_force", "25%"),
        ("Japan", "2025-09-16", "", "in_force", "15%"),
    ]


def test_a_measure_that_nobody_published_has_no_file(client, record):
    make.make_measure("Secret")
    assert client.get("/measures/secret.csv").status_code == 404


def test_an_unchanged_file_is_not_sent_twice(client, record):
    first = client.get("/measures.csv")
    again = client.get("/measures.csv", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_long_table_is_sent_in_pieces(db):
    response = csv_response("long.csv", ["n"], ([n] for n in range(2000)))
    assert response.streaming
    lines = b"".join(response).decode().split("\r\n")
    assert (lines[0], lines[1], lines[2000], lines[2001]) == ("n", "0", "1999", "")
