"""Files from strangers: read as what they are, or refused in one sentence, quickly and in little memory."""

import base64
import datetime as dt
import zipfile
import zlib
from io import BytesIO
from time import monotonic

import pytest

from negotiations.desk.imports import reading
from negotiations.desk.imports.tables import MOST_BYTES, Table, Unreadable
from tests.desk.tabular import workbook

SECONDS = 2.0
SHEET = (
    '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "{dimension}<sheetData>{rows}</sheetData></worksheet>"
)
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>headline</t></is></c></row><row r="2">{cell}</row>'
CELL = '<c r="A2" t="inlineStr"><is><t>one</t></is></c>'


def read(data: bytes | str, **options) -> Table:
    return reading.read_bytes(data.encode() if isinstance(data, str) else data, "rows.csv", **options)


def refused(data: bytes | str, **options) -> str:
    """The sentence with which a file is refused, which must come quickly."""
    began = monotonic()
    with pytest.raises(Unreadable) as caught:
        read(data, **options)
    assert monotonic() - began < SECONDS
    return str(caught.value)


def packed(dimension="", rows="", members=(), **replaced) -> bytes:
    """A workbook with a sheet of our making, and other members."""
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(workbook([{"headline": "one"}]))) as made,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in made.namelist():
            content = made.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = SHEET.format(dimension=dimension, rows=rows or ROW.format(cell=CELL)).encode()
            archive.writestr(name, replaced.get(name.rpartition("/")[2].replace(".", "_"), content))
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def cells(data, **options):
    return [row.cells for row in read(data, **options).rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Headline,Source URL\n a ,b\n", [("a", "b")]),
        ('headline;note\n"a;b";"say ""yes"""\n', [("a;b", 'say "yes"')]),
        ('headline\tnote\n"two\nlines"\t"Yes," he said\n', [("two\nlines", '"Yes," he said')]),
        ('headline,note\r\n"a\r\nb",\r\n', [("a\nb", "")]),
        ("headline,note\ra,b\r\r\rc,d", [("a", "b"), ("c", "d")]),
        ("headline\none\n\ntwo", [("one",), ("two",)]),
        ("headline,,\na,,\n", [("a",)]),
        ('headline\n""\n"""quoted"""\n', [('"quoted"',)]),
    ],
)
def test_text_with_delimiters(text, found):
    for data in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16")):
        assert cells(data) == found


def test_rows_have_the_numbers_that_a_spreadsheet_shows():
    assert [row.number for row in read('headline\n"a\nb"\n\nc\n').rows] == [2, 4]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "There is nothing in it"),
        ("\n\n , \n", "There is nothing in it"),
        ("headline,note\n", "It holds the names of columns and no row."),
        ("headline,headline\na,b", "The column headline is there twice."),
        ("headline,Head Line,HEAD-LINE\na,b,c", "The column head_line is there twice."),
        ("headline,,note\na,b,c", "Column 2 has no name."),
        ("headline,note\na,b\nc\nd,e,f\n", "Row 3 has 1 cells, the header has 2. Row 4 has 3 cells"),
        (
            'headline,note\na,"b\nc,d\n',
            "Row 2, column 2: a quotation mark opens this cell and none closes it.",
        ),
        ('headline,note\na,"b"c\n', "Row 2, column 2: a quotation mark opens this cell"),
        ('headline\tnote\na\t"b\n', "Row 2, column 2: a quotation mark opens this cell"),
        ("headline\n" + "x" * 100_001, "Row 2, column 1: 100,001 characters"),
        (",".join(f"c{n}" for n in range(10_000)) + "\n", "Row 1 has more than 300 cells."),
        ("headline\n" * 1_000_000, "It holds more than 20,000 rows."),
        ("\n" * 1_000_000, "It holds more than 20,000 rows."),
        ('"' * 1_000_001, "Row 1, column 1: 1,000,001 characters"),
        ("headline\n" + '"a\n' * 300_000, "Row 2, column 1: a quotation mark opens this cell"),
        ("headline\na\0b", "Line 2 holds a NUL character"),
    ],
    ids=range(17),
)
def test_text_that_is_no_table(text, reason):
    assert refused(text).startswith(reason)


def test_a_browser_takes_fewer_rows():
    assert "manage.py import_entries" in refused("headline\n" + "a\n" * 2001, most_rows=2000)


def test_encodings_are_not_guessed():
    assert refused("headline\n東京\n".encode("cp932")).startswith("Line 2 holds bytes that are no UTF-8 text")
    assert refused("headline\none\ncafé".encode("cp1252")).startswith(
        "Line 3 holds bytes that are no UTF-8 text"
    )
    assert "NUL" in refused("headline\na".encode("utf-16-le"))
    assert "CSV UTF-8" in refused(b"\xff\xfeh")


