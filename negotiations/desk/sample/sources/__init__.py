"""Where the sample's facts are from.

No address is guessed: where none is known it is empty. A title in square brackets is our description, because the
document's own title is not known. Where an address is a copy of an agency's report, the agency is the publisher.
"""

from negotiations.desk.sample.sources import (
    laws,
    official,
    orders,
    press_april,
    press_may_june,
    press_since_july,
)

SOURCES = (
    orders.ORDERS
    | laws.SOURCES
    | official.SOURCES
    | press_april.SOURCES
    | press_may_june.SOURCES
    | press_since_july.SOURCES
)
