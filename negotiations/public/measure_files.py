"""The lists of measures and the history of one, as rows of files."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import Max

from negotiations.models.printed import PublicationLog
from negotiations.public.measure_charts import Course
from negotiations.public.measure_flow import Flow
from negotiations.public.measure_standing import MeasureStanding
from negotiations.public.measure_stock import Stock
from negotiations.public.measure_words import percent_of, plain, rate_words
from negotiations.public.reuse import instant
from negotiations.values.clock import Moment

_LAST = ["entry", "entry_address", "sources", "source_addresses", "known", "licence"]
STOCK = [
    "on",
    "imposed_by",
    "economies",
    "measure",
    "goods",
    "condition",
    "rate",
    "percent",
    "basis",
    "status",
    "since",
    "until",
    "authority",
    "instrument",
    *_LAST,
]
FLOW = [
    "date",
    "announced",
    "ahead",
    "imposed_by",
    "economies",
    "measure",
    "condition",
    "action",
    "status",
    "before",
    "after",
    "percent",
    "authority",
    "instrument",
    *_LAST,
]
HISTORY = ["line", "from", "until", "status", "rate", "percent", "basis", *_LAST]


def known_text(known: Moment | None) -> str:
    """The instant of the record that a file tells: the one that was asked for, else that of the last printing."""
    if known:
        return known.value
    newest = PublicationLog.objects.aggregate(newest=Max("at"))["newest"]
    return instant(newest) if newest else ""


def stock_rows(stock: Stock) -> Iterator[list]:
    """Every part of every measure under the filter."""
    asked, known = stock.asked, known_text(stock.asked.known)
    on = asked.clocks.asked.value if asked.clocks.asked else asked.clocks.on.date().isoformat()
    for row in stock.shown(stock.rows):
        yield [
            on,
            row["imposed_by"],
            plain(row["on"]),
            row["measure"],
            plain(row["goods"]),
            row["condition"],
            row["duty"] or row["held_duty"],
            row["percent"],
            row["rate_basis_label"],
            row["state"],
            row["since"].isoformat(timespec="minutes"),
            row["until"],
            row["authority"],
            row["instrument"],
            *_last(row, known),
        ]


def flow_rows(flow: Flow) -> Iterator[list]:
    """Every change under the filter."""
    known = known_text(flow.asked.known)
    for row in flow.shown(flow.rows):
        yield [
            row["day"].isoformat(),
            row["announced"],
            row["ahead"],
            row["imposed_by"],
            plain(row["on"]),
            row["measure"],
            row["condition"],
            row["action"],
            row["state"],
            row["before"],
            row["after"],
            row["percent"],
            row["authority"],
            row["instrument"],
            *_last(row, known),
        ]


def history_rows(
    tell: MeasureStanding, found: Sequence[tuple[str, Course]], known: Moment | None
) -> Iterator[list]:
    """Every step of every line of a measure's chart; its documents must have been read."""
    at = known_text(known)
    for title, course in found:
        for standing, following in zip(course.steps, [*course.steps[1:], None], strict=True):
            card, rate = tell.documents.card(standing.by), rate_words(standing)
            ends = [one for one in (standing.until, following.since if following else None) if one]
            yield [
                title,
                _minute(tell, standing.since),
                _minute(tell, min(ends, default=None)),
                str(standing.state),
                rate["duty"] or rate["held_duty"],
                percent_of(standing.rate) if rate["duty"] or rate["held_duty"] else None,
                rate["rate_basis_label"],
                *_last({"id": card.id, "citations": card.b["citations"]} if card else {}, at),
            ]


def _minute(tell: MeasureStanding, at: datetime | None) -> str:
    return tell.local(at).isoformat(timespec="minutes") if at else ""


def _last(row: dict, known: str) -> list:
    """Where a row comes from and how it may be used."""
    sources = [citation["source"] for citation in row.get("citations", ())]
    return [
        row.get("id", ""),
        f"{settings.SITE_URL}/entries/{row['id']}/" if row.get("id") else "",
        "; ".join(source.text for source in sources),
        " ".join(source.address for source in sources if source.address),
        known,
        settings.LICENCE,
    ]
