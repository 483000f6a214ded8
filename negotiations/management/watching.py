"""Commands that go on until they are stopped."""

import signal
from collections.abc import Callable
from threading import Event

from django.db import close_old_connections


def watch(once: Callable[[], object], seconds: float) -> None:
    """Run `once` every so many seconds until the process is told to end; a run is never broken off."""
    stopped = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopped.set())
    while not stopped.is_set():
        close_old_connections()
        once()
        stopped.wait(seconds)
