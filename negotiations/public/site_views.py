"""Pages about the site itself, what machines ask first, and what is shown when something is wrong."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import get_template
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from negotiations.public import glossary as words
from negotiations.public import postings
from negotiations.public.caching import public_page
from negotiations.public.pages import page, site


@public_page
def about(request):
    return page(request, "about.html", nav="about")


@public_page
def methodology(request):
    """How the record is kept; says in public whether one person may publish alone."""
    return page(request, "methodology.html", nav="about", four_eyes=settings.TRADEWATCH_FOUR_EYES)


@public_page
def privacy(request):
    return page(request, "privacy.html", nav="about")


@public_page
def accessibility(request):
    return page(request, "accessibility.html", nav="about")


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
        postings.generation()
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


def server_error(request):
    """A page that needs nothing that could have failed."""
    return HttpResponse(get_template("500.html").render(), status=500)
