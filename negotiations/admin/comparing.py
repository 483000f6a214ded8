"""A form that somebody typed beside what is stored now, and beside what was stored when it was opened.

Each difference is one line: a field, or a row of a part. Where the state at the opening is known, the side that alone
changed is chosen beforehand; where both did, or it is not known, the editor has to choose.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.forms.models import ModelForm
from django.http import QueryDict
from django.utils.text import capfirst

from negotiations.admin import form_data
from negotiations.admin.form_data import Row
from negotiations.admin.forms import Unchanging
from negotiations.desk.history import folded
from negotiations.desk.saved_states import State, stored_fields
from negotiations.public.difference import compared

THEIRS, YOURS = "theirs", "yours"


@dataclass
class Line:
    """One difference, in words. `choice` is the side that stands: theirs, yours, or '' where nobody chose yet.

    `base` is None where it is not known how it was. `box` is the form's own field where the words can be edited on
    the spot, `row` what a part's line is about.
    """

    key: str
    label: str
    theirs: str
    yours: str
    base: str | None = None
    choice: str = ""
    box: object = None
    row: "RowPair | None" = None

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """What is stored and what was typed as one text."""
        return list(folded(compared(self.theirs, self.yours)))


@dataclass
class RowPair:
    """A row of a part on both sides; None where a side has none."""

    prefix: str
    theirs: Row | None
    yours: Row | None


@dataclass
class Comparison:
    """All lines, and the data they were made of, from which the choices make the data to be saved."""

    data: QueryDict
    lines: list[Line] = field(default_factory=list)
    form: ModelForm | None = None

    @cached_property
    def unchosen(self) -> list[Line]:
        return [line for line in self.lines if not line.choice]

    def choose(self, asked: QueryDict) -> None:
        """Take over what the editor chose."""
        for line in self.lines:
            choice = asked.get(f"choice-{line.key}", "")
            line.choice = choice if choice in (THEIRS, YOURS) else ""

    def merged(self) -> QueryDict:
        """The data with the chosen side of each line."""
        data = self.data.copy()
        for line in self.lines:
            if line.row is None and line.choice == THEIRS:
                _put(data, self.form, line.key)
        for prefix in dict.fromkeys(line.row.prefix for line in self.lines if line.row):
            pairs = [line for line in self.lines if line.row and line.row.prefix == prefix]
            data = form_data.with_rows(data, prefix, _merged_rows(form_data.rows_of(data, prefix), pairs))
        return data


def compare(model_admin, request, obj, data: QueryDict, base: State | None = None) -> Comparison:
    """What differs between the form's data and a thing as it is stored (or the empty form of a new one).

    `base` is the state that stood when the form was opened, where it is on record.
    """
    form_class = model_admin.get_form(request, obj, change=obj is not None)
    form = form_class(instance=obj)
    found = Comparison(data, form=form)
    own = next((fields for (_, id), fields in base.items() if not id), {}) if base else None
    before = initial_of(type(form.instance), own) if own else None
    for name, bound in form.fields.items():
        if not isinstance(bound, Unchanging):
            found.lines += _field(form, name, data, before)
    for formset in _formsets(model_admin, request, obj):
        found.lines += _rows(formset, data, base)
    return found


def initial_of(model, stored: dict) -> dict:
    """A stored state as the initial values of a form."""
    found = {}
    for column in stored_fields(model):
        if column.name in stored:
            value = stored[column.name]
            found[column.name] = value if column.is_relation else column.to_python(value)
    return found


def _formsets(model_admin, request, obj) -> list:
    """The parts of a thing as an untouched form holds them."""
    found, taken = [], {}
    for formset, inline in model_admin.get_formsets_with_inlines(request, obj):
        prefix = formset.get_default_prefix()
        taken[prefix] = taken.get(prefix, 0) + 1
        if taken[prefix] > 1:
            prefix = f"{prefix}-{taken[prefix]}"
        found.append(formset(instance=obj, prefix=prefix, queryset=inline.get_queryset(request)))
    return found


def _field(form, name: str, data: QueryDict, before: dict | None) -> list[Line]:
    """The line of one field, none where it says what is stored."""
    theirs, yours = form.get_initial_for_field(form.fields[name], name), form_data.sent(data, name)
    if form_data.same(form, name, theirs, yours):
        return []
    stored = form_data.as_sent(form, name, theirs)
    line = Line(
        name,
        capfirst(str(form.fields[name].label or name)),
        form_data.said(form, name, stored),
        form_data.said(form, name, yours),
    )
    if before is not None and name in before:
        was = before[name]
        line.base = form_data.said(form, name, form_data.as_sent(form, name, was))
        line.choice = _alone(
            theirs_changed=not form_data.same(form, name, was, stored),
            yours_changed=not form_data.same(form, name, was, yours),
        )
    return [line]


def _alone(*, theirs_changed: bool, yours_changed: bool) -> str:
    """The side that alone changed."""
    if theirs_changed == yours_changed:
        return ""
    return THEIRS if theirs_changed else YOURS


def _rows(formset, data: QueryDict, base: State | None) -> list[Line]:
    """The lines of one part: rows that differ, came or went."""
    theirs = {str(form.instance.pk): form for form in formset.initial_forms}
    before = {id: fields for (model, id), fields in base.items() if model is formset.model} if base else None
    lines, seen = [], set()
    for index, row in enumerate(form_data.rows_of(data, formset.prefix)):
        seen.add(row.id)
        lines += _row(formset, row, theirs.get(row.id), before, row.id or f"new{index}")
    for id, form in theirs.items():
        if id not in seen:
            lines += _row(formset, None, form, before, id)
    return lines


def _row(formset, yours: Row | None, stored, before: dict | None, id: str) -> list[Line]:
    blank = stored or formset.empty_form
    names = [name for name in blank.fields if name not in ("id", "DELETE", formset.fk.name)]
    has_yours = yours is not None and not yours.is_deleted
    if has_yours and not yours.exists and not _differs(blank, names, yours, {}):
        return []  # an empty row that the page offered
    theirs = form_data.as_row(stored) if stored else None
    if not has_yours and not theirs:
        return []
    if has_yours and theirs and not _differs(stored, names, yours, stored.initial):
        return []
    line = Line(
        f"{formset.prefix}-{id}",
        capfirst(str(formset.model._meta.verbose_name)),
        _summary(blank, names, theirs),
        _summary(blank, names, yours if has_yours else None),
        row=RowPair(formset.prefix, theirs, yours),
    )
    if before is not None:
        was = initial_of(formset.model, before[id]) if id in before else None
        line.base = _summary(blank, names, _as_row(blank, names, was)) if was else ""
        line.choice = _alone(
            theirs_changed=_side_changed(blank, names, theirs, was),
            yours_changed=_side_changed(blank, names, yours if has_yours else None, was),
        )
    return [line]


def _side_changed(form, names, row: Row | None, was: dict | None) -> bool:
    if row is None or was is None:
        return (row is None) != (was is None)
    return _differs(form, names, row, was)


def _differs(form, names, row: Row, initial: dict) -> bool:
    for name in names:
        value = initial.get(name, form.get_initial_for_field(form.fields[name], name))
        if not form_data.same(form, name, value, row.pairs(form.prefix, name)):
            return True
    return False


def _as_row(form, names, initial: dict) -> Row:
    row = Row(exists=True)
    for name in names:
        for key, value in form_data.as_sent(form, name, initial.get(name)):
            row.values.setdefault(key.removeprefix(f"{form.prefix}-"), []).append(value)
    return row


def _summary(form, names, row: Row | None) -> str:
    """Everything that a row says, in one line; '' where there is none."""
    if row is None:
        return ""
    found = [form_data.said(form, name, row.pairs(form.prefix, name)) for name in names if name != "position"]
    return " · ".join(text for text in found if text) or "(empty)"


def _put(data: QueryDict, form, name: str) -> None:
    """What is stored, in the place of what was typed."""
    for box, _ in form_data.sent(data, name):
        data.pop(box, None)
    for box, value in form_data.as_sent(form, name, form.get_initial_for_field(form.fields[name], name)):
        data.appendlist(box, value)


def _merged_rows(rows: list[Row], lines: list[Line]) -> list[Row]:
    """The rows of one part, each as the chosen side has it; those that are in no line stay as they were sent."""
    places = {
        f"{line.row.prefix}-{row.id or f'new{index}'}": index
        for line in lines
        for index, row in enumerate(rows)
    }
    merged: list[Row | None] = list(rows)
    for line in lines:
        place, pair = places.get(line.key), line.row
        if place is None:  # theirs alone: it stays, or is deleted
            if line.choice == YOURS:
                merged.append(Row(True, {**pair.theirs.values, "DELETE": ["on"]}))
        elif line.choice == THEIRS:
            merged[place] = pair.theirs  # None where it is gone, or was never there
        elif pair.theirs is None:
            merged[place] = Row(False, pair.yours.values)
    return [row for row in merged if row is not None]
