"""The pages of an entry: as it stands, as it stood, as data, and what is left where it was withdrawn."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse

from negotiations.models.printed import Publication
from negotiations.public import entries, jsonld
from negotiations.public.around import around
from negotiations.public.caching import public_page
from negotiations.public.citing import FORMS, Cited
from negotiations.public.difference import differences
from negotiations.public.labels import address_of
from negotiations.public.moved import moved
from negotiations.public.onward import in_language
from negotiations.public.pages import known_error, known_of, page
from negotiations.public.problems import problem
from negotiations.public.reuse import instant, report_url
from negotiations.public.unreviewed import notices


@public_page
def entry(request, key: str):
    """An entry as it stands, or as it stood at `known`; a notice where it was withdrawn."""
    publication, known = _entry_or_404(key), known_of(request)
    if publication.redirect_to:
        return moved(request, address_of(publication.redirect_to.kind, publication.redirect_to.key))
    if publication.closed_at:
        return _withdrawn(request, publication)
    at = known.at if known else None
    editions = entries.editions_of(publication, at)
    if not editions:
        raise Http404
    if address := _comparison(request, publication, editions):
        return HttpResponseRedirect(address)
    return _entry_page(request, "entry.html", publication, editions, editions[0], known)


def _comparison(request, publication, editions) -> str:
    """The comparison that a reader chose by its two editions (`?before=1&after=3`), '' where none was chosen."""
    chosen = [request.GET.get(name, "") for name in ("before", "after")]
    numbers = {str(found.number): found.number for found in editions}
    if chosen[0] not in numbers or chosen[1] not in numbers:
        return ""
    before, after = sorted(numbers[one] for one in chosen)
    known = request.GET.get("known", "")
    query = f"?{urlencode({'known': known})}" if known else ""
    return in_language(entries.compare_url(publication, before, after)) + query


@public_page
def edition(request, key: str, number: int):
    """One past or present edition of an entry."""
    publication, known = _entry_or_404(key), known_of(request)
    if publication.closed_at:
        return _withdrawn(request, publication)
    editions = entries.editions_of(publication, known.at if known else None)
    return _entry_page(request, "edition.html", publication, editions, _numbered(editions, number), known)


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
    publication, known = _entry_or_404(key), known_of(request)
    if publication.closed_at:
        return _withdrawn(request, publication)
    at = known.at if known else None
    editions = entries.editions_of(publication, at)
    old, new = _numbered(editions, before), _numbered(editions, after)
    if before > after:
        return moved(request, entries.compare_url(publication, after, before))
    one, two = (entries.with_labels(edition) for edition in (old, new))
    rows = entries.edition_rows(publication, editions, editions[0], notices(editions, at))
    return page(
        request,
        "compare.html",
        nav="timeline",
        known=known,
        card=entries.card_of(new, at),
        old=old,
        new=new,
        old_url=entries.edition_url(publication, old.number),
        new_url=entries.edition_url(publication, new.number),
        differences=differences(*one, *two),
        editions=rows,
        report_url=report_url(f"{publication.key}, edition {new.number}"),
        notes=[row for row in reversed(rows) if before < row["number"] <= after and row["note"]],
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
        around=around(chosen, card, at) if template == "entry.html" else [],
        cited=Cited.of(chosen, card),
        permalink=settings.SITE_URL
        + in_language(card.url)
        + (f"?known={instant(known.at)}" if known else ""),
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
    return page(
        request,
        "410.html",
        nav="timeline",
        notice=entries.notice(publication),
        report_url=report_url(publication.key),
        status=410,
    )
