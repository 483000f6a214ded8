"""How the sample's entries are written down: the first edition of each, and the later ones by the same key."""

from dataclasses import dataclass, field
from typing import Any

from negotiations.values.vocabulary import Change


@dataclass(frozen=True)
class State:
    """An entry as it is published at one instant.

    `key` names the entry within the sample. `at` is the simulated instant of publication, ISO with an offset. `model`
    is its kind on the first edition, None later. `values` holds fields by name: a reference as the key of a noun, a
    source or an entry; many references as a list of keys; rows of its own (citations, participants) as a list of
    dicts. A later edition gives only what changes; a list replaces the whole list.
    """

    key: str
    at: str
    model: type | None
    change: Change | None = None
    note: str = ""
    values: dict[str, Any] = field(default_factory=dict)


def first(key: str, model: type, at: str, **values) -> State:
    """The first edition of an entry."""
    return State(key, at, model, values=values)


def later(key: str, at: str, change: Change, note: str = "", **values) -> State:
    """A later edition, and what readers are told about the reason."""
    return State(key, at, None, change, note, values)


def cite(source: str, **values) -> dict:
    """A source that supports an entry."""
    return {"source": source, **values}


def differs(source: str, concerns: str, says: str) -> dict:
    """A source that says something else."""
    return {"source": source, "stance": "differs", "concerns": concerns, "says": says}
