"""The state of play: what stands, what changed and what comes next, at one instant of the record.

The front page has one clock. Asked for a past record it shows what a reader found here then: what had been published,
as things stood on that day.
"""

from negotiations.models.printed import Edition
from negotiations.public import agenda, change_rows, nouns, postings
from negotiations.public.cards import Card, cards_for
from negotiations.public.clocks import Clocks
from negotiations.public.measure_groups import groups
from negotiations.public.negotiation_views import talks_of
from negotiations.values import clock
from negotiations.values.clock import Moment
from negotiations.values.vocabulary import Change

_TALKS = 6
_CHANGES = 4
_DATES = 8
_ENTRIES = 4
_CORRECTIONS = 3
_COUNTED = 60  # changes that a returning reader is told the number of


def clocks_of(known: Moment | None) -> Clocks:
    """Both clocks at the instant of the record; now where none was asked for or it lies ahead."""
    now = clock.now()
    if known is None or known.at >= now:
        return Clocks(known.at if known else None, now)
    return Clocks(known.at, known.at, known)


def state_of_play(clocks: Clocks) -> dict:
    """Everything on the front page, for its template. The number of queries does not grow with the record."""
    rows = nouns.rows("negotiation", clocks.known)
    return {
        "day": clocks.on,
        "on_query": f"?on={clocks.asked.value}".replace("+", "%2B") if clocks.asked else "",
        "negotiations": talks_of(rows[:_TALKS], clocks),
        "negotiation_count": len(rows),
        "groups": groups(clocks),
        "dates": agenda.ahead(clocks, _DATES),
        "changed": change_rows.latest(clocks.known, _CHANGES),
        "recent": change_rows.since_yesterday(clocks.known, clocks.on),
        "stamps": change_rows.stamps(clocks.known, _COUNTED + 1),
        "stamps_shown": _COUNTED,
        "corrections": change_rows.latest(clocks.known, _CORRECTIONS, Change.CORRECTION),
        "latest": _latest(clocks),
    }


def _latest(clocks: Clocks) -> list[Card]:
    """The cards that stand on top of the timeline. Two queries."""
    with postings.reading(clocks.known) as held:
        places = held.page(held.everything, None, _ENTRIES, newest_first=True)
    found = Edition.objects.select_related("publication").in_bulk([place[2] for place in places])
    return cards_for([found[place[2]] for place in places if place[2] in found], clocks.known)
