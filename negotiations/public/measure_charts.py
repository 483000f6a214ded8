"""Measures over time as step charts: one line for each group of economies and goods that were treated alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from negotiations.public import charts
from negotiations.public.labels import Label, Labels
from negotiations.public.measure_standing import MeasureStanding
from negotiations.public.measure_words import (
    economies_words,
    goods_words,
    label_of_state,
    percent_of,
    plain,
    rate_words,
)
from negotiations.public.tariff_book import Page
from negotiations.tariffs.lifecycle import Standing, State, steps
from negotiations.tariffs.parts import History, Layer
from negotiations.tariffs.scope import Case, Economies, Match, Scope
from negotiations.values import clock

LINES, SMALL_LINES = 6, 3  # of one chart; with more, a small one grows taller than the others
# xgettext:no-python-format
UNIT = gettext_lazy("Statutory rate in % of the value, as the documents give it; dashed where it lies ahead")
# The name of a line, by what it has to say besides its economies: goods, a condition.
_TITLES = {
    (True, False): gettext_noop("%(economies)s, %(goods)s"),
    (False, True): gettext_noop("%(economies)s, only %(condition)s"),
    (True, True): gettext_noop("%(economies)s, %(goods)s, only %(condition)s"),
}
_LOOK_BACK = timedelta(days=730)
_OTHERS = 0  # no publication has this id: an economy that nobody names
_NUMBERLESS = (State.ENDED, State.EXEMPT, State.STRUCK_DOWN, State.NEVER_IN_FORCE)


@dataclass(frozen=True)
class Course:
    """Everything that ever applied to the economies and goods of a scope."""

    scope: Scope
    steps: Sequence[Standing]


def courses(history: History, book: Page, on: datetime) -> list[Course]:
    """A measure over time, once for each group of economies that it treated alike, then for goods and conditions that
    were told apart. Economies that nobody names are one group, the first where there is one. Which economies a customs
    union stands for is read on the day `on`.
    """
    wide = [layer for layer in history.layers if is_wide(history, layer.scope)]
    named = {id for layer in wide for id in layer.scope.economies.ids}
    cases = {_OTHERS: Case(_OTHERS)} | {id: book.case(id, "", on) for id in sorted(named)}
    groups: dict[tuple, list[int]] = {}
    for id, case in cases.items():
        covered = tuple(_covers(layer.scope.economies, case) for layer in wide)
        if any(covered):
            groups.setdefault(covered, []).append(id)
    found = [_of_group(history, cases[ids[0]], _economies(ids, named)) for ids in groups.values()]
    apart = [_apart(history, layer) for layer in history.layers if layer not in wide]
    return [one for one in (*found, *apart) if one.steps]


def _apart(history: History, layer: Layer) -> Course:
    """What goods or a condition have to themselves: from the first change that is about them alone."""
    own = [place for place, one in enumerate(layer.steps) if one.by and not is_wide(history, one.by.scope)]
    return Course(layer.scope, layer.steps[own[0] :] if own else ())


def is_wide(history: History, scope: Scope) -> bool:
    """True for a scope that is about all goods of the measure, on no condition."""
    return not scope.condition and scope.goods.covers(history.layers[0].scope.goods)


def _covers(economies: Economies, case: Case) -> bool:
    return economies.match(case) is Match.YES


def _economies(ids: Sequence[int], named: Iterable[int]) -> Economies:
    """A group by its ids: with the unnamed others in it, it is all but the economies outside of it."""
    if _OTHERS not in ids:
        return Economies("listed", frozenset(ids))
    outside = frozenset(named) - frozenset(ids)
    return Economies("except", outside) if outside else Economies("all")


def _of_group(history: History, case: Case, economies: Economies) -> Course:
    wide = [one for one in history.changes if is_wide(history, one.scope)]
    goods = history.layers[0].scope.goods
    return Course(Scope(economies, goods), steps(one for one in wide if _covers(one.scope.economies, case)))


def titled(tell: MeasureStanding, book: Page, labels: Labels) -> list[tuple[str, Course]]:
    """Each course of a measure with its name: "All economies", "Japan", "All economies, only for the plaintiffs"."""
    found = [
        (_title(tell.history, one.scope, labels), one) for one in courses(tell.history, book, tell.clocks.on)
    ]
    return sorted(found, key=lambda pair: (_place(tell.history, pair[1].scope), pair[0]))


def _place(history: History, scope: Scope) -> tuple:
    return not is_wide(history, scope), bool(scope.condition), scope.economies.mode == "listed"


def lines(tell: MeasureStanding, book: Page, labels: Labels) -> list[charts.Line]:
    """The lines of a measure's chart; its documents must have been read."""
    return [_line(title, course, tell, labels) for title, course in titled(tell, book, labels)]


def _line(title: str, course: Course, tell: MeasureStanding, labels: Labels) -> charts.Line:
    return charts.Line(title, _steps(course, tell), _code(tell.history, course, labels))


