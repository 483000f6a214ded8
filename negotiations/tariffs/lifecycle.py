"""The state of a measure on any day, folded from its changes.

A measure has no state of its own: changes become known, begin to apply, and end. Folding puts these instants in order
and asks what stood at the one in question. Instants are aware datetimes; ends are exclusive.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a measure stands; the same words as the vocabulary's `MeasureState`."""

    THREATENED = "threatened"
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    SCHEDULED = "scheduled"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ENDED = "ended"
    STRUCK_DOWN = "struck_down"
    NEVER_IN_FORCE = "never_in_force"


_ONLY_WORDS = (State.THREATENED, State.PROPOSED, State.ANNOUNCED, State.SCHEDULED)
_APPLIES = (State.IN_FORCE, State.SUSPENDED)


@dataclass(frozen=True)
class Change:
    """One change of a measure.

    `becomes` is the state from `applies_from` on; a change without such an instant (a threat, an announcement without
    a date) makes its state known from `known_from`, the first instant at which it was announced, signed or published.
    `applies_until` is the first instant at which it no longer applies. A later `order` wins at the same instant.
    """

    id: int
    becomes: State
    known_from: datetime
    applies_from: datetime | None = None
    applies_until: datetime | None = None
    order: int = 0


@dataclass(frozen=True)
class Standing:
    """What stood at an instant: the state, since when, by which change, until when; and what is known to come next.

    `state` is None where nothing was known of the measure by then.
    """

    state: State | None = None
    since: datetime | None = None
    by: Change | None = None
    until: datetime | None = None
    next: "Standing | None" = None


@dataclass
class _Now:
    state: State | None = None
    since: datetime | None = None
    by: Change | None = None
    until: datetime | None = None
    suspended: "_Now | None" = field(default=None)

    def standing(self) -> Standing:
        return Standing(self.state, self.since, self.by, self.until)


def fold(changes: Iterable[Change], on: datetime) -> Standing:
    """The state of a measure at the instant `on`, from the changes that the caller knows of."""
    history = steps(changes)
    past = [step for step in history if step.since and step.since <= on]
    ahead = [step for step in history if step.since and step.since > on]
    return replace(past[-1] if past else Standing(), next=ahead[0] if ahead else None)


def steps(changes: Iterable[Change]) -> list[Standing]:
    """Every state of a measure in order, each with the instant from which it stood."""
    now = _Now()
    found: list[Standing] = []
    for instant, what, _, change in _events(_without_dropped(list(changes))):
        before = (now.state, now.by)
        if what == _BEGINS:
            now = _begin(now, instant, change)
        elif what == _KNOWN:
            now = _announce(now, instant, change)
        elif now.by == change and now.until == instant:
            now = _end(now, instant, change)
        elif now.suspended and now.suspended.by == change and now.suspended.until == instant:
            now.suspended = _Now(State.ENDED, instant, change)
        if now.state and (now.state, now.by) != before:
            if found and found[-1].since == now.since:
                found.pop()  # at one instant only the last word counts
            found.append(now.standing())
    return found


def _without_dropped(changes: list[Change]) -> list[Change]:
    """Leave out what was announced and dropped before its day came."""
    dropped_at = [_begins(change) for change in changes if change.becomes == State.NEVER_IN_FORCE]
    return [
        replace(change, applies_from=None, applies_until=None, becomes=State.SCHEDULED)
        if change.becomes in _APPLIES and any(change.known_from < at <= _begins(change) for at in dropped_at)
        else change
        for change in changes
    ]


def _begins(change: Change) -> datetime:
    return change.applies_from or change.known_from


# At one instant: first what becomes known, then what ends, then what begins.
_KNOWN, _ENDS, _BEGINS = 0, 1, 2


def _events(changes: Iterable[Change]) -> list[tuple]:
    events = []
    for change in changes:
        begins = _begins(change)
        if change.known_from < begins:
            events.append((change.known_from, _KNOWN, change.order, change))
        events.append((begins, _BEGINS, change.order, change))
        if change.applies_until:
            events.append((change.applies_until, _ENDS, change.order, change))
    return sorted(events, key=lambda event: (*event[:3], event[3].id))


def _announce(now: _Now, instant: datetime, change: Change) -> _Now:
    """What is announced for later shows only while nothing applies and nothing else is scheduled."""
    if now.state in (*_APPLIES, State.SCHEDULED) or change.becomes != State.IN_FORCE:
        return now
    return _Now(State.SCHEDULED, instant, change)


def _begin(now: _Now, instant: datetime, change: Change) -> _Now:
    """What begins takes the place of what stood, with the end that was set for that; mere words take no place."""
    if change.becomes in (*_ONLY_WORDS, State.NEVER_IN_FORCE) and now.state in _APPLIES:
        return now
    held = None
    if change.becomes == State.SUSPENDED:
        held = now.suspended if now.state == State.SUSPENDED else now
    return _Now(change.becomes, instant, change, change.applies_until, held)


def _end(now: _Now, instant: datetime, change: Change) -> _Now:
    """A suspension ends in what it suspended; everything else ends."""
    held = now.suspended
    if change.becomes != State.SUSPENDED or held is None or held.by is None:
        return _Now(State.ENDED, instant, change)
    state = State.IN_FORCE if held.state == State.SCHEDULED else held.state
    return _Now(state, instant, held.by, held.until)
