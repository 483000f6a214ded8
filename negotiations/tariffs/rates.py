"""What applies to certain goods from a certain economy, on any day, and by which change and rule.

A question is put together once from the changes that cover its case, and then answered for any instant: every measure
with what became of it, what may be added up, and when the answer changes next. Which documents and pages stand behind
the ids is the caller's affair.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from negotiations.tariffs.lifecycle import Change, Standing, State, standing_at, steps
from negotiations.tariffs.scope import Case, Lists, Match, both
from negotiations.tariffs.stacking import Levy, Removal, Rule, removals
from negotiations.tariffs.totals import Charge, Total, total


@dataclass(frozen=True)
class Measure:
    """A measure with every change of it that the caller knows of."""

    id: int
    imposer: int | None
    authority: int | None
    changes: tuple[Change, ...]

    @property
    def levy(self) -> Levy:
        return Levy(self.id, self.authority, self.imposer)


class Outcome(StrEnum):
    """What became of a measure for a case."""

    APPLIES = "applies"
    EXCLUDED = "excluded"  # in force, but a rule takes it away beside another duty
    DEPENDS = "depends"  # in force for some of what was asked about, or described in words only
    NOT_IN_FORCE = "not_in_force"  # paused, announced, ended, exempt ...: the state says which


@dataclass(frozen=True)
class Alternative:
    """What stands instead for some goods, or on a condition."""

    match: Match
    condition: str
    standing: Standing
    duty: str


@dataclass(frozen=True)
class Component:
    """One measure in an answer. `duty` and `basis` are those that stand, '' where none does.

    `removal` says by which rule it falls away, `alternatives` what stands instead for some of the goods.
    """

    measure: Measure
    outcome: Outcome
    standing: Standing
    duty: str
    basis: str
    alternatives: tuple[Alternative, ...] = ()
    removal: Removal | None = None

    @property
    def charge(self) -> Charge:
        return Charge(self.measure.levy, self.duty, self.basis)

    @property
    def gist(self) -> tuple:
        """What makes two answers about this measure the same."""
        rates = tuple((one.condition, one.standing.state, one.duty) for one in self.alternatives)
        return (self.measure.id, self.outcome, self.standing.state, self.duty, self.basis, rates)


@dataclass(frozen=True)
class Answer:
    """What applies at an instant, until when it does, and what can be said of the total."""

    on: datetime
    components: tuple[Component, ...]
    total: Total

    @property
    def applying(self) -> list[Component]:
        return [one for one in self.components if one.outcome is Outcome.APPLIES]

    @property
    def gist(self) -> tuple:
        """What makes two answers the same: the measures with what became of them, and what they come to."""
        return (*(one.gist for one in self.components), self.total.gist)


class Question:
    """One case, ready to be answered for any day."""

    def __init__(self, measures: Iterable[Measure], rules: Iterable[Rule], case: Case, lists: Lists):
        self.case = case
        self._courses = [
            course for measure in measures if (course := _Course(measure, case, lists)).is_relevant
        ]
        levies = [course.measure.levy for course in self._courses]
        about = [rule for rule in rules if rule.speaks_of(levies)]
        self._rules = sorted(about, key=lambda rule: (rule.holds_from, rule.id))

    def at(self, on: datetime) -> Answer:
        """What applies at an instant."""
        rules = [rule for rule in self._rules if rule.holds_at(on)]
        components = [component for course in self._courses if (component := course.at(on))]
        charged = [one for one in components if one.outcome is Outcome.APPLIES]
        gone = removals([one.measure.levy for one in charged], rules)
        found = [
            replace(one, outcome=Outcome.EXCLUDED, removal=gone[one.measure.id])
            if one.outcome is Outcome.APPLIES and one.measure.id in gone
            else one
            for one in components
        ]
        depends = any(one.outcome is Outcome.DEPENDS for one in found)
        charges = [one.charge for one in found if one.outcome is Outcome.APPLIES]
        return Answer(on, tuple(found), total(charges, rules, depends=depends))

    @cached_property
    def boundaries(self) -> list[datetime]:
        """Every instant at which an answer may change, in order."""
        instants = {
            step.since for course in self._courses for step in course.all_steps if step.since is not None
        }
        for rule in self._rules:
            instants |= {instant for instant in (rule.holds_from, rule.holds_until) if instant}
        return sorted(instants)

    def following(self, answer: Answer) -> Answer | None:
        """The next answer that differs, as far as is known; None where nothing is scheduled."""
        ahead = (self.at(instant) for instant in self.boundaries if instant > answer.on)
        return next((other for other in ahead if other.gist != answer.gist), None)

    def over_time(self) -> list[Answer]:
        """Every answer that differs from the one before it, each at the instant from which it holds."""
        found: list[Answer] = []
        for instant in self.boundaries:
            answer = self.at(instant)
            if not found or answer.gist != found[-1].gist:
                found.append(answer)
        return found


GIVES = frozenset(
    {
        State.IN_FORCE,
        State.SCHEDULED,
        State.ANNOUNCED,
        State.PROPOSED,
        State.THREATENED,
    }
)
_BEST_FIRST = (Match.YES, Match.CONDITION, Match.SOME, Match.WORDS, Match.NO)


class _Course:
    """One measure for one case, over time: what surely covers it, and what covers it perhaps."""

    def __init__(self, measure: Measure, case: Case, lists: Lists):
        self.measure, self._case, self._lists = measure, case, lists
        ordered = sorted(measure.changes, key=lambda one: (one.begins, one.order, one.id))
        matches = [(change, self._match(change, ordered)) for change in ordered]
        sure = [change for change, match in matches if match is Match.YES]
        self.is_relevant = any(match is not Match.NO and change.becomes in GIVES for change, match in matches)
        self._sure = steps(sure) if self.is_relevant else []
        self._perhaps = self._fold_perhaps(sure, matches) if self.is_relevant else {}

    def _fold_perhaps(self, sure, matches) -> dict[tuple[Match, str], list[Standing]]:
        groups: dict[tuple[Match, str], list[Change]] = {}
        for change, match in matches:
            if match in (Match.SOME, Match.WORDS, Match.CONDITION):
                condition = change.scope.condition if match is Match.CONDITION else ""
                groups.setdefault((match, condition), []).append(change)
        return {key: steps([*sure, *changes]) for key, changes in groups.items()}

    def _match(self, change: Change, ordered: Sequence[Change]) -> Match:
        """Whether a change covers the case; what it does not say is as the changes before it have it."""
        scope = change.scope
        if scope.economies.mode and scope.goods.mode:
            return scope.match(self._case, self._lists)
        earlier = [one.scope for one in ordered if one.begins <= change.begins and one.becomes in GIVES]
        if not scope.economies.mode:
            stated = [one.economies for one in earlier if one.economies.mode]
            economies = _widest((one.match(self._case) for one in stated), Match.YES)
        else:
            economies = scope.economies.match(self._case)
        if not scope.goods.mode:
            named = [one.goods for one in earlier if one.goods.mode]
            goods = _widest((one.match(self._case.code, self._lists) for one in named), Match.WORDS)
        else:
            goods = scope.goods.match(self._case.code, self._lists)
        return both(economies, goods, scope.condition)

    @property
    def all_steps(self) -> Iterable[Standing]:
        for history in (self._sure, *self._perhaps.values()):
            yield from history

    def at(self, on: datetime) -> Component | None:
        """What stands at an instant, None where nothing was known of it by then."""
        standing = standing_at(self._sure, on)
        others = [self._alternative(key, on) for key in self._perhaps]
        others = [
            one
            for one in others
            if one.standing.state and (one.standing.by, one.standing.state) != (standing.by, standing.state)
        ]
        if standing.state is None and not others:
            return None
        outcome = _outcome(standing, others)
        shown = standing
        if outcome is Outcome.DEPENDS and standing.state is not State.IN_FORCE:
            shown = next(one.standing for one in others if one.standing.state is State.IN_FORCE)
        return Component(self.measure, outcome, shown, self._duty(shown), _basis(shown), tuple(others))

    def _alternative(self, key: tuple[Match, str], on: datetime) -> Alternative:
        standing = standing_at(self._perhaps[key], on)
        return Alternative(*key, standing, self._duty(standing))

    def _duty(self, standing: Standing) -> str:
        """The duty that stands; of a list in which each code has its own, the one of the code asked about."""
        ids = standing.by.scope.goods.lists if standing.by else ()
        lists = (self._lists[id] for id in ids if id in self._lists)
        found = [(above, one.duties[above]) for one in lists if (above := one.above(self._case.code))]
        own = max(found, default=("", ""), key=lambda pair: len(pair[0]))[1]
        return own or (standing.rate.duty if standing.rate else "")


def _widest(matches: Iterable[Match], nothing: Match) -> Match:
    """The best of several matches; `nothing` where there are none."""
    return min(matches, key=_BEST_FIRST.index, default=nothing)


def _basis(standing: Standing) -> str:
    giver = standing.rate or standing.by
    return giver.basis if giver else ""


def _outcome(standing: Standing, others: Sequence[Alternative]) -> Outcome:
    unsure = [one for one in others if one.match is not Match.CONDITION]
    if standing.state is State.IN_FORCE:
        return Outcome.DEPENDS if unsure else Outcome.APPLIES
    if any(one.standing.state is State.IN_FORCE for one in unsure):
        return Outcome.DEPENDS
    return Outcome.NOT_IN_FORCE
