"""The answer as JSON: the same figures, words and entries as the page, with the identities of everything in it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from negotiations.public.labels import Label
from negotiations.public.rates import phrases
from negotiations.public.rates.answers import Shown, Term
from negotiations.public.rates.asked import Asked
from negotiations.public.rates.duties import amount_text
from negotiations.public.rates.examples import Example
from negotiations.public.rates.history import NextChange, StepRow
from negotiations.public.rates.papers import Paper
from negotiations.public.rates.reading import Reading
from negotiations.public.rates.revisions import Revision
from negotiations.public.rates.rows import AlternativeRow, Row, RuleRow
from negotiations.public.rates.sources import Cited
from negotiations.tariffs.duty import Amount
from negotiations.values.when import When


def as_data(reading: Reading, site: str) -> dict[str, Any]:
    """The whole answer. Addresses begin with that of the site; amounts are decimal numbers as text."""
    return _Data(site).reading(reading)


def how_to_ask(examples: Iterable[Example], site: str) -> dict[str, Any]:
    """What stands where nothing was asked: the parameters, and questions from the record."""
    return {
        "question": None,
        "parameters": {
            "by": "The code of the economy that charges the duty, such as US.",
            "economy": "The code of the economy that the goods come from, such as JP.",
            "code": "2 to 10 digits of a product code, such as 8703.23.01; without it, answers say what depends on it.",
            "on": "A day, of which the end counts, or an instant. Today where it is left out.",
            "known": "A day or an instant: the record as it had been published then.",
        },
        "examples": [{"question": one.text, "url": site + one.data_url} for one in examples],
    }


class _Data:
    def __init__(self, site: str):
        self.site = site

    def reading(self, reading: Reading) -> dict[str, Any]:
        shown = reading.shown
        return {
            "question": self.question(shown.asked),
            "sentence": shown.sentence,
            "figure": shown.figure,
            "components": [self.component(row) for row in shown.rows],
            "total": self.total(shown),
            "changed_that_day": [
                {"at": self.when(one.when), "until_then": one.before} for one in reading.changed_that_day
            ],
            "next": self.next(reading.next) if reading.next else None,
            "over_time": [self.step(step) for step in reading.steps],
            "over_time_is_cut": reading.is_cut,
            "sources": [self.source(one) for one in reading.sources],
            "as_known_now": self.revision(reading.now),
            "as_answered_before": self.revision(reading.before),
        }

    def question(self, asked: Asked) -> dict[str, Any]:
        return {
            "by": self.noun(asked.by),
            "economy": self.noun(asked.economy),
            "code": asked.code,
            "code_text": asked.code_text,
            "on": asked.on.value,
            "on_instant": instant(asked.on.at),
            "known": asked.known.value if asked.known else None,
            "known_instant": instant(asked.known.at) if asked.known else None,
            "url": self.site + asked.url(),
        }

    # Measures

    def component(self, row: Row) -> dict[str, Any]:
        one = row.component
        return {
            "measure": self.noun(row.measure),
            "outcome": str(one.outcome),
            "state": str(one.standing.state) if one.standing.state else None,
            "duty": row.duty,
            "basis": row.basis,
            "since": self.when(row.since),
            "until": self.when(row.until),
            "applies_from": self.when(row.begins),
            "entry": self.entry(row.paper),
            "rate_entry": self.entry(row.rate_paper),
            "instrument": self.instrument(row.paper),
            "alternatives": [self.alternative(other) for other in row.alternatives],
            "removed_by": {"rule": self.rule(row.rule), "beside": self.noun(row.beside)}
            if row.rule
            else None,
            "words": phrases.outcome_words(row),
        }

    def alternative(self, one: AlternativeRow) -> dict[str, Any]:
        return {
            "covers": one.alternative.match.name.lower(),
            "condition": one.alternative.condition,
            "whom": one.whom,
            "goods": one.goods,
            "state": str(one.state),
            "duty": one.duty,
            "since": self.when(one.since),
            "entry": self.entry(one.paper),
            "words": phrases.alternative_words(one),
        }

    # Figures

    def total(self, shown: Shown) -> dict[str, Any]:
        total = shown.answer.total
        return {
            "terms": [self.term(term) for term in shown.terms],
            "additional": amount(total.additional),
            "base": amount(total.base),
            "in_all": amount(total.in_all),
            "floor": f"{total.floor.normalize():f}" if total.floor is not None else None,
            "reasons": [
                {
                    "why": str(one.reason.why),
                    "measures": [shown.name(id) for id in one.reason.measures],
                    "text": one.text,
                    "rule": self.rule(one.rule),
                }
                for one in shown.reasons
            ],
            "rules": [self.rule(rule) for rule in shown.rules],
        }

    def term(self, term: Term) -> dict[str, Any]:
        return {
            "measure": self.noun(term.row.measure),
            "duty": term.row.duty,
            "basis": term.row.basis,
            "adds": amount(term.worth),
        }

    def rule(self, row: RuleRow | None) -> dict[str, Any] | None:
        if row is None:
            return None
        entry = self.entry(row.paper) or {}
        says = {"effect": str(row.rule.effect), "says": row.paper.b["says"]}
        return entry | says | {"instrument": self.instrument(row.paper)}

    # Time

    def next(self, one: NextChange) -> dict[str, Any]:
        return {
            "on": self.when(one.when),
            "on_instant": instant(one.shown.answer.on),
            "figure": one.shown.figure,
            "sentence": one.shown.sentence,
            "url": self.site + one.url,
            "changes": [
                {
                    "measure": self.noun(line.row.measure),
                    "before": line.before,
                    "after": line.after,
                    "entries": [self.entry(paper) for paper in line.papers],
                }
                for line in one.lines
            ],
        }

    def step(self, step: StepRow) -> dict[str, Any]:
        return {
            "from": self.when(step.when),
            "from_instant": instant(step.answer.on),
            "until_instant": instant(step.until) if step.until else None,
            "state": str(step.state),
            "percent": f"{step.value.normalize():f}" if step.value is not None else None,
            "figure": step.figure,
            "url": self.site + step.url,
            "entries": [{"id": one.key, "url": self.site + one.url, "headline": one.text} for one in step.by],
        }

    def revision(self, one: Revision | None) -> dict[str, Any] | None:
        if one is None:
            return None
        return {
            "sentence": one.sentence,
            "figure": one.figure,
            "known_instant": instant(one.known) if one.known else None,
            "url": self.site + one.url,
            "because_of": [
                (self.entry(paper) or {}) | {"published_at": instant(paper.edition.published_at)}
                for paper in one.papers
            ],
        }

    # What is pointed at

    def noun(self, label: Label | None) -> dict[str, Any] | None:
        if label is None:
            return None
        return {"id": label.key, "name": label.text, "url": self.site + label.url if label.url else ""}

    def entry(self, paper: Paper | None) -> dict[str, Any] | None:
        label = paper.label if paper else None
        if paper is None or label is None:
            return None
        return {
            "id": label.key,
            "edition": paper.edition.number,
            "url": self.site + label.url,
            "headline": label.text,
        }

    def instrument(self, paper: Paper | None) -> dict[str, Any] | None:
        label = paper.instrument if paper else None
        return {"name": label.text, "url": label.address} if label else None

    def source(self, one: Cited) -> dict[str, Any]:
        body = one.source.body
        return {
            "id": one.source.key,
            "title": one.source.text,
            "publisher": body.publisher,
            "issued": body.issued.edtf if body.issued else None,
            "url": one.source.address,
            "is_official": body.is_official,
            "is_retracted": body.is_retracted,
            "differs_on": one.differs,
            "entries": _ids(one.entries),
        }

    def when(self, when: When | None) -> dict[str, str] | None:
        if when is None:
            return None
        return {"text": when.text, "edtf": when.edtf, "zone": when.zone, "instant": instant(when.earliest)}


def _ids(labels: Iterable[Label]) -> list[str]:
    return [label.key for label in labels]


def instant(at: datetime) -> str:
    """An instant in UTC, as ISO 8601."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def amount(found: Amount | None) -> dict[str, Any] | None:
    """An amount as text and as its parts; None where none is stated."""
    if found is None:
        return None
    return {
        "text": amount_text(found),
        "percent": f"{found.percent.normalize():f}",
        "specific": [
            {"amount": f"{value:f}", "currency": currency, "per": unit}
            for (currency, unit), value in found.specific
        ],
    }
