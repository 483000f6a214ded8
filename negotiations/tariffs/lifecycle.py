"""The state of a measure on any day, folded from its changes.

A measure has no state of its own: changes are announced, begin to apply, and end. Folding puts these instants in order
and asks what stood at the one in question. Instants are aware datetimes; ends are exclusive.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a measure stands; the values of the field's `MeasureState`."""

    THREATENED = "threatened"
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    SCHEDULED = "scheduled"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ENDED = "ended"
    STRUCK_DOWN = "struck_down"
    NEVER_IN_FORCE = "never_in_force"


# States in which readers feel nothing yet: a later announcement replaces an earlier one of these.
_NOT_YET = (None, State.THREATENED, State.PROPOSED, State.ANNOUNCED, State.SCHEDULED)
_APPLIES = (State.IN_FORCE, State.SUSPENDED)


@dataclass(frozen=True)
class Change:
    """One change of a measure.

    `becomes` is the state from `applies_from` on, or from `known_from` where the change applies from no date of its
    own (a threat, a ruling). `known_from` is when it was announced, signed or published, whichever came first.
    `applies_until` is the first instant at which it no longer applies. `amends` names the change that it takes the
    place of; where it is None, a later change takes the place of everything before it. `order` breaks ties.
    """

    id: str
    becomes: State
    known_from: datetime
    applies_from: datetime | None = None
    applies_until: datetime | None = None
    dated: bool = True
    amends: str | None = None
    order: tuple = ()


@dataclass(frozen=True)
class Standing:
    """What stood at an instant: the state, since when, by which change; and what comes next, if anything is known."""

    state: State | None
    since: datetime | None = None
    by: Change | None = None
    until: datetime | None = None
    next_at: datetime | None = None
    next_state: State | None = None
    next_by: Change | None = None


@dataclass
class _Fold:
    state: State | None = None
    since: datetime | None = None
    by: Change | None = None
    before_suspension: tuple | None = None
    ends: dict[str, datetime] = field(default_factory=dict)


def fold(changes: Iterable[Change], on: datetime) -> Standing:
    """The state of a measure at the instant `on`, from all of its changes that are known to the caller.

    Returns a `Standing` whose state is None where nothing had been announced by then.
    """
    changes = sorted(changes, key=lambda change: (change.known_from, change.order))
    events = _events(changes)
    now = _run(events, on)
    later = sorted({event[0] for event in events if event[0] > on})
    for instant in later:
        then = _run(events, instant)
        if then.state != now.state or then.by != now.by:
            return Standing(now.state, now.since, now.by, _until(now), instant, then.state, then.by)
    return Standing(now.state, now.since, now.by, _until(now))


def steps(changes: Iterable[Change]) -> list[tuple[datetime, State, Change | None]]:
    """Every instant at which the state or its reason changes, in order: (instant, state, change)."""
    events = _events(sorted(changes, key=lambda change: (change.known_from, change.order)))
    found: list[tuple[datetime, State, Change | None]] = []
    for instant in sorted({event[0] for event in events}):
        fold_then = _run(events, instant)
        if fold_then.state and (not found or found[-1][1:] != (fold_then.state, fold_then.by)):
            found.append((instant, fold_then.state, fold_then.by))
    return found


_KNOWN, _ENDS, _APPLIES_NOW = (
    0,
    1,
    2,
)  # at one instant: first what becomes known, then what ends, then what begins


def _events(changes: list[Change]) -> list[tuple]:
    events = []
    for place, change in enumerate(changes):
        begins = change.applies_from
        if begins is None:
            events.append((change.known_from, _APPLIES_NOW if not _waits(change) else _KNOWN, place, change))
            continue
        if change.known_from < begins:
            events.append((change.known_from, _KNOWN, place, change))
        events.append((begins, _APPLIES_NOW, place, change))
        if change.applies_until:
            events.append((change.applies_until, _ENDS, place, change))
    return sorted(events, key=lambda event: event[:3])


def _waits(change: Change) -> bool:
    """True for a change that would put it in force, but from a day that is not known yet."""
    return change.becomes in _APPLIES and change.dated


def _run(events: list[tuple], on: datetime) -> _Fold:
    now = _Fold()
    for instant, what, _, change in events:
        if instant > on:
            break
        if what == _KNOWN:
            _announce(now, instant, change)
        elif what == _APPLIES_NOW:
            _apply(now, instant, change)
        elif now.ends.get(change.id) == instant:
            _end(now, instant, change)
    return now


def _announce(now: _Fold, instant: datetime, change: Change) -> None:
    """What is announced shows only while nothing applies."""
    if (
        now.state in (*_NOT_YET, State.ENDED, State.NEVER_IN_FORCE, State.STRUCK_DOWN)
        and change.becomes in _APPLIES
    ):
        now.state = State.SCHEDULED if change.applies_from else State.ANNOUNCED
        now.since, now.by = instant, change


def _apply(now: _Fold, instant: datetime, change: Change) -> None:
    if change.becomes in (State.THREATENED, State.PROPOSED) and now.state in _APPLIES:
        return  # a threat to change what applies does not end it
    if change.becomes == State.SUSPENDED:
        if now.state != State.SUSPENDED:
            now.before_suspension = (now.state, now.since, now.by, dict(now.ends))
    else:
        now.before_suspension = None
    # What begins takes the place of what stood, and of the end that was set for it.
    now.ends = {change.id: change.applies_until} if change.applies_until else {}
    now.state, now.since, now.by = change.becomes, instant, change


def _end(now: _Fold, instant: datetime, change: Change) -> None:
    """A suspension ends in what it suspended; everything else ends."""
    del now.ends[change.id]
    if change.becomes == State.SUSPENDED and now.before_suspension:
        state, _, by, ends = now.before_suspension
        now.before_suspension = None
        expired = by is not None and ends.get(by.id) and ends[by.id] <= instant
        now.state = (
            State.ENDED
            if expired
            else (State.IN_FORCE if state in _APPLIES or state == State.SCHEDULED else state)
        )
        now.since, now.by, now.ends = instant, by, {} if expired else ends
        return
    now.state, now.since, now.by = State.ENDED, instant, change


def _until(now: _Fold) -> datetime | None:
    return now.ends.get(now.by.id) if now.by else None
