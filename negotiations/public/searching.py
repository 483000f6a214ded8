"""What a search finds: entries by their own words, and by the names of those that they are about.

Names are looked up as they are called at the page's clock, so a renamed person is found under the new name in all
entries; words of the entries themselves are those of the edition that stood.
"""

from dataclasses import dataclass
from functools import cached_property
from html import escape

from django.conf import settings
from django.db import connections, router
from pyroaring import BitMap

from negotiations.models.printed import Edition, SearchText
from negotiations.public.kept import moment
from negotiations.public.kinds.base import EntryBody, Kind, Printed
from negotiations.public.labels import Label, label_of
from negotiations.public.posting_lists import Postings
from negotiations.search_index import matching, written
from negotiations.values.clock import Moment
from negotiations.values.search_words import Term, places, terms

_NAMES = ("name", "name_ja", "name_original", "title", "short_name", "code", "number")
_ABOUT = ("negotiation", "economy", "organisation", "topic", "person", "office", "measure", "authority")
_NAMES_AT_MOST = 50


def words_to_keep(kind: Kind, body: Printed) -> str:
    """What the index keeps of an edition: an entry's texts, of a noun its names in every language.

    '' for sources and instruments.
    """
    if isinstance(body, EntryBody):
        return written(kind.search_text(body))
    if kind.name not in _ABOUT:
        return ""
    names = [getattr(body, name, "") for name in _NAMES]
    names += [kind.local_name(body, code) for code, _name in settings.LANGUAGES]
    return written(str(name) for name in dict.fromkeys(names) if name)


@dataclass(frozen=True)
class Search:
    """A question in words, and the terms that all have to be found."""

    query: str
    known: Moment | None = None

    @cached_property
    def terms(self) -> list[Term]:
        return terms(self.query)

    @cached_property
    def _hits(self) -> list[BitMap]:
        """For each term the editions, past and present, that hold it. One query."""
        connection = connections[router.db_for_read(SearchText)]
        return moment.get_many(self.terms, lambda missing: matching(missing, connection))

    @cached_property
    def _names(self) -> list[tuple[int, int, str]]:
        """The edition, the publication and the kind of every name that stood. One query; a common word has more hits
        than a database takes in a list, and names are few."""
        at = self.known.at if self.known else None
        standing = Edition.objects.known_on(at).filter(publication__kind__in=_ABOUT)
        return moment.get(
            ("names", at), lambda: list(standing.values_list("pk", "publication", "publication__kind"))
        )

    def editions(self, held: Postings) -> BitMap:
        """The entries that hold every term, of those that stood."""
        found = held.everything
        for hits in self._hits:
            found = found & (hits | self._about(hits, held))
        return found

    def holds(self, edition: Edition) -> bool:
        """True where an edition, also one that no longer stands, holds every term in its own words."""
        return all(edition.pk in hits for hits in self._hits)

    def _about(self, hits: BitMap, held: Postings) -> BitMap:
        """The entries that name a noun which was called so at the page's clock."""
        named = [(kind, noun) for edition, noun, kind in self._names if edition in hits]
        return BitMap().union(*(held.naming(kind, noun) for kind, noun in named))

    def names(self) -> list[Label]:
        """The names that hold every term, as they are called at the page's clock; at most fifty."""
        found = [edition for edition, *_ in self._names if all(edition in hits for hits in self._hits)]
        editions = Edition.objects.filter(pk__in=found[:_NAMES_AT_MOST], publication__redirect_to=None)
        labels = [label_of(edition) for edition in editions.select_related("publication")]
        return sorted((label for label in labels if label.url), key=lambda label: label.text)

    def mark(self, text: str) -> str:
        """A text as HTML, with what was looked for in <mark>."""
        pieces, at = [], 0
        for start, end in places(text, self.terms):
            pieces += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
            at = end
        return "".join([*pieces, escape(text[at:])])
