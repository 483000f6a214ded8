"""Words of this record, and of the talks that it follows."""

from negotiations.public.glossary.term import Term

TALKS = (
    Term("economy", "Economy", "a country, customs territory or customs union."),
    Term("round", "Round", "a meeting of the parties, held or planned. Each side counts in its own way."),
    Term(
        "agenda",
        "Agenda item",
        "a topic of a round, with whether it was discussed, was not, or whether accounts differ.",
    ),
    Term("read-out", "Read-out", "what one side says about a meeting afterwards."),
    Term("track", "Track", "a negotiation within a negotiation, such as talks on exchange rates."),
)

RECORD = (
    Term("entry", "Entry", "what happened, was said, took effect or changed on a date, with its sources."),
    Term(
        "edition",
        "Edition",
        "one printing of an entry or of a name. It is numbered and never changed; the next one supersedes it and says"
        " why.",
        ("correction",),
    ),
    Term(
        "correction",
        "Correction",
        "an edition that says what was wrong in the one before, and what is right.",
    ),
    Term(
        "public-id", "Public id", "the number of an entry, such as TW-000123. It is never used for another."
    ),
    Term(
        "known",
        "Known",
        "the clock of what had been published: ?known=2025-05-01 is the record as it was at the end of that day.",
        ("on",),
    ),
    Term(
        "on",
        "On",
        "the clock of what applied: ?on=2025-05-01 asks for that day, from all that is known.",
        ("known",),
    ),
)