def test_what_is_another_sort_of_file_whatever_its_name_says():
    pictures = (b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"<svg>")
    for beginning in (*pictures, b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1", b"\x1f\x8b\x08", b" <html>"):
        assert "not a table" in refused(beginning + b"\0" * 1000)


def test_too_large_a_file_is_not_read(tmp_path):
    path = tmp_path / "rows.csv"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(Unreadable, match="larger than 10 MB"):
        reading.read_file(path)
    assert "larger than 10 MB" in refused(b"a" * (MOST_BYTES + 1))


def test_a_workbook_is_read_as_its_cells_were_typed():
    row = {
        "headline": "Talks",
        "when": dt.date(2025, 4, 16),
        "effective_from": dt.datetime(2025, 4, 3, 0, 1),  # noqa: DTZ001 (a cell knows no zone)
        "announced": dt.datetime(2025, 4, 3),  # noqa: DTZ001
        "duration_minutes": 75,
        "rate": 0.25,
        "key_event": True,
        "note": "",
    }
    (found,) = cells(workbook([row]))
    assert found == ("Talks", "2025-04-16", "2025-04-03T00:01", "2025-04-03", "75", "0.25", "yes", "")


def test_formulas_of_a_workbook_are_their_last_values_and_never_run():
    cell = '<c r="A2"><f>cmd|" /C calc"!A0</f><v>7</v></c>'
    assert cells(packed(rows=ROW.format(cell=cell))) == [("7",)]


BOMB = b"<a>" + b" " * 30_000_000


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: packed(sharedStrings_xml=BOMB), "It unfolds into far more"),
        (
            lambda: packed(members=[("xl/worksheets/sheet9.xml", b" " * 90_000_000)]),
            "It unfolds into far more",
        ),
        (
            lambda: packed('<dimension ref="A1:XFD1048576"/>'),
            "Its cells reach to row 1,048,576, column",
        ),
        (
            lambda: packed(rows=ROW.format(cell='<c r="XFD1048576"/>')),
            "Its cells reach to row 1,048,576, column",
        ),
        (lambda: packed(rows=ROW.format(cell='<c  r = "A1000000"/>')), "Its cells reach to row 1,000,000"),
        (lambda: packed(rows='<row r="1048576"/>'), "Its cells reach to row 1,048,576"),
        (
            lambda: packed(rows=ROW.format(cell='<c r="KN40000"/>')),
            "Its cells reach to row 40,000, column 300",
        ),
        (
            lambda: packed(workbook_xml='<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'),
            "It holds XML that no spreadsheet",
        ),
        (
            lambda: packed(sharedStrings_xml='<!ENTITY x SYSTEM "file:///etc/passwd">'),
            "It holds XML that no spreadsheet",
        ),
        (lambda: packed(workbook_xml="<workbook/>".encode("utf-16")), "It holds XML that no spreadsheet"),
        (
            lambda: packed(sharedStrings_xml='<sst uniqueCount = "4294967295"/>'),
            "It holds XML that no spreadsheet",
        ),
        (lambda: packed(workbook_xml="<workbook"), "The workbook is damaged."),
        (lambda: packed(workbook_xml="<workbook/>"), "It holds no sheet with cells."),
        (lambda: packed(members=[("xl/vbaProject.bin", b"")]), "It holds macros (.xlsm)."),
        (lambda: packed(members=[("content.xml", b"")]), "It is an OpenDocument file (.ods)."),
        (lambda: packed(members=[(f"xl/media/{n}", b"") for n in range(2001)]), "It unfolds into far more"),
        (lambda: packed()[:-100], "It is a damaged or protected archive."),
        (lambda: b"PK\x03\x04" + b"\0" * 100, "It is a damaged or protected archive."),
        (lambda: _archive_of_archives(), "It is an archive, and no workbook."),
        (lambda: _lying(packed(sharedStrings_xml=BOMB)), "It is a damaged"),
    ],
    ids=range(20),
)
def test_workbooks_that_would_hurt(make, reason):
    assert refused(make()).startswith(reason)


def _archive_of_archives() -> bytes:
    inner = packed()
    for _ in range(20):
        file = BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("inner.xlsx", inner)
        inner = file.getvalue()
    return inner


def _lying(data: bytes) -> bytes:
    """An archive that says of a member that it is small."""
    return data.replace(len(BOMB).to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def test_a_damaged_workbook_anywhere_is_refused_or_read():
    whole = bytearray(packed())
    for place in range(0, len(whole), max(1, len(whole) // 150)):
        broken = bytes(whole[:place]) + bytes([whole[place] ^ 0xFF]) + bytes(whole[place + 1 :])
        try:
            read(broken)
        except Unreadable:
            continue


def test_names_of_files_lose_what_misleads():
    names = {
        "../../etc/passwd": "passwd",
        "C:\\data\\rows.csv": "rows.csv",
        "a\u202ecsv.exe": "acsv.exe",
        "\0\n": "A file without a name",
        "": "A file without a name",
        "x" * 255: "x" * 120,
        "<b>.svg": "<b>.svg",
        "ROWS.csv": "ROWS.csv",
        "\ud800x": "x",
    }
    assert {name: reading.safe_name(name) for name in names} == names


def test_a_table_survives_its_way_through_a_form_and_nothing_else_does():
    table = read('headline,note\na,b\n\n"c\nd",é\n')
    assert Table.unpacked(table.packed()) == table
    bomb = zlib.compress(b"[" * 50_000_000)
    for text in (
        "",
        "x",
        "é",
        base64.b64encode(bomb).decode(),
        base64.b64encode(zlib.compress(b"[1,2]")).decode(),
    ):
        with pytest.raises(Unreadable, match="Paste them once more"):
            Table.unpacked(text)
