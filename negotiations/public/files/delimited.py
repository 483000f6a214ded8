"""The table as CSV (RFC 4180, UTF-8), sent in portions.

The machine form holds every value exactly. The other form is for people who open it in a spreadsheet: it begins with
a byte order mark, and a cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from negotiations.public.files.rows import Cell, columns, rows
from negotiations.public.selection import Selection

BOM = "\ufeff"
# What a spreadsheet may take for the beginning of a formula, also in the full-width forms of East Asian keyboards.
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # fmt: skip


def safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_BEGINS_A_FORMULA) else cell


def delimited(selection: Selection, for_spreadsheets: bool = False) -> Iterator[bytes]:
    """The header at once, then the rows, a portion at a time."""
    head = _written([[column.name for column in columns()]])
    yield (BOM + head if for_spreadsheets else head).encode()
    for portion in rows(selection):
        shown = ([safe(cell) for cell in row] for row in portion) if for_spreadsheets else portion
        yield _written(shown).encode()


def _written(lines: Iterable[Iterable[Cell]]) -> str:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return text.getvalue()
