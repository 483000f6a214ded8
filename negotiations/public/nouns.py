"""What a noun's page says beside its entries: its facts, and the nouns that point at it."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from negotiations.models.printed import Edition, Publication
from negotiations.public import kinds, postings
from negotiations.public.cards import cards_for, present
from negotiations.public.kinds.base import Printed
from negotiations.public.labels import Label, Labels, label_of, labels_for, references_in
from negotiations.values.when import When, day_text

_NAMES = {"name", "title", "name_ja", "name_original", "original_language"}


def find(kind: str, key: str, known: datetime | None) -> tuple[Publication, Edition | None]:
    """The publication at an address and the edition that stood. Raises Publication.DoesNotExist."""
    publication = Publication.objects.get(kind=kind, key=key)
    while publication.redirect_to:
        publication = publication.redirect_to
    edition = (
        Edition.objects.known_on(known)
        .filter(publication=publication)
        .select_related("publication__upkeep")
        .first()
    )
    return publication, edition


def facts(body: Printed, labels: Labels) -> list[dict]:
    """The facts of a noun in the order of its schema: {label, text} or {label, labels}."""
    shown = present(body, labels)
    found: list[dict[str, Any]] = []
    for name in type(body).model_fields:
        value = shown[name]
        if name in _NAMES or value in (None, "", [], False):
            continue
        heading = name.removesuffix("_kind").removeprefix("is_").replace("_", " ").capitalize()
        if isinstance(value, Label):
            found.append({"label": heading, "labels": [value]})
        elif isinstance(value, list):
            found.append({"label": heading, "labels": [_listed(item) for item in value]})
        else:
            found.append(
                {
                    "label": heading,
                    "text": _text(shown.get(f"{name}_label", value)),
                    "address": name == "address",
                }
            )
    return found


def _listed(item: Label | dict) -> Label:
    """A label in a list of facts; one that holds for a while says for how long."""
    if isinstance(item, Label):
        return item
    label = next(value for value in item.values() if isinstance(value, Label))
    span = _between(item.get("since"), item.get("until"))
    return replace(label, text=f"{label.text} ({span})") if span else label


def _text(value) -> str:
    if value is True:
        return "Yes"
    if isinstance(value, When):
        return value.text
    return day_text(value) if isinstance(value, date) else str(value)


def pointing_at(publication: Publication, known: datetime | None) -> list[dict]:
    """The nouns that point at this one, by kind: {label, items}. Each item has its label and its other references."""
    editions = (
        Edition.objects.known_on(known)
        .filter(publication__number__isnull=True, facets__noun=publication)
        .select_related("publication")
        .distinct()
        .order_by("publication__kind", "id")[:200]
    )
    editions = list(editions)
    wanted = (
        set().union(*(references_in(edition.content) for edition in editions)) - {publication.pk}
        if editions
        else ()
    )
    labels = labels_for(wanted, known)
    groups: dict[str, list] = {}
    for edition in editions:
        label = label_of(edition)
        ids = sorted(references_in(edition.content) - {publication.pk})
        others = [labels[id] for id in ids if id in labels] if label.kind != publication.kind else []
        groups.setdefault(label.kind, []).append(
            {"label": label, "others": others, "span": _span(label.body)}
        )
    return [{"label": kinds.get(kind).plural, "entries": items} for kind, items in groups.items()]


def _span(body) -> str:
    """ "from 1 October 2024 until 21 October 2025" for what is held for a while."""
    return _between(getattr(body, "held_from", None), getattr(body, "held_until", None))


def _between(begins: date | None, ends: date | None) -> str:
    words = [f"from {day_text(begins)}" if begins else "", f"until {day_text(ends)}" if ends else ""]
    return " ".join(filter(None, words))


def options(kind: str, known: datetime | None) -> list[tuple[str, str]]:
    """Every noun of a kind as a choice, (key, name), by name. One query."""
    editions = Edition.objects.known_on(known).filter(publication__kind=kind, publication__redirect_to=None)
    labels = [label_of(edition) for edition in editions.select_related("publication")]
    return sorted(((label.key, label.text) for label in labels), key=lambda option: option[1])


def rows(kind: str, known: datetime | None, most: int | None = None) -> list[dict]:
    """Every noun of a kind with how many entries name it and the newest of them, the busiest first.

    Three queries, whatever the number of nouns.
    """
    editions = Edition.objects.known_on(known).filter(publication__kind=kind, publication__redirect_to=None)
    editions = editions.select_related("publication")
    nouns = [label_of(edition) for edition in editions]
    found = {edition.publication_id: edition.publication for edition in editions}
    with postings.reading(known) as held:
        counts = {noun.id: len(held.naming(kind, noun.id)) for noun in nouns}
        nouns = sorted(nouns, key=lambda noun: (-counts[noun.id], noun.text))[:most]
        newest = {noun.id: held.page(held.naming(kind, noun.id), None, 1, True) for noun in nouns}
    ids = [places[0][2] for places in newest.values() if places]
    latest = dict(zip(ids, cards_for(_editions(ids), known), strict=True))
    labels = labels_for(
        set().union(*(references_in(noun.body.model_dump()) for noun in nouns)) if nouns else (), known
    )
    return [
        {
            **present(noun.body, labels),
            "publication": found[noun.id],
            "label": noun,
            "url": noun.url,
            "entry_count": counts[noun.id],
            "latest": latest.get(newest[noun.id][0][2]) if newest[noun.id] else None,
        }
        for noun in nouns
    ]


def _editions(ids: list[int]) -> list[Edition]:
    found = Edition.objects.select_related("publication").in_bulk(ids)
    return [found[id] for id in ids]
