"""Talks to look at: a meeting that both sides told of and on which accounts differ, and what was asked for."""

from negotiations.models.entries import RelatedEntry
from negotiations.models.kinds.round import AgendaItem, Participant, ReadOut, RoundOrdinal
from negotiations.models.sources import Citation
from tests import make
from tests.kinds import development


def sides() -> tuple:
    """Japan and the United States."""
    return make.make_economy(), make.make_economy("United States", "US")


def make_meeting(talks, *told, day="2025-04-16", parts=(), **values):
    """A round with a read-out of each economy in `told`; `parts` are called with it and add rows that belong to it."""
    meeting = make.make_round(negotiations=[talks], economies=[*sides()], when=day, **values)
    for side in told:
        text = f"{side.name} tells of {day}"
        ReadOut.objects.create(
            round=meeting, side=side, text=text, source=make.make_source(f"Read-out {text}")
        )
    for add in parts:
        add(meeting)
    return make.edit(meeting)


def disputes(name="Exchange rates"):
    """That accounts differ on whether a topic came up."""
    return lambda meeting: AgendaItem.objects.create(
        round=meeting, topic=make.make_topic(name), state="disputed", note="Each says something else."
    )


def leaves_out(name="Howard Lutnick"):
    """That one source names a person as present and another does not."""

    def add(meeting):
        person = Participant.objects.create(round=meeting, person=make.make_person(name))
        person.attested_by.add(make.make_source("Transcript", publisher="Kantei"))
        person.omitted_by.add(make.make_source("Article", publisher="Financial Times"))

    return add


def counts_twice(meeting):
    """That each side counts the round its own way."""
    for number, side in zip((3, 2), sides(), strict=True):
        RoundOrdinal.objects.create(round=meeting, number=number, counted_by=side)


def differs(concerns="the length", says="It lasted an hour."):
    """That a source says something else."""
    return lambda entry: Citation.objects.create(
        entry=entry,
        source=make.make_source("Another report", publisher="Reuters"),
        stance="differs",
        concerns=concerns,
        says=says,
    )


def said_at(meeting, person, side, text, **values):
    """A quote of somebody who acted for a side, said at a meeting."""
    person = make.make_person(person)
    quote = make.make_quote(
        speaker=person,
        office=make.make_office(person, f"Minister of {side}", economy=side),
        text=text,
        **values,
    )
    RelatedEntry.objects.create(entry=quote, role="said_at", target=meeting)
    return make.edit(quote)


def make_request(talks, **values):
    """A request of Japan to the United States without an answer."""
    return development.make(**{"negotiations": [talks], "response": "none_yet"} | values)
