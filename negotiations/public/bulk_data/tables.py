"""Which tables there are and what stands in each column: read off the public schemas, written nowhere twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from django.conf import settings
from django.db.models import Choices
from django.utils import translation
from pydantic import BaseModel

from negotiations.public import kinds
from negotiations.public.api.nouns import collection
from negotiations.public.api.wording import WORDING
from negotiations.public.kinds.base import Date, Kind, Ref
from negotiations.values.vocabulary import Change

ENTRIES = "entries"
# What a field refers to, where its name does not say.
_TARGETS = {
    "economy": "side raised_by counted_by imposed_by parties",
    "person": "speaker according_to",
    "negotiation": "sets_status_of parent",
    "source": "attested_by omitted_by",
    "product_list": "replaces excepted_lists",
    ENTRIES: "entry amends answers reported_against",
}
_UNITS = {"minutes": "minutes", "days": "days", "percent": "percent"}


@dataclass(frozen=True)
class Column:
    """One column. `type` is of Table Schema; `unit` and `about` are for people.

    `choices` are the values and labels of a closed list, `refers_to` is the table of which it holds keys, `parts` are
    the fields of what stands in it as JSON.
    """

    name: str
    type: str
    about: str
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    refers_to: str = ""
    required: bool = False
    is_list: bool = False
    parts: tuple["Column", ...] = ()

    @property
    def with_parts(self) -> Iterator["Column"]:
        """The column, then what is in it, each by its path."""
        yield self
        for part in self.parts:
            for one in part.with_parts:
                yield replace(one, name=f"{self.name}{'[]' if self.type == 'array' else ''}.{one.name}")


@dataclass(frozen=True)
class Table:
    """One table: the rows of a kind, or `kind` None for a list across kinds. `key` names its primary key."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    kind: Kind | None = None

    @property
    def told(self) -> list[Column]:
        """Every column with its parts, for the dictionary."""
        return [one for column in self.columns for one in column.with_parts]


def _choices(python: Any) -> tuple[tuple[str, str], ...]:
    if not (isinstance(python, type) and issubclass(python, Enum) and issubclass(python, Choices)):
        return ()
    # In English, whoever asks first: the files are the same for everybody.
    with translation.override(settings.LANGUAGE_CODE):
        return tuple((str(value), str(label)) for value, label in python.choices)


ID = Column(
    "id", "string", "Its key: a public id, a slug or a code; never given to anything else.", required=True
)
KIND = Column("kind", "string", "What kind of thing it is.", required=True)
_CHANGE = Column(
    "change", "string", "Why the edition was published.", choices=_choices(Change), required=True
)
_PUBLISHED = Column("published_at", "datetime", "When the edition was published.", unit="UTC", required=True)
_FIRST = (
    ID,
    Column("url", "string", "Its page; empty where it has none of its own."),
    Column("edition", "integer", "The number of the edition that the row holds.", required=True),
    _CHANGE,
    Column("change_note", "string", "What changed, in words for readers."),
    _PUBLISHED,
)
INDEX = Table(
    ENTRIES,
    "Entries",
    "Every entry in one list. What else is known of one stands under the same id in the table of its kind.",
    (
        ID,
        KIND,
        *_FIRST[1:3],
        _PUBLISHED,
        Column("headline", "string", WORDING["headline"], required=True),
        Column("when", "string", WORDING["when"], unit="EDTF, local time"),
        Column("zone", "string", "IANA zone of the date."),
    ),
)
WITHDRAWN = Table(
    "withdrawn",
    "Withdrawn entries",
    "What readers find in place of entries that were withdrawn. Nothing else of them is given out.",
    (
        ID,
        KIND,
        Column("notice", "string", "Why it was withdrawn."),
        Column("withdrawn_at", "datetime", "When.", unit="UTC", required=True),
    ),
)
MERGED = Table(
    "merged",
    "Merged names",
    "Keys of things that turned out to be the same as another. The other stands in the tables.",
    (KIND, ID, Column("into", "string", "The key of the one that stays.", required=True)),
    key=("kind", "id"),
)
EDITIONS = Table(
    "editions",
    "Editions",
    "Every edition that readers may read, past ones included, in the order of printing: one JSON object a line.",
    (
        Column("kind", "string", KIND.about, required=True),
        ID,
        Column("number", "integer", "1 for the first edition of a thing.", required=True),
        _CHANGE,
        Column("note", "string", "What changed, in words for readers."),
        _PUBLISHED,
        Column(
            "superseded_at", "datetime", "Until when it stood, exclusively; null while it stands.", unit="UTC"
        ),
        Column(
            "digest", "string", "SHA-256 of the edition as it was printed, in hexadecimal.", required=True
        ),
        Column("body", "object", "Every field of its kind; a reference as {kind, key}.", required=True),
    ),
    key=("kind", "id", "number"),
)


