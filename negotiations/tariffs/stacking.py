"""How duties on the same goods stand to each other: which one a rule takes away, and which may be added up.

Nothing is added because it is there. Two duties are added where a rule says so, one falls away where a rule excludes
it, and where no rule on record speaks of two duties, their sum is not stated.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Effect(StrEnum):
    """What a rule says; the same words as `StackingEffect`."""

    ADDS = "adds"
    EXCLUDES = "excludes"
    PRECEDENCE = "precedence"
    FLOOR = "floor"
    CEILING = "ceiling"
    HIGHER = "higher"
    CONTENT_SHARE = "content_share"


@dataclass(frozen=True)
class Levy:
    """A duty that is charged, for comparing: its measure, the authority it rests on, and who imposes it."""

    measure: int
    authority: int | None = None
    imposer: int | None = None


@dataclass(frozen=True)
class Party:
    """One side of a rule: these measures, and all measures under these authorities."""

    measures: frozenset[int] = frozenset()
    authorities: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.measures or self.authorities)

    def has(self, levy: Levy) -> bool:
        return levy.measure in self.measures or levy.authority in self.authorities


@dataclass(frozen=True)
class Rule:
    """The first duties stand so to the second ones, from an instant until, exclusively, another.

    Without second duties it speaks of every other duty of the same imposer.
    """

    id: int
    effect: Effect
    first: Party
    second: Party
    holds_from: datetime
    holds_until: datetime | None = None

    def holds_at(self, on: datetime) -> bool:
        return self.holds_from <= on and (self.holds_until is None or on < self.holds_until)

    def speaks_of(self, levies: Iterable[Levy]) -> bool:
        """True where any two of the duties stand to each other as it says."""
        levies = list(levies)
        firsts = [one for one in levies if self.first.has(one)]
        return any(self.joins(one, other) for one in firsts for other in levies)

    def joins(self, one: Levy, other: Levy) -> bool:
        """True where `one` is a first duty of it and `other` a second."""
        if one.measure == other.measure or not self.first.has(one):
            return False
        if self.second:
            return self.second.has(other)
        return one.imposer == other.imposer and not self.first.has(other)


_TAKES_AWAY = (Effect.EXCLUDES, Effect.PRECEDENCE)


@dataclass(frozen=True)
class Removal:
    """That a duty falls away: by which rule, and beside which duty."""

    rule: Rule
    beside: Levy


def removals(levies: Sequence[Levy], rules: Iterable[Rule]) -> dict[int, Removal]:
    """The measures that fall away, each with the rule that takes it away.

    A duty that has itself fallen away takes nothing away: rules are followed from those that nothing can remove. Rules
    that contradict each other in a circle remove nothing.
    """
    claims = [
        (one, other, rule)
        for rule in rules
        if rule.effect in _TAKES_AWAY
        for one in levies
        for other in levies
        if rule.joins(one, other)
    ]
    gone: dict[int, Removal] = {}
    settled: set[int] = set()
    while True:
        open_claims = [claim for claim in claims if claim[0].measure not in gone]
        threatened = {other.measure for _, other, _ in open_claims}
        safe = {levy.measure for levy in levies} - threatened - set(gone) - settled
        if not safe:
            return gone
        settled |= safe
        for one, other, rule in open_claims:
            if one.measure in safe and other.measure not in settled:
                gone.setdefault(other.measure, Removal(rule, one))


def between(one: Levy, other: Levy, rules: Iterable[Rule]) -> list[Rule]:
    """The rules that speak of two duties, whichever of them is first."""
    return [rule for rule in rules if rule.joins(one, other) or rule.joins(other, one)]


def go_together(one: Levy, other: Levy, rules: Iterable[Rule]) -> Rule | None:
    """The rule by which two duties may be added up, None where none says so or another forbids it."""
    found = between(one, other, rules)
    return found[0] if found and all(rule.effect is Effect.ADDS for rule in found) else None
