"""The desk's own history: every saved state of a working copy with its citations and other parts.

Kept by django-reversion, which writes one revision for each save, and told together with the journal. Public editions
are a different thing: they are what readers saw.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

import reversion
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from reversion.models import Version

from negotiations.desk.kinds import desk_kinds
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition

_NOT_CONTENT = set(
    "version work_state approved_digest approved_by publication updated_at created_at created_by"
    " publish_at publish_as publish_note scheduled_by import_key checked_text checked_digest"
    " entry_kind earliest before position".split()
)
_PARTS = ("citations", "relations")
MOST = 200  # rows of a history that are shown, the newest; an entry with more has other troubles

Key = tuple[type[models.Model], str]  # a model, and the id of a part ('' for the entry itself)
State = dict[Key, dict]  # everything in one revision: its stored fields


@dataclass(frozen=True)
class Change:
    """One field that a save changed, in words; `part` is '' for the entry itself."""

    part: str
    field: str
    before: str
    after: str


def register_models() -> None:
    """Tell django-reversion what belongs to a working copy. Called once, when the application is ready."""
    if reversion.is_registered(Entry):
        return
    reversion.register(Entry, follow=_PARTS)
    for declared in desk_kinds().values():
        model = declared.model
        if issubclass(model, Entry):
            reversion.register(model, follow=("entry_ptr", *declared.follow))
        else:
            reversion.register(model)
    for part in _part_models():
        reversion.register(part)


def story(entry: Entry) -> list[dict]:
    """What was done to an entry of its own kind, newest first: {row, changes}, where `row` is the journal's.

    `changes` are those of the save that the row tells of. A handful of queries, however long the story.
    """
    rows = Transition.objects.filter(entry=entry.pk).select_related("edition")[:MOST]
    states = _states(entry)
    names = _Names(state for _, state in states)
    saved = {
        version: _compare(old, new, names)
        for (version, new), (_, old) in zip(states, [*states[1:], (0, {})], strict=True)
        if old  # the first state is not a change
    }
    return [
        {"row": row, "changes": saved.get(row.version, []) if row.action == "edited" else []} for row in rows
    ]


def changes_since(entry: Entry, version: int) -> list[Change]:
    """What others saved into an entry after the state at `version`."""
    states = _states(entry)
    seen = next((state for found, state in states if found <= version), None)
    if seen is None:
        return []
    return _compare(seen, states[0][1], _Names([seen, states[0][1]]))


def _states(entry: Entry) -> list[tuple[int, State]]:
    """The saved states, newest first, each with the version of the entry that it left behind. Two queries."""
    revisions = Version.objects.get_for_object(entry).values_list("revision_id", flat=True)[:MOST]
    found: dict[int, State] = defaultdict(dict)
    for version in Version.objects.filter(revision__in=list(revisions)).order_by("-revision_id", "pk"):
        for row in json.loads(version.serialized_data):
            model = apps.get_model(row["model"])
            if issubclass(model, Entry):
                found[version.revision_id].setdefault((type(entry), ""), {}).update(row["fields"])
            elif model in _part_models():
                found[version.revision_id][model, str(row["pk"])] = row["fields"]
    itself: Key = (type(entry), "")
    return [
        (state[itself]["version"], state) for state in found.values() if "version" in state.get(itself, {})
    ]


def _compare(old: State, new: State, names: "_Names") -> list[Change]:
    """What differs between two states: field by field, and a part that came or went as one line."""
    found = []
    for key in sorted({*old, *new}, key=lambda key: (key[1] != "", str(key[0]._meta.verbose_name), key[1])):
        model, id = key
        part = names.part(model, new.get(key) or old[key]) if id else ""
        if key not in old or key not in new:
            before, after = (names.summary(model, state.get(key, {})) for state in (old, new))
            found.append(Change(part, "removed" if key in old else "added", before, after))
            continue
        for field in _content_fields(model):
            one, two = (names.shown(field, state[key].get(field.name)) for state in (old, new))
            if one != two:
                found.append(Change(part, str(field.verbose_name), one, two))
    return found


def _content_fields(model: type[models.Model]) -> list:
    """The fields of a row that an editor fills, without the one that ties a part to its entry."""
    return [
        field
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.name not in _NOT_CONTENT and not field.primary_key and not _ties_to_entry(field)
    ]


def _ties_to_entry(field) -> bool:
    if not field.remote_field or not issubclass(field.related_model, Entry):
        return False
    return field.remote_field.related_name in _part_names()


def _part_names() -> set[str]:
    return {*_PARTS, *(name for declared in desk_kinds().values() for name in declared.follow)}


@cache
def _part_models() -> set[type[models.Model]]:
    """The models of which rows belong to an entry; what else was saved with it is not its history."""
    owners: list[tuple[Any, tuple[str, ...]]] = [(Entry, _PARTS)]
    owners += [(declared.model, declared.follow) for declared in desk_kinds().values()]
    return {owner._meta.get_field(name).related_model for owner, names in owners for name in names}


class _Names:
    """What the rows that states refer to are called today. One query for each model that is referred to."""

    def __init__(self, states):
        wanted: dict[type[models.Model], set] = defaultdict(set)
        for state in states:
            for (model, _), fields in state.items():
                for name, value in fields.items():
                    if related := _related_model(model, name):
                        wanted[related].update(value if isinstance(value, list) else [value])
        self._found = {model: self._names(model, ids - {None}) for model, ids in wanted.items()}

    @staticmethod
    def _names(model: type[models.Model], ids: set) -> dict[str, str]:
        rows = model._base_manager.filter(pk__in=ids).fetch_mode(models.FETCH_PEERS)
        return {str(row.pk): str(row) for row in rows}

    def shown(self, field, value) -> str:
        """A stored value in words, '' for nothing."""
        if value is False or value in (None, "", []):
            return ""
        if field.related_model:
            known = self._found.get(field.related_model, {})
            values = value if isinstance(value, list) else [value]
            return ", ".join(sorted(known.get(str(pk), "(deleted)") for pk in values))
        if value is True:
            return "yes"
        return str(dict(field.flatchoices).get(value, value)) if field.choices else str(value)

    def part(self, model: type[models.Model], fields: dict) -> str:
        """A part by what names it: a citation by its source, a participant by the person."""
        first = next(field for field in _content_fields(model) if not field.choices)
        label = self.shown(first, fields.get(first.name))
        return capfirst(f"{model._meta.verbose_name} {label}")[:120]

    def summary(self, model: type[models.Model], fields: dict) -> str:
        """Everything that a part says, in one line."""
        found = [self.shown(field, fields.get(field.name)) for field in _content_fields(model)]
        return " · ".join(text for text in found if text)


def _related_model(model: type[models.Model], name: str) -> type[models.Model] | None:
    try:
        return model._meta.get_field(name).related_model
    except FieldDoesNotExist:  # a column of an older release
        return None
