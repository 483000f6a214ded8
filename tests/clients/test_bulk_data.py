"""The package under /data/, as Frictionless reads it."""

import csv
import io
import json

import pytest

from negotiations.desk.merging import merge
from negotiations.public.bulk_data.files import files
from negotiations.public.bulk_data.tables import EDITIONS
from negotiations.public.bulk_data.views import DESCRIPTIONS
from tests import make

frictionless = pytest.importorskip("frictionless")
pytestmark = pytest.mark.django_db
ODD = 'Commas, "quotes",\nlines\t=1+1 @x 財務省；；'


@pytest.fixture
def folder(client, rui, tmp_path):
    """The files of a record with every kind, a correction, a withdrawal and a merger."""
    for maker in make.MAKERS.values():
        make.publish(maker(summary=ODD, economies=[make.make_economy(), make.make_economy("Peru", "PE")]))
    quote = make.make_quote(speaker=make.make_person("R. Akazawa"))
    make.publish(quote)
    make.edit(quote, text=ODD)
    make.publish(quote, change="correction", note=ODD)
    merge(make.make_person("R. Akazawa"), make.make_person(), rui)
    gone = make.make_round()
    make.publish(gone)
    make.withdraw(gone)
    for path in (*files(), *DESCRIPTIONS):
        response = client.get(f"/data/{path}")
        (tmp_path / path).write_bytes(b"".join(response) if response.streaming else response.content)
    return tmp_path


def test_the_package_and_every_row_of_every_table_are_valid(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["name", "rowNumber", "fieldName", "type", "message"]) == []
    assert len(report.tasks) == len(files())
    assert all(task.valid for task in report.tasks)


def test_a_broken_row_would_be_seen(folder):
    people = folder / "people.csv"
    people.write_bytes(people.read_bytes().replace(b"ryosei-akazawa", b"somebody-else"))
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert {"hash-count", "foreign-key"} & {one[0] for one in report.flatten(["type"])}


def test_a_text_is_read_exactly(folder):
    package = frictionless.Package(str(folder / "datapackage.json"))
    (first, second) = package.get_resource("quotes").read_rows()
    assert first["summary"] == ODD
    assert second["text"] == ODD
    assert first["is_key"] is False
    assert first["published_at"].tzinfo is not None


def test_what_is_read_and_written_again_is_the_same(folder):
    for path in folder.glob("*.csv"):
        text = path.read_bytes().decode()
        again = io.StringIO(newline="")
        csv.writer(again, lineterminator="\r\n").writerows(csv.reader(io.StringIO(text, newline="")))
        assert again.getvalue() == text


def test_each_line_is_json(folder):
    found = [json.loads(line) for line in (folder / "editions.jsonl").read_bytes().split(b"\n") if line]
    names = [column.name for column in EDITIONS.columns]
    assert all([*one] == names for one in found)
    assert any(one["note"] == ODD for one in found)
