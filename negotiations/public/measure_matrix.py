"""Economies by measures on a day: in which state each measure is for each economy, and at which rate."""

from django.utils.translation import gettext as _

from negotiations.public.labels import Label
from negotiations.public.measure_standing import MeasureStanding
from negotiations.public.measure_stock import Shelf, Stock
from negotiations.public.measure_words import label_of_state, rate_words, shape_of
from negotiations.tariffs.parts import Part
from negotiations.tariffs.rates import Measure
from negotiations.tariffs.scope import Case, Match

COLUMNS = 24  # measures on one page
_OTHERS = 0  # no publication has this id


def matrix(stock: Stock, measures: list[Measure]) -> dict:
    """{measures: [Label], rows: [{economy, others, cells}]}; a cell is a list of what stands, None where the economy
    imposes the measure itself. The last row is for every economy that has no row of its own. No query.
    """
    shelf, chosen = stock.shelf, stock.asked.chosen("economy")
    ids = chosen or {id for id in _named(measures) if id in shelf.economies}
    labels = sorted((_label(shelf, id) for id in ids), key=str)
    rows = [_row(shelf, label, shelf.economies[int(label.id)], measures) for label in labels]
    if not chosen:
        rows.append(_row(shelf, None, Case(_OTHERS), measures) | {"others": bool(rows)})
    return {"measures": [shelf.labels[one.id] for one in measures], "rows": rows}


def _named(measures: list[Measure]) -> set[int]:
    return {id for one in measures for change in one.changes for id in change.scope.economies.ids}


def _label(shelf: Shelf, id: int) -> Label:
    asked = {label.id: label for label in shelf.asked.nouns.get("economy", {}).values()}
    return asked.get(id) or shelf.labels[id]


def _row(shelf: Shelf, economy: Label | None, case: Case, measures: list[Measure]) -> dict:
    return {
        "economy": economy,
        "others": False,
        "cells": [
            {
                "measure": shelf.labels[one.id],
                "parts": None if case.economy == one.imposer else _cell(shelf, one, case),
            }
            for one in measures
        ],
    }


def _cell(shelf: Shelf, measure: Measure, case: Case) -> list[dict]:
    """What stands of a measure for an economy, the widest first; what holds for some goods alike is told once."""
    tell = shelf.standing(measure)
    found = [_told(tell, part) for part in tell.standing_parts if _is_about(part, case)]
    return [one for place, one in enumerate(found) if one not in found[:place]]


def _is_about(part: Part, case: Case) -> bool:
    return part.scope.economies.match(case) is not Match.NO


def _told(tell: MeasureStanding, part: Part) -> dict:
    state, note = part.standing.state, ""
    if not part.scope.goods.covers(tell.history.layers[0].scope.goods):
        note = _("some goods")
    if part.scope.condition:
        note = _("on a condition")
    return {
        "state": str(state),
        "state_label": label_of_state(state) if state else "",
        "shape": shape_of(state) if state else "",
        "note": note,
        **rate_words(part.standing),
    }
