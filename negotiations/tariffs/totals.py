"""What duties on the same goods come to, where adding is right; and why no total is stated where it is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

from negotiations.tariffs.duty import AdValorem, AllIn, Amount, Duty, Unknown, amount, understand
from negotiations.tariffs.stacking import Levy, Rule, between, go_together

BASE, BOUND, PREFERENTIAL = "mfn", "bound", "preferential"
FLOOR, CEILING = "floor", "ceiling"
QUOTAS = ("in_quota", "out_of_quota")


@dataclass(frozen=True)
class Charge:
    """A duty that is charged, with its expression as the record has it and what kind of rate it is."""

    levy: Levy
    duty: str
    basis: str


class Why(StrEnum):
    """Why no total is stated."""

    DEPENDS = "depends"  # on goods or conditions that the question leaves open
    NO_RULE = "no_rule"  # no rule on record says how two duties stand to each other
    RULE = "rule"  # a rule on record says that they do not simply add up
    TEXT_ONLY = "text_only"  # a duty is on record only as text
    PREFERENTIAL = "preferential"  # a preferential rate may be claimed instead
    QUOTA = "quota"  # it depends on whether a quota is exhausted
    AMOUNT = "amount"  # an amount cannot be worked out; the text says why


@dataclass(frozen=True)
class Reason:
    """Why no total is stated: the measures it is about, the rule if one says so, and words where there are any."""

    why: Why
    measures: tuple[int, ...] = ()
    rule: Rule | None = None
    text: str = ""


@dataclass(frozen=True)
class Total:
    """What the duties of a case come to.

    `additional` is what comes on top of the base (MFN) duty, None where that cannot be said; `base` the base duty,
    None where it is not on record; `in_all` their sum. `floor` is the all-in rate that holds where the base duty is
    lower but not on record. `rules` are those by which was added, `reasons` why something cannot be said.
    """

    additional: Amount | None = None
    base: Amount | None = None
    in_all: Amount | None = None
    floor: Decimal | None = None
    rules: tuple[Rule, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def gist(self) -> tuple:
        """What makes two totals the same, whatever rules they rest on."""
        reasons = tuple((reason.why, reason.measures) for reason in self.reasons)
        return (self.additional, self.base, self.in_all, self.floor, reasons)


# The same few expressions come up in every answer, and reading one takes a while.
_read = lru_cache(maxsize=4096)(understand)


def total(charges: Sequence[Charge], rules: Sequence[Rule], *, depends: bool = False) -> Total:
    """Add up what may be added. `depends` is true where something more may apply."""
    base_charge = next((one for one in charges if one.basis == BASE), None)
    base_duty = _read(base_charge.duty) if base_charge else None
    base = _amount(base_duty, None) if base_duty else None
    duties = [one for one in charges if one.basis not in (BASE, BOUND)]
    reasons = [Reason(Why.DEPENDS)] if depends else []
    used, unruled = _joined(duties, rules)
    reasons += unruled
    amounts = []
    for one in duties:
        worth = _worth(one, base_duty)
        if isinstance(worth, Reason):
            reasons.append(worth)
        else:
            amounts.append(worth)
    if reasons:
        floor = _lone_floor(duties) if {reason.why for reason in reasons} == {Why.AMOUNT} else None
        return Total(base=base, floor=floor, rules=used, reasons=tuple(reasons))
    additional = sum(amounts, Amount())
    return Total(additional, base, additional + base if base else None, rules=used)


def _joined(duties: Sequence[Charge], rules: Sequence[Rule]) -> tuple[tuple[Rule, ...], list[Reason]]:
    """The rules by which every two of the duties may be added, and a reason for each two that may not."""
    used: dict[int, Rule] = {}
    reasons = []
    for one, other in combinations(duties, 2):
        if rule := go_together(one.levy, other.levy, rules):
            used[rule.id] = rule
            continue
        about = (one.levy.measure, other.levy.measure)
        found = between(one.levy, other.levy, rules)
        reasons.append(Reason(Why.RULE, about, found[0]) if found else Reason(Why.NO_RULE, about))
    return tuple(used.values()), reasons


def _worth(one: Charge, base: Duty | None) -> Amount | Reason:
    """What a duty adds on top of the base duty, or why that cannot be said."""
    about = (one.levy.measure,)
    if one.basis == PREFERENTIAL:
        return Reason(Why.PREFERENTIAL, about)
    if one.basis in QUOTAS:
        return Reason(Why.QUOTA, about)
    duty = as_meant(one.duty, one.basis)
    if duty is None:
        return Reason(Why.TEXT_ONLY, about, text=one.duty)
    worth = amount(duty, base)
    return Reason(Why.AMOUNT, about, text=worth.reason) if isinstance(worth, Unknown) else worth


def as_meant(text: str, basis: str) -> Duty | None:
    """A duty expression read with its basis: 15% on the basis of a floor is 15% with the base duty in it.

    None where it is on record as text only.
    """
    duty = _read(text)
    if basis in (FLOOR, CEILING) and isinstance(duty, AdValorem):
        return AllIn(duty, basis)
    return duty


def _amount(duty: Duty, base: Duty | None) -> Amount | None:
    worth = amount(duty, base)
    return None if isinstance(worth, Unknown) else worth


def _lone_floor(duties: Sequence[Charge]) -> Decimal | None:
    """The rate of an all-in floor that nothing else is charged beside; its total is that or the base duty."""
    if len(duties) != 1:
        return None
    duty = as_meant(duties[0].duty, duties[0].basis)
    rate = duty.rate if isinstance(duty, AllIn) and duty.bound == FLOOR else None
    return rate.percent if isinstance(rate, AdValorem) else rate if isinstance(rate, Decimal) else None
