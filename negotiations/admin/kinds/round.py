"""The form and the list of rounds."""

from django.contrib import admin

from negotiations.admin.base import DeskStacked, DeskTabular
from negotiations.admin.entries import EntryAdmin
from negotiations.models.kinds.round import AgendaItem, Participant, ReadOut, Round, RoundOrdinal


class ParticipantInline(DeskStacked):
    model = Participant
    autocomplete_fields = ("person", "office", "side", "attested_by", "omitted_by")
    fields = (("person", "office"), ("side", "attendance", "position"), ("attested_by", "omitted_by"), "note")
    verbose_name_plural = "Participants: who was there, or whom reports put there"


class AgendaInline(DeskStacked):
    model = AgendaItem
    autocomplete_fields = ("topic", "raised_by", "according_to", "source")
    fields = (("topic", "state", "position"), ("raised_by", "according_to", "source"), "note")
    verbose_name = "agenda item"
    verbose_name_plural = "Agenda: what was discussed, and what was not"


class ReadOutInline(DeskStacked):
    model = ReadOut
    autocomplete_fields = ("side", "source")
    fields = (("side", "language", "source"), "text")
    verbose_name_plural = "Read-outs: what each side said afterwards"


class OrdinalInline(DeskTabular):
    model = RoundOrdinal
    autocomplete_fields = ("counted_by", "source")
    fields = ("number", "counted_by", "source")
    verbose_name = "count"
    verbose_name_plural = "Which round it was: each side counts its own way"


@admin.register(Round)
class RoundAdmin(EntryAdmin):
    own_fieldsets = (
        (
            "Where and how",
            {
                "description": "A call, a summit or a visit is a round too if the parties negotiate.",
                "fields": (("place", "venue"), ("level", "mode"), ("status", "duration_minutes")),
            },
        ),
        (
            "How it ended",
            {
                "description": "Only for a round that was held. A next meeting that is known only roughly is a month.",
                "fields": ("outcome", ("next_meeting", "next_meeting_note")),
            },
        ),
    )
    own_inlines = (ParticipantInline, AgendaInline, ReadOutInline, OrdinalInline)
    own_search = ("place", "venue")
    own_filters = ("status", "level")
