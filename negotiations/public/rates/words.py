"""Answers in sentences. Every rate stands with its basis and its date; what cannot be said is said so.

Each shape of a sentence is a message of its own. What may be added to any of them (what the base duty is, what stands
on a condition) is a message around it.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from negotiations.public.rates.duties import amount_text
from negotiations.public.rates.figures import MOST
from negotiations.public.rates.phrases import (
    NUMBERS,
    alternative_words,
    goods_from,
    in_sentence,
    joined,
    measure_text,
    number,
    on_condition,
    percent,
    rate_words,
    standing_words,
    with_basis,
)
from negotiations.tariffs.lifecycle import State
from negotiations.tariffs.totals import Total

if TYPE_CHECKING:
    from negotiations.public.rates.answers import Shown
    from negotiations.public.rates.asked import Asked
    from negotiations.public.rates.rows import Row

type Said = dict[str, str]

# The words with which a reason of ours begins; names keep their capitals.
_BEGINNINGS = ("No ", "The ", "A ", "Which ", "Whether ", *(f"{one.capitalize()} " for one in NUMBERS))
# For what comes, or may: the words that a headline can hold.
_AHEAD = (State.SUSPENDED, State.SCHEDULED, State.ANNOUNCED, State.PROPOSED, State.THREATENED)


def question(asked: "Asked") -> str:
    """ "What the United States charged on goods of 8703.23.01 from Japan on 10 August 2025"."""
    verbs = {
        "past": pgettext("what is charged", "charged"),
        "present": pgettext("what is charged", "charges"),
        "future": pgettext("what is charged", "is set to charge"),
    }
    return _("What %(by)s %(charged)s on %(goods)s on %(day)s") % (
        _asked_about(asked) | {"charged": verbs[asked.tense]}
    )


def _asked_about(asked: "Asked") -> Said:
    """What every sentence says: who charged, on what goods, when."""
    return {
        "by": in_sentence(asked.by.text) if asked.by else "",
        "goods": goods_from(asked.code, asked.economy.text if asked.economy else ""),
        "day": asked.day_text,
    }


# The answer in one sentence ------------------------------------------------------------------------------------------


def sentence(shown: "Shown") -> str:
    """The answer as a headline."""
    total = shown.answer.total
    verbs = {"past": _("charged"), "present": _("charges"), "future": _("is set to charge")}
    said = _asked_about(shown.asked) | {"charged": verbs[shown.asked.tense]}
    if total.floor is not None:
        said |= {"rate": percent(total.floor)}
        floor = _(
            "On %(day)s %(by)s %(charged)s %(rate)s in all on %(goods)s, base duty included, or the base duty where"
            " that is higher"
        )
        return _with_conditions(floor % said, shown)
    if total.additional is None:
        return _no_figure(shown, said)
    if not shown.charges:
        return _nothing(shown, said)
    if total.in_all is not None and shown.has_all_in:
        return _with_conditions(_in_all(shown, said), shown)
    if total.additional.is_zero:
        return _with_conditions(_charged_nothing(shown, said), shown)
    return _with_conditions(_on_top(_charged(shown, said), total), shown)


def _in_all(shown: "Shown", said: Said) -> str:
    """All of it as one rate."""
    said |= _sum(shown) | {"rate": shown.in_all_text}
    if len(shown.charges) > 1:
        return (
            _(
                "On %(day)s %(by)s %(charged)s %(rate)s in all on %(goods)s, base duty included, %(rates)s: %(sum)s"
                " together"
            )
            % said
        )
    return _("On %(day)s %(by)s %(charged)s %(rate)s in all on %(goods)s, base duty included") % said


def _charged(shown: "Shown", said: Said) -> str:
    """What is charged beside the base duty."""
    said |= _sum(shown)
    if len(shown.charges) > 1:
        said |= {"number": number(len(shown.charges))}
        return (
            _(
                "On %(day)s %(by)s %(charged)s %(number)s additional duties on %(goods)s, %(rates)s: %(sum)s together"
            )
            % said
        )
    if shown.answer.total.additional and shown.answer.total.additional.only_percent:
        return _("On %(day)s %(by)s %(charged)s an additional %(sum)s on %(goods)s") % said
    return _("On %(day)s %(by)s %(charged)s an additional duty of %(sum)s on %(goods)s") % said


def _sum(shown: "Shown") -> Said:
    """The duties that are charged, and what they come to on top of the base duty."""
    return {"rates": joined([term.worth_text for term in shown.terms]), "sum": shown.additional_text}


def _on_top(said: str, total: Total) -> str:
    """With the base duty, and the whole where that can be said."""
    if total.base is None or total.in_all is None:
        return _("%(said)s, on top of the base duty, which this record does not hold") % {"said": said}
    if total.base.is_zero:
        return _("%(said)s, on top of a base duty of nothing") % {"said": said}
    figures = {"base": amount_text(total.base), "whole": amount_text(total.in_all)}
    return _("%(said)s, on top of the base duty of %(base)s: %(whole)s in all") % (figures | {"said": said})


def _charged_nothing(shown: "Shown", said: Said) -> str:
    """Duties that come to nothing, with each of them."""
    verbs = {
        "past": _("charged nothing"),
        "present": _("charges nothing"),
        "future": _("is set to charge nothing"),
    }
    stands = _("%(measure)s stands at %(rate)s")
    each = [
        stands % {"measure": measure_text(row.name), "rate": with_basis(row.duty, row.basis)}
        for row in shown.charges
    ]
    said |= {"charged_nothing": verbs[shown.asked.tense], "duties": joined(each)}
    total = shown.answer.total
    if total.base is None or total.in_all is None:
        return (
            _(
                "On %(day)s %(by)s %(charged_nothing)s on %(goods)s on top of the base duty, which this record does not"
                " hold: %(duties)s"
            )
            % said
        )
    if total.base.is_zero:
        return (
            _(
                "On %(day)s %(by)s %(charged_nothing)s on %(goods)s on top of a base duty of nothing: %(duties)s"
            )
            % said
        )
    said |= {"base": amount_text(total.base), "whole": amount_text(total.in_all)}
    return (
        _(
            "On %(day)s %(by)s %(charged_nothing)s on %(goods)s on top of the base duty of %(base)s: %(whole)s in all:"
            " %(duties)s"
        )
        % said
    )


def _with_conditions(said: str, shown: "Shown") -> str:
    """With what stands instead on a condition, of the duties that are charged."""
    found = [one for row in shown.charges for one in row.conditions]
    if not found:
        return _("%(said)s.") % {"said": said}
    if len(found) > 1:
        return _("%(said)s; otherwise on conditions (below).") % {"said": said}
    return _("%(said)s; %(instead)s.") % {"said": said, "instead": alternative_words(found[0], lower=True)}


# Nothing, or nothing for sure ----------------------------------------------------------------------------------------


def _nothing(shown: "Shown", said: Said) -> str:
    """No additional duty; the base duty where it is on record."""
    base = shown.answer.total.base
    if base is None:
        duty = _("no additional duty of %(by)s on %(goods)s") % said
        return _("On %(day)s %(not_on_record)s.") % (said | {"not_on_record": _not_on_record(duty, shown)})
    said |= {
        "not_on_record": _not_on_record(pgettext("of which something is said", "no additional duty"), shown),
        "base": amount_text(base),
    }
    if not base.is_zero:
        return (
            _("On %(day)s %(by)s %(charged)s the base duty of %(base)s on %(goods)s; %(not_on_record)s.")
            % said
        )
    verbs = {
        "past": _("charged no base duty"),
        "present": _("charges no base duty"),
        "future": _("is set to charge no base duty"),
    }
    said |= {"charged_nothing": verbs[shown.asked.tense]}
    return _("On %(day)s %(by)s %(charged_nothing)s on %(goods)s; %(not_on_record)s.") % said


def _not_on_record(duty: str, shown: "Shown") -> str:
    """That a duty is not on record, and what is paused or announced instead."""
    if conditional := [row for row in shown.may_apply if row.applies_on_condition]:
        said = {"duty": duty, "exceptions": joined([on_condition(row) for row in conditional])}
        return _("%(duty)s is on record as in force but for %(exceptions)s") % said
    ahead = [row for row in shown.not_applying if row.state in _AHEAD]
    if len(ahead) == 1:
        said = {"duty": duty, "measure": measure_text(ahead[0].name), "standing": standing_words(ahead[0])}
        return _("%(duty)s is on record as in force (%(measure)s: %(standing)s)") % said
    if ahead:
        said = {"duty": duty, "number": number(len(ahead))}
        return _("%(duty)s is on record as in force (%(number)s are paused or announced)") % said
    if shown.not_applying or shown.may_apply:
        return _("%(duty)s is on record as in force") % {"duty": duty}
    return _("%(duty)s is on record") % {"duty": duty}


def _no_figure(shown: "Shown", said: Said) -> str:
    """What is charged, as far as it is sure, and why it has no sum."""
    said |= {
        "reason": _first_reason([one.text for one in shown.reasons]),
        "number": number(len(shown.charges)),
    }
    if not shown.charges:
        said |= {"question": question(shown.asked)}
        return _("%(question)s cannot be put in one figure: %(reason)s.") % said
    if len(shown.charges) > MOST:
        return (
            _(
                "On %(day)s %(by)s %(charged)s %(number)s duties on %(goods)s that cannot be put in one figure:"
                " %(reason)s."
            )
            % said
        )
    said |= {"duties": joined([_named(row) for row in shown.charges])}
    return (
        _(
            "On %(day)s %(by)s %(charged)s %(duties)s on %(goods)s; the whole cannot be put in one figure: %(reason)s."
        )
        % said
    )


def _first_reason(reasons: list[str]) -> str:
    """The first reason as the end of a sentence, and how many more there are."""
    first = reasons[0].rstrip(".。")
    first = first[0].lower() + first[1:] if first.startswith(_BEGINNINGS) else first
    more = len(reasons) - 1
    if not more:
        return first
    said = {"reason": first, "number": number(more)}
    return (
        ngettext(
            "%(reason)s, and for %(number)s more reason", "%(reason)s, and for %(number)s more reasons", more
        )
        % said
    )


def _named(row: "Row") -> str:
    """A duty with its basis and its name: "25% additional duty (US duty on cars)"."""
    rate, name = rate_words(row), measure_text(row.name)
    if rate.endswith(")"):
        return _("%(rate)s; %(measure)s)") % {"rate": rate[:-1], "measure": name}
    return _("%(rate)s (%(measure)s)") % {"rate": rate, "measure": name}
