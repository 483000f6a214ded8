"""Answers in sentences. Every rate stands with its basis and its date; what cannot be said is said so."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from negotiations.public.rates.phrases import (
    NUMBERS,
    alternative_words,
    amount_text,
    basis_label,
    goods_text,
    in_sentence,
    joined,
    number,
    on_condition,
    percent,
    rate_words,
    standing_words,
    with_basis,
)
from negotiations.tariffs.duty import Amount
from negotiations.tariffs.lifecycle import State
from negotiations.tariffs.rates import Answer, Component
from negotiations.tariffs.scope import Match
from negotiations.tariffs.totals import BASE, BOUND, Reason, Why

if TYPE_CHECKING:
    from negotiations.public.rates.answers import Shown
    from negotiations.public.rates.asked import Asked
    from negotiations.public.rates.rows import Row

_MOST = 4  # names in one sentence
_CAPITALS = tuple(f"{one.capitalize()} " for one in NUMBERS)
_VERBS = {"past": "charged", "present": "charges", "future": "is set to charge"}
# For what comes, or may: the words that a headline can hold.
_AHEAD = (State.SUSPENDED, State.SCHEDULED, State.ANNOUNCED, State.PROPOSED, State.THREATENED)


def question(asked: "Asked") -> str:
    """ "What the United States charged on goods of 8703.23.01 from Japan on 10 August 2025"."""
    by, economy = (in_sentence(one.text) if one else "" for one in (asked.by, asked.economy))
    return f"What {by} {_VERBS[asked.tense]} on {goods_text(asked.code)} from {economy} on {asked.day_text}"


# The answer in one sentence --------------------------------------------------------------------------------------


def sentence(shown: "Shown") -> str:
    """The answer as a headline."""
    total = shown.answer.total
    if total.floor is not None:
        return _charged(
            shown,
            f"{percent(total.floor)} in all",
            ", base duty included, or the base duty where that is higher",
        )
    if total.additional is None:
        return _no_figure(shown)
    if not shown.charges:
        return _nothing(shown)
    if total.in_all is not None and any(row.is_all_in for row in shown.charges):
        return _charged(shown, f"{amount_text(total.in_all)} in all", f", base duty included{_sum(shown)}")
    if total.additional.is_zero:
        return _charged(shown, "nothing", f" on top of {_base(shown)}{_made_of(shown)}")
    if len(shown.charges) > 1:
        return _charged(
            shown,
            f"{number(len(shown.charges))} additional duties",
            f"{_sum(shown)}, on top of {_base(shown)}",
        )
    figure = amount_text(total.additional)
    return _charged(
        shown,
        f"an additional {figure}" if total.additional.only_percent else f"an additional duty of {figure}",
        f", on top of {_base(shown)}",
    )


def _charged(shown: "Shown", what: str, more: str) -> str:
    asked = shown.asked
    verb = _VERBS[asked.tense]
    return f"On {asked.day_text} {shown.by} {verb} {what} on {shown.goods}{more}{_conditions(shown)}."


def _base(shown: "Shown") -> str:
    """The base duty, and with it the whole where that can be said."""
    total = shown.answer.total
    if total.base is None:
        return "the base duty, which this record does not hold"
    if total.base.is_zero:
        return "a base duty of nothing"
    whole = f": {amount_text(total.in_all)} in all" if total.in_all and total.additional else ""
    return f"the base duty of {amount_text(total.base)}{whole}"


def _sum(shown: "Shown") -> str:
    """ ": 10% and 20%, 30% together"; '' for one duty."""
    if len(shown.charges) < 2 or shown.answer.total.additional is None:
        return ""
    worths = [term.worth_text for term in shown.terms]
    return f", {joined(worths)}: {amount_text(shown.answer.total.additional)} together"


def _made_of(shown: "Shown") -> str:
    said = [f"{row.name} stands at {with_basis(row.duty, row.basis_label)}" for row in shown.charges]
    return f": {joined(said)}"


def _nothing(shown: "Shown") -> str:
    asked, total = shown.asked, shown.answer.total
    if total.base is not None:
        said = f"{shown.by} {_VERBS[asked.tense]} {_base_alone(total.base)} on {shown.goods}"
        return f"On {asked.day_text} {said}; no additional duty is on record{_ahead(shown)}."
    said = f"no additional duty of {shown.by} on {shown.goods} is on record"
    return f"On {asked.day_text} {said}{_ahead(shown)}."


def _base_alone(base: Amount) -> str:
    return "no base duty" if base.is_zero else f"the base duty of {amount_text(base)}"


def _ahead(shown: "Shown") -> str:
    """What is paused or announced, where nothing is charged."""
    in_force = " as in force" if shown.not_applying or shown.may_apply else ""
    if conditional := [row for row in shown.may_apply if row.applies_on_condition]:
        return f"{in_force} but for {joined([on_condition(row) for row in conditional])}"
    ahead = [row for row in shown.not_applying if row.state in _AHEAD]
    if len(ahead) == 1:
        return f"{in_force} ({ahead[0].name}: {standing_words(ahead[0])})"
    return f"{in_force} ({number(len(ahead))} are paused or announced)" if ahead else in_force


def _no_figure(shown: "Shown") -> str:
    """What is charged, as far as it is sure, and why it has no sum."""
    asked = shown.asked
    reasons = [one.text for one in shown.reasons]
    more = len(reasons) - 1
    others = f", and for {number(more)} more reason{'' if more == 1 else 's'}" if more else ""
    why = f"cannot be put in one figure: {_as_clause(reasons[0])}{others}."
    if not shown.charges:
        return f"{question(asked)} {why}"
    charged = f"On {asked.day_text} {shown.by} {_VERBS[asked.tense]}"
    if len(shown.charges) > _MOST:
        return f"{charged} {number(len(shown.charges))} duties on {shown.goods} that {why}"
    duties = joined([_named(row) for row in shown.charges])
    return f"{charged} {duties} on {shown.goods}; the whole {why}"


def _named(row: "Row") -> str:
    """A duty with its basis and its name: "25% additional duty (US duty on cars)"."""
    rate = rate_words(row)
    return f"{rate[:-1]}; {row.name})" if rate.endswith(")") else f"{rate} ({row.name})"


def _as_clause(text: str) -> str:
    """A reason as the end of a sentence."""
    text = text.rstrip(".")
    return (
        text[0].lower() + text[1:]
        if text.startswith(("No ", "The ", "A ", "Which ", "Whether ", *_CAPITALS))
        else text
    )


def _conditions(shown: "Shown") -> str:
    """What stands instead on a condition, of the duties that are charged."""
    found = [one for row in shown.charges for one in row.conditions]
    if len(found) == 1:
        return f"; {alternative_words(found[0], lower=True)}"
    return "; otherwise on conditions (below)" if found else ""


# Figures ---------------------------------------------------------------------------------------------------------


def figure(answer: Answer) -> str:
    """The answer in a few words: "25% additional", "15% in all", "20% additional duty, no total"."""
    on_condition = any(other.condition for one in answer.applying for other in one.alternatives)
    return f"{_figure(answer)}{', with conditions' if on_condition else ''}"


def _figure(answer: Answer) -> str:
    total = answer.total
    charged = [one for one in answer.applying if one.basis not in (BASE, BOUND)]
    if total.in_all is not None:
        return f"{amount_text(total.in_all)} in all"
    if total.floor is not None:
        return f"{percent(total.floor)} in all, or the base duty where higher"
    if total.additional is None:
        return f"{_duties(charged)}, no total" if charged else "no one figure"
    if not charged:
        return "no additional duty"
    return f"{amount_text(total.additional)} additional{' together' if len(charged) > 1 else ''}"


def _duties(charged: Sequence[Component]) -> str:
    """The duties beside each other, each with its basis: "10% and 20% additional duty"."""
    if len(charged) > _MOST or not all(one.duty for one in charged):
        return f"{number(len(charged))} {'duty' if len(charged) == 1 else 'duties'}"
    if len({one.basis for one in charged}) == 1:
        return with_basis(joined([one.duty for one in charged]), basis_label(charged[0].basis))
    return joined([with_basis(one.duty, basis_label(one.basis)) for one in charged])


def reason_words(reason: Reason, shown: "Shown") -> str:
    """Why no total is stated, as a sentence."""
    names = _few([shown.name(id) for id in reason.measures])
    if reason.why is Why.DEPENDS:
        return _depends(shown)
    if reason.why is Why.NO_RULE:
        return f"No rule on record says how {joined(names)} stand to each other."
    if reason.why is Why.RULE:
        return f"A rule on record says that {joined(names)} do not simply add up."
    if reason.why is Why.TEXT_ONLY:
        said = f"only as text: “{reason.text}”" if reason.text else "without a rate"
        return f"{names[0]} is on record {said}."
    if reason.why is Why.PREFERENTIAL:
        return f"A preferential rate may be claimed instead: {names[0]}."
    if reason.why is Why.QUOTA:
        return f"{names[0]} depends on whether a quota is exhausted."
    return f"{names[0]}: {reason.text[0].lower()}{reason.text[1:]}"


def _few(names: list[str]) -> list[str]:
    """The first names of many, and how many others there are."""
    return names if len(names) <= _MOST else [*names[: _MOST - 1], f"{len(names) - _MOST + 1} others"]


def _depends(shown: "Shown") -> str:
    """Why something may apply or not."""
    rows = shown.depending
    if not shown.asked.code:
        covers = "duty covers" if len(rows) == 1 else "duties cover"
        return f"Which goods they are decides: {number(len(rows))} {covers} only some."
    if len(rows) > 1:
        return f"{number(len(rows)).capitalize()} duties may apply or not."
    in_words = any(one.alternative.match is Match.WORDS for one in rows[0].partly)
    why = "its goods are described in words only" if in_words else "it covers only some of these goods"
    return f"Whether {rows[0].name} applies cannot be told: {why}."
