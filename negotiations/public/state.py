"""The state that the printed record is in: read once for each answer, in one row.

Whatever a process keeps of the record is kept under a state, and holds as long as the state does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from django.db import Error, connections, router
from django.db.models import F, Subquery

from negotiations.models.printed import Press, Unreviewed, Upkeep
from tradewatch import replicas


class State(NamedTuple):
    """The number of the newest printing, and the last instant of what changes beside printings: links and copies of
    sources, and what was confirmed after it had been published without review."""

    generation: int = 0
    is_sample: bool = False
    upkeep: datetime | None = None
    confirmed: datetime | None = None

    @classmethod
    def read(cls) -> "State":
        """As the database has it now. One query, written once: it is asked for every answer."""
        connection = connections[router.db_for_read(Press)]
        with connection.cursor() as cursor:
            cursor.execute(*_question(connection.alias))
            row = cursor.fetchone()
        replicas.met(row[0] if row else 0)
        return cls(row[0], bool(row[1]), *map(_instant, row[2:])) if row else cls()


@cache
def _question(alias: str) -> tuple[str, tuple]:
    """The query and its parameters, as the database behind an alias takes them."""
    last = {"upkeep": _newest(Upkeep, "changed_at"), "confirmed": _newest(Unreviewed, "confirmed_at")}
    press = Press.objects.using(alias).filter(pk=1).annotate(**last)
    return press.values_list("last_log", "is_sample", *last).query.sql_with_params()


def _newest(model, name: str) -> Subquery:
    return Subquery(model.objects.order_by(F(name).desc(nulls_last=True)).values(name)[:1])


def _instant(value: datetime | str | None) -> datetime | None:
    """SQLite has no type for an instant, and knows no zones."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Answer:
    """One answer to a reader, made of one state of the record: read when something first asks for it.

    Raises django.db.Error where the database does not tell it; at once from then on, since nobody should wait twice.
    """

    def __init__(self) -> None:
        self.known_state: State | None = None
        self._failure: Error | None = None

    @property
    def state(self) -> State:
        if self._failure:
            raise self._failure
        if self.known_state is None:
            try:
                self.known_state = State.read()
            except Error as error:
                self._failure = error
                raise
        return self.known_state


_answer: ContextVar[Answer | None] = ContextVar("answer", default=None)


def state() -> State:
    """The state that the answer being made is of; outside of one, as the database has it now."""
    answer = _answer.get()
    return answer.state if answer else State.read()


def asked_state() -> State | None:
    """The state that the answer being made is of; None outside of one."""
    answer = _answer.get()
    return answer.state if answer else None


@contextmanager
def answering() -> Iterator[Answer]:
    """Everything inside is told the same state; inside of another answer, that one's."""
    answer = _answer.get() or Answer()
    token = _answer.set(answer)
    try:
        yield answer
    finally:
        _answer.reset(token)
