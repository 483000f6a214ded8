"""What is public of a stacking rule."""

from django.utils.translation import gettext, gettext_noop
from pydantic import Field

from negotiations.public.kinds.base import CalendarEvent, Date, EntryBody, FacetValue, Kind, Ref, refs
from negotiations.values.kinds.stacking_rule import StackingEffect
from negotiations.values.when import day_text, last_full_day


class StackingRuleBody(EntryBody):
    """How the first duties stand to the second ones on the same goods. `effective_until` is exclusive."""

    effect: StackingEffect
    measures: list[Ref] = Field([], description="The first duties.")
    authorities: list[Ref] = Field([], description="The first duties: all measures under these.")
    other_measures: list[Ref] = Field([], description="The second duties.")
    other_authorities: list[Ref] = Field(
        [],
        description="The second duties: all measures under these. Without any second duties, every other duty of the"
        " same economy.",
    )
    instrument: Ref | None = None
    says: str = ""
    effective_from: Date | None = None
    effective_until: Date | None = Field(None, description="The first instant at which it no longer holds.")


def facets(body: StackingRuleBody) -> list[FacetValue]:
    return [
        *refs("measure", [*body.measures, *body.other_measures]),
        *refs("authority", [*body.authorities, *body.other_authorities]),
        *refs("instrument", [body.instrument]),
    ]


def present(body: StackingRuleBody) -> dict:
    """Words for templates: the last full day."""
    until = body.effective_until
    return {"last_full_day": day_text(last_full_day(until.value)) if until else ""}


def calendar(body: StackingRuleBody) -> list[CalendarEvent]:
    """The day from which it holds, and the day on which it ends."""
    events = []
    if body.effective_from:
        events.append(CalendarEvent(body.effective_from.value, body.headline, role="from"))
    if body.effective_until:
        title = gettext("Ends: %(headline)s") % {"headline": body.headline}
        events.append(CalendarEvent(body.effective_until.value, title, role="until"))
    return events


KINDS = (
    Kind(
        "stacking_rule",
        gettext_noop("Stacking rule"),
        gettext_noop("Stacking rules"),
        StackingRuleBody,
        is_entry=True,
        order=35,
        address="/entries/{key}/",
        facets=facets,
        present=present,
        calendar=calendar,
        jsonld_type="Legislation",
        concerns={"effective": ("days?", "dates?", "end", "hour"), "says": ("rule", "effect", "wording")},
    ),
)
