"""The rows of the tables, read in portions: a value stands in its cell exactly (see `files.rows`)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from negotiations.models.printed import Edition, Publication
from negotiations.public import kinds
from negotiations.public.bulk_data.state import State
from negotiations.public.bulk_data.tables import MERGED, WITHDRAWN, Table
from negotiations.public.files.rows import Cell, Name, cell, date_columns
from negotiations.public.kinds.base import Date, Kind
from negotiations.public.labels import address_of, references_in
from negotiations.public.reuse import instant
from negotiations.public.selection import PORTION, Read, left_out, read
from negotiations.values.texts import has_refused_character
from negotiations.values.vocabulary import Change

_NAMES_KEPT = 50_000
type Names = dict[int | str, Name]
type Row = list[Cell]


class Keys:
    """What each publication is called in the files, asked for once; a bounded number is kept.

    A reference to something that was merged is one to what stays; what readers cannot see has no key.
    """

    def __init__(self, at: datetime):
        self._at = at
        self._held: dict[int | str, tuple[str, Name] | None] = {}

    def of(self, contents: Iterable[dict]) -> dict[int | str, tuple[str, Name]]:
        """Kind and key by publication, for everything that bodies refer to. One query for what is new."""
        wanted = set().union(*map(references_in, contents))
        if len(self._held) > _NAMES_KEPT:
            self._held.clear()
        if missing := wanted - self._held.keys():
            self._held |= dict.fromkeys(missing) | self._find(missing)
        return {id: found for id in wanted if (found := self._held[id])}

    def _find(self, ids: set[int | str]) -> dict[int | str, tuple[str, Name]]:
        merged = dict(
            Publication.objects.filter(pk__in=ids, redirect_to__isnull=False).values_list("pk", "redirect_to")
        )
        open_ones = Edition.objects.known_on(self._at).filter(publication__in={*ids, *merged.values()})
        columns = ("publication_id", "publication__kind", "publication__key")
        found = {id: (kind, Name(key, "")) for id, kind, key in open_ones.values_list(*columns)}
        stays = {gone: found[into] for gone, into in merged.items() if into in found}
        return {**found, **stays}


def rows(table: Table, state: State) -> Iterator[list[Row]]:
    """The rows of a table in portions, each with a cell for every column; what cannot be written is left out."""
    if table is WITHDRAWN:
        return _withdrawn(state)
    if table is MERGED:
        return _merged(state)
    return _things(table, state)


def _things(table: Table, state: State) -> Iterator[list[Row]]:
    order, keys = [column.name for column in table.columns], state.at and Keys(state.at)
    for portion in _portions(_editions(table.kind, state), "publication_id"):
        reads = read(portion)
        found = keys.of(one.edition.content for one in reads) if keys and table.kind else {}
        called = {id: name for id, (_, name) in found.items()}
        yield [row for one in reads if (row := _row(one, order, called)) is not None]


def _editions(kind: Kind | None, state: State) -> QuerySet[Edition]:
    found = state.editions()
    return (
        found.filter(publication__kind=kind.name) if kind else found.filter(publication__number__isnull=False)
    )


def _portions(editions: QuerySet[Edition], by: str) -> Iterator[list[Edition]]:
    """Editions in the order of a column whose values differ, a portion a query."""
    last = 0
    while portion := list(
        editions.filter(**{f"{by}__gt": last}).select_related("publication").order_by(by)[:PORTION]
    ):
        yield portion
        last = getattr(portion[-1], by)


def _row(one: Read, order: list[str], called: Names) -> Row | None:
    try:
        cells = _cells(one, called)
        "".join(map(str, cells.values())).encode()  # half a character cannot be written
    except Exception as error:
        left_out(one.edition, error)
        return None
    return [cells.get(name, "") for name in order]


def _cells(one: Read, called: Names) -> dict[str, Cell]:
    edition, body = one
    publication = edition.publication
    address = address_of(publication.kind, publication.key)
    cells: dict[str, Cell] = {
        "id": publication.key,
        "kind": publication.kind,
        "url": settings.SITE_URL + address if address else "",
        "edition": edition.number,
        "change": edition.change,
        "change_note": edition.note,
        "published_at": instant(edition.published_at),
    }
    for name, value in body:
        if value is None or value == "" or value == []:
            continue
        if isinstance(value, Date):
            cells |= zip(date_columns(name), (value.edtf, value.zone), strict=True)
        else:
            cells[name] = cell(value, called)
    return cells


def _withdrawn(state: State) -> Iterator[list[Row]]:
    """What is closed now and had been published by then, by its number."""
    published = Q(publication__editions__number=1, publication__editions__published_at__lte=state.at)
    found = Edition.objects.entries().filter(change=Change.WITHDRAWAL, superseded_at=None)
    for portion in _portions(found.filter(published) if state.at else found.none(), "publication_id"):
        yield [
            [one.publication.key, one.publication.kind, one.note, instant(one.published_at)]
            for one in portion
            if not has_refused_character(one.note)
        ]


def _merged(state: State) -> Iterator[list[Row]]:
    if state.at:
        gone = Publication.objects.filter(redirect_to__isnull=False, editions__published_at__lte=state.at)
        found = gone.distinct().order_by("pk").values_list("kind", "key", "redirect_to__key")
        yield [list(row) for row in found]


def lines(state: State) -> Iterator[list[dict[str, Any]]]:
    """Every edition that readers may read at a state, in the order of printing; bodies as the schemas of today."""
    if state.at is None:
        return
    keys = Keys(state.at)
    found = Edition.objects.filter(
        published_at__lte=state.at, publication__closed_at=None, redaction__isnull=True
    ).exclude(change=Change.WITHDRAWAL)
    for portion in _portions(found, "pk"):
        called = keys.of(one.content for one in portion)
        yield [line for one in portion if (line := _line(one, called, state)) is not None]


def _line(edition: Edition, called: Mapping[int | str, tuple[str, Name]], state: State) -> dict | None:
    try:
        kind = kinds.get(edition.publication.kind)
        body = kind.read(edition.content, edition.schema_version).model_dump(mode="json")
        line = {
            "kind": edition.publication.kind,
            "id": edition.publication.key,
            "number": edition.number,
            "change": edition.change,
            "note": edition.note,
            "published_at": instant(edition.published_at),
            "superseded_at": _if_known(edition.superseded_at, state),
            "digest": edition.digest,
            "body": _resolved(body, called),
        }
        json.dumps(line, ensure_ascii=False).encode()
    except Exception as error:
        left_out(edition, error)
        return None
    return line


def _if_known(at: datetime | None, state: State) -> str | None:
    return instant(at) if at and state.at and at <= state.at else None


def _resolved(content: Any, called: Mapping[int | str, tuple[str, Name]]) -> Any:
    """A body with {kind, key} in place of each reference; null, or left out of a list, where readers see nothing."""
    if isinstance(content, list):
        return [item for item in (_resolved(item, called) for item in content) if item is not None]
    if not isinstance(content, dict):
        return content
    if content.keys() == {"ref"}:
        found = called.get(content["ref"])
        return {"kind": found[0], "key": found[1].key} if found else None
    return {name: _resolved(value, called) for name, value in content.items()}
