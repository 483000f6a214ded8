"""What is public of a development."""

from django.utils.translation import gettext_noop
from pydantic import Field

from negotiations.public.kinds.base import EntryBody, FacetValue, Kind, Ref, refs
from negotiations.values.kinds.development import DevelopmentType, Response
from negotiations.values.vocabulary import NegotiationStatus


class DevelopmentBody(EntryBody):
    """What somebody did, perhaps towards somebody else."""

    development_type: DevelopmentType
    actor_economy: Ref | None = None
    actor_person: Ref | None = None
    actor_office: Ref | None = Field(None, description="The office that the acting person held on that day.")
    actor_organisation: Ref | None = None
    addressee_economy: Ref | None = None
    addressee_person: Ref | None = None
    measures: list[Ref] = Field([], description="The measures that it is about.")
    asked_for: str = Field("", description="For a request: what was asked for, in our words.")
    response: Response | None = Field(None, description="What became of a request, or what a response says.")
    response_note: str = ""
    answers: Ref | None = Field(None, description="The request that a response answers.")
    sets_status_of: Ref | None = None
    negotiation_status: NegotiationStatus | None = None


def facets(body: DevelopmentBody) -> list[FacetValue]:
    return [
        FacetValue("type", word=body.development_type),
        *refs("economy", [body.actor_economy, body.addressee_economy]),
        *refs("person", [body.actor_person, body.addressee_person]),
        *refs("office", [body.actor_office]),
        *refs("organisation", [body.actor_organisation]),
        *refs("negotiation", [body.sets_status_of]),
        *refs("sets_status_of", [body.sets_status_of]),
        *refs("entry", [body.answers]),
        *refs("measure", body.measures),
    ]


KINDS = (
    Kind(
        "development",
        gettext_noop("Development"),
        gettext_noop("Developments"),
        DevelopmentBody,
        is_entry=True,
        order=40,
        facets=facets,
        address="/entries/{key}/",
        jsonld_type="Event",
        concerns={
            "when": ("days?", "dates?", "hour"),
            "asked_for": ("requests?", "asked for"),
            "response": ("answer", "response", "reply"),
        },
    ),
)
