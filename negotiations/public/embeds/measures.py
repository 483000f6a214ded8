"""What the embed of a measure tells: its parts on a day, what comes next, its steps, and a chart of its rates."""

from typing import Any

from django.utils.translation import gettext as _

from negotiations.models.printed import Publication
from negotiations.public import charts, measure_charts, tariff_book
from negotiations.public.embeds.asked import Asked
from negotiations.public.measure_standing import MeasureStanding, measures
from negotiations.public.measure_words import ids_in, plain


def measure_context(publication: Publication, asked: Asked) -> dict[str, Any]:
    """For a template: {parts, ahead, steps, earlier, chart}; the newest steps as many as asked for, older in
    `earlier`."""
    tell = measures([publication.pk], asked.clocks)[publication.pk]
    changes = tell.history.changes
    tell.documents.read(
        {change.id for change in changes}, {id for change in changes for id in ids_in(change.scope)}
    )
    steps = tell.steps()
    return {
        "parts": tell.parts(),
        "ahead": tell.ahead()[:1],
        "steps": steps[-asked.look.limit :],
        "earlier": steps[: -asked.look.limit],
        "chart": _chart(tell, asked),
    }


def _chart(tell: MeasureStanding, asked: Asked) -> charts.Chart | None:
    """None where no rate was ever told."""
    drawn = measure_charts.lines(tell, tariff_book.page(asked.clocks.known), tell.documents.labels)
    return measure_charts.chart_of("rates", _("Rate over time"), drawn, tell)


def measure_lines(told: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """The parts and what comes next as (text, path, when, lead); the state is the text where there is no rate."""
    return [
        *(_line(part, _("%(state)s since %(date)s") % _state(part)) for part in told["parts"]),
        *(_line(step, _("Next, %(date)s: %(state)s") % _state(step, in_text=True)) for step in told["ahead"]),
    ]


def _state(row: dict, *, in_text: bool = False) -> dict[str, str]:
    """The state and its date for a sentence; the word small where it stands inside one."""
    label = row["state_label"]
    return {"state": label.lower() if in_text else label, "date": row["at"]}


def _line(row: dict, lead: str) -> tuple[str, str, str, str]:
    rate = row["duty"] or (_("%(rate)s not charged") % {"rate": row["held_duty"]} if row["held_duty"] else "")
    words = [f"{rate} {row['rate_basis_label']}".strip() if rate else "", plain(row["scope"])]
    url = row["entry"].url if row["entry"] else ""
    text = " ".join(filter(None, words))
    return (text, url, "", lead) if text else (lead, url, "", "")
