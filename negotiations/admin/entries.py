"""The form and the list that all kinds of entry share. A kind adds its own fields, parts and filters."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime

from negotiations.admin.action_pages import ActionPages
from negotiations.admin.base import DeskModelAdmin, DeskStacked, DeskTabular
from negotiations.admin.forms import EntryForm, zones
from negotiations.admin.links import admin_url, public_link
from negotiations.admin.list_actions import ListActions
from negotiations.desk import history, rules, workflow
from negotiations.desk.roles import Right
from negotiations.models.entries import RelatedEntry
from negotiations.models.journal import Transition
from negotiations.models.sources import Citation
from negotiations.values.vocabulary import PublicState, WorkState

WHAT_AND_WHEN = (
    "What and when",
    {
        "description": "The sentence by which everybody will find it again, and its date, as exactly as it is known."
        " Never write a time that nobody gave.",
        "fields": ("headline", ("when", "zone"), "when_note", ("summary", "language")),
    },
)
BELONGS_TO = (
    "Belongs to",
    {
        "description": "What readers filter the timeline by.",
        "fields": (("negotiations", "economies"), ("topics", "people"), "is_key"),
    },
)
DESK_ONLY = (
    "Desk only",
    {
        "description": "Never published. An embargo or an open legal check holds the entry back."
        f" Times are in {settings.TIME_ZONE}.",
        "fields": ("internal_note", "embargo_until", ("legal", "last_verified_on"), "story"),
    },
)


class CitationInline(DeskStacked):
    model = Citation
    extra = 1
    autocomplete_fields = ("source",)
    fields = (("source", "stance"), ("concerns", "locator", "position"), "says")
    verbose_name_plural = "Citations: where we know it from, and who says something else"


class RelatedInline(DeskTabular):
    model = RelatedEntry
    fk_name = "entry"
    autocomplete_fields = ("target",)
    fields = ("role", "target")


class PublicStateFilter(admin.SimpleListFilter):
    """What readers find."""

    title = "public state"
    parameter_name = "public"

    def lookups(self, request, model_admin):
        return PublicState.choices

    def queryset(self, request, queryset):
        conditions = {
            PublicState.NOT_PRINTED: {"publication": None},
            PublicState.LIVE: {"publication__isnull": False, "publication__closed_at": None},
            PublicState.WITHDRAWN: {"publication__closed_at__isnull": False},
        }
        return queryset.filter(**conditions[self.value()]) if self.value() in conditions else queryset


class EntryColumns:
    """The columns that tell where an entry stands; shared with the list of all kinds."""

    @admin.display(description="when", ordering="earliest")
    def when_text(self, entry):
        return str(entry.when_value or "–")

    @admin.display(description="readers see", ordering="publication__number")
    def public(self, entry):
        if entry.publication is None:
            return entry.public_state.label
        return format_html("{} {}", public_link(entry.publication), entry.public_state.label.lower())

    @admin.display(description="edited by")
    def editor(self, entry):
        return entry.last_editor or "–"

    @admin.display(description="changed", ordering="updated_at")
    def changed(self, entry):
        return date_format(localtime(entry.updated_at), "j M Y, H:i")

    @staticmethod
    def with_editor(queryset):
        """Each entry with `last_editor`, who saved it last."""
        edits = Transition.objects.filter(entry=OuterRef("pk"), action__in=workflow.EDITED).order_by("-id")
        return queryset.annotate(last_editor=Subquery(edits.values("by_name")[:1]))


class EntryAdmin(EntryColumns, ActionPages, ListActions, DeskModelAdmin):
    """One kind of entry.

    A kind names `own_fieldsets` (between "what and when" and the rest), `own_inlines` (between citations and related
    entries), and what its list can be searched and filtered by: `own_search`, `own_filters`.
    """

    own_fieldsets = ()
    own_inlines = ()
    own_search = ()
    own_filters = ()
    own_autocomplete = ()

    form = EntryForm
    change_form_template = "admin/negotiations/entry_change_form.html"
    object_history_template = "admin/negotiations/entry_history.html"
    list_display = ("headline", "when_text", "work_state", "public", "editor", "changed")
    list_select_related = ("publication",)

    def __init_subclass__(cls, **kwargs):
        """Put the kind's own beside what is shared, so that Django's checks see all of it at the start."""
        super().__init_subclass__(**kwargs)
        cls.fieldsets = (WHAT_AND_WHEN, *cls.own_fieldsets, BELONGS_TO, DESK_ONLY)
        cls.inlines = (CitationInline, *cls.own_inlines, RelatedInline)
        cls.autocomplete_fields = (
            "negotiations",
            "economies",
            "topics",
            "people",
            "story",
            *cls.own_autocomplete,
        )
        cls.search_fields = ("headline", "summary", "publication__key", *cls.own_search)
        by_talks = ("negotiations", admin.RelatedOnlyFieldListFilter)
        cls.list_filter = ("work_state", PublicStateFilter, *cls.own_filters, "is_key", by_talks)

    def get_queryset(self, request):
        return self.with_editor(super().get_queryset(request))

    def save_at_desk(self, request, form, write):
        workflow.save_working(form.instance, request.user, seen=form.cleaned_data.get("version"), write=write)

    def why_stale(self, obj, seen):
        return workflow.why_stale(obj, seen)

    def changes_since(self, obj, seen):
        return history.changes_since(obj, seen)

    def delete_model(self, request, obj):
        workflow.delete_draft(obj, request.user)

    def delete_queryset(self, request, queryset):
        for entry in queryset:
            try:
                workflow.delete_draft(entry, request.user)
            except workflow.Refused as refused:
                self.message_user(request, format_html("“{}”: {}", entry, refused), messages.WARNING)

    def delete_view(self, request, object_id, extra_context=None):
        """Somebody may have changed or published it while the question was on the screen."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except workflow.Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(request.path)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= {"zones": zones(), "show_submit_for_review": self._may_submit(request, obj)}
        if obj:
            context["panel"] = self._panel(request, obj, context)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _may_submit(self, request, obj) -> bool:
        """Whether the form offers to submit: what is saved from a clean or an approved state is a draft afterwards."""
        return request.user.has_perm(Right.WRITE) and (obj is None or obj.work_state != WorkState.IN_REVIEW)

    def _panel(self, request, entry, context) -> dict:
        """Where the entry stands, what is missing, and what the user can do about it."""
        groups = {formset.formset.prefix for formset in context["inline_admin_formsets"]}
        fields = context["adminform"].form.fields
        stored = (
            type(entry).objects.select_related("publication").get(pk=entry.pk)
        )  # not what a refused form holds
        missing = [
            {
                "message": problem.message,
                "anchor": f"{problem.field}-group"
                if problem.field in groups
                else f"id_{problem.field}"
                if problem.field in fields
                else "",
            }
            for problem in rules.problems(stored)
        ]
        rows = Transition.objects.filter(
            entry=entry.pk, action__in=(*workflow.EDITED, "publish", "reinstate")
        )
        return {
            "entry": stored,
            "public": public_link(stored.publication) if stored.publication else "",
            "editors": _since_print(rows),
            "missing": missing,
            "actions": [
                {"label": action.label, "url": admin_url(stored, action.value), "value": action.value}
                for action in workflow.available(stored, request.user)
            ],
            "preview_url": admin_url(stored, "preview"),
            "history_url": admin_url(stored, "history"),
        }

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        return self._submit(request, obj) if "_submit" in request.POST else response

    def response_change(self, request, obj):
        return (
            self._submit(request, obj) if "_submit" in request.POST else super().response_change(request, obj)
        )

    def _submit(self, request, entry):
        """ "Save and submit": the draft is saved by now, whatever the rules say to submitting it."""
        try:
            workflow.transition(entry, workflow.Action.SUBMIT, request.user, version=entry.version)
        except workflow.Refused as refused:
            self.message_user(request, f"Saved as a draft, and not submitted. {refused}", messages.WARNING)
        else:
            self.message_user(request, "Saved and submitted for review.", messages.SUCCESS)
        return HttpResponseRedirect(admin_url(entry))

    def history_view(self, request, object_id, extra_context=None):
        """The journal with what each save changed, instead of Django's own log."""
        entry = self.get_object(request, object_id)
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, entry):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": "History",
            "subtitle": str(entry),
            "object": entry,
            "opts": self.opts,
            "story": [
                {**told, "words": _WORDS.get(told["row"].action, told["row"].action)}
                for told in history.story(entry)
            ],
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.object_history_template, context)


_WORDS = {
    "created": "Created",
    "edited": "Edited",
    workflow.Action.SUBMIT: "Submitted for review",
    workflow.Action.TAKE_BACK: "Taken back",
    workflow.Action.RETURN: "Returned to the author",
    workflow.Action.APPROVE: "Approved",
    workflow.Action.PUBLISH: "Published",
    workflow.Action.WITHDRAW: "Withdrawn",
    workflow.Action.REINSTATE: "Reinstated",
    workflow.Action.CLEAR_LEGAL: "Legal check cleared",
}


def _since_print(rows) -> list[str]:
    """Who edited since the last edition, by name, in the order of their first edit."""
    names: dict[str, None] = {}
    for row in rows.order_by("-id"):
        if row.action not in workflow.EDITED:
            break
        names[row.by_name] = None
    return list(reversed(names))