def _title(history: History, scope: Scope, labels: Labels) -> str:
    apart = not scope.goods.covers(history.layers[0].scope.goods), bool(scope.condition)
    words = {
        "economies": plain(economies_words(scope.economies, labels)),
        "goods": plain(goods_words(scope.goods, labels)) or _("some goods"),
        "condition": scope.condition,
    }
    return _(_TITLES[apart]) % words if any(apart) else words["economies"]


def _code(history: History, course: Course, labels: Labels) -> str:
    """The code of an economy for the line that tells of all its goods; it would not tell the others apart."""
    scope = course.scope
    is_alone = scope.economies.mode == "listed" and len(scope.economies.ids) == 1
    if not is_alone or not is_wide(history, scope):
        return ""
    return next((labels[id].short for id in scope.economies.ids if id in labels), "")


def _steps(course: Course, tell: MeasureStanding) -> list[charts.Step]:
    return [_step(standing, tell) for standing in course.steps if standing.since]


def _step(standing: Standing, tell: MeasureStanding) -> charts.Step:
    card, state = tell.documents.card(standing.by), standing.state or State.ENDED
    rate = rate_words(standing)
    return charts.Step(
        begins=tell.local(standing.since or clock.now()),
        ends=tell.local(standing.until) if standing.until else None,
        value=None if state in _NUMBERLESS else percent_of(standing.rate),
        state=str(state),
        label=rate["duty"] or rate["held_duty"] or label_of_state(state),
        note=card.b["headline"] if card else "",
        url=card.url if card else "",
        lang=card.b["language"] if card else "",
    )


@dataclass(frozen=True)
class Scale:
    """The axes of charts that are to be compared."""

    first: datetime | None = None
    last: datetime | None = None
    top: Decimal | None = None

    @classmethod
    def over(cls, drawn: Iterable[charts.Line], today: datetime, earliest: datetime | None = None) -> "Scale":
        """Axes on which every step of some lines has room, or all that stood since an instant."""
        found = [step for line in drawn for step in line.steps]
        first = min((step.begins for step in found), default=today)
        first = max(first, earliest) if earliest else first
        last = max([today, *(step.begins for step in found), *(step.ends for step in found if step.ends)])
        last += max((last - first) / 16, timedelta(days=4))
        return cls(first, last, max((step.value for step in found if step.value is not None), default=None))


def chart_of(
    id: str,
    title: str,
    drawn: Sequence[charts.Line],
    tell: MeasureStanding,
    small_on: Scale | None = None,
) -> charts.Chart | None:
    """The chart of some lines, None where there is nothing to draw; a small one where a scale for it is given."""
    scale = small_on or Scale()
    try:
        return charts.step_chart(
            drawn[: SMALL_LINES if small_on else LINES],
            id=id,
            title=title,
            unit=str(UNIT),
            today=_today(tell),
            today_text=_("today") if _today(tell) != tell.clocks.known else _("then"),
            first=scale.first,
            last=scale.last,
            top=scale.top,
            small=small_on is not None,
        )
    except ValueError:
        return None


def multiples(
    tellers: Sequence[tuple[Label, MeasureStanding]], book: Page
) -> list[tuple[Label, charts.Chart, int]]:
    """Small charts on one scale, each with how many lines it leaves out; what cannot be drawn is not there.

    They tell of economies alone, where a measure has such lines, and of the two years before the question's day. The
    documents of the measures must have been read.
    """
    if not tellers:
        return []
    drawn = [(label, tell, *_few(tell, book)) for label, tell in tellers]
    today = max(_today(tell) for _, tell, *_ in drawn)
    since = min(today, tellers[0][1].clocks.on) - _LOOK_BACK
    scale = Scale.over((line for *_, found, _ in drawn for line in found), today, since)
    made = [
        (label, chart_of(f"c-{label.key}", label.text, found, tell, scale), rest)
        for label, tell, found, rest in drawn
    ]
    return [(label, chart, rest) for label, chart, rest in made if chart]


def _few(tell: MeasureStanding, book: Page) -> tuple[list[charts.Line], int]:
    """The lines of a small chart, and how many others there are."""
    labels = tell.documents.labels
    found = titled(tell, book, labels)
    wide = [pair for pair in found if is_wide(tell.history, pair[1].scope)] or found
    shown = [_line(title, one, tell, labels) for title, one in wide[:SMALL_LINES]]
    return shown, len(found) - len(shown)


def legend(chart: charts.Chart) -> list[dict]:
    """The lines of a chart that has several, by their hues: {hue, title, words}; the words say what stands last."""
    if not chart.several:
        return []
    found = {
        mark.row.line.title: mark for plot in chart.plots[:1] for mark in plot.marks if not mark.row.is_ahead
    }
    return [
        {"hue": mark.hue, "title": title, "words": _lowered(mark.row.words)} for title, mark in found.items()
    ]


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


def _today(tell: MeasureStanding) -> datetime:
    """Where a chart's past ends: today, or the day as of which the record is read."""
    now = clock.now()
    return min(tell.clocks.known or now, now)
