"""The operations of version 1 together."""

from typing import Any, NoReturn

import pydantic_core
from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import BaseRenderer

from negotiations.public.api import changes, entries, nouns, rates, root, states
from negotiations.public.api.throttle import PerMinute

INTRO = "The printed record as JSON: read-only, without a key, for scripts on every site."
ABOUT = {
    "Names": "Everything has a `kind` and a `key`, and its address is `/api/v1/<list>/<key>`; `/api/v1/` says which"
    " list holds which kinds. What is pointed at comes with its label and its page.",
    "Two clocks": "`known=2025-05-01` gives any answer as the record had been published by then. `on=2025-05-01` asks"
    " what stood on that day, from everything that is published now, or was at `known`.",
    "Dates": "EDTF (ISO 8601-2) in local time, with the IANA zone of the place; only as exact as the source. Ends are"
    " exclusive. Instants are in UTC, with every digit.",
    "Rates": "Percentages are of the customs value. Exact decimals are text, so that no program rounds them.",
    "Pages": "Follow `next` until it is null; `limit` is at most 100. Nothing that was there at the start is given"
    " twice or missed while entries are published, unless its own date is corrected meanwhile.",
    "Keeping a copy": "Read `/api/v1/changes` from the number of the last change that you have, and fetch what it"
    " names.",
    "Asking again": "Send the `ETag` back in `If-None-Match`: an unchanged answer is a 304 without a body.",
    "Errors": "Always `application/problem+json`, with what to write for each parameter. A parameter that an address"
    " does not know is an error; none is ever ignored.",
    "Stability": "Within v1, fields, parameters, kinds and words of closed lists are added, and nothing is taken away"
    " or given another meaning: read what you know and pass over the rest. Before an address goes, its answers carry"
    " the headers `Deprecation` and `Sunset` for at least a year, and the changelog says what to use instead.",
}
_DESCRIPTION = "\n\n".join([INTRO, *(f"**{term}.** {text}" for term, text in ABOUT.items())])


class _Renderer(BaseRenderer):
    """JSON with every digit of instants and decimals."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return pydantic_core.to_json(data)


def _raise(request: HttpRequest, error: Any) -> NoReturn:
    """Let the front door tell of it."""
    raise error


api = NinjaAPI(
    title="TradeWatch",
    version=root.VERSION,
    description=_DESCRIPTION,
    urls_namespace="api-v1",
    openapi_url=None,
    docs_url=None,
    renderer=_Renderer(),
    throttle=[PerMinute()],
)
for _error in (Exception, HttpError, ValidationError):
    api.add_exception_handler(_error, _raise)
for _part in (root, entries, nouns, states, rates, changes):
    api.add_router("", _part.router)
