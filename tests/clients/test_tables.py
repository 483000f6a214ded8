"""Our files, read by programs that nobody here wrote."""

import csv
import json
from io import BytesIO, StringIO

import pytest

from negotiations.public.files.rows import columns
from tests.clients.record import make_record

pytestmark = pytest.mark.django_db


def table(client) -> list[dict]:
    text = client.get("/timeline.csv").getvalue().decode()
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def test_the_csv_module_of_python_reads_it_strictly(client):
    count = make_record()
    rows = table(client)
    assert len(rows) == count
    assert all(list(row) == [column.name for column in columns()] for row in rows)
    for row in rows:
        assert json.loads(row["citations"])


def test_openpyxl_sees_the_texts_of_the_csv_and_no_formula(client):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed: make clients")
    make_record()
    book = openpyxl.load_workbook(BytesIO(client.get("/timeline.xlsx").getvalue()))
    assert book.sheetnames == ["Entries", "About"]
    head, *lines = book["Entries"].iter_rows()
    names = [cell.value for cell in head]
    shown = [dict(zip(names, map(text_of, line), strict=True)) for line in lines]
    assert shown == table(client)
    assert all(cell.data_type != "f" for line in lines for cell in line)
    assert not book["Entries"]._hyperlinks
    assert book["Entries"].freeze_panes
    assert dict(book["About"].iter_rows(values_only=True))["Licence"].startswith("CC BY 4.0")


def text_of(cell) -> str:
    return "" if cell.value is None else str(cell.value)


def test_frictionless_finds_the_csv_valid(client, tmp_path):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed: make clients")
    make_record()
    file = tmp_path / "timeline.csv"
    file.write_bytes(client.get("/timeline.csv").getvalue())
    found = frictionless.validate(
        file.name,
        basepath=str(tmp_path),
        schema=frictionless.Schema.from_descriptor(_schema()),
        format="csv",
        encoding="utf-8",
    )
    assert found.valid, found.flatten(["rowNumber", "fieldNumber", "type", "note"])[:3]


def _schema() -> dict:
    whole = {"edition": "integer", "is_key": "boolean", "citations": "array", "duration_minutes": "integer"}
    return {"fields": [{"name": one.name, "type": whole.get(one.name, "string")} for one in columns()]}
