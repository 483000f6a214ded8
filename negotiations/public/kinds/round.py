"""What is public of a round."""

from django.utils.translation import gettext_noop
from pydantic import Field

from negotiations.public.kinds.base import (
    CalendarEvent,
    Date,
    EntryBody,
    FacetValue,
    Kind,
    Printed,
    Ref,
    refs,
)
from negotiations.values import vocabulary


class OrdinalBody(Printed):
    number: int = Field(description="1 for the first round, as the side or the source counts.")
    counted_by: Ref | None = None
    source: Ref | None = None


class ParticipantBody(Printed):
    person: Ref
    office: Ref | None = Field(None, description="The office held on that day.")
    side: Ref | None = None
    attendance: vocabulary.Attendance
    attested_by: list[Ref] = Field([], description="Sources that name the person as present.")
    omitted_by: list[Ref] = Field([], description="Sources that list who attended and leave the person out.")
    note: str = ""


class AgendaBody(Printed):
    topic: Ref
    raised_by: Ref | None = None
    state: vocabulary.AgendaState
    according_to: Ref | None = None
    note: str = ""
    source: Ref | None = None


class ReadOutBody(Printed):
    side: Ref
    text: str
    language: str
    source: Ref | None = None


class RoundBody(EntryBody):
    """A meeting of the parties, held or planned."""

    level: vocabulary.RoundLevel | None = None
    mode: vocabulary.RoundMode | None = None
    place: str = ""
    venue: str = ""
    status: vocabulary.RoundStatus
    outcome: vocabulary.Outcome | None = None
    duration_minutes: int | None = Field(None, description="Minutes, as reported.")
    next_meeting: Date | None = Field(None, description="When the parties agreed to meet again.")
    next_meeting_note: str = ""
    ordinals: list[OrdinalBody] = []
    participants: list[ParticipantBody] = []
    agenda: list[AgendaBody] = []
    readouts: list[ReadOutBody] = []


def facets(body: RoundBody) -> list[FacetValue]:
    people = [participant.person for participant in body.participants]
    return [
        FacetValue("status", word=body.status),
        *refs("person", people),
        *refs("office", (participant.office for participant in body.participants)),
        *refs("topic", (item.topic for item in body.agenda)),
        *refs("economy", (readout.side for readout in body.readouts)),
        *refs("source", (readout.source for readout in body.readouts)),
        *refs("source", (item.source for item in body.agenda)),
        *refs("source", (source for participant in body.participants for source in participant.attested_by)),
        *refs("source", (source for participant in body.participants for source in participant.omitted_by)),
    ]


_CALENDAR_STATUS = {
    vocabulary.RoundStatus.TENTATIVE: "TENTATIVE",
    vocabulary.RoundStatus.POSTPONED: "CANCELLED",
    vocabulary.RoundStatus.CANCELLED: "CANCELLED",
}


def calendar(body: RoundBody) -> list[CalendarEvent]:
    """The meeting itself."""
    return [CalendarEvent(body.when.value, body.headline, _CALENDAR_STATUS.get(body.status, "CONFIRMED"))]


_EVENT_STATUS = {"postponed": "EventPostponed", "cancelled": "EventCancelled"}


def jsonld(b: dict) -> dict:
    """A meeting as an Event."""
    status = _EVENT_STATUS.get(b["status"], "EventScheduled")
    mode = "OfflineEventAttendanceMode" if b["mode"] == "in_person" else "OnlineEventAttendanceMode"
    return {
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": f"https://schema.org/{mode}" if b["mode"] else None,
        "location": {"@type": "Place", "name": b["venue"] or b["place"]}
        if b["venue"] or b["place"]
        else None,
        "attendee": [one["person"] for one in b["participants"] if one["attendance"] != "absent"],
    }


KINDS = (
    Kind(
        "round",
        gettext_noop("Round"),
        gettext_noop("Rounds"),
        RoundBody,
        is_entry=True,
        order=10,
        address="/entries/{key}/",
        facets=facets,
        status_words=vocabulary.RoundStatus,
        calendar=calendar,
        jsonld_type="Event",
        jsonld=jsonld,
        concerns={
            "when": ("days?", "dates?", "hour"),
            "ordinals": ("number of the round", "count"),
            "duration": ("how long", "duration", "length"),
            "outcome": ("outcome", "result", "talks ended"),
            "next_meeting": ("next meeting",),
            "participants": ("attended", "attendance", "took part", "participants?"),
            "agenda": ("agenda", "topics?"),
            "readouts": ("read-?outs?",),
        },
    ),
)
