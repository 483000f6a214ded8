"""Every entry under a filter at one state of the record: what feeds, calendars and files are made of.

One record that cannot be read (a body that somebody broke by hand in the database) never takes the others with it: it
is left out, and the log says which one.
"""

import logging
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from pyroaring import BitMap

from negotiations.models.printed import Edition, PublicationLog
from negotiations.public import kinds
from negotiations.public.filters import TimelineFilter
from negotiations.public.kinds.base import EntryBody
from negotiations.public.labels import Labels, labels_for
from negotiations.public.posting_lists import Place
from negotiations.public.reuse import instant

PORTION = 500  # editions that are in memory at once
_REFERENCE = re.compile(r'\{\s*"ref"\s*:\s*(\d+)\s*\}')
_logger = logging.getLogger(__name__)


class Printing(NamedTuple):
    """The newest printing: the state that the record is in. (0, None) before the first."""

    number: int
    at: datetime | None

    @classmethod
    def newest(cls) -> "Printing":
        """One query."""
        row = PublicationLog.objects.order_by("-number").values_list("number", "at").first()
        return cls(*row) if row else cls(0, None)


class Read(NamedTuple):
    """One edition with its body as its kind's schema of today."""

    edition: Edition
    body: EntryBody


class Selection(TimelineFilter):
    """A filter without pages: all its entries, or with `after` all that come after a place.

    `size` is how many entries `places` holds at most: the selection itself has no end.
    """

    def __init__(self, data: QueryDict, path: str, size: int = sys.maxsize):
        super().__init__(data, path, size=size)
        self.printing = Printing.newest()
        self._settle()

    def _settle(self) -> None:
        """Read the entries at one state of the record, also while something is printed."""
        for _attempt in range(3):
            _answer = self._answer
            newest = Printing.newest()
            if newest == self.printing:
                return
            self.printing = newest
            del self.__dict__["_answer"]

    @property
    def places(self) -> list[Place]:
        """Where each entry stands in the timeline, in the order that was asked for."""
        return self._answer.places

    @property
    def chosen(self) -> BitMap:
        """The editions of its entries; to be read, never changed."""
        return self._answer.chosen

    def numbers(self, editions: Iterable[int]) -> dict[int, int]:
        """The numbers of the entries that some of the chosen editions are of."""
        with self._reading() as held:
            return {edition: held.order.place(edition)[1] for edition in editions}

    @property
    def at(self) -> datetime | None:
        """The instant of the record at which names are read; None while nothing was printed."""
        return self.known.at if self.known else self.printing.at

    @property
    def known_text(self) -> str:
        """A value of `known` that gives the same answer for ever, as long as nothing is withdrawn."""
        if self.known:
            return self.known.value
        return instant(self.printing.at) if self.printing.at else ""

    @property
    def title(self) -> str:
        """What was chosen, for the head of a feed or a calendar."""
        chosen = pgettext("between values", ", ").join(chip.text for chip in self.chips)
        said = {"site": settings.SITE_NAME, "chosen": chosen or pgettext("title of a feed", "timeline")}
        if self.known:
            return _("%(site)s: %(chosen)s (as of %(moment)s)") % {**said, "moment": self.known.text}
        return _("%(site)s: %(chosen)s") % said

    @property
    def page_url(self) -> str:
        """The same list as a page."""
        return settings.SITE_URL + reverse("timeline") + (f"?{self.query}" if self.query else "")

    def digest(self, *more: object) -> str:
        """A hash of everything that an answer depends on: the entries, the printing, the site, and `more`."""
        # By the numbers that readers know: ids of rows are others where the same record was imported.
        ids = ",".join(str(place[1]) for place in self.places)
        site = (settings.SITE_NAME, settings.SITE_URL, settings.LICENCE, self.canonical_url)
        return sha256(repr((ids, self.printing.number, site, more)).encode()).hexdigest()[:32]

    def with_facet(self, name: str, words: Iterable[str]) -> BitMap:
        """Of all entries that stand, the editions with one of the words under a facet. From memory."""
        with self._reading() as held:
            values = held.values(name, self.on)
            return BitMap().union(*(values[word] for word in words if word in values))

    def portions(self, of_kinds: Collection[str] = ()) -> Iterator[list[Read]]:
        """The entries in order, a portion at a time, if asked for of some kinds alone; one query each."""
        ids = [place[2] for place in self.places]
        if of_kinds:
            wanted = self.with_facet("kind", of_kinds)
            ids = [id for id in ids if id in wanted]
        for start in range(0, len(ids), PORTION):
            yield read(editions_of(ids[start : start + PORTION]))

    def would_hold(self, one: Read) -> bool:
        """True where an edition that no longer stands was under the filter, by the states that it set itself."""
        held: dict[str, set] = {"change": {one.edition.change}}
        for value in kinds.get(one.edition.publication.kind).all_facets(one.body):
            held.setdefault(value.name, set()).add(value.noun or str(value.word))
        first, last, when = self.value("from"), self.value("to"), one.body.when.value
        return (
            all(held.get(name, set()) & chosen for name, chosen in self._criteria().items())
            and (self.search is None or self.search.holds(one.edition))
            and (first is None or first.first_day <= when.last_day)
            and (last is None or when.first_day <= last.last_day)
        )


def editions_of(ids: list[int]) -> list[Edition]:
    """Editions in the given order; what was withdrawn or redacted meanwhile is left out. One query."""
    open_ones = Edition.objects.filter(publication__closed_at=None, redaction=None)
    found = open_ones.select_related("publication").in_bulk(ids)
    return [found[id] for id in ids if id in found]


def read(editions: Iterable[Edition]) -> list[Read]:
    """The editions with their bodies; one that cannot be read is left out."""
    found = []
    for edition in editions:
        try:
            found.append(Read(edition, _body(edition)))
        except Exception as error:
            left_out(edition, error)
    return found


def _body(edition: Edition) -> Any:
    """The body as its kind's schema; one of today's shape straight from its text, which takes half the time."""
    kind = kinds.get(edition.publication.kind)
    if edition.schema_version == kind.schema_version:
        return kind.schema.model_validate_json(edition.body)
    return kind.read(edition.content, edition.schema_version)


def left_out(edition: Edition, error: Exception) -> None:
    """Put on log that an edition cannot be given out; of the error its type alone, which holds no text of readers."""
    _logger.error(
        "%s, edition %s, is left out of what machines read: %s",
        edition.publication.key,
        edition.number,
        type(error).__name__,
    )


def references(reads: Iterable[Read]) -> set[int]:
    """Every publication that the editions refer to. Found in the stored text, where no quotation mark within a value
    stands without a backslash: walking through 100,000 bodies would take most of the time that a file takes."""
    return {int(ref) for one in reads for ref in _REFERENCE.findall(one.edition.body)}


def names(ids: Iterable[Any], at: datetime | None) -> Labels:
    """Labels at an instant. One query, unless a noun cannot be read: then that one has none."""
    wanted = sorted(ids)
    try:
        return labels_for(wanted, at)
    except Exception:
        if len(wanted) == 1:
            _logger.error("Publication %s has no name: its body cannot be read", wanted[0])
            return {}
        half = len(wanted) // 2
        return names(wanted[:half], at) | names(wanted[half:], at)
