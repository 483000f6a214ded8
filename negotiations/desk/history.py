"""The desk's own history: every saved state of a working copy with its citations and other parts.

Kept by django-reversion. Public editions are a different thing: they are what readers saw.
"""

import reversion
from reversion.models import Version

from negotiations.desk.kinds import desk_kinds
from negotiations.models.entries import Entry

_NOT_CONTENT = {"version", "work_state", "approved_digest", "approved_by", "publication", "updated_at", "entry_kind"}
_PARTS = ("citations", "relations")


def register_models() -> None:
    """Tell django-reversion what belongs to a working copy. Called once, when the application is ready."""
    if reversion.is_registered(Entry):
        return
    reversion.register(Entry, follow=_PARTS)
    parts = {Entry._meta.get_field(name).related_model for name in _PARTS}
    for declared in desk_kinds().values():
        model = declared.model
        if issubclass(model, Entry):
            reversion.register(model, follow=("entry_ptr", *declared.follow))
            parts |= {model._meta.get_field(name).related_model for name in declared.follow}
        else:
            reversion.register(model)
    for part in parts:
        reversion.register(part)


def revisions(entry: Entry) -> list[dict]:
    """Every saved state, newest first: {at, by, changes}.

    `changes` lists (what, field, before, after) in words, against the state saved before. Two queries and what the
    labels of relations cost.
    """
    versions = Version.objects.get_for_object(entry).select_related("revision__user")
    states = [(version.revision, _state(version.revision)) for version in versions]
    before = [state for _, state in states[1:]] + [{}]
    return [
        {"at": revision.date_created, "by": revision.user, "changes": _changes(old, new)}
        for (revision, new), old in zip(states, before, strict=True)
    ]


def _state(revision) -> dict[tuple[str, str], dict]:
    """Everything in one revision: (kind of row, its id) -> field values."""
    found = {}
    for version in revision.version_set.all():
        model = version._model
        name = "" if issubclass(model, Entry) else str(model._meta.verbose_name)
        row = found.setdefault((name, version.object_id if name else ""), {})
        row.update({k: v for k, v in version.field_dict.items() if k not in _NOT_CONTENT and not k.endswith("_ptr_id")})
    return found


def _changes(old: dict, new: dict) -> list[dict]:
    found = []
    for key in sorted({*old, *new}, key=str):
        before, after = old.get(key, {}), new.get(key, {})
        for field in sorted({*before, *after}):
            one, two = _shown(before.get(field)), _shown(after.get(field))
            if one != two and field not in ("id", "entry_id", "position"):
                what = f"{key[0]} {key[1]}".strip()
                found.append({"what": what, "field": field.removesuffix("_id").replace("_", " "), "before": one, "after": two})
    return found


def _shown(value) -> str:
    if value in (None, "", [], False):
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple | set) else str(value)
