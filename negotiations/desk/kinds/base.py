"""What a kind declares at the desk: how its working row becomes a public body, and which rules it must fulfil."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from negotiations.models.entries import Entry, RelatedEntry
from negotiations.public.kinds.base import CitationBody, Date, Printed, Ref, RelatedBody
from negotiations.values.vocabulary import Relation


class References(Protocol):
    """How references are written while a body is built: for print, for a preview, or for a hash."""

    reverse: bool  # whether entries that point at this one are printed with it

    def noun(self, noun) -> Ref: ...

    def entry(self, entry: Entry) -> Ref | None: ...


@dataclass(frozen=True)
class Problem:
    """Why an entry cannot be published: the rule's id, the field to mend, a sentence for the editor."""

    rule: str
    field: str
    message: str


Rule = Callable[[Any], Iterator[Problem]]


def _nothing(entry) -> list:
    return []


@dataclass(frozen=True)
class DeskKind:
    """The desk's side of a kind.

    `build(row, references)` gives the public body. `points_at(row)` names the entries that the row points at by
    fields of its own, with the role, so that each side of a relation is printed with the other. `pointing_at(entry)`
    finds the rows of this kind that point so at an entry. `follow` names the parts that belong to its history.
    `prepare` puts a noun into its stored form before it is saved; the rules of a noun hold whenever it is saved,
    those of an entry when it leaves the draft; `prepare` of an entry runs whenever its working copy is saved.
    `warnings` are written like rules and hold nobody back.

    Every field of a kind is a column of an import file. `import_columns` names the columns that are not called like
    their field; of several fields the first one is filled that the cell fits. `import_checks` are for fields of which
    an import takes less than the form does: called with the text, they raise ValueError. `not_imported` are fields
    that no file can fill.
    """

    model: Any
    build: Callable[[Any, References], Printed]
    rules: tuple[Rule, ...] = ()
    warnings: tuple[Rule, ...] = ()
    points_at: Callable[[Any], Iterable[tuple[Relation, Entry]]] = _nothing
    pointing_at: Callable[[Entry], Iterable[tuple[Relation, Entry]]] = _nothing
    follow: tuple[str, ...] = ()
    import_columns: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    import_checks: Mapping[str, Callable[[str], Any]] = field(default_factory=dict)
    not_imported: tuple[str, ...] = ()
    prepare: Callable[[Any], None] = lambda row: None
    settle: Callable[[Any], None] = lambda row: None  # of an entry: after it was saved with its parts


def date(text: str, zone: str = "") -> Date | None:
    """A stored date text for print, or None."""
    return Date(edtf=text, zone=zone) if text else None


def nouns(found: Iterable, references: References) -> list[Ref]:
    """References to several nouns, in a steady order."""
    return [references.noun(noun) for noun in found]


def noun(found, references: References) -> Ref | None:
    """A reference to a noun, or None."""
    return references.noun(found) if found else None


def entry_fields(entry: Entry, references: References) -> dict:
    """The fields of `EntryBody`: what every kind publishes."""
    return {
        "headline": entry.headline,
        "summary": entry.summary,
        "language": entry.language,
        "when": date(entry.when, entry.zone),
        "when_note": entry.when_note,
        "negotiations": nouns(entry.negotiations.order_by("name"), references),
        "economies": nouns(entry.economies.order_by("name"), references),
        "topics": nouns(entry.topics.order_by("name"), references),
        "people": nouns(entry.people.order_by("name", "pk"), references),
        "citations": [
            CitationBody(
                source=references.noun(citation.source),
                stance=citation.stance,
                concerns=citation.concerns,
                says=citation.says,
                locator=citation.locator,
            )
            for citation in entry.citations.select_related("source").order_by("position", "pk")
        ],
        "related": _related(entry, references),
        "is_key": entry.is_key,
    }


def _related(entry: Entry, references: References) -> list[RelatedBody]:
    """Both directions: what this entry points at, and (in print) what points at it."""
    from negotiations.desk.kinds import desk_kind, desk_kinds

    ahead = [
        (Relation(row.role), row.target) for row in entry.relations.select_related("target__publication")
    ]
    ahead += desk_kind(entry).points_at(entry)
    behind = []
    if references.reverse:
        behind += [
            (Relation(row.role), row.entry)
            for row in RelatedEntry.objects.filter(target=entry.pk).select_related("entry__publication")
        ]
        for declared in desk_kinds().values():
            behind += declared.pointing_at(entry)
    found = [(role, True, references.entry(other)) for role, other in ahead]
    found += [(role, False, references.entry(other)) for role, other in behind]
    bodies = [RelatedBody(role=role, forward=forward, entry=ref) for role, forward, ref in found if ref]
    return sorted(
        dict.fromkeys(bodies), key=lambda body: (body.role.value, not body.forward, str(body.entry.ref))
    )
