"""Empty tables to fill: the columns of a kind, as CSV and as a workbook that leaves what is typed as it is."""

import csv
from io import BytesIO, StringIO

from xlsxwriter import Workbook

from negotiations.desk.imports import columns
from negotiations.desk.imports.tables import MOST_ROWS

_BOM = "\ufeff"  # without it spreadsheets take UTF-8 for something older
_FIRST = "kind key when zone headline summary".split()
_WIDE = ("headline", "summary", "quote_text", "note", "source_title", "source_url")
_LIST_AT_MOST = 255  # characters of the choices of a cell


def header(kind: str) -> list[str]:
    """The columns of a kind: what every row needs, its own, and the rest."""
    own, special, common = columns.of_kind(kind), columns.SPECIAL, columns.common()
    every = [*_FIRST, *own, *special, *common]
    return list(dict.fromkeys(every))


def as_csv(kind: str) -> bytes:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(header(kind))
    return (_BOM + text.getvalue()).encode()


def as_workbook(kind: str) -> bytes:
    """The header over cells that are text, so that no spreadsheet turns 25% or a date into a number; what they hold."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    bold, text = (
        book.add_format({"bold": True}),
        book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
    )
    sheet, about = book.add_worksheet("Rows"), book.add_worksheet("Columns")
    sheet.freeze_panes(1, 0)
    known = columns.common() | columns.of_kind(kind)
    for place, name in enumerate(header(kind)):
        sheet.set_column(place, place, 40 if name in _WIDE else 18, text)
        sheet.write_string(0, place, name, bold)
        choices = known[name].choices if name in known else [kind] if name == "kind" else []
        if choices and len(",".join(choices)) <= _LIST_AT_MOST:
            allowed = {"validate": "list", "source": choices, "error_type": "warning"}
            sheet.data_validation(1, place, MOST_ROWS, place, allowed)
        about.write_string(place, 0, name, bold)
        about.write_string(place, 1, known[name].help if name in known else columns.special_help(name))
    about.set_column(0, 0, 24)
    about.set_column(1, 1, 110, text)
    book.close()
    return file.getvalue()
