"""Words of this record, and of the talks that it follows."""

from django.utils.translation import gettext_noop as _

from negotiations.public.glossary.term import Term

TALKS = (
    Term("economy", _("Economy"), _("a country, customs territory or customs union.")),
    Term(
        "round", _("Round"), _("a meeting of the parties, held or planned. Each side counts in its own way.")
    ),
    Term(
        "agenda",
        _("Agenda item"),
        _("a topic of a round, with whether it was discussed, was not, or whether accounts differ."),
    ),
    Term("read-out", _("Read-out"), _("what one side says about a meeting afterwards.")),
    Term("track", _("Track"), _("a negotiation within a negotiation, such as talks on exchange rates.")),
)

RECORD = (
    Term(
        "entry", _("Entry"), _("what happened, was said, took effect or changed on a date, with its sources.")
    ),
    Term(
        "edition",
        _("Edition"),
        _(
            "one printing of an entry or of a name. It is numbered and never changed; the next one supersedes it and"
            " says why."
        ),
        ("correction",),
    ),
    Term(
        "correction",
        _("Correction"),
        _("an edition that says what was wrong in the one before, and what is right."),
    ),
    Term(
        "public-id",
        _("Public id"),
        _("the number of an entry, such as TW-000123. It is never used for another."),
    ),
    Term(
        "known",
        _("Known"),
        _(
            "the clock of what had been published: ?known=2025-05-01 is the record as it was at the end of that day."
        ),
        ("on",),
    ),
    Term(
        "on",
        _("On"),
        _("the clock of what applied: ?on=2025-05-01 asks for that day, from all that is known."),
        ("known",),
    ),
)
