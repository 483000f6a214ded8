"""The steps of an entry's way: what an editor can do, when, with which right, and how a refusal is said.

| step | from | to | right | needs |
|---|---|---|---|---|
| submit | draft | in review | write | every rule fulfilled |
| take back | in review, approved | draft | write | |
| return | in review, approved | draft | review | a note for the author |
| approve | in review | approved | review | every rule, four eyes; holds for this content alone |
| publish | approved | clean | review | every rule, four eyes; a reason and a note where readers know it already |
| withdraw | any, while live | the same | chief | a notice for readers |
| reinstate | approved, while withdrawn | clean | chief | every rule, four eyes, a note for readers |
| clear the legal check | any, while one is open | the same | chief | |
"""

from dataclasses import dataclass

from django.db.models import TextChoices

from negotiations.desk.kinds.base import Problem
from negotiations.desk.roles import Right
from negotiations.values.vocabulary import Change, PublicState, WorkState


class Action(TextChoices):
    """What an editor can do to an entry; the values stand in the journal and in the admin's addresses."""

    SUBMIT = "submit", "Submit for review"
    TAKE_BACK = "take_back", "Take back"
    RETURN = "return", "Return to the author"
    APPROVE = "approve", "Approve"
    PUBLISH = "publish", "Publish"
    WITHDRAW = "withdraw", "Withdraw"
    REINSTATE = "reinstate", "Reinstate"
    CLEAR_LEGAL = "clear_legal", "Clear the legal check"


class Refused(Exception):
    """An action that was not carried out, with a sentence for the editor; `problems` where rules were broken."""

    def __init__(self, message: str, problems: list[Problem] | None = None):
        super().__init__(message)
        self.problems = problems or []


class Stale(Refused):
    """Somebody changed the entry since the editor opened it."""


class NotAllowed(Refused):
    """The editor's role, or four eyes, does not allow it."""


@dataclass(frozen=True)
class Step:
    """When an action is possible, who may take it, and where it leads (None: the work state stays)."""

    right: Right
    work: tuple[WorkState, ...]
    to: WorkState | None
    public: tuple[PublicState, ...] = tuple(PublicState)
    needs_note: str = ""
    checks_rules: bool = False
    four_eyes: bool = False


_EVERY_WORK_STATE = tuple(WorkState)
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
        public=(PublicState.NOT_PRINTED, PublicState.LIVE),
        checks_rules=True,
        four_eyes=True,
    ),
    Action.WITHDRAW: Step(
        Right.CHIEF,
        _EVERY_WORK_STATE,
        None,
        public=(PublicState.LIVE,),
        needs_note="Write the notice that readers will find at the address.",
    ),
    Action.REINSTATE: Step(
        Right.CHIEF,
        (WorkState.APPROVED,),
        WorkState.CLEAN,
        public=(PublicState.WITHDRAWN,),
        needs_note="Say why it is back: readers see it.",
        checks_rules=True,
        four_eyes=True,
    ),
    Action.CLEAR_LEGAL: Step(Right.CHIEF, _EVERY_WORK_STATE, None),
}
UPDATES = (Change.UPDATE, Change.CORRECTION, Change.MINOR)
EDITED = ("created", "edited")
