"""Names for references: what each publication is called at a page's clock.

Editions refer to nouns and to other entries by publication. A label is resolved when a page is assembled, so that
renaming a noun prints one edition and touches no entry; what was closed has no label and disappears.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language

from negotiations.models.printed import Edition, Publication
from negotiations.public import kinds
from negotiations.public.kept import kept
from negotiations.values import wording
from negotiations.values.texts import marked
from negotiations.values.vocabulary import LinkStatus
from negotiations.values.web import followable


@dataclass(frozen=True)
class Label:
    """A publication as a page names it. `url` is '' where it has no page of its own; `body` is its printed body;
    `written_in` is the language of `text`.

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
    written_in: str = "en"

    def __str__(self) -> str:
        return self.text

    @property
    def text_lang(self) -> str:
        """The language of `text` where it is another than the page's, else ''."""
        page = get_language() or "en"
        return "" if self.written_in.partition("-")[0] == page.partition("-")[0] else self.written_in

    @property
    def original(self) -> str:
        """A person's name in its original script, or '' where there is none or it is what the page calls them."""
        name = marked(getattr(self.body, "name_original", ""))
        return "" if name == self.text else name

    @property
    def lang(self) -> str:
        return getattr(self.body, "original_language", "")

    @property
    def latin(self) -> str:
        """A person's name in Latin letters where the page calls them by another, else ''."""
        name = marked(self.body.name) if hasattr(self.body, "name_original") else ""
        return "" if name == self.text else name

    @property
    def address(self) -> str:
        """The address outside of a source or an instrument; '' for anything that is not a plain web address."""
        return followable(getattr(self.body, "address", ""))

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
    """A BCP 47 tag in the page's words: "Japanese" for ja; the tag itself where there is no name for it."""
    return wording.locale().languages.get(tag.partition("-")[0], tag)


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
    return replace(
        label, copy=followable(upkeep.archive_address), is_gone=upkeep.link_status == LinkStatus.DEAD
    )


def make_label(id: int | str, kind: str, key: str, body) -> Label:
    """A label from a public body, in the page's language as far as there is a name in it."""
    declared = kinds.get(kind)
    text, written_in = declared.name_of(body)
    return Label(
        id=id,
        kind=kind,
        kind_label=declared.shown_title,
        key=key,
        text=marked(text),
        short=marked(declared.short(body)) if declared.short else marked(text),
        url=declared.address.format(key=key),
        body=body,
        written_in=written_in,
    )


def labels_for(ids: Iterable[int | str], known: datetime | None) -> Labels:
    """Labels by publication id, at an instant (None: now). One query at most; what readers cannot see is left out.

    What was merged has the label of what it was merged with. Names of the present are kept while answers are made.
    """
    wanted = {int(id) for id in ids}
    if known is not None:
        return _read(wanted, known)
    language = get_language() or settings.LANGUAGE_CODE
    found = kept.labels(language, wanted)
    if missing := wanted - found.keys():
        read = _read(missing, None)
        found |= {id: read.get(id) for id in missing}
        kept.keep_labels(language, {id: read.get(id) for id in missing})
    return {id: label for id, label in found.items() if label is not None}


def _read(ids: set[int], known: datetime | None) -> Labels:
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
