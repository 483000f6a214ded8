"""What changes in a period: every change of every measure by its legal date, with what stood before and after it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from negotiations.public.cards import Card
from negotiations.public.clocks import entry_label
from negotiations.public.labels import Label
from negotiations.public.measure_filter import MeasureFilter
from negotiations.public.measure_standing import MeasureStanding, sources_of
from negotiations.public.measure_stock import Narrowed, Shelf, facet_values, in_order, rank_of
from negotiations.public.measure_words import (
    condition_words,
    economies_words,
    label_of_state,
    percent_of,
    rate_and_state,
    rate_words,
    shape_of,
    told,
)
from negotiations.tariffs.lifecycle import Change, Standing, State, standing_at
from negotiations.tariffs.parts import History, Layer
from negotiations.tariffs.rates import Measure
from negotiations.tariffs.scope import Scope

# A day of the calendar lies within these hours of the same day in UTC, in whatever zone.
_ZONES = timedelta(hours=15)
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Event:
    """A change at one of its legal instants; with `is_end`, what it had set comes to its end without a new document."""

    measure: Measure
    label: Label
    standing: MeasureStanding
    change: Change
    at: datetime
    scope: Scope
    before: Standing
    after: Standing
    is_end: bool = False

    @property
    def state(self) -> State:
        """The state that it brings: of an extension the one that stays."""
        if self.is_end or self.change.becomes is State.AS_BEFORE:
            return self.after.state or State.ENDED
        return self.change.becomes


class Flow:
    """The changes of a period under the filter, in the order of their legal dates. Some five queries."""

    def __init__(self, asked: MeasureFilter):
        self.asked, self.shelf = asked, Shelf(asked)
        near = [] if asked.errors else [event for one in self.shelf.measures for event in self._near(one)]
        self.shelf.documents.read({one.change.id for one in near if not self._is_surely_inside(one.at)})
        # Each once: where it was announced and began in the period, at its beginning.
        inside = {(one.change.id, one.is_end): one for one in near if self._is_inside(one)}
        self.narrowed = Narrowed(self.shelf, ((event, self._values(event)) for event in inside.values()))
        rows = in_order(self.narrowed.rows, "since", self._key)
        self.rows = in_order(rows, asked.sort, self._key)

    def _near(self, measure: Measure) -> Iterable[Event]:
        """The events of a measure in the period or so close to it that their zone decides."""
        history = self.shelf.book.history(measure.id)
        standing, label = self.shelf.standing(measure), self.shelf.labels[measure.id]
        for change, at, is_end in _instants(history):
            if self._begin - _ZONES <= at < self._end + _ZONES:
                steps = _steps_of(history, change.scope)
                settled = at if is_end else change.begins
                before, after = standing_at(steps, settled - _MOMENT), standing_at(steps, settled)
                yield Event(measure, label, standing, change, at, change.scope, before, after, is_end)

    @cached_property
    def _begin(self) -> datetime:
        first = self.asked.value("from")
        return _midnight(first.first_day) if first else _midnight(date(1801, 1, 1))

    @cached_property
    def _end(self) -> datetime:
        last = self.asked.value("to")
        return _midnight(last.last_day + timedelta(days=1)) if last else _midnight(date(2198, 1, 1))

    def _is_surely_inside(self, at: datetime) -> bool:
        """True where the day of an instant lies in the period in whatever zone."""
        return self._begin + _ZONES <= at < self._end - _ZONES

    def _is_inside(self, event: Event) -> bool:
        return self._is_surely_inside(event.at) or self.asked.holds(self._day(event))

    def _day(self, event: Event):
        return event.standing.local(event.at).date()

    def _values(self, event: Event) -> dict[str, set]:
        return facet_values(self.shelf, event.measure, event.scope.economies, str(event.state))

    def _key(self, event: Event, name: str):
        if name == "measure":
            return event.label.text.casefold()
        if name == "imposed_by":
            imposer = self.shelf.label(event.measure.imposer)
            return imposer.text if imposer else None
        if name == "rate":
            return percent_of(event.change)
        if name == "status":
            return rank_of(event.state)
        return (event.at, event.change.order)

    def shown(self, events: Sequence[Event]) -> list[dict]:
        """Events for a template. Two queries, however many they are."""
        self.shelf.documents.read({event.change.id for event in events})
        return [self._row(event) for event in events]

    def _row(self, event: Event) -> dict:
        card = self.shelf.documents.card(event.change)
        change, tell = event.change, event.standing
        is_ahead = event.at < change.begins and not event.is_end
        return {
            "day": tell.local(event.at).date(),
            "at": tell.when(event.at),
            "ahead": tell.when(change.begins) if is_ahead else "",
            "announced": tell.when(change.known_from) if event.at > change.known_from else "",
            "imposed_by": self.shelf.label(event.measure.imposer),
            "authority": self.shelf.label(event.measure.authority),
            "measure": event.label,
            "on": economies_words(event.scope.economies, self.shelf.labels),
            "condition": event.scope.condition,
            "only": condition_words(event.scope.condition),
            "state": str(event.state),
            "shape": shape_of(event.state) if event.is_end or not card else card.b["shape"],
            "action": _action(event, card),
            "before": told(event.before),
            "after": _after(event),
            "percent": percent_of(change),
            "entry": entry_label(card),
            "id": card.id if card else "",
            "instrument": card.b["instrument"] if card else None,
            "citations": card.b["citations"] if card else [],
            "sources": sources_of([card] if card else []),
            **rate_words(event.after),
        }


def _action(event: Event, card: Card | None) -> str:
    if event.is_end:
        back = event.after.state is State.IN_FORCE
        return _("In force again") if back else label_of_state(event.state)
    return card.b["action_label"] if card else label_of_state(event.state)


def _after(event: Event) -> str:
    """What stands after it; of mere words and of what was dropped or replaced, what they spoke of."""
    change, after = event.change, event.after
    if event.is_end or after.by == change or change.becomes is State.AS_BEFORE:
        return told(after)
    if change.becomes not in (State.IN_FORCE, State.NEVER_IN_FORCE):
        return rate_and_state(change.duty, label_of_state(change.becomes))
    replaced = after.by is not None and after.since == change.begins
    return rate_and_state(change.duty, _("Replaced") if replaced else _("Not applied"))


def _instants(history: History) -> Iterable[tuple[Change, datetime, bool]]:
    """Each change at its announcement and from when it applies, and the ends that need no document of their own."""
    for change in history.changes:
        for at in dict.fromkeys((change.known_from, change.begins)):
            yield change, at, False
    ended = {change: None for layer in history.layers for change in _ends(history, layer)}
    for change in ended:
        if change.applies_until:
            yield change, change.applies_until, True


def _ends(history: History, layer: Layer) -> Iterable[Change]:
    """The changes whose end is a step of a layer that nothing else begins at."""
    own = [change for change in history.changes if change.scope.covers(layer.scope)]
    begun = {at for change in own for at in (change.known_from, change.begins)}
    ends = {step.since for step in layer.steps} - begun
    return [change for change in own if change.applies_until in ends]


def _steps_of(history: History, scope: Scope) -> Sequence[Standing]:
    """Everything that ever applied to all of a scope."""
    layers = history.layers
    return next((one.steps for one in layers if one.scope.covers(scope) and scope.covers(one.scope)), ())


def _midnight(day) -> datetime:
    return datetime.combine(day, time(), UTC)
