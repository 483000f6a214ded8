"""The page for a form that came late: theirs, yours, and how it was, with a choice for each difference.

Nothing of either side is overwritten until it was chosen. The page carries everything that was typed, so it works
without a script and however long somebody thinks about it; it is sent to the form's own address.
"""

from django import forms
from django.forms.widgets import Input, Textarea
from django.template.response import TemplateResponse

from negotiations.admin import comparing, form_data
from negotiations.desk.unsaved import content
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.values.clock import in_words

BASE = "_base"  # the version at which the form was first opened; with it, a form comes from this page
_BUTTONS = ("_save", "_continue", "_addanother", "_submit", "_popup", "_to_field", "_source_model")


def page(model_admin, request, obj, data, *, base: int, asked=None):
    """409 with the differences between what was typed and what is stored now.

    `base` is the version the form was opened at. `asked` is the data of an earlier answer to this page, which was not
    enough: a choice is missing, or the thing was changed once more.
    """
    found = compared(model_admin, request, obj, data, base)
    error = ""
    if asked is not None:
        found.choose(asked)
        error = (
            "It was changed once more while you chose. Look at it again."
            if asked.get("version") != str(obj.version)
            else "Choose a side for each difference: these are still open."
        )
    boxes = _boxes(found)
    in_boxes = {name for _, name in boxes}
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Changed by somebody else meanwhile",
        "subtitle": str(obj),
        "opts": model_admin.opts,
        "entry": obj,
        "form_url": request.get_full_path(),
        "is_popup": "_popup" in data,
        "meanwhile": _meanwhile(model_admin, obj, base),
        "lines": found.lines,
        "has_base": any(line.base is not None for line in found.lines),
        "open_count": len(found.unchosen),
        "error": error,
        "base": base,
        "version": obj.version,
        "buttons": [(name, data[name]) for name in _BUTTONS if name in data],
        "hidden": [
            (name, value)
            for name, value in content(form_data.pairs_of(data))
            if name not in in_boxes and name != "version" and not name.startswith("choice-")
        ],
    }
    return TemplateResponse(request, "admin/negotiations/conflict.html", context, status=409)


def answered(model_admin, request, obj):
    """What to do with an answer to the page: (the data to be saved, None), or (None, the page once more)."""
    data = request.POST
    found = compared(model_admin, request, obj, data, _number(data.get(BASE)))
    found.choose(data)
    if data.get("version") != str(obj.version) or found.unchosen:
        return None, page(model_admin, request, obj, data, base=_number(data.get(BASE)), asked=data)
    merged = found.merged()
    for name in [name for name in merged if name == BASE or name.startswith("choice-")]:
        del merged[name]
    return merged, None


def compared(model_admin, request, obj, data, base: int) -> comparing.Comparison:
    """The comparison with the state that stood at the version `base`, where that is on record."""
    return comparing.compare(model_admin, request, obj, data, model_admin.base_state(obj, base))


def _meanwhile(model_admin, obj, seen: int) -> list[str]:
    """Who did what after the version `seen`, newest first, as far as the journal tells."""
    rows = Transition.objects.filter(version__gt=seen)
    if isinstance(obj, Entry):
        rows = rows.filter(entry=obj.pk)
    elif getattr(obj, "publication_id", None):
        rows = rows.filter(publication=obj.publication_id)
    else:
        return []
    return [f"{model_admin.words_for(row.action)} by {row.by_name}, {in_words(row.at)}" for row in rows[:5]]


def _boxes(found: comparing.Comparison) -> list[tuple[comparing.Line, str]]:
    """Give the lines of plain texts a box in which they can be edited; those that got one, with the field's name."""
    given = []
    for line in found.lines:
        bound = found.form.fields.get(line.key) if line.row is None else None
        if isinstance(bound, forms.CharField) and isinstance(bound.widget, Textarea | Input):
            attributes = {
                "id": f"id_{line.key}",
                "aria-label": f"Yours: {line.label}",
                "class": "vLargeTextField",
            }
            line.box = bound.widget.render(line.key, found.data.get(line.key, ""), attributes)
            given.append((line, line.key))
    return given


def _number(text) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
