"""The timeline as CSV and XLSX: the same rows as the page, every value exact, nothing that a spreadsheet would run."""

import csv
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
import time_machine
from pydantic import BaseModel

from negotiations.public import kinds, selection
from negotiations.public.files.delimited import safe
from negotiations.public.files.rows import columns
from negotiations.public.filters import TimelineFilter
from negotiations.public.kinds.base import Date, Ref
from negotiations.public.labels import labels_for, references_in
from tests import make, published
from tests.public.planting import CANARY, plant
from tests.public.test_feeds import break_body
from tests.remembering import remembered

pytestmark = pytest.mark.django_db
FILES = ("/timeline.csv", "/timeline.csv?form=spreadsheet", "/timeline.xlsx")
NASTY = "a;b,\"c\"\n\t=1+1\u2028 \u202eüñ日本語\N{PARTY POPPER} \\n -- ''  "


def table(client, query="") -> list[dict]:
    text = client.get(f"/timeline.csv{query}").getvalue().decode()
    return list(csv.DictReader(StringIO(text, newline="")))


@pytest.fixture
@remembered
def every_kind(db) -> list:
    return [make.publish(maker(summary=NASTY)) for maker in make.MAKERS.values()]


# What stands in it ----------------------------------------------------------------------------------------------------


def test_a_file_has_the_rows_of_the_page(client, every_kind):
    for _ in range(30):
        make.publish(make.make_quote())
    for query in (
        "",
        "?kind=quote",
        "?kind=round&economy=JP",
        "?to=2025-04-10",
        "?from=2099",
        "?status=held",
    ):
        page = client.get(f"/timeline/{query}").context["filter"]
        rows = table(client, query)
        assert len(rows) == page.total
        assert [row["id"] for row in rows][:25] == [one.publication.key for one in page.editions()]
    assert [row["id"] for row in table(client, "?order=oldest")] == [row["id"] for row in table(client)][::-1]


def test_the_columns_are_the_same_whatever_the_filter(client, every_kind):
    names = [column.name for column in columns()]
    assert len(set(names)) == len(names)
    assert names[:4] == ["id", "kind", "url", "edition"]
    assert names[-4:] == ["source_urls", "known", "licence", "cite_as"]
    for query in ("", "?kind=quote", "?from=2099"):
        assert client.get(f"/timeline.csv{query}").getvalue().decode().split("\r\n")[0] == ",".join(names)


def test_every_value_comes_back_exactly(client, every_kind):
    rows = {row["id"]: row for row in table(client)}
    for edition in every_kind:
        body = kinds.get(edition.publication.kind).read(edition.content, edition.schema_version)
        keys = {id: label.key for id, label in labels_for(references_in(edition.content), None).items()}
        row = rows[edition.publication.key]
        assert row["summary"] == NASTY
        assert (row["edition"], row["change"]) == ("1", "first")
        assert datetime.fromisoformat(row["published_at"]) == edition.published_at
        for name in type(body).model_fields:
            assert read_back(row, name, getattr(body, name), keys), (name, row[name])


def read_back(row: dict, name: str, value, keys: dict) -> bool:
    """True where a cell holds the value and nothing else."""
    cell = row[name]
    if isinstance(value, Date):
        return (cell, row["zone" if name == "when" else f"{name}_zone"]) == (value.edtf, value.zone)
    if isinstance(value, Ref):
        return cell == keys[value.ref]
    if isinstance(value, bool):
        return cell == ("true" if value else "false")
    if value is None or value == []:
        return cell == ""
    if isinstance(value, list) and isinstance(value[0], Ref):
        return cell.split(";") == [keys[item.ref] for item in value]
    if isinstance(value, list):
        return json.loads(cell) == [by_key(item, keys) for item in value]
    if isinstance(value, date):
        return date.fromisoformat(cell) == value
    return cell == str(value)


def by_key(value, keys: dict):
    if isinstance(value, Ref):
        return keys[value.ref]
    if isinstance(value, BaseModel):
        return {name: by_key(getattr(value, name), keys) for name in type(value).model_fields}
    if isinstance(value, list):
        return [by_key(item, keys) for item in value]
    return str(value) if isinstance(value, Decimal | date) else value


