"""Answers in a few words: "25% additional", "15% in all", "20% additional duty, no total"."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from negotiations.public.rates.duties import amount_text
from negotiations.public.rates.phrases import duties_with_basis, joined, number, percent, with_basis
from negotiations.tariffs.rates import Answer, Component
from negotiations.tariffs.totals import BASE, BOUND

MOST = 4  # names in one sentence


def figure(answer: Answer) -> str:
    """The answer in a few words, and whether something else stands on a condition."""
    on_condition = any(other.condition for one in answer.applying for other in one.alternatives)
    said = _figure(answer)
    return _("%(figure)s, with conditions") % {"figure": said} if on_condition else said


def _figure(answer: Answer) -> str:
    total = answer.total
    charged = [one for one in answer.applying if one.basis not in (BASE, BOUND)]
    if total.in_all is not None:
        return _("%(rate)s in all") % {"rate": amount_text(total.in_all)}
    if total.floor is not None:
        return _("%(rate)s in all, or the base duty where higher") % {"rate": percent(total.floor)}
    if total.additional is None:
        return _("%(duties)s, no total") % {"duties": _duties(charged)} if charged else _("no one figure")
    if not charged:
        return _("no additional duty")
    said = {"rate": amount_text(total.additional)}
    return _("%(rate)s additional together") % said if len(charged) > 1 else _("%(rate)s additional") % said


def _duties(charged: Sequence[Component]) -> str:
    """The duties beside each other, each with its basis: "10% and 20% additional duty"."""
    if len(charged) > MOST or not all(one.duty for one in charged):
        said = {"number": number(len(charged))}
        return ngettext("%(number)s duty", "%(number)s duties", len(charged)) % said
    if len({one.basis for one in charged}) == 1:
        return duties_with_basis([one.duty for one in charged], charged[0].basis)
    return joined([with_basis(one.duty, one.basis) for one in charged])
