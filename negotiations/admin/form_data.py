"""What a browser sends for a form: field by field, and the rows of its parts. With it, in words.

A form's data is a list of (name, value) pairs. One field may send several names (a date and a time) or one name
several times (a picker of many). The rows of a part are numbered, and those that exist come first.
"""

import re
from dataclasses import dataclass, field

from django import forms
from django.forms.models import ModelChoiceField
from django.forms.widgets import ChoiceWidget
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

Pairs = list[tuple[str, str]]
LONGEST_ID = 18  # digits that every database's integers hold


def query(pairs: Pairs) -> QueryDict:
    """Pairs as a request would hold them."""
    found = QueryDict(mutable=True)
    for name, value in pairs:
        found.appendlist(name, value)
    return found


def pairs_of(data: MultiValueDict) -> Pairs:
    """What a request holds, as pairs."""
    return [(name, value) for name, values in data.lists() for value in values]


def sent(data: MultiValueDict, name: str) -> Pairs:
    """The pairs of one field: under its own name, or under numbered ones where it has several boxes."""
    boxes = [name, *(found for found in (f"{name}_0", f"{name}_1") if found in data)]
    return [(box, value) for box in boxes for value in data.getlist(box)]


def as_sent(form, name: str, initial) -> Pairs:
    """What a browser would send for a field that holds `initial` and that nobody touched."""
    bound, html = form.fields[name], form.add_prefix(name)
    widget = getattr(bound.widget, "widget", bound.widget)
    value = bound.prepare_value(initial() if callable(initial) else initial)
    if isinstance(widget, forms.MultiWidget):
        parts = zip(widget.widgets, widget.decompress(value), strict=True)
        return [(f"{html}_{i}", one.format_value(part) or "") for i, (one, part) in enumerate(parts)]
    if isinstance(widget, forms.CheckboxInput):
        return [(html, "on")] if value else []
    if getattr(widget, "allow_multiple_selected", False):
        return [(html, str(bound.prepare_value(one))) for one in value or ()]
    if isinstance(widget, ChoiceWidget):
        return [(html, "" if value is None else str(value))]
    return [(html, widget.format_value(value) or "")]


def same(form, name: str, initial, pairs: Pairs) -> bool:
    """Whether a field that holds `initial` would be unchanged if these pairs were sent."""
    bound = form.fields[name]
    value = bound.widget.value_from_datadict(query(pairs), MultiValueDict(), form.add_prefix(name))
    return not bound.has_changed(initial() if callable(initial) else initial, value)


def said(form, name: str, pairs: Pairs) -> str:
    """What was typed or chosen, in words; '' for nothing."""
    bound, values = form.fields[name], [value for _, value in pairs if value]
    if isinstance(bound, forms.BooleanField):
        return "yes" if values else ""
    if isinstance(bound, ModelChoiceField):
        return _chosen(bound, values)
    if isinstance(bound, forms.ChoiceField | forms.MultipleChoiceField):
        labels = {str(value): str(label) for value, label in _flat(bound.choices)}
        return ", ".join(labels.get(value, value) for value in values)
    return " ".join(value.replace("\r\n", "\n") for value in values)


def _chosen(bound, values: list[str]) -> str:
    """What rows are called today; an id that is nobody's says so."""
    key = bound.to_field_name or bound.queryset.model._meta.pk.name
    if key == bound.queryset.model._meta.pk.name:
        asked = [value for value in values if value.isdecimal() and len(value) <= LONGEST_ID]
    else:
        asked = values
    rows = bound.queryset.filter(**{f"{key}__in": asked}) if asked else ()
    names = {str(getattr(row, key)): bound.label_from_instance(row) for row in rows}
    return ", ".join(str(names.get(value, "(deleted)")) for value in values)


def _flat(choices):
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


@dataclass
class Row:
    """One row of a part as it was sent: its values by the name of their field. `exists` where the form said so."""

    exists: bool
    values: dict[str, list[str]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return next(iter(self.values.get("id", ())), "") if self.exists else ""

    @property
    def is_deleted(self) -> bool:
        return any(value and value.lower() != "false" for value in self.values.get("DELETE", ()))

    def pairs(self, prefix: str, name: str) -> Pairs:
        """What it sends for one field, under the names that a form with this prefix has."""
        found = query([(key, value) for key, values in self.values.items() for value in values])
        return [(f"{prefix}-{key}", value) for key, value in sent(found, name)]


def rows_of(data: MultiValueDict, prefix: str) -> list[Row]:
    """The rows of a part, in the order in which they were sent."""
    initial, total = number(data, prefix, "INITIAL"), number(data, prefix, "TOTAL")
    rows = [Row(index < initial) for index in range(total)]
    pattern = re.compile(rf"{re.escape(prefix)}-(\d{{1,4}})-(.+)", re.ASCII)
    for key in data:
        found = pattern.fullmatch(key)
        if found and int(found[1]) < total:
            rows[int(found[1])].values[found[2]] = data.getlist(key)
    return rows


def with_rows(data: QueryDict, prefix: str, rows: list[Row]) -> QueryDict:
    """The data with other rows of a part, numbered anew: those that exist first, as formsets want them."""
    changed = data.copy()
    for key in data:
        if re.match(rf"{re.escape(prefix)}-\d", key, re.ASCII):
            del changed[key]
    ordered = [row for row in rows if row.exists] + [row for row in rows if not row.exists]
    for index, row in enumerate(ordered):
        for name, values in row.values.items():
            if name != "id" or row.exists:
                changed.setlist(f"{prefix}-{index}-{name}", values)
    changed[f"{prefix}-INITIAL_FORMS"] = str(sum(row.exists for row in rows))
    changed[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    return changed


def number(data: MultiValueDict, prefix: str, name: str) -> int:
    """How many rows a part says it has, 0 where it says nothing that can be read."""
    text = data.get(f"{prefix}-{name}_FORMS", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def as_row(form) -> Row:
    """A row of the record as an untouched form would send it."""
    row = Row(exists=True)
    for name in form.fields:
        for key, value in as_sent(form, name, form.get_initial_for_field(form.fields[name], name)):
            row.values.setdefault(key.removeprefix(f"{form.prefix}-"), []).append(value)
    return row
