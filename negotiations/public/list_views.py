"""The timeline and the search: lists of entries under the filter of the address."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from negotiations.public import representations
from negotiations.public.caching import public_page
from negotiations.public.density import density
from negotiations.public.filters import TimelineFilter
from negotiations.public.pages import listing, page, results_heading


@public_page
def timeline(request):
    """All entries under the filter of the address."""
    found = TimelineFilter(request.GET, request.path)
    heading = results_heading(found)
    return page(
        request,
        "timeline.html",
        nav="timeline",
        known=found.known,
        now_url=found.now_url,
        filter=found,
        facets=SimpleLazyObject(found.choices.facets),
        page=listing(found, request),
        density=SimpleLazyObject(lambda: density(found)),
        results_heading=heading,
        title=_title(found, heading),
        canonical_url=settings.SITE_URL + found.canonical_url,
        embed_url=reverse("embed") + (f"?{found.query}" if found.query else ""),
        feeds=[] if found.errors else representations.links(found.query),
    )


def _title(found: TimelineFilter, heading: str) -> str:
    """What is chosen and how much there is of it, for the window and its history."""
    if not found.chips:
        return _("Timeline")
    return pgettext("between values", ", ").join(chip.text for chip in found.chips) + f" · {heading}"


@public_page
def search(request):
    """Names and entries that hold certain words; the timeline has the same question beside its filters."""
    found = TimelineFilter(request.GET, request.path)
    asked = found.search is not None
    heading = results_heading(found) if asked or found.errors else ""
    return page(
        request,
        "search.html",
        nav="search",
        known=found.known,
        now_url=found.now_url,
        filter=found,
        page=listing(found, request) if asked else None,
        names=found.search.names() if found.search and not found.errors else [],
        results_heading=heading,
        title=_("“%(words)s”: %(found)s") % {"words": found.q_value, "found": heading}
        if asked
        else _("Search"),
        timeline_url=f"{reverse('timeline')}?{found.query}",
        canonical_url=settings.SITE_URL + found.canonical_url,
        feeds=representations.links(found.query) if asked and not found.errors else [],
    )
