"""What a mapping is: the columns of a file that is not ours, and what a row of it says in our columns."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from negotiations.desk.imports.tables import Row, Table, Unreadable


@dataclass(frozen=True)
class Mapping:
    """`needs` are the columns that the file has to have, `row` makes of its cells those of one entry."""

    name: str
    needs: tuple[str, ...]
    row: Callable[[dict[str, str]], dict[str, str]]

    def mapped(self, table: Table) -> Table:
        """The table in our columns. Raises Unreadable where it is another file."""
        if missing := [name for name in self.needs if name not in table.header]:
            raise Unreadable(
                f"For {self.name} a file has the columns {', '.join(missing)}; this one has not."
            )
        rows = [(row.number, self.row(table.cells(row))) for row in table.rows]
        header = tuple(dict.fromkeys(name for _, cells in rows for name in cells))
        made = tuple(Row(number, tuple(cells.get(name, "") for name in header)) for number, cells in rows)
        return replace(table, header=header, rows=made)
