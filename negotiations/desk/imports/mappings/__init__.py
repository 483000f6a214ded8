"""Files with columns of their own: one module for each, which says what becomes of them."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from negotiations.desk.imports.mappings.base import Mapping


@cache
def every() -> dict[str, Mapping]:
    """Every mapping by the name that `--map` takes."""
    found = {}
    for module in iter_modules(__path__):
        if mapping := getattr(import_module(f"{__name__}.{module.name}"), "MAPPING", None):
            found[mapping.name] = mapping
    return found
