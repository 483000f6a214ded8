"""Where a page of a list ended: a number that never changes, opaque to readers."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from typing import Any

_DIGITS = 17  # fits into a column of the database and, as microseconds, into the years of a date


def encode(number: int) -> str:
    """The value of `after` that leads to what comes after a number."""
    return urlsafe_b64encode(str(number).encode()).decode().rstrip("=")


def decode(value: Any) -> Any:
    """The number in a value of `after`. Raises ValueError with a sentence for one that this site did not make."""
    if not isinstance(value, str):
        return value
    try:
        text = urlsafe_b64decode(value + "=" * (-len(value) % 4)).decode("ascii")
        number = int(text) if text.isdecimal() and len(text) <= _DIGITS else -1
    except (Error, ValueError):
        number = -1
    if number < 0 or encode(number) != value:
        raise ValueError("This address does not lead to a page of the list. Start again from its top.")
    return number
