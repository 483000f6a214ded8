"""The only writer of an entry's states, and the only way to save a working copy.

Work state (draft, in review, approved, clean) and public state (not printed, live, withdrawn) are independent: an
entry can be live with unpublished changes. Every call writes its journal row in the same transaction.
"""

from collections.abc import Callable
from datetime import datetime

import reversion
from django.conf import settings
from django.db import transaction

from negotiations.desk import emergency, printing, rules, second_factor
from negotiations.desk.effects import Given, take_effect, unschedule
from negotiations.desk.kinds import desk_kind
from negotiations.desk.kinds.base import Problem
from negotiations.desk.outgoing import outbox
from negotiations.desk.roles import Right
from negotiations.desk.steps import (
    EDITED,
    PRINTS,
    REMARKS,
    SAVED,
    STEPS,
    Action,
    NotAllowed,
    Refused,
    Stale,
    Step,
)
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.printed import Edition
from negotiations.values import clock
from negotiations.values.vocabulary import Change, Legal, WorkState

NOBODY = "the timetable"  # who did what happened by itself


def available(entry: Entry, user) -> list[Action]:
    """The actions that this user could take now, as far as role, states and four eyes tell; rules are not checked."""
    return [action for action in Action if not why_not(action, entry, user)]


def transition(
    entry: Entry,
    action: Action,
    by,
    *,
    version: int,
    note: str = "",
    change: Change | None = None,
    publish_at: datetime | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> Edition | None:
    """Take one action on an entry of its own kind; returns the edition where one was printed or confirmed.

    `version` is the one the editor saw. `change` says why an edition of something live is printed, `publish_at` when
    something scheduled is, `reason` why something could not wait for a second editor. `at` is a simulated publication
    time, accepted from the sample loader alone. Raises Stale, NotAllowed or Refused, and then nothing was changed.
    """
    step, note, reason = STEPS[action], note.strip(), reason.strip()
    with transaction.atomic():
        printing.require_sample(at)
        run = printing.Run(at) if step.prints else None
        _claim(entry, version)
        if why := why_not(action, entry, by):
            raise why
        if step.needs_note and not note:
            raise Refused(step.needs_note)
        if step.needs_reason and not reason:
            raise Refused(step.needs_reason)
        if found := _in_the_way(step, entry, publish_at):
            raise Refused("It cannot go on yet: " + " ".join(problem.message for problem in found), found)
        from_state, digest = entry.work_state, printing.content_digest(entry) if step.checks_rules else ""
        edition = take_effect(action, entry, Given(by, note, change, publish_at, digest, run, reason))
        entry.work_state = step.to or entry.work_state
        _write_state(entry)
        if action == Action.SCHEDULE and entry.publish_at:
            note = f"For {clock.in_words(entry.publish_at)}. {note}".strip()
        said = "\n\n".join(filter(None, (reason, note)))
        journal(entry, action, by, from_state, at=at, note=said, digest=digest, edition=edition)
        if edition and run and at is None:  # nobody is told of the sample
            outbox.announce(edition)
    return edition


def save_working(
    child: Entry,
    by,
    *,
    seen: int | None = None,
    write: Callable[[], object] | None = None,
    did: str = "",
    note: str = "",
    at: datetime | None = None,
) -> None:
    """Save a working copy with all that belongs to it; the only way to do so.

    `write` saves the row and its parts (the row alone where it is left out). `seen` is the version the editor
    started from: the present one where it is left out. `did` is the journal's word for it where it is neither
    "created" nor "edited" (one of `steps.SAVED`), `note` goes with it. An approval is void after it. Raises Stale,
    NotAllowed or Refused.
    """
    if not by.has_perm(Right.WRITE):
        raise NotAllowed("Your account may not write entries.")
    if did and did not in SAVED:
        raise ValueError(f"steps.SAVED does not know “{did}”: say there whether it counts for four eyes.")
    # Kept by hand, at the end: reversion would keep each row as it was at its first save, before its relations.
    with transaction.atomic(), reversion.create_revision(manage_manually=True):
        printing.require_sample(at)
        reversion.set_user(by)
        is_new = child.pk is None
        if is_new:
            child.created_by, child.version = by, 1
        stored = None if is_new else _claim(child, child.version if seen is None else seen)
        _keep_legal_check(child, stored)
        from_state = "" if is_new else child.work_state
        if child.work_state in (WorkState.APPROVED, WorkState.CLEAN):
            child.work_state = WorkState.DRAFT
        child.approved_digest, child.approved_by = "", None
        unschedule(child)
        desk_kind(child).prepare(child)
        (write or child.save)()
        desk_kind(child).settle(child)
        reversion.add_to_revision(child)
        journal(child, did or ("created" if is_new else "edited"), by, from_state, note=note, at=at)


def editors_since_print(entry: Entry) -> set[int]:
    """The ids of all who edited the working copy since its last edition."""
    rows = Transition.objects.filter(entry=entry.pk).order_by("-id").values_list("action", "by_id")
    found = set()
    for action, by in rows:
        if action in PRINTS:
            break
        if action in EDITED and by:
            found.add(by)
    return found


def why_stale(entry: Entry, seen: int) -> Stale | None:
    """What a form must be told that was opened at the version `seen` and is late, None where it is not."""
    return Stale(_stale_message(entry)) if entry.version != seen else None


def delete_draft(entry: Entry, by) -> None:
    """Delete a working copy that was never printed; the journal keeps that it was there. Raises Refused."""
    with transaction.atomic():
        _claim(entry, entry.version)
        if entry.publication:
            raise Refused("What was published is never deleted. Withdraw it instead.")
        journal(entry, "deleted", by, entry.work_state)
        entry.delete()


# What no form holds and only this module writes.
_OF_THE_WORKFLOW = (
    "version work_state approved_digest approved_by publish_at publish_as publish_note scheduled_by publication"
    " created_by"
).split()


def drop_schedule(entry: Entry, why: str, *, version: int) -> None:
    """What was to be published could not be: it loses its time, and the journal says why. Raises Stale."""
    with transaction.atomic():
        _claim(entry, version)
        unschedule(entry)
        _write_state(entry)
        journal(entry, "not_published", None, entry.work_state, note=why)


def _in_the_way(step: Step, entry: Entry, publish_at: datetime | None) -> list[Problem]:
    """What the step finds missing, or against readers seeing it at `publish_at` (now where not given)."""
    found = rules.missing(entry) if step.checks_rules else []
    return [*found, *rules.holds(entry, publish_at)] if step.checks_holds else found


def _keep_legal_check(child: Entry, stored: Entry | None) -> None:
    """Saving can ask for a legal check, and never end one: that is an action of chief editors. Raises Refused."""
    if child.legal not in (Legal.NEEDED, stored.legal if stored else Legal.NOT_REQUIRED):
        raise Refused("A legal check is ended by a chief editor, with “Clear the legal check”.")


def _write_state(entry: Entry) -> None:
    """Store what actions change. Only approved content keeps an approval and a time at which it is published."""
    if entry.work_state != WorkState.APPROVED:
        entry.approved_digest, entry.approved_by = "", None
        unschedule(entry)
    Entry.objects.filter(pk=entry.pk).update(
        work_state=entry.work_state,
        approved_digest=entry.approved_digest,
        approved_by=entry.approved_by,
        publish_at=entry.publish_at,
        publish_as=entry.publish_as,
        publish_note=entry.publish_note,
        scheduled_by=entry.scheduled_by,
        publication=entry.publication,
        legal=entry.legal,
        updated_at=clock.now(),
    )


def _claim(entry: Entry, version: int) -> Entry:
    """Take the entry at the version that the editor saw, bring its states up to date; returns it as stored.

    Raises Stale.
    """
    claimed = Entry.objects.filter(pk=entry.pk, version=version).update(version=version + 1)
    fresh = (
        Entry.objects.select_related("publication", "approved_by", "scheduled_by").filter(pk=entry.pk).first()
    )
    if not claimed or fresh is None:
        raise Stale(_stale_message(fresh))
    for name in _OF_THE_WORKFLOW:
        setattr(entry, name, getattr(fresh, name))
    return fresh


def _stale_message(fresh: Entry | None) -> str:
    if fresh is None:
        return "This entry was deleted while you had it open."
    last = fresh.transitions.exclude(action__in=REMARKS).first()
    who = f"{last.by_name} changed it at {last.at:%H:%M} UTC" if last else "Somebody changed it"
    return (
        f"{who}, after you opened it. Nothing of yours was saved."
        " Open it again in a new tab, compare, and save once more."
    )


def why_not(action: Action, entry: Entry, user) -> Refused | None:
    """Why this user cannot take the action now, None where they can; rules are not checked."""
    step = STEPS[action]
    if not user.has_perm(step.right):
        return NotAllowed(f"Your role does not include this: {action.label.lower()}.")
    if not_verified := second_factor.why_not(user, action):
        return not_verified
    if entry.work_state not in step.work or entry.public_state not in step.public:
        state = f"{entry.get_work_state_display().lower()}, {entry.public_state.label.lower()}"
        return Refused(f"Not possible now ({action.label.lower()}): the entry is {state}.")
    if why := step.unless(entry):
        return Refused(why)
    if action == Action.CONFIRM and (refused := emergency.why_not_confirm(entry, user)):
        return refused
    if step.four_eyes and settings.TRADEWATCH_FOUR_EYES and user.pk in editors_since_print(entry):
        return NotAllowed(
            "You edited this entry since its last edition: somebody else has to approve and publish it."
        )
    return None


def journal(
    entry: Entry, did: str, by, from_state: str, *, at=None, note="", digest="", edition=None
) -> None:
    """Write down what was done to an entry; `by` is None where nobody was there."""
    Transition.objects.create(
        entry_id=entry.pk,
        label=entry.headline,
        action=did,
        from_state=from_state,
        to_state=entry.work_state,
        version=entry.version,
        digest=digest,
        note=note,
        edition=edition,
        by=by,
        by_name=(by.get_full_name() or by.get_username()) if by else NOBODY,
        at=at or clock.now(),
    )
