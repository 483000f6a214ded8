"""The table as a workbook (XLSX): every text stays text, no cell is a formula or a link."""

from tempfile import TemporaryFile
from typing import IO, Any

from django.conf import settings
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from negotiations.public.choices import Chip
from negotiations.public.files.rows import Cell, columns, rows
from negotiations.public.reuse import instant, licence_url
from negotiations.public.selection import Selection

ROWS_AT_MOST = 1_048_575  # beside the header, as many as a sheet holds
_CELL_AT_MOST = 32_767
_CUT = " … (continued in the CSV file)"
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDE = {"headline": 60, "summary": 60, "text": 60, "translation": 60, "cite_as": 60}


def workbook(selection: Selection) -> IO[bytes]:
    """A temporary file at its beginning, which is gone when it is closed: the rows, and a sheet about them."""
    file = TemporaryFile()  # noqa: SIM115 (who sends it closes it)
    book = Workbook(file, _OPTIONS)
    if selection.at:  # not the time of day: the same record gives the same bytes
        book.set_properties({"created": selection.at.replace(tzinfo=None), "title": selection.title})
    bold = book.add_format({"bold": True})
    _fill(book.add_worksheet("Entries"), selection, bold)
    _tell(book.add_worksheet("About"), selection, bold)
    book.close()
    file.seek(0)
    return file


def _fill(sheet: Worksheet, selection: Selection, bold: Any) -> None:
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(columns()):
        sheet.set_column(place, place, _WIDE.get(column.name, 14))
        sheet.write_string(0, place, column.name, bold)
    line = 0
    for portion in rows(selection):
        for row in portion:
            line += 1
            for place, cell in enumerate(row):
                _write(sheet, line, place, cell)


def _write(sheet: Worksheet, line: int, place: int, cell: Cell) -> None:
    if isinstance(cell, int):
        sheet.write_number(line, place, cell)
    elif len(cell) > _CELL_AT_MOST:
        sheet.write_string(line, place, cell[: _CELL_AT_MOST - len(_CUT)] + _CUT)
    elif cell:
        sheet.write_string(line, place, cell)


def _tell(sheet: Worksheet, selection: Selection, bold: Any) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    for line, (name, text) in enumerate(_about(selection)):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, text[:_CELL_AT_MOST])


def _about(selection: Selection) -> list[tuple[str, str]]:
    read_at = (
        selection.known.text if selection.known else "now; the newest entry was printed at the instant below"
    )
    licence = " ".join(filter(None, (settings.LICENCE, licence_url())))
    return [
        ("Record", f"{settings.SITE_NAME}, {settings.SITE_URL}/"),
        ("Filter", "; ".join(map(_words, selection.chips)) or "none: every entry"),
        ("Entries", str(selection.total)),
        ("As of", read_at),
        ("known", selection.known_text),
        ("Generated from", f"printing {selection.printing.number}" + _printed_at(selection)),
        ("This list", settings.SITE_URL + selection.canonical_url),
        ("As a page", selection.page_url),
        ("Licence", f"{licence}. Quoted words remain their speakers’."),
        ("How to cite", f"{settings.SITE_NAME}, {selection.page_url}, as of {selection.known_text}"),
    ]


def _printed_at(selection: Selection) -> str:
    return f", {instant(selection.printing.at)}" if selection.printing.at else ""


def _words(chip: Chip) -> str:
    return f"{chip.label}: {chip.text}"
