"""The words in order: by subject, by letter, by the states of a measure, and as docs/glossary.md has them."""

from itertools import groupby

from negotiations.public.glossary.house import RECORD, TALKS
from negotiations.public.glossary.measures import LAW, MEASURES, STATES
from negotiations.public.glossary.term import Term
from negotiations.public.glossary.trade import FORMS, GOODS, RATES
from negotiations.values.vocabulary import Action, MeasureState

GROUPS: dict[str, tuple[Term, ...]] = {
    "Kinds of rate": RATES,
    "How a duty is written": FORMS,
    "Goods": GOODS,
    "Measures and their dates": MEASURES,
    "Where a measure stands": STATES,
    "Laws and documents": LAW,
    "Talks": TALKS,
    "This record": RECORD,
}
TERMS: dict[str, Term] = {
    term.slug: term
    for term in sorted((t for ts in GROUPS.values() for t in ts), key=lambda t: t.name.lower())
}


def letters() -> list[dict]:
    """All terms by letter, for a template: {letter, terms: [(term, the terms it refers to)]}."""
    return [
        {"letter": letter, "terms": [(term, [TERMS[slug] for slug in term.see]) for term in terms]}
        for letter, terms in groupby(TERMS.values(), key=lambda term: term.letter)
    ]


def states() -> list[dict]:
    """The states of a measure as the vocabulary has them, and what brings each about: {term, label, actions}."""
    return [
        {
            "term": TERMS[state.value],
            "label": state.label,
            "actions": [action.label for action in Action if _leads_to(action, state)],
        }
        for state in MeasureState
    ]


def _leads_to(action: Action, state: MeasureState) -> bool:
    """What will be in force is scheduled before its day, and announced for as long as it has none."""
    if state == MeasureState.SCHEDULED:
        return action.state == MeasureState.IN_FORCE
    if state == MeasureState.ANNOUNCED:
        return action.state == MeasureState.IN_FORCE and not action.needs_effective_date
    return action.state == state


def markdown() -> str:
    """The terms as docs/glossary.md has them."""
    return "\n".join(f"**{term.name}** – {term.text}" for term in TERMS.values()) + "\n"
