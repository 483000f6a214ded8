"""/calendar/: a month by its days, or the months to come as a list, under the filters of the timeline."""

from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from negotiations.public import representations
from negotiations.public.agenda import LIST_MONTHS, Agenda, Month, weekdays
from negotiations.public.caching import public_page
from negotiations.public.pages import page
from negotiations.public.selection import Selection
from negotiations.values import clock

_VIEWS = {"month": _("By month"), "list": _("List")}


@public_page
def calendar(request):
    """Meetings, effective dates and expiries, day by day."""
    found = Selection(request.GET, request.path, size=0)
    today = localtime(clock.now()).date()
    month, error = _month(request.GET.get("month", "")[:20], Month.of(today))
    view = request.GET.get("view") if request.GET.get("view") in _VIEWS else "month"
    shown = [month] if view == "month" else [Month(month.number + ahead) for ahead in range(LIST_MONTHS)]
    agenda = Agenda(found, shown)

    def url(of: Month, as_view: str = view, base: str = "") -> str:
        asked = [("month", of.key), *([("view", as_view)] if as_view != "month" else [])]
        base = base or found.url()
        return f"{base}{'&' if '?' in base else '?'}{urlencode(asked)}"

    def link(to: Month) -> dict:
        return {"text": to.text, "url": url(to)}

    told = [] if found.errors or error else [agenda.month(one) for one in shown]
    return page(
        request,
        "calendar.html",
        nav="calendar",
        known=found.known,
        now_url=url(month, base=found.now_url),
        filter=found,
        chips=[replace(chip, remove_url=url(month, base=chip.remove_url)) for chip in found.chips],
        month=month,
        month_typed=request.GET.get("month", "")[:20] if error else month.key,
        month_error=error,
        today=today,
        view=view,
        weekdays=weekdays(),
        views=[{"label": _VIEWS[name], "url": url(month, name), "current": name == view} for name in _VIEWS],
        months=[one for one in told if one["count"] or view == "month"],
        previous=link(Month(month.number - len(shown))),
        this_month=link(Month.of(today)) if Month.of(today) != month else None,
        following=link(Month(month.number + len(shown))),
        nearest=[link(near) for near in agenda.nearest if near],
        feeds=[] if found.errors else representations.links(found.query),
        canonical_url=settings.SITE_URL + url(month),
    )


def _month(text: str, this: Month) -> tuple[Month, str]:
    """The month that was asked for, this one where none was, and why it cannot be read."""
    try:
        return (Month.parse(text) if text else this), ""
    except ValueError as error:
        return this, str(error)
