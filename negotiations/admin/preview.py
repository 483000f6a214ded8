"""An entry as readers will see it: their templates, their style sheets, an edition that was never saved."""

from django.conf import settings
from django.shortcuts import render
from django.utils.csp import CSP

from negotiations.admin.links import public_url
from negotiations.desk import emergency
from negotiations.desk.preview import Preview
from negotiations.public.embeds.frames import POLICY, SHEET
from negotiations.public.pages import site


def preview_page(request, built: Preview):
    """What was built, as a page or, with `?as=embed`, as other sites frame it; or why it cannot be built yet.

    Only this site may frame it.
    """
    as_embed = request.GET.get("as") == "embed" and built.card
    if as_embed:
        response = render(request, "embed/entry.html", _embed(built))
    else:
        response = render(request, "admin/negotiations/preview.html", page_context(built))
    policy = POLICY if as_embed else settings.SECURE_CSP
    response._csp_config = {**policy, "frame-ancestors": [CSP.SELF]}
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def page_context(built: Preview) -> dict:
    """What the template of the page needs: the card, or the problems in its way."""
    return {"card": built.card, "problems": built.problems, "related": _related(built), "site": site()}


def _embed(built: Preview) -> dict:
    """What the template of an embed needs; its frame runs no script and has no page behind it yet."""
    return {
        "title": built.card.b["headline"],
        "card": built.card,
        "site": site(),
        "embed": {
            "is_preview": True,
            "theme": "auto",
            "header": True,
            "sheets": [SHEET],
            "as_of": "Preview, not published.",
            "see_all_url": settings.SITE_URL + built.card.url,
        },
    }


def _related(built: Preview) -> list[dict]:
    """What the entry points at and what points at it, each once, in the words of its side."""
    if built.body is None:
        return []
    found = {related.entry.ref: related.words for related in reversed(built.body.related)}
    return [
        {"role_label": words, "entry": built.labels[ref]}
        for ref, words in found.items()
        if ref in built.labels
    ]


def confirming(entry) -> dict:
    """The edition that a second editor would stand for, with its page; None where there is none."""
    found = emergency.waiting(entry.publication)
    if found is None:
        return {"confirming": None}
    url = f"{public_url(entry.publication)}editions/{found.edition.number}/"
    return {"confirming": found, "edition_url": url}
