"""A preview: an edition that was built and not saved, for the same templates that readers get.

It says of every noun what readers would read: a printed noun by its current edition, one that would be printed for
the first time as it stands at the desk.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from pydantic import ValidationError

from negotiations.desk.kinds import desk_kind
from negotiations.desk.kinds.base import Problem
from negotiations.desk.rules import problems
from negotiations.models.entries import Entry
from negotiations.models.printed import Edition, Publication
from negotiations.public import kinds
from negotiations.public.cards import Card, make_card
from negotiations.public.kinds.base import Printed, Ref, canonical, digest
from negotiations.public.labels import Label, labels_for, make_label, references_in
from negotiations.values import clock
from negotiations.values.vocabulary import Change

NEW_ENTRY, NEW_SOURCE = "TW-new", "TWS-new"  # in the place of numbers that only printing gives


class PreviewReferences:
    """References as print would write them: by publication, and by desk identity where there is none yet."""

    reverse = True

    def __init__(self):
        self._printed: set[int] = set()
        self._unprinted: dict[str, Label] = {}

    def noun(self, noun) -> Ref:
        if noun.publication_id:
            self._printed.add(noun.publication_id)
            return Ref(ref=noun.publication_id)
        if noun.identity not in self._unprinted:
            body = desk_kind(noun).build(noun, self)
            key = getattr(noun, "key", NEW_SOURCE)
            self._unprinted[noun.identity] = make_label(noun.identity, noun.kind, key, body)
        return Ref(ref=noun.identity)

    def entry(self, entry: Entry) -> Ref | None:
        publication = entry.publication
        if not publication or publication.closed_at:
            return None
        self._printed.add(publication.pk)
        return Ref(ref=publication.pk)

    def labels(self) -> dict:
        """Everything that was referred to, by what its reference holds. One query."""
        return {**labels_for(self._printed, None), **self._unprinted}


@dataclass(frozen=True)
class Preview:
    """What would be printed, or why it cannot be built yet (then `body` is None)."""

    body: Printed | None = None
    labels: dict = field(default_factory=dict)
    card: Card | None = None
    problems: tuple[Problem, ...] = ()


def preview(entry: Entry, change: Change = Change.FIRST, note: str = "") -> Preview:
    """The entry as readers would find it if it were published now; never raises for an incomplete draft."""
    references = PreviewReferences()
    try:
        edition = _unsaved_edition(entry, desk_kind(entry).build(entry, references), change, note)
        body = kinds.get(entry.kind).read(edition.content, edition.schema_version)  # as print writes it
        labels = references.labels()
        card = make_card(entry.kind, edition.publication.key, body, labels, edition)
    except ValueError as error:  # pydantic's ValidationError is one, and so is a date that cannot be read
        return Preview(problems=tuple(problems(entry)) or _reasons(error))
    return Preview(body, labels, card)


def preview_unsaved(row: Entry, write: Callable[[], object]) -> Preview:
    """What `write` would store of an entry, as readers would find it. Nothing of it stays. Raises IntegrityError."""
    with transaction.atomic():
        desk_kind(row).prepare(row)
        write()
        built = preview(type(row).objects.select_related("publication").get(pk=row.pk))
        transaction.set_rollback(True)
    return built


def _unsaved_edition(entry: Entry, body: Printed, change: Change, note: str) -> Edition:
    publication = entry.publication or Publication(kind=entry.kind, key=NEW_ENTRY)
    last = current_edition(entry.publication)
    text = canonical(body.model_dump(mode="json"))
    return Edition(
        publication=publication,
        number=last.number + 1 if last else 1,
        change=change,
        note=note,
        schema_version=kinds.get(entry.kind).schema_version,
        body=text,
        digest=digest(text),
        published_at=clock.now(),
    )


def _reasons(error: ValueError) -> tuple[Problem, ...]:
    if not isinstance(error, ValidationError):
        return (Problem("preview", "", str(error)),)
    return tuple(
        Problem("preview", str(found["loc"][0]), f"{'.'.join(map(str, found['loc']))}: {found['msg']}")
        for found in error.errors()
    )


def current_edition(publication: Publication | None) -> Edition | None:
    """The edition that stands, with its publication joined; None for what was never printed."""
    if publication is None:
        return None
    edition = publication.editions.filter(superseded_at__isnull=True).first()
    if edition:
        edition.publication = publication
    return edition


def printed_body(publication: Publication | None) -> tuple[Printed | None, dict]:
    """What readers see now, with its labels; (None, {}) where they see nothing."""
    edition = current_edition(publication)
    if edition is None or edition.change == Change.WITHDRAWAL:
        return None, {}
    body = kinds.get(edition.publication.kind).read(edition.content, edition.schema_version)
    return body, labels_for(references_in(edition.content), None)
