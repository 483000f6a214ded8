"""The steps of an entry's way: what an editor can do, when, with which right, and how a refusal is said.

The table of all steps stands in docs/workflow.md, which a test compares with what the desk does. An action is one
member of `Action` and one row of `STEPS` here, one function in `effects` where it does more than move the work state,
and its words in the admin.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import TextChoices

from negotiations.desk.kinds.base import Problem
from negotiations.desk.roles import Right
from negotiations.models.entries import Entry
from negotiations.values.vocabulary import Change, Legal, PublicState, WorkState


class Action(TextChoices):
    """What an editor can do to an entry; the values stand in the journal and in the admin's addresses."""

    SUBMIT = "submit", "Submit for review"
    TAKE_BACK = "take_back", "Take back"
    RETURN = "return", "Return to the author"
    APPROVE = "approve", "Approve"
    PUBLISH = "publish", "Publish"
    SCHEDULE = "schedule", "Publish at a time"
    UNSCHEDULE = "unschedule", "Unschedule"
    WITHDRAW = "withdraw", "Withdraw"
    REINSTATE = "reinstate", "Reinstate"
    CLEAR_LEGAL = "clear_legal", "Clear the legal check"
    EMERGENCY = "emergency", "Publish without review"
    CONFIRM = "confirm", "Confirm"


class Refused(Exception):
    """An action that was not carried out, with a sentence for the editor; `problems` where rules were broken."""

    def __init__(self, message: str, problems: list[Problem] | None = None):
        super().__init__(message)
        self.problems = problems or []


class Stale(Refused):
    """Somebody changed the entry since the editor opened it."""


class NotAllowed(Refused):
    """The editor's role, or four eyes, does not allow it."""


def _no_check_open(entry: Entry) -> str:
    return "" if entry.legal == Legal.NEEDED else "No legal check is open on this entry."


def _not_scheduled(entry: Entry) -> str:
    return "" if entry.publish_at else "It has no time at which it would be published."


@dataclass(frozen=True)
class Step:
    """When an action is possible, who may take it, and where it leads (None: the work state stays).

    `checks_rules`: nothing may be missing. `checks_holds`: the embargo must be over when readers would see it.
    `prints`: an edition comes of it. `unless` says why an entry in the right state cannot take it, or ''.
    """

    right: Right
    work: tuple[WorkState, ...]
    to: WorkState | None
    public: tuple[PublicState, ...] = tuple(PublicState)
    needs_note: str = ""
    needs_reason: str = ""
    checks_rules: bool = False
    checks_holds: bool = False
    four_eyes: bool = False
    prints: bool = False
    unless: Callable[[Entry], str] = lambda entry: ""


_EVERY_WORK_STATE = tuple(WorkState)
_NOT_WITHDRAWN = (PublicState.NOT_PRINTED, PublicState.LIVE)
STEPS = {
    Action.SUBMIT: Step(Right.WRITE, (WorkState.DRAFT,), WorkState.IN_REVIEW, checks_rules=True),
    Action.TAKE_BACK: Step(Right.WRITE, (WorkState.IN_REVIEW, WorkState.APPROVED), WorkState.DRAFT),
    Action.RETURN: Step(
        Right.REVIEW,
        (WorkState.IN_REVIEW, WorkState.APPROVED),
        WorkState.DRAFT,
        needs_note="Say what should change, so that the author can act on it.",
    ),
    Action.APPROVE: Step(
        Right.REVIEW, (WorkState.IN_REVIEW,), WorkState.APPROVED, checks_rules=True, four_eyes=True
    ),
    Action.PUBLISH: Step(
        Right.REVIEW,
        (WorkState.APPROVED,),
        WorkState.CLEAN,
        public=_NOT_WITHDRAWN,
        checks_rules=True,
        checks_holds=True,
        four_eyes=True,
        prints=True,
    ),
    Action.SCHEDULE: Step(
        Right.REVIEW,
        (WorkState.APPROVED,),
        None,
        public=_NOT_WITHDRAWN,
        checks_rules=True,
        checks_holds=True,
        four_eyes=True,
    ),
    Action.UNSCHEDULE: Step(Right.REVIEW, (WorkState.APPROVED,), None, unless=_not_scheduled),
    Action.WITHDRAW: Step(
        Right.CHIEF,
        _EVERY_WORK_STATE,
        None,
        public=(PublicState.LIVE,),
        needs_note="Write the notice that readers will find at the address.",
        prints=True,
    ),
    Action.REINSTATE: Step(
        Right.CHIEF,
        (WorkState.APPROVED,),
        WorkState.CLEAN,
        public=(PublicState.WITHDRAWN,),
        needs_note="Say why it is back: readers see it.",
        checks_rules=True,
        checks_holds=True,
        four_eyes=True,
        prints=True,
    ),
    Action.CLEAR_LEGAL: Step(Right.CHIEF, _EVERY_WORK_STATE, None, unless=_no_check_open),
    Action.EMERGENCY: Step(
        Right.CHIEF,
        (WorkState.DRAFT, WorkState.IN_REVIEW, WorkState.APPROVED),
        WorkState.CLEAN,
        public=_NOT_WITHDRAWN,
        needs_reason="Say why it cannot wait for a second editor: readers see it.",
        checks_rules=True,
        checks_holds=True,
        prints=True,
    ),
    Action.CONFIRM: Step(Right.REVIEW, _EVERY_WORK_STATE, None, public=(PublicState.LIVE,)),
}
UPDATES = (Change.UPDATE, Change.CORRECTION, Change.MINOR)
# The journal's words for saving a working copy. An edit counts for four eyes, comparing words with a source does not.
EDITED = ("created", "edited", "reverted", "imported")
SAVED = (*EDITED, "checked")
REMARKS = ("commented", "resolved", "shared", "unshared")  # about an entry; they change nothing of it
# After these the working copy is what readers see: who edited it before may review what comes next.
PRINTS = (Action.PUBLISH, Action.REINSTATE, Action.EMERGENCY)
