"""How a development is printed, and what it must hold to be published."""

from negotiations.desk.kinds.base import DeskKind, Problem, entry_fields, noun, nouns
from negotiations.models.kinds.development import Development
from negotiations.public.kinds import development as public
from negotiations.values.kinds.development import DevelopmentType
from negotiations.values.vocabulary import Relation


def build(row: Development, references) -> public.DevelopmentBody:
    """The development as readers will see it."""
    return public.DevelopmentBody(
        **entry_fields(row, references),
        development_type=row.development_type,
        actor_economy=noun(row.actor_economy, references),
        actor_person=noun(row.actor_person, references),
        actor_office=noun(row.actor_office, references),
        actor_organisation=noun(row.actor_organisation, references),
        addressee_economy=noun(row.addressee_economy, references),
        addressee_person=noun(row.addressee_person, references),
        measures=nouns(row.measures.order_by("name"), references),
        asked_for=row.asked_for,
        response=row.response or None,
        response_note=row.response_note,
        answers=references.entry(row.answers) if row.answers else None,
        sets_status_of=noun(row.sets_status_of, references),
        negotiation_status=row.negotiation_status or None,
    )


def points_at(row: Development):
    return [(Relation.RESPONDS_TO, row.answers)] if row.answers else []


def pointing_at(entry):
    found = Development.objects.filter(answers=entry.pk).select_related("publication")
    return [(Relation.RESPONDS_TO, response) for response in found]


def names_type(row: Development):
    """A development says what it is."""
    if not row.development_type:
        yield Problem(
            "development-type", "development_type", "Choose what it is: a letter, a request, an agreement ..."
        )


def names_actor(row: Development):
    """Somebody acts."""
    if not (row.actor_economy or row.actor_person or row.actor_organisation):
        yield Problem(
            "development-actor", "actor_economy", "Say who acts: an economy, a person or an organisation."
        )


def actors_office_fits(row: Development):
    """An acting person appears with an office of theirs, held on that day."""
    when = row.when_value
    if row.actor_office and row.actor_office.person_id != row.actor_person_id:
        yield Problem("development-office", "actor_office", "This office is not one of the person who acts.")
    elif row.actor_office and when and not row.actor_office.was_held_on(when.first_day):
        yield Problem(
            "development-office", "actor_office", f"“{row.actor_office.title}” was not held on that day."
        )


def request_is_complete(row: Development):
    """A request says what was asked for, and what became of it as far as is known."""
    if row.development_type == DevelopmentType.REQUEST:
        if not row.asked_for:
            yield Problem("development-request", "asked_for", "Say what was asked for.")
        if not row.response:
            yield Problem(
                "development-request",
                "response",
                "Say what became of it: accepted, refused, deferred, no answer yet.",
            )


def response_is_complete(row: Development):
    """A response says what it says."""
    if row.development_type == DevelopmentType.RESPONSE and not row.response:
        yield Problem(
            "development-response", "response", "Say what the answer is: accepted, refused or deferred."
        )


def actors_office_is_given(row: Development):
    """An acting person appears with the office of that day."""
    if row.actor_person and not row.actor_office:
        yield Problem(
            "development-which-office", "actor_office", "Which office did the person hold that day?"
        )


DESK_KINDS = (
    DeskKind(
        Development,
        build,
        rules=(names_type, names_actor, actors_office_fits, request_is_complete, response_is_complete),
        warnings=(actors_office_is_given,),
        points_at=points_at,
        pointing_at=pointing_at,
        import_columns={
            "type": "development_type",
            "actor": ("actor_economy", "actor_organisation", "actor_person"),
            "addressee": ("addressee_economy", "addressee_person"),
        },
    ),
)
