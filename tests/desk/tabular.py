"""Tables as people send them: the same rows as CSV, TSV and XLSX."""

import csv
from io import BytesIO, StringIO

from xlsxwriter import Workbook

from negotiations.desk.imports import reading
from negotiations.desk.imports.applying import apply
from negotiations.desk.imports.planning import plan

type Rows = list[dict]


def header_of(rows: Rows) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def delimited(rows: Rows, delimiter=",", end="\n") -> str:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, header_of(rows), restval="", delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def workbook(rows: Rows) -> bytes:
    file = BytesIO()
    book = Workbook(file, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    header = header_of(rows)
    for line, cells in enumerate([header, *([row.get(name, "") for name in header] for row in rows)]):
        for place, cell in enumerate(cells):
            sheet.write(line, place, cell)
    book.close()
    return file.getvalue()


def planned(rows: Rows | bytes | str, name="rows.csv"):
    data = delimited(rows) if isinstance(rows, list) else rows
    return plan(reading.read_bytes(data.encode() if isinstance(data, str) else data, name))


def imported(rows, by, **options):
    """The batch that rows make, which must have no error unless they are left out."""
    found = planned(rows)
    if not options.get("skip_errors"):
        assert faults(found) == {}
    return apply(found, by, **options)


def faults(found) -> dict[int, list[str]]:
    """What is wrong, by the number of the row."""
    return {row.number: list(map(str, row.faults)) for row in found.rows if row.faults}
