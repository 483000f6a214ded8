"""Reading an export: everything is checked before anything of it is used.

A record that passes is one that printing could have made.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn

from negotiations.desk.exchange import layout
from negotiations.desk.exchange.layout import (
    EditionLine,
    PressLine,
    PublicationLine,
    UnreviewedLine,
    UpkeepLine,
)
from negotiations.desk.exchange.opening import Export, Refused
from negotiations.public import kinds
from negotiations.public.kinds.base import EntryBody, Printed, canonical, digest
from negotiations.public.labels import references_in
from negotiations.values.vocabulary import Change

# What no database takes: NUL, and halves of characters.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

type Refuse = Callable[[str], NoReturn]


@dataclass
class Standing:
    """How far the printings of a publication have come."""

    line: PublicationLine
    number: int = 0
    printing: int = 0
    change: Change = Change.FIRST
    at: datetime | None = None


@dataclass
class Found:
    """What was learnt of a whole export.

    `superseded` is the instant at which a printing's edition was superseded, `follows` the printing whose edition it
    superseded itself. `unreviewed` holds what readers are told of printings, by their number.
    """

    press: PressLine
    publications: dict[int, Standing] = field(default_factory=dict)
    superseded: dict[int, datetime] = field(default_factory=dict)
    follows: dict[int, int] = field(default_factory=dict)
    unreviewed: dict[int, UnreviewedLine] = field(default_factory=dict)
    printings: int = 0

    def kind_of(self, line: EditionLine) -> str:
        return self.publications[line.publication].line.kind

    def print(self, line: EditionLine, standing: Standing) -> None:
        """Let a printing take the place of the one that stood."""
        if standing.printing:
            self.superseded[standing.printing] = line.published_at
            self.follows[line.printing] = standing.printing
        standing.number, standing.printing = line.number, line.printing
        standing.change, standing.at = line.change, line.published_at


def check(export: Export) -> Found:
    """Read an export whole, and what follows from it. Raises Refused."""
    export.check_hashes()
    pressed = [line for _, line in export.lines(layout.PRESS, PressLine)]
    if len(pressed) != 1:
        raise Refused("does not hold one line.", layout.PRESS)
    found = Found(pressed[0])
    _check_publications(export, found)
    _check_unreviewed(export, found)
    _check_editions(export, found)
    _check_ends(found)
    _check_upkeep(export, found)
    return found


def _check_publications(export: Export, found: Found) -> None:
    last, entries, addresses = 0, 0, set()
    for number, line in export.lines(layout.PUBLICATIONS, PublicationLine):
        refuse = _refuser(layout.PUBLICATIONS, number)
        if line.id <= last:
            refuse("does not come after the id before it.")
        if line.kind not in kinds.all_kinds():
            refuse(f"names the kind {line.kind}, which is unknown here.")
        if kinds.get(line.kind).is_entry != (line.number is not None):
            refuse("has a number and is no entry, or is an entry without one.")
        if (line.kind, line.key) in addresses:
            refuse(f"has the address of another: {line.key}.")
        if line.number is not None:
            entries += 1
            if (line.number, line.key) != (entries, f"TW-{entries:06d}"):
                refuse(f"stands where entry TW-{entries:06d} should.")
        last = line.id
        addresses.add((line.kind, line.key))
        found.publications[line.id] = Standing(line)
    if entries != found.press.last_entry:
        raise Refused(f"counts {found.press.last_entry} entries, there are {entries}.", layout.PRESS, 1)


def _refuser(path: str, number: int) -> Refuse:
    def refuse(what: str) -> NoReturn:
        raise Refused(what, path, number)

    return refuse


def _check_editions(export: Export, found: Found) -> None:
    at: datetime | None = None
    for number, line in export.lines(layout.EDITIONS, EditionLine):
        refuse = _refuser(layout.EDITIONS, number)
        standing = found.publications.get(line.publication)
        if standing is None:
            refuse(f"is of publication {line.publication}, which does not exist.")
        if line.printing != number:
            refuse(f"is printing {line.printing} where {number} should stand.")
        if at and line.published_at <= at:
            refuse("was not published after the one before it.")
        if line.number != standing.number + 1:
            refuse(f"is edition {line.number} where {standing.number + 1} should stand.")
        _check_content(line, standing, found, number)
        _check_notice(line, standing, found, refuse)
        found.print(line, standing)
        at, found.printings = line.published_at, number
    if (found.press.last_log, found.press.last_printed_at) != (found.printings, at):
        raise Refused("does not name the last printing.", layout.PRESS, 1)
    if any(printing > found.printings for printing in found.unreviewed):
        raise Refused("is about a printing that is not there.", layout.UNREVIEWED)


def _check_unreviewed(export: Export, found: Found) -> None:
    last = 0
    for number, line in export.lines(layout.UNREVIEWED, UnreviewedLine):
        refuse = _refuser(layout.UNREVIEWED, number)
        if line.printing <= last:
            refuse("does not come after the printing before it.")
        if _UNSTORABLE.search(line.reason) or not line.reason.strip():
            refuse("gives no reason that can be read.")
        last, found.unreviewed[line.printing] = line.printing, line


def _check_notice(line: EditionLine, standing: Standing, found: Found, refuse: Refuse) -> None:
    """What was published without review is an edition of an entry, open to readers, and confirmed after it."""
    notice = found.unreviewed.get(line.printing)
    if notice is None:
        return
    if standing.line.number is None or line.body is None or line.change == Change.WITHDRAWAL:
        refuse("was published without review, and is no edition of an entry that readers can see.")
    if standing.line.closed_at or (notice.confirmed_at and notice.confirmed_at < line.published_at):
        refuse("was confirmed before it was published, or tells why of what is withdrawn.")


def _check_content(line: EditionLine, standing: Standing, found: Found, number: int) -> None:
    refuse = _refuser(layout.EDITIONS, number)
    if (line.change == Change.FIRST) != (line.number == 1):
        refuse(f"is edition {line.number} and says “{line.change.label}”.")
    if line.body is None or line.closed:
        _check_closed(line, standing, refuse)
        return
    if (line.closed_at, line.sort_key, line.first_day, line.last_day) != (None, None, None, None):
        refuse("tells the place of a body that is there.")
    if digest(line.body) != line.digest:
        refuse("does not fit its hash.")
    if line.change == Change.WITHDRAWAL:
        if line.body != "{}":
            refuse("is a withdrawal with a body.")
        return
    if standing.line.closed_at:
        refuse("holds words of what was withdrawn.")
    try:
        body = body_of(line, standing.line.kind)
        dangling = references_in(body.model_dump(mode="json")) - found.publications.keys()
    except Exception as error:
        raise Refused(
            f"cannot be read as a {standing.line.kind} ({type(error).__name__}).", layout.EDITIONS, number
        ) from None
    if dangling:
        refuse(f"points at publication {min(map(str, dangling))}, which does not exist.")


def _check_closed(line: EditionLine, standing: Standing, refuse: Refuse) -> None:
    days = (line.sort_key, line.first_day, line.last_day)
    if line.body is not None or not line.closed or line.closed_at is None:
        refuse("is closed without a word, or has both words and a reason why it has none.")
    if line.note or line.change == Change.WITHDRAWAL:
        refuse("has a note that belongs to words that are gone.")
    if not standing.line.closed_at and line.closed == "when_exported":
        refuse("is closed, and its entry was not withdrawn.")
    if (None in days) == (standing.line.number is not None):
        refuse("does not keep its place in the timeline.")


def body_of(line: EditionLine, kind: str) -> Printed:
    """The body of a line as the schema of today, with everything that follows from it computable.

    Raises whatever goes wrong: the text is a stranger's.
    """
    declared = kinds.get(kind)
    if line.schema_version > declared.schema_version:
        raise ValueError("a later schema")
    content = layout.plain_json(line.body or "")
    if canonical(content) != line.body or _UNSTORABLE.search(layout.texts_of(content)):
        raise ValueError("not canonical")
    body = declared.read(content, line.schema_version)
    declared.all_facets(body)
    if isinstance(body, EntryBody):
        _ = body.when.value.sort_key
    return body


def _check_ends(found: Found) -> None:
    """What only the last printing of each thing tells: withdrawals, mergers, counters."""
    sources = 0
    for number, (id, standing) in enumerate(found.publications.items(), start=1):
        refuse, line = _refuser(layout.PUBLICATIONS, number), standing.line
        if not standing.number:
            refuse("has no edition.")
        withdrawn = standing.at if standing.change == Change.WITHDRAWAL else None
        if line.closed_at != withdrawn:
            refuse("is withdrawn and open, or closed without a withdrawal.")
        if line.redirect_to is not None:
            into = found.publications.get(line.redirect_to)
            if into is None or into.line.redirect_to or into.line.kind != line.kind or line.redirect_to == id:
                refuse("leads to something that is not there.")
        if line.kind == "source":
            sources = max(sources, _source_number(line.key, refuse))
    if sources > found.press.last_source:
        raise Refused(f"counts {found.press.last_source} sources, there are {sources}.", layout.PRESS, 1)


def _source_number(key: str, refuse: Refuse) -> int:
    if not re.fullmatch(r"TWS-\d{6,9}", key):
        refuse(f"is no address of a source: {key}.")
    return int(key.removeprefix("TWS-"))


def _check_upkeep(export: Export, found: Found) -> None:
    last = 0
    for number, line in export.lines(layout.UPKEEP, UpkeepLine):
        standing = found.publications.get(line.publication)
        if line.publication <= last or standing is None or standing.line.closed_at:
            raise Refused("is of nothing that is open, or out of order.", layout.UPKEEP, number)
        last = line.publication
