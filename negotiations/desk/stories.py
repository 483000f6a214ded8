"""Publishing as a set: the entries of one story take a step together, all or none."""

from datetime import datetime

from django.db import transaction

from negotiations.desk import workflow
from negotiations.desk.steps import STEPS, Action, Refused
from negotiations.models.entries import Entry, Story
from negotiations.models.printed import Edition
from negotiations.values.vocabulary import Change, PublicState, WorkState

TOGETHER = (
    Action.SUBMIT,
    Action.TAKE_BACK,
    Action.APPROVE,
    Action.PUBLISH,
    Action.SCHEDULE,
    Action.UNSCHEDULE,
)
_PUBLISHES = (Action.PUBLISH, Action.SCHEDULE)


class SetRefused(Refused):
    """Why none of them took the step: a sentence for each entry that could not."""

    def __init__(self, refusals: list[tuple[Entry, str]]):
        self.refusals = refusals
        super().__init__("Nothing was done: " + " ".join(f"“{entry}”: {why}" for entry, why in refusals))


def members(story: Story) -> list[Entry]:
    """The entries of a story as their kinds, in the order of their dates."""
    entries = story.entries.select_related("publication").order_by("earliest", "pk")
    return [entry.child for entry in entries]


def open_members(story: Story) -> list[Entry]:
    """Those that are not as readers see them already: the ones that take a step."""
    return [entry for entry in members(story) if entry.work_state != WorkState.CLEAN]


def available(story: Story, user) -> list[Action]:
    """The steps that every open entry of the story could take now, as far as role, states and four eyes tell."""
    entries = open_members(story)
    return [
        action
        for action in TOGETHER
        if entries and all(action in workflow.available(entry, user) for entry in entries)
    ]


def transition_story(
    story: Story,
    action: Action,
    by,
    *,
    versions: dict[int, int],
    note: str = "",
    change: Change | None = None,
    publish_at: datetime | None = None,
) -> list[Edition]:
    """Take one step with all open entries of a story, in one transaction; returns what was printed.

    `versions` are the ones the editor saw, by entry: an entry that joined since, or changed, stops the whole set.
    `note` and `change` are for those that readers know already, `publish_at` is the time of a schedule. Raises
    SetRefused, and then nothing was changed.
    """
    refusals: list[tuple[Entry, str]] = []
    printed: list[Edition] = []
    with transaction.atomic():
        for entry in open_members(story):
            known = entry.public_state == PublicState.LIVE and action in _PUBLISHES
            needs_note = known or STEPS[action].needs_note
            words = {"note": note if needs_note else "", "change": change if known else None}
            try:
                edition = _step(entry, action, by, versions, publish_at=publish_at, **words)
            except Refused as refused:
                refusals.append((entry, str(refused)))
            else:
                printed += [edition] if edition else []
        if refusals:
            raise SetRefused(refusals)
        if versions.keys() - {entry.pk for entry in members(story)}:
            raise Refused("An entry left the story since you opened this page. Open it again.")
    return printed


def _step(entry: Entry, action: Action, by, versions: dict[int, int], **words):
    if entry.pk not in versions:
        raise Refused("It joined the story since you opened this page. Open it again.")
    with transaction.atomic():
        return workflow.transition(entry, action, by, version=versions[entry.pk], **words)
