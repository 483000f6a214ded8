"""The page that shows an entry as readers will see it: their templates, their style sheets, an edition never saved."""

from django.conf import settings
from django.shortcuts import render
from django.utils.csp import CSP

from negotiations.desk.preview import preview


def preview_page(request, entry):
    """The card and the page, or why they cannot be built; only this site may frame it."""
    built = preview(entry)
    context = {
        "card": built.card,
        "problems": built.problems,
        "related": _related(built),
        "site": {"name": settings.SITE_NAME, "url": settings.SITE_URL},
    }
    response = render(request, "admin/negotiations/preview.html", context)
    response._csp_config = {**settings.SECURE_CSP, "frame-ancestors": [CSP.SELF]}
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _related(built) -> list[dict]:
    """What the entry points at and what points at it, each once, in the words of its side."""
    if built.body is None:
        return []
    found = {related.entry.ref: related.words for related in reversed(built.body.related)}
    return [
        {"role_label": words, "entry": built.labels[ref]}
        for ref, words in found.items()
        if ref in built.labels
    ]
