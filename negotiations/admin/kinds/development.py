"""The form and the list of developments."""

from django.contrib import admin

from negotiations.admin.entries import EntryAdmin
from negotiations.models.kinds.development import Development


@admin.register(Development)
class DevelopmentAdmin(EntryAdmin):
    own_fieldsets = (
        (
            "What kind, who, and on whom",
            {
                "description": "With the office held on that day. Leave empty what the sources do not say.",
                "fields": (
                    "development_type",
                    ("actor_economy", "actor_organisation"),
                    ("actor_person", "actor_office"),
                    ("addressee_economy", "addressee_person"),
                    "measures",
                ),
            },
        ),
        (
            "Request and response",
            {
                "description": "A request without a known answer is a record too: say that there is none yet.",
                "fields": ("asked_for", ("response", "answers"), "response_note"),
            },
        ),
        (
            "Status of the talks",
            {
                "description": "Only where this development changes it: readers see the status from its date on.",
                "fields": (("sets_status_of", "negotiation_status"),),
            },
        ),
    )
    own_autocomplete = (
        "actor_economy",
        "actor_person",
        "actor_office",
        "actor_organisation",
        "addressee_economy",
        "addressee_person",
        "measures",
        "answers",
        "sets_status_of",
    )
    own_search = ("asked_for", "actor_person__name", "actor_organisation__name")
    own_filters = ("development_type", "response")
