"""Which editions tell what of an answer: its dates, its rates, its rules, and in whose words."""

from datetime import datetime

from negotiations.tariffs.lifecycle import Change, Standing
from negotiations.tariffs.rates import Alternative, Answer, Measure
from negotiations.tariffs.scope import Match


def dated_by(measure: Measure, instant: datetime | None, by: Change | None) -> int | None:
    """The change that dates an instant of a measure: the one that set its state where it can, else any that does."""
    if instant is None:
        return None
    candidates = (*([by] if by else []), *measure.changes)
    return next((one.id for one in candidates if instant in _instants(one)), None)


def _instants(change: Change) -> tuple[datetime | None, ...]:
    return change.applies_from, change.applies_until, change.known_from


def _told_by(measure: Measure, standing: Standing) -> set[int | None]:
    by = standing.by
    instants = (standing.since, standing.until, by.applies_from if by else None)
    dates = {dated_by(measure, instant, by) for instant in instants}
    return dates | {change.id for change in (by, standing.rate) if change}


def told_by(answer: Answer) -> set[int]:
    """Every edition that is needed to say an answer."""
    found: set[int | None] = {rule.id for rule in answer.total.rules}
    found |= {reason.rule.id for reason in answer.total.reasons if reason.rule}
    for one in answer.components:
        found |= _told_by(one.measure, one.standing)
        for other in one.alternatives:
            found |= _told_by(one.measure, other.standing)
            describes = described_by(one.measure, other)
            found.add(describes.id if describes else None)
        if one.removal:
            found.add(one.removal.rule.id)
    return {id for id in found if id is not None}


def described_by(measure: Measure, alternative: Alternative) -> Change | None:
    """The change whose words say which goods are meant, where codes do not."""
    by = alternative.standing.by
    if alternative.match is not Match.WORDS or by is None:
        return None
    told = [one for one in measure.changes if one.scope.goods.mode == "described" and one.begins <= by.begins]
    return max(told, key=lambda one: (one.begins, one.order), default=None)