@pytest.mark.parametrize(
    "duty", ["25%", "12.5%", "0.30000000000000004%", "100.0001%", "1000000000000000000000%"]
)
def test_a_duty_keeps_its_digits(client, duty):
    make.publish(make.make_measure_change(duty=duty))
    assert table(client)[0]["duty"] == duty


def test_rows_carry_their_sources_licence_and_citation(client):
    source = make.make_source("A report", address="https://example.org/a?b=1;c")
    edition = make.publish(make.make_quote(headline="Words", source=source))
    (row,) = table(client)
    assert row["source_urls"] == "https://example.org/a?b=1;c"
    assert row["licence"] == "CC BY 4.0"
    assert row["cite_as"].startswith("TradeWatch, entry TW-000001, edition 1, ")
    assert row["cite_as"].endswith("Words. http://127.0.0.1:8000/entries/TW-000001/editions/1/")
    assert row["known"] == edition.published_at.isoformat().replace("+00:00", "Z")


def test_the_instant_in_a_row_gives_the_row_again(client):
    quote = make.make_quote(headline="First words")
    make.publish(quote)
    before = table(client)
    make.publish(make.edit(quote, headline="Other words"))
    assert table(client, "?known=" + before[0]["known"]) == before


def test_a_file_can_be_read_as_it_was(client):
    with time_machine.travel(datetime(2025, 5, 1, 9, tzinfo=UTC), tick=False):
        make.publish(make.make_quote(headline="First words"))
    make.publish(make.make_quote())
    (row,) = table(client, "?known=2025-05-01")
    assert (row["headline"], row["known"]) == ("First words", "2025-05-01")
    response = client.get("/timeline.csv?known=2025-05-01")
    assert 'filename="tradewatch-timeline-2025-05-01.csv"' in response.headers["Content-Disposition"]


def test_what_was_withdrawn_is_in_no_file_and_what_points_at_it_does_not_say_so(client):
    gone = make.make_quote(headline="Never said")
    make.publish(gone)
    other = make.make_quote(headline="Said")
    other.relations.create(role="follows", target=gone)
    make.publish(other)
    assert json.loads(table(client, "?order=oldest")[1]["related"])[0]["entry"] == "TW-000001"
    make.withdraw(gone)
    (row,) = table(client)
    assert row["related"] == ""
    assert b"TW-000001" not in client.get("/timeline.csv").getvalue()


def test_what_is_withdrawn_while_a_file_is_sent_is_not_sent(client, monkeypatch):
    monkeypatch.setattr(selection, "PORTION", 1)
    for _ in range(3):
        make.publish(make.make_quote())
    gone = make.make_quote(when="2020-01-01", headline="Never said")
    make.publish(gone)
    lines = iter(client.get("/timeline.csv").streaming_content)
    sent = [next(lines), next(lines)]
    make.withdraw(gone)
    sent += lines
    assert b"Never said" not in b"".join(sent)
    assert b"".join(sent).count(b"\r\n") == 4


def test_what_is_printed_while_a_file_is_sent_changes_nothing_of_it(client, monkeypatch):
    monkeypatch.setattr(selection, "PORTION", 1)
    person = make.make_person("Old Name")
    quotes = [make.make_quote(speaker=person) for _ in range(3)]
    for quote in quotes:
        make.publish(quote)
    whole = client.get("/timeline.csv").getvalue()
    lines = iter(client.get("/timeline.csv").streaming_content)
    sent = [next(lines), next(lines)]
    make.publish(make.make_quote())
    make.publish(make.edit(quotes[0], headline="Later words"))
    sent += lines
    assert b"".join(sent) == whole


# For spreadsheets -----------------------------------------------------------------------------------------------------

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_for_spreadsheets_begins_like_a_formula(client, text):
    make.publish(make.make_quote(headline=text, text=text, summary=text))
    raw = client.get("/timeline.csv?form=spreadsheet").getvalue().decode()
    assert raw.startswith("\ufeff")
    (row,) = csv.DictReader(StringIO(raw.removeprefix("\ufeff"), newline=""))
    assert row["headline"] == row["text"] == f"'{text}"
    assert all(not cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) for cell in row.values())
    (machine,) = table(client)
    assert machine["headline"] == text


