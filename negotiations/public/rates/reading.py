"""Puts an answer together: reads the book, asks the question, and fetches the entries behind what is shown."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from django.utils.translation import gettext as _

from negotiations.public import tariff_book
from negotiations.public.charts import Chart
from negotiations.public.clocks import Clocks
from negotiations.public.labels import Label
from negotiations.public.rates import drawing, figures, history, revisions
from negotiations.public.rates.answers import Shown
from negotiations.public.rates.asked import LONGEST, Asked, Choices
from negotiations.public.rates.history import NextChange, StepRow, Timeline
from negotiations.public.rates.papers import Paper, Papers
from negotiations.public.rates.revisions import Revision
from negotiations.public.rates.rows import Rows
from negotiations.public.rates.sources import Cited, cited
from negotiations.public.rates.telling import told_by
from negotiations.public.tariff_book import Page
from negotiations.tariffs.rates import Answer, Question
from negotiations.values.clock import Moment
from negotiations.values.when import When


@dataclass(frozen=True)
class DayChange:
    """That the answer changed within the day that was asked about, and what it was until then."""

    when: When
    before: str


@dataclass
class Reading:
    """A whole answer: what stands, what comes next, what was, and where it comes from."""

    shown: Shown
    next: NextChange | None
    changed_that_day: list[DayChange]
    steps: list[StepRow]
    is_cut: bool
    sources: list[Cited]
    now: Revision | None = None
    before: Revision | None = None

    @cached_property
    def chart(self) -> Chart | None:
        """The answers over time as a line. Drawing takes as long as everything else."""
        return drawing.chart(self.steps, self.shown)


def ask(
    data, known: Moment | None, known_error: str, *, to_choose: bool = True
) -> tuple[Asked, Choices, Page]:
    """Read a question, with all that can be chosen from if somebody is `to_choose`. Two queries."""
    at = known.at if known else None
    book = tariff_book.page(at)
    only = None if to_choose else [data.get(name, "")[:LONGEST] for name in ("by", "economy")]
    choices = Choices(book, at, only)
    return Asked(data, book, choices, known, known_error), choices, book


def read(asked: Asked, book: Page) -> Reading:
    """Answer a question in which nothing is wrong. At most six queries, whatever the size of the record."""
    known = asked.known.at if asked.known else None
    question = _question(asked, book)
    answer = question.at(asked.on.at)
    timeline = Timeline(question.over_time(), book.rules)
    following = timeline.after(answer)
    today = _today(asked, answer) if known else None
    answers = [one for one in (answer, following, today) if one]
    papers = Papers(timeline.editions().union(*(told_by(one) for one in answers)), Clocks(known, asked.on.at))
    rows = Rows(papers, question.case)
    shown = Shown(asked, answer, rows)
    after = Shown(asked.on_day(timeline.day_of(following)), following, rows) if following else None
    steps = timeline.steps(asked, papers, answer)
    used = [*shown.used, *(after.used if after else [])]
    return Reading(
        shown=shown,
        next=history.next_change(shown, after, timeline, papers),
        changed_that_day=_that_day(asked, timeline, papers),
        steps=steps,
        is_cut=timeline.is_cut,
        sources=cited(used),
        now=_now(shown, today, rows, known) if today and known else None,
        before=_before(shown) if known is None else None,
    )


def _question(asked: Asked, book: Page) -> Question:
    by, economy = _id(asked.by), _id(asked.economy)
    return book.question(by or 0, economy, asked.code, asked.on.at)


def _id(label: Label | None) -> int | None:
    return int(label.id) if label else None


def _that_day(asked: Asked, timeline: Timeline, papers: Papers) -> list[DayChange]:
    if not asked.is_day:
        return []
    found = []
    for answer in timeline.between(asked.begins, asked.on.at):
        before = timeline.before(answer.on)
        figure = figures.figure(before) if before else _("nothing on record")
        found.append(DayChange(papers.date(answer.on, timeline.dated_by(answer)), figure))
    return found


# The other clock ---------------------------------------------------------------------------------------------


def _today(asked: Asked, answer: Answer) -> Answer | None:
    """The answer as known now, where it is another one."""
    now = _question(asked, tariff_book.page(None)).at(asked.on.at)
    return now if revisions.weight(now) != revisions.weight(answer) else None


def _now(shown: Shown, answer: Answer, rows: Rows, known: datetime) -> Revision:
    """Today's answer, and what was published since of the measures about which it is another one."""
    today = Shown(shown.asked, answer, rows)
    others = {new.measure.id for _, new in history.charged(shown.answer, answer)}
    papers = [paper for row in today.rows if row.component.measure.id in others for paper in row.papers]
    return Revision(
        sentence=today.sentence,
        said=today.said,
        figure=today.figure,
        url=shown.asked.url(known=""),
        known=None,
        papers=revisions.since(papers, known) or revisions.since(today.used, known),
    )


def _before(shown: Shown) -> Revision | None:
    """What we answered before the last entry that made the answer another one for a day that had passed."""
    on = shown.asked.on.at
    for paper in revisions.late(shown.used, on):
        then = revisions.just_before(paper)
        question = _question(shown.asked, tariff_book.page(then))
        answer = question.at(on)
        if revisions.weight(answer) != revisions.weight(shown.answer):
            rows = Rows(Papers(told_by(answer), Clocks(then, on)), question.case)
            return _said_before(Shown(shown.asked, answer, rows), then, paper)
    return None


def _said_before(said: Shown, then: datetime, paper: Paper) -> Revision:
    return Revision(
        sentence=said.sentence,
        said=said.said,
        figure=said.figure,
        url=said.asked.url(known=then.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")),
        known=then,
        papers=[paper],
    )
