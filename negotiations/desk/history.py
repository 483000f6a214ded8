"""The desk's own history: what each save of a working copy changed, told together with the journal.

Public editions are a different thing: they are what readers saw.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import reversion
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst

from negotiations.desk.kinds import desk_kinds
from negotiations.desk.saved_states import MOST, PARTS, State, part_models, state_at, states, stored_fields
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.public.difference import compared

_LONG = 240  # characters of text that stayed, above which the middle of it is folded
_WORD_BY_WORD = 50  # the newest saves of a story are compared so
_ENDS = 80  # and so many stay in sight at each end


@dataclass(frozen=True)
class Change:
    """One field that a save changed, in words; `part` is '' for the entry itself."""

    part: str
    field: str
    before: str
    after: str
    is_old: bool = False

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """Both texts as one: (kept | removed | added | folded, text); long stretches that stayed are folded.

        Of an old one in a long story only the whole texts: to compare hundreds word by word would take seconds.
        """
        if self.is_old:
            return [
                (state, text) for state, text in (("removed", self.before), ("added", self.after)) if text
            ]
        return list(folded(compared(self.before, self.after)))


def register_models() -> None:
    """Tell django-reversion what belongs to a working copy. Called once, when the application is ready."""
    if reversion.is_registered(Entry):
        return
    reversion.register(Entry, follow=PARTS)
    for declared in desk_kinds().values():
        model = declared.model
        if issubclass(model, Entry):
            reversion.register(model, follow=("entry_ptr", *declared.follow))
        else:
            reversion.register(model)
    for part in part_models():
        reversion.register(part)


def story(entry: Entry) -> list[dict]:
    """What was done to an entry of its own kind, newest first: {row, changes}, where `row` is the journal's.

    `changes` are those of the save that the row tells of. A handful of queries, however long the story.
    """
    rows = Transition.objects.filter(entry=entry.pk).select_related("edition")[:MOST]
    kept = states(entry)
    names = Names(state for _, state in kept)
    saved = {
        version: [replace(change, is_old=place >= _WORD_BY_WORD) for change in _compare(old, new, names)]
        for place, ((version, new), (_, old)) in enumerate(zip(kept, [*kept[1:], (0, {})], strict=True))
        if old  # the first state is not a change
    }
    # Comments and other marks stand at the version that a save made: the oldest row of a version is the save.
    made = {row.version: row.pk for row in rows}
    on_record = {version for version, _ in kept}
    return [
        {
            "row": row,
            "changes": saved.get(row.version, []) if made[row.version] == row.pk else [],
            "has_state": row.version in on_record and made[row.version] == row.pk,
        }
        for row in rows
    ]


def between(entry: Entry, old: int, new: int) -> list[Change] | None:
    """What differs between the states that stood at two versions; None where one of them is not on record."""
    one, two = (state_at(entry, version) for version in (old, new))
    if one is None or two is None:
        return None
    return _compare(one[1], two[1], Names([one[1], two[1]]))


def _compare(old: State, new: State, names: "Names") -> list[Change]:
    """What differs between two states: field by field, and a part that came or went as one line."""
    found = []
    for key in sorted({*old, *new}, key=lambda key: (key[1] != "", str(key[0]._meta.verbose_name), key[1])):
        model, id = key
        part = names.part(model, new.get(key) or old[key]) if id else ""
        if key not in old or key not in new:
            before, after = (names.summary(model, state.get(key, {})) for state in (old, new))
            found.append(Change(part, "removed" if key in old else "added", before, after))
            continue
        for field in content_fields(model):
            one, two = (names.shown(field, state[key].get(field.name)) for state in (old, new))
            if one != two:
                found.append(Change(part, str(field.verbose_name), one, two))
    return found


def content_fields(model: type[models.Model]) -> list:
    """The fields of which a change is told; the order of parts is seen, not read."""
    return [field for field in stored_fields(model) if field.name != "position"]


def folded(pieces: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Compared pieces, of which a long one that stayed shows no more than its ends: (folded, what is between)."""
    for state, text in pieces:
        if state != "kept" or len(text) <= _LONG:
            yield state, text
            continue
        head, tail = text[:_ENDS].rsplit(None, 1)[0], text[-_ENDS:].split(None, 1)[-1]
        yield "kept", head
        yield "folded", text[len(head) : len(text) - len(tail)]
        yield "kept", tail


class Names:
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

    def knows(self, field, value) -> bool:
        """Whether the row that a stored reference names is there today."""
        return str(value) in self._found.get(field.related_model, {})

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
        first = next(field for field in content_fields(model) if not field.choices)
        label = self.shown(first, fields.get(first.name))
        return capfirst(f"{model._meta.verbose_name} {label}")[:120]

    def summary(self, model: type[models.Model], fields: dict) -> str:
        """Everything that a part says, in one line."""
        found = [self.shown(field, fields.get(field.name)) for field in content_fields(model)]
        return " · ".join(text for text in found if text)


def _related_model(model: type[models.Model], name: str) -> type[models.Model] | None:
    try:
        return model._meta.get_field(name).related_model
    except FieldDoesNotExist:  # a column of an older release
        return None
