"""Cards: a printed edition of an entry, ready for a template.

A card prints no word that depends on today, so that it can be kept as long as its edition.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import Any

from django.db.models import TextChoices
from pydantic import BaseModel

from negotiations.models.printed import Edition
from negotiations.public import kinds
from negotiations.public.kinds.base import Date, Ref
from negotiations.public.labels import Labels, labels_for, references_in
from negotiations.values.texts import marked
from negotiations.values.vocabulary import Change
from negotiations.values.when import When

_RIGHT_TO_LEFT = ("ar", "dv", "fa", "he", "ps", "ur", "yi")


@dataclass(frozen=True)
class Card:
    """One edition with its references resolved; `b` is the public body as a template reads it."""

    kind: str
    kind_label: str
    id: str
    url: str
    when: When
    b: dict
    body: Any
    edition: Edition | None

    @property
    def template(self) -> str:
        return f"cards/{self.kind}.html"

    @property
    def is_key(self) -> bool:
        return self.b["is_key"]

    @property
    def when_note(self) -> str:
        return self.b["when_note"]

    @cached_property
    def beside(self) -> dict[str, list[dict]]:
        """The citations that are about one fact, by the fact's name in the kind's declaration."""
        found: dict[str, list[dict]] = {}
        for citation in self.b["citations"]:
            for name in kinds.get(self.kind).facts_named(citation["concerns"]):
                found.setdefault(name, []).append(citation)
        return found

    @property
    def corrected(self) -> bool:
        return self.edition is not None and self.edition.change == Change.CORRECTION


def cards_for(editions: Iterable[Edition], known: datetime | None) -> list[Card]:
    """Cards in the given order, with labels as they were at an instant (None: now). One query."""
    editions = list(editions)
    wanted = set().union(*(references_in(edition.content) for edition in editions)) if editions else set()
    labels = labels_for(wanted, known)
    return [card_for(edition, labels) for edition in editions]


def card_for(edition: Edition, labels: Labels) -> Card:
    """The card of one edition (its publication must be joined)."""
    publication = edition.publication
    body = kinds.get(publication.kind).read(edition.content, edition.schema_version)
    return make_card(publication.kind, publication.key, body, labels, edition)


def make_card(kind: str, key: str, body, labels: Labels, edition: Edition | None = None) -> Card:
    """A card from a public body; without an edition it is a preview."""
    declared = kinds.get(kind)
    return Card(
        kind=kind,
        kind_label=declared.shown_title,
        id=key,
        url=declared.address.format(key=key) if key else "",
        when=body.when.value,
        b=present(body, labels) | declared.present(body),
        body=body,
        edition=edition,
    )


def present(body: BaseModel, labels: Labels) -> dict:
    """A public body for templates: references become labels, dates become `When`, and each word of a closed list
    gets its text beside it (`status` and `status_label`), each language its direction (`text_language`, `text_dir`).

    A reference to something that readers cannot see is None; in a list it is left out, and a list item that stands
    for nothing else goes with it.
    """
    found = {}
    for name in type(body).model_fields:
        value = getattr(body, name)
        found[name] = _present(value, labels)
        if isinstance(value, TextChoices):
            found[f"{name}_label"] = value.label
        elif name == "language" or name.endswith("_language"):
            direction = "rtl" if str(value).split("-")[0] in _RIGHT_TO_LEFT else "ltr"
            found[f"{name.removesuffix('language')}dir"] = direction
    return found


def _present(value, labels):
    if isinstance(value, Ref):
        return labels.get(value.ref)
    if isinstance(value, Date):
        return value.value
    if isinstance(value, list):
        return [
            shown
            for item in value
            if (shown := _present(item, labels)) is not None and not _is_dangling(item, labels)
        ]
    if isinstance(value, BaseModel):
        return present(value, labels)
    if isinstance(value, Enum):
        return value.value
    return marked(value) if isinstance(value, str) else value


def _is_dangling(item, labels) -> bool:
    """True for a list item whose required reference cannot be seen."""
    if not isinstance(item, BaseModel) or isinstance(item, Ref):
        return False
    return any(
        isinstance(getattr(item, name), Ref) and field.is_required() and getattr(item, name).ref not in labels
        for name, field in type(item).model_fields.items()
    )
