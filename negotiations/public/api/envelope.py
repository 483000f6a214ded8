"""What stands around the data of every answer: how it is licensed and cited, as of when, and where a list goes on."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from pydantic import BaseModel, Field, create_model

from negotiations.public import reuse
from negotiations.public.api.cursors import encode
from negotiations.public.api.parameters import Asked, Listed
from negotiations.public.pages import is_sample
from negotiations.values.clock import Moment


class Licence(BaseModel):
    """What may be done with the record; quoted words remain their speakers’."""

    name: str = Field(examples=["CC BY 4.0"])
    url: str | None = Field(
        description="Its text.", examples=["https://creativecommons.org/licenses/by/4.0/"]
    )


class Meta(BaseModel):
    """As of when, and on what terms."""

    known: datetime | None = Field(description="The last instant of the record that counts; null: now.")
    on: datetime | None = Field(description="The instant whose states are told; null: now, or none are told.")
    licence: Licence
    citation: str = Field(description="How to cite this answer.")
    sample: bool = Field(
        description="True where the record is the sample that came with the software, whose times of publication"
        " are simulated."
    )


class ListMeta(Meta):
    """As of when, on what terms, and how much."""

    generation: int = Field(
        description="The number of the newest printing when this was read: give it to /changes as `since` to learn"
        " what came after."
    )
    limit: int | None = Field(description="Items on a page; null where all are on one.")
    total: int | None = Field(description="Entries under the filter, on all pages; null for other lists.")


def answer_model(name: str, item: Any) -> type[BaseModel]:
    """One thing, with `meta`."""
    return create_model(f"{name}Answer", __doc__=f"{name}: one.", data=(item, ...), meta=(Meta, ...))


def list_model(name: str, item: Any) -> type[BaseModel]:
    """A page of a list, with `meta` and the address of the next page."""
    following = Field(
        description="The address of the next page; null on the last. Also in the header `Link`."
    )
    return create_model(
        f"{name}List",
        __doc__=f"{name}: a page of a list.",
        data=(list[item], ...),
        next=(str | None, following),
        meta=(ListMeta, ...),
    )


def answer(data: dict[str, Any], asked: Asked, citation: str) -> dict[str, Any]:
    """One thing as an answer."""
    return {"data": data, "meta": _meta(asked) | {"citation": citation}}


def page(
    data: list[dict[str, Any]],
    asked: Asked,
    response: HttpResponse,
    *,
    address: str,
    following: str,
    generation: int,
    total: int | None = None,
) -> dict[str, Any]:
    """A page of a list as an answer; `address` and `following` are paths, the latter '' on the last page."""
    if following:
        response.headers["Link"] = f'<{settings.SITE_URL}{following}>; rel="next"'
    meta = _meta(asked) | {
        "citation": citation(f"record {generation}", address),
        "generation": generation,
        "limit": getattr(asked, "limit", None),
        "total": total,
    }
    return {"data": data, "next": settings.SITE_URL + following if following else None, "meta": meta}


def _meta(asked: Asked) -> dict[str, Any]:
    return {
        "known": instant(asked.known),
        "on": instant(getattr(asked, "on", None)),
        "licence": licence(),
        "sample": is_sample(),
    }


def citation(what: str, path: str) -> str:
    """How a piece of the record is cited: "TradeWatch, measure auto-duty, edition 2: https://…"."""
    return f"{settings.SITE_NAME}, {what}: {settings.SITE_URL}{path}"


def instant(moment: Moment | None) -> datetime | None:
    """The last instant that counts; None for now."""
    return moment.at if moment else None


def licence() -> dict[str, Any]:
    """The licence of the record, as a `Licence`."""
    return {"name": settings.LICENCE, "url": reuse.licence_url() or None}


def following(address: str, asked: Listed, number: int) -> str:
    """The path of the next page of a list whose last item has this number."""
    pairs = {"known": asked.known, "on": getattr(asked, "on", None)}
    query = {name: moment.value for name, moment in pairs.items() if moment}
    return f"{address}?{urlencode(query | {'limit': asked.limit, 'after': encode(number)})}"


def moved(request: HttpRequest, path: str) -> HttpResponsePermanentRedirect:
    """To what something was merged with, with the same question."""
    query = request.GET.urlencode()
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
