"""Nouns: the names that entries point at, a list and an item for every kind of them.

What is printed of a kind is its response; talks and measures say beside it where they stand (`standings`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, create_model

from negotiations.models.printed import Edition, Publication
from negotiations.public import kinds, nouns
from negotiations.public.api import envelope, standings
from negotiations.public.api.items import items
from negotiations.public.api.parameters import KEY, Asked, Listed, ListedStanding, Standing
from negotiations.public.api.refusals import not_found
from negotiations.public.api.shapes import item_model
from negotiations.public.clocks import Clocks
from negotiations.public.kinds.base import Kind
from negotiations.public.selection import Printing
from negotiations.values import clock
from negotiations.values.texts import has_refused_character

router = Router()


def collection(kind: Kind) -> str:
    """The last part of a list's address: "economies", "product-lists", "authorities"."""
    words = kind.plural.lower().split()
    return "-".join(words[-len(kind.name.split("_")) :])


def collections() -> dict[str, Kind]:
    """Every list of nouns by the last part of its address."""
    return {collection(kind): kind for kind in kinds.all_kinds().values() if not kind.is_entry}


type _Add = Callable[[list[Publication], Clocks], dict[int, dict[str, Any]]]


@dataclass(frozen=True)
class Shelf:
    """One kind of noun: what is asked of it, and what it says beside what was printed (`add`, by publication id)."""

    kind: Kind
    one: type[Asked] = Asked
    many: type[Listed] = Listed
    fields: dict[str, Any] = field(default_factory=dict)
    add: _Add | None = None

    @property
    def path(self) -> str:
        return f"/{collection(self.kind)}"

    @property
    def address(self) -> str:
        return f"/api/v1{self.path}"

    @property
    def model(self) -> type[BaseModel]:
        """The response model of an item: what was printed, and what is added."""
        printed = item_model(self.kind.name)
        if not self.fields:
            return printed
        return create_model(printed.__name__, __base__=printed, __doc__=printed.__doc__, **self.fields)

    def data(self, editions: list[Edition], asked: Asked) -> list[dict[str, Any]]:
        """Editions as data. A handful of queries, however many they are."""
        known = envelope.instant(asked.known)
        found = items(editions, known)
        if self.add is None:
            return found
        on = getattr(asked, "on", None)
        clocks = Clocks(known, on.at if on else clock.now(), on)
        publications = {edition.publication.key: edition.publication for edition in editions}
        added = self.add(list(publications.values()), clocks)
        return [one | added[publications[one["key"]].pk] for one in found]


def shelf_of(kind: Kind) -> Shelf:
    """The shelf of a kind of noun."""
    if kind.name not in standings.FIELDS:
        return Shelf(kind)
    add = {"negotiation": standings.talks, "measure": standings.measures}[kind.name]
    return Shelf(kind, Standing, ListedStanding, standings.FIELDS[kind.name], add)


def standing_editions(shelf: Shelf, asked: Listed) -> list[Edition]:
    """The editions of a page and one more, in the order of their first printing, which never changes. One query."""
    found = Edition.objects.known_on(envelope.instant(asked.known)).filter(
        publication__kind=shelf.kind.name, publication__redirect_to=None, publication__gt=asked.after or 0
    )
    return list(found.select_related("publication").order_by("publication")[: asked.limit + 1])


def register(shelf: Shelf) -> None:
    """Mount the list and the item of a kind."""
    one, many, name = shelf.one, shelf.many, collection(shelf.kind).replace("-", "_")
    model, title = shelf.model, shelf.kind.plural

    def listing(request: HttpRequest, response: HttpResponse, asked: Query[many]) -> Any:  # type: ignore[valid-type]
        return _page(shelf, asked, response)

    def item(request: HttpRequest, asked: Query[one], key: str = KEY) -> Any:  # type: ignore[valid-type]
        return _one(shelf, asked, request, key)

    router.get(
        shelf.path,
        response=envelope.list_model(model.__name__, model),
        operation_id=f"list_{name}",
        summary=title,
        description=f"{title} that the record names, in the order in which they were first published.",
        tags=[title],
    )(listing)
    router.get(
        f"{shelf.path}/{{key}}",
        response=envelope.answer_model(model.__name__, model),
        operation_id=f"get_{shelf.kind.name}",
        summary=f"One {shelf.kind.title.lower()}",
        description="A redirect where it was merged with another.",
        tags=[title],
    )(item)


def _page(shelf: Shelf, asked: Listed, response: HttpResponse) -> dict[str, Any]:
    printing, found = Printing.newest(), standing_editions(shelf, asked)
    shown = found[: asked.limit]
    more = len(found) > len(shown)
    return envelope.page(
        shelf.data(shown, asked),
        asked,
        response,
        address=shelf.address,
        following=envelope.following(shelf.address, asked, shown[-1].publication_id) if more else "",
        generation=printing.number,
    )


def _one(shelf: Shelf, asked: Asked, request: HttpRequest, key: str) -> Any:
    publication, edition = find(shelf.kind.name, key, asked)
    if publication.key != key:
        return envelope.moved(request, f"{shelf.address}/{publication.key}")
    found = shelf.data([edition], asked)
    if not found:
        raise not_found()
    cited = f"{shelf.kind.title.lower()} {key}, edition {edition.number}"
    return envelope.answer(found[0], asked, envelope.citation(cited, f"{shelf.address}/{key}"))


def find(kind: str, key: str, asked: Asked) -> tuple[Publication, Edition]:
    """The publication that stands for a key, and its edition. Raises Refused where readers find none."""
    if has_refused_character(key):
        raise not_found()
    try:
        publication, edition = nouns.find(kind, key, envelope.instant(asked.known))
    except Publication.DoesNotExist:
        raise not_found() from None
    if edition is None:
        raise not_found()
    return publication, edition


for _kind in collections().values():
    register(shelf_of(_kind))
