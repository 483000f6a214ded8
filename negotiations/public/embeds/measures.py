"""What the embed of a measure tells: its parts on a day, what comes next, its steps, and a chart of its rates."""

from typing import Any

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
    return measure_charts.chart_of("rates", "Rate over time", drawn, tell)


def measure_lines(told: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """The parts and what comes next as (text, path, when, lead); the state is the text where there is no rate."""
    return [
        *(_line(part, f"{part['state_label']} since {part['at']}") for part in told["parts"]),
        *(_line(step, f"Next, {step['at']}: {step['state_label'].lower()}") for step in told["ahead"]),
    ]


def _line(row: dict, lead: str) -> tuple[str, str, str, str]:
    rate = row["duty"] or (f"{row['held_duty']} not charged" if row["held_duty"] else "")
    words = [f"{rate} {row['rate_basis_label']}".strip() if rate else "", plain(row["scope"])]
    url = row["entry"].url if row["entry"] else ""
    text = " ".join(filter(None, words))
    return (text, url, "", lead) if text else (lead, url, "", "")
