"""A table as it was read: names of columns and rows of text, and how it travels through a form."""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from negotiations.values.texts import clean_lines

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
MOST_ROWS_IN_A_BROWSER = 2_000
MOST_COLUMNS = 300
MOST_CHARACTERS = 100_000  # of one cell
_MOST_REASONS = 20


class Unreadable(Exception):
    """Why a table cannot be read as a whole: a sentence for each thing that is wrong."""

    def __init__(self, *reasons: str):
        shown = list(reasons[:_MOST_REASONS])
        if len(reasons) > _MOST_REASONS:
            shown.append(f"{len(reasons) - _MOST_REASONS} more of this kind.")
        super().__init__(" ".join(shown))
        self.reasons = shown


@dataclass(frozen=True)
class Row:
    """One row with the number that a spreadsheet shows beside it: the header is row 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Names of columns, and rows that have as many cells each.

    `name` is what the batch will be called, `digest` the SHA-256 of the file where the cells are still as it had them.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    name: str = ""
    digest: str = field(default="", compare=False)

    def cells(self, row: Row) -> dict[str, str]:
        """The cells of a row by the names of their columns."""
        return dict(zip(self.header, row.cells, strict=True))

    def with_cells(self, changed: dict[tuple[int, str], str]) -> "Table":
        """The table with other texts in some cells, which are named by row number and column."""
        places = {name: place for place, name in enumerate(self.header)}
        found = []
        for row in self.rows:
            cells = list(row.cells)
            for name, place in places.items():
                if (text := changed.get((row.number, name))) is not None:
                    cells[place] = clean_lines(text)
            found.append(Row(row.number, tuple(cells)))
        return replace(self, rows=tuple(found), digest="")

    def with_columns(self, names: Iterable[str]) -> "Table":
        """The table with further columns, all empty, at its end."""
        new = tuple(name for name in names if name not in self.header)
        if not new:
            return self
        rows = tuple(Row(row.number, (*row.cells, *("" for _ in new))) for row in self.rows)
        return replace(self, header=(*self.header, *new), rows=rows)

    def fingerprint(self) -> str:
        """The SHA-256 of the file that was read, or of the cells where there was none or they were edited since."""
        if self.digest:
            return self.digest
        return sha256(json.dumps([self.header, [row.cells for row in self.rows]]).encode()).hexdigest()

    def packed(self) -> str:
        """The whole table as one text for a hidden field."""
        content = [self.header, [[row.number, row.cells] for row in self.rows], self.name]
        return base64.b64encode(zlib.compress(json.dumps(content).encode(), 6)).decode()

    @classmethod
    def unpacked(cls, text: str) -> "Table":
        """What `packed` wrote, from somebody whom nobody trusts. Raises Unreadable."""
        try:
            stream = zlib.decompressobj()
            content = stream.decompress(base64.b64decode(text, validate=True), 3 * MOST_BYTES)
            if not stream.eof:
                raise ValueError
            header, rows, name = json.loads(content)
            found = cls(
                tuple(map(_text, header)),
                tuple(Row(_number(number), tuple(map(_text, cells))) for number, cells in rows),
                _text(name)[:160],
            )
        except (ValueError, TypeError, zlib.error, RecursionError):
            raise Unreadable("The rows of this page are damaged. Paste them once more.") from None
        return checked(found, MOST_ROWS_IN_A_BROWSER)


def _text(value) -> str:
    if not isinstance(value, str):
        raise ValueError
    value.encode()  # half a character can be neither stored nor shown
    return value


def _number(value) -> int:
    if type(value) is not int or not 0 < value < 10_000_000:
        raise ValueError
    return value


def table(records: Iterator[tuple[int, Sequence[str]]], *, most_rows: int, name: str, digest: str) -> Table:
    """The table that numbered records make, the first of which that holds anything is the header.

    Raises Unreadable for what cannot be a table, as soon as it is seen.
    """
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    ragged: list[str] = []
    for number, record in records:
        if number > 2 * MOST_ROWS:  # empty rows, for the most part
            raise Unreadable(_too_many(most_rows))
        cells = tuple(map(clean_lines, record))
        if not any(cells):
            continue
        if not header:
            header = _header(cells)
            continue
        if len(rows) == most_rows:
            raise Unreadable(_too_many(most_rows))
        if len(cells) > len(header) and not any(cells[len(header) :]):
            cells = cells[: len(header)]
        if len(cells) != len(header):
            ragged.append(f"Row {number} has {len(cells)} cells, the header has {len(header)}.")
        rows.append(Row(number, cells))
    if ragged:
        raise Unreadable(*ragged)
    if not header:
        raise Unreadable(
            "There is nothing in it: the first row names the columns, every further row is an entry."
        )
    return checked(Table(header, tuple(rows), name, digest=digest), most_rows)


def _too_many(most_rows: int) -> str:
    if most_rows < MOST_ROWS:
        return (
            f"It holds more than {most_rows:,} rows. Import it in portions,"
            f" or with manage.py import_entries, which takes {MOST_ROWS:,}."
        )
    return f"It holds more than {most_rows:,} rows. Import it in portions."


def _header(cells: tuple[str, ...]) -> tuple[str, ...]:
    names = [canonical(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise Unreadable(f"It has {len(names):,} columns; at most {MOST_COLUMNS} are read.")
    return tuple(names)


def canonical(name: str) -> str:
    """The name of a column however it is written: “Source URL” is source_url."""
    return "_".join(name.strip().casefold().replace("-", " ").replace("_", " ").split())[:80]


def checked(found: Table, most_rows: int) -> Table:
    """The table itself, where it is one. Raises Unreadable."""
    if len(found.header) > MOST_COLUMNS:
        raise Unreadable(f"It has {len(found.header):,} columns; at most {MOST_COLUMNS} are read.")
    if len(found.rows) > most_rows:
        raise Unreadable(_too_many(most_rows))
    if not found.rows:
        raise Unreadable("It holds the names of columns and no row.")
    seen: set[str] = set()
    reasons = []
    for place, name in enumerate(found.header, start=1):
        if not name:
            reasons.append(f"Column {place} has no name. Name it in the first row, or delete it.")
        elif name in seen:
            reasons.append(f"The column {name} is there twice. Delete one of them.")
        seen.add(name)
    for row in found.rows:
        if len(row.cells) != len(found.header):
            raise Unreadable(
                f"Row {row.number} has {len(row.cells)} cells, the header has {len(found.header)}."
            )
        for name, cell in zip(found.header, row.cells, strict=True):
            if len(cell) > MOST_CHARACTERS:
                reasons.append(
                    f"Row {row.number}, {name}: {len(cell):,} characters; a cell holds at most {MOST_CHARACTERS:,}."
                )
    if reasons:
        raise Unreadable(*reasons)
    return found
