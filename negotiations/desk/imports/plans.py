"""What an import would do, row by row, in values and in words."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from negotiations.desk.imports.cells import Reader
from negotiations.desk.imports.names import NewEntry
from negotiations.desk.imports.sources import NewSource
from negotiations.desk.imports.tables import Table


class Status(StrEnum):
    NEW = "New"
    CHANGED = "Changed"
    UNCHANGED = "Unchanged"
    ERROR = "Error"


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row: in which column ('' for the row as a whole), and what to do."""

    column: str
    message: str

    def __str__(self) -> str:
        return f"{self.column}: {self.message}" if self.column else self.message


@dataclass(frozen=True)
class Difference:
    """What a changed row would change, in words."""

    column: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.column}: {self.before or '(empty)'} → {self.after or '(empty)'}"


@dataclass
class Planned:
    """One row of a plan. `entry` and `version` are of the entry as it was compared; `values` is what to write."""

    number: int
    kind: str = ""
    key: str = ""
    headline: str = ""
    entry: int | None = None
    version: int = 0
    faults: list[Fault] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    values: dict[Reader, Any] = field(default_factory=dict)
    source: "int | NewSource | None" = None

    @property
    def status(self) -> Status:
        if self.faults:
            return Status.ERROR
        if self.entry is None:
            return Status.NEW
        return Status.CHANGED if self.differences else Status.UNCHANGED

    def fault(self, column: str, message: object) -> None:
        self.faults.append(Fault(column, str(message)))

    @property
    def pending(self) -> set[str]:
        """The keys of rows that have to be there before this one."""
        return {value.key for value in _inside(list(self.values.values())) if isinstance(value, NewEntry)}


@dataclass
class Plan:
    """What an import of a table would do."""

    table: Table
    rows: list[Planned]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are of each status, in the order in which they are told."""
        counted = Counter(row.status for row in self.rows)
        return {status.value: counted[status] for status in Status}

    @property
    def summary(self) -> str:
        """“New 17 · Changed 1 · Error 2”; unchanged rows are told where there are any."""
        told = [
            (status, count) for status, count in self.counts.items() if count or status != Status.UNCHANGED
        ]
        return " · ".join(f"{status} {count:,}" for status, count in told)

    @property
    def to_write(self) -> int:
        return self.counts[Status.NEW] + self.counts[Status.CHANGED]

    def fingerprint(self) -> str:
        """Two plans with the same one do the same to the same entries."""
        told = [
            [
                row.number,
                row.status,
                row.entry,
                row.version if row.differences else 0,
                list(map(str, row.differences)),
            ]
            for row in self.rows
        ]
        return sha256(json.dumps([self.table.with_cells({}).fingerprint(), told]).encode()).hexdigest()


def _inside(value: Any) -> Iterator[Any]:
    """Everything that a value holds, at any depth."""
    if isinstance(value, list | frozenset):
        for item in value:
            yield from _inside(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _inside(item)
    else:
        yield value
