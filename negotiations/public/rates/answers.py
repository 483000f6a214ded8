"""The answer to one question, as pages and files show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from negotiations.public.labels import Label
from negotiations.public.rates import figures, phrases, words
from negotiations.public.rates.asked import Asked
from negotiations.public.rates.duties import amount_text
from negotiations.public.rates.papers import Paper
from negotiations.public.rates.quoting import Quotes, in_languages, together
from negotiations.public.rates.reasons import reason_words
from negotiations.public.rates.rows import Row, Rows, RuleRow
from negotiations.tariffs.duty import Amount, Duty, Unknown, amount, understand
from negotiations.tariffs.lifecycle import State
from negotiations.tariffs.rates import Answer, Outcome
from negotiations.tariffs.totals import BASE, BOUND, PREFERENTIAL, QUOTAS, Reason, Why, as_meant

_LAST = (State.ENDED, State.NEVER_IN_FORCE)
_REASONS_SHOWN = 6
_APART = (PREFERENTIAL, *QUOTAS)


@dataclass(frozen=True)
class Term:
    """A line of the sum: a duty, and what it adds on top of the base duty (None where that cannot be said)."""

    row: Row
    worth: Amount | None

    @property
    def worth_text(self) -> str:
        return _text(self.worth)


@dataclass(frozen=True)
class Exclusion:
    """A rule and the duties that it takes away beside another."""

    rule: RuleRow
    beside: Label | None
    rows: list[Row]


@dataclass(frozen=True)
class ReasonRow:
    """Why no total is stated, in words (`said`: as HTML), with the rule that says so if one does."""

    reason: Reason
    text: str
    said: SafeString
    rule: RuleRow | None


class Shown:
    """An answer with the entries behind it. Lists are in the order in which readers see them."""

    def __init__(self, asked: Asked, answer: Answer, rows: Rows):
        self.asked, self.answer, self._rows = asked, answer, rows
        self.rows = [rows.row(one, answer) for one in answer.components]
        self._names = {row.component.measure.id: row.name for row in self.rows}

    def name(self, measure: int) -> str:
        return self._names.get(measure, pgettext("without a name", "A measure"))

    @property
    def by(self) -> str:
        """Who charges, in the middle of a sentence."""
        return phrases.in_sentence(self.asked.by.text) if self.asked.by else ""

    @property
    def goods(self) -> str:
        """ "goods of 8703.23.01 from Japan"."""
        return phrases.goods_from(self.asked.code, self.asked.economy.text if self.asked.economy else "")

    # Lists

    @cached_property
    def applies(self) -> list[Row]:
        return self._with(Outcome.APPLIES)

    @cached_property
    def charges(self) -> list[Row]:
        """What is charged beside the base duty."""
        return [row for row in self.applies if row.basis not in (BASE, BOUND)]

    @cached_property
    def base(self) -> Row | None:
        return next((row for row in self.applies if row.basis == BASE), None)

    @cached_property
    def depending(self) -> list[Row]:
        """What is in force for some of what was asked about."""
        return self._with(Outcome.DEPENDS)

    @cached_property
    def may_apply(self) -> list[Row]:
        """What is in force for some of what was asked about, or only where a condition holds."""
        conditional = [row for row in self._with(Outcome.NOT_IN_FORCE) if row.applies_on_condition]
        return [*self.depending, *conditional]

    @cached_property
    def excluded(self) -> list[Exclusion]:
        """What a rule takes away, by the rule and the duty beside which it does."""
        found: dict[tuple, Exclusion] = {}
        for row in self._with(Outcome.EXCLUDED):
            if row.rule:
                key = (row.rule.rule.id, row.component.removal and row.component.removal.beside.measure)
                found.setdefault(key, Exclusion(row.rule, row.beside, [])).rows.append(row)
        return list(found.values())

    @cached_property
    def not_in_force(self) -> list[Row]:
        """What is paused, announced or only threatened, then what is over."""
        others = [row for row in self._with(Outcome.NOT_IN_FORCE) if not row.applies_on_condition]
        return sorted(others, key=lambda row: row.state in _LAST)

    @property
    def not_applying(self) -> list[Row]:
        return [*(row for one in self.excluded for row in one.rows), *self.not_in_force]

    def _with(self, outcome: Outcome) -> list[Row]:
        return [row for row in self.rows if row.component.outcome is outcome]

    # Figures

    @cached_property
    def terms(self) -> list[Term]:
        """What each duty that is charged adds on top of the base duty."""
        base = understand(self.base.duty) if self.base else None
        return [Term(row, _worth(row, base)) for row in self.charges]

    @property
    def rules(self) -> list[RuleRow]:
        """The rules by which duties are added."""
        return [self._rows.rule(rule) for rule in self.answer.total.rules]

    @cached_property
    def reasons(self) -> list[ReasonRow]:
        """Why no total is stated; duties of which no two are spoken of by a rule are named together."""
        return [self._reason(reason) for reason in _together(self.answer.total.reasons)]

    def _reason(self, reason: Reason) -> ReasonRow:
        rule = self._rows.rule(reason.rule) if reason.rule else None
        text = reason_words(reason, self)
        return ReasonRow(reason, text, in_languages(text, self._quotes), rule)

    @property
    def reasons_shown(self) -> list[ReasonRow]:
        return self.reasons[:_REASONS_SHOWN]

    @property
    def reasons_left(self) -> int:
        return max(len(self.reasons) - _REASONS_SHOWN, 0)

    @property
    def has_all_in(self) -> bool:
        return any(row.is_all_in for row in self.charges)

    @property
    def conditions(self) -> bool:
        """True where something else stands for what is charged once a condition holds."""
        return any(row.conditions for row in self.charges)

    @property
    def additional_text(self) -> str:
        return _text(self.answer.total.additional)

    @property
    def base_text(self) -> str:
        return _text(self.answer.total.base)

    @property
    def in_all_text(self) -> str:
        return _text(self.answer.total.in_all)

    @property
    def floor_text(self) -> str:
        floor = self.answer.total.floor
        return phrases.percent(floor) if floor is not None else ""

    @cached_property
    def sentence(self) -> str:
        return words.sentence(self)

    @property
    def said(self) -> SafeString:
        """The sentence as HTML, with the languages of what it quotes."""
        return in_languages(self.sentence, self._quotes)

    @cached_property
    def _quotes(self) -> Quotes:
        return together(row.quotes for row in self.rows)

    @property
    def figure(self) -> str:
        return figures.figure(self.answer)

    @property
    def said_figure(self) -> SafeString:
        return in_languages(self.figure, self._quotes)

    @property
    def used(self) -> list[Paper]:
        """Every entry that it rests on, each once."""
        found = [paper for row in self.rows for paper in row.papers]
        found += [rule.paper for rule in self.rules]
        found += [one.rule.paper for one in self.reasons if one.rule]
        return list({paper.card.id: paper for paper in found}.values())


def _text(found: Amount | None) -> str:
    return amount_text(found) if found is not None else ""


def _together(reasons: Sequence[Reason]) -> list[Reason]:
    """Pairs of duties without a rule as one reason, where every two of them are such a pair."""
    pairs = [one for one in reasons if one.why is Why.NO_RULE]
    measures = tuple(dict.fromkeys(id for one in pairs for id in one.measures))
    if len(pairs) < 2 or len(pairs) != len(measures) * (len(measures) - 1) // 2:
        return list(reasons)
    place = reasons.index(pairs[0])
    others = [one for one in reasons if one.why is not Why.NO_RULE]
    return [*others[:place], Reason(Why.NO_RULE, measures), *others[place:]]


def _worth(row: Row, base: Duty | None) -> Amount | None:
    duty = as_meant(row.duty, row.basis) if row.basis not in _APART else None
    worth = amount(duty, base) if duty else None
    return None if isinstance(worth, Unknown) else worth
