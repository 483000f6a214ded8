"""Which columns an import file can have: those of every entry, and those of each kind.

Every field that editors fill has one. A column is called as the contract names it or as the kind declares it, otherwise
like its field.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.utils.text import capfirst

from negotiations.desk.imports.cells import EMPTY, Choice, Flag, Many, One, Reader, Whole, World, reader_of
from negotiations.desk.imports.names import nearest
from negotiations.desk.imports.parts import Parts
from negotiations.desk.imports.sources import FIELDS as SOURCE_FIELDS
from negotiations.desk.imports.tables import Unreadable
from negotiations.desk.kinds import desk_kinds
from negotiations.desk.saved_states import PARTS, stored_fields
from negotiations.models.entries import Entry
from negotiations.models.sources import Source
from negotiations.public.kinds import entry_kinds
from negotiations.values.vocabulary import Legal, SourceKind

_NAMES = {"is_key": "key_event", "internal_note": "note", "relations": "related"}
_ORDER = (
    "headline when zone when_note summary language negotiations economies topics people note citations related"
    " key_event embargo_until legal last_verified_on story"
).split()
# What no column of the fields stands for: who the row is, and the source that it brings.
SPECIAL = {
    "kind": "What the row is: {kinds}. Needed for a new entry.",
    "key": "Your own name for the row, up to 120 characters: with it a second import changes the same entry and makes"
    " no second one. TW-000123 is the published entry of that number, #45 the one with that number at the desk.",
    "source_url": "The address of a source that supports the entry. It is added to the sources that the entry has.",
    "source_title": "The title of the source; needed where the record does not have the source yet.",
    "source_publisher": "Who published the source.",
    "source_published": "When the source was published: 2025-04-17, or 2025-04.",
    "source_type": "What the source is: {source_types}. For a new one.",
    "source_language": "The language of the source, such as en or ja. For a new one.",
    "source_authors": "Who wrote it, as printed, with semicolons between several. For a new one.",
    "source_official": "yes where a government or a court published it. For a new one.",
}
_FORBIDDEN = (
    "work_state public_state state version publication publish publish_at publish_as publish_note"
    " scheduled_by approved approved_by approved_digest owner created_by created_at updated_at entry_kind"
    " verbatim verbatim_checked_on id"
).split()


class _Legal(Choice):
    """An import can ask for a legal check and never end one."""

    def read(self, text, world):
        if super().read(text, world) != Legal.NEEDED:
            raise ValueError("An import can ask for a legal check (needed) and never end one.")
        return Legal.NEEDED


@dataclass(frozen=True)
class Column:
    """One column, and the fields that it may fill: the first one that the cell fits."""

    name: str
    readers: tuple[Reader, ...]

    def read(self, text: str, world: World) -> tuple[Reader, object]:
        """Which field the text fills, and with what. Raises ValueError."""
        reasons = []
        for reader in self.readers:
            try:
                return reader, reader.read(text, world)
            except ValueError as error:
                reasons.append(str(error))
        raise ValueError(next((reason for reason in reasons if "Did you mean" in reason), reasons[0]))

    @cached_property
    def help(self) -> str:
        """What the column holds, in a sentence or two."""
        return " Or: ".join(_help(reader) for reader in self.readers)

    @property
    def choices(self) -> list[str]:
        """The words that it takes, where they are a closed list."""
        if len(self.readers) > 1 or not isinstance(self.readers[0], Choice):
            return []
        return [str(value) for value, _ in self.readers[0].field.flatchoices if value != ""]


@cache
def common() -> dict[str, Column]:
    """The columns of every entry."""
    fields = [*stored_fields(Entry), *(Entry._meta.get_field(name) for name in PARTS)]
    readers = {_NAMES.get(field.name, field.name): _reader(field) for field in fields}
    order = [*(name for name in _ORDER if name in readers), *(name for name in readers if name not in _ORDER)]
    return {name: Column(name, (readers[name],)) for name in order}


@cache
def of_kind(kind: str) -> dict[str, Column]:
    """The columns that entries of one kind have beside the common ones."""
    declared = desk_kinds()[kind]
    model = declared.model
    own = [
        field
        for field in stored_fields(model)
        if field.model is model and field.name not in declared.not_imported
    ]
    names = [*(field.name for field in own), *declared.follow]
    readers = {name: _reader(model._meta.get_field(name), declared.import_checks.get(name)) for name in names}
    found = {}
    for column, targets in declared.import_columns.items():
        fields = (targets,) if isinstance(targets, str) else targets
        found[column] = Column(column, tuple(readers[name] for name in fields))
    renamed = {column.readers[0].name for column in found.values() if len(column.readers) == 1}
    found |= {
        name: Column(name, (readers[name],)) for name in names if name not in renamed and name not in found
    }
    return found


@cache
def every() -> dict[str, str]:
    """All columns of a file by name, with what they hold; of a kind's own the kinds are named."""
    found = {name: special_help(name) for name in SPECIAL}
    found |= {name: column.help for name, column in common().items()}
    said: dict[str, dict[str, list[str]]] = {}
    for kind in entry_kinds():
        for name, column in of_kind(kind.name).items():
            said.setdefault(name, {}).setdefault(column.help, []).append(kind.title)
    for name, helps in said.items():
        found[name] = " ".join(f"{', '.join(titles)}: {text}" for text, titles in helps.items())
    return found


def special_help(name: str) -> str:
    kinds = ", ".join(kind.name for kind in entry_kinds())
    return SPECIAL[name].format(kinds=kinds, source_types=", ".join(SourceKind.values))


def check_header(header: tuple[str, ...]) -> None:
    """Refuse a table with a column that nobody knows: its words would be lost. Raises Unreadable."""
    reasons = []
    for name in header:
        if name in _FORBIDDEN:
            reasons.append(
                f"{name} is no column: an import makes drafts, and never touches the state of an entry."
            )
        elif name not in every():
            reasons.append(f"{name[:60]} is no column that is known.{nearest(name, every())}")
    if not {"headline", "key"} & set(header):
        reasons.append("There is neither a column headline nor a column key.")
    if reasons:
        raise Unreadable(*reasons)


def source_values(cells: dict[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of a source by field from the cells of a row, and what is wrong by column."""
    values, errors = {}, {}
    for column, name in SOURCE_FIELDS.items():
        text = cells.get(column, "")
        if text and text != EMPTY:
            try:
                values[name] = reader_of(Source._meta.get_field(name)).read(text, None)
            except ValueError as error:
                errors[column] = str(error)
    return values, errors


def _reader(field, check=None) -> Reader:
    if field.one_to_many:
        return Parts(field)
    return _Legal(field) if field.name == "legal" else reader_of(field, check)


def _help(reader: Reader) -> str:
    field = reader.field
    if isinstance(reader, Parts):
        return f"The whole list, one a line or with semicolons between them: {reader.example()}."
    said = str(getattr(field, "help_text", "")).strip() or f"{capfirst(str(field.verbose_name))}."
    if isinstance(reader, _Legal):
        return "needed: a chief editor has to clear it before publication."
    if isinstance(reader, Many):
        return f"{said} Several with semicolons between them."
    if isinstance(reader, Choice):
        return f"{said} One of: {', '.join(str(value) for value, _ in field.flatchoices if value != '')}."
    if isinstance(reader, Flag):
        return f"{said} yes or no."
    if isinstance(reader, Whole) and "number" not in said:
        return f"{said} A whole number."
    if isinstance(reader, One) and issubclass(reader.model, Entry):
        return f"{said} As TW-000123, as #45, or by its key."
    if isinstance(reader, One):
        return f"{said} By the last part of its address, or its exact name."
    return said
