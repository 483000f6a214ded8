"""What the arithmetic says in English, in the page's language.

`negotiations.tariffs` knows nothing of languages: it gives sentences. Here each of them is known again, with the values
in it; what is not known stays in English.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_MESSAGES = (
    # codes.py
    gettext_noop("“%(text)s” is not a product code. Write digits: 8703 or 8703.22.01."),
    gettext_noop("“%(text)s” has %(count)s digits; a product code has at most %(most)s."),
    gettext_noop("%(text)s has %(count)s digits, and a code has an even number. Was it %(code)s?"),
    # duty/amounts.py
    gettext_noop("The duty depends on the base duty, which this record does not hold."),
    gettext_noop("The duty depends on whether the quota is exhausted."),
    gettext_noop(
        "The total may not exceed %(rate)s with the base duty: a limit does not say what is charged below it."
    ),
    gettext_noop("Which is higher, %(one)s or %(other)s, depends on the price and quantity of the goods."),
)


def _pattern(message: str) -> re.Pattern[str]:
    """A message as a pattern with a group for each value."""
    parts = re.split(r"%\((\w+)\)s", message)
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts)),
        re.DOTALL,
    )


_PATTERNS = [(_pattern(message), message) for message in _MESSAGES]


def told(sentence: str) -> str:
    """A sentence of the arithmetic in the page's language."""
    for pattern, message in _PATTERNS:
        if found := pattern.fullmatch(sentence):
            return _(message) % found.groupdict()
    return sentence
