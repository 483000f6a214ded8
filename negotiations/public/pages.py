"""What every page for readers is made of: the site, the clock, and lists of cards by month."""

from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.shortcuts import render

from negotiations.models.printed import Press
from negotiations.public.cards import Card, cards_for
from negotiations.public.filters import PAGE_SIZE, TimelineFilter
from negotiations.values import clock
from negotiations.values.clock import Moment
from negotiations.values.when import MONTHS


def page(
    request,
    template: str,
    *,
    nav: str = "",
    known: Moment | None = None,
    now_url: str = "",
    status: int = 200,
    **context: Any,
):
    """Render a page with what all pages share."""
    query = f"known={known.value}".replace("+", "%2B") if known else ""
    shared = {
        "site": site(),
        "sample": is_sample(),
        "clock": {"known": known, "query": query, "error": known_error(request)},
        "nav": nav,
        "now_url": now_url or request.path,
    }
    return render(request, template, shared | context, status=status)


def site() -> dict:
    """Who publishes the record, for templates."""
    return {
        "name": settings.SITE_NAME,
        "url": settings.SITE_URL,
        "contact": settings.CONTACT,
        "licence": settings.LICENCE,
    }


def is_sample() -> bool:
    """True where the record is the sample, with simulated publication times. One query."""
    return Press.objects.filter(pk=1, is_sample=True).exists()


def known_of(request) -> Moment | None:
    """The instant at which the record is asked for; None for now, and for a value that cannot be read."""
    try:
        return Moment.parse(request.GET["known"]) if request.GET.get("known") else None
    except ValueError:
        return None


def known_error(request) -> str:
    """Why the instant that the record was asked for cannot be read, '' where it can or none was given."""
    try:
        Moment.parse(request.GET.get("known") or "2000-01-01")
    except ValueError as error:
        return str(error)
    return ""


class OnForm:
    """The day that a page is asked about: `?on=2025-08-06`; today where nothing is given."""

    def __init__(self, request):
        self.value = request.GET.get("on", "")[:40]
        self.asked: Moment | None = None
        self.error = ""
        try:
            self.asked = Moment.parse(self.value) if self.value else None
        except ValueError as error:
            self.error = str(error)

    @property
    def at(self) -> datetime:
        return self.asked.at if self.asked else clock.now()

    @property
    def is_future(self) -> bool:
        return self.at > clock.now()

    @property
    def text(self) -> str:
        """The day in words, '' for today."""
        return self.asked.text if self.asked else ""


def listing(found: TimelineFilter) -> dict:
    """A page of entries for templates: cards by month, how many there are, and where the list goes on."""
    cards = cards_for(found.editions(), found.known.at if found.known else None)
    if found.search:
        cards = [replace(card, b=found.search.mark_all(card.b)) for card in cards]
    rest = found.total - len(cards)
    return {
        "total": found.total,
        "shown": len(cards),
        "months": by_month(cards),
        "next_url": found.next_url,
        "next_text": f"Show {min(PAGE_SIZE, rest)} {'earlier' if found.newest_first else 'later'}",
    }


def by_month(cards: list[Card]) -> list[dict]:
    """Cards in the given order under the month in which each begins: {key, text, cards}."""
    return [
        {"key": f"{year}-{month:02d}", "text": f"{MONTHS[month - 1]} {year}", "cards": list(group)}
        for (year, month), group in groupby(
            cards, lambda card: (card.when.first_day.year, card.when.first_day.month)
        )
    ]


def results_heading(found: TimelineFilter) -> str:
    """ "1 entry", "18 entries", or that the filter has to be put right first."""
    if found.errors:
        return "Please check the filter"
    return f"{found.total:,} {'entry' if found.total == 1 else 'entries'}"
