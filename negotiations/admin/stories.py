"""Stories: entries that take each step of the way to publication together, all or none."""

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from negotiations.admin.action_forms import NoteForm, TimeField
from negotiations.admin.links import admin_link, public_link
from negotiations.desk import rules, stories
from negotiations.desk.roles import Right
from negotiations.desk.steps import Action, NotAllowed, Refused
from negotiations.models.entries import Story
from negotiations.values import clock
from negotiations.values.vocabulary import Change, PublicState


class StepForm(NoteForm):
    """The versions that were looked at, and words for those entries that readers know already."""

    version = None
    field_order = ("versions", "publish_at", "change", "note")
    versions = forms.CharField(widget=forms.HiddenInput)
    publish_at = TimeField()

    def __init__(self, action, entries, *args, **kwargs):
        seen = ",".join(f"{entry.pk}:{entry.version}" for entry in entries)
        super().__init__(*args, initial={"versions": seen}, **kwargs)
        known = any(entry.public_state == PublicState.LIVE for entry in entries)
        if action == Action.SCHEDULE:
            self.fields["publish_at"].tell_zone()
        else:
            del self.fields["publish_at"]
        if action not in (Action.PUBLISH, Action.SCHEDULE) or not known:
            del self.fields["change"]
            del self.fields["note"]

    def clean_versions(self):
        try:
            pairs = (pair.split(":") for pair in self.cleaned_data["versions"].split(","))
            return {int(pk): int(version) for pk, version in pairs}
        except ValueError:
            raise forms.ValidationError("This page is damaged. Open it again.") from None


@admin.register(Story)
class StoryAdmin(admin.ModelAdmin):
    """A story with its entries, where each stands, and the step that all of them can take."""

    list_display = ("name", "count", "open_count")
    search_fields = ("name",)
    change_form_template = "admin/negotiations/story_change_form.html"

    def has_module_permission(self, request):
        return request.user.has_perm(Right.WRITE)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and request.user.has_perm(Right.WRITE)

    @admin.display(description="entries")
    def count(self, story):
        return story.entries.count()

    @admin.display(description="not yet published as they stand")
    def open_count(self, story):
        return len(stories.open_members(story))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["rows"] = [_row(entry) for entry in stories.members(obj)]
            context["actions"] = [
                (action.label, reverse("admin:negotiations_story_desk", args=(obj.pk, action)))
                for action in stories.available(obj, request.user)
            ]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self):
        view = self.admin_site.admin_view(self.step_view)
        step = path("<int:pk>/<slug:page>/", view, name="negotiations_story_desk")
        *urls, catch_all = super().get_urls()
        return [*urls, step, catch_all]

    def step_view(self, request, pk, page):
        """Show what a step means for each entry, or take it with all of them."""
        if page not in stories.TOGETHER:
            raise Http404
        story, action = get_object_or_404(Story, pk=pk), Action(page)
        entries = stories.open_members(story)
        form = StepForm(action, entries, request.POST if request.method == "POST" else None)
        refused = None
        if form.is_bound and form.is_valid():
            try:
                printed = self._take(request, story, action, form.cleaned_data)
            except Refused as why:
                refused = why
            else:
                self._tell(request, action, len(entries), printed)
                return HttpResponseRedirect(reverse("admin:negotiations_story_change", args=(story.pk,)))
        return self._step_page(request, story, action, entries, form, refused)

    def _take(self, request, story, action, data):
        change = data.get("change")
        return stories.transition_story(
            story,
            action,
            request.user,
            versions=data["versions"],
            note=data.get("note", ""),
            publish_at=data.get("publish_at"),
            change=Change(change) if change else None,
        )

    def _tell(self, request, action, count, printed):
        ids = ", ".join(edition.publication.key for edition in printed)
        words = f"{action.label}: done for {count} entries." + (f" Published: {ids}." if ids else "")
        self.message_user(request, words, messages.SUCCESS)

    def _step_page(self, request, story, action, entries, form, refused):
        context = {
            **self.admin_site.each_context(request),
            "title": f"{action.label}: all or none",
            "subtitle": str(story),
            "opts": self.opts,
            "entry": story,
            "verb": f"{action.label}: all {len(entries)}" if len(entries) > 1 else action.label,
            "form": form,
            "refusals": getattr(refused, "refusals", []),
            "refused": refused,
            "rows": [_row(entry) for entry in entries],
            "possible": action in stories.available(story, request.user),
            "form_url": reverse("admin:negotiations_story_change", args=(story.pk,)),
        }
        status = 403 if isinstance(refused, NotAllowed) else 409 if refused else 200
        return TemplateResponse(request, "admin/negotiations/story_step.html", context, status=status)


def _row(entry) -> dict:
    return {
        "link": admin_link(entry),
        "kind": entry._meta.verbose_name,
        "state": entry.get_work_state_display(),
        "publish_at": clock.in_words(entry.publish_at) if entry.publish_at else "",
        "public": public_link(entry.publication) if entry.publication else entry.public_state.label,
        "problems": rules.problems(entry),
    }