def test_a_tab_or_a_line_end_does_not_hide_a_formula():
    assert [safe(text) for text in ("\t=1", "\r=1", "\n=1", "text", "", 5)] == [
        "'\t=1",
        "'\r=1",
        "'\n=1",
        "text",
        "",
        5,
    ]


def test_a_workbook_holds_texts_and_no_formula_or_link(client, every_kind):
    for text in FORMULAS:
        make.publish(make.make_quote(headline=text, text="https://example.org/"))
    with ZipFile(BytesIO(client.get("/timeline.xlsx").getvalue())) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
    assert len(sheets) == 2
    assert "=1+1" in sheets[0]
    for sheet in sheets:
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet
    assert "<pane " in sheets[0]
    for word in ("CC BY 4.0", "every entry", "http://127.0.0.1:8000/timeline.xlsx", "printing"):
        assert word in sheets[1]


def test_the_same_record_gives_the_same_workbook(client, every_kind):
    with time_machine.travel(datetime(2099, 1, 1, tzinfo=UTC), tick=False):
        later = client.get("/timeline.xlsx").getvalue()
    assert client.get("/timeline.xlsx").getvalue() == later


def test_a_workbook_says_its_filter_and_its_instant(client):
    published.a_quote()
    with ZipFile(
        BytesIO(client.get("/timeline.xlsx?kind=quote&economy=JP&known=2099-01-01").getvalue())
    ) as book:
        about = book.read("xl/worksheets/sheet2.xml").decode()
    assert "Kind: Quotes; Economy: Japan" in about
    assert "the end of 1 January 2099" in about


def test_a_text_longer_than_a_cell_says_where_it_goes_on(client):
    make.publish(make.make_quote(text="long " * 10_000))
    with ZipFile(BytesIO(client.get("/timeline.xlsx").getvalue())) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "(continued in the CSV file)" in sheet
    assert len(table(client)[0]["text"]) == 50_000


# Asking ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", FILES)
def test_a_file_says_what_it_is_where_it_is_from_and_its_licence(client, address):
    published.a_quote()
    joint = "&" if "?" in address else "?"
    headers = client.get(f"{address}{joint}economy=JP&utm=x").headers
    assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in headers["Link"]
    extension = address.removeprefix("/timeline.")[:4].rstrip("?")
    form = "&form=spreadsheet" if "form" in address else ""
    canonical = f"http://127.0.0.1:8000/timeline.{extension}?economy=JP{form}"
    assert f'<{canonical}>; rel="canonical"' in headers["Link"]
    assert headers["Content-Disposition"] == f'attachment; filename="tradewatch-timeline.{extension}"'
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "max-age" in headers["Cache-Control"]
    assert "Vary" not in headers


@pytest.mark.parametrize("name", ['Trade"\r\nX: y', "通商", "a/../b", "Ärger & Co."])
def test_no_name_of_the_site_breaks_a_header(client, settings, name):
    settings.SITE_NAME = name
    make.publish(make.make_quote())
    for address in FILES:
        headers = client.get(address).headers
        assert "X" not in headers
        assert headers["Content-Disposition"].isascii()
        assert headers["Content-Disposition"].count('"') == 2
        assert "/" not in headers["Content-Disposition"].partition("filename=")[2]


@pytest.mark.parametrize("address", FILES)
def test_the_head_of_a_file_costs_no_rows(client, address, django_assert_max_num_queries):
    published.a_quote()
    client.get("/timeline/")
    with django_assert_max_num_queries(4):
        response = client.head(address)
        assert response.getvalue() == b""
    assert response.status_code == 200
    assert response.headers["Content-Disposition"]


