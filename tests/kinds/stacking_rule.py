"""A complete stacking rule."""

from negotiations.models.kinds.stacking_rule import StackingRule
from tests.make import make_entry, make_measure, serial


def make(**values):
    """The duty on cars excludes the reciprocal duty."""
    defaults = {
        "headline": f"Cars are exempt from the reciprocal duty ({next(serial)})",
        "when": "2025-04-05",
        "zone": "America/New_York",
        "effect": "excludes",
        "measures": [make_measure()],
        "other_measures": [make_measure("US reciprocal duty")],
        "effective_from": "2025-04-05T00:01",
    }
    return make_entry(StackingRule, **defaults | values)
