"""Answers over time as a line, where they can be put in figures."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from negotiations.public.charts import Chart, Line, Step, step_chart
from negotiations.public.rates import phrases
from negotiations.public.rates.answers import Shown
from negotiations.public.rates.history import StepRow
from negotiations.tariffs.lifecycle import State
from negotiations.values import clock
from negotiations.values.when import When


def chart(steps: list[StepRow], shown: Shown) -> Chart | None:
    """The answers as a line, None where there is none to draw."""
    if not any(step.value for step in steps):
        return None
    drawn = [
        Step(
            begins=_local(step.answer.on, step.when),
            ends=_local(step.until, step.when) if step.until else None,
            value=step.value,
            state=str(step.state),
            label=_chart_label(step),
            note=step.by[0].text if step.by else "",
            url=step.url,
        )
        for step in steps
    ]
    return step_chart(
        [Line(shown.goods, drawn)],
        id="over-time-chart",
        title=_("What %(by)s charges on %(goods)s") % {"by": shown.by, "goods": shown.goods},
        unit=_unit(steps),
        today=timezone.localtime(clock.now()),
    )


def _unit(steps: list[StepRow]) -> str:
    """What the numbers are; both kinds are named on the line itself."""
    kinds = {step.is_all_in for step in steps if step.value is not None}
    if kinds == {True}:
        return _("%% of the value, base duty included") % {}
    if kinds == {False}:
        return _("%% of the value, on top of the base duty") % {}
    return _("%% of the value: additional to the base duty, or in all with the base duty; as marked") % {}


def _chart_label(step: StepRow) -> str:
    if step.state is not State.IN_FORCE:
        return step.state_label
    if step.value is None:
        return step.figure
    rate = {"rate": phrases.percent(step.value)}
    return _("%(rate)s in all") % rate if step.is_all_in else _("%(rate)s additional") % rate


def _local(instant: datetime, when: When) -> datetime:
    """An instant in the zone of the document that set it."""
    return instant.astimezone(ZoneInfo(when.zone) if when.zone else timezone.get_default_timezone())
