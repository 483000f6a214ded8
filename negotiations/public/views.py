"""The pages that readers see. Each reads what was printed and ends in one context."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect, QueryDict

from negotiations.models.printed import Edition, Publication
from negotiations.public import jsonld, nouns, representations
from negotiations.public.caching import public_page
from negotiations.public.cards import cards_for
from negotiations.public.clocks import Clocks
from negotiations.public.density import density
from negotiations.public.filters import TimelineFilter
from negotiations.public.labels import label_with_link, labels_for, references_in
from negotiations.public.measure_standing import measures
from negotiations.public.negotiation_standing import NegotiationStanding, tracks
from negotiations.public.pages import OnForm, known_of, listing, page, results_heading
from negotiations.public.parameters import NOUN_FACETS
from negotiations.public.said import by_side
from negotiations.values import clock
from negotiations.values.vocabulary import Change

_FEW = 8


@public_page
def home(request):
    """State of play: what was published last, the negotiations, the measures, recent corrections."""
    known = known_of(request)
    at = known.at if known else None
    clocks = Clocks(at, clock.now())
    asked = QueryDict(mutable=True)
    asked["known"] = request.GET.get("known", "")  # the front page has no other filter
    latest = TimelineFilter(asked, "/timeline/", size=_FEW)
    corrected = Edition.objects.entries().filter(
        change=Change.CORRECTION, publication__closed_at=None, redaction=None
    )
    corrected = corrected.filter(published_at__lte=at or clocks.on).select_related("publication")
    return page(
        request,
        "home.html",
        nav="home",
        known=known,
        latest=cards_for(latest.editions(), at),
        negotiations=_talks(nouns.rows("negotiation", at, _FEW), clocks),
        measures=_measures(nouns.rows("measure", at, _FEW), clocks),
        corrections=cards_for(corrected.order_by("-published_at")[:5], at),
    )


def _talks(rows: list[dict], clocks: Clocks) -> list[dict]:
    """Rows of negotiations with where each stands and what comes next."""
    for row in rows:
        talks = NegotiationStanding(row["publication"], clocks)
        row |= {"standing": talks.now(), "next_step": talks.next_step()}
    return rows


def _measures(rows: list[dict], clocks: Clocks) -> list[dict]:
    """Rows of measures with where each stands."""
    found = measures([row["publication"].pk for row in rows], clocks)
    return [row | {"standing": found[row["publication"].pk].now()} for row in rows]


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
        facets=found.choices.facets(),
        page=listing(found),
        density=density(found),
        results_heading=heading,
        title=f"{', '.join(chip.text for chip in found.chips)} · {heading}" if found.chips else "Timeline",
        canonical_url=settings.SITE_URL + found.canonical_url,
        embed_url=f"/embed/?{found.query}" if found.query else "/embed/",
        feeds=[] if found.errors else representations.links(found.query),
    )


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
        page=listing(found) if asked else None,
        names=found.search.names() if found.search and not found.errors else [],
        results_heading=heading,
        title=f"“{found.q_value}”: {heading}" if asked else "Search",
        timeline_url=f"/timeline/?{found.query}",
        canonical_url=settings.SITE_URL + found.canonical_url,
        feeds=representations.links(found.query) if asked and not found.errors else [],
    )


@public_page
def noun(request, kind: str, key: str, template: str = "noun.html", nav: str = ""):
    """A noun with its facts, the nouns that point at it, and the entries that name it."""
    return noun_page(request, kind, key, template, nav, lambda publication, clocks: {})


@public_page
def negotiation(request, key: str):
    """Talks: where they stand, what comes next, who asked for what, and everything that happened."""

    def standing(publication, clocks):
        talks = NegotiationStanding(publication, clocks)
        return {
            "standing": talks.now(),
            "next_step": talks.next_step(),
            "status_history": talks.history(),
            "rounds": talks.rounds(),
            "matrix": talks.matrix(),
            "requests": talks.requests(),
            "key_events": talks.key_events(),
            "said": by_side(publication, "negotiation", clocks),
            "tracks": tracks(publication, clocks),
        }

    return noun_page(request, "negotiation", key, "negotiation.html", "negotiations", standing)


def noun_page(request, kind: str, key: str, template: str, nav: str, standing, told_apart: tuple = ()):
    """The page of a noun; `standing(publication, clocks)` gives what its template needs beside what all have.

    `told_apart` are the headings of facts that the template does not list, because it tells them in its own way.
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
        return HttpResponsePermanentRedirect(label.url)
    on = OnForm(request)
    found = TimelineFilter(request.GET, request.path, fixed={kind: publication})
    timeline_url = _timeline_of(kind, key, found)
    facts = nouns.facts(label.body, labels_for(references_in(edition.content), at))
    context: dict[str, Any] = {
        "noun": label,
        "facts": [fact for fact in facts if fact["label"] not in told_apart],
        "groups": nouns.pointing_at(publication, at),
        "on": on,
        "filter": found,
        "page": listing(found),
        "results_heading": results_heading(found),
        "timeline_url": timeline_url,
        "feeds": representations.links(timeline_url.partition("?")[2])
        if timeline_url and not found.errors
        else [],
        "canonical_url": settings.SITE_URL + label.url,
        "social": {"title": label.text, "description": getattr(label.body, "description", "")},
        "jsonld": jsonld.script(jsonld.of_noun(label)),
    }
    context |= standing(publication, Clocks(at, on.at, on.asked))
    return page(request, template, nav=nav, known=known, now_url=found.now_url, **context)


def _timeline_of(kind: str, key: str, found: TimelineFilter) -> str:
    """The timeline with this noun as its filter, '' where readers cannot filter by its kind."""
    asked = TimelineFilter(found.data, "/timeline/")
    return asked.url(add=((kind, key),)) if kind in NOUN_FACETS else ""


@public_page
def negotiations(request):
    """Every negotiation with where it stands."""
    known, on = known_of(request), OnForm(request)
    at = known.at if known else None
    return page(
        request,
        "negotiation_list.html",
        nav="negotiations",
        known=known,
        on=on,
        canonical_url=settings.SITE_URL + request.path,
        negotiations=_talks(nouns.rows("negotiation", at), Clocks(at, on.at, on.asked)),
    )
