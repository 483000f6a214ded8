"""The front door of the API: every request under /api/ passes here, and no answer leaves otherwise.

Reading only; open to scripts of every site, without credentials; the same bytes for everybody, so that an unchanged
answer need not be sent twice; and every refusal, also of what went wrong on our side, is a problem (RFC 9457).
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.csrf import csrf_exempt  # noqa: TID251 (reading is all that can be done)
from ninja.errors import Throttled, ValidationError

from negotiations.public.api.refusals import Refused
from negotiations.public.problems import problem

_logger = logging.getLogger(__name__)
_READING = ("GET", "HEAD")
_ALLOW = "GET, HEAD, OPTIONS"
_LONGEST = 8192  # characters of a query: what servers let through anyway
# Kept, and asked for again each time: what stands can change at any moment.
_KEPT = "public, max-age=0, must-revalidate"
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, Deprecation, Sunset",
}
_PREFLIGHT = {
    "Allow": _ALLOW,
    "Access-Control-Allow-Methods": _ALLOW,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
type View = Callable[..., HttpResponseBase]


def door(view: View, *, is_open: bool = True) -> View:
    """A view of the API behind the front door; with `is_open` false, scripts of other sites may not read it."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _answer(view, request, args, kwargs)
        response.headers.pop("Access-Control-Allow-Origin", None)
        for name, value in _OPEN.items() if is_open else ():
            response.headers[name] = value
        response.headers.setdefault("Cache-Control", _KEPT if response.status_code < 429 else "no-store")
        return response

    return answered


def _answer(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=_PREFLIGHT)
    if request.method not in _READING:
        response = problem("This record can only be read: use GET.", 405)
        response.headers["Allow"] = _ALLOW
        return response
    try:
        _refuse_unreadable(request)
        return _finish(request, _as_get(view, request, args, kwargs))
    except Exception as error:
        return _problem(error)


def _refuse_unreadable(request: HttpRequest) -> None:
    if len(request.META.get("QUERY_STRING", "")) > _LONGEST:
        raise Refused("This question is too long. Ask for less at once.")
    try:
        _ = request.GET
    except SuspiciousOperation:
        raise Refused("This question cannot be read.") from None


def _as_get(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
    """What GET would answer; what HEAD leaves out of it is the last step."""
    method, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = method


def _finish(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A tag for asking again, and nothing where the reader has it already."""
    if response.status_code != 200 or not isinstance(response, HttpResponse):
        return response
    set_response_etag(response)
    response.headers["Content-Length"] = str(len(response.content))
    if request.method == "HEAD":
        response.content = b""
    fresh = get_conditional_response(request, etag=response.headers["ETag"], response=response) or response
    return problem("The answer is another one by now.", 412) if fresh.status_code == 412 else fresh


def _problem(error: Exception) -> HttpResponse:
    """An error as a problem; of our own failures nothing is told but that there was one."""
    if isinstance(error, Refused):
        return problem(error.errors, error.status)
    if isinstance(error, Http404):
        return problem("Nothing is published at this address.", 404)
    if isinstance(error, ValidationError):
        return _invalid(error)
    if isinstance(error, Throttled):
        response = problem("Too many requests from this address. Wait for the seconds in Retry-After.", 429)
        response.headers["Retry-After"] = str(int(error.wait or 0) + 1)
        return response
    if isinstance(error, OperationalError | InterfaceError):
        raise error  # the database is away or busy: tradewatch.outage tells it
    _logger.exception("The API could not answer")
    return problem("Something went wrong on our side. Try again later.", 500)


def _invalid(error: ValidationError) -> HttpResponse:
    """What ninja could not read: of the path nothing stands there, of the query each parameter is told."""
    if any(one["loc"][0] == "path" for one in error.errors):
        return problem("Nothing is published at this address.", 404)
    return problem({str(one["loc"][-1]): _said(one) for one in error.errors})


def _said(one: dict[str, Any]) -> str:
    if one["type"] == "missing":
        return "This parameter is needed."
    return str(one["msg"]).removeprefix("Value error, ")
