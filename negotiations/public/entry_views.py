"""The pages of an entry: as it stands, as it stood, as data, and what is left where it was withdrawn."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, JsonResponse

from negotiations.models.printed import Publication
from negotiations.public import entries, jsonld, kinds
from negotiations.public.caching import public_page
from negotiations.public.citing import FORMS, Cited
from negotiations.public.difference import differences
from negotiations.public.pages import known_error, known_of, page
from negotiations.public.problems import problem
from negotiations.public.reuse import report_url
from negotiations.public.unreviewed import notices


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
    return _entry_page(request, "edition.html", publication, editions, _numbered(editions, number), None)


@public_page
def cite(request, key: str, number: int, form: str):
    """One edition as a citation, in a form that reference managers read."""
    publication = _entry_or_404(key)
    if publication.closed_at:
        return _withdrawn(request, publication)
    if form not in FORMS:
        raise Http404
    chosen = _numbered(entries.editions_of(publication, None), number)
    cited = Cited.of(chosen, entries.card_of(chosen, None))
    response = HttpResponse(FORMS[form].write(cited), content_type=f"{FORMS[form].media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{cited.id}.{form}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@public_page
def compare(request, key: str, before: int, after: int):
    """What differs between two editions of an entry, word by word."""
    publication = _entry_or_404(key)
    if publication.closed_at:
        return _withdrawn(request, publication)
    editions = entries.editions_of(publication, None)
    old, new = _numbered(editions, before), _numbered(editions, after)
    if before > after:
        return HttpResponsePermanentRedirect(entries.compare_url(publication, after, before))
    one, two = (entries.with_labels(edition) for edition in (old, new))
    return page(
        request,
        "compare.html",
        nav="timeline",
        card=entries.card_of(new, None),
        old=old,
        new=new,
        differences=differences(*one, *two),
        editions=entries.edition_rows(publication, editions, editions[0], notices(editions, None)),
        notes=[found for found in reversed(editions) if before < found.number <= after and found.note],
        canonical_url=settings.SITE_URL + entries.compare_url(publication, before, after),
    )


def _numbered(editions, number: int):
    """The edition of that number, of those that readers may see. Raises Http404."""
    chosen = next((found for found in editions if found.number == number), None)
    if chosen is None:
        raise Http404
    return chosen


def _entry_page(request, template, publication, editions, chosen, known):
    at = entries.clock_of(chosen, known.at if known else None)
    card = entries.card_of(chosen, at)
    unreviewed = notices(editions, known.at if known else None)
    return page(
        request,
        template,
        nav="timeline",
        known=known,
        card=card,
        related=entries.related(chosen, at),
        unreviewed=unreviewed.get(chosen.pk),
        editions=entries.edition_rows(publication, editions, editions[0], unreviewed),
        is_current=chosen.pk == editions[0].pk,
        cited=Cited.of(chosen, card),
        report_url=report_url(f"{card.id}, edition {chosen.number}"),
        social={"title": card.b["headline"], "description": card.b["summary"], "type": "article"},
        jsonld=jsonld.script(jsonld.of_entry(card, editions[-1].published_at)),
        canonical_url=settings.SITE_URL + card.url,
    )


@public_page
def entry_data(request, key: str):
    """An entry as JSON; 410 with the notice where it was withdrawn, 400 for a day that cannot be read."""
    publication, known = _entry_or_404(key), known_of(request)
    if error := known_error(request):
        return problem({"known": error})
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
