"""Helpers for tests of what stands on other people's pages."""

import re
from contextlib import contextmanager
from datetime import UTC, datetime
from html import unescape

import time_machine

from tests import make

APRIL = "2025-04-20T09:00:00Z"  # everything was published the day before
MAY = datetime(2025, 5, 3, 9, tzinfo=UTC)
JUNE = datetime(2025, 6, 1, 9, tzinfo=UTC)


@contextmanager
def on(day: datetime):
    """The clock stands still at an instant."""
    with time_machine.travel(day, tick=False):
        yield


def publish_in_april(*entries) -> list:
    """The editions of some entries, all published on 19 April 2025."""
    with on(datetime(2025, 4, 19, 9, tzinfo=UTC)):
        return [make.publish(entry) for entry in entries]


def correct(entry, **values):
    """A correction in May."""
    with on(MAY):
        make.edit(entry, **values)
        make.publish(entry, change="correction", note="We had other words.")


def withdraw(entry, note="It was not so."):
    """A withdrawal in May."""
    with on(MAY):
        make.withdraw(entry, note=note)


def entries_in(html: str) -> list[str]:
    """The cards of an embed, byte for byte, without what stands around them."""
    return re.findall(r'<article class="card".*?</article>', html, flags=re.DOTALL)


def code_in(html: str, name: str) -> str:
    """What a reader copies from a field of the builder."""
    return unescape(re.search(rf'<textarea[^>]*id="code-{name}"[^>]*>(.*?)</textarea>', html, re.DOTALL)[1])
