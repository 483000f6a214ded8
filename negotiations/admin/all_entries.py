"""All entries in one list, whatever their kind. Each opens in the form of its own kind."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect

from negotiations.admin.entries import EntryColumns, PublicStateFilter
from negotiations.admin.links import admin_url
from negotiations.models.entries import Entry
from negotiations.public import kinds


class KindFilter(admin.SimpleListFilter):
    title = "kind"
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [(kind.name, kind.title) for kind in kinds.entry_kinds()]

    def queryset(self, request, queryset):
        return queryset.filter(entry_kind=self.value()) if self.value() else queryset


@admin.register(Entry)
class AllEntriesAdmin(EntryColumns, admin.ModelAdmin):
    """A list only; it also answers the pickers that choose an entry of any kind."""

    list_display = ("headline", "kind_title", "when_text", "work_state", "public", "editor", "changed")
    list_filter = (
        "work_state",
        KindFilter,
        PublicStateFilter,
        "is_key",
        ("negotiations", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("publication",)
    search_fields = ("headline", "summary", "publication__key")
    show_full_result_count = False
    actions = None

    @admin.display(description="kind", ordering="entry_kind")
    def kind_title(self, entry):
        return kinds.get(entry.entry_kind).title

    def get_queryset(self, request):
        return self.with_editor(super().get_queryset(request))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return self._in_its_kind(request, object_id, "change")

    def delete_view(self, request, object_id, extra_context=None):
        return self._in_its_kind(request, object_id, "delete")

    def history_view(self, request, object_id, extra_context=None):
        return self._in_its_kind(request, object_id, "history")

    def _in_its_kind(self, request, object_id, page):
        entry = self.get_object(request, object_id)
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        parameters = request.GET.urlencode()
        return HttpResponseRedirect(f"{admin_url(entry, page)}{'?' if parameters else ''}{parameters}")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """Asked for when a draft of some kind is deleted, of which this row is a part."""
        return super().has_delete_permission(request, obj) and obj is not None and obj.publication_id is None
