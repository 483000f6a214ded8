"""Where talks stand on a day, folded from what happened: plain values in, plain values out.

Nobody types a status into a negotiation. Developments set it (an agreement in principle, a signature); a round that was
held shows that rounds are under way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from negotiations.values.kinds.development import Response
from negotiations.values.vocabulary import NegotiationStatus, RoundStatus
from negotiations.values.when import When

# From these a round that was held moves the talks on; an agreement is not undone by another meeting.
_BEFORE_ROUNDS = (None, NegotiationStatus.EXPLORATORY, NegotiationStatus.LAUNCHED, NegotiationStatus.STALLED)
_AHEAD = (RoundStatus.TENTATIVE, RoundStatus.CONFIRMED, RoundStatus.HELD)
_OPEN = ("", Response.NONE_YET, Response.DEFERRED)
# What was asked before one of these is no longer waited for: the talks came to their end without it.
_SETTLED = (
    NegotiationStatus.CONCLUDED,
    NegotiationStatus.SIGNED,
    NegotiationStatus.IN_FORCE,
    NegotiationStatus.ENDED,
)


@dataclass(frozen=True)
class Milestone:
    """An entry that sets the status of talks; `order` (the entry's number) breaks ties."""

    id: int
    when: When
    status: str
    order: int = 0


@dataclass(frozen=True)
class Meeting:
    """A round, planned or held, with what was agreed about the next one."""

    id: int
    when: When
    status: str
    next_meeting: When | None = None
    next_note: str = ""
    order: int = 0


@dataclass(frozen=True)
class Step:
    """A status from a date on, and the entry that shows it."""

    when: When
    status: NegotiationStatus
    by: int


@dataclass(frozen=True)
class NextStep:
    """What is known to come next: a round that has a date, or a meeting that was only agreed."""

    when: When | None
    note: str
    by: int
    is_round: bool


@dataclass(frozen=True)
class Asked:
    """A request with what became of it: a word of `Response`, '' where nothing is on record."""

    id: int
    when: When
    response: str


def status_history(milestones: Iterable[Milestone], meetings: Iterable[Meeting]) -> list[Step]:
    """Every status that the talks had, oldest first."""
    events: list[tuple[datetime, int, int, Milestone | Meeting]]
    events = [(one.when.earliest, 0, one.order, one) for one in meetings if one.status == RoundStatus.HELD]
    events += [(one.when.earliest, 1, one.order, one) for one in milestones]
    found: list[Step] = []
    for _, _, _, event in sorted(events, key=lambda event: event[:3]):
        now = found[-1].status if found else None
        if isinstance(event, Milestone):
            status = NegotiationStatus(event.status)
        elif now in _BEFORE_ROUNDS:
            status = NegotiationStatus.UNDER_WAY
        else:
            continue
        if status != now:
            found.append(Step(event.when, status, event.id))
    return found


def status_on(history: list[Step], on: datetime) -> Step | None:
    """The status that stood at an instant; None before anything was recorded."""
    past = [step for step in history if step.when.earliest <= on]
    return past[-1] if past else None


def next_step(meetings: Iterable[Meeting], on: datetime) -> NextStep | None:
    """What was to come next at an instant: the first round ahead, else the meeting that the last round agreed on."""
    meetings = sorted(meetings, key=lambda one: (one.when.earliest, one.order))
    ahead = [one for one in meetings if one.status in _AHEAD and one.when.earliest > on]
    if ahead:
        return NextStep(ahead[0].when, "", ahead[0].id, is_round=True)
    held = [one for one in meetings if one.status == RoundStatus.HELD and one.when.earliest <= on]
    if not held or not (held[-1].next_meeting or held[-1].next_note):
        return None
    agreed = held[-1].next_meeting
    if agreed and agreed.before <= on:
        return None
    return NextStep(agreed, held[-1].next_note, held[-1].id, is_round=False)


def unanswered(requests: Iterable[Asked], history: list[Step], on: datetime) -> list[Asked]:
    """The requests that stood without an answer at an instant, the newest first."""
    settled = [step.when.earliest for step in history if step.status in _SETTLED and step.when.earliest <= on]
    return sorted(
        (
            one
            for one in requests
            if one.response in _OPEN
            and one.when.earliest <= on
            and not any(one.when.earliest <= end for end in settled)
        ),
        key=lambda one: one.when.earliest,
        reverse=True,
    )
