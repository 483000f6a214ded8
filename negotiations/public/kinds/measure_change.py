"""What is public of a measure change."""

from datetime import timedelta

from pydantic import Field

from negotiations.public.kinds.base import (
    CalendarEvent,
    Date,
    EntryBody,
    FacetValue,
    Kind,
    Printed,
    Ref,
    refs,
)
from negotiations.values import vocabulary
from negotiations.values.vocabulary import MeasureState
from negotiations.values.when import When, day_text, last_full_day


class GoodsBody(Printed):
    system: vocabulary.GoodsSystem
    code: str = Field(description="A code or its beginning, as entered.")
    is_excluded: bool = False
    note: str = ""


class MeasureChangeBody(EntryBody):
    """One change of one measure. `effective_until` is exclusive."""

    measure: Ref
    action: vocabulary.Action
    imposed_by: Ref | None = None
    instrument: Ref | None = None
    announced: Date | None = None
    signed: Date | None = None
    published: Date | None = None
    effective_from: Date | None = None
    effective_until: Date | None = Field(None, description="The first instant at which it no longer applies.")
    days_after: int | None = Field(
        None, description="Days after `days_after_event`, where the document says so."
    )
    days_after_event: vocabulary.EffectiveAfter | None = None
    duty: str = Field("", description="Duty expression as the document gives it.")
    rate_basis: vocabulary.RateBasis | None = None
    goods: str = ""
    goods_codes: list[GoodsBody] = []
    economy_scope: vocabulary.EconomyScope | None = None
    scope_economies: list[Ref] = Field([], description="The economies it applies to, or the ones excepted.")
    stacking: str = ""
    amends: Ref | None = None

    @property
    def applies_from(self) -> When | None:
        """The date from which it applies: given, or counted from another date; None where there is none."""
        if self.effective_from:
            return self.effective_from.value
        base = getattr(self, self.days_after_event) if self.days_after_event else None
        if base is None or self.days_after is None:
            return None
        day = base.value.first_day + timedelta(days=self.days_after)
        return When.parse(day.isoformat(), base.zone)


def _status(body: MeasureChangeBody) -> FacetValue:
    """The state that the measure reaches by this change, with the instants between which it stands."""
    told = [date.value.earliest for date in (body.announced, body.signed, body.published) if date]
    if not told and not body.action.needs_effective_date:
        told = [body.when.value.earliest]  # the entry is the announcement
    applies, state = body.applies_from, body.action.state
    if applies is None and state == MeasureState.IN_FORCE:
        state = MeasureState.ANNOUNCED
    return FacetValue(
        "status",
        word=state,
        series=int(body.measure.ref),
        known_from=min(told, default=None),
        holds_from=applies.earliest if applies else None,
        holds_until=body.effective_until.value.earliest if body.effective_until else None,
    )


def facets(body: MeasureChangeBody) -> list[FacetValue]:
    listed = body.scope_economies if body.economy_scope == vocabulary.EconomyScope.LISTED else []
    return [
        _status(body),
        *refs("measure", [body.measure]),
        *refs("economy", [body.imposed_by, *listed]),
        *refs("instrument", [body.instrument]),
        *refs("entry", [body.amends]),
    ]


# The shape in which a change is drawn. It follows the action, never today's state.
_SHAPES = {
    MeasureState.SUSPENDED: "paused",
    MeasureState.IN_FORCE: "in_force",
}


def present(body: MeasureChangeBody) -> dict:
    """Words for templates: the shape of the action, the rule for the effective date, goods, the last full day."""
    state = body.action.state
    if body.action in (vocabulary.Action.ANNOUNCED, vocabulary.Action.SIGNED, vocabulary.Action.PUBLISHED):
        shape = "announced"
    else:
        shape = _SHAPES.get(state, str(state))
    rule = f"{body.days_after} days after {body.days_after_event.label}" if body.days_after_event else ""
    until = body.effective_until
    return {
        "shape": shape,
        "effective_rule": rule,
        "applies_from": body.applies_from,
        "goods_include": [code.code for code in body.goods_codes if not code.is_excluded],
        "goods_exclude": [code.code for code in body.goods_codes if code.is_excluded],
        "last_full_day": day_text(last_full_day(until.value)) if until else "",
    }


def calendar(body: MeasureChangeBody) -> list[CalendarEvent]:
    """The day from which it applies, and the day on which it ends."""
    events = []
    if body.applies_from:
        events.append(CalendarEvent(body.applies_from, f"{body.action.label}: {body.headline}"))
    if body.effective_until:
        events.append(CalendarEvent(body.effective_until.value, f"Ends: {body.headline}"))
    return events


KINDS = (
    Kind(
        "measure_change",
        "Measure change",
        "Measure changes",
        MeasureChangeBody,
        is_entry=True,
        order=30,
        address="/entries/{key}/",
        facets=facets,
        present=present,
        statuses=tuple(MeasureState.choices),
        calendar=calendar,
        jsonld_type="Legislation",
    ),
)
