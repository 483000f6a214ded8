"""What an editor should look at before an entry is published: what holds it back, what may be wrong, and what is well.

What holds it back are the rules (`desk.rules`). A warning is written like a rule, one function, its docstring the
check in editorial words, and holds nobody back; those of one kind stand with the kind.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher
from enum import StrEnum
from textwrap import shorten
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects

from negotiations.desk import rules
from negotiations.desk.kinds import desk_kind
from negotiations.desk.kinds.base import Problem, Rule
from negotiations.models.entries import Entry
from negotiations.models.sources import Citation, StoredText
from negotiations.public import kinds
from negotiations.values.scripts import may_be
from negotiations.values.vocabulary import LinkStatus, Stance
from negotiations.values.when import PRECISIONS, When

_LEFT_OVER = re.compile(r"\b(TODO|FIXME|XXX|TBC|TBD|TKTK|lorem ipsum)\b|\?\?\?")
_ALIKE = 0.8  # of two headlines, from 0 to 1
_COMPARED = 50  # entries of the same days


class Level(StrEnum):
    """How much a check matters: what blocks has to be mended, a warning has to be looked at."""

    BLOCK = "block"
    WARN = "warn"
    PASS = "pass"  # noqa: S105 (no password)


@dataclass(frozen=True)
class Check:
    """The outcome of one check: `title` is what is asked for, `message` what is to be done, `field` where."""

    level: Level
    title: str
    message: str = ""
    field: str = ""


def checks(entry: Entry) -> list[Check]:
    """Every check of an entry of its own kind as it is stored: what blocks, then warnings, then what passed.

    The entry should be read anew: its citations and economies are fetched for all checks together. A dozen queries
    at most, whatever the entry holds.
    """
    _fetch(entry)
    declared = desk_kind(entry)
    found = [
        *_run(Level.BLOCK, (*rules.COMMON, *declared.rules), entry),
        *(Check(Level.BLOCK, "", held.message, held.field) for held in rules.holds(entry)),
        *_run(Level.WARN, (*COMMON, *declared.warnings), entry),
    ]
    return sorted(found, key=lambda check: list(Level).index(check.level))


def _run(level: Level, functions: Iterable[Rule], entry: Entry) -> Iterator[Check]:
    for function in functions:
        title = " ".join((function.__doc__ or "").split("\n\n")[0].split())
        problems = list(function(entry))
        for problem in problems:
            yield Check(level, title, problem.message, problem.field)
        if not problems:
            yield Check(Level.PASS, title)


def _fetch(entry: Entry) -> None:
    has_text = Exists(StoredText.objects.filter(source=OuterRef("source")))
    citations = Citation.objects.select_related("source").annotate(has_text=has_text)
    prefetch_related_objects([entry], Prefetch("citations", queryset=citations), "economies")


# Warnings that every kind has ---------------------------------------------------------------------------------------


def sources_are_kept(entry: Entry):
    """Every source has an archived copy or a stored text."""
    rows: Iterable[Any] = entry.citations.all()  # each with `has_text`
    for row in rows:
        source = row.source
        is_kept = source.archive_address or row.has_text or source.link_status == LinkStatus.DEAD
        if source.address and not is_kept:
            message = f"{_named(source)}: no archived copy and no stored text is kept of it."
            yield Problem("source-kept", "citations", message)


def links_live(entry: Entry):
    """No cited link is dead."""
    for row in entry.citations.all():
        if row.source.link_status == LinkStatus.DEAD and not row.source.archive_address:
            yield Problem(
                "source-dead",
                "citations",
                f"{_named(row.source)}: the link is dead. Enter a copy at the source.",
            )


def no_source_is_retracted(entry: Entry):
    """No cited source was retracted."""
    for row in entry.citations.all():
        if row.source.is_retracted and row.stance == Stance.SUPPORTS:
            yield Problem(
                "source-retracted", "citations", f"{_named(row.source)}: retracted. Find another one."
            )


def is_not_before_its_sources(entry: Entry):
    """A source that supports the entry is no older than what it tells."""
    when, dates = entry.when_value, _issued(entry)
    # A day lies between zones: the 17th in Tokyo is the 16th in Washington.
    if when and dates and all(issued.last_day < when.first_day - timedelta(days=1) for issued in dates):
        yield Problem(
            "entry-before-source", "when", "Every source is older than the date of the entry. Is it right?"
        )


def is_as_exact_as_its_sources(entry: Entry):
    """The date is as exact as the sources allow."""
    when = entry.when_value
    is_vague = when and PRECISIONS.index(when.precision) < PRECISIONS.index("day")
    if when and is_vague and any(_is_day_in(issued, when) for issued in _issued(entry)):
        yield Problem(
            "entry-vague",
            "when",
            "A source of that time is dated to the day. Does it tell the day of the event?",
        )


def has_summary(entry: Entry):
    """A sentence or two say what it is about."""
    if not entry.summary:
        yield Problem(
            "entry-summary", "summary", "There is no summary: lists and feeds show the headline alone."
        )


def names_economies(entry: Entry):
    """An entry names the economies that it concerns."""
    if not entry.economies.all():
        yield Problem(
            "entry-economies", "economies", "No economy is named: whoever filters by one does not find it."
        )


def is_in_its_language(entry: Entry):
    """Headline and summary are written in the language that they are marked as."""
    for name in ("headline", "summary"):
        if not may_be(getattr(entry, name), entry.language):
            yield Problem("entry-language", "language", f"The {name} does not look like “{entry.language}”.")


def has_no_left_over_words(entry: Entry):
    """No note of the desk stands in a text that readers see."""
    schema = kinds.get(entry.kind).schema
    for name in schema.model_fields:
        text = getattr(entry, name, "")
        if isinstance(text, str) and (found := _LEFT_OVER.search(text)):
            yield Problem("entry-left-over", name, f"Readers would see “{found.group()}”.")


def is_no_duplicate(entry: Entry):
    """No other entry of the kind and the days says the same.

    Two that readers see already were told apart when the second of them was published.
    """
    if not (entry.earliest and entry.before):
        return
    others = Entry.objects.filter(
        entry_kind=entry.kind, earliest__lt=entry.before, before__gt=entry.earliest
    ).exclude(pk=entry.pk)
    seen = (
        {"publication__isnull": False} if entry.publication_id else {"publication__closed_at__isnull": False}
    )
    found = others.exclude(**seen).order_by("-pk")
    for headline, key in found.values_list("headline", "publication__key")[:_COMPARED]:
        if _alike(entry.headline, headline):
            number = f" ({key})" if key else ""
            yield Problem("entry-twice", "headline", f"“{headline}”{number} is of the same days. The same?")


COMMON: tuple[Rule, ...] = (
    is_no_duplicate,
    no_source_is_retracted,
    links_live,
    sources_are_kept,
    is_not_before_its_sources,
    is_as_exact_as_its_sources,
    has_summary,
    names_economies,
    is_in_its_language,
    has_no_left_over_words,
)


def _named(source) -> str:
    words = f"{source.publisher}, {source.title}" if source.publisher else source.title
    return shorten(words, 70, placeholder=" …")


def _issued(entry: Entry) -> list[When]:
    """The dates of the sources that support an entry, as far as they can be read."""
    found = []
    for row in entry.citations.all():
        if row.source.issued and row.stance == Stance.SUPPORTS:
            try:
                found.append(When.parse(row.source.issued))
            except ValueError:
                continue
    return found


def _is_day_in(issued: When, when: When) -> bool:
    return issued.precision in ("day", "minute") and when.first_day <= issued.first_day <= when.last_day


def _alike(one: str, two: str) -> bool:
    return SequenceMatcher(None, one.casefold(), two.casefold()).ratio() >= _ALIKE
