"""Addresses of lists that differ from each other, so that no answer can be one that was kept."""

from collections.abc import Iterator
from itertools import product
from random import Random
from urllib.parse import urlencode

from negotiations.desk import bulk
from negotiations.models.printed import Edition
from negotiations.public.parameters import cursor

EACH = 200
TABLE = "flat/entries"  # of Datasette
_KINDS = ("quote", "measure_change", "round")


def timeline() -> dict[str, list[str]]:
    """Two hundred addresses of each sort, the same for the same record."""
    random = Random("addresses")  # noqa: S311 (nothing here is secret)
    entries = Edition.objects.current().entries().order_by("-sort_key", "-publication__number")
    places = list(entries.values_list("sort_key", "publication__number", "id"))
    return {
        "page": list(_after(random.sample(places[:-30], EACH))),
        "first": list(_after(places[:EACH])),
        "deep": list(_after(places[len(places) * 9 // 10 :][:EACH])),
        "filters": [f"/timeline/?{urlencode(pair)}" for pair in _pairs()],
        "search": [f"/timeline/?q={one}+{other}" for one, other in _different()],
        "phrase": [f"/timeline/?q=%22{'+'.join(random.choices(bulk.WORDS, k=3))}%22" for _ in range(EACH)],
    }


def datasette(rows: int) -> dict[str, list[str]]:
    """The same questions as Datasette is asked them: pages of 25 rows as HTML, newest first in a search."""
    random = Random("addresses")  # noqa: S311
    facets = [("_facet", name) for name in ("kind", "economy", "topic", "negotiation", "person", "measure")]
    size = ("_size", "25")
    nexts = [[size, *facets, ("_next", str(random.randrange(30, rows)))] for _ in range(EACH)]
    filters = [[size, *facets, *pair.items()] for pair in _pairs()]
    search = [[size, ("_sort_desc", "date"), ("_search", f"{one} {other}")] for one, other in _different()]
    asked = {"page": nexts, "filters": filters, "search": search}
    asked["search_facets"] = [[*pairs, *facets] for pairs in search]
    return {name: [f"/{TABLE}?{urlencode(pairs)}" for pairs in every] for name, every in asked.items()}


def _after(places: list[tuple[int, int, int]]) -> Iterator[str]:
    for place in places:
        yield f"/timeline/?after={cursor(place)}"


def _pairs() -> list[dict[str, str]]:
    """A kind and one of the busier economies or topics."""
    economies = [f"{chr(65 + n // 26)}{chr(65 + n % 26)}X" for n in range(40)]
    found = [{"kind": kind, "economy": code} for kind, code in product(_KINDS, economies)]
    found += [{"kind": kind, "topic": f"topic-{n}"} for kind, n in product(_KINDS, range(1, 31))]
    return Random("pairs").sample(found, EACH)  # noqa: S311


def _different() -> list[tuple[str, str]]:
    every = [(one, other) for one, other in product(bulk.WORDS, bulk.WORDS) if one < other]
    return Random("words").sample(every, EACH)  # noqa: S311
