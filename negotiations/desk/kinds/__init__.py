"""How each kind is printed and checked: one module for each kind of entry, `nouns` for the names."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from negotiations.desk.kinds.base import DeskKind


@cache
def desk_kinds() -> dict[str, DeskKind]:
    """Every desk declaration by its kind's name."""
    found = {}
    for module in iter_modules(__path__):
        for declared in getattr(import_module(f"{__name__}.{module.name}"), "DESK_KINDS", ()):
            found[declared.model.kind] = declared
    return found


def desk_kind(thing) -> DeskKind:
    """The declaration for an entry of its own kind, or a noun."""
    return desk_kinds()[thing.kind]
