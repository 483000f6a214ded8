"""What an import would do: every row becomes new, changed, unchanged or an error. Nothing is written.

Only what a row says is compared: a column that is not in the file, and a cell that is empty, leave a field as it is.
"""

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError

from negotiations.desk.imports import columns
from negotiations.desk.imports.cells import EMPTY, Moment, Reader, World
from negotiations.desk.imports.constraints import broken
from negotiations.desk.imports.existing import Existing
from negotiations.desk.imports.names import DESK_NUMBER, NUMBER, Entries, Names, NewEntry, nearest, plain
from negotiations.desk.imports.parts import Parts
from negotiations.desk.imports.plans import Difference, Fault, Plan, Planned
from negotiations.desk.imports.sources import NewSource, Sources
from negotiations.desk.imports.tables import Row, Table
from negotiations.desk.kinds import desk_kinds
from negotiations.models.entries import Entry
from negotiations.models.nouns import Office, Person
from negotiations.public.kinds import entry_kinds
from negotiations.values.texts import refuse_control_characters
from negotiations.values.when import When

type Progress = Callable[[int, int], None]
_MOST_KEY = 120
_KINDS = ", ".join(kind.name for kind in entry_kinds())


def plan(table: Table, progress: Progress = lambda done, total: None) -> Plan:
    """Compare every row with the record. Raises Unreadable for columns that nobody knows."""
    columns.check_header(table.header)
    return Plan(table, _Planner(table).rows(progress))


