"""Sources: where the record knows things from."""

from django.contrib import admin

from negotiations.admin.base import DeskStacked
from negotiations.admin.nouns import NounAdmin
from negotiations.models.sources import Source, StoredText


class StoredTextInline(DeskStacked):
    model = StoredText
    fields = ("text", ("digest", "stored_at"))
    readonly_fields = ("digest", "stored_at")
    verbose_name = "stored text"
    verbose_name_plural = "Stored texts: evidence for the desk, never published"


@admin.register(Source)
class SourceAdmin(NounAdmin):
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

    def get_prepopulated_fields(self, request, obj=None):
        return {}
