"""What applies to these goods, from there, on that day: as a page and as JSON."""

from django.conf import settings
from django.http import JsonResponse
from django.utils.translation import gettext as _

from negotiations.public.caching import public_page
from negotiations.public.pages import known_error, known_of, page
from negotiations.public.problems import problem
from negotiations.public.rates import words
from negotiations.public.rates.asked import Choices
from negotiations.public.rates.data import as_data, how_to_ask
from negotiations.public.rates.examples import examples
from negotiations.public.rates.reading import ask, read


@public_page
def rates(request):
    """The answer in one sentence, its components, reasons and sources; without a question, what can be asked."""
    known = known_of(request)
    asked, choices, book = ask(request.GET, known, known_error(request))
    reading = read(asked, book) if asked.is_good else None
    return page(
        request,
        "rates.html",
        nav="rates",
        known=known,
        now_url=asked.url(known="") if asked.is_asked else "",
        asked=asked,
        choices=choices,
        reading=reading,
        shown=reading.shown if reading else None,
        examples=examples(book, choices, known) if not asked.is_asked else [],
        feeds=_feeds(asked) if reading else [],
        social=_social(reading) if reading else {},
        canonical_url=settings.SITE_URL + (asked.url() if reading else request.path),
    )


def _feeds(asked) -> list[dict]:
    return [
        {"type": "application/json", "label": _("This answer as JSON"), "url": asked.url(path="/rates.json")}
    ]


def _social(reading) -> dict:
    """What a link to the answer looks like elsewhere: the answer itself."""
    return {"title": words.question(reading.shown.asked), "description": reading.shown.sentence}


@public_page
def rates_data(request):
    """The same as JSON; 400 with what to write for each parameter that is wrong; without a question, how to ask."""
    known = known_of(request)
    asked, choices, book = ask(request.GET, known, known_error(request), to_choose=False)
    if asked.errors:
        return problem(asked.errors)
    if asked.is_asked:
        return _json(as_data(read(asked, book), settings.SITE_URL))
    choices = Choices(book, known.at if known else None)
    return _json(how_to_ask(examples(book, choices, known), settings.SITE_URL))


def _json(data: dict) -> JsonResponse:
    response = JsonResponse(
        data,
        content_type="application/json; charset=utf-8",
        json_dumps_params={"ensure_ascii": False},
    )
    response["Access-Control-Allow-Origin"] = "*"
    return response
