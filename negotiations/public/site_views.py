"""Pages about the site itself, what machines ask first, and what is shown when something is wrong."""

import logging

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from negotiations.public import glossary as words
from negotiations.public import methodology as told
from negotiations.public.caching import public_page
from negotiations.public.onward import neutral, prefix
from negotiations.public.pages import page, site
from negotiations.public.reuse import licence_url
from negotiations.public.state import State

logger = logging.getLogger(__name__)
_BARE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Something went wrong</title>'
    "<p>Something went wrong on our side. Please try again in a minute.</p></html>"
)


def _of_ourselves(request, name: str, title: str, description: str, **context):
    """A page about the site: named after its address, with what links to it show elsewhere."""
    return page(
        request,
        f"{name}.html",
        nav="about",
        title=title,
        social={"title": title, "description": description},
        canonical_url=settings.SITE_URL + neutral(reverse(name)),
        licence_url=licence_url(),
        **context,
    )


@public_page
def about(request):
    said = _("What %(site)s records, how to cite it, embed it and correct it.")
    return _of_ourselves(request, "about", _("About"), said % {"site": settings.SITE_NAME})


@public_page
def methodology(request):
    """How the record is kept; says in public whether one person may publish alone."""
    return _of_ourselves(
        request,
        "methodology",
        _("Methodology"),
        _("How entries are sourced, checked, dated, published and corrected."),
        record=told.on_record(),
        kinds=told.kinds_told(),
        shared=told.shared_lists(),
        check=told.check_told(),
        states=words.states(),
        roles=told.roles_told(),
        changes=told.changes_told(),
        four_eyes=settings.TRADEWATCH_FOUR_EYES,
    )


@public_page
def privacy(request):
    said = _("What %(site)s learns of its readers: nothing that it keeps.")
    return _of_ourselves(request, "privacy", _("Privacy"), said % {"site": settings.SITE_NAME})


@public_page
def accessibility(request):
    said = _(
        "What %(site)s does so that everybody can read it, what is tested, and what is not good enough yet."
    )
    return _of_ourselves(request, "accessibility", _("Accessibility"), said % {"site": settings.SITE_NAME})


@public_page
def glossary(request):
    """The words of the field by letter and by subject, and the states of a measure with their signs."""
    return page(
        request,
        "glossary.html",
        nav="about",
        letters=words.letters(),
        groups=words.GROUPS,
        states=words.states(),
    )


@public_page
def robots(request):
    """Everything may be read; the desk and frames for other sites are not for search engines."""
    lines = (
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /embed/timeline/",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    )
    return HttpResponse("\n".join((*lines, "")), content_type="text/plain")


@public_page
def llms(request):
    """What a program that reads pages for a language model should know: what is here, how to ask, how to cite."""
    text = get_template("llms.txt").render({"site": site()})
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@public_page
def healthz(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@cache_control(no_store=True)
def readyz(request):
    """The process can read the record; 503 where it cannot."""
    try:
        State.read()
    except Exception:
        return HttpResponse(
            "the database does not answer\n", status=503, content_type="text/plain; charset=utf-8"
        )
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def bad_request(request, exception=None):
    """What was sent cannot be read at all."""
    return page(request, "400.html", status=400)


def not_found(request, exception=None):
    """The same words for what never was, for what is not published, and for what nobody may see."""
    return page(request, "404.html", status=404)


def server_error(request, status=500):
    """A page that needs nothing that could have failed, and a bare one where even that does."""
    try:
        home = {"language": get_language() or settings.LANGUAGE_CODE, "home": f"{prefix()}/"}
        text = get_template("500.html").render(home)
    except Exception:
        logger.exception("The page for errors could not be made")
        text = _BARE
    return HttpResponse(text, status=status)
