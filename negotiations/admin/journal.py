"""The journal: what was done at the desk, by whom and when. It is read, and never edited by anybody."""

from django.contrib import admin

from negotiations.admin.entries import WORDS
from negotiations.admin.links import admin_link, public_link
from negotiations.desk.roles import Right
from negotiations.models.journal import Transition


@admin.register(Transition)
class JournalAdmin(admin.ModelAdmin):
    """A list without forms, for those who review."""

    list_display = ("at", "by_name", "did", "about", "published", "note")
    list_display_links = None
    list_filter = ("action", ("at", admin.DateFieldListFilter))
    search_fields = ("label", "by_name", "note", "publication__key")
    list_select_related = ("entry__publication", "publication", "edition")
    show_full_result_count = False
    ordering = ("-at", "-id")
    actions = None

    @admin.display(description="did", ordering="action")
    def did(self, row):
        return WORDS.get(row.action, row.action)

    @admin.display(description="what")
    def about(self, row):
        return admin_link(row.entry) if row.entry else row.label

    @admin.display(description="edition")
    def published(self, row):
        publication = row.publication or (row.entry.publication if row.entry and row.edition_id else None)
        return (
            public_link(publication, f"{publication.key}, edition {row.edition.number}")
            if publication and row.edition
            else "–"
        )

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(Right.REVIEW)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
