"""Loads the sample as an editor would: each state is written by one person, approved and published by another."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models, transaction

from negotiations.desk import printing, workflow
from negotiations.desk.kinds import desk_kind, desk_kinds
from negotiations.desk.roles import RIGHTS, Role, grant
from negotiations.desk.sample import developments, measures, nouns, quotes, rounds, sources
from negotiations.desk.sample.states import State
from negotiations.models.entries import Entry
from negotiations.models.printed import Press
from negotiations.models.sources import Source

NOUNS: tuple[tuple[Any, Any], ...] = nouns.NOUNS + measures.NOUNS
_ENTRIES: tuple[State, ...] = measures.ENTRIES + rounds.ENTRIES + quotes.ENTRIES + developments.ENTRIES
STATES: tuple[State, ...] = tuple(sorted(_ENTRIES, key=lambda state: printing.as_instant(state.at)))
EDITORS = {"ana": Role.CONTRIBUTOR, "rui": Role.EDITOR, "mei": Role.CHIEF}
_DERIVED = ("entry_ptr", *(field.name for field in Entry._meta.fields if not field.editable))


class NotPossible(Exception):
    """Why the sample cannot be loaded here, in one line."""


def is_loaded() -> bool:
    """True where the record is the sample already, whatever was added to it since."""
    return Press.objects.filter(is_sample=True, last_log__gt=0).exists()


def password_of(name: str) -> str:
    """The password of a sample account; everybody can read it here, so it is for development alone."""
    return f"tradewatch-{name}"


@transaction.atomic
def load(progress: Callable[[int, int], None] = lambda done, total: None) -> None:
    """Load everything or nothing. Raises NotPossible where the record is not empty or an account is in the way."""
    if holds_anything():
        raise NotPossible("The record is not empty: the sample is loaded only into an empty one.")
    editors = {name: _editor(name, role) for name, role in EDITORS.items()}
    desk = _Desk()
    for model, rows in NOUNS:
        for values in rows:
            desk.add(model, values)
    for key, source in sources.SOURCES.items():
        desk.add(Source, source, key)
    printing.open_sample()
    for done, state in enumerate(STATES, start=1):
        _publish(desk, state, editors["ana"], editors["rui"])
        progress(done, len(STATES))
    printing.close_sample()


def holds_anything() -> bool:
    """True where there is any printing, entry or noun."""
    desk: list[Any] = [kind.model for kind in desk_kinds().values()]
    return Press.objects.filter(last_log__gt=0).exists() or any(model.objects.exists() for model in desk)


def _editor(name: str, role: Role):
    """The account of that name: made here, or an existing one as it is where its rights are enough."""
    users = get_user_model().objects
    if user := users.filter(username=name).first():
        if not user.has_perms(RIGHTS[role]):
            raise NotPossible(
                f"An account named {name} exists and is no {role.label.lower()}: rename it first."
            )
        return user
    user = users.create_user(name, password=password_of(name), first_name=name.title())
    grant(user, role)
    return user


def _publish(desk: "_Desk", state: State, author, reviewer) -> None:
    """One edition: written and submitted by the author, approved and published by the reviewer."""
    row, at = desk.entry(state), printing.as_instant(state.at)
    workflow.save_working(row, author, write=lambda: desk.write(row, state.values), at=at)
    steps: tuple[tuple[workflow.Action, Any, dict[str, Any]], ...] = (
        (workflow.Action.SUBMIT, author, {}),
        (workflow.Action.APPROVE, reviewer, {}),
        (workflow.Action.PUBLISH, reviewer, {"note": state.note, "change": state.change}),
    )
    for action, by, words in steps:
        workflow.transition(row, action, by, version=row.version, at=at, **words)


class _Desk:
    """Working rows by their keys, and the writing of rows from plain values."""

    def __init__(self):
        self.entries: dict[str, Any] = {}
        self.known: dict[tuple[type, str], Any] = {}

    def entry(self, state: State):
        """The working row of an entry, made for its first edition. Raises KeyError where that is missing."""
        if state.model:
            self.entries[state.key] = state.model()
        return self.entries[state.key]

    def add(self, model, values: dict, key: str = "") -> None:
        """Make a noun or a source."""
        row = model()
        self.write(row, values, prepare=desk_kind(row).prepare)
        self.known[model, key or row.key] = row

    def find(self, model, key: str):
        """A row by its key in the sample. Raises KeyError for one that is not there (yet)."""
        return self.entries[key] if issubclass(model, Entry) else self.known[model, key]

    def write(self, row, values: dict, prepare: Callable[[Any], None] = lambda row: None) -> None:
        """Check and save a row, and what belongs to it; a noun is brought into its stored form first."""
        after = []
        for name, value in values.items():
            field = row._meta.get_field(name)
            if field.many_to_many or field.one_to_many:
                after.append((field, value))
            else:
                setattr(row, name, self._value(field, value))
        prepare(row)
        # References were found among the sample's own rows: asking the database for each again takes seconds.
        row.full_clean(exclude=(*_DERIVED, *(field.name for field in row._meta.fields if field.is_relation)))
        row.save()
        for field, value in after:
            if field.many_to_many:
                getattr(row, field.name).set([self.find(field.related_model, key) for key in value])
            else:
                self._write_parts(row, field, value)

    def _value(self, field, value):
        if field.is_relation:
            return self.find(field.related_model, value)
        return date.fromisoformat(value) if isinstance(field, models.DateField) else value

    def _write_parts(self, row, field, rows: list[dict]) -> None:
        """Rows of its own, in place of those that were there."""
        getattr(row, field.get_accessor_name()).all().delete()
        has_position = any(column.name == "position" for column in field.related_model._meta.fields)
        for position, values in enumerate(rows):
            part = field.related_model(**{field.field.name: row})
            self.write(part, {**values, "position": position} if has_position else values)
