"""A plan as a grid of cells that can be edited: which rows are shown, in which order, and what was typed into them."""

import re
from dataclasses import dataclass, field

from negotiations.desk.imports import columns
from negotiations.desk.imports.plans import Plan, Planned, Status
from negotiations.desk.imports.tables import Table

MOST_CELLS = 900  # Django takes no form of more than 1,000 fields
_MOST_ROWS = 100
_LONG = 48
_NARROWEST, _WIDEST = 10, 36
_CELL = re.compile(r"c-(\d{1,7})-(\d{1,3})")


@dataclass
class Cell:
    """One cell with what is wrong with it, what it would change, and how it was understood."""

    id: str
    column: str
    text: str
    size: int
    faults: list[str] = field(default_factory=list)
    before: str = ""
    changes: bool = False
    note: str = ""

    @property
    def is_long(self) -> bool:
        return len(self.text) > _LONG or "\n" in self.text

    @property
    def described_by(self) -> str:
        return f"{self.id}-told" if self.faults or self.changes or self.note else ""


@dataclass
class Line:
    """One row of the grid; `faults` are those of the row as a whole."""

    planned: Planned
    cells: list[Cell]
    faults: list[str]


class Grid:
    """The rows of a plan that one page shows. `asked` is what the form said of showing them."""

    def __init__(self, plan: Plan, asked):
        missing = (fault.column for row in plan.rows for fault in row.faults)
        plan.table = plan.table.with_columns(name for name in missing if name in columns.every())
        self.plan, self.table = plan, plan.table
        self.show = asked.get("show", "") if asked.get("show") in plan.counts else ""
        self.errors_first = asked.get("order", "") == "errors"
        wanted = [row for row in plan.rows if not self.show or row.status == self.show]
        if self.errors_first:
            wanted.sort(key=lambda row: row.status != Status.ERROR)
        per_page = max(1, min(_MOST_ROWS, MOST_CELLS // len(self.table.header)))
        self.pages = max(1, -(-len(wanted) // per_page))
        number = asked.get("page", "1")
        self.page = (
            min(int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1, self.pages)
            or 1
        )
        start = (self.page - 1) * per_page
        texts = {row.number: row.cells for row in self.table.rows}
        shown = [(row, texts[row.number]) for row in wanted[start : start + per_page]]
        self._sizes = [_size(cells) for cells in zip(*(cells for _, cells in shown), strict=True)]
        self.lines = [self._line(row, cells) for row, cells in shown]
        self.first, self.last, self.total = min(start + 1, len(wanted)), start + len(self.lines), len(wanted)

    @property
    def header(self) -> list[dict[str, str]]:
        """The columns in use with what they hold."""
        return [{"name": name, "help": columns.every()[name]} for name in self.table.header]

    @property
    def counts(self) -> list[tuple[str, int, bool]]:
        """Each status with its number of rows, and whether only those are shown."""
        return [(status, count, status == self.show) for status, count in self.plan.counts.items()]

    @property
    def errors(self) -> int:
        return self.plan.counts[Status.ERROR]

    @property
    def to_write(self) -> int:
        return self.plan.to_write

    @property
    def fingerprint(self) -> str:
        return self.plan.fingerprint()

    @property
    def other_pages(self) -> list[tuple[str, int]]:
        """The pages before and after this one, by what leads to them."""
        beside = (("Earlier rows", self.page - 1), ("Later rows", self.page + 1))
        return [(label, page) for label, page in beside if 1 <= page <= self.pages]

    def _line(self, row: Planned, texts: tuple[str, ...]) -> Line:
        differences = {difference.column: difference for difference in row.differences}
        cells = []
        for place, (name, text) in enumerate(zip(self.table.header, texts, strict=True)):
            difference = None if row.faults else differences.get(name)
            cells.append(
                Cell(
                    f"c-{row.number}-{place}",
                    name,
                    text,
                    self._sizes[place],
                    [fault.message for fault in row.faults if fault.column == name],
                    difference.before if difference else "",
                    difference is not None,
                    row.notes.get(name, ""),
                )
            )
        known = set(self.table.header)
        return Line(row, cells, [str(fault) for fault in row.faults if fault.column not in known])


def _size(texts: tuple[str, ...]) -> int:
    """How wide the cells of a column are, in characters."""
    return min(_WIDEST, max(_NARROWEST, *(len(text) for text in texts)))


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def edited(table: Table, data) -> Table:
    """The table with what was typed into the cells of its grid."""
    changed = {}
    for key in data:
        found = _CELL.fullmatch(key)
        if found and int(found[2]) < len(table.header):
            changed[int(found[1]), table.header[int(found[2])]] = data[key]
    return table.with_cells(changed) if changed else table
