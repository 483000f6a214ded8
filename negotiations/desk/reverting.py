"""Bringing an earlier state of a working copy back: its words and its parts, and nothing of what was decided on it.

It is an edit like any other: it is saved through the workflow, makes a draft of what was approved or clean, and has
to be reviewed. Work state, version, publication and import key stay what they are. So does what somebody found out
about the words, such as a verbatim check, and a legal check that is open: old words are no reason to let it go.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.text import capfirst

from negotiations.desk import workflow
from negotiations.desk.history import Names
from negotiations.desk.kinds import desk_kind
from negotiations.desk.saved_states import State, part_names, state_at, stored_fields
from negotiations.desk.steps import Refused, Stale
from negotiations.models.entries import Entry
from negotiations.values.vocabulary import Legal

_GONE = "is no longer in the record"


def revert(entry: Entry, to_version: int, by, *, seen: int | None = None, note: str = "") -> list[str]:
    """Save the state that stood at `to_version` as the working copy; returns what could not be brought back.

    `seen` is the version the editor looked at, the entry's present one where it is left out; `note` goes into the
    journal after the version's name. Nothing is saved where nothing differs. The entry is up to date afterwards.
    Raises Stale, NotAllowed or Refused, and then nothing was changed.
    """
    row, plan = _planned(entry, to_version)
    try:
        with transaction.atomic():
            if plan.differs:
                words = " ".join((f"The state of version {to_version}.", *plan.left_out, note)).strip()
                write = _writer(row, plan)
                seen = entry.version if seen is None else seen
                workflow.save_working(row, by, seen=seen, write=write, did="reverted", note=words)
    except IntegrityError as error:
        raise Refused(
            "The record cannot hold that state any more: a rule that is newer forbids it. Edit by hand instead."
        ) from error
    entry.refresh_from_db()
    return plan.left_out


def left_out(entry: Entry, to_version: int) -> list[str]:
    """What could not be brought back if the state of a version were. Raises Stale or Refused."""
    return _planned(entry, to_version)[1].left_out


def _planned(entry: Entry, version: int) -> tuple[Entry, "_Plan"]:
    row = type(entry.child)._base_manager.filter(pk=entry.pk).first()
    if row is None:
        raise Stale("This entry was deleted while you had it open.")
    found = state_at(row, version) if 0 < version <= row.version else None
    if found is None:
        raise Refused(f"No saved state of version {version} is on record.")
    return row, _plan(row, found[1])


@dataclass
class _Row:
    """One row as it shall be: its plain values and its lists by field name."""

    model: type[models.Model]
    pk: int
    values: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, list[int]] = field(default_factory=dict)


@dataclass
class _Plan:
    """What is to be written (of the parts only those that differ), what cannot be, and whether anything differs."""

    entry: _Row
    parts: dict[str, list[_Row]]
    left_out: list[str]
    differs: bool


def _plan(entry: Entry, state: State) -> _Plan:
    names = Names([state])
    left_out: list[str] = []
    own = next(fields for (_, id), fields in state.items() if not id)
    itself = _row(type(entry), entry.pk, own, names, left_out)
    for name in desk_kind(entry).not_imported:
        itself.values.pop(name, None)
    if itself.values.pop("legal", None) == Legal.NEEDED:
        itself.values["legal"] = Legal.NEEDED.value
    elif entry.legal == Legal.NEEDED:
        left_out.append("Legal check: it stays open until a chief editor ends it.")
    parts = {}
    for name in part_names(entry):
        model = type(entry)._meta.get_field(name).related_model
        then = [(int(id), fields) for (found, id), fields in state.items() if found is model and id]
        rows = [row for id, fields in sorted(then) if (row := _part(model, id, fields, names, left_out))]
        if not _same(rows, getattr(entry, name).order_by("pk")):
            parts[name] = rows
    return _Plan(itself, parts, left_out, differs=bool(parts) or not _same([itself], [entry]))


def _part(model, id: int, fields: dict, names: Names, left_out: list[str]) -> _Row | None:
    """A part as it was; None where something is gone without which it cannot be."""
    for found in stored_fields(model):
        needed = found.many_to_one and not found.null
        if needed and not names.knows(found, fields.get(found.name)):
            left_out.append(
                f"{capfirst(model._meta.verbose_name)} ({names.summary(model, fields)}):"
                f" its {found.verbose_name} {_GONE}."
            )
            return None
    return _row(model, id, fields, names, left_out, names.part(model, fields))


def _row(model, pk: int, fields: dict, names: Names, left_out: list[str], label: str = "") -> _Row:
    row = _Row(model, pk)
    for found in stored_fields(model):
        if found.name not in fields:  # a column that is newer than the state
            continue
        value = fields[found.name]
        title = f"{label}: {found.verbose_name}" if label else capfirst(str(found.verbose_name))
        if found.many_to_many:
            kept = [id for id in value if names.knows(found, id)]
            row.lists[found.name] = sorted(int(id) for id in kept)
            if gone := len(value) - len(kept):
                left_out.append(
                    f"{title}: {gone} that {_GONE}."
                    if gone == 1
                    else f"{title}: {gone} that are no longer in the record."
                )
        elif found.many_to_one and value is not None and not names.knows(found, value):
            row.values[found.attname] = None
            left_out.append(f"{title}: what it named {_GONE}.")
        else:
            row.values[found.attname] = _value(found, value)
    return row


def _value(found, value):
    try:
        return found.to_python(value)
    except ValidationError:  # of a type that the column had in an older release
        return found.get_default()


def _same(rows: list[_Row], things: Iterable[models.Model]) -> bool:
    """Whether these rows stand there already; columns that are newer than the state do not count."""
    things = list(things)
    if [row.pk for row in rows] != [thing.pk for thing in things]:
        return False
    return all(
        all(getattr(thing, name) == value for name, value in row.values.items())
        and all(_ids(thing, name) == ids for name, ids in row.lists.items())
        for row, thing in zip(rows, things, strict=True)
    )


def _ids(thing: models.Model, name: str) -> list[int]:
    return sorted(getattr(thing, name).values_list("pk", flat=True))


def _writer(entry: Entry, plan: _Plan):
    for name, value in plan.entry.values.items():
        setattr(entry, name, value)

    def write():
        entry.save()
        _set_lists(entry, plan.entry)
        for name, rows in plan.parts.items():
            manager = getattr(entry, name)
            known = {part.pk: part for part in manager.all()}
            # All of them anew, under the ids they had: updating one by one could meet what is unique half way.
            manager.all().delete()
            taken = set(
                manager.model._base_manager.filter(pk__in=[row.pk for row in rows]).values_list(
                    "pk", flat=True
                )
            )
            for row in rows:
                part = known.get(row.pk) or row.model()
                part.pk = None if row.pk in taken else row.pk
                for attribute, value in {**row.values, manager.field.attname: entry.pk}.items():
                    setattr(part, attribute, value)
                part.save(force_insert=True)
                _set_lists(part, row)

    return write


def _set_lists(thing: models.Model, row: _Row) -> None:
    for name, ids in row.lists.items():
        getattr(thing, name).set(ids)
