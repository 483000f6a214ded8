"""Answers to one question over time: what changes next, and every answer since the first."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.safestring import SafeString

from negotiations.public.labels import Label
from negotiations.public.measure_words import label_of_state, shape_of
from negotiations.public.rates import figures, phrases
from negotiations.public.rates.answers import Shown
from negotiations.public.rates.asked import Asked
from negotiations.public.rates.papers import Paper, Papers
from negotiations.public.rates.quoting import in_languages
from negotiations.public.rates.revisions import CHARGED, weight
from negotiations.public.rates.rows import Row
from negotiations.public.rates.telling import dated_by
from negotiations.tariffs.lifecycle import State
from negotiations.tariffs.rates import Answer, Component
from negotiations.tariffs.stacking import Rule
from negotiations.values import clock
from negotiations.values.when import When

STEPS_SHOWN = 60  # a page holds no more; whoever wants all asks for an earlier day
# Of an answer in which nothing is charged: the state that says most about why.
_TELLING = (
    State.SUSPENDED,
    State.SCHEDULED,
    State.ANNOUNCED,
    State.EXEMPT,
    State.PROPOSED,
    State.THREATENED,
    State.STRUCK_DOWN,
    State.NEVER_IN_FORCE,
    State.ENDED,
)


type Pair = tuple[Component | None, Component]


def changed(before: Answer | None, after: Answer) -> list[Pair]:
    """What became of each measure about which two answers differ."""
    held = {one.measure.id: one for one in before.components} if before else {}
    pairs = [(held.get(one.measure.id), one) for one in after.components]
    return [(old, new) for old, new in pairs if old is None or old.gist != new.gist]


def charged(before: Answer | None, after: Answer) -> list[Pair]:
    """The same for those measures that are charged, or were."""
    return [
        (old, new)
        for old, new in changed(before, after)
        if new.outcome in CHARGED or (old and old.outcome in CHARGED)
    ]


class Timeline:
    """Every answer over time, each from the instant at which it begins to hold."""

    def __init__(self, answers: list[Answer], rules: list[Rule]):
        self._all = _distinct([one for one in answers if one.components])
        self.answers = self._all[-STEPS_SHOWN:]
        self.is_cut = len(self._all) > STEPS_SHOWN
        first = self._all[-STEPS_SHOWN - 1] if self.is_cut else None
        self._befores = [first, *self.answers[:-1]] if self.answers else []
        instants = {one.on for one in self.answers}
        self._rules = {
            instant: rule.id
            for rule in rules
            for instant in (rule.holds_from, rule.holds_until)
            if instant in instants
        }

    def editions(self) -> set[int]:
        """Every edition that is needed to say when and why the answer changed."""
        dates = {self.dated_by(one) for one in self.answers}
        return {id for id in dates.union(*self._causes()) if id is not None}

    def after(self, answer: Answer) -> Answer | None:
        """The next answer in which something else is charged, None where nothing further is on record."""
        ahead = (one for one in self._all if one.on > answer.on)
        return next((one for one in ahead if weight(one) != weight(answer)), None)

    def before(self, on: datetime) -> Answer | None:
        """The answer that held up to an instant, None where nothing was on record."""
        return next((one for one in reversed(self._all) if one.on < on), None)

    def until(self, answer: Answer) -> datetime | None:
        """When an answer stops to hold."""
        return next((one.on for one in self._all if one.on > answer.on), None)

    def day_of(self, answer: Answer) -> str:
        """The day, or the instant, about which one asks to get an answer."""
        return _day_of(answer.on, self.until(answer))

    def between(self, begin: datetime, end: datetime) -> list[Answer]:
        """The answers that begin to hold after `begin` and by `end`."""
        return [one for one in self._all if begin < one.on <= end]

    def _causes(self) -> list[list[int | None]]:
        """For each answer the editions by which it became another than the one before it."""
        both = zip(self._befores, self.answers, strict=True)
        return [
            [_changed_by(pair, after.on) for pair in charged(before, after) or changed(before, after)]
            for before, after in both
        ]

    def dated_by(self, answer: Answer) -> int | None:
        """The edition that gives the date from which an answer holds."""
        for one in answer.components:
            by = one.standing.by
            if (id := dated_by(one.measure, answer.on, by)) and (
                by is None or one.standing.since == answer.on
            ):
                return id
        if answer.on in self._rules:
            return self._rules[answer.on]
        dates = (dated_by(one.measure, answer.on, None) for one in answer.components)
        return next((id for id in dates if id), None)

    def steps(self, asked: Asked, papers: Papers, current: Answer) -> "list[StepRow]":
        """A row for each answer, oldest first."""
        untils = [*(one.on for one in self.answers[1:]), None]
        return [
            StepRow(
                answer=answer,
                when=papers.date(answer.on, self.dated_by(answer)),
                until=until,
                url=asked.url(on=_day_of(answer.on, until)),
                by=[paper.label for paper in papers.get(causes) if paper.label],
                is_current=answer.on <= current.on and (until is None or current.on < until),
            )
            for answer, until, causes in zip(self.answers, untils, self._causes(), strict=True)
        ]


def _distinct(answers: list[Answer]) -> list[Answer]:
    """Those in which something else is charged than in the one before; where nothing is, for another reason."""
    keys = [(weight(one), state_of(one)) for one in answers]
    return [one for one, key, before in zip(answers, keys, [None, *keys], strict=False) if key != before]


def state_of(answer: Answer) -> State:
    """In force where something is charged or may be; else what says most about why nothing is."""
    if any(one.outcome in CHARGED for one in answer.components):
        return State.IN_FORCE
    states = {one.standing.state for one in answer.components}
    return next((state for state in _TELLING if state in states), State.ENDED)


def _changed_by(pair: Pair, on: datetime) -> int | None:
    """The edition by which the answer about a measure became another one at an instant."""
    before, after = pair
    if after.removal and (before is None or before.removal is None):
        return after.removal.rule.id
    standings = [after.standing, *(one.standing for one in after.alternatives)]
    standings = [one for one in standings if one.by]
    told = next((one for one in standings if one.since == on), standings[0] if standings else None)
    return told.by.id if told and told.by else None


def _day_of(instant: datetime, until: datetime | None) -> str:
    """The day by whose end an answer holds; the instant itself where it does not last so long."""
    day = timezone.localtime(instant)
    ends = day.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    if until and until < ends:
        return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return day.date().isoformat()


@dataclass(frozen=True)
class StepRow:
    """One answer in the table over time. `until` is exclusive, None for the last; `by` are entries."""

    answer: Answer
    when: When
    until: datetime | None
    url: str
    by: list[Label]
    is_current: bool

    @property
    def figure(self) -> str:
        return figures.figure(self.answer)

    @property
    def is_ahead(self) -> bool:
        return self.answer.on > clock.now()

    @property
    def state(self) -> State:
        return state_of(self.answer)

    @property
    def shape(self) -> str:
        return shape_of(self.state)

    @property
    def state_label(self) -> str:
        return label_of_state(self.state)

    @property
    def value(self) -> Decimal | None:
        """The figure in percent, None where it is none."""
        total = self.answer.total
        found = total.in_all if total.in_all is not None else total.additional
        if self.state is not State.IN_FORCE or found is None or not found.only_percent:
            return total.floor if self.state is State.IN_FORCE else None
        return found.percent

    @property
    def is_all_in(self) -> bool:
        return self.answer.total.in_all is not None or self.answer.total.floor is not None


@dataclass(frozen=True)
class ChangeLine:
    """What becomes of one measure, and by which entries. `was` is None where nothing was on record before."""

    was: Row | None
    row: Row
    papers: list[Paper]

    @property
    def before(self) -> str:
        return phrases.outcome_words(self.was) if self.was else ""

    @property
    def after(self) -> str:
        return phrases.outcome_words(self.row)

    @property
    def said_before(self) -> SafeString:
        return in_languages(self.before, self.was.quotes if self.was else {})

    @property
    def said_after(self) -> SafeString:
        return in_languages(self.after, self.row.quotes)


@dataclass(frozen=True)
class NextChange:
    """The next answer that differs."""

    shown: Shown
    when: When
    url: str
    is_past: bool
    lines: list[ChangeLine]


def next_change(shown: Shown, after: Shown | None, timeline: Timeline, papers: Papers) -> NextChange | None:
    """When the answer changes next and how; None where nothing further is on record."""
    if after is None:
        return None
    now = {row.component.measure.id: row for row in shown.rows}
    rows = {row.component.measure.id: row for row in after.rows}
    lines = [
        ChangeLine(
            was=now[new.measure.id] if old else None,
            row=rows[new.measure.id],
            papers=papers.get([_changed_by((old, new), after.answer.on)]),
        )
        for old, new in charged(shown.answer, after.answer)
    ]
    return NextChange(
        shown=after,
        when=papers.date(after.answer.on, timeline.dated_by(after.answer)),
        url=after.asked.url(),
        is_past=after.answer.on <= clock.now(),
        lines=lines,
    )
