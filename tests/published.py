"""What many tests begin with, published once and put back for each: make.publish(make.make_quote()) in a moment."""

from tests import make
from tests.remembering import remembered


@remembered
def a_quote():
    """A quote that readers find."""
    entry = make.make_quote()
    make.publish(entry)
    return entry


@remembered
def a_round():
    """A round that readers find."""
    entry = make.make_round()
    make.publish(entry)
    return entry