@cache
def tables() -> tuple[Table, ...]:
    """Every table that is a CSV file: the list of entries, then one for each kind."""
    return (INDEX, *map(_table_of, kinds.all_kinds().values()), WITHDRAWN, MERGED)


def _table_of(kind: Kind) -> Table:
    about = f"{kind.plural} as they stand, one row each."
    return Table(collection(kind), kind.plural, about, (*_first(kind), *_own(kind.schema)), kind=kind)


def _first(kind: Kind) -> tuple[Column, ...]:
    if not kind.is_entry:
        return _FIRST
    return (Column("id", "string", ID.about, refers_to=ENTRIES, required=True), *_FIRST[1:])


def _own(schema: type[BaseModel]) -> Iterator[Column]:
    """The columns of a body: one for each field, and one more for the zone of a date."""
    for name, info in schema.model_fields.items():
        told, annotation = info.description or WORDING.get(name, ""), _bare(info.annotation)
        yield _column(name, annotation, told, required=info.is_required())
        if annotation is Date:
            zone = "zone" if name == "when" else f"{name}_zone"
            yield Column(zone, "string", f"IANA zone of “{name}”.")


def _column(name: str, annotation: Any, about: str, required: bool) -> Column:
    is_list = get_origin(annotation) is list
    inner = _bare(get_args(annotation)[0]) if is_list else annotation
    if inner is Ref:
        told = f"{about} Keys, joined by “;”." if is_list else about
        return Column(
            name,
            "string",
            told.strip(),
            refers_to=_target(name),
            required=required and not is_list,
            is_list=is_list,
        )
    if inner is Date:
        return Column(name, "string", about, "EDTF, local time", required=required)
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return Column(name, "array" if is_list else "object", about, "JSON", parts=tuple(_own_parts(inner)))
    choices = _choices(inner)
    unit = "" if choices else _unit(name)
    return Column(name, _type(inner), about, unit, choices, required=required and inner is not str)


def _own_parts(schema: type[BaseModel]) -> Iterator[Column]:
    for name, info in schema.model_fields.items():
        about = info.description or WORDING.get(name, "")
        yield _column(name, _bare(info.annotation), about, info.is_required())


def _bare(annotation: Any) -> Any:
    """A type without "or nothing" and without what says how it is written."""
    if get_origin(annotation) in (Union, UnionType):
        return next(one for one in get_args(annotation) if one is not type(None))
    return annotation


def _type(python: Any) -> str:
    return {bool: "boolean", int: "integer", date: "date"}.get(python, "string")


def _unit(name: str) -> str:
    return next((unit for word, unit in _UNITS.items() if re.search(rf"(^|_){word}(_|$)", name)), "")


@cache
def _target(name: str) -> str:
    """The table of which a field holds keys. Raises LookupError for a field that no rule knows."""
    for kind, names in _TARGETS.items():
        if name in names.split():
            return ENTRIES if kind == ENTRIES else collection(kinds.get(kind))
    for kind in sorted(kinds.all_kinds(), key=len, reverse=True):
        table = collection(kinds.get(kind))
        if re.search(rf"(^|_)({kind}|{table.replace('-', '_')})$", name):
            return table
    raise LookupError(f"No rule says what {name} refers to")
