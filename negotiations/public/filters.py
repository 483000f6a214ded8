"""The filter of every list of entries: it selects, counts, and writes itself back as an address.

`parameters` parses and validates; narrowing by postings and clocks stands here. The same object serves pages and
embeds and, later, feeds, files and the API. Which entries stand under it is worked out in memory: no query grows with
the record.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from pyroaring import BitMap

from negotiations.models.printed import Edition, Publication
from negotiations.public import postings
from negotiations.public.choices import SHOWN, Chip, Choices
from negotiations.public.kept import moment
from negotiations.public.parameters import (
    HEADINGS,
    NOUN_FACETS,
    WORD_FACETS,
    cursor,
    read,
)
from negotiations.public.posting_lists import Place, Postings, Value
from negotiations.public.searching import Search
from negotiations.public.state import state
from negotiations.values import clock

PAGE_SIZE = 25


@dataclass(frozen=True)
class _Answer:
    """The places of one page, whether there are more, the editions of all pages, and the counts of the facets shown."""

    places: list[Place]
    more: bool
    chosen: BitMap
    counts: dict[str, dict[Value, int]]


class TimelineFilter:
    """What a reader asks of the list of entries.

    `path` is the address it writes itself back to; `fixed` are values that a page adds to every question (the
    person of a person's page) and that are no part of the address.
    """

    def __init__(
        self, data: QueryDict, path: str, fixed: dict[str, Publication] | None = None, size: int = PAGE_SIZE
    ):
        self.path, self.fixed, self.size = path, fixed or {}, size
        self._values, self._errors = read(data)
        self.data = data
        self.nouns = self._find_nouns()  # parameter -> key -> publication

    # What was asked ---------------------------------------------------------------------------------------------------

    def value(self, name: str):
        """The parsed value of a parameter; None or [] where it is absent or wrong."""
        return self._values.get(name)

    @property
    def known(self) -> clock.Moment | None:
        return self.value("known")

    @property
    def newest_first(self) -> bool:
        return self.value("order") != ["oldest"]

    @property
    def order(self) -> str:
        return "newest" if self.newest_first else "oldest"

    @property
    def key(self) -> bool:
        return bool(self.value("key"))

    @property
    def key_count(self) -> int:
        """How many key events the other filters leave."""
        return self.counts["key"].get("yes", 0)

    @property
    def q_value(self) -> str:
        return self.data.get("q", "")[:200]

    @property
    def q_error(self) -> str:
        return self._error("q")

    @cached_property
    def search(self) -> Search | None:
        """The words that were asked for; None where there are none."""
        return Search(self.value("q"), self.known) if self.value("q") else None

    @property
    def from_value(self) -> str:
        return self._typed("from")

    @property
    def to_value(self) -> str:
        return self._typed("to")

    def _typed(self, name: str) -> str:
        return self.data.get(name, "")[:40]

    @cached_property
    def errors(self) -> list[dict]:
        """What cannot be understood: {field, label, message}. With any, the list has no rows."""
        return [
            {"field": name, "label": HEADINGS[name], "message": message}
            for name, messages in self._errors.items()
            for message in messages
        ]

    @property
    def from_error(self) -> str:
        return self._error("from")

    @property
    def to_error(self) -> str:
        return self._error("to")

    def _error(self, name: str) -> str:
        return next((error["message"] for error in self.errors if error["field"] == name), "")

    def _find_nouns(self) -> dict[str, dict[str, Publication]]:
        """The publications behind the keys; one that readers cannot see is an error like any unknown."""
        asked = {name: self.value(name) for name in NOUN_FACETS if self.value(name)}
        if not asked:
            return {}
        at, question = (
            self.known.at if self.known else None,
            tuple((name, *keys) for name, keys in asked.items()),
        )
        visible = moment.get((at, *question), lambda: _visible(asked, at))
        for name, keys in asked.items():
            for key in keys:
                if (name, key) not in visible:
                    said = _("“%(value)s” is not in the record.") % {"value": key[:60]}
                    self._values.pop(name, None)
                    self._errors.setdefault(name, []).append(said)
        return {
            name: {key: visible[name, key] for key in keys if (name, key) in visible}
            for name, keys in asked.items()
        }

    # Which entries ----------------------------------------------------------------------------------------------------

    def _criteria(self) -> dict[str, set[Value]]:
        """Facet -> the values of which one must hold."""
        found = {name: set(self.value(name)) for name in WORD_FACETS if self.value(name)}
        found |= {name: {found.pk for found in nouns.values()} for name, nouns in self.nouns.items()}
        if self.key:
            found["key"] = {"yes"}
        return found

    @cached_property
    def _answer(self) -> "_Answer":
        """All from memory, at one generation of the record."""
        on = self.on
        with self._reading() as held:
            base, criteria = self._base(held), self._criteria()
            narrowed = {name: _any(held.values(name, on), chosen) for name, chosen in criteria.items()}
            # A value that could not be read must never widen the list: no rows, whatever the others say.
            chosen = BitMap() if self.errors else _all(base, narrowed.values())
            places = held.page(chosen, self.value("after"), self.size + 1, self.newest_first)
            counts = {}
            for name in (*SHOWN, "key"):
                rest = _all(base, (editions for other, editions in narrowed.items() if other != name))
                counts[name] = held.counts(name, on, rest)
            counts["month"] = held.counts("month", on, chosen)
        # A copy: the whole record goes on changing once nobody holds it.
        return _Answer(places[: self.size], len(places) > self.size, BitMap(chosen), counts)

    @property
    def on(self) -> datetime:
        """The instant at which states are folded."""
        return clock.now()

    def _reading(self) -> AbstractContextManager[Postings]:
        """The record that is asked."""
        return postings.reading(self.known.at if self.known else None)

    def _base(self, held: Postings) -> BitMap:
        first, last = self.value("from"), self.value("to")
        base = held.between(first.first_day if first else None, last.last_day if last else None)
        for name, publication in self.fixed.items():
            base = base & held.naming(name, publication.pk)
        return base & self.search.editions(held) if self.search else base

    @property
    def total(self) -> int:
        return len(self._answer.chosen)

    @property
    def counts(self) -> dict[str, dict[Value, int]]:
        """Facet -> value -> how many entries it would leave, counted without the facet itself; months as they are."""
        return self._answer.counts

    def edition_ids(self) -> list[int]:
        """The editions of this page, in order."""
        return [edition for _, _, edition in self._answer.places]

    def editions(self, ids: list[int] | None = None) -> list[Edition]:
        """The editions of this page, or some of them, in order. One query."""
        ids = self.edition_ids() if ids is None else ids
        found = Edition.objects.select_related("publication").in_bulk(ids)
        return [found[id] for id in ids]

    @property
    def holds_under(self) -> str | None:
        """What everything but the page itself follows from: while it is the same, so are counts, names and links.

        None where something could not be read, and is shown as it was typed.
        """
        if self.errors:
            return None
        return f"{self.path}?{self.query} {state()} {clock.now():%Y-%m-%dT%H:%M}"

    # How it writes itself back ----------------------------------------------------------------------------------------

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """What was asked as canonical parameters: known names, valid values, defaults left out; without `after`."""
        found = [
            (name, item) for name in (*WORD_FACETS, *NOUN_FACETS) for item in sorted(self.value(name) or [])
        ]
        found += [("q", self.value("q"))] if self.value("q") else []
        found += [(name, self.value(name).edtf) for name in ("from", "to") if self.value(name)]
        if self.key:
            found.append(("key", "1"))
        if not self.newest_first:
            found.append(("order", "oldest"))
        if self.known:
            found.append(("known", self.known.value))
        return found

    @property
    def query(self) -> str:
        """The canonical query string, '' where nothing is asked."""
        return urlencode(self.pairs)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form must carry along beside its visible controls."""
        return [pair for pair in self.pairs if pair[0] in ("change", "source", "order", "known")]

    def url(self, *, without: tuple = (), add: tuple = ()) -> str:
        """The address of the list with some pairs taken out and others added."""
        query = urlencode([*(pair for pair in self.pairs if pair not in without), *add])
        return f"{self.path}?{query}" if query else self.path

    @property
    def canonical_url(self) -> str:
        after = self.value("after")
        return self.url(add=(("after", self.data["after"]),) if after else ())

    @property
    def clear_url(self) -> str:
        return self._only("order", "known")

    @property
    def now_url(self) -> str:
        """The same list as the record stands now."""
        return self.url(without=tuple(pair for pair in self.pairs if pair[0] == "known"))

    @property
    def order_urls(self) -> dict[str, str]:
        asked = tuple(pair for pair in self.pairs if pair[0] == "order")
        return {
            "newest": self.url(without=asked),
            "oldest": self.url(without=asked, add=(("order", "oldest"),)),
        }

    @property
    def top_url(self) -> str:
        """The top of the list, '' where the page begins there."""
        return self.url() if self.value("after") else ""

    def _only(self, *names: str) -> str:
        return self.url(without=tuple(pair for pair in self.pairs if pair[0] not in names))

    @property
    def next_url(self) -> str:
        """The address of the next page, '' on the last."""
        if not self._answer.more:
            return ""
        return self.url(add=(("after", cursor(self._answer.places[-1])),))

    # What readers choose from --------------------------------------------------------------------------------

    @cached_property
    def choices(self) -> Choices:
        """The values in force and the values to choose from, by their names."""
        return Choices(self)

    @property
    def chips(self) -> list[Chip]:
        return self.choices.chips()


def _visible(asked: dict[str, list[str]], at: datetime | None) -> dict[tuple[str, str], Publication]:
    """The publications that readers could see at an instant, of those with the kinds and keys asked for."""
    wanted = {key for keys in asked.values() for key in keys}
    stood = Edition.objects.known_on(at).filter(publication__kind__in=asked, publication__key__in=wanted)
    publications = (edition.publication for edition in stood.select_related("publication__redirect_to"))
    return {(found.kind, found.key): found.redirect_to or found for found in publications}


def _any(values: dict[Value, BitMap], chosen: set) -> BitMap:
    return BitMap().union(*(values[value] for value in chosen if value in values))


def _all(base: BitMap, narrowed) -> BitMap:
    for editions in narrowed:
        base = base & editions
    return base
