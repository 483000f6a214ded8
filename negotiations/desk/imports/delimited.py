"""Text with delimiters: CSV (RFC 4180) with commas or semicolons, and what spreadsheets copy, with tabs."""

import re
from collections.abc import Iterator

from negotiations.desk.imports.tables import MOST_CHARACTERS, MOST_COLUMNS, Unreadable

_DELIMITERS = "\t;,"
_LINE_ENDS = re.compile("\r\n?")
# Nothing in these goes back over what it has read, however the text is broken.
_CELL = {
    delimiter: re.compile(
        rf'(?:"((?:[^"]++|"")*+)"(?=[{delimiter}\n]|\Z)|([^{delimiter}\n]*+))([{delimiter}\n]|\Z)'
    )
    for delimiter in _DELIMITERS
}
_QUOTED = re.compile(r'"(?:[^"]++|"")*+"')


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark. Raises Unreadable: other encodings would be guesses."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"Line {line} holds bytes that are no UTF-8 text, so letters with accents would be guesses."
            " Save the file as “CSV UTF-8” and send it again."
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Unreadable(f"Line {line} holds a NUL character: this is no text file. Save it as “CSV UTF-8”.")
    return text


def records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The records with their numbers as a spreadsheet counts them, from 1. Raises Unreadable where it gets to it."""
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    delimiter = _delimiter(text)
    number, cells = 1, list[str]()
    for found in _CELL[delimiter].finditer(text):
        quoted, plain, end = found.groups()
        cell = plain if quoted is None else quoted.replace('""', '"')
        if quoted is None and plain.startswith('"'):
            _refuse_open_quote(plain, delimiter, number, len(cells) + 1)
        if len(cell) > MOST_CHARACTERS:
            raise Unreadable(
                f"Row {number}, column {len(cells) + 1}: {len(cell):,} characters;"
                f" a cell holds at most {MOST_CHARACTERS:,}."
            )
        cells.append(cell)
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(f"Row {number} has more than {MOST_COLUMNS} cells.")
        if end != delimiter:
            yield number, cells
            number, cells = number + 1, []


def _delimiter(text: str) -> str:
    """The one that the header has most of, outside quotation marks."""
    first = _QUOTED.sub("", text[:20_000].lstrip("\n").partition("\n")[0])
    return max(_DELIMITERS, key=first.count)


def _refuse_open_quote(cell: str, delimiter: str, number: int, column: int) -> None:
    """A cell that begins with a quotation mark and is not closed by one.

    Spreadsheets copy “"Yes," he said” as it stands: with tabs that is a text, anywhere else nobody can tell.
    """
    if delimiter == "\t" and cell.count('"') > 1:
        return
    raise Unreadable(
        f"Row {number}, column {column}: a quotation mark opens this cell and none closes it."
        " Write two quotation marks for one that belongs to the words, and one at each end of the cell."
    )
