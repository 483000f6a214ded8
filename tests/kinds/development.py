"""A complete development."""

from negotiations.models.kinds.development import Development
from tests.make import make_economy, make_entry, serial


def make(**values):
    """A request of Japan that was refused."""
    defaults = {
        "headline": f"Japan asks for an exemption ({next(serial)})",
        "when": "2025-04-16",
        "zone": "America/New_York",
        "development_type": "request",
        "actor_economy": make_economy(),
        "addressee_economy": make_economy("United States", "US"),
        "asked_for": "an exemption from the duty on cars",
        "response": "refused",
    }
    return make_entry(Development, **defaults | values)