class _Planner:
    def __init__(self, table: Table):
        self._table = table
        self._odd: dict[int, list[Fault]] = {}
        self._cells = {row.number: self._storable(row) for row in table.rows}
        keys = [cells.get("key", "") for cells in self._cells.values()]
        self._world = World(Names(), Sources(), Entries({key for key in keys if key}))
        self._world.entries.warm(keys)
        self._world.sources.warm(cells.get("source_url", "") for cells in self._cells.values())
        self._existing = Existing(self._world.entries.known(), table.header)
        self._seen: dict[str, int] = {}

    def _storable(self, row: Row) -> dict[str, str]:
        """The cells of a row; one with a character that no database stores is a fault, and is read no further."""
        cells = self._table.cells(row)
        for name, text in cells.items():
            try:
                refuse_control_characters(text)
            except ValidationError as error:
                self._odd.setdefault(row.number, []).append(Fault(name, " ".join(error.messages)))
                cells[name] = ""
        return cells

    def rows(self, progress: Progress) -> list[Planned]:
        self._register_sources()
        found = []
        for row in self._table.rows:
            found.append(self._row(row))
            if len(found) % 250 == 0 or len(found) == len(self._table.rows):
                progress(len(found), len(self._table.rows))
        _refuse_pending(found)
        return found

    def _register_sources(self) -> None:
        """Let every row name the sources that any row brings, before or after it."""
        for cells in self._cells.values():
            values, errors = columns.source_values(cells)
            if not errors and values.get("title"):
                try:
                    self._world.sources.of_row(values)
                except ValueError:
                    continue  # its own row will say so

    def _row(self, row: Row) -> Planned:
        cells = self._cells[row.number]
        planned = Planned(row.number, key=cells.get("key", ""), headline=cells.get("headline", ""))
        planned.faults += self._odd.get(row.number, [])
        entry = self._identify(planned, cells)
        if not planned.kind:
            return planned
        self._read(planned, cells, entry)
        if not planned.faults:
            self._check(planned, entry)
        if entry is not None:
            planned.headline = planned.headline or entry.headline
            self._compare(planned, entry)
        elif not planned.faults:
            self._look_alike(planned, cells)
        return planned

    def _identify(self, planned: Planned, cells: dict[str, str]) -> Entry | None:
        """Which kind the row is, and the entry that it speaks of, if there is one."""
        kind, key = cells.get("kind", ""), planned.key
        names = {plain(name): found.name for found in entry_kinds() for name in (found.name, found.title)}
        names |= {name.replace("_", " "): value for name, value in names.items()}
        planned.kind = names.get(plain(kind), "") if kind else ""
        if kind and not planned.kind:
            hint = f" Write one of: {_KINDS}."
            planned.fault("kind", f"“{kind[:40]}” is no kind of entry.{nearest(plain(kind), names, hint)}")
        found = self._by_key(planned) if key else None
        if found and planned.kind and found[1] != planned.kind:
            kind = found[1].replace("_", " ")
            planned.fault("key", f"“{key}” is the key of a {kind}. Another kind needs another key.")
            return None
        entry = self._existing.get(found[1], found[0]) if found else None
        if entry is not None:
            planned.kind, planned.entry, planned.version = entry.kind, entry.pk, entry.version
            return entry
        if not kind:
            planned.fault("kind", f"A new row says what it is: {_KINDS}.")
        return None

    def _by_key(self, planned: Planned) -> tuple[int, str] | None:
        key = planned.key
        if len(key) > _MOST_KEY or not key.isprintable():
            planned.fault("key", f"A key is one line of at most {_MOST_KEY} characters.")
            return None
        if first := self._seen.get(key):
            planned.fault("key", f"Row {first} has this key already. A key names one row.")
            return None
        self._seen[key] = planned.number
        found = self._world.entries.get(key)
        if not found and (NUMBER.fullmatch(key) or DESK_NUMBER.fullmatch(key)):
            planned.fault(
                "key", f"There is no entry {key}. Keys of your own are neither TW- nor # and a number."
            )
        elif found and (first := self._seen.setdefault(f"\n{found[0]}", planned.number)) != planned.number:
            planned.fault("key", f"Row {first} speaks of the same entry.")
        return found

    def _read(self, planned: Planned, cells: dict[str, str], entry: Entry | None) -> None:
        """Every cell as the value that it says; offices last, because they are told by whose they are."""
        known = columns.common() | columns.of_kind(planned.kind)
        said = {name: text for name, text in cells.items() if text and name not in columns.SPECIAL}
        for name in said.keys() - known.keys():
            planned.fault(name, f"A {planned.kind.replace('_', ' ')} has no {name}. Empty the cell.")
        in_order = sorted(said.keys() & known.keys(), key=self._place)
        for name in sorted(in_order, key=lambda name: _is_of_office(known[name])):
            world = replace(self._world, people=_people(planned.values, entry), entry=planned.entry)
            try:
                self._put(planned, known[name], said[name], world)
            except ValueError as error:
                planned.fault(name, error)
        self._read_source(planned, cells)
        planned.faults.sort(key=lambda fault: self._place(fault.column))

    def _place(self, name: str) -> int:
        return self._table.header.index(name) if name in self._table.header else -1

    def _put(self, planned: Planned, column: columns.Column, text: str, world: World) -> None:
        if text == EMPTY:
            values = {reader: reader.empty() for reader in column.readers}
        else:
            reader, value = column.read(text, world)
            values = {reader: value}
            if isinstance(reader, Moment) and value != text:
                planned.notes[column.name] = f"Read as {value}."
        for reader, value in values.items():
            if reader in planned.values and not reader.same_value(planned.values[reader], value):
                raise ValueError("Another column of this row says something else of the same field.")
            planned.values[reader] = value

    def _read_source(self, planned: Planned, cells: dict[str, str]) -> None:
        values, errors = columns.source_values(cells)
        for column, message in errors.items():
            planned.fault(column, message)
        if errors or not values:
            return
        if not (values.get("address") or values.get("title")):
            planned.fault("source_title", "Give the title of the source, or its address in source_url.")
            return
        try:
            planned.source = self._world.sources.of_row(values)
        except ValueError as error:
            planned.fault("source_title" if "title" in str(error) else "source_url", error)
        else:
            column = "source_url" if values.get("address") else "source_title"
            if isinstance(planned.source, NewSource):
                planned.notes[column] = "A new source."
            else:
                planned.notes[column] = f"In the record: {self._world.sources.label(planned.source)}"

    def _check(self, planned: Planned, entry: Entry | None) -> None:
        """What is wrong with the row as a whole: dates in their zone, and what the database would refuse."""
        model = desk_kinds()[planned.kind].model
        row = copy.copy(entry) if entry is not None else model()
        for reader, value in planned.values.items():
            if not reader.is_late and not isinstance(value, NewSource | NewEntry):
                reader.put(row, value)
        if not row.headline:
            planned.fault("headline", "Give the entry a headline: it is how everybody will find it again.")
        for reader, value in planned.values.items():
            if isinstance(reader, Moment) and value:
                zone = row.zone if reader.name == "when" else getattr(row, "legal_zone", row.zone)
                try:
                    When.parse(value, zone)
                except ValueError as error:
                    planned.fault(self._column_of(planned, reader), error)
        said = {found.attname: getattr(row, found.attname) for found in model._meta.concrete_fields}
        if message := broken(model, said):
            planned.fault("", message)

    def _column_of(self, planned: Planned, reader: Reader) -> str:
        known = columns.common() | columns.of_kind(planned.kind)
        return next((name for name, column in known.items() if reader in column.readers), "")

    def _compare(self, planned: Planned, entry: Entry) -> None:
        for reader, value in planned.values.items():
            stored = reader.stored(entry)
            if not reader.same(stored, value):
                before, after = (reader.words(shown, self._world) for shown in (stored, value))
                planned.differences.append(Difference(self._column_of(planned, reader), before, after))
        cited = [citation.source_id for citation in entry.citations.all()] if planned.source else []
        if planned.source and planned.source not in cited and not _cites(planned):
            labels = [self._world.sources.label(source) for source in (*cited, planned.source)]
            column = "source_url" if self._cells[planned.number].get("source_url") else "source_title"
            planned.differences.append(Difference(column, "; ".join(labels[:-1]), "; ".join(labels)))

    def _look_alike(self, planned: Planned, cells: dict[str, str]) -> None:
        """A row without a key that is in the record already, or stands twice in the file."""
        when = next((value for reader, value in planned.values.items() if reader.name == "when"), "")
        if planned.key:
            return
        same = f"\n{planned.kind}\n{plain(planned.headline)}\n{when}"
        if first := self._seen.get(same):
            planned.fault(
                "key", f"Row {first} has the same kind, headline and date. Delete one, or give both a key."
            )
            return
        self._seen[same] = planned.number
        entry = self._existing.alike(planned.kind, planned.headline, when)
        if entry is None:
            return
        trial = replace(planned, entry=entry.pk, version=entry.version, differences=[])
        self._compare(trial, entry)
        if not trial.differences:
            planned.entry, planned.version = entry.pk, entry.version
            planned.notes["headline"] = f"In the record already as #{entry.pk}."
            return
        number = entry.publication.key if entry.publication else f"#{entry.pk}"
        planned.fault(
            "key",
            f"It looks like {number} “{entry.headline}”. To change that one write {number} here;"
            " to make another one write a key of your own.",
        )


