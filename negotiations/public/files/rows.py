"""Entries as rows of a table, with columns named by the public schemas of all kinds.

The columns are the same whatever the filter. A value stands in its cell exactly: a reference as the key of what it
refers to, a date as EDTF with its zone in the column after it, a list of references joined by `;` (no key holds one),
a list of anything else as JSON, true and false as such. An empty cell is a value that is not there.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from itertools import batched
from typing import Any, NamedTuple, get_args

from django.conf import settings
from pydantic import BaseModel

from negotiations.public import kinds
from negotiations.public.kinds.base import Date, EntryBody, Ref
from negotiations.public.reuse import cite_as, instant, permalink
from negotiations.public.selection import Read, Selection, left_out, names, references

_NAMES_KEPT = 20_000
_AT_ONCE = 100  # rows between two moments at which a client that hung up is noticed
type Cell = str | int


@dataclass(frozen=True)
class Column:
    """One column: its name, what it holds, and the kinds that fill it (none: every kind)."""

    name: str
    about: str
    kinds: tuple[str, ...] = ()


_FIRST = (
    Column("id", "The public number of the entry, for ever."),
    Column("kind", "The kind of entry."),
    Column("url", "The entry's permanent address."),
    Column("edition", "The number of the edition that this row holds."),
    Column("change", "Why the edition was published."),
    Column("change_note", "What changed, in words for readers."),
    Column("published_at", "When the edition was published: an instant in UTC."),
)
_LAST = (
    Column("source_urls", "The addresses of the sources, separated by spaces."),
    Column("known", "The instant at which the record was read: as a parameter it gives the same rows again."),
    Column("licence", "The licence of the record; quoted words remain their speakers’."),
    Column("cite_as", "How to cite the row."),
)


@cache
def columns() -> tuple[Column, ...]:
    """Every column in its order: the entry, what all kinds publish, then each kind's own, then its terms of use."""
    about: dict[str, str] = {}
    filled: dict[str, list[str]] = {}
    for kind in kinds.entry_kinds():
        for name, field in kind.schema.model_fields.items():
            for column in _columns_of(name, field.annotation):
                is_zone = column != name and column.endswith("zone")
                about.setdefault(column, "IANA zone of the date." if is_zone else field.description or "")
                if name not in EntryBody.model_fields:
                    filled.setdefault(column, []).append(kind.name)
    found = [Column(name, text, tuple(filled.get(name, ()))) for name, text in about.items()]
    shared = [column for column in found if not column.kinds]
    return (*_FIRST, *shared, *(column for column in found if column.kinds), *_LAST)


def _columns_of(name: str, annotation: Any) -> tuple[str, ...]:
    return date_columns(name) if Date in (annotation, *get_args(annotation)) else (name,)


def date_columns(name: str) -> tuple[str, str]:
    return ("when", "zone") if name == "when" else (name, f"{name}_zone")


class Name(NamedTuple):
    """What a row says of something that an entry refers to."""

    key: str
    address: str


class Names:
    """What the references of many rows are called, each asked for once; a bounded number is kept."""

    def __init__(self, selection: Selection):
        self._at = selection.at
        self._held: dict[int | str, Name | None] = {}

    def of(self, portion: list[Read]) -> dict[int | str, Name]:
        """By publication, for everything that a portion refers to and readers can see. At most one query."""
        wanted = references(portion)
        if len(self._held) > _NAMES_KEPT:
            self._held.clear()
        if missing := wanted - self._held.keys():
            labels = names(missing, self._at)
            for id in missing:
                label = labels.get(id)
                self._held[id] = Name(label.key, label.address) if label else None
        return {id: name for id in wanted if (name := self._held[id])}


def rows(selection: Selection) -> Iterator[list[list[Cell]]]:
    """Some rows at a time, each with a cell for every column; an entry that cannot be written is left out."""
    order, asked = [column.name for column in columns()], Names(selection)
    for portion in selection.portions():
        called = asked.of(portion)
        for some in batched(portion, _AT_ONCE):
            yield [row for one in some if (row := _row(one, order, called, selection)) is not None]


def _row(one: Read, order: list[str], called: dict, selection: Selection) -> list[Cell] | None:
    try:
        cells = _cells(one, called, selection)
        "".join(map(str, cells.values())).encode()  # half a character cannot be written
    except Exception as error:
        left_out(one.edition, error)
        return None
    return [cells.get(name, "") for name in order]


def _cells(one: Read, called: dict, selection: Selection) -> dict[str, Cell]:
    edition, body = one
    sources = (called.get(citation.source.ref) for citation in body.citations)
    cells: dict[str, Cell] = {
        "id": edition.publication.key,
        "kind": edition.publication.kind,
        "url": permalink(edition),
        "edition": edition.number,
        "change": edition.change,
        "change_note": edition.note,
        "published_at": instant(edition.published_at),
        "source_urls": " ".join(
            dict.fromkeys(source.address for source in sources if source and source.address)
        ),
        "known": selection.known_text,
        "licence": settings.LICENCE,
        "cite_as": cite_as(edition, body.headline),
    }
    for name, value in body:
        if value is None or value == "" or value == []:
            continue
        if isinstance(value, Date):
            cells |= zip(date_columns(name), (value.edtf, value.zone), strict=True)
        else:
            cells[name] = cell(value, called)
    return cells


def cell(value: Any, called: dict) -> Cell:
    if type(value) is str:
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Ref):
        return called[value.ref].key if value.ref in called else ""
    if isinstance(value, list):
        return _list(value, called)
    if isinstance(value, BaseModel):
        return _json(_keys(value.model_dump(mode="json"), called))
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) else str(value)


def _list(value: list, called: dict) -> str:
    if isinstance(value[0], Ref):
        return ";".join(called[item.ref].key for item in value if item.ref in called)
    shown = [item for item in value if not _is_dangling(item, called)]
    return _json([_keys(item.model_dump(mode="json"), called) for item in shown]) if shown else ""


def _is_dangling(item: BaseModel, called: dict) -> bool:
    """True for an item that stands for something that readers cannot see."""
    return any(getattr(item, name).ref not in called for name in _required_references(type(item)))


@cache
def _required_references(schema: type[BaseModel]) -> tuple[str, ...]:
    return tuple(
        name for name, field in schema.model_fields.items() if field.is_required() and field.annotation is Ref
    )


def _keys(content: Any, called: dict) -> Any:
    """A dumped body with each reference as the key of what it refers to, or null."""
    if isinstance(content, list):
        return [key for item in content if (key := _keys(item, called)) is not None]
    if not isinstance(content, dict):
        return content
    if content.keys() == {"ref"}:
        return called[content["ref"]].key if content["ref"] in called else None
    return {name: _keys(item, called) for name, item in content.items()}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
