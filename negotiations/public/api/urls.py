"""The addresses of the API: its operations, its document, its page for people, and the end of every other way."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import path, re_path
from pydantic_core import to_json

from negotiations.public.api.document import document
from negotiations.public.api.front import door
from negotiations.public.api.interface import api
from negotiations.public.api.reference import reference
from negotiations.public.api.refusals import Refused

_WITHOUT_SLASH = {"": "/api/v1/", "v1": "/api/v1/", "v1/docs": "/api/v1/docs/"}


def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    if request.GET:
        raise Refused({name[:40]: "This address has no parameters." for name in request.GET})
    return HttpResponse(to_json(document()), content_type="application/json; charset=utf-8")


def nowhere(request: HttpRequest, rest: str | None = None) -> HttpResponse:
    """Every other address under /api."""
    if address := _WITHOUT_SLASH.get(rest or ""):
        return HttpResponsePermanentRedirect(address)
    if request.path.endswith("/"):
        raise Refused("Nothing is published at this address. Write it without the slash at its end.", 404)
    raise Http404


operations: list[Any] = api.urls[0]
for _pattern in operations:
    _pattern.callback = door(_pattern.callback)

urlpatterns = [
    path("api/v1/openapi.json", door(openapi), name="openapi"),
    path("api/v1/docs/", door(reference, is_open=False), name="api-docs"),
    path("api/v1/", (operations, "ninja", "api-v1")),
    re_path(r"^api(?:/(?P<rest>[\s\S]*))?$", door(nowhere), name="api-nowhere"),
]
