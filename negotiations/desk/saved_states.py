"""The saved states of a working copy, as django-reversion keeps them: which rows and fields belong to each.

One revision is written for each save and holds the entry, its own kind's row and every part. What is read here is
plain data: field names and stored values. What they mean in words is `history`'s part.
"""

import json
from collections import defaultdict
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from reversion.models import Version

from negotiations.desk.kinds import desk_kinds
from negotiations.models.entries import Entry

MOST = 200  # states that a list of them holds, the newest; an entry with more has other troubles
PARTS = ("citations", "relations")

# What the desk or the database writes by itself, and no editor types.
OF_THE_DESK = frozenset(
    "version work_state approved_digest approved_by publication updated_at created_at created_by"
    " publish_at publish_as publish_note scheduled_by import_key checked_text checked_digest"
    " entry_kind earliest before".split()
)

Key = tuple[type[models.Model], str]  # a model, and the id of a part ('' for the entry itself)
State = dict[Key, dict]  # everything in one revision: its stored fields


def states(entry: Entry) -> list[tuple[int, State]]:
    """The newest saved states, newest first, each with the version of the entry that it left behind. Two queries."""
    revisions = Version.objects.get_for_object(entry).values_list("revision_id", flat=True)[:MOST]
    return _read(entry, list(revisions))


def state_at(entry: Entry, version: int) -> tuple[int, State] | None:
    """The state that stood at a version, with the version of its own save; None where none is on record.

    Actions make versions too and change nothing in the content: the save before is what stood then.
    """
    rows = Version.objects.get_for_object_reference(Entry, entry.pk).values_list(
        "revision_id", "serialized_data"
    )
    for revision, data in rows.iterator(chunk_size=50):
        if json.loads(data)[0]["fields"].get("version", 0) <= version:
            return next(iter(_read(entry, [revision])), None)
    return None


def _read(entry: Entry, revisions: list[int]) -> list[tuple[int, State]]:
    found: dict[int, State] = defaultdict(dict)
    itself: Key = (type(entry), "")
    for version in Version.objects.filter(revision__in=revisions).order_by("-revision_id", "pk"):
        for row in json.loads(version.serialized_data):
            model = apps.get_model(row["model"])
            if issubclass(model, Entry):
                found[version.revision_id].setdefault(itself, {}).update(row["fields"])
            elif model in part_models():
                found[version.revision_id][model, str(row["pk"])] = row["fields"]
    return [
        (state[itself]["version"], state) for state in found.values() if "version" in state.get(itself, {})
    ]


def stored_fields(model: type[models.Model]) -> list:
    """The fields of a row that an editor fills, without the one that ties a part to its entry."""
    return [
        field
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.name not in OF_THE_DESK and not field.primary_key and not ties_to_entry(field)
    ]


def ties_to_entry(field) -> bool:
    """Whether a field of a part, or of a kind's row, names the entry that it belongs to."""
    if not field.remote_field or not issubclass(field.related_model, Entry):
        return False
    return field.remote_field.related_name in _part_names()


def part_names(entry: Entry) -> tuple[str, ...]:
    """By which names an entry of its own kind holds its parts."""
    return (*PARTS, *desk_kinds()[entry.kind].follow)


@cache
def part_models() -> set[type[models.Model]]:
    """The models of which rows belong to an entry; what else was saved with it is not its history."""
    owners: list[tuple[Any, tuple[str, ...]]] = [(Entry, PARTS)]
    owners += [(declared.model, declared.follow) for declared in desk_kinds().values()]
    return {owner._meta.get_field(name).related_model for owner, names in owners for name in names}


def _part_names() -> set[str]:
    return {*PARTS, *(name for declared in desk_kinds().values() for name in declared.follow)}
