"""Sources: where the record knows things from, and the texts that are evidence for it."""

from django.contrib import admin

from negotiations.admin.base import DeskStacked
from negotiations.admin.link_pages import LinkPages
from negotiations.admin.nouns import NounAdmin
from negotiations.desk.capture import evidence
from negotiations.models.sources import Source, StoredText


class StoredTextInline(DeskStacked):
    """Texts that are stored stay as they are; one can be added by pasting it."""

    model = StoredText
    template = "admin/negotiations/capture_stored_texts.html"
    fields = ("text",)
    verbose_name = "stored text"
    verbose_name_plural = "Stored texts: evidence for the desk, never published and never changed"

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Source)
class SourceAdmin(LinkPages, NounAdmin):
    fixed = ()
    list_display = ("title", "publisher", "issued", "link_status", "is_retracted")
    list_filter = ("source_kind", "is_official", "is_retracted", "link_status")
    search_fields = ("title", "publisher", "address", "publication__key")
    inlines = (StoredTextInline,)
    fieldsets = (
        (
            "What it is",
            {
                "description": "The outlet or body behind it. Where you read a copy, name the copy's site too.",
                "fields": (
                    "title",
                    ("publisher", "issued"),
                    ("source_kind", "language"),
                    "authors",
                    ("address", "read_at"),
                ),
            },
        ),
        (
            "What readers should know",
            {
                "description": "A retracted source stays on record, and says so.",
                "fields": ("accessed_on", ("is_official", "is_paywalled", "is_retracted")),
            },
        ),
        (
            "Upkeep",
            {
                "description": "Readers see these at once: they are no part of an edition.",
                "fields": ("archive_address", "link_status"),
            },
        ),
    )

    def has_delete_permission(self, request, obj=None):
        """A source whose text is stored is evidence, also where nothing cites it."""
        return super().has_delete_permission(request, obj) and not (obj and obj.stored_texts.exists())

    def save_formset(self, request, form, formset, change):
        """Whoever pastes a text stands beside it."""
        for text in formset.save(commit=False):
            text.by_name = evidence.name_of(request.user)
            text.save()

    def get_prepopulated_fields(self, request, obj=None):
        return {}
