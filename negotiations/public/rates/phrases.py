"""Pieces of sentences: names, amounts, and what became of a measure in a few words."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from negotiations.tariffs.codes import dotted
from negotiations.tariffs.duty import Amount
from negotiations.tariffs.lifecycle import State
from negotiations.tariffs.rates import Outcome
from negotiations.tariffs.scope import Match
from negotiations.values.vocabulary import RateBasis

if TYPE_CHECKING:
    from negotiations.public.rates.rows import AlternativeRow, Row

# Names of economies that a sentence gives an article.
_WITH_ARTICLE = re.compile(
    r"\b(States|Kingdom|Union|Emirates|Republic|Islands|Isle|Federation|Netherlands|Philippines|Bahamas|Maldives"
    r"|Gambia|Comoros|Holy See)\b"
)
NUMBERS = "no one two three four five six seven eight nine ten".split()


def in_sentence(name: str) -> str:
    """The name of an economy with its article: "the United States", "Japan"."""
    return f"the {name}" if _WITH_ARTICLE.search(name) and not name.startswith("The ") else name


def goods_text(code: str) -> str:
    """ "goods of 8703.23.01"; "goods" where none were asked about."""
    return f"goods of {dotted(code)}" if code else "goods"


def basis_label(basis: str) -> str:
    """What kind of rate it is, in the middle of a sentence: "additional duty", "MFN applied rate"."""
    if not basis:
        return "basis not on record"
    label = str(RateBasis(basis).label).replace(" (MFN included)", ", MFN included")
    return label if label[:2].isupper() else label[0].lower() + label[1:]


def with_basis(duty: str, basis: str) -> str:
    """ "25% additional duty"; a duty that says more than a rate is told apart: "7.5% in quota (additional duty)"."""
    if duty.endswith("all-in"):
        return f"{duty} {basis.removeprefix('all-in ')}"
    return f"{duty} {basis}" if duty.endswith("%") else f"{duty} ({basis})"


def percent(value: Decimal) -> str:
    """A percentage without zeros that mean nothing: 15%, 12.5%."""
    return f"{value.normalize():f}%"


def amount_text(amount: Amount) -> str:
    return str(Amount(amount.percent.normalize(), amount.specific))


def number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def joined(parts: Sequence[str], last: str = "and") -> str:
    """ "10%, 20% and 5%"."""
    return f" {last} ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def alternative_words(one: "AlternativeRow", *, lower: bool = False) -> str:
    """ "Exempt for goods that qualify under the USMCA"; "10% additional duty for ..."."""
    what = with_basis(one.duty, one.basis_label) if one.duty else one.state_label
    what = what[0].lower() + what[1:] if lower and not one.duty else what
    if one.is_condition and not one.whom.startswith(("for ", "where ", "if ", "when ", "on ")):
        return f"{what}: {one.whom}"
    return f"{what} {one.whom}"


def on_condition(row: "Row") -> str:
    return f"{row.name} ({joined([alternative_words(one, lower=True) for one in row.conditions])})"


def standing_words(row: "Row") -> str:
    """Where a measure stands that is not in force, in a few words: "paused until 9 July 2025, 00:01 EDT"."""
    label = row.state_label.lower()
    if row.state is State.SCHEDULED:
        return f"announced for {row.begins}" if row.begins else "announced"
    if row.state in (State.SUSPENDED, State.EXEMPT):
        return f"{label} until {row.until}" if row.until else label
    if row.state in (State.ENDED, State.STRUCK_DOWN):
        return f"{label} {row.since}" if row.since else label
    return label


def why_open(row: "Row") -> str:
    """Why a measure may apply or not, and what to ask instead."""
    partly = row.partly
    if any(one.alternative.match is Match.WORDS for one in partly):
        return "Its goods are described in words: codes cannot tell whether these are among them."
    if any(one.is_of_economies for one in partly):
        return "It concerns only some of the members: ask about one of them."
    if row.is_sure:
        return "Something else stands for some of these goods: give more digits of the code."
    return "It covers only some of these goods: give the code, or more of its digits."


def outcome_words(row: "Row") -> str:
    """What became of a measure, in a few words: "25% additional duty"; "not charged beside the duty on cars"."""
    outcome = row.component.outcome
    if outcome is Outcome.EXCLUDED:
        return f"not charged beside {row.beside.text if row.beside else 'another duty'}"
    if outcome is Outcome.DEPENDS:
        return f"{rate_words(row)}, for some of these goods only"
    if row.state is None:
        return joined([alternative_words(one, lower=True) for one in row.alternatives])
    if outcome is Outcome.NOT_IN_FORCE:
        return on_condition(row) if row.applies_on_condition else standing_words(row)
    return rate_words(row)


def rate_words(row: "Row") -> str:
    """The duty with its basis: "25% additional duty"."""
    return with_basis(row.duty, row.basis_label) if row.duty else "in force, no rate on record"
