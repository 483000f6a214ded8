"""The state of a measure on any day, folded from its changes.

A measure has no state of its own: changes become known, begin to apply, and end. Folding puts these instants in order
and asks what stood at the one in question. Instants are aware datetimes; ends are exclusive. Changes that concern only
some economies or goods are told apart before they are folded: `tariffs.parts` for a measure as a whole,
`tariffs.rates` for certain goods from a certain economy.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import cast

from negotiations.tariffs.scope import WHOLE, Scope


class State(StrEnum):
    """Where a measure stands; the words of the vocabulary's `MeasureState`, and one that is never shown."""

    THREATENED = "threatened"
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    SCHEDULED = "scheduled"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ENDED = "ended"
    STRUCK_DOWN = "struck_down"
    NEVER_IN_FORCE = "never_in_force"
    EXEMPT = "exempt"
    AS_BEFORE = "as_before"  # what an extension does: the state stays, its end moves


_ONLY_WORDS = (State.THREATENED, State.PROPOSED, State.ANNOUNCED, State.SCHEDULED)
_HOLDS = (State.SUSPENDED, State.EXEMPT)  # what they interrupt goes on after them
_APPLIES = (State.IN_FORCE, *_HOLDS)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a measure.

    `becomes` is the state from `applies_from` on; a change without such an instant (a threat, an announcement without
    a date) makes its state known from `known_from`, the first instant at which it was announced, signed or published.
    `applies_until` is the first instant at which it no longer applies. A later `order` wins at the same instant.
    `duty` is its duty expression ('' where it leaves the rate as it was) and `basis` what kind of rate that is.
    """

    id: int
    becomes: State
    known_from: datetime
    applies_from: datetime | None = None
    applies_until: datetime | None = None
    order: int = 0
    scope: Scope = WHOLE
    duty: str = ""
    basis: str = ""

    @property
    def begins(self) -> datetime:
        """When it first counts."""
        return self.applies_from or self.known_from


@dataclass(frozen=True, slots=True)
class Standing:
    """What stood at an instant: the state, since when, by which change, until when; and what is known to come next.

    `rate` is the change that gave the rate, which need not be the one that gave the state. `state` is None where
    nothing was known of the measure by then.
    """

    state: State | None = None
    since: datetime | None = None
    by: Change | None = None
    until: datetime | None = None
    rate: Change | None = None
    next: "Standing | None" = None


@dataclass(slots=True)
class _Now:
    state: State | None = None
    since: datetime | None = None
    by: Change | None = None
    until: datetime | None = None
    rate: Change | None = None
    held: "_Now | None" = field(default=None)

    def standing(self) -> Standing:
        return Standing(self.state, self.since, self.by, self.until, self.rate)


def fold(changes: Iterable[Change], on: datetime) -> Standing:
    """The state of a measure at the instant `on`, from the changes that the caller knows of."""
    return standing_at(steps(changes), on)


def standing_at(history: Sequence[Standing], on: datetime) -> Standing:
    """The step of a history that stood at the instant `on`, with the one that follows it."""
    place = bisect_right(history, on, key=_since)
    following = history[place] if place < len(history) else None
    return replace(history[place - 1] if place else Standing(), next=following)


def _since(step: Standing) -> datetime:
    return cast(datetime, step.since)  # every step of a history has one


def steps(changes: Iterable[Change]) -> list[Standing]:
    """Every state of a measure in order, each with the instant from which it stood."""
    now = _Now()
    found: list[Standing] = []
    for instant, what, _, change in _events(_without_dropped(list(changes))):
        before = (now.state, now.by)
        if what in (_BEGINS, _EXTENDS):
            now = _begin(now, instant, change)
        elif what == _KNOWN:
            now = _announce(now, instant, change)
        elif now.by == change and now.until == instant:
            now = _end(now, instant, change)
        elif now.held and now.held.by == change and now.held.until == instant:
            now.held = _Now(State.ENDED, instant, change, rate=now.held.rate)
        if now.state and (now.state, now.by) != before:
            if found and found[-1].since == now.since:
                found.pop()  # at one instant only the last word counts
            found.append(now.standing())
    return found


def _without_dropped(changes: list[Change]) -> list[Change]:
    """Leave out what was announced and dropped, for all that it was announced for, before its day came."""
    drops = [change for change in changes if change.becomes == State.NEVER_IN_FORCE]
    return [
        _as_words(change) if any(_drops(drop, change) for drop in drops) else change for change in changes
    ]


def _drops(drop: Change, change: Change) -> bool:
    in_time = change.known_from < drop.begins <= change.begins
    return change.becomes in _APPLIES and in_time and drop.scope.covers(change.scope)


def _as_words(change: Change) -> Change:
    return replace(change, applies_from=None, applies_until=None, becomes=State.SCHEDULED)


# At one instant: first what becomes known, then what moves an end, then what ends, then what begins.
_KNOWN, _EXTENDS, _ENDS, _BEGINS = 0, 1, 2, 3


def _events(changes: Iterable[Change]) -> list[tuple]:
    events = []
    for change in changes:
        if change.known_from < change.begins:
            events.append((change.known_from, _KNOWN, change.order, change))
        what = _EXTENDS if change.becomes == State.AS_BEFORE else _BEGINS
        events.append((change.begins, what, change.order, change))
        if change.applies_until:
            events.append((change.applies_until, _ENDS, change.order, change))
    return sorted(events, key=lambda event: (*event[:3], event[3].id))


def _announce(now: _Now, instant: datetime, change: Change) -> _Now:
    """What is announced for later shows only while nothing applies and nothing else is scheduled."""
    if now.state in (*_APPLIES, State.SCHEDULED) or change.becomes not in (State.IN_FORCE, State.EXEMPT):
        return now
    return _Now(State.SCHEDULED, instant, change, rate=_rate(now, change))


def _begin(now: _Now, instant: datetime, change: Change) -> _Now:
    """What begins takes the place of what stood, with the end that was set for that; mere words take no place."""
    if change.becomes in (*_ONLY_WORDS, State.NEVER_IN_FORCE) and now.state in _APPLIES:
        return now
    if _is_above(change, now):
        return replace(now, held=_begin(now.held or _Now(), instant, change))
    state, held = change.becomes, None
    if state == State.AS_BEFORE:
        state, held = (now.state, now.held) if now.state in _APPLIES else (State.IN_FORCE, None)
    elif state in _HOLDS:
        held = now.held if now.state in _HOLDS else now
    return _Now(state, instant, change, change.applies_until, _rate(now, change), held)


def _is_above(change: Change, now: _Now) -> bool:
    """True for a change of the duty at large while goods or economies are exempt from it: they stay exempt."""
    if now.state != State.EXEMPT or change.becomes != State.IN_FORCE or now.by is None:
        return False
    return change.scope.covers(now.by.scope) and not now.by.scope.covers(change.scope)


def _rate(now: _Now, change: Change) -> Change | None:
    """The change that gives the rate: this one where it names one, else whichever gave it before."""
    return change if change.duty else now.rate


def _end(now: _Now, instant: datetime, change: Change) -> _Now:
    """A suspension or an exemption ends in what it interrupted; everything else ends."""
    held = now.held
    if now.state not in _HOLDS or held is None or held.by in (None, change):
        return _Now(State.ENDED, instant, change, rate=now.rate)
    state = State.IN_FORCE if held.state == State.SCHEDULED else held.state
    return _Now(state, instant, held.by, held.until, held.rate)
