"""What the pages of actions ask for: never more than the action needs."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminTextareaWidget

from negotiations.admin.comments import remark_rows
from negotiations.admin.forms import HiddenNumber, PassageField
from negotiations.desk.steps import STEPS, UPDATES, Action
from negotiations.models.fields import refuse_control_characters
from negotiations.values import clock
from negotiations.values.vocabulary import PublicState

_PUBLISHES = (Action.PUBLISH, Action.SCHEDULE, Action.EMERGENCY)
_NOTE_LABELS = {
    Action.RETURN: "What should change",
    Action.PUBLISH: "Note for readers",
    Action.SCHEDULE: "Note for readers",
    Action.EMERGENCY: "Note for readers",
    Action.WITHDRAW: "Notice for readers",
    Action.REINSTATE: "Note for readers",
}
_CHANGE_HELP = (
    "An update says that more is known, a correction that we were wrong; a minor edit changes no meaning and is not"
    " announced."
)
_NOTE_HELP = "What changed; for a correction, what was wrong and what is right. Not needed for a minor edit."


class TimeField(forms.DateTimeField):
    """A date with a time of day, in the site's zone; its help says which one that is, and what the time is there."""

    def __init__(self, **kwargs):
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        errors = {
            "required": "Say when it is to be published.",
            "invalid": "Write a date and a time, such as 2025-05-01T09:30.",
        }
        super().__init__(label="When", widget=widget, error_messages=errors, **kwargs)

    def tell_zone(self) -> None:
        self.help_text = f"Local time in {settings.TIME_ZONE}. It is {clock.in_words(clock.now())} there now."


class NoteForm(forms.Form):
    """The version that was looked at, and words that go with the action."""

    version = HiddenNumber()
    change = forms.ChoiceField(
        label="Why a new edition",
        choices=[(value, value.label) for value in UPDATES],
        widget=forms.RadioSelect,
        help_text=_CHANGE_HELP,
    )
    note = PassageField(
        required=False,
        max_length=2000,
        widget=AdminTextareaWidget(attrs={"rows": 4}),
        validators=[refuse_control_characters],
    )


class ActionForm(NoteForm):
    """The form of one action on one entry. What was scheduled before stands in it."""

    field_order = ("version", "reason", "publish_at", "change", "note")
    reason = PassageField(
        label="Why it cannot wait",
        max_length=1000,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        validators=[refuse_control_characters],
        help_text="Readers see it with the entry. Example: The duty applies from midnight, and nobody else is on duty.",
    )
    publish_at = TimeField()
    remarks = None  # rows for comments, where the action takes any

    def __init__(self, action, entry, *args, **kwargs):
        initial = {"version": entry.version, "publish_at": entry.publish_at or _after_embargo(entry)}
        if action in _PUBLISHES:
            initial |= {"change": entry.publish_as, "note": entry.publish_note}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self._keep_what_is_needed(action, entry)
        if "note" in self.fields:
            step, note = STEPS[action], self.fields["note"]
            note.label = _NOTE_LABELS.get(action, "Note for the desk")
            note.required = bool(step.needs_note)
            note.error_messages["required"] = step.needs_note
            note.help_text = _NOTE_HELP if action in _PUBLISHES else ""

    def _keep_what_is_needed(self, action, entry):
        step = STEPS[action]
        if not step.needs_reason:
            del self.fields["reason"]
        else:
            self.fields["reason"].error_messages["required"] = step.needs_reason
        if action != Action.SCHEDULE:
            del self.fields["publish_at"]
        else:
            self.fields["publish_at"].tell_zone()
        if action not in _PUBLISHES or entry.public_state != PublicState.LIVE:
            del self.fields["change"]
        if action in _PUBLISHES and "change" not in self.fields:
            del self.fields["note"]


class ReturnForm(ActionForm):
    """A general note and any number of comments; either is enough for the author to act on."""

    def __init__(self, action, entry, data=None, *, places):
        more = data is not None and "more" in data  # another few rows are wanted, nothing is judged yet
        typed = {"note": data.get("note", ""), "version": data.get("version")} if more else {}
        super().__init__(action, entry, None if more else data, initial=typed)
        self.fields["note"].required = False
        self.remarks = remark_rows(places, data, more)

    def is_valid(self):
        return all([super().is_valid(), self.remarks.is_valid()])

    @property
    def said(self) -> list[tuple[str, str]]:
        """The comments that were written: (field, text)."""
        rows = (form.cleaned_data for form in self.remarks if form.cleaned_data.get("text"))
        return [(row["field"], row["text"]) for row in rows]


def form_for(action, entry, data, places) -> ActionForm:
    """The form of an action; `places()` tells what comments can be about, by name with their labels."""
    if action == Action.RETURN:
        return ReturnForm(action, entry, data, places=places())
    return ActionForm(action, entry, data)


def _after_embargo(entry):
    """The first minute after an embargo that is not over; None where there is none."""
    until = entry.embargo_until
    return until + timedelta(seconds=59) if until and until > clock.now() else None
