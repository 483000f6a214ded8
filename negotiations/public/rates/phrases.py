"""Pieces of sentences: names, amounts, and what became of a measure in a few words.

English is put together in its own way (articles, a duty before its basis); every piece is a message of its own, so
that another language can turn it round. Names of measures are in quotation marks where a language needs them.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from negotiations.public.rates.duties import duty_text, in_english
from negotiations.tariffs.codes import dotted
from negotiations.tariffs.lifecycle import State
from negotiations.tariffs.rates import Outcome
from negotiations.tariffs.scope import Match
from negotiations.values import wording

if TYPE_CHECKING:
    from negotiations.public.rates.rows import AlternativeRow, Row

# Names of economies that a sentence gives an article.
_WITH_ARTICLE = re.compile(
    r"\b(States|Kingdom|Union|Emirates|Republic|Islands|Isle|Federation|Netherlands|Philippines|Bahamas|Maldives"
    r"|Gambia|Comoros|Holy See)\b"
)
NUMBERS = "no one two three four five six seven eight nine ten".split()
# What kind of rate it is, in the middle of a sentence.
_BASES = {
    "": gettext_noop("basis not on record"),
    "mfn": gettext_noop("MFN applied rate"),
    "bound": gettext_noop("bound rate"),
    "preferential": gettext_noop("preferential rate"),
    "additional": gettext_noop("additional duty"),
    "floor": gettext_noop("all-in floor, MFN included"),
    "ceiling": gettext_noop("all-in ceiling, MFN included"),
    "in_quota": gettext_noop("in-quota rate"),
    "out_of_quota": gettext_noop("out-of-quota rate"),
}
_BEGINNINGS = ("for ", "where ", "if ", "when ", "on ")  # of conditions that go on from the duty


def in_sentence(name: str) -> str:
    """The name of an economy with its article: "the United States", "Japan"."""
    takes_article = _WITH_ARTICLE.search(name) and not name.startswith("The ")
    return _("the %(economy)s") % {"economy": name} if takes_article else name


def goods_text(code: str) -> str:
    """ "goods of 8703.23.01"; "goods" where none were asked about."""
    return _("goods of %(code)s") % {"code": dotted(code)} if code else _("goods")


def goods_from(code: str, origin: str) -> str:
    """ "goods of 8703.23.01 from Japan"."""
    said = {"code": dotted(code), "origin": in_sentence(origin)}
    return _("goods of %(code)s from %(origin)s") % said if code else _("goods from %(origin)s") % said


def measure_text(name: str) -> str:
    """The name of a measure within a sentence."""
    return pgettext("a name within a sentence", "%(name)s") % {"name": name}


def basis_label(basis: str) -> str:
    """What kind of rate it is, in the middle of a sentence: "additional duty", "MFN applied rate"."""
    return _(_BASES[basis])


def with_basis(duty: str, basis: str) -> str:
    """ "25% additional duty"; a duty that says more than a rate is told apart: "7.5% in quota (additional duty)"."""
    return duties_with_basis([duty], basis)


def duties_with_basis(duties: Sequence[str], basis: str) -> str:
    """One or several duties on the same basis: "10% and 20% additional duty"."""
    said = {
        "duty": joined([duty_text(duty, basis) for duty in duties]),
        "basis": _basis_of(duties[-1], basis),
    }
    return _("%(duty)s %(basis)s") % said if _is_rate(duties[-1]) else _("%(duty)s (%(basis)s)") % said


def beside(duty: str, basis: str) -> str:
    """The basis as it stands behind the duty, which is set in larger letters."""
    label = _basis_of(duty, basis)
    return label if _is_rate(duty) else pgettext("behind a duty", "(%(basis)s)") % {"basis": label}


def _is_rate(duty: str) -> bool:
    """True for a duty that is one rate and says nothing else."""
    return duty.endswith(("%", "all-in"))


def _basis_of(duty: str, basis: str) -> str:
    """What kind of rate it is, without what the duty says itself."""
    return basis_label(basis).removeprefix("all-in ") if duty.endswith("all-in") else basis_label(basis)


def percent(value: Decimal) -> str:
    """A percentage without zeros that mean nothing: 15%, 12.5%."""
    return f"{value.normalize():f}%"


def number(count: int) -> str:
    """A number in the middle of a sentence: "two", "12". Only English writes small ones out."""
    return NUMBERS[count] if in_english() and count < len(NUMBERS) else wording.number(count)


def joined(parts: Sequence[str]) -> str:
    """ "10%, 20% and 5%"."""
    return format_list(list(parts), locale=wording.locale())


def alternative_words(one: "AlternativeRow", *, lower: bool = False) -> str:
    """ "Exempt for goods that qualify under the USMCA"; "10% additional duty for ..."."""
    what = with_basis(one.duty, one.basis) if one.duty else one.state_label
    said = {"what": what[0].lower() + what[1:] if lower and not one.duty else what, "whom": one.whom}
    if not one.is_condition:
        return _("%(what)s %(whom)s") % said
    if one.whom.startswith(_BEGINNINGS):
        return pgettext("on a condition of the record", "%(what)s %(whom)s") % said
    return pgettext("on a condition of the record", "%(what)s: %(whom)s") % said


def on_condition(row: "Row") -> str:
    """A measure with what stands on a condition: "US odd duty (40% additional duty for goods that ...)"."""
    said = joined([alternative_words(one, lower=True) for one in row.conditions])
    return _("%(measure)s (%(alternatives)s)") % {"measure": measure_text(row.name), "alternatives": said}


def standing_words(row: "Row") -> str:
    """Where a measure stands that is not in force, in a few words: "paused until 9 July 2025, 00:01 EDT"."""
    said = {"state": row.state_label.lower(), "since": row.since, "until": row.until, "begins": row.begins}
    if row.state is State.SCHEDULED:
        return _("announced for %(begins)s") % said if row.begins else pgettext("a measure", "announced")
    if row.state in (State.SUSPENDED, State.EXEMPT) and row.until:
        return _("%(state)s until %(until)s") % said
    if row.state in (State.ENDED, State.STRUCK_DOWN) and row.since:
        return _("%(state)s %(since)s") % said
    return row.state_label.lower()


def why_open(row: "Row") -> str:
    """Why a measure may apply or not, and what to ask instead."""
    partly = row.partly
    if any(one.alternative.match is Match.WORDS for one in partly):
        return _("Its goods are described in words: codes cannot tell whether these are among them.")
    if any(one.is_of_economies for one in partly):
        return _("It concerns only some of the members: ask about one of them.")
    if row.is_sure:
        return _("Something else stands for some of these goods: give more digits of the code.")
    return _("It covers only some of these goods: give the code, or more of its digits.")


def outcome_words(row: "Row") -> str:
    """What became of a measure, in a few words: "25% additional duty"; "not charged beside the duty on cars"."""
    outcome = row.component.outcome
    if outcome is Outcome.EXCLUDED:
        other = measure_text(row.beside.text) if row.beside else _("another duty")
        return _("not charged beside %(duty)s") % {"duty": other}
    if outcome is Outcome.DEPENDS:
        return _("%(rate)s, for some of these goods only") % {"rate": rate_words(row)}
    if row.state is None:
        return joined([alternative_words(one, lower=True) for one in row.alternatives])
    if outcome is Outcome.NOT_IN_FORCE:
        return on_condition(row) if row.applies_on_condition else standing_words(row)
    return rate_words(row)


def rate_words(row: "Row") -> str:
    """The duty with its basis: "25% additional duty"."""
    return with_basis(row.duty, row.basis) if row.duty else _("in force, no rate on record")
