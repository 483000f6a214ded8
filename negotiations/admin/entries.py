"""The form and the list that all kinds of entry share. A kind adds its own fields, parts and filters."""

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import OuterRef, Subquery
from django.http import HttpResponseRedirect
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime

from negotiations.admin import checks, status
from negotiations.admin.action_pages import ActionPages
from negotiations.admin.base import DeskModelAdmin, DeskStacked, DeskTabular
from negotiations.admin.comments import CommentPages
from negotiations.admin.copies import CopyPage
from negotiations.admin.forms import EntryForm, zones
from negotiations.admin.links import admin_url, public_link
from negotiations.admin.list_actions import ListActions
from negotiations.admin.previews import Previews
from negotiations.admin.reverting import HistoryPages
from negotiations.desk import saved_states, workflow
from negotiations.desk.roles import Right
from negotiations.desk.steps import EDITED
from negotiations.models.entries import RelatedEntry
from negotiations.models.journal import Transition
from negotiations.models.sources import Citation
from negotiations.values import clock
from negotiations.values.vocabulary import Legal, PublicState, WorkState

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
        edits = Transition.objects.filter(entry=OuterRef("pk"), action__in=EDITED).order_by("-id")
        return queryset.annotate(last_editor=Subquery(edits.values("by_name")[:1]))


class EntryAdmin(
    EntryColumns, Previews, CommentPages, CopyPage, HistoryPages, ActionPages, ListActions, DeskModelAdmin
):
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

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form can ask for a legal check; only an action of chief editors ends one."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if "legal" in form.base_fields:
            now = Legal(obj.legal) if obj else Legal.NOT_REQUIRED
            offered = dict.fromkeys((now, Legal.NEEDED))
            form.base_fields["legal"].choices = [(value, value.label) for value in offered]
        return form

    def save_at_desk(self, request, form, write):
        was_for = form.instance.publish_at
        workflow.save_working(form.instance, request.user, seen=form.cleaned_data.get("version"), write=write)
        if was_for:
            self.message_user(
                request,
                f"It was to be published on {clock.in_words(was_for)}. That is off: what you saved has to be"
                " approved first.",
                messages.WARNING,
            )

    def why_stale(self, obj, seen):
        return workflow.why_stale(obj, seen)

    def base_state(self, obj, seen):
        found = saved_states.state_at(obj, seen)
        return found[1] if found else None

    def words_for(self, action):
        return WORDS.get(action, action)

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
            context["panel"] = status.panel(request, obj)
            context["checks"] = checks.panel(obj, context)
            context["comments"] = self.show_comments(request, obj, context)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _may_submit(self, request, obj) -> bool:
        """Whether the form offers to submit: what is saved from a clean or an approved state is a draft afterwards."""
        return request.user.has_perm(Right.WRITE) and (obj is None or obj.work_state != WorkState.IN_REVIEW)

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


WORDS = {
    "created": "Created",
    "edited": "Edited",
    workflow.Action.SUBMIT: "Submitted for review",
    workflow.Action.TAKE_BACK: "Taken back",
    workflow.Action.RETURN: "Returned to the author",
    workflow.Action.APPROVE: "Approved",
    workflow.Action.PUBLISH: "Published",
    workflow.Action.EMERGENCY: "Published without review",
    workflow.Action.CONFIRM: "Confirmed",
    "shared": "Preview shared",
    "unshared": "Shared preview closed",
    workflow.Action.WITHDRAW: "Withdrawn",
    workflow.Action.REINSTATE: "Reinstated",
    workflow.Action.SCHEDULE: "Scheduled",
    workflow.Action.UNSCHEDULE: "Taken off the timetable",
    "not_published": "Not published at its time",
    workflow.Action.CLEAR_LEGAL: "Legal check cleared",
    "commented": "Commented",
    "resolved": "Comment resolved",
    "checked": "Compared with the source",
    "reverted": "Put back to an earlier state",
    "imported": "Imported",
    "deleted": "Deleted",
    "merge": "Merged",
}
