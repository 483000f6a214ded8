"""What is public of a measure change."""

from datetime import timedelta

from django.utils.translation import gettext, gettext_noop, ngettext
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
from negotiations.tariffs import scope
from negotiations.tariffs.codes import digits
from negotiations.tariffs.lifecycle import State
from negotiations.values import vocabulary
from negotiations.values.vocabulary import Action, EconomyScope, GoodsScope, MeasureState
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
    guidance: Date | None = Field(None, description="When customs said how it is applied.")
    effective_from: Date | None = None
    effective_until: Date | None = Field(None, description="The first instant at which it no longer applies.")
    days_after: int | None = Field(
        None, description="Days after `days_after_event`, where the document says so."
    )
    days_after_event: vocabulary.EffectiveAfter | None = None
    duty: str = Field("", description="Duty expression as the document gives it.")
    rate_basis: vocabulary.RateBasis | None = None
    goods: str = ""
    goods_scope: vocabulary.GoodsScope | None = Field(
        None, description="Empty: the goods that the measure covers already."
    )
    goods_codes: list[GoodsBody] = []
    product_lists: list[Ref] = Field([], description="Lists of codes that it applies to.")
    excepted_lists: list[Ref] = Field([], description="Lists of codes that are excepted.")
    economy_scope: vocabulary.EconomyScope | None = None
    scope_economies: list[Ref] = Field([], description="The economies it applies to, or the ones excepted.")
    condition: str = Field("", description="In words, where it applies only on a condition.")
    stacking: str = Field("", description="What the document says about other duties on the same goods.")
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
    applies, state = body.applies_from, str(body.action.state)
    if body.action == Action.EXTENDED:
        state = State.AS_BEFORE
    elif applies is None and state == MeasureState.IN_FORCE:
        state = MeasureState.ANNOUNCED
    return FacetValue(
        "status",
        word=state,
        series=int(body.measure.ref),
        known_from=min(told, default=None),
        holds_from=applies.earliest if applies else None,
        holds_until=body.effective_until.value.earliest if body.effective_until else None,
        scope=str(_scope(body)),
        duty=body.duty,
        basis=str(body.rate_basis or ""),
    )


def _scope(body: MeasureChangeBody) -> scope.Scope:
    return scope.Scope(
        scope.Economies(
            _ECONOMY_MODES[body.economy_scope] if body.economy_scope else "",
            frozenset(int(ref.ref) for ref in body.scope_economies if body.economy_scope != EconomyScope.ALL),
        ),
        scope.Goods(
            str(body.goods_scope or ""),
            frozenset(digits(one.code) for one in body.goods_codes if not one.is_excluded),
            frozenset(digits(one.code) for one in body.goods_codes if one.is_excluded),
            frozenset(int(ref.ref) for ref in body.product_lists),
            frozenset(int(ref.ref) for ref in body.excepted_lists),
        ),
        body.condition,
    )


_ECONOMY_MODES = {"listed": "listed", "all": "all", "all_except": "except"}


def facets(body: MeasureChangeBody) -> list[FacetValue]:
    listed = body.scope_economies if body.economy_scope == vocabulary.EconomyScope.LISTED else []
    return [
        _status(body),
        *refs("measure", [body.measure]),
        *refs("economy", [body.imposed_by, *listed]),
        *refs("instrument", [body.instrument]),
        *refs("entry", [body.amends]),
        *refs("product_list", [*body.product_lists, *body.excepted_lists]),
    ]


def _second_version(content: dict) -> dict:
    """Before codes were matched, goods were told in words, perhaps with some codes."""
    if content["goods_codes"]:
        return content | {"goods_scope": GoodsScope.LISTED}
    return content | {"goods_scope": GoodsScope.DESCRIBED if content["goods"] else None}


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
    until = body.effective_until
    return {
        "shape": shape,
        "effective_rule": _counted(body),
        "applies_from": body.applies_from,
        "goods_include": [code.code for code in body.goods_codes if not code.is_excluded],
        "goods_exclude": [code.code for code in body.goods_codes if code.is_excluded],
        "last_full_day": day_text(last_full_day(until.value)) if until else "",
    }


def _counted(body: MeasureChangeBody) -> str:
    """ "7 days after the signing", where the document says so."""
    if body.days_after is None or body.days_after_event is None:
        return ""
    said = {"count": body.days_after, "event": body.days_after_event.label}
    return ngettext("%(count)s day after %(event)s", "%(count)s days after %(event)s", body.days_after) % said


def calendar(body: MeasureChangeBody) -> list[CalendarEvent]:
    """The day from which it applies, and the day on which it ends."""
    events = []
    if body.applies_from:
        said = {"action": body.action.label, "headline": body.headline}
        title = gettext("%(action)s: %(headline)s") % said
        events.append(CalendarEvent(body.applies_from, title, role="from"))
    if body.effective_until:
        title = gettext("Ends: %(headline)s") % {"headline": body.headline}
        events.append(CalendarEvent(body.effective_until.value, title, role="until"))
    return events


def jsonld(b: dict) -> dict:
    """A change as the Legislation that makes it."""
    signed = b["signed"] or b["announced"]
    return {
        "legislationIdentifier": b["instrument"].number if b["instrument"] else "",
        "legislationType": b["instrument"].body.instrument_kind.label if b["instrument"] else "",
        "legislationDate": signed.datetime if signed else None,
        "legislationPassedBy": b["imposed_by"],
        "legislationChanges": b["measure"],
    }


KINDS = (
    Kind(
        "measure_change",
        gettext_noop("Measure change"),
        gettext_noop("Measure changes"),
        MeasureChangeBody,
        is_entry=True,
        order=30,
        schema_version=2,
        upcasts={1: _second_version},
        address="/entries/{key}/",
        facets=facets,
        present=present,
        status_words=MeasureState,
        calendar=calendar,
        jsonld_type="Legislation",
        jsonld=jsonld,
        concerns={
            "effective": ("days?", "dates?", "hour", "end", "pause"),
            "duty": ("rate",),
            "goods": ("goods", "by code", "products?"),
            "economies": ("countries", "economies"),
            "stacking": ("other duties",),
            "instrument": ("order", "proclamation", "instrument"),
        },
    ),
)
