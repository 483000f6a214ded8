"""What a noun's page says beside its entries: its facts, and the nouns that point at it."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from negotiations.models.printed import Edition, Publication
from negotiations.public import kinds, postings
from negotiations.public.cards import cards_for, present
from negotiations.public.field_names import english_name, fact_name, field_name
from negotiations.public.kinds.base import Printed
from negotiations.public.labels import Label, Labels, label_of, labels_for, language_name, references_in
from negotiations.values.web import followable
from negotiations.values.when import When, day_text

_NAMES = {"name", "title", "name_ja", "name_original", "original_language"}
_SHOWN = 8  # names of one kind that a page shows without being asked for more
_NEUTRAL = {"address", "code", "number", "language"}  # what is the same in every language


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
    """The facts of a noun in the order of its schema: {name, label, lang} with text or labels.

    `name` is its heading in English, by which pages know it, `label` the heading that they show; `lang` is the
    language of a text that is somebody's own words, else ''. Labels that hold for a while stand in `spans` as well,
    each with its days.
    """
    shown = present(body, labels)
    found: list[dict[str, Any]] = []
    for name in type(body).model_fields:
        value = shown[name]
        if name in _NAMES or value in (None, "", [], False):
            continue
        heading = fact_name(name)
        fact: dict[str, Any] = {"name": english_name(heading), "label": field_name(heading)}
        if isinstance(value, Label):
            fact |= {"labels": [value]}
        elif isinstance(value, list):
            listed = [_listed(item) for item in value]
            fact |= {"labels": [label for label, _span in listed]}
            fact |= {"spans": listed} if any(span for _label, span in listed) else {}
        else:
            is_free = isinstance(value, str) and f"{name}_label" not in shown and name not in _NEUTRAL
            fact |= {
                "text": language_name(value)
                if name == "language"
                else _text(shown.get(f"{name}_label", value)),
                "address": name == "address" and bool(followable(value)),
                "lang": shown.get("language", "en") if is_free else "",
            }
        found.append(fact)
    return found


def _listed(item: Label | dict) -> tuple[Label, str]:
    """A label in a list of facts, and between which days it holds ('' where it always does)."""
    if isinstance(item, Label):
        return item, ""
    label = next(value for value in item.values() if isinstance(value, Label))
    return label, _between(item.get("since"), item.get("until"))


def _text(value) -> str:
    if value is True:
        return _("Yes")
    if isinstance(value, When):
        return value.text
    return day_text(value) if isinstance(value, date) else str(value)


def pointing_at(publication: Publication, known: datetime | None) -> list[dict]:
    """The nouns that point at this one, by kind: {kind, label, entries, first, more}.

    Each entry has its label, its other references and the days between which it holds. `more` are those after the
    `first`, for which a page has no room.
    """
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
    return [
        {
            "kind": kind,
            "label": kinds.get(kind).shown_plural,
            "entries": items,
            "first": items if len(items) <= _SHOWN + 2 else items[:_SHOWN],
            "more": items[_SHOWN:] if len(items) > _SHOWN + 2 else [],
        }
        for kind, items in groups.items()
    ]


def _span(body) -> str:
    """ "from 1 October 2024 until 21 October 2025" for what is held for a while."""
    return _between(getattr(body, "held_from", None), getattr(body, "held_until", None))


def _between(begins: date | None, ends: date | None) -> str:
    if begins and ends:
        return _("from %(begins)s until %(ends)s") % {"begins": day_text(begins), "ends": day_text(ends)}
    if begins:
        return _("from %(begins)s") % {"begins": day_text(begins)}
    return _("until %(ends)s") % {"ends": day_text(ends)} if ends else ""


def options(kind: str, known: datetime | None) -> list[tuple[str, Label]]:
    """Every noun of a kind as a choice, (key, what it is called), by name. One query."""
    editions = Edition.objects.known_on(known).filter(publication__kind=kind, publication__redirect_to=None)
    labels = [label_of(edition) for edition in editions.select_related("publication")]
    return [(label.key, label) for label in sorted(labels, key=str)]


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
