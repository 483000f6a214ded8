"""Every file of the package with the bytes that it is made of."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import StringIO
from typing import NamedTuple

from negotiations.public.bulk_data import rows
from negotiations.public.bulk_data.state import State
from negotiations.public.bulk_data.tables import EDITIONS, Table, tables


class Piece(NamedTuple):
    """Some bytes of a file, and how many rows are in them."""

    content: bytes
    rows: int


@dataclass(frozen=True)
class File:
    """One file of data: a table, how it is written, and its pieces at a state of the record."""

    table: Table
    path: str
    media_type: str
    pieces: Callable[[State], Iterator[Piece]]

    @property
    def is_tabular(self) -> bool:
        return self.path.endswith(".csv")

    @property
    def content_type(self) -> str:
        more = "; header=present" if self.is_tabular else ""
        return f"{self.media_type}; charset=utf-8{more}"


@cache
def files() -> dict[str, File]:
    """Every file of data by its path."""
    found = [File(one, f"{one.name}.csv", "text/csv", _delimited(one)) for one in tables()]
    found.append(File(EDITIONS, "editions.jsonl", "application/jsonl", _lines))
    return {one.path: one for one in found}


def _delimited(table: Table) -> Callable[[State], Iterator[Piece]]:
    def pieces(state: State) -> Iterator[Piece]:
        yield Piece(_written([[column.name for column in table.columns]]), 0)
        for portion in rows.rows(table, state):
            yield Piece(_written(portion), len(portion))

    return pieces


def _written(lines: Iterable[Iterable]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode()


def _lines(state: State) -> Iterator[Piece]:
    for portion in rows.lines(state):
        yield Piece(
            "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in portion).encode(), len(portion)
        )
