"""A form that could not be taken when it was sent: what was typed comes back, and nothing is lost.

The page that answers carries the form along, signed with its address. Nothing of it is sent again before the editor has
signed in and pressed a button, on a page that only this site can have made for them.
"""

import re

from django.conf import settings
from django.contrib import admin
from django.core import signing
from django.template.response import TemplateResponse

_SALT = "negotiations.kept-form"


def keep(request) -> str:
    """A form that somebody sent by hand, signed with its address, to be sent again later; '' where there is none.

    Forms with passwords are never kept, because the page that carries the form would show them.
    """
    is_by_hand = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate" and not request.htmx
    if request.method != "POST" or not is_by_hand:
        return ""
    fields = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    if any("password" in name for name in fields):
        return ""
    return signing.dumps({"path": request.get_full_path(), "fields": fields}, salt=_SALT, compress=True)


def read_kept(text: str) -> dict | None:
    """The form that `keep` signed: {path, fields}; None where it is nothing of ours, or older than a session can be."""
    try:
        return signing.loads(text, salt=_SALT, max_age=settings.SESSION_COOKIE_AGE) if text else None
    except (signing.BadSignature, ValueError):
        return None


def send_again_page(request, kept, status=200):
    """A page with a kept form and a button that sends it."""
    context = {**admin.site.each_context(request), "title": "Send your form again", **shown(kept)}
    return TemplateResponse(request, "admin/login_kept.html", context, status=status)


def shown(kept) -> dict:
    """A kept form (None: there is none) for a page: where it goes, its fields, and those that somebody typed."""
    if kept is None:
        return {}
    fields = [(name, value) for name, values in kept["fields"].items() for value in values]
    return {
        "action": kept["path"],
        "fields": fields,
        "typed": [(_words(name), value) for name, value in fields if _is_typed(name, value)],
    }


def csrf_failure(request, reason=""):
    """403 for a form without the token of this browser.

    Somebody who signed in in another tab has a form with an old one. Where the browser itself says that the form
    came from a page of this very site, they may look at it and send it again; nobody else can make it say so.
    """
    response = None
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if is_ours and admin.site.has_permission(request) and (kept := keep(request)):
        response = send_again_page(request, read_kept(kept), status=403)
    else:
        context = {**admin.site.each_context(request), "title": "Not accepted"}
        response = TemplateResponse(request, "admin/login_not_accepted.html", context, status=403)
    response.headers["Cache-Control"] = "no-store, private"
    return response.render()


def _is_typed(name: str, value: str) -> bool:
    """Whether a value is the editor's and not bookkeeping of the form."""
    is_kept_by_form = (
        name.startswith("_") or name in ("version", "token") or name.endswith(("-id", "-position"))
    )
    return bool(value.strip()) and not is_kept_by_form and "_FORMS" not in name and "__prefix__" not in name


def _words(name: str) -> str:
    """The name of a field, about as its form has it: "Citations 2 says"."""
    numbered = re.sub(r"-(\d+)-", lambda found: f" {int(found[1]) + 1} ", name)
    return numbered.replace("_", " ").replace("-", " ").capitalize()
