"""A connection to SQLite that each process keeps for as long as it lives, beside those that come and go with requests.

When the last connection is closed, SQLite takes away its log and the index of it, and the next one makes them anew: on
a full disk that fails, and nobody could read any more. While one connection is open, readers need no room at all.
"""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error, connections

_held: list[Any] = []


def cast() -> None:
    """Open the connection, where the database is SQLite; one that cannot be opened now is done without."""
    if connections[DEFAULT_DB_ALIAS].vendor != "sqlite" or _held:
        return
    connection = connections.create_connection(DEFAULT_DB_ALIAS)  # no thread's own, so no request closes it
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM sqlite_master").fetchall()
    except Error:
        connection.close()
    else:
        _held.append(connection)
