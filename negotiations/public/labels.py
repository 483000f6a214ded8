"""Names for references: what each publication is called at a page's clock.

Editions refer to nouns and to other entries by publication. A label is resolved when a page is assembled, so that
renaming a noun prints one edition and touches no entry; what was closed has no label and disappears.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from babel import Locale
from django.db.models import Q

from negotiations.models.printed import Edition, Publication
from negotiations.public import kinds
from negotiations.values.texts import marked
from negotiations.values.vocabulary import LinkStatus


@dataclass(frozen=True)
class Label:
    """A publication as a page names it. `url` is '' where it has no page of its own; `body` is its printed body.

    `copy` is the address of the archived copy of a source, `is_gone` whether its own address no longer answers: what
    is known of them today, on whatever clock.
    """

    id: int | str
    kind: str
    kind_label: str
    key: str
    text: str
    short: str
    url: str
    body: Any
    copy: str = ""
    is_gone: bool = False

    def __str__(self) -> str:
        return self.text

    @property
    def original(self) -> str:
        """A person's name in its original script, or ''."""
        return marked(getattr(self.body, "name_original", ""))

    @property
    def lang(self) -> str:
        return getattr(self.body, "original_language", "")

    @property
    def address(self) -> str:
        """The address outside of a source or an instrument; '' for anything that is not a plain web address."""
        address = getattr(self.body, "address", "")
        return address if address.startswith(("https://", "http://")) else ""

    @property
    def href(self) -> str:
        """Where a link to the document leads: to the archived copy where the address itself is gone."""
        return self.copy if self.is_gone and self.copy else self.address

    @property
    def language_label(self) -> str:
        """The language of a source in words."""
        return language_name(getattr(self.body, "language", ""))

    def __getattr__(self, name: str):
        """The facts of the printed body by their own names, for templates (publisher, address, headline, ...)."""
        if name.startswith("_"):
            raise AttributeError(name)
        value = getattr(self.body, name)
        if isinstance(value, str):
            return marked(value)
        return getattr(value, "value", value) if hasattr(value, "edtf") else value


# By publication id; by desk identity in a preview.
type Labels = dict[int | str, Label]


def language_name(tag: str) -> str:
    """A BCP 47 tag in words: "Japanese" for ja; the tag itself where there is no name for it."""
    return Locale("en").languages.get(tag.split("-")[0], tag)


def address_of(kind: str, key: str) -> str:
    """The public address of a publication, '' where it has no page."""
    return kinds.get(kind).address.format(key=key)


def label_of(edition: Edition) -> Label:
    """The label of one edition (its publication must be joined)."""
    publication = edition.publication
    return make_label(
        publication.pk,
        publication.kind,
        publication.key,
        kinds.get(publication.kind).read(edition.content, edition.schema_version),
    )


def label_with_link(edition: Edition) -> Label:
    """The label of one edition with what is known of its link (the publication's upkeep must be joined)."""
    label, upkeep = label_of(edition), getattr(edition.publication, "upkeep", None)
    if upkeep is None:
        return label
    copy = upkeep.archive_address if upkeep.archive_address.startswith(("https://", "http://")) else ""
    return replace(label, copy=copy, is_gone=upkeep.link_status == LinkStatus.DEAD)


def make_label(id: int | str, kind: str, key: str, body) -> Label:
    """A label from a public body."""
    declared = kinds.get(kind)
    text = declared.label(body) if declared.label else body.headline
    return Label(
        id=id,
        kind=kind,
        kind_label=declared.title,
        key=key,
        text=marked(text),
        short=marked(declared.short(body)) if declared.short else marked(text),
        url=declared.address.format(key=key),
        body=body,
    )


def labels_for(ids: Iterable[int | str], known: datetime | None) -> Labels:
    """Labels by publication id, at an instant (None: now). One query; what readers cannot see is left out.

    What was merged has the label of what it was merged with.
    """
    ids = {int(id) for id in ids}
    if not ids:
        return {}
    stays = Publication.objects.filter(redirected_from__pk__in=ids).values("pk")
    editions = Edition.objects.known_on(known).filter(Q(publication__in=ids) | Q(publication__in=stays))
    editions = list(editions.select_related("publication__upkeep"))
    found: Labels = {edition.publication_id: label_with_link(edition) for edition in editions}
    for publication in (edition.publication for edition in editions):
        if publication.redirect_to_id in found:
            found[publication.pk] = found[publication.redirect_to_id]
    return found


def references_in(content) -> set[int | str]:
    """Every publication id that a stored body refers to."""
    if isinstance(content, list):
        return set().union(*map(references_in, content)) if content else set()
    if not isinstance(content, dict):
        return set()
    if content.keys() == {"ref"}:
        return {content["ref"]}
    return set().union(*map(references_in, content.values())) if content else set()
