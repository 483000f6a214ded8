"""The forms of a duty. Each checks itself when it is made, and prints itself in the one notation of the record.

A form that makes no sense raises ValueError with what to write instead. Numbers are exact and keep the zeros that the
schedule prints: 2.50% is not shown as 2.5%, though the two are equal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal

from negotiations.tariffs.duty.units import CURRENCIES, EACH, is_unit

HIGHEST_PERCENT = Decimal(10000)
EXACT = Context(prec=200)  # Far more digits than any sum of duties has, so that none is ever rounded.
WHOLE_DIGITS, DECIMALS = 12, 8  # More is a slip of the hand.


@dataclass(frozen=True)
class Free:
    """No duty."""

    def __str__(self) -> str:
        return "Free"


@dataclass(frozen=True)
class Applicable:
    """The base duty itself, whatever it is: "No change", "The duty provided in the applicable subheading"."""

    def __str__(self) -> str:
        return "The duty provided in the applicable subheading"


@dataclass(frozen=True)
class AdValorem:
    """A percentage of the customs value."""

    percent: Decimal

    def __post_init__(self) -> None:
        _check_percent(self.percent)

    def __str__(self) -> str:
        return f"{self.percent:f}%"


@dataclass(frozen=True)
class Specific:
    """Money per unit: `amount` in whole units of the currency (4.4¢ is 0.044 USD), `unit` in our spelling."""

    amount: Decimal
    currency: str
    unit: str

    def __post_init__(self) -> None:
        _check_number(self.amount)
        if self.currency not in CURRENCIES:
            raise ValueError("Write the currency as its ISO code, such as EUR")
        if not is_unit(self.unit):
            raise ValueError("Write a unit such as kg, 100 kg, litre or each")

    def __str__(self) -> str:
        return money(self.amount, self.currency, self.unit)


@dataclass(frozen=True)
class Minus:
    """A term that is taken off, within a sum: 10% - 5 EUR/100 kg."""

    term: AdValorem | Specific

    def __post_init__(self) -> None:
        if not isinstance(self.term, AdValorem | Specific):
            raise ValueError("Take off a percentage or an amount per unit")

    def __str__(self) -> str:
        return f"-{self.term}"


@dataclass(frozen=True)
class Sum:
    """A compound duty: its terms, two or more, are charged together."""

    terms: "tuple[Applicable | AdValorem | Specific | Minus, ...]"

    def __post_init__(self) -> None:
        if not all(isinstance(term, Applicable | AdValorem | Specific | Minus) for term in self.terms):
            raise ValueError("Add up percentages and amounts per unit only")
        if len(self.terms) < 2 or isinstance(self.terms[0], Minus):
            raise ValueError("Begin with the term from which the other is taken off")
        if sum(isinstance(term, Applicable) for term in self.terms) > 1:
            raise ValueError("Write the duty of the applicable subheading once")
        _check_no_range(self.terms)

    def __str__(self) -> str:
        first, *others = self.terms
        return f"{first}{''.join(map(_joined, others))}"


@dataclass(frozen=True)
class AllIn:
    """A total that includes the base duty, in percent of the customs value.

    A `bound` "floor" is the base duty or this rate, whichever is higher. A
    "ceiling" is a rate that the total may not exceed.
    """

    rate: AdValorem
    bound: str

    def __post_init__(self) -> None:
        if not isinstance(self.rate, AdValorem):
            raise ValueError("Write an all-in rate in percent: 15% all-in")
        if self.bound not in ("floor", "ceiling"):
            raise ValueError("Write whether the rate is a floor or a ceiling")

    def __str__(self) -> str:
        return f"{'max ' if self.bound == 'ceiling' else ''}{self.rate} all-in"


@dataclass(frozen=True)
class Bounded:
    """A mixed duty: at least the minimum, at most the maximum; one of them may be None.

    A minimum that is an all-in floor, or a maximum that is an all-in ceiling, is for the total with the base duty.
    """

    duty: Applicable | AdValorem | Specific | Sum
    minimum: "AdValorem | Specific | Sum | AllIn | None" = None
    maximum: "AdValorem | Specific | Sum | AllIn | None" = None

    def __post_init__(self) -> None:
        if not isinstance(self.duty, Applicable | AdValorem | Specific | Sum):
            raise ValueError("Set a minimum or maximum to a percentage, an amount per unit or a sum of them")
        if self.minimum is None and self.maximum is None:
            raise ValueError("Write a minimum or a maximum")
        _check_bound(self.minimum, "floor")
        _check_bound(self.maximum, "ceiling")
        if _is_more(self.minimum, self.maximum):
            raise ValueError("Write a minimum that is no higher than the maximum")

    def __str__(self) -> str:
        minimum = f" MIN {self.minimum}" if self.minimum else ""
        maximum = f" MAX {str(self.maximum).removeprefix('max ')}" if self.maximum else ""
        return f"{self.duty}{minimum}{maximum}"


@dataclass(frozen=True)
class Quota:
    """Two duties: within the quota, and beyond it."""

    within: "Duty"
    beyond: "Duty"

    def __post_init__(self) -> None:
        if any(isinstance(part, Quota) or not isinstance(part, Duty) for part in (self.within, self.beyond)):
            raise ValueError("Write one duty in quota and one out of quota")

    def __str__(self) -> str:
        return f"{self.within} in quota, {self.beyond} out of quota"


Duty = Free | Applicable | AdValorem | Specific | Sum | AllIn | Bounded | Quota


def money(amount: Decimal, currency: str, unit: str) -> str:
    """4.4¢/kg, $1.035/kg, 6.00 EUR/100 kg, $1.50 each."""
    per = " each" if unit == EACH else f"/{unit}"
    if currency != "USD":
        return f"{amount:f} {currency}{per}"
    return f"{EXACT.scaleb(amount, 2):f}¢{per}" if 0 < amount < 1 else f"${amount:f}{per}"


def mentions_base(duty: Duty) -> bool:
    """Whether the base duty itself is among what is charged."""
    return isinstance(duty, Applicable) or (isinstance(duty, Sum) and Applicable() in duty.terms)


def _joined(term: Applicable | AdValorem | Specific | Minus) -> str:
    if isinstance(term, Minus):
        return f" - {term.term}"
    return f" + the{str(term).removeprefix('The')}" if isinstance(term, Applicable) else f" + {term}"


def _check_percent(percent: Decimal) -> None:
    _check_number(percent)
    if percent > HIGHEST_PERCENT:
        raise ValueError(f"Write a rate of at most {HIGHEST_PERCENT}%")


def _check_number(value: Decimal) -> None:
    if not isinstance(value, Decimal) or not value.is_finite():
        raise ValueError("Write a number such as 2.5")
    if value.is_signed():
        raise ValueError("Write a rate of zero or more, without a minus")
    exponent = value.as_tuple().exponent
    if value.adjusted() >= WHOLE_DIGITS or (isinstance(exponent, int) and -exponent > DECIMALS):
        raise ValueError(f"Write at most {WHOLE_DIGITS} digits before the point and {DECIMALS} after it")


def _check_no_range(terms: Iterable[Applicable | AdValorem | Specific | Minus]) -> None:
    """25% - 30% is a range that somebody wrote, and not five percent less than nothing."""
    terms = list(terms)
    added = {_kind(term) for term in terms if not isinstance(term, Minus)}
    if any(_kind(term.term) in added for term in terms if isinstance(term, Minus)):
        raise ValueError("Write one rate: a range has no single value")


def _kind(term: Applicable | AdValorem | Specific) -> tuple[str, ...]:
    """What can be compared with what: percentages with each other, amounts in the same currency and unit."""
    return (term.currency, term.unit) if isinstance(term, Specific) else (type(term).__name__,)


def _check_bound(bound: AdValorem | Specific | Sum | AllIn | None, side: str) -> None:
    if isinstance(bound, AllIn) and bound.bound != side:
        raise ValueError(f"Write a {side} there: an all-in minimum is a floor, an all-in maximum a ceiling")
    if bound is not None and (
        not isinstance(bound, AdValorem | Specific | Sum | AllIn) or mentions_base(bound)
    ):
        raise ValueError("Write a percentage, an amount per unit or a sum of them as minimum or maximum")


def _is_more(
    minimum: AdValorem | Specific | Sum | AllIn | None, maximum: AdValorem | Specific | Sum | AllIn | None
) -> bool:
    if isinstance(minimum, AdValorem) and isinstance(maximum, AdValorem):
        return minimum.percent > maximum.percent
    if isinstance(minimum, Specific) and isinstance(maximum, Specific) and _kind(minimum) == _kind(maximum):
        return minimum.amount > maximum.amount
    return (
        isinstance(minimum, AllIn)
        and isinstance(maximum, AllIn)
        and minimum.rate.percent > maximum.rate.percent
    )
