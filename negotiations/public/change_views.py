"""/changes/ and /corrections/: what was published, and what we had to put right."""

from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from negotiations.public.caching import public_page
from negotiations.public.change_log import Changes
from negotiations.public.pages import page
from negotiations.public.representations import links
from negotiations.values.vocabulary import Change


@public_page
def changes(request):
    """Everything that was published, newest first; a minor edit is not announced."""
    return _change_page(request, _("Changes"), Changes(request.GET, request.path), "")


@public_page
def corrections(request):
    """Every correction, newest first: what was wrong, and what is right."""
    found = Changes(request.GET, request.path, fixed=Change.CORRECTION)
    return _change_page(request, _("Corrections"), found, "change=correction")


def _change_page(request, title: str, found: Changes, feed_query: str):
    known = urlencode({"known": found.known.value}) if found.known else ""
    return page(
        request,
        "changes.html",
        nav="changes",
        known=found.known,
        now_url=found.now_url,
        title=title,
        found=found,
        days=found.days(),
        feeds=links("&".join(filter(None, (feed_query, known)))),
        canonical_url=settings.SITE_URL + found.url(),
    )
