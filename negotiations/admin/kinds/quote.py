"""The form and the list of quotes."""

from django.contrib import admin

from negotiations.admin.base import DeskStacked
from negotiations.admin.entries import EntryAdmin
from negotiations.admin.verbatim import VerbatimPages
from negotiations.models.kinds.quote import Evidence, Quote


class EvidenceInline(DeskStacked):
    model = Evidence
    fk_name = "quote"
    autocomplete_fields = ("source", "entry")
    fields = (("bearing", "position"), "text", ("source", "entry"))
    verbose_name_plural = "Evidence: what speaks for the claim, and what against it"


@admin.register(Quote)
class QuoteAdmin(VerbatimPages, EntryAdmin):
    change_form_template = "admin/negotiations/verbatim_change_form.html"
    readonly_fields = ("verbatim_panel",)
    own_fieldsets = (
        (
            "The words",
            {
                "description": "Verbatim, in the language they were said in. A translation stands beside them with its"
                " origin; where only a translation is known, it stands alone.",
                "fields": (
                    "text",
                    "text_language",
                    "translation",
                    ("translation_language", "translation_origin", "translated_by"),
                ),
            },
        ),
        (
            "Verbatim check",
            {
                "description": "Whether the words stand in the source, letter by letter. Typography does not count.",
                "fields": ("verbatim_panel",),
            },
        ),
        (
            "Who said it, and where",
            {
                "description": "With the office held on that day: the title of today would be wrong next year.",
                "fields": (
                    ("speaker", "office"),
                    "speaker_description",
                    ("setting", "medium", "addressee"),
                    "attribution",
                ),
            },
        ),
        (
            "The claim",
            {
                "description": "Where the words can be true or false, say so here, and give evidence below.",
                "fields": ("claim",),
            },
        ),
    )
    own_inlines = (EvidenceInline,)
    own_autocomplete = ("speaker", "office")
    own_search = ("text", "translation", "claim", "speaker__name", "speaker__name_original")
    own_filters = ("verbatim", "attribution", "setting")
