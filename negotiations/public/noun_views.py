"""Pages of nouns: a name with its facts and the entries that name it."""

from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from negotiations.models.printed import Publication
from negotiations.public import jsonld, nouns, person_page, representations
from negotiations.public.caching import public_page
from negotiations.public.clocks import Clocks
from negotiations.public.density import density
from negotiations.public.filters import TimelineFilter
from negotiations.public.labels import label_with_link, labels_for, references_in
from negotiations.public.moved import moved
from negotiations.public.pages import OnForm, known_of, listing, page, results_heading
from negotiations.public.parameters import NOUN_FACETS
from negotiations.public.reuse import report_url
from negotiations.public.tallies import tallies

# Kinds of nouns with a page of their own design: the template, and what it says beside the others.
_PAGES = {"person": ("person.html", person_page.standing)}


@public_page
def noun(request, kind: str, key: str):
    """A noun with its facts, the nouns that point at it, and the entries that name it."""
    template, standing = _PAGES.get(kind, ("noun.html", lambda publication, clocks: {}))
    return noun_page(request, kind, key, template, "", standing, with_tallies=True)


def noun_page(
    request,
    kind: str,
    key: str,
    template: str,
    nav: str,
    standing,
    told_apart: tuple = (),
    with_tallies: bool = False,
):
    """The page of a noun; `standing(publication, clocks)` gives what its template needs beside what all have.

    `told_apart` are the English headings of facts that the template does not list, because it tells them in its own
    way; `with_tallies` counts the entries by kind, topic, person and month.
    """
    known = known_of(request)
    at = known.at if known else None
    try:
        publication, edition = nouns.find(kind, key, at)
    except Publication.DoesNotExist:
        raise Http404 from None
    if edition is None:
        raise Http404
    label = label_with_link(edition)
    if publication.key != key:
        return moved(request, label.url)
    on = OnForm(request)
    found = TimelineFilter(request.GET, request.path, fixed={kind: publication})
    facts = nouns.facts(label.body, labels_for(references_in(edition.content), at))
    context = _entries_of(request, kind, key, found) | {
        "noun": label,
        "facts": [fact for fact in facts if fact["name"] not in told_apart],
        "groups": nouns.pointing_at(publication, at),
        "on": on,
        "canonical_url": settings.SITE_URL + label.url,
        "social": {"title": label.text, "description": getattr(label.body, "description", "")},
        "jsonld": jsonld.script(jsonld.of_noun(label)),
        "report_url": report_url(label.text),
    }
    if with_tallies and not found.errors:
        context |= {"tallies": tallies(found, publication), "density": density(found)}
    context |= standing(publication, Clocks(at, on.at, on.asked))
    return page(request, template, nav=nav, known=known, now_url=found.now_url, **context)


def _entries_of(request, kind: str, key: str, found: TimelineFilter) -> dict[str, Any]:
    """The entries that name a noun, for templates, with the way to the timeline and the feeds of them."""
    timeline_url = _timeline_of(kind, key, found)
    has_feeds = timeline_url and not found.errors
    return {
        "filter": found,
        "page": listing(found, request),
        "results_heading": results_heading(found),
        "timeline_url": timeline_url,
        "feeds": representations.links(timeline_url.partition("?")[2]) if has_feeds else [],
    }


def _timeline_of(kind: str, key: str, found: TimelineFilter) -> str:
    """The timeline with this noun as its filter, '' where readers cannot filter by its kind."""
    asked = TimelineFilter(found.data, reverse("timeline"))
    return asked.url(add=((kind, key),)) if kind in NOUN_FACETS else ""
