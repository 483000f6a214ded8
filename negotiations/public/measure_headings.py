"""What the lists of measures are headed: the question in words and how much answers it, each as one sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from negotiations.public.measure_filter import MeasureFilter
from negotiations.public.measure_flow import Flow
from negotiations.public.measure_stock import Stock
from negotiations.public.measure_words import either
from negotiations.values import wording


def stock_heading(asked: MeasureFilter, stock: Stock) -> str:
    """ "On 1 October 2025: 4 measures in 5 parts"; "In force or paused on 1 October 2025: 1 measure"."""
    if asked.errors:
        return _("Please check the question")
    count, parts = len(stock.measures), len(stock.rows)
    chosen = [chip.text for chip in asked.chips if chip.param == "status"]
    said = {
        "states": either([*chosen[:1], *(word.lower() for word in chosen[1:])]),
        "day": asked.day,
        "count": wording.number(count),
        "parts": wording.number(parts),
    }
    return _stock_message(bool(chosen), parts > count, count) % said


def _stock_message(of_states: bool, in_parts: bool, count: int) -> str:
    if of_states and in_parts:
        return ngettext(
            "%(states)s on %(day)s: %(count)s measure in %(parts)s parts",
            "%(states)s on %(day)s: %(count)s measures in %(parts)s parts",
            count,
        )
    if of_states:
        return ngettext(
            "%(states)s on %(day)s: %(count)s measure", "%(states)s on %(day)s: %(count)s measures", count
        )
    if in_parts:
        return ngettext(
            "On %(day)s: %(count)s measure in %(parts)s parts",
            "On %(day)s: %(count)s measures in %(parts)s parts",
            count,
        )
    return ngettext("On %(day)s: %(count)s measure", "On %(day)s: %(count)s measures", count)


def flow_heading(asked: MeasureFilter, flow: Flow) -> str:
    """ "Changes from 1 April 2025 to 30 April 2025: 3"."""
    if asked.errors:
        return _("Please check the question")
    first, last = asked.value("from"), asked.value("to")
    said = {"first": first, "last": last, "count": wording.number(len(flow.rows))}
    if first and first == last:
        return _("Changes in %(first)s: %(count)s") % said
    if first and last:
        return _("Changes from %(first)s to %(last)s: %(count)s") % said
    return (
        _("Changes since %(first)s: %(count)s") if first else _("Changes until %(last)s: %(count)s")
    ) % said
