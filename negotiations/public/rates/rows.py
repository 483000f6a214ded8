"""The measures of an answer as rows of lists: what stands, since when, by which entry, and why or why not."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from negotiations.public.labels import Label
from negotiations.public.measure_words import label_of_state, shape_of
from negotiations.public.rates import phrases
from negotiations.public.rates.duties import duty_text, is_read
from negotiations.public.rates.papers import Paper, Papers
from negotiations.public.rates.quoting import Quotes, in_languages, together
from negotiations.public.rates.telling import dated_by, described_by
from negotiations.tariffs.duty import AllIn
from negotiations.tariffs.lifecycle import Change, Standing, State
from negotiations.tariffs.rates import Alternative, Answer, Component, Outcome
from negotiations.tariffs.scope import Case, Match
from negotiations.tariffs.stacking import Rule
from negotiations.tariffs.totals import as_meant
from negotiations.values.when import When


def _language(paper: Paper | None) -> str:
    return paper.b["language"] if paper else ""


@dataclass(frozen=True)
class RuleRow:
    """A stacking rule that decided something."""

    rule: Rule
    paper: Paper


@dataclass(frozen=True)
class AlternativeRow:
    """What stands instead for some of the goods or on a condition. `whom` says for which, `goods` in whose words."""

    alternative: Alternative
    duty: str
    basis: str
    whom: str
    is_of_economies: bool
    goods: str
    since: When | None
    paper: Paper | None

    @property
    def state(self) -> State:
        state = self.alternative.standing.state
        assert state is not None  # noqa: S101 - an alternative without a state is none
        return state

    @property
    def state_label(self) -> str:
        return label_of_state(self.state)

    @property
    def is_condition(self) -> bool:
        return self.alternative.match is Match.CONDITION

    @property
    def words(self) -> SafeString:
        return in_languages(phrases.alternative_words(self), self.quotes)

    @property
    def quotes(self) -> Quotes:
        """What is said of it in the words of its document."""
        language = _language(self.paper)
        condition = {self.whom: language} if self.is_condition else {}
        return condition if is_read(self.duty) else condition | {self.duty: language}


@dataclass(frozen=True)
class Row:
    """One measure of an answer with its duty, its state, and the entries that say so."""

    component: Component
    measure: Label | None
    since: When | None
    since_paper: Paper | None
    until: When | None
    begins: When | None
    paper: Paper | None
    rate_paper: Paper | None
    alternatives: list[AlternativeRow]
    rule: RuleRow | None
    beside: Label | None

    @property
    def name(self) -> str:
        return self.measure.text if self.measure else pgettext("without a name", "A measure")

    @property
    def state(self) -> State | None:
        return self.component.standing.state

    @property
    def state_label(self) -> str:
        return label_of_state(self.state) if self.state else ""

    @property
    def shape(self) -> str:
        return shape_of(self.state) if self.state else ""

    @property
    def duty(self) -> str:
        return self.component.duty

    @property
    def basis(self) -> str:
        return self.component.basis

    @property
    def duty_text(self) -> str:
        """The duty in the page's language."""
        return duty_text(self.duty, self.basis)

    @property
    def duty_language(self) -> str:
        """The language of a duty that stays in the words of its document, '' where it is in those of the page."""
        return "" if is_read(self.duty) else _language(self.rate_paper or self.paper)

    @property
    def quotes(self) -> Quotes:
        """What is said of it in the words of its documents."""
        return together([{self.duty: self.duty_language}, *(one.quotes for one in self.alternatives)])

    @property
    def basis_beside(self) -> str:
        """The basis as it stands behind the duty."""
        return phrases.beside(self.duty, self.basis)

    @property
    def rate(self) -> str:
        """The duty with its basis."""
        return phrases.rate_words(self)

    @property
    def said_rate(self) -> SafeString:
        return in_languages(self.rate, self.quotes)

    @property
    def is_all_in(self) -> bool:
        """True for a rate that includes the base duty."""
        return isinstance(as_meant(self.duty, self.basis), AllIn)

    @property
    def held_duty(self) -> str:
        """The rate that a pause holds back."""
        return self.duty_text if self.state is State.SUSPENDED else ""

    @property
    def conditions(self) -> list[AlternativeRow]:
        return [one for one in self.alternatives if one.is_condition]

    @property
    def partly(self) -> list[AlternativeRow]:
        """What codes or economies cannot tell."""
        return [one for one in self.alternatives if not one.is_condition]

    @property
    def is_sure(self) -> bool:
        """True where something stands for all that was asked about, though something else does for a part of it."""
        standing = self.component.standing
        return standing.by is not None and standing.by not in [
            one.alternative.standing.by for one in self.partly
        ]

    @property
    def why_open(self) -> str:
        """Why it may apply or not, and what to ask instead."""
        return phrases.why_open(self)

    @property
    def applies_on_condition(self) -> bool:
        """True where it is charged only where a condition holds."""
        stands = self.component.outcome is Outcome.NOT_IN_FORCE
        return stands and any(one.state is State.IN_FORCE for one in self.conditions)

    @property
    def papers(self) -> list[Paper]:
        """Every entry that it rests on, each once."""
        rule = self.rule.paper if self.rule else None
        found = [
            self.paper,
            self.since_paper,
            self.rate_paper,
            *(one.paper for one in self.alternatives),
            rule,
        ]
        return list({paper.card.id: paper for paper in found if paper}.values())


