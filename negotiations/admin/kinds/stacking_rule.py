"""The form and the list of stacking rules."""

from django.contrib import admin

from negotiations.admin.entries import EntryAdmin
from negotiations.models.kinds.stacking_rule import StackingRule


@admin.register(StackingRule)
class StackingRuleAdmin(EntryAdmin):
    own_fieldsets = (
        (
            "The rule",
            {
                "description": "Two duties on the same goods: “the first ... the second”, as one document says it.",
                "fields": (
                    ("measures", "authorities"),
                    "effect",
                    ("other_measures", "other_authorities"),
                    "says",
                    "instrument",
                ),
            },
        ),
        (
            "Dates of the law",
            {
                "description": "From when until when it holds. The end is the first instant at which it no longer"
                " does.",
                "fields": (("effective_from", "effective_until", "effective_zone"),),
            },
        ),
    )
    own_autocomplete = ("measures", "authorities", "other_measures", "other_authorities", "instrument")
    own_search = ("says", "instrument__number", "instrument__name", "measures__name")
    own_filters = ("effect",)
