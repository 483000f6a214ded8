"""The pages and files of product lists."""

from django.conf import settings
from django.http import Http404

from negotiations.models.printed import Publication
from negotiations.public import nouns
from negotiations.public.caching import public_page
from negotiations.public.csv_files import csv_response
from negotiations.public.labels import label_of
from negotiations.public.measure_files import known_text
from negotiations.public.noun_views import noun_page
from negotiations.public.pages import known_error, known_of
from negotiations.public.problems import problem
from negotiations.public.product_page import SHOWN, chapters, replaced_by, rows
from negotiations.tariffs.codes import CodeList, dotted
from negotiations.values.vocabulary import GoodsSystem

_HEADER = ["code", "digits", "duty", "system", "nomenclature", "list", "known", "licence"]


@public_page
def product_list(request, key: str):
    """A list of product codes: what it is, by chapter, and the measure changes that use it."""

    def standing(publication, clocks):
        codes = _codes(publication, clocks.known)
        return {
            "chapters": chapters(codes),
            "count": len(codes),
            "shown": min(len(codes), SHOWN),
            "replaced_by": replaced_by(publication, clocks.known),
            "csv_url": f"/products/{key}.csv",
            "on": None,  # a list does not change from day to day; the day is only carried on
        }

    told_apart = ("Codes", "Code count")
    return noun_page(request, "product_list", key, "product_list.html", "measures", standing, told_apart)


@public_page
def product_list_file(request, key: str):
    """Every code of a list, as CSV."""
    if error := known_error(request):
        return problem({"known": error})
    known = known_of(request)
    try:
        publication, edition = nouns.find("product_list", key, known.at if known else None)
    except Publication.DoesNotExist:
        raise Http404 from None
    if edition is None:
        raise Http404
    body = label_of(edition).body
    last = [GoodsSystem(body.system).label, body.nomenclature, body.name, known_text(known), settings.LICENCE]
    found = rows(CodeList.parse(body.codes))
    table = ([dotted(code), code, duty, *last] for code, duty in found)
    return csv_response(f"{publication.key}.csv", _HEADER, table)


def _codes(publication: Publication, known) -> CodeList:
    edition = nouns.find(publication.kind, publication.key, known)[1]
    return CodeList.parse(label_of(edition).body.codes) if edition else CodeList({})
