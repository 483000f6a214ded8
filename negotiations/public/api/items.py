"""Fills response models from printed editions, with names as they are at the question's clock."""

import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.conf import settings
from pydantic import BaseModel

from negotiations.models.printed import Edition, Publication
from negotiations.public import selection
from negotiations.public.kinds import base
from negotiations.public.labels import Label, Labels, make_label
from negotiations.public.unreviewed import Notice, notices
from negotiations.values.when import When

_PUBLIC_ID = re.compile(r"TWS?-\d{6,}", re.ASCII)


def items(
    editions: Iterable[Edition], known: datetime | None, names_at: datetime | None = None
) -> list[dict[str, Any]]:
    """Editions as data in the given order; one that cannot be read is left out. Two queries at most.

    Names are those of `names_at`, where that is another instant than `known`.
    """
    reads = selection.read(editions)
    labels = selection.names(selection.references(reads), names_at or known)
    told = notices((one.edition for one in reads), known)
    return [_item(one.edition, one.body, labels, told.get(one.edition.pk)) for one in reads]


def _item(edition: Edition, body: BaseModel, labels: Labels, notice: Notice | None) -> dict[str, Any]:
    publication = edition.publication
    label = make_label(publication.pk, publication.kind, publication.key, body)
    return reference(label) | {"edition": edition_info(edition, notice)} | fields_of(body, labels)


def edition_info(edition: Edition, notice: Notice | None) -> dict[str, Any]:
    """What is known of a printing but its contents."""
    names = ("number", "change", "note", "published_at", "superseded_at")
    shown = {name: getattr(edition, name) for name in names}
    return shown | {"unreviewed": asdict(notice) if notice else None}


def reference(label: Label) -> dict[str, Any]:
    """A label as a `Reference`."""
    return named(label.kind, label.key) | {"label": label.text, "url": absolute(label.url)}


def named(kind: str, key: str) -> dict[str, Any]:
    """What a publication is called for ever, whether or not anything stands there."""
    return {"kind": kind, "key": key, "id": key if _PUBLIC_ID.fullmatch(key) else None}


def of_publication(publication: Publication, labels: Labels) -> dict[str, Any] | None:
    """A publication as a `Reference`; None where readers cannot see it."""
    label = labels.get(publication.pk)
    return reference(label) if label else None


def absolute(path: str) -> str | None:
    """A path of the site as an address; None for ''."""
    return settings.SITE_URL + path if path else None


def fields_of(body: BaseModel, labels: Labels) -> dict[str, Any]:
    """A public body as the fields of its response model."""
    return {name: _value(getattr(body, name), labels) for name in type(body).model_fields}


def _value(value: Any, labels: Labels) -> Any:
    if isinstance(value, base.Ref):
        label = labels.get(value.ref)
        return reference(label) if label else None
    if isinstance(value, base.Date):
        return date(value.value)
    if isinstance(value, BaseModel):
        return None if _is_dangling(value, labels) else fields_of(value, labels)
    if isinstance(value, list):
        return [shown for item in value if (shown := _value(item, labels)) is not None]
    return value


def _is_dangling(part: BaseModel, labels: Labels) -> bool:
    """True for a part that must point at something which readers cannot see."""
    values = (getattr(part, name) for name, field in type(part).model_fields.items() if field.is_required())
    return any(isinstance(value, base.Ref) and value.ref not in labels for value in values)


def date(when: When) -> dict[str, Any]:
    """A date as a `Date`."""
    return {"edtf": when.edtf, "zone": when.zone, "text": when.text}
