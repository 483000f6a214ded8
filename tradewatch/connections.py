"""Whether a kept connection to PostgreSQL is still good: asked before each use, and never for long."""

from select import select
from time import monotonic

from psycopg import Connection, OperationalError
from psycopg.pq.abc import PGconn

_PATIENCE = 1.0  # seconds


def answers_soon(connection: Connection) -> None:
    """Ask for nothing, and wait for that. Raises OperationalError where the server hangs or is gone.

    psycopg's own check waits for ever where a server takes what is sent and does not answer.
    """
    server, until = connection.pgconn, monotonic() + _PATIENCE
    server.send_query(b"")
    server.flush()
    while _next(server, until) is not None:
        pass


def _next(server: PGconn, until: float):
    """The next result, None after the last."""
    while server.is_busy():
        readable, _, _ = select([server.socket], [], [], max(until - monotonic(), 0))
        if not readable:
            connection_is_bad = "the server did not answer in time"
            server.finish()
            raise OperationalError(connection_is_bad)
        server.consume_input()
    return server.get_result()
