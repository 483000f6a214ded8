"""The publish checks beside an entry's form, each leading to the field that it is about."""

from negotiations.desk.checks import Check, Level, checks
from negotiations.models.entries import Entry


def panel(entry: Entry, context: dict) -> dict:
    """The checks of an entry for a template, {blocks, warnings, passed}; of what is stored, not of what was refused."""
    model = type(entry)
    own = [field.name for field in model._meta.local_fields if field.many_to_one]
    stored = model.objects.select_related("publication", *own).get(pk=entry.pk)
    found = checks(stored)
    return {
        "blocks": [_line(check, context) for check in found if check.level == Level.BLOCK],
        "warnings": [_line(check, context) for check in found if check.level == Level.WARN],
        "passed": [check.title for check in found if check.level == Level.PASS],
    }


def _line(check: Check, context: dict) -> dict:
    return {"message": check.message, "anchor": anchor(check.field, context)}


def anchor(field: str, context: dict) -> str:
    """Where a field or a part stands on the page of a form; '' where it does not."""
    if field in {formset.formset.prefix for formset in context["inline_admin_formsets"]}:
        return f"{field}-group"
    return f"id_{field}" if field in context["adminform"].form.fields else ""
