"""A page for each action on an entry: what will happen, what readers will see, and the button that does it."""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path

from negotiations.admin.forms import HiddenNumber, PassageField
from negotiations.admin.links import admin_url
from negotiations.admin.preview import preview_page
from negotiations.desk import rules, workflow
from negotiations.desk.preview import preview, printed_body
from negotiations.desk.steps import STEPS, UPDATES, Action
from negotiations.models.fields import refuse_control_characters
from negotiations.public.difference import differences
from negotiations.values.vocabulary import Change, PublicState

_WHAT_HAPPENS = {
    Action.SUBMIT: "Somebody else reviews it. It stays editable.",
    Action.TAKE_BACK: "It becomes a draft again. An approval is void.",
    Action.RETURN: "It becomes a draft again. The author reads your note in the history.",
    Action.APPROVE: "You stand for this content as it is now; any later edit makes that void. Readers see nothing yet.",
    Action.PUBLISH: "Readers see it at once, and every edition stays on record for good.",
    Action.WITHDRAW: "Readers find your notice at its address instead of the entry, also for its past editions.",
    Action.REINSTATE: "Readers find the entry again, with its past editions.",
    Action.CLEAR_LEGAL: "It may be published as far as the law is concerned.",
}
_SHOWS_CONTENT = (Action.SUBMIT, Action.APPROVE, Action.PUBLISH, Action.REINSTATE)
_NOTE_LABELS = {
    Action.RETURN: "What should change",
    Action.PUBLISH: "Note for readers",
    Action.WITHDRAW: "Notice for readers",
    Action.REINSTATE: "Note for readers",
}
_CHANGE_HELP = (
    "An update says that more is known, a correction that we were wrong; a minor edit changes no meaning and is not"
    " announced."
)
_NOTE_HELP = "What changed; for a correction, what was wrong and what is right. Not needed for a minor edit."


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
    """The form of one action on one entry; it asks for no more than the action needs."""

    def __init__(self, action, entry, *args, **kwargs):
        super().__init__(*args, initial={"version": entry.version}, **kwargs)
        step = STEPS[action]
        if action != Action.PUBLISH or entry.public_state != PublicState.LIVE:
            del self.fields["change"]
        if action == Action.PUBLISH and "change" not in self.fields:
            del self.fields["note"]
            return
        self.fields["note"].label = _NOTE_LABELS.get(action, "Note for the desk")
        self.fields["note"].required = bool(step.needs_note)
        self.fields["note"].error_messages["required"] = step.needs_note
        if action == Action.PUBLISH:
            self.fields["note"].help_text = _NOTE_HELP


class ActionPages:
    """Adds the pages of actions and of the preview to an entry's admin."""

    def get_urls(self):
        *urls, catch_all = super().get_urls()
        view = self.admin_site.admin_view
        return [
            *urls,
            path(
                "<int:pk>/preview/",
                view(self.preview_view),
                name=f"negotiations_{self.opts.model_name}_preview",
            ),
            path(
                "<int:pk>/<slug:page>/",
                view(self.action_view),
                name=f"negotiations_{self.opts.model_name}_desk",
            ),
            catch_all,
        ]

    def preview_view(self, request, pk):
        """What readers would see, for the frame of an action's page and for a tab of its own."""
        return preview_page(request, self._entry(request, pk))

    def action_view(self, request, pk, page):
        """Show what an action will do, or take it."""
        if page not in Action.values:
            raise Http404
        entry, action = self._entry(request, pk), Action(page)
        form = ActionForm(action, entry, request.POST if request.method == "POST" else None)
        if why := workflow.why_not(action, entry, request.user):
            if isinstance(why, workflow.NotAllowed):
                return self.forbidden(request, entry, why)
            return self._action_page(request, entry, action, form, refused=why)
        if not form.is_bound or not form.is_valid():
            return self._action_page(request, entry, action, form)
        try:
            self._take(request, entry, action, form.cleaned_data)
        except workflow.NotAllowed as refused:
            return self.forbidden(request, entry, refused)
        except workflow.Refused as refused:
            fresh = self._entry(request, pk)
            return self._action_page(request, fresh, action, _again(form, fresh, refused), refused=refused)
        self.message_user(request, self.done(entry, action), messages.SUCCESS)
        return HttpResponseRedirect(admin_url(entry))

    def _entry(self, request, pk):
        entry = get_object_or_404(self.get_queryset(request).select_related("publication"), pk=pk)
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        return entry

    def _take(self, request, entry, action, data):
        change = data.get("change")
        workflow.transition(
            entry,
            action,
            request.user,
            version=data["version"],
            note=data.get("note", ""),
            change=Change(change) if change else None,
        )

    def _action_page(self, request, entry, action, form, refused=None):
        context = {
            **self.admin_site.each_context(request),
            "title": action.label,
            "subtitle": str(entry),
            "opts": self.opts,
            "entry": entry,
            "verb": action.label,
            "form": form,
            "refused": refused,
            "possible": not workflow.why_not(action, entry, request.user),
            "what_happens": _WHAT_HAPPENS[action],
            "problems": rules.problems(entry) if STEPS[action].checks_rules else [],
            "form_url": admin_url(entry),
        }
        if action in _SHOWS_CONTENT:
            context |= _content(entry)
        status = 409 if isinstance(refused, workflow.Stale) else 200
        return TemplateResponse(request, "admin/negotiations/action.html", context, status=status)

    def forbidden(self, request, entry, why):
        """403 with the reason."""
        context = {
            **self.admin_site.each_context(request),
            "title": "Not allowed",
            "opts": self.opts,
            "entry": entry,
            "why": str(why),
            "form_url": admin_url(entry),
        }
        return TemplateResponse(request, "admin/negotiations/forbidden.html", context, status=403)


def _again(form, entry, refused):
    """The same words in a form that can be sent again; of somebody else's change the editor was told just now."""
    form.add_error(None, str(refused))
    form.data = form.data.copy()
    form.data["version"] = entry.version
    return form


def _content(entry) -> dict:
    """What readers will see: the address of the preview, and what differs from the edition that stands."""
    built = preview(entry)
    old, old_labels = printed_body(entry.publication)
    return {
        "preview_url": admin_url(entry, "preview") if built.body else "",
        "reasons": [] if built.body else built.problems,
        "had_edition": old is not None,
        "differences": differences(old, old_labels, built.body, built.labels) if old and built.body else [],
    }
