"""The tariffs of the front page in three groups: in force, paused, and threatened or announced.

To count them, where every measure stands has to be known. That is folded once and kept until the measure's changes are
others or the next instant comes at which one of its parts alters, so that no reader waits for it.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.urls import reverse

from negotiations.public import postings, tariff_book
from negotiations.public.clocks import Clocks
from negotiations.public.measure_standing import Documents, MeasureStanding
from negotiations.public.measure_words import ids_in
from negotiations.tariffs.lifecycle import Change, State
from negotiations.tariffs.parts import History, Part
from negotiations.values import wording

SHOWN = 4  # measures of one group
_AHEAD = (State.SCHEDULED, State.ANNOUNCED, State.PROPOSED, State.THREATENED)
# Name -> states, in the order of the page.
GROUPS = {"in_force": (State.IN_FORCE,), "paused": (State.SUSPENDED,), "ahead": _AHEAD}
_FAR = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class _Folded:
    """Where a measure stands between two instants, the second exclusive."""

    changes: list[Change]
    begins: datetime
    ends: datetime
    parts: list[Part]

    def holds(self, changes: list[Change], on: datetime) -> bool:
        return self.begins <= on < self.ends and self.changes == changes


_kept: dict[int, _Folded] = {}


def groups(clocks: Clocks) -> list[dict]:
    """The groups for a template: {name, count, url, rows}. Five queries, however many measures there are.

    A measure counts in every group in which a part of it stands; a row is its widest part there, as
    `MeasureStanding.part` tells it, with `measure`, what is known to follow (`next`), and the days of all three.
    """
    book = tariff_book.page(clocks.known)
    standing = {id: _parts(id, book, clocks) for id, one in book.measures.items() if one.changes}
    with postings.reading(clocks.known) as held:
        weight = {id: len(held.naming("measure", id)) for id in standing}
    found = {name: _members(standing, states) for name, states in GROUPS.items()}
    shown = {
        name: sorted(members, key=lambda one: _place(one, weight[one[0]]))[:SHOWN]
        for name, members in found.items()
    }
    documents = Documents(clocks)
    tell = {id: MeasureStanding(book.history(id), documents) for id, _ in _all(shown)}
    documents.read(
        {change for id, part in _all(shown) for change in tell[id].telling([part])},
        {named for id, part in _all(shown) for named in (id, *ids_in(part.scope))},
    )
    return [
        {
            "name": name,
            "count": len(found[name]),
            "url": _address(name, clocks),
            "rows": [_row(id, tell[id], part) for id, part in shown[name] if id in documents.labels],
        }
        for name in GROUPS
    ]


def _parts(id: int, book: tariff_book.Page, clocks: Clocks) -> list[Part]:
    """The parts of a measure at the question's instant; what is asked about now is kept."""
    if clocks.known:
        return book.history(id).at(clocks.on)
    changes, kept = book.changes[id], _kept.get(id)
    if kept is None or not kept.holds(changes, clocks.on):
        kept = _kept[id] = _fold(changes, book.history(id), clocks.on)
    return kept.parts


def _fold(changes: list[Change], history: History, on: datetime) -> _Folded:
    place = bisect_right(history.boundaries, on)
    before = history.boundaries[place - 1] if place else datetime.min.replace(tzinfo=UTC)
    after = history.boundaries[place] if place < len(history.boundaries) else _FAR
    return _Folded(changes, before, after, history.at(on))


def _members(standing: dict[int, list[Part]], states: tuple[State, ...]) -> list[tuple[int, Part]]:
    """The measures of a group, each with its widest part there."""
    return [
        (id, next(part for part in parts if part.standing.state in states))
        for id, parts in standing.items()
        if any(part.standing.state in states for part in parts)
    ]


def _place(one: tuple[int, Part], weight: int) -> tuple:
    """First what is known to alter, by the day; then what the record has most about."""
    id, part = one
    following = part.standing.next
    return (following.since if following else None) or _FAR, -weight, id


def _all(shown: dict[str, list[tuple[int, Part]]]) -> Iterable[tuple[int, Part]]:
    return (one for members in shown.values() for one in members)


def _row(id: int, tell: MeasureStanding, part: Part) -> dict:
    now, following = part.standing, part.standing.next
    return tell.part(part) | {
        "measure": tell.documents.labels[id],
        "next": tell.part(Part(part.scope, following)) if following else None,
        "since_day": _day(tell, now.since),
        "until_day": _day(tell, now.until),
        "next_day": _day(tell, following.since if following else None),
    }


def _day(tell: MeasureStanding, instant: datetime | None) -> str:
    """The day of an instant in the words of the document that set it; a minute is for the page of the measure."""
    if instant is None:
        return ""
    found = tell.date_of(instant)
    if found is None or found.precision == "minute":
        return wording.day(tell.local(instant).date())
    return found.text


def _address(name: str, clocks: Clocks) -> str:
    """All of a group on the page of measures; of a past record on its day, which that page takes as a clock."""
    pairs = [("status", str(state)) for state in GROUPS[name]]
    if clocks.asked:
        pairs.append(("on", clocks.asked.value))
    return f"{reverse('measures')}?{urlencode(pairs)}"