@pytest.mark.parametrize("address", FILES)
def test_an_unchanged_file_is_not_sent_twice(client, address):
    quote = make.make_quote()
    make.publish(quote)
    etag = client.get(address).headers["ETag"]
    for change in (
        lambda: make.publish(make.edit(quote, text="other words"), change="correction", note="Other words."),
        lambda: make.publish(make.make_round()),
        lambda: make.withdraw(quote),
    ):
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
        change()
        response = client.get(address, headers={"If-None-Match": etag})
        assert response.status_code == 200
        etag = response.headers["ETag"]
    other = "/timeline.csv" if "form" in address or "xlsx" in address else "/timeline.csv?form=spreadsheet"
    assert client.get(other).headers["ETag"] != etag


@pytest.mark.parametrize("address", FILES)
@pytest.mark.parametrize("query", ["from=May", "economy=XX", "known=x", "after=x", "order=up", "to=%00"])
def test_a_wrong_value_is_a_problem_that_names_it(client, address, query):
    published.a_quote()
    response = client.get(f"{address}{'&' if '?' in address else '?'}{query}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == query.partition("=")[0]
    assert b"TW-000001" not in response.content


def test_a_form_that_does_not_exist_is_refused(client):
    response = client.get("/timeline.csv?form=excel")
    assert response.status_code == 400
    assert response.json()["errors"] == [{"parameter": "form", "detail": "Write machine or spreadsheet."}]
    assert client.get("/timeline.csv?form=machine").status_code == 200
    assert client.get("/timeline.xlsx?form=excel").status_code == 200  # there it is no parameter


@pytest.mark.parametrize("address", FILES)
def test_reading_is_all_that_can_be_done(client, address):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(address).status_code == 405


def test_a_file_goes_on_after_a_place(client):
    for _ in range(30):
        make.publish(make.make_quote())
    following = TimelineFilter(client.get("/timeline/").wsgi_request.GET, "/timeline/").next_url
    assert len(table(client, following.removeprefix("/timeline/"))) == 5


# Faults, leaks, cost --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", ["{", "{}", "null"])
def test_a_broken_record_is_left_out_and_the_rest_is_sent(client, body, caplog):
    broken = make.publish(make.make_round())
    make.publish(make.make_round())
    break_body(broken, body)
    assert [row["id"] for row in table(client)] == ["TW-000002"]
    assert "TW-000001, edition 1, is left out" in caplog.text
    assert client.get("/timeline.xlsx").status_code == 200


@pytest.mark.parametrize("character", ["\x00", "\x07", "\r", "\x1b"])
def test_a_control_character_stays_a_value(client, character):
    odd = make.publish(make.make_round(headline="A bell"))
    text = json.dumps(character)[1:-1]
    break_body(odd, odd.body.replace("A bell", f"A {text} bell"))
    assert table(client)[0]["headline"] == f"A {character} bell"
    assert client.get("/timeline.xlsx").status_code == 200


def test_half_a_character_costs_its_row(client):
    odd = make.publish(make.make_round(headline="A bell"))
    make.publish(make.make_round())
    break_body(odd, odd.body.replace("A bell", "A \\ud800 bell"))
    assert [row["id"] for row in table(client)] == ["TW-000002"]


def test_no_word_of_the_unpublished_stands_in_a_file(client, every_kind):
    plant()
    for address in FILES:
        for query in ("", "known=2099-01-01", "economy=JP"):
            raw = client.get(f"{address}{'&' if '?' in address else '?'}{query}").getvalue()
            if address.endswith("xlsx"):
                with ZipFile(BytesIO(raw)) as book:
                    raw = b"".join(book.read(name) for name in book.namelist())
            assert CANARY.encode() not in raw


def test_the_queries_of_a_file_grow_with_its_portions_alone(client, django_assert_max_num_queries):
    def rows_of_each_kind():
        for maker in make.MAKERS.values():
            make.publish(maker(topics=[make.make_topic(f"Topic {next(make.serial)}")]))

    rows_of_each_kind()
    client.get("/timeline.csv").getvalue()
    with django_assert_max_num_queries(8) as asked:
        client.get("/timeline.csv").getvalue()
    few = len(asked.captured_queries)
    rows_of_each_kind()
    rows_of_each_kind()
    client.get("/timeline.csv").getvalue()
    with django_assert_max_num_queries(few):
        client.get("/timeline.csv").getvalue()
