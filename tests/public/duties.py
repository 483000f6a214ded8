"""Duties on goods from Japan in 2025, in the shape of the real ones, printed for tests of /rates/."""

import time_machine

from negotiations.models.kinds.measure_change import GoodsCode
from tests import make
from tests.kinds.stacking_rule import make as make_rule
from tests.remembering import remembered

CAR, SHOES = "8703.23.01", "6403.99.60"


def change(measure, begins, duty="", *, codes=(), excepted=(), **values):
    """A published change of a measure that begins at one minute past midnight in Washington."""

    def parts(entry):
        for code in codes:
            GoodsCode.objects.create(change=entry, system="hts", code=code)
        for code in excepted:
            GoodsCode.objects.create(change=entry, system="hts", code=code, is_excluded=True)

    at = values.pop("at", None)
    entry = draft(
        measure, begins, duty, parts=parts, **{"goods_scope": "listed" if codes else "all"} | values
    )
    make.publish(entry, at=at)
    return entry


def draft(measure, begins, duty="", **values):
    """The same, not published."""
    defaults = {
        "measure": measure,
        "headline": f"{measure.name}: {values.get('action', 'imposed')} from {begins}",
        "when": begins,
        "action": "imposed",
        "effective_from": f"{begins}T00:01" if len(begins) == 10 else begins,
        "duty": duty,
        "rate_basis": "additional" if duty else "",
        "goods_scope": "all",
    }
    return make.make_measure_change(**defaults | values)


def rule(effect, first, second=(), since="2025-04-05", at=None, **values):
    """A published stacking rule."""
    entry = make_rule(
        effect=effect,
        measures=first,
        other_measures=second,
        effective_from=f"{since}T00:01",
        headline=values.pop("headline", f"{first[0].name} {effect}"),
        **values,
    )
    make.publish(entry, at=at)
    return entry


def partners():
    """Two economies that are on record."""
    japan, china = make.make_economy(), make.make_economy("China", "CN")
    make.publish(make.make_quote(economies=[japan, china]))
    return japan, china


class Story:
    """25% on cars, a baseline of 10%, a rate for Japan that is paused, and 15% in all on cars since September."""

    def __init__(self):
        self.japan, self.china = partners()
        self.cars = make.make_measure("US duty on automobiles")
        self.baseline = make.make_measure("US baseline duty")
        self.reciprocal = make.make_measure("US reciprocal duty")
        order = make.make_instrument("Adjusting imports", number="EO 14345", address="https://example.org/eo")
        change(self.cars, "2025-04-03", "25%", codes=["8703"], instrument=order)
        change(self.baseline, "2025-04-05", "10%")
        listed = {"economy_scope": "listed", "scope_economies": [self.japan]}
        change(self.reciprocal, "2025-04-09", "24%", announced="2025-04-02", **listed)
        change(
            self.reciprocal, "2025-04-10", action="suspended", effective_until="2025-08-01T00:01", **listed
        )
        change(
            self.cars, "2025-09-16", "15%", codes=["8703"], rate_basis="floor", action="amended",
            signed="2025-09-04", **listed,
        )  # fmt: skip
        self.excludes = rule(
            "excludes", [self.cars], [self.baseline, self.reciprocal], says="Cars pay no other duty."
        )
        self.takes_place = rule("precedence", [self.reciprocal], [self.baseline])


@remembered
def a_story() -> Story:
    """The same, printed a while before the noon at which it is asked about."""
    with time_machine.travel("2025-10-01T11:00:00Z"):
        return Story()


@remembered
def some_partners():
    """Two economies that have been on record for a while."""
    with time_machine.travel("2025-10-01T11:00:00Z"):
        return partners()


def ask(client, code=CAR, on="2025-08-10", economy="JP", by="US", **more):
    """The page of an answer."""
    return client.get("/rates/", {"by": by, "economy": economy, "code": code, "on": on, **more})
