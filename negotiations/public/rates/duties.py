"""Duty expressions and amounts in the page's language. In English they stand as schedules write them.

What the record holds as text only stays as it is in every language: nobody translates a law by the way.
"""

from functools import reduce

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from negotiations.tariffs.duty import (
    AdValorem,
    AllIn,
    Amount,
    Applicable,
    Bounded,
    Duty,
    Free,
    Minus,
    Quota,
    Specific,
    Sum,
)
from negotiations.tariffs.totals import as_meant


def in_english() -> bool:
    return (get_language() or settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE


def duty_text(text: str, basis: str = "") -> str:
    """An expression of the record, in other words where the page is not in English and it is understood.

    An all-in rate says so itself unless its `basis` stands beside it and does.
    """
    if in_english():
        return text
    duty = as_meant(text, basis)
    if isinstance(duty, AllIn) and basis in ("floor", "ceiling"):
        duty = duty.rate
    return _form(duty) if duty else text


def amount_text(amount: Amount) -> str:
    """ "12.5%", "10% + 4.4¢/kg"; "Free" for nothing."""
    if amount.is_zero:
        return _("Free")
    return _each(str(Amount(amount.percent.normalize(), amount.specific)))


def is_read(text: str) -> bool:
    """False for an expression that stays in the words of its document."""
    return not text or as_meant(text, "") is not None


def _form(duty: Duty | Minus) -> str:
    match duty:
        case Free():
            return _("Free")
        case Applicable():
            return _("the base duty")
        case Sum(terms):
            return reduce(_and, terms[1:], _form(terms[0]))
        case AllIn(rate, "floor"):
            return _("at least %(rate)s with the base duty") % {"rate": rate}
        case AllIn(rate):
            return _("at most %(rate)s with the base duty") % {"rate": rate}
        case Bounded():
            return _bounded(duty)
        case Quota(within, beyond):
            said = {"within": _form(within), "beyond": _form(beyond)}
            return _("%(within)s in quota, %(beyond)s out of quota") % said
        case AdValorem() | Specific() | Minus():
            return _each(str(duty))


def _each(said: str) -> str:
    """Money for each piece: the one unit that is a word of English."""
    return said.replace(" each", _(" each"))


def _and(said: str, term: Applicable | AdValorem | Specific | Minus) -> str:
    return f"{said} - {_form(term.term)}" if isinstance(term, Minus) else f"{said} + {_form(term)}"


def _bounded(duty: Bounded) -> str:
    """A duty that is at least this and at most that."""
    said = {"duty": _form(duty.duty), "minimum": _bound(duty.minimum), "maximum": _bound(duty.maximum)}
    if duty.minimum and duty.maximum:
        return _("%(duty)s, but at least %(minimum)s and at most %(maximum)s") % said
    if duty.minimum:
        return _("%(duty)s, but at least %(minimum)s") % said
    return _("%(duty)s, but at most %(maximum)s") % said


def _bound(bound: AdValorem | Specific | Sum | AllIn | None) -> str:
    if isinstance(bound, AllIn):
        return _("%(rate)s with the base duty") % {"rate": bound.rate}
    return _form(bound) if bound else ""
