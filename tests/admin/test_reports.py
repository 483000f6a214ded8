"""Reports: what needs somebody, with what mends it, on a page and in a file."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine

from negotiations.desk import attention
from negotiations.models.entries import Entry
from negotiations.models.sources import Source, StoredText
from tests.admin.screens import save, url
from tests.make import act, edit, make_measure_change, make_quote, make_round, make_source, publish, withdraw

NOW = datetime(2025, 5, 1, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def rows(client, name) -> list[str]:
    return [row["label"] for row in client.get(f"/admin/reports/{name}/").context["rows"]]


def table(client, name) -> list[list[str]]:
    response = client.get(f"/admin/reports/{name}.csv")
    text = b"".join(response.streaming_content) if response.streaming else response.content
    return list(csv.reader(StringIO(text.decode())))


def cited(title, **values):
    source = make_source(title, **{"address": f"https://example.org/{title}", **values})
    make_round(source=source)
    return source


def test_every_report_opens_empty_and_full_on_a_page_and_in_a_file(at_desk, ana):
    client = at_desk(ana)
    listed = client.get("/admin/reports/").text
    for report in attention.REPORTS:
        assert f'href="/admin/reports/{report.name}/"' in listed
        assert report.why in client.get(f"/admin/reports/{report.name}/").text.replace("&#x27;", "'")
        assert "Nothing: the list is empty." in client.get(f"/admin/reports/{report.name}/").text
        assert len(table(client, report.name)) == 1


def test_a_dead_link_is_reported_until_there_is_a_copy_or_another_address(at_desk, ana):
    client, one, two = at_desk(ana), cited("One", link_status="dead"), cited("Two", link_status="dead")
    make_source("Cited by nothing", address="https://example.org/3", link_status="dead")
    cited("Kept", link_status="dead", archive_address="https://archive.example.org/1")
    assert rows(client, "dead-links") == [str(one), str(two)]
    save(client, url(one), archive_address="https://archive.example.org/2")
    save(client, url(two), address="https://example.org/moved")
    assert rows(client, "dead-links") == []


def test_a_row_leads_to_the_field_that_mends_it(at_desk, ana):
    source = cited("One", link_status="dead")
    page = at_desk(ana).get("/admin/reports/dead-links/").text
    assert f'href="{url(source)}#id_archive_address"' in page


def test_a_retracted_source_reports_every_entry_that_cites_it(at_desk, ana):
    client, source = at_desk(ana), make_source("Retracted later")
    one, two = make_round(source=source), make_quote(source=source)
    gone = make_measure_change(source=source)
    publish(gone)
    withdraw(gone)
    assert rows(client, "retracted") == []
    save(client, url(source), is_retracted="on")
    assert set(rows(client, "retracted")) == {one.headline, two.headline}
    assert "Retracted later" in client.get("/admin/reports/retracted/").text


def test_a_planned_round_is_reported_once_its_day_is_over(at_desk, ana):
    past = make_round(status="confirmed", when="2025-04-30")
    make_round(status="tentative", when="2025-05-01")
    make_round(status="held", when="2025-04-29")
    assert rows(at_desk(ana), "past-rounds") == [past.headline]


def test_what_nobody_verified_for_long_is_reported(at_desk, ana, frozen):
    old = make_round(last_verified_on=date(2025, 1, 1))
    new = make_quote(last_verified_on=date(2025, 4, 1))
    never = make_measure_change()
    for entry in (old, new, never):
        publish(entry)
    make_round(last_verified_on=date(2024, 1, 1), headline="A draft")
    assert rows(at_desk(ana), "not-verified") == [old.headline]
    frozen.shift(timedelta(days=91))
    assert set(rows(at_desk(ana), "not-verified")) == {old.headline, new.headline, never.headline}


def test_links_that_were_not_checked_for_long_and_pages_that_nothing_is_kept_of(at_desk, ana, frozen):
    source = cited("One")
    assert rows(at_desk(ana), "unchecked-links") == []
    frozen.shift(timedelta(days=31))
    client = at_desk(ana)
    assert rows(client, "unchecked-links") == rows(client, "links-without-copy") == [str(source)]
    Source.objects.update(link_checked_at=NOW + timedelta(days=30))
    StoredText.objects.create(source=source, text="The article.")
    assert rows(client, "unchecked-links") == rows(client, "links-without-copy") == []


def test_quotes_without_check_translation_or_evidence_are_reported(at_desk, ana):
    quote = make_quote(text="極めて遺憾", text_language="ja", claim="It is a lot.")
    make_quote(text_language="en-GB")
    client = at_desk(ana)
    assert rows(client, "untranslated") == rows(client, "bare-claims") == [quote.headline]


def test_corrections_are_listed_with_what_readers_were_told(at_desk, ana):
    entry = make_quote()
    publish(entry)
    edit(entry, text="very regrettable")
    publish(entry, change="correction", note="He said “very”.")
    assert table(at_desk(ana), "corrections")[1][2:] == ["TW-000001", "2025-05-01", "rui", "He said “very”."]


def test_a_file_is_safe_to_open_and_nobody_else_may_read_it(at_desk, ana):
    cited("Two", link_status="dead", publisher="", link_detail="=1+1")
    response = at_desk(ana).get("/admin/reports/dead-links.csv")
    assert "Access-Control-Allow-Origin" not in response.headers
    assert "Link" not in response.headers
    assert "no-store" in response.headers["Cache-Control"]
    header, row = table(at_desk(ana), "dead-links")
    assert header == ["What", "Form", "Address", "Last check", "It found", "Cited by"]
    assert row[4:] == ["'=1+1", "1"]
    assert row[1].startswith("http://testserver/admin/negotiations/source/")


def test_a_long_report_is_paged(at_desk, ana):
    entry = make_round()
    sources = Source.objects.bulk_create(
        Source(title=f"Report {n:02}", address=f"https://example.org/x{n}", link_status="dead")
        for n in range(55)
    )
    entry.citations.bulk_create(type(entry.citations.get())(entry_id=entry.pk, source=row) for row in sources)
    client = at_desk(ana)
    assert len(rows(client, "dead-links")) == 50
    assert "55 rows, page 1 of 2." in client.get("/admin/reports/dead-links/").text
    for page, length in (("2", 5), ("99", 5), ("x", 50), (str(10**19), 5)):
        assert len(client.get(f"/admin/reports/dead-links/?page={page}").context["rows"]) == length
    assert len(table(client, "dead-links")) == 56


@pytest.mark.parametrize("name", ["dead-links", "nowhere"])
def test_an_account_without_a_role_reads_no_report(at_desk, client, django_user_model, name):
    cited("Secret")
    nobody = django_user_model.objects.create(username="nobody", is_staff=True)
    for address in ("/admin/reports/", f"/admin/reports/{name}/", f"/admin/reports/{name}.csv"):
        response = at_desk(nobody).get(address)
        assert response.status_code == 403
        assert "Secret" not in response.text
        assert client.get(address).status_code == 302


def test_an_unknown_report_is_not_found(at_desk, ana):
    assert at_desk(ana).get("/admin/reports/nowhere/").status_code == 404
    assert at_desk(ana).get("/admin/reports/nowhere.csv").status_code == 404
    assert at_desk(ana).post("/admin/reports/dead-links/").status_code == 403


def test_a_report_costs_the_same_whatever_its_length(at_desk, ana, django_assert_max_num_queries):
    for n in range(3):
        source = cited(f"S{n}", is_retracted=True, link_status="dead")
        make_quote(source=source, claim="x")
        entry = make_round(status="tentative", last_verified_on=date(2024, 1, 1))
        act(entry, "submit", ana)
    client = at_desk(ana)
    for report in attention.REPORTS:
        client.get(f"/admin/reports/{report.name}/")
        with django_assert_max_num_queries(11):
            client.get(f"/admin/reports/{report.name}/")
    assert Entry.objects.count() == 9