class Rows:
    """Makes rows from the components of answers to one case."""

    def __init__(self, papers: Papers, case: Case):
        self.papers, self._case = papers, case

    def row(self, one: Component, answer: Answer) -> Row:
        standing = one.standing
        beside = one.removal.beside.measure if one.removal else None
        return Row(
            component=one,
            measure=self.measure(one),
            since=self._date(one, standing, standing.since),
            since_paper=self._ended_by(one, standing),
            until=self._date(one, standing, standing.until),
            begins=self._date(one, standing, standing.by.applies_from if standing.by else None),
            paper=self._paper(standing.by),
            rate_paper=self._paper(standing.rate) if standing.rate != standing.by else None,
            alternatives=[self._alternative(one, other) for other in one.alternatives],
            rule=self.rule(one.removal.rule) if one.removal else None,
            beside=next((self.measure(c) for c in answer.components if c.measure.id == beside), None),
        )

    def rule(self, rule: Rule) -> RuleRow:
        return RuleRow(rule, self.papers[rule.id])

    def measure(self, one: Component) -> Label | None:
        """The name of a measure, as its changes point at it."""
        standings = [one.standing, *(other.standing for other in one.alternatives)]
        changes = [standing.by.id for standing in standings if standing.by]
        return next((paper.b["measure"] for paper in self.papers.get(changes)), None)

    def _paper(self, change: Change | None) -> Paper | None:
        return self.papers[change.id] if change else None

    def _date(self, one: Component, standing: Standing, instant: datetime | None) -> When | None:
        if instant is None:
            return None
        return self.papers.date(instant, dated_by(one.measure, instant, standing.by))

    def _ended_by(self, one: Component, standing: Standing) -> Paper | None:
        """The entry that set the end of a pause, where what was paused goes on since then."""
        told = dated_by(one.measure, standing.since, standing.by)
        return self.papers[told] if told and standing.by and told != standing.by.id else None

    def _alternative(self, one: Component, other: Alternative) -> AlternativeRow:
        standing, described = other.standing, described_by(one.measure, other)
        giver = standing.rate or standing.by
        in_force = standing.state in (State.IN_FORCE, State.SCHEDULED)
        return AlternativeRow(
            alternative=other,
            duty=other.duty if in_force else "",
            basis=giver.basis if giver and other.duty and in_force else "",
            whom=other.condition or self._whom(other),
            is_of_economies=self._is_of_economies(other),
            goods=self.papers[described.id].b["goods"] if described else "",
            since=self._date(one, standing, standing.since),
            paper=self._paper(standing.by),
        )

    def _whom(self, other: Alternative) -> str:
        """For which part of what was asked about something else stands."""
        if other.match is Match.WORDS:
            return _("for goods that are described in words only")
        if self._is_of_economies(other):
            return _("for goods from only some of its members")
        if not self._case.code:
            return _("for some goods only")
        return _("for only some of the %(goods)s") % {"goods": phrases.goods_text(self._case.code)}

    def _is_of_economies(self, other: Alternative) -> bool:
        by = other.standing.by
        return by is not None and by.scope.economies.match(self._case) is Match.SOME
