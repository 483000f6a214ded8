"""Whole pages that were asked for a moment ago, kept ready in the process: as they are, and compressed.

A page is kept under the state of the record that it was made of, and never past the minute: whatever begins, ends or
passes by itself does so on a whole minute, so no kept page outlives a boundary. A printing makes another state, so it
shows at once.
"""

import gzip
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from negotiations.public.kept import Shelf
from negotiations.public.state import Answer, State, answering
from negotiations.values import clock

_LARGEST = 512 * 1024  # bytes of a page that is kept
_SMALLEST = 600  # bytes of one that is worth compressing
_LEVEL = 5  # of compression, as the proxy's: a tenth larger than the best, in a third of the time
_TEXTS = ("text/", "application/json", "application/xml", "image/svg")


class _Page(NamedTuple):
    """A page with all its headers, and what it holds for. `state` is None for one that is not kept."""

    state: State | None
    minute: datetime
    headers: dict[str, str]
    body: bytes
    packed: bytes
    match: Any  # what its address resolved to, for the count of requests by view


class HotPages:
    """Answers with what is kept where that still holds, and compresses what it lets through.

    What was asked for once is only noted, since of addresses that nobody asks for twice there is no end.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self._lock = Lock()
        self._pages: Shelf[tuple, _Page] = Shelf(settings.HOT_PAGES)
        self._noted: Shelf[tuple, bool] = Shelf(8 * settings.HOT_PAGES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        key = (request.scheme, request.META.get("HTTP_HOST", ""), request.get_full_path())
        with answering() as answer:
            minute = clock.now().replace(second=0, microsecond=0)
            with self._lock:
                page, is_hot = self._pages.get(key), self._noted.get(key, False)
            # Read before anything else is: what is printed while a page is made must not hide under the state after it.
            state = _read(answer) if is_hot else None
            if state and page and (page.state, page.minute) == (state, minute):
                request.resolver_match = page.match
                return _answer(request, page)
            response = self.get_response(request)
            if not _is_a_page(response):
                return response
        page = _page_of(request, response, state, minute, is_hot or _takes_packed(request))
        with self._lock:
            if state:
                self._pages.put(key, page)
            elif answer.known_state:  # what asks for no state could not tell when it has changed
                self._noted.put(key, True)
        return _answer(request, page)


def _read(answer: Answer) -> State | None:
    """The state of the record, None where the database does not tell: what is called next meets that too, and has the
    words for it."""
    with suppress(Error):
        return answer.state
    return None


def _is_a_page(response: HttpResponse) -> bool:
    """True for what is the same for everybody until the record changes (public/caching.py says so)."""
    return (
        getattr(response, "is_printed", False)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and len(response.content) <= _LARGEST
    )


def _takes_packed(request: HttpRequest) -> bool:
    return "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")


def _page_of(
    request, response: HttpResponse, state: State | None, minute: datetime, is_packed: bool
) -> _Page:
    body = response.content
    is_text = len(body) >= _SMALLEST and response.headers["Content-Type"].startswith(_TEXTS)
    packed = gzip.compress(body, _LEVEL, mtime=0) if is_text and is_packed else b""
    if is_text:
        patch_vary_headers(response, ["Accept-Encoding"])
    return _Page(state, minute, dict(response.items()), body, packed, request.resolver_match)


def _answer(request: HttpRequest, page: _Page) -> HttpResponse:
    """The page in the form that the request takes; 304 where the reader has it."""
    packed = page.packed and _takes_packed(request)
    response = HttpResponse(page.packed if packed else page.body, headers=page.headers)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
        response.headers["ETag"] = "W/" + page.headers["ETag"]
    response.headers["Content-Length"] = str(len(response.content))
    answer = get_conditional_response(request, etag=response.headers["ETag"], response=response) or response
    if answer.status_code == 304:
        for name, value in page.headers.items():
            if not name.startswith("Content-") or name.startswith("Content-Security"):
                answer.headers.setdefault(name, value)
    return answer
