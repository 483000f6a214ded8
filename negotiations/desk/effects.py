"""What each action does beside moving the work state; called by `workflow.transition`, in its transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from negotiations.desk import emergency
from negotiations.desk.printing import Run
from negotiations.desk.steps import UPDATES, Action, Refused
from negotiations.models.entries import Entry
from negotiations.models.printed import Edition
from negotiations.values import clock
from negotiations.values.vocabulary import Change, Legal, PublicState

MOST_AHEAD = timedelta(days=2 * 366)  # what is set for later than this is a slip of the hand


@dataclass(frozen=True)
class Given:
    """What an effect is told: who acts, the words and the time that were given, and the hash of the content.

    `run` is the locked press where the action prints, None otherwise; `digest` is '' where no content is checked.
    """

    by: Any
    note: str = ""
    change: Change | None = None
    publish_at: datetime | None = None
    digest: str = ""
    run: Run | None = None
    reason: str = ""


def take_effect(action: Action, entry: Entry, given: Given) -> Edition | None:
    """Carry out what the action does to the entry; returns the edition where one was printed or confirmed.

    Raises Refused.
    """
    effect = _EFFECTS.get(action)
    return effect(entry, given) if effect else None


def unschedule(entry: Entry) -> None:
    """Nothing is to be published by itself; the caller stores it."""
    entry.publish_at, entry.publish_as, entry.publish_note, entry.scheduled_by = None, "", "", None


def _approve(entry, given):
    entry.approved_digest, entry.approved_by = given.digest, given.by


def _publish(entry, given):
    _require_approved(entry, given)
    return given.run.print_entry(entry, _reason(entry, given), given.note)


def _schedule(entry, given):
    _require_approved(entry, given)
    reason, now = _reason(entry, given), clock.now()
    if given.publish_at is None:
        raise Refused("Say when it is to be published.")
    if given.publish_at <= now:
        raise Refused("That time is past. Choose a later one, or publish it now.")
    if given.publish_at > now + MOST_AHEAD:
        raise Refused("That is more than two years ahead. Check the year.")
    entry.publish_at, entry.scheduled_by = given.publish_at, given.by
    entry.publish_as, entry.publish_note = reason, given.note


def _unschedule(entry, given):
    unschedule(entry)


def _reinstate(entry, given):
    _require_approved(entry, given)
    return given.run.print_entry(entry, Change.REINSTATEMENT, given.note)


def _withdraw(entry, given):
    unschedule(entry)
    return given.run.close(entry.publication, given.note)


def _emergency(entry, given):
    edition = given.run.print_entry(entry, _reason(entry, given), given.note)
    emergency.put_on_record(edition, given.reason)
    return edition


def _confirm(entry, given):
    return emergency.confirm(entry)


def _clear_legal(entry, given):
    entry.legal = Legal.CLEARED


_EFFECTS = {
    Action.APPROVE: _approve,
    Action.PUBLISH: _publish,
    Action.SCHEDULE: _schedule,
    Action.UNSCHEDULE: _unschedule,
    Action.REINSTATE: _reinstate,
    Action.WITHDRAW: _withdraw,
    Action.CLEAR_LEGAL: _clear_legal,
    Action.EMERGENCY: _emergency,
    Action.CONFIRM: _confirm,
}


def _require_approved(entry: Entry, given: Given) -> None:
    if given.digest != entry.approved_digest:
        raise Refused("The content is not what was approved. It has to be approved again.")


def _reason(entry: Entry, given: Given) -> Change:
    """Why the edition is printed: what readers know already needs a reason and, but for a minor edit, words."""
    if entry.public_state == PublicState.NOT_PRINTED:
        return Change.FIRST
    if given.change not in UPDATES:
        raise Refused("Say why a new edition is published: update, correction or minor edit.")
    if given.change != Change.MINOR and not given.note:
        raise Refused("Say for readers what changed; for a correction, what was wrong and what is right.")
    return given.change
