"""Completeness: what an entry must hold before it may be published.

One rule, one function; its docstring is the rule in editorial words. Drafts may break them all: the database holds
shape, these hold completeness. Rules of one kind stand with the kind.
"""

from datetime import datetime

from negotiations.desk.kinds import desk_kind
from negotiations.desk.kinds.base import Problem
from negotiations.models.entries import Entry
from negotiations.models.fields import WhenText
from negotiations.values import clock
from negotiations.values.vocabulary import Legal, Stance
from negotiations.values.when import When


def problems(entry: Entry) -> list[Problem]:
    """Why this entry cannot be published now; empty where it can. A handful of queries."""
    return [*missing(entry), *holds(entry)]


def missing(entry: Entry) -> list[Problem]:
    """What an entry lacks: without it, it is neither submitted nor approved nor published."""
    return [problem for rule in (*COMMON, *desk_kind(entry).rules) for problem in rule(entry)]


def holds(entry: Entry, at: datetime | None = None) -> list[Problem]:
    """What keeps it from readers at an instant (now where not given). It is written and reviewed meanwhile."""
    return list(embargo_is_over(entry, at or clock.now()))


def has_when(entry: Entry):
    """An entry stands on a date, as exact as it is known."""
    if not entry.when_value:
        yield Problem(
            "entry-when",
            "when",
            "Give the date, as exactly as it is known: a day, a month, a quarter or a year.",
        )


def dates_exist(entry: Entry):
    """Every date can be read in its zone; an hour that the clocks skipped cannot."""
    for field in entry._meta.get_fields():
        if isinstance(field, WhenText) and (text := getattr(entry, field.name)):
            zone = entry.zone if field.name == "when" else getattr(entry, "legal_zone", entry.zone)
            try:
                When.parse(text, zone)
            except ValueError as error:
                yield Problem("entry-date", field.name, str(error))


def has_zone(entry: Entry):
    """A day depends on the zone: 16 April in Washington is 17 April in Tokyo."""
    when = entry.when_value
    if when and when.precision in ("day", "minute") and not entry.zone:
        yield Problem("entry-zone", "zone", "Give the time zone of the place: the day depends on it.")


def has_source(entry: Entry):
    """An entry rests on at least one source that supports it."""
    if not entry.citations.filter(stance=Stance.SUPPORTS).exists():
        yield Problem("entry-source", "citations", "Cite at least one source that supports the entry.")


def embargo_is_over(entry: Entry, at: datetime):
    """Nothing is published before its embargo ends."""
    if entry.embargo_until and entry.embargo_until > at:
        yield Problem(
            "entry-embargo",
            "embargo_until",
            f"Under embargo until {clock.in_words(entry.embargo_until)}.",
        )


def legal_check_is_done(entry: Entry):
    """An entry that needs a legal check waits until a chief editor clears it."""
    if entry.legal == Legal.NEEDED:
        yield Problem("entry-legal", "legal", "A legal check is needed. A chief editor clears it.")


COMMON = (has_when, dates_exist, has_zone, has_source, legal_check_is_done)
