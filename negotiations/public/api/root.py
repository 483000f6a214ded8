"""Where the API begins: what it is, on what terms, and which lists there are."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from negotiations.public import kinds
from negotiations.public.api import envelope
from negotiations.public.api.nouns import collections
from negotiations.public.api.parameters import Asked
from negotiations.public.selection import Printing

router = Router(tags=["Start"])
VERSION = "1.0"
KNOWN = (
    "Add known=2025-05-01 (the end of that day) or an instant to any address: the answer as it would have been then."
    " What was withdrawn since is left out."
)


class Link(BaseModel):
    """A list of the API."""

    name: str = Field(examples=["economies"])
    kinds: list[str] = Field(description="The kinds of what is in it.", examples=[["economy"]])
    url: str


class Root(BaseModel):
    """What this is."""

    name: str
    description: str
    version: str = Field(description="Of the interface. It grows; nothing is taken away within v1.")
    documentation: str = Field(description="A page for people.")
    openapi: str = Field(description="The OpenAPI document.")
    site: str
    contact: str = Field(description="Where to write about errors; '' where none is given.")
    generation: int = Field(description="The number of the newest printing.")
    updated_at: datetime | None = Field(description="When that was, in UTC; null for an empty record.")
    known: str = Field(description="How the record is read as of an earlier day.")
    lists: list[Link]
    meta: envelope.Meta


@router.get("/", response=Root, operation_id="get_root", summary="What this is")
def get_root(request: HttpRequest, response: HttpResponse, asked: Query[Asked]) -> Any:
    """The name of the record, its licence, the number of its newest printing, and the address of every list."""
    printing = Printing.newest()
    base = f"{settings.SITE_URL}/api/v1/"
    found = {
        "name": settings.SITE_NAME,
        "description": "The public record of trade negotiations: what happened, what was said, what applies.",
        "version": VERSION,
        "documentation": f"{base}docs/",
        "openapi": f"{base}openapi.json",
        "site": f"{settings.SITE_URL}/",
        "contact": settings.CONTACT,
        "generation": printing.number,
        "updated_at": printing.at,
        "known": KNOWN,
        "lists": [_link(base, *one) for one in _lists()],
    }
    response.headers["Link"] = f'<{base}openapi.json>; rel="service-desc", <{base}docs/>; rel="service-doc"'
    return found | {
        "meta": envelope.answer({}, asked, envelope.citation(f"record {printing.number}", "/"))["meta"]
    }


def _lists() -> list[tuple[str, list[str]]]:
    entries = [kind.name for kind in kinds.entry_kinds()]
    nouns = [(name, [kind.name]) for name, kind in collections().items()]
    return [("entries", entries), *nouns, ("corrections", entries), ("changes", [*kinds.all_kinds()])]


def _link(base: str, name: str, names: list[str]) -> dict[str, Any]:
    return {"name": name, "kinds": names, "url": base + name}
