"""How a stacking rule is printed, and what it must hold to be published."""

from negotiations.desk.kinds.base import DeskKind, Problem, date, entry_fields, noun, nouns
from negotiations.models.kinds.stacking_rule import StackingRule
from negotiations.public.kinds import stacking_rule as public


def build(row: StackingRule, references) -> public.StackingRuleBody:
    """The rule as readers will see it."""
    zone = row.legal_zone
    return public.StackingRuleBody(
        **entry_fields(row, references),
        effect=row.effect,
        measures=nouns(row.measures.order_by("name"), references),
        authorities=nouns(row.authorities.order_by("name"), references),
        other_measures=nouns(row.other_measures.order_by("name"), references),
        other_authorities=nouns(row.other_authorities.order_by("name"), references),
        instrument=noun(row.instrument, references),
        says=row.says,
        effective_from=date(row.effective_from, zone),
        effective_until=date(row.effective_until, zone),
    )


def names_effect(row: StackingRule):
    """A rule says something."""
    if not row.effect:
        yield Problem("rule-effect", "effect", "Choose what the rule says.")


def names_first_duties(row: StackingRule):
    """A rule says of which duties."""
    if not row.measures.exists() and not row.authorities.exists():
        yield Problem(
            "rule-first", "measures", "Choose the measures, or the authority, that the rule speaks of."
        )


def has_a_beginning(row: StackingRule):
    """A rule holds from a day, and ends after it."""
    begins = row.date_of("effective_from", row.legal_zone)
    ends = row.date_of("effective_until", row.legal_zone)
    if not begins:
        yield Problem("rule-effective", "effective_from", "Give the date from which the rule holds.")
    elif ends and ends.earliest <= begins.earliest:
        yield Problem(
            "rule-order",
            "effective_until",
            "It ends before it begins. The end is the first instant it no longer holds.",
        )


def names_instrument(row: StackingRule):
    """A rule stands in a document."""
    if not row.instrument:
        yield Problem("rule-instrument", "instrument", "No document is named: where does the rule stand?")


DESK_KINDS = (
    DeskKind(
        StackingRule,
        build,
        rules=(names_effect, names_first_duties, has_a_beginning),
        warnings=(names_instrument,),
        import_columns={"measure": "measures", "over": "other_measures"},
    ),
)
