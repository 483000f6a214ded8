"""A page for each action on an entry: what will happen, what readers will see, and the button that does it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path

from negotiations.admin.action_forms import form_for
from negotiations.admin.links import admin_url
from negotiations.admin.preview import confirming
from negotiations.desk import comments, rules, workflow
from negotiations.desk.preview import preview, printed_body
from negotiations.desk.steps import STEPS, Action
from negotiations.public.difference import differences
from negotiations.values import clock
from negotiations.values.vocabulary import Change, PublicState

_WHAT_HAPPENS = {
    Action.SUBMIT: "Somebody else reviews it. It stays editable.",
    Action.TAKE_BACK: "It becomes a draft again. An approval is void.",
    Action.RETURN: "It becomes a draft again. The author finds your note in the history, and comments beside their"
    " fields.",
    Action.APPROVE: "You stand for this content as it is now; any later edit makes that void. Readers see nothing yet.",
    Action.PUBLISH: "Readers see it at once, and every edition stays on record for good.",
    Action.SCHEDULE: "It is published by itself at that time, in your name, if it still may be then. Any edit before"
    " takes it off the timetable.",
    Action.UNSCHEDULE: "It stays approved, and nothing is published by itself.",
    Action.WITHDRAW: "Readers find your notice at its address instead of the entry, also for its past editions.",
    Action.REINSTATE: "Readers find the entry again, with its past editions.",
    Action.CLEAR_LEGAL: "It may be published as far as the law is concerned.",
    Action.EMERGENCY: "Readers see it at once, with your reason and that no second editor had approved it. Somebody"
    " else confirms it afterwards.",
    Action.CONFIRM: "You stand for the newest edition that was published without review. Readers see that a second"
    " editor confirmed it, and when.",
}
_SHOWS_CONTENT = (
    Action.SUBMIT,
    Action.RETURN,
    Action.APPROVE,
    Action.PUBLISH,
    Action.SCHEDULE,
    Action.REINSTATE,
    Action.EMERGENCY,
)
# Where an approval leads on to, for those who want to publish in one go.
_THEN = {Action.PUBLISH: "Approve, then publish", Action.SCHEDULE: "Approve, then publish at a time"}


class ActionPages:
    """Adds the pages of actions to an entry's admin."""

    def get_urls(self):
        *urls, catch_all = super().get_urls()
        view = self.admin_site.admin_view
        return [
            *urls,
            path(
                "<int:pk>/<slug:page>/",
                view(self.action_view),
                name=f"negotiations_{self.opts.model_name}_desk",
            ),
            catch_all,
        ]

    def action_view(self, request, pk, page):
        """Show what an action will do, or take it."""
        if page not in Action.values:
            raise Http404
        entry, action = self._entry(request, pk), Action(page)
        data = request.POST if request.method == "POST" else None
        form = form_for(action, entry, data, lambda: self.places(request, entry))
        if why := workflow.why_not(action, entry, request.user):
            if isinstance(why, workflow.NotAllowed):
                return self.forbidden(request, entry, why)
            return self._action_page(request, entry, action, form, refused=why)
        if not form.is_bound or not form.is_valid():
            return self._action_page(request, entry, action, form)
        try:
            self._take(request, entry, action, form)
        except workflow.NotAllowed as refused:
            return self.forbidden(request, entry, refused)
        except workflow.Refused as refused:
            fresh = self._entry(request, pk)
            return self._action_page(request, fresh, action, _again(form, fresh, refused), refused=refused)
        self.message_user(request, self.done(entry, action), messages.SUCCESS)
        then = request.POST.get("then", "")
        return HttpResponseRedirect(admin_url(entry, then if then in _THEN else "change"))

    def _entry(self, request, pk):
        entry = get_object_or_404(self.get_queryset(request).select_related("publication"), pk=pk)
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        return entry

    def _take(self, request, entry, action, form):
        data = form.cleaned_data
        change = data.get("change")
        words = {"version": data["version"], "note": data.get("note", "")}
        if action == Action.RETURN:
            labels = self.places(request, entry)
            comments.send_back(entry, request.user, **words, remarks=form.said, labels=labels)
            return
        workflow.transition(
            entry,
            action,
            request.user,
            **words,
            reason=data.get("reason", ""),
            change=Change(change) if change else None,
            publish_at=data.get("publish_at"),
        )

    def _action_page(self, request, entry, action, form, refused=None):
        possible = workflow.available(entry, request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": action.label,
            "subtitle": str(entry),
            "opts": self.opts,
            "entry": entry,
            "verb": action.label,
            "form": form,
            "refused": refused,
            "possible": action in possible,
            "what_happens": _WHAT_HAPPENS[action],
            "problems": _problems(action, entry),
            "form_url": admin_url(entry),
            "thens": [(to.value, words) for to, words in _THEN.items()] if _leads_on(action, entry) else [],
            "instead": [(to.label, admin_url(entry, to.value)) for to in possible if to != action],
            "publish_at": clock.in_words(entry.publish_at) if entry.publish_at else "",
            "open_comments": len(comments.open_about(entry)) if action in _SHOWS_CONTENT else 0,
        }
        if action in _SHOWS_CONTENT and action in possible:
            context |= _content(entry)
        if action == Action.CONFIRM:
            context |= confirming(entry)
        status = 409 if refused and request.method == "POST" else 200
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


def _problems(action, entry) -> list:
    """What would stop the action now; of a schedule, the embargo is judged by the time that is chosen."""
    step = STEPS[action]
    found = rules.missing(entry) if step.checks_rules else []
    return [*found, *rules.holds(entry)] if step.checks_holds and action != Action.SCHEDULE else found


def _leads_on(action, entry) -> bool:
    return action == Action.APPROVE and entry.public_state != PublicState.WITHDRAWN


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
