"""A measure as a whole, where its changes do not all concern the same economies and goods.

A rate of its own for one economy, a pause for some goods or an exemption leaves the rest of the measure as it was. The
history of a measure is therefore kept in layers, one for each scope that a change has, and a measure stands on a day in
one or several parts: 25% for all but Japan, 15% for Japan.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from negotiations.tariffs.lifecycle import Change, Standing, standing_at, steps
from negotiations.tariffs.scope import Economies, Goods, Scope


@dataclass(frozen=True)
class Layer:
    """Everything that ever applied to all of one scope."""

    scope: Scope
    steps: Sequence[Standing]


@dataclass(frozen=True)
class Part:
    """What stands for a part of a measure; the scope says what is left after other parts took theirs."""

    scope: Scope
    standing: Standing


class History:
    """All changes of one measure, folded once and asked for any day."""

    def __init__(self, changes: Iterable[Change]):
        self.changes = _with_scopes_stated(sorted(changes, key=lambda one: (one.begins, one.order, one.id)))
        self.layers = [
            Layer(scope, steps(change for change in self.changes if change.scope.covers(scope)))
            for scope in _with_overlaps(_distinct(change.scope for change in self.changes))
        ]

    def at(self, on: datetime) -> list[Part]:
        """What stands at an instant, the widest part first; empty where nothing was known by then."""
        standing = [(layer, standing_at(layer.steps, on)) for layer in self.layers]
        standing = [(layer, one) for layer, one in standing if one.state]
        found: list[Part] = []
        for layer, one in standing:
            if any(_same(one, kept.standing) and kept.scope.covers(layer.scope) for kept in found):
                continue
            left = _left(layer, one, standing)
            if left:
                found.append(Part(left, one))
        return sorted(found, key=lambda part: not _is_wide(part.scope))

    def main(self, on: datetime) -> Standing:
        """What stands for the widest part of the measure."""
        parts = self.at(on)
        return parts[0].standing if parts else standing_at(self.layers[0].steps if self.layers else (), on)

    def steps(self) -> list[Part]:
        """Every step of every part in order of time, with the scope that it began to stand for."""
        return [part for instant in self.boundaries for part in self._begun_at(instant)]

    def _begun_at(self, instant: datetime) -> list[Part]:
        """What begins at an instant, that a part goes back into the whole included."""
        found = [part for part in self.at(instant) if part.standing.since == instant]
        for layer in self.layers:
            step = standing_at(layer.steps, instant)
            if step.since == instant and not any(part.scope.covers(layer.scope) for part in found):
                found.append(Part(layer.scope, step))
        return found

    @property
    def boundaries(self) -> list[datetime]:
        """Every instant at which something of the measure changes, in order."""
        return sorted({step.since for layer in self.layers for step in layer.steps if step.since})


def _with_scopes_stated(changes: list[Change]) -> list[Change]:
    """A change that does not say what it covers is about the measure as its first change that does describes it."""
    economies = next((one.scope.economies for one in changes if one.scope.economies.mode), Economies("all"))
    goods = next((one.scope.goods for one in changes if one.scope.goods.mode), Goods("described"))
    stated = {
        scope: replace(
            scope,
            economies=scope.economies if scope.economies.mode else economies,
            goods=scope.goods if scope.goods.mode else goods,
        )
        for scope in {one.scope for one in changes}
    }
    return [
        one if stated[one.scope] == one.scope else replace(one, scope=stated[one.scope]) for one in changes
    ]


_MOST_LAYERS = 24


def _with_overlaps(scopes: list[Scope]) -> list[Scope]:
    """With what two scopes share that neither covers, so that what their changes come to there is told apart.

    Real measures have few such scopes; beyond a bound both parts are told as they are.
    """
    found = list(scopes)
    for one in found:  # grows while it is walked: what overlaps share is looked at too
        for other in found[: found.index(one)]:
            shared = _shared(one, other)
            if shared and len(found) < _MOST_LAYERS and not _is_known(shared, found):
                found.append(shared)
    return _distinct(found)


def _shared(one: Scope, other: Scope) -> Scope | None:
    """What two scopes share, where their goods are comparable and neither covers the other; None for nothing."""
    if one.covers(other) or other.covers(one) or one.condition != other.condition:
        return None
    goods = other.goods if one.goods.covers(other.goods) else one.goods
    if not (one.goods.covers(goods) and other.goods.covers(goods)):
        return None
    economies = one.economies.shared(other.economies)
    return Scope(economies, goods, one.condition) if economies else None


def _is_known(scope: Scope, scopes: list[Scope]) -> bool:
    return any(scope.covers(one) and one.covers(scope) for one in scopes)


def _distinct(scopes: Iterable[Scope]) -> list[Scope]:
    """Each scope once, wider ones first, those that cover each other as one."""
    found: list[Scope] = []
    for scope in dict.fromkeys(scopes):
        if not _is_known(scope, found):
            found.append(scope)
    return sorted(found, key=lambda scope: sum(one.covers(scope) for one in found))


def _same(one: Standing, other: Standing) -> bool:
    return (one.by, one.state, one.rate) == (other.by, other.state, other.rate)


def _left(layer: Layer, standing: Standing, everything: list[tuple[Layer, Standing]]) -> Scope | None:
    """The scope of a layer less what narrower layers, of the same goods, have to themselves; None for nothing."""
    economies: Economies | None = layer.scope.economies
    for other, one in everything:
        narrower = layer.scope.covers(other.scope) and not other.scope.covers(layer.scope)
        if (
            narrower
            and not _same(one, standing)
            and not other.scope.condition
            and other.scope.goods.covers(layer.scope.goods)
        ):
            economies = economies.without(other.scope.economies) if economies else None
    return replace(layer.scope, economies=economies) if economies else None


def _is_wide(scope: Scope) -> bool:
    return scope.economies.mode in ("", "all", "except") and not scope.condition
