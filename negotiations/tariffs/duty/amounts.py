"""What duties add up to, where that can be said exactly; and where it cannot, why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from itertools import chain

from negotiations.tariffs.duty.forms import (
    EXACT,
    AdValorem,
    AllIn,
    Applicable,
    Bounded,
    Duty,
    Free,
    Minus,
    Quota,
    Specific,
    Sum,
    mentions_base,
    money,
)

NO_BASE = "The duty depends on the base duty, which this record does not hold."
QUOTA = "The duty depends on whether the quota is exhausted."


@dataclass(frozen=True)
class Amount:
    """A percentage of the customs value, and money per unit: ((currency, unit), amount), sorted, none of them zero.

    Amounts may be negative: what is taken off is written with a minus.
    """

    percent: Decimal = Decimal(0)
    specific: tuple[tuple[tuple[str, str], Decimal], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "specific", _tidy(self.specific))

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(EXACT.add(self.percent, other.percent), self.specific + other.specific)

    def __sub__(self, other: "Amount") -> "Amount":
        return self + -other

    def __neg__(self) -> "Amount":
        return Amount(
            self.percent.copy_negate(), tuple((per, value.copy_negate()) for per, value in self.specific)
        )

    def __str__(self) -> str:
        terms = [(self.percent, f"{self.percent.copy_abs():f}%")] if self.percent else []
        terms += [(value, money(value.copy_abs(), *per)) for per, value in self.specific]
        text = "".join(f" {'-' if value < 0 else '+'} {printed}" for value, printed in terms)
        return f"-{text[3:]}" if text.startswith(" -") else text[3:] or "Free"

    @property
    def is_zero(self) -> bool:
        return not self.percent and not self.specific

    @property
    def only_percent(self) -> bool:
        return not self.specific

    def covers(self, other: "Amount") -> bool:
        """Whether this is at least the other whatever the goods cost and however many they are."""
        more = self - other
        return more.percent >= 0 and all(value > 0 for _, value in more.specific)


@dataclass(frozen=True)
class Unknown:
    """No exact amount, and why: a sentence for readers."""

    reason: str


def amount(duty: Duty, base: Duty | None = None) -> Amount | Unknown:
    """What this duty adds on top of the base duty; `base` is None where it is not on record. Never raises.

    "The duty provided in the applicable subheading" therefore adds nothing, with 25% beside it it adds 25%, and an
    all-in floor of 15% adds 12.5% to a base of 2.5%. For a duty that is itself the base it is the whole of it.
    """
    match duty:
        case Free():
            return Amount()
        case AllIn():
            return _all_in(duty, base)
        case Bounded():
            return _bounded(duty, base)
        case Quota(within, beyond):
            return _quota(amount(within, base), amount(beyond, base))
        case _:
            return _plain(duty)


def _plain(duty: Applicable | AdValorem | Specific | Minus | Sum) -> Amount:
    match duty:
        case Applicable():
            return Amount()
        case AdValorem(percent):
            return Amount(percent)
        case Specific(value, currency, unit):
            return Amount(specific=(((currency, unit), value),))
        case Minus(term):
            return -_plain(term)
        case Sum(terms):
            return _added([_plain(term) for term in terms])


def _added(amounts: list[Amount]) -> Amount:
    percent = reduce(EXACT.add, [each.percent for each in amounts])
    return Amount(percent, tuple(chain.from_iterable(each.specific for each in amounts)))


def _base_of(base: Duty | None) -> Amount | Unknown:
    """The base duty as an amount. A base that refers to the base again holds no figure."""
    if base is None or _refers_to_a_base(base):
        return Unknown(NO_BASE)
    return amount(base)


def _refers_to_a_base(duty: Duty) -> bool:
    match duty:
        case Bounded(bounded, minimum, maximum):
            return any(part is not None and _refers_to_a_base(part) for part in (bounded, minimum, maximum))
        case Quota(within, beyond):
            return _refers_to_a_base(within) or _refers_to_a_base(beyond)
        case AllIn():
            return True
        case _:
            return mentions_base(duty)


def _all_in(duty: AllIn, base: Duty | None) -> Amount | Unknown:
    """What a floor adds to the base. A ceiling is a limit: only where the base reaches it is nothing added for sure."""
    room = _room(duty, base)
    if isinstance(room, Unknown) or duty.bound == "floor" or room.is_zero:
        return room
    return Unknown(
        f"The total may not exceed {duty.rate} with the base duty: a limit does not say what is charged below it."
    )


def _room(duty: AllIn, base: Duty | None) -> Amount | Unknown:
    """How far the all-in rate lies above the base duty; nothing where the base is as high."""
    held = _base_of(base)
    if isinstance(held, Unknown):
        return held
    higher = _higher(Amount(duty.rate.percent), held)
    return higher if isinstance(higher, Unknown) else higher - held


def _bounded(duty: Bounded, base: Duty | None) -> Amount | Unknown:
    """The duty between its bounds. Where the base duty is part of it, the bounds hold for the total."""
    held = _base_of(base) if mentions_base(duty.duty) else Amount()
    if isinstance(held, Unknown):
        return held
    total = _plain(duty.duty) + held
    for bound, choose in ((duty.minimum, _higher), (duty.maximum, _lower)):
        if bound is None:
            continue
        limit = _limit(bound, held, base)
        chosen = limit if isinstance(limit, Unknown) else choose(total, limit)
        if isinstance(chosen, Unknown):
            return chosen
        total = chosen
    return total - held


def _limit(bound: AdValorem | Specific | Sum | AllIn, held: Amount, base: Duty | None) -> Amount | Unknown:
    """The bound as an amount; an all-in one leaves what lies above the base duty, beside what is held of it."""
    if not isinstance(bound, AllIn):
        return _plain(bound)
    room = _room(bound, base)
    return room if isinstance(room, Unknown) else room + held


def _quota(within: Amount | Unknown, beyond: Amount | Unknown) -> Amount | Unknown:
    return within if within == beyond and isinstance(within, Amount) else Unknown(QUOTA)


def _higher(one: Amount, other: Amount) -> Amount | Unknown:
    if one.covers(other):
        return one
    return other if other.covers(one) else _depends_on_price(one, other)


def _lower(one: Amount, other: Amount) -> Amount | Unknown:
    if one.covers(other):
        return other
    return one if other.covers(one) else _depends_on_price(one, other)


def _depends_on_price(one: Amount, other: Amount) -> Unknown:
    return Unknown(f"Which is higher, {one} or {other}, depends on the price and quantity of the goods.")


def _tidy(
    specific: Iterable[tuple[tuple[str, str], Decimal]],
) -> tuple[tuple[tuple[str, str], Decimal], ...]:
    sums: dict[tuple[str, str], Decimal] = {}
    for per, value in specific:
        sums[per] = EXACT.add(sums.get(per, Decimal(0)), value)
    return tuple(sorted((per, value) for per, value in sums.items() if value))