def _is_of_office(column: columns.Column) -> bool:
    return any(reader.field.related_model is Office for reader in column.readers)


def _people(values: dict[Reader, Any], entry: Entry | None) -> frozenset[int]:
    """The people that a row names, or that its entry names already: an office is one of theirs."""
    found = {
        value
        for reader, value in values.items()
        if reader.field.related_model is Person and not reader.is_late
    }
    if entry is not None and not found:
        fields = [own for own in type(entry)._meta.concrete_fields if own.related_model is Person]
        found = {getattr(entry, own.attname) for own in fields}
    return frozenset(found - {None})


def _cites(planned: Planned) -> bool:
    """Whether the row's own list of citations holds its source."""
    for reader, value in planned.values.items():
        if isinstance(reader, Parts) and reader.name == "citations":
            return any(planned.source in part.values() for part in value)
    return False


def _refuse_pending(rows: list[Planned]) -> None:
    """A row that points at a row with an error is one too, and so are rows that wait for each other."""
    waiting = {row.key: row for row in rows if row.key and row.entry is None}
    settled: set[str] = set()
    while True:
        sound = [row for row in waiting.values() if row.key not in settled and not row.faults]
        ready = {row.key for row in sound if row.pending <= settled}
        if not ready:
            break
        settled |= ready
    for row in rows:
        if not row.faults and (missing := row.pending - settled):
            key = sorted(missing)[0]
            other = waiting.get(key)
            where = f"row {other.number} ({key})" if other else key
            row.fault(
                "", f"It points at {where}, which cannot be made" + (" before it." if other is row else ".")
            )
