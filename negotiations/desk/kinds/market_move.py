"""How a market move is printed, and what it must hold to be published."""

from negotiations.desk.kinds.base import DeskKind, Problem, entry_fields
from negotiations.models.kinds.market_move import MarketMove
from negotiations.public.kinds import market_move as public
from negotiations.values.vocabulary import Relation


def build(row: MarketMove, references) -> public.MarketMoveBody:
    """The move as readers will see it."""
    return public.MarketMoveBody(
        **entry_fields(row, references),
        window=row.window,
        reported_against=references.entry(row.reported_against) if row.reported_against else None,
        changes=[
            public.PriceChangeBody(
                instrument=change.instrument,
                name=change.name,
                ticker=change.ticker,
                exchange=change.exchange,
                percent=change.percent,
            )
            for change in row.changes.all()
        ],
    )


def points_at(row: MarketMove):
    return [(Relation.REPORTED_WITH, row.reported_against)] if row.reported_against else []


def pointing_at(entry):
    found = MarketMove.objects.filter(reported_against=entry.pk).select_related("publication")
    return [(Relation.REPORTED_WITH, move) for move in found]


def has_changes(row: MarketMove):
    """A market move holds at least one change."""
    if not row.changes.exists():
        yield Problem(
            "move-changes", "changes", "Add at least one share, index or currency pair with its change."
        )


DESK_KINDS = (
    DeskKind(
        MarketMove,
        build,
        rules=(has_changes,),
        points_at=points_at,
        pointing_at=pointing_at,
        follow=("changes",),
    ),
)
