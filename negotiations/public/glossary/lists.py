"""The words in order: by subject, by letter, by the states of a measure, and as docs/glossary.md has them."""

from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.utils.translation import get_language, gettext_noop, pgettext

from negotiations.public.glossary.house import RECORD, TALKS
from negotiations.public.glossary.measures import LAW, MEASURES, STATES
from negotiations.public.glossary.term import Term
from negotiations.public.glossary.trade import FORMS, GOODS, RATES
from negotiations.values.vocabulary import Action, MeasureState

GROUPS: dict[str, tuple[Term, ...]] = {
    gettext_noop("Kinds of rate"): RATES,
    gettext_noop("How a duty is written"): FORMS,
    gettext_noop("Goods"): GOODS,
    gettext_noop("Measures and their dates"): MEASURES,
    gettext_noop("Where a measure stands"): STATES,
    gettext_noop("Laws and documents"): LAW,
    gettext_noop("Talks"): TALKS,
    gettext_noop("This record"): RECORD,
}
TERMS: dict[str, Term] = {
    term.slug: term
    for term in sorted((t for ts in GROUPS.values() for t in ts), key=lambda t: t.name.lower())
}


def letters() -> list[dict]:
    """All terms under headings, for a template: {letter, subject, terms: [(term, the terms it refers to)]}.

    In English by letter. Other languages do not sort by their first sign, or not all of their readers would look there
    for MFN or HTS; they have the terms by subject, and `letter` is ''.
    """
    if get_language() not in (None, settings.LANGUAGE_CODE):
        return [
            {"letter": "", "subject": subject, "terms": _with_others(terms)}
            for subject, terms in GROUPS.items()
        ]
    return [
        {"letter": letter, "subject": "", "terms": _with_others(terms)}
        for letter, terms in groupby(TERMS.values(), key=lambda term: term.letter)
    ]


def _with_others(terms: Iterable[Term]) -> list[tuple[Term, list[Term]]]:
    return [(term, [TERMS[slug] for slug in term.see]) for term in terms]


def states() -> list[dict]:
    """The states of a measure as the vocabulary has them, and what brings each about: {term, label, actions, brought}.

    `brought` are the actions in one line.
    """
    return [_state(state) for state in MeasureState]


def _state(state: MeasureState) -> dict:
    actions = [action.label for action in Action if _leads_to(action, state)]
    return {
        "term": TERMS[state.value],
        "label": state.label,
        "actions": actions,
        "brought": pgettext("list", ", ").join(actions),
    }


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
