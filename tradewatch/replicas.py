"""Readers' requests read from a replica where there is one (DATABASE_REPLICA_URL), everything else from the primary.

One answer is made from one database. Where the replica does not take a connection, or an answer made from it fails
(a query that was cancelled because it stood in the way of replication), the same answer is made from the primary. A
replica that was lost is left alone until a thread of its own finds it back, so that no reader waits for it again.

A process never goes back in time: a replica that has less than the process has shown already counts as lost.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from threading import Lock, Thread
from time import sleep

from django.conf import settings
from django.db import DatabaseError, OperationalError, connections
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from prometheus_client import Counter

PRIMARY, REPLICA = "default", "replica"
LOST = Counter("tradewatch_replica_lost", "Times that the replica was given up until it was found back.")
REPEATED = Counter(
    "tradewatch_replica_repeated", "Answers that failed on the replica and were made from the primary."
)
_LOOK_EVERY = 1  # seconds
# Of the desk, which reads what it has just written.
_DESK = ("/admin/", "/preview/")
_log = logging.getLogger("tradewatch.replica")


class Behind(OperationalError):
    """The replica has less than this process has shown to readers already."""


class _Replica:
    """What this process knows of the replica."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.is_there = True
        self.shown = 0  # the newest generation that an answer of this process was made of

    def lose(self, reason: Exception | str) -> None:
        """Leave it alone until it is found back."""
        with self._lock:
            if not self.is_there:
                return
            self.is_there = False
        LOST.inc()
        _log.warning("The replica is away, readers read from the primary: %s", str(reason).strip())
        Thread(target=self._look_for_it, name="replica", daemon=True).start()

    def _look_for_it(self) -> None:
        while not self._is_back():
            sleep(_LOOK_EVERY)
        self.is_there = True
        _log.warning("The replica is back, readers read from it.")

    def _is_back(self) -> bool:
        """It answers, and has at least what was shown. On a connection beside the pool, which hides why it has none."""
        connection = connections[REPLICA].copy(REPLICA)
        connection.settings_dict["OPTIONS"].pop("pool", None)
        try:
            with closing(connection), connection.cursor() as cursor:
                cursor.execute("SELECT last_log FROM negotiations_press")
                found = cursor.fetchone()
        except DatabaseError:
            return False
        return (found[0] if found else 0) >= self.shown


class _Asked:
    """The database that the answer being made reads from."""

    def __init__(self, alias: str):
        self.alias, self.is_used = alias, False

    def connected(self) -> str:
        """The alias, once it takes a connection: the primary's instead where the replica does not."""
        if not self.is_used and self.alias == REPLICA:
            try:
                connections[REPLICA].ensure_connection()
            except DatabaseError as error:
                replica.lose(error)
                self.alias = PRIMARY
        self.is_used = True
        return self.alias


replica = _Replica()
_asked: ContextVar[_Asked | None] = ContextVar("asked", default=None)


class Router:
    """Where the models of an answer are read, and where everything is written."""

    def db_for_read(self, model, **hints) -> str:
        asked = _asked.get()
        if asked is None or connections[PRIMARY].in_atomic_block:
            return PRIMARY
        return asked.connected()

    def db_for_write(self, model, **hints) -> str:
        return PRIMARY

    def allow_relation(self, one, other, **hints) -> bool:
        return True  # the same rows

    def allow_migrate(self, db: str, app_label: str, **hints) -> bool | None:
        return False if db == REPLICA else None


class ReadersAskTheReplica:
    """Makes answers to readers from the replica, and once more from the primary where that failed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        if settings.TRADEWATCH_SERVE == "desk" or request.path_info.startswith(_DESK):
            return self.get_response(request)
        asked = _Asked(REPLICA if replica.is_there else PRIMARY)
        with _asking(asked):
            response = self.get_response(request)
        if asked.alias == REPLICA and asked.is_used and response.status_code >= 500:
            REPEATED.inc()
            if not connections[REPLICA].connection or not connections[REPLICA].is_usable():
                replica.lose("its connection broke")
            asked = _Asked(PRIMARY)
            with _asking(asked):
                response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            # It is read while it is sent, after this has returned.
            response.streaming_content = _asking_throughout(asked, iter(response.streaming_content))
        return response


def met(generation: int) -> None:
    """Note the generation that the answer being made was found to be of.

    Raises Behind where that came from the replica and this process has shown a later one: the answer is then made from
    the primary.
    """
    asked = _asked.get()
    if asked and asked.alias == REPLICA and generation < replica.shown:
        error = Behind(f"it has generation {generation}, and {replica.shown} was shown")
        replica.lose(error)
        raise error
    replica.shown = generation  # of the primary also a smaller one: then it holds another record than before


@contextmanager
def _asking(asked: _Asked) -> Iterator[None]:
    token = _asked.set(asked)
    try:
        yield
    finally:
        _asked.reset(token)


def _asking_throughout(asked: _Asked, parts: Iterator[bytes]) -> Iterator[bytes]:
    while True:
        with _asking(asked):
            part = next(parts, None)
        if part is None:
            return
        yield part
