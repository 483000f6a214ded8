"""The pages that readers see. Each reads what was printed and ends in one context."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from negotiations.models.printed import Edition, Publication
from negotiations.public import entries, kinds, nouns, postings
from negotiations.public.caching import public_page
from negotiations.public.cards import cards_for
from negotiations.public.filters import TimelineFilter
from negotiations.public.labels import label_of, labels_for, references_in
from negotiations.public.pages import known_of, listing, page, results_heading
from negotiations.public.parameters import NOUN_FACETS
from negotiations.values.vocabulary import Change

_FEW = 8


@public_page
def home(request):
    """State of play: what was published last, the negotiations, the measures, recent corrections."""
    known = known_of(request)
    at = known.at if known else None
    latest = TimelineFilter(
        request.GET.__class__(f"known={request.GET.get('known', '')}"), "/timeline/", size=_FEW
    )
    corrected = (
        Edition.objects.known_on(at).entries().filter(change=Change.CORRECTION).select_related("publication")
    )
    return page(
        request,
        "home.html",
        nav="home",
        known=known,
        latest=cards_for(latest.editions(), at),
        negotiations=nouns.rows("negotiation", at, _FEW),
        measures=nouns.rows("measure", at, _FEW),
        corrections=cards_for(corrected.order_by("-published_at")[:5], at),
    )


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
        results_heading=heading,
        title=f"{', '.join(chip.text for chip in found.chips)} · {heading}" if found.chips else "Timeline",
        canonical_url=settings.SITE_URL + found.canonical_url,
        embed_url=f"/embed/?{found.query}" if found.query else "/embed/",
    )


@public_page
def noun(request, kind: str, key: str, template: str = "noun.html", nav: str = ""):
    """A noun with its facts, the nouns that point at it, and the entries that name it."""
    known = known_of(request)
    at = known.at if known else None
    try:
        publication, edition = nouns.find(kind, key, at)
    except Publication.DoesNotExist:
        raise Http404 from None
    if edition is None:
        raise Http404
    label = label_of(edition)
    if publication.key != key:
        return HttpResponsePermanentRedirect(label.url)
    found = TimelineFilter(request.GET, request.path, fixed={kind: publication})
    return page(
        request,
        template,
        nav=nav,
        known=known,
        now_url=found.now_url,
        noun=label,
        facts=nouns.facts(label.body, labels_for(references_in(edition.content), at)),
        groups=nouns.pointing_at(publication, at),
        filter=found,
        page=listing(found),
        results_heading=results_heading(found),
        timeline_url=_timeline_of(kind, key, found),
        canonical_url=settings.SITE_URL + label.url,
    )


def _timeline_of(kind: str, key: str, found: TimelineFilter) -> str:
    """The timeline with this noun as its filter, '' where readers cannot filter by its kind."""
    asked = TimelineFilter(found.data, "/timeline/")
    return asked.url(add=((kind, key),)) if kind in NOUN_FACETS else ""


@public_page
def noun_list(request, kind: str, template: str, nav: str):
    """Every noun of one kind."""
    known = known_of(request)
    context: dict[str, Any] = {nav: nouns.rows(kind, known.at if known else None)}
    return page(
        request, template, nav=nav, known=known, canonical_url=settings.SITE_URL + request.path, **context
    )


@public_page
def entry(request, key: str):
    """An entry as it stands, or as it stood at `known`; a notice where it was withdrawn."""
    publication, known = _entry_or_404(key), known_of(request)
    if publication.redirect_to:
        return HttpResponsePermanentRedirect(
            kinds.get(publication.kind).address.format(key=publication.redirect_to.key)
        )
    if publication.closed_at:
        return _withdrawn(request, publication)
    at = known.at if known else None
    editions = entries.editions_of(publication, at)
    if not editions:
        raise Http404
    return _entry_page(request, "entry.html", publication, editions, editions[0], known)


@public_page
def edition(request, key: str, number: int):
    """One past or present edition of an entry."""
    publication = _entry_or_404(key)
    if publication.closed_at:
        return _withdrawn(request, publication)
    editions = entries.editions_of(publication, None)
    chosen = next((found for found in editions if found.number == number), None)
    if chosen is None:
        raise Http404
    return _entry_page(request, "edition.html", publication, editions, chosen, None)


def _entry_page(request, template, publication, editions, chosen, known):
    at = entries.clock_of(chosen, known.at if known else None)
    card = entries.card_of(chosen, at)
    return page(
        request,
        template,
        nav="timeline",
        known=known,
        card=card,
        related=entries.related(chosen, at),
        editions=entries.edition_rows(publication, editions, editions[0]),
        is_current=chosen.pk == editions[0].pk,
        canonical_url=settings.SITE_URL + card.url,
    )


@public_page
def entry_data(request, key: str):
    """An entry as JSON; 410 with the notice where it was withdrawn."""
    publication, known = _entry_or_404(key), known_of(request)
    if publication.closed_at:
        return JsonResponse({"withdrawn": entries.notice(publication)}, status=410)
    at = known.at if known else None
    editions = entries.editions_of(publication, at)
    if not editions:
        raise Http404
    response = JsonResponse(
        entries.as_data(editions[0], at, settings.SITE_URL), json_dumps_params={"ensure_ascii": False}
    )
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _entry_or_404(key: str) -> Publication:
    try:
        return entries.find(key)
    except Publication.DoesNotExist:
        raise Http404 from None


def _withdrawn(request, publication):
    return page(request, "410.html", nav="timeline", notice=entries.notice(publication), status=410)


@public_page
def about(request):
    return page(request, "about.html", nav="about")


@public_page
def methodology(request):
    """How the record is kept; says in public whether one person may publish alone."""
    return page(request, "methodology.html", nav="about", four_eyes=settings.TRADEWATCH_FOUR_EYES)


@public_page
def robots(request):
    """Everything may be read; previews and the desk are not for search engines."""
    return HttpResponse(
        "User-agent: *\nDisallow: /admin/\nDisallow: /embed/timeline/\n", content_type="text/plain"
    )


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
    return page(request, "400.html", status=400)


def not_found(request, exception=None):
    """The same words for what never was, for what is not published, and for what nobody may see."""
    return page(request, "404.html", status=404)


def server_error(request):
    """A page that needs nothing that could have failed."""
    from django.template.loader import get_template

    return HttpResponse(get_template("500.html").render(), status=500)
