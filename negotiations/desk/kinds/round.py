"""How a round is printed, and what it must hold to be published."""

from negotiations.desk.kinds.base import DeskKind, Problem, date, entry_fields, noun, nouns
from negotiations.models.kinds.round import Round
from negotiations.public.kinds import round as public
from negotiations.values import clock
from negotiations.values.vocabulary import RoundStatus


def build(row: Round, references) -> public.RoundBody:
    """The round as readers will see it."""
    return public.RoundBody(
        **entry_fields(row, references),
        level=row.level or None,
        mode=row.mode or None,
        place=row.place,
        venue=row.venue,
        status=row.status,
        outcome=row.outcome or None,
        duration_minutes=row.duration_minutes,
        next_meeting=date(row.next_meeting, row.zone),
        next_meeting_note=row.next_meeting_note,
        ordinals=[
            public.OrdinalBody(
                number=ordinal.number,
                counted_by=noun(ordinal.counted_by, references),
                source=noun(ordinal.source, references),
            )
            for ordinal in row.ordinals.select_related("counted_by", "source")
        ],
        participants=[_participant(found, references) for found in _participants(row)],
        agenda=[
            public.AgendaBody(
                topic=references.noun(item.topic),
                raised_by=noun(item.raised_by, references),
                state=item.state,
                according_to=noun(item.according_to, references),
                note=item.note,
                source=noun(item.source, references),
            )
            for item in row.agenda.select_related("topic", "raised_by", "according_to", "source")
        ],
        readouts=[
            public.ReadOutBody(
                side=references.noun(found.side),
                text=found.text,
                language=found.language,
                source=noun(found.source, references),
            )
            for found in row.readouts.select_related("side", "source").order_by("side__name")
        ],
    )


def _participants(row: Round):
    return row.participants.select_related("person", "office", "side").prefetch_related(
        "attested_by", "omitted_by"
    )


def _participant(found, references) -> public.ParticipantBody:
    return public.ParticipantBody(
        person=references.noun(found.person),
        office=noun(found.office, references),
        side=noun(found.side, references),
        attendance=found.attendance,
        attested_by=nouns(sorted(found.attested_by.all(), key=lambda source: source.pk), references),
        omitted_by=nouns(sorted(found.omitted_by.all(), key=lambda source: source.pk), references),
        note=found.note,
    )


def has_economies(row: Round):
    """A round names the economies that met."""
    if not row.economies.exists():
        yield Problem("round-economies", "economies", "Name the economies that met.")


def has_status(row: Round):
    """A round says whether it is planned, was held, or did not take place."""
    if not row.status:
        yield Problem(
            "round-status", "status", "Choose the status: tentative, confirmed, held, postponed or cancelled."
        )


def was_held_in_the_past(row: Round):
    """A round that lies ahead cannot have been held."""
    if row.status == RoundStatus.HELD and row.earliest and row.earliest > clock.now():
        yield Problem("round-held-past", "status", "This round is marked as held, but its date lies ahead.")


def offices_fit(row: Round):
    """A participant appears with an office that was theirs on that day."""
    when = row.when_value
    for found in _participants(row):
        if found.office and found.office.person_id != found.person_id:
            yield Problem(
                "round-office",
                "participants",
                f"The office given for {found.person.name} is somebody else's.",
            )
        elif found.office and when and not found.office.was_held_on(when.first_day):
            yield Problem(
                "round-office",
                "participants",
                f"{found.person.name} did not hold “{found.office.title}” on that day.",
            )


def tells_what_became_of_it(row: Round):
    """A round that was planned and whose day has passed says whether it was held."""
    planned = (RoundStatus.TENTATIVE, RoundStatus.CONFIRMED)
    if row.status in planned and row.before and row.before <= clock.now():
        yield Problem("round-passed", "status", "The day has passed. Was it held, postponed or cancelled?")


def names_participants(row: Round):
    """A round that was held says who was there, each with the office of that day."""
    found = list(row.participants.values_list("person__name", "office"))
    if row.status == RoundStatus.HELD and not found:
        yield Problem("round-participants", "participants", "Nobody is named who was there.")
    for name, office in found:
        if office is None:
            yield Problem(
                "round-participant-office", "participants", f"{name}: which office did they hold then?"
            )


def tells_how_it_ended(row: Round):
    """A round that was held says how it ended."""
    if row.status == RoundStatus.HELD and not row.outcome:
        yield Problem("round-outcome", "outcome", "How did it end?")


DESK_KINDS = (
    DeskKind(
        Round,
        build,
        rules=(has_economies, has_status, was_held_in_the_past, offices_fit),
        warnings=(tells_what_became_of_it, names_participants, tells_how_it_ended),
        follow=("ordinals", "participants", "agenda", "readouts"),
        import_columns={"round_status": "status"},
    ),
)
