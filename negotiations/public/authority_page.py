"""Legal authorities: the measures under them on a day, and how long those may last."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from negotiations.models.printed import Facet
from negotiations.public import tariff_book
from negotiations.public.clocks import Clocks
from negotiations.public.labels import Label, labels_for
from negotiations.public.measure_page import cards_where, rule_rows
from negotiations.public.measure_standing import MeasureStanding, measures
from negotiations.tariffs.lifecycle import State
from negotiations.tariffs.parts import History
from negotiations.values import wording
from negotiations.values.when import day_text

_PARTS = 3  # of a measure in one row


def measures_under(authority: int, clocks: Clocks) -> list[int]:
    """The measures that rest on an authority, as it was known."""
    book = tariff_book.page(clocks.known)
    return [one.id for one in book.measures.values() if one.authority == authority and one.changes]


def measure_rows(ids: Sequence[int], clocks: Clocks, days: int | None) -> list[dict]:
    """Measures with where they stand: {label, standing, more, countdown}; `more` counts the parts beyond a few.

    `days` is how many the law gives each, None where it counts none.
    """
    labels, found = labels_for(ids, clocks.known), measures(ids, clocks)
    rows = []
    for id in sorted((id for id in ids if id in labels), key=lambda id: labels[id].text):
        row = {"label": labels[id], "standing": found[id].now()}
        row["more"] = max(0, len(found[id].standing_parts) - _PARTS)
        rows.append(row | {"countdown": countdown(found[id], days) if days else None})
    return rows


def countdown(tell: MeasureStanding, days: int) -> dict | None:
    """How long a measure in force may last by law: {first_day, last_day, left, text}; None where it is not in force.

    The first day counts as the first of `days`; a pause does not stop them.
    """
    began = in_force_since(tell.history, tell.clocks.on)
    if began is None:
        return None
    tell.documents.read({one.id for one in tell.history.changes if began in (one.begins, one.known_from)})
    first = tell.local(began).date()
    last, today = first + timedelta(days=days - 1), timezone.localtime(tell.clocks.on).date()
    left = (last - today).days
    return {"first_day": first, "last_day": last, "left": left, "text": _left(left, last, today)}


def _left(left: int, last: date, today: date) -> str:
    if left < 0:
        return _("ran out on %(day)s") % {"day": day_text(last)}
    message = ngettext("%(count)s day left on %(day)s", "%(count)s days left on %(day)s", left)
    return message % {"count": wording.number(left), "day": day_text(today)}


def in_force_since(history: History, on: datetime) -> datetime | None:
    """Since when a measure has been in force without an end for any part of it; None where it is not in force."""
    began, states = None, set()
    for instant in history.boundaries:
        if instant > on:
            break
        states = {part.standing.state for part in history.at(instant)}
        if State.IN_FORCE in states:
            began = began or instant
        elif State.SUSPENDED not in states:
            began = None
    return began if State.IN_FORCE in states else None


def rules_of(authority: int, clocks: Clocks) -> list[dict]:
    """The stacking rules that name an authority."""
    named = Q(facets__name="authority", facets__noun=authority)
    return rule_rows(cards_where(named, clocks, ("stacking_rule",)), clocks)


def instruments_of(ids: Sequence[int], clocks: Clocks) -> list[Label]:
    """The documents by which the measures were changed, the newest first. Two queries."""
    book = tariff_book.page(clocks.known)
    editions = {change.id for id in ids for change in book.changes.get(id, ())}
    named = Facet.objects.filter(name="instrument", edition__in=editions, noun__isnull=False)
    found = labels_for({id for id in named.values_list("noun_id", flat=True) if id}, clocks.known)
    once = {label.id: label for label in found.values()}.values()
    return sorted(once, key=_issued, reverse=True)


def _issued(label: Label) -> tuple:
    issued = getattr(label.body, "issued", None)
    return (issued.value.sort_key if issued else 0, label.text)
