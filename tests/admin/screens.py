"""Forms of the desk as a browser would send them, and their addresses."""

from django.forms import ModelMultipleChoiceField
from django.urls import reverse


def add_url(model) -> str:
    return reverse(f"admin:negotiations_{model._meta.model_name}_add")


def list_url(model) -> str:
    return reverse(f"admin:negotiations_{model._meta.model_name}_changelist")


def url(thing, page="change") -> str:
    name = f"admin:negotiations_{thing._meta.model_name}"
    if page in ("change", "history", "delete"):
        return reverse(f"{name}_{page}", args=(thing.pk,))
    return reverse(f"{name}_desk", args=(thing.pk, page))


def opened(client, address) -> dict:
    """What the form at this address would send if nobody touched it."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    data = _values(response.context["adminform"].form)
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        data |= _values(formset.management_form)
        for form in formset.forms:
            data |= _values(form)
    return data


def _values(form) -> dict:
    found = {}
    for bound in form:
        found |= _of(bound)
    return found


def _of(bound) -> dict:
    widget = bound.field.widget
    if hasattr(widget, "widgets"):
        parts = widget.decompress(bound.value())
        return {f"{bound.html_name}_{i}": "" if part is None else str(part) for i, part in enumerate(parts)}
    value = bound.value()
    if isinstance(bound.field, ModelMultipleChoiceField):
        return {bound.html_name: [str(getattr(item, "pk", item)) for item in value or ()]}
    if value is None or value is False:
        return {} if value is False else {bound.html_name: ""}
    if value is True:
        return {bound.html_name: "on"}
    return {bound.html_name: str(value)}


def save(client, page, button="_save", /, **changes):
    """Open the form at an address, change some fields and press a button; returns the answer."""
    return client.post(page, opened(client, page) | changes | {button: "1"})


def errors(response) -> str:
    """Everything that a refused form complains of, in one text."""
    return " ".join(response.context["errors"].as_text().split())


def take(client, entry, action, **data):
    """Send the form of an action's page at the entry's version, whatever the page would have shown."""
    return client.post(url(entry, action), {"version": entry.version, **data})
