"""The declarations of what is printed: one module for each kind of entry, `nouns` for the names they point at.

Everything public (timeline, filters, pages, files) works from these declarations and never names a kind.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from negotiations.public.kinds.base import Kind


@cache
def all_kinds() -> dict[str, Kind]:
    """Every declaration by its name; entries first, in the order in which readers see them."""
    found: list[Kind] = []
    for module in iter_modules(__path__):
        found += getattr(import_module(f"{__name__}.{module.name}"), "KINDS", ())
    return {
        kind.name: kind for kind in sorted(found, key=lambda kind: (not kind.is_entry, kind.order, kind.name))
    }


def get(name: str) -> Kind:
    """The declaration of a kind. Raises KeyError for a name that none has."""
    return all_kinds()[name]


def entry_kinds() -> list[Kind]:
    """The kinds that stand in the timeline."""
    return [kind for kind in all_kinds().values() if kind.is_entry]
