"""What every page for readers is made of: the site, the clock, and lists of cards by month."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Protocol

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from negotiations.public.filters import PAGE_SIZE, TimelineFilter
from negotiations.public.onward import clocks_of, in_language, onward, versions
from negotiations.public.shown import shown_cards
from negotiations.public.state import state
from negotiations.values import clock, wording
from negotiations.values.clock import Moment
from negotiations.values.when import When


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
    clocks = clocks_of(request)
    shared = {
        "site": site(),
        "sample": is_sample(),
        "clock": {"known": known, "query": query, "error": known_error(request)},
        "nav": nav,
        # Back from a past record to the present one, on the day that is asked about.
        "now_url": onward(now_url or request.path, {name: clocks[name] for name in clocks if name == "on"}),
        "language": get_language(),
        # A page that is not there says the same words wherever it is not.
        "languages": versions(request.path, clocks) if status == 200 else versions("/"),
        "page_url": settings.SITE_URL + request.get_full_path() if status == 200 else "",  # for paper
    }
    if address := context.get("canonical_url"):
        path = address.removeprefix(settings.SITE_URL)
        context["canonical_url"] = settings.SITE_URL + in_language(path)
        shared |= {"languages": versions(path, clocks), "alternates": versions(path)}
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
    """True where the record is the sample, with simulated publication times."""
    return state().is_sample


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


def listing(found: TimelineFilter, request) -> dict:
    """A page of entries for templates: cards by month, how many there are, and where the list goes on."""
    cards = shown_cards(found, request)
    rest = found.total - len(cards)
    return {
        "total": found.total,
        "shown": len(cards),
        "months": _counted(by_month(cards), found),
        "next_url": found.next_url,
        "next_text": _next_text(min(PAGE_SIZE, rest), found.newest_first),
    }


def _counted(months: list[dict], found: TimelineFilter) -> list[dict]:
    """Months with how many entries of the whole list each holds, on this page or not."""
    counts = found.counts["month"]
    return [month | {"count": counts.get(month["key"], 0)} for month in months]


def _next_text(count: int, newest_first: bool) -> str:
    said = {"count": wording.number(count)}
    return _("Show %(count)s earlier") % said if newest_first else _("Show %(count)s later") % said


class Dated(Protocol):
    """Anything that stands in a list by its date."""

    @property
    def when(self) -> When: ...


def by_month(cards: Sequence[Dated]) -> list[dict]:
    """Cards in the given order under the month in which each begins: {key, text, cards}."""
    return [
        {"key": f"{year}-{month:02d}", "text": wording.month(year, month), "cards": list(group)}
        for (year, month), group in groupby(
            cards, lambda card: (card.when.first_day.year, card.when.first_day.month)
        )
    ]


def results_heading(found: TimelineFilter) -> str:
    """ "1 entry", "18 entries", or that the filter has to be put right first."""
    if found.errors:
        return _("Please check the filter")
    return ngettext("%(count)s entry", "%(count)s entries", found.total) % {
        "count": wording.number(found.total)
    }
