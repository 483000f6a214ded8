"""What a kind declares about itself, and the parts that public schemas are made of.

A public schema is the only definition of what leaves the desk: it builds the edition, types the card, and will be the
API's response and the files' columns. A field that is not in it cannot be published.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, gettext
from pydantic import BaseModel, ConfigDict, Field

from negotiations.values import vocabulary
from negotiations.values.when import When


class Printed(BaseModel):
    """The base of every public schema: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Ref(Printed):
    """A reference to another publication by its id; its label is resolved when a page is assembled."""

    ref: int | str = Field(
        description="The publication; a desk identity while content is hashed for approval."
    )


class Date(Printed):
    """A date with its precision: EDTF in local time, and the IANA zone of the place ('' where none is known)."""

    edtf: str
    zone: str = ""

    @property
    def value(self) -> When:
        return When.parse(self.edtf, self.zone)


class CitationBody(Printed):
    source: Ref
    stance: vocabulary.Stance = Field(
        description="Whether the source supports the entry or says something else."
    )
    concerns: str = Field("", description="The fact it is about, where it is not the whole entry.")
    says: str = Field("", description="What a source that differs says.")
    locator: str = Field("", description="Page, paragraph or timecode.")


class RelatedBody(Printed):
    role: vocabulary.Relation
    forward: bool = Field(description="True where this entry points, false where the other points at it.")
    entry: Ref

    @property
    def words(self) -> str:
        """The role as this entry's page says it."""
        return self.role.label if self.forward else self.role.reverse_label


class EntryBody(Printed):
    """What every entry publishes, whatever its kind."""

    headline: str
    summary: str = ""
    language: str = Field("en", description="BCP 47 tag of headline and summary.")
    when: Date
    when_note: str = ""
    negotiations: list[Ref] = []
    economies: list[Ref] = []
    topics: list[Ref] = []
    people: list[Ref] = []
    citations: list[CitationBody] = []
    related: list[RelatedBody] = []
    is_key: bool = Field(False, description="One of the few events that tell the story.")


@dataclass(frozen=True)
class FacetValue:
    """One thing to filter by: a noun's publication id or a word.

    A word of a `series` (the measure's publication id) is a state that the series reaches by this entry: known from
    `known_from` (None: from its printing, or when it began), standing from `holds_from` until `holds_until`
    (exclusive), for the `scope` (a text of `tariffs.scope`), at the rate `duty` on the `basis`. Which of a series'
    states stands on a day is folded when a reader asks (`tariffs.lifecycle`).
    """

    name: str
    noun: int | None = None
    word: str = ""
    series: int | None = None
    known_from: datetime | None = None
    holds_from: datetime | None = None
    holds_until: datetime | None = None
    scope: str = ""
    duty: str = ""
    basis: str = ""


def refs(name: str, references: Iterable[Ref | None]) -> list[FacetValue]:
    """Facet values for references, leaving out those that are not there."""
    return [FacetValue(name, noun=int(reference.ref)) for reference in references if reference]


def entry_facets(body: EntryBody) -> list[FacetValue]:
    """What every entry can be filtered by."""
    found = refs("negotiation", body.negotiations) + refs("economy", body.economies)
    found += refs("topic", body.topics) + refs("person", body.people)
    found += refs("source", (citation.source for citation in body.citations))
    found += refs("entry", (related.entry for related in body.related))
    if body.is_key:
        found.append(FacetValue("key", word="yes"))
    return found


@dataclass(frozen=True)
class CalendarEvent:
    """What a calendar shows of an entry: a date, a title, and whether it is certain (RFC 5545 STATUS).

    `role` tells it for ever from the entry's other dates: programs know an event by the entry's id and its role.
    """

    when: When
    title: str
    status: str = "CONFIRMED"
    role: str = "event"


def _nothing(body) -> list:
    return []


def words_of(body: BaseModel) -> list[str]:
    """Every text of a body that somebody could search for: the free texts, not addresses, codes or closed lists."""
    found: list[str] = []
    for name in type(body).model_fields:
        value = getattr(body, name)
        if isinstance(value, list):
            found += [word for item in value if isinstance(item, BaseModel) for word in words_of(item)]
        elif isinstance(value, BaseModel) and not isinstance(value, Ref | Date):
            found += words_of(value)
        elif type(value) is str and value and not name.endswith(("language", "zone", "address", "code")):
            found.append(value)
    return found


def _no_words(body) -> dict:
    return {}


def _nobody(body) -> Ref | None:
    return None


def _no_name(body, language: str) -> str:
    return ""


@dataclass(frozen=True)
class Kind:
    """The declaration of one kind: how it is called, what it publishes, what it can be filtered by.

    `schema_version` is the version that `schema` describes; `upcasts[n]` turns a stored body of version n into
    version n + 1. `facets` are the kind's own, beside those of every entry. `address` is a format of the key, empty
    where a noun has no page of its own. `present` adds words for templates to those that follow from the schema;
    they must not depend on today. `status_words` is the closed list of its status facet, `statuses` the same as
    choices in the page's language. `search_text` gives the texts that words are looked for in, `calendar` the dates
    that a calendar shows, `jsonld_type` its schema.org type and `jsonld` the type's properties from what templates
    get; labels in them become things (`public.jsonld`).
    `label` names a noun from its body, `short` where room is scarce, `local_name` in another language where the record
    or the Unicode locale data know how it is called there ('' where they do not).

    `title` and `plural` are English, for machines; `shown_title` and `shown_plural` are in the page's language.
    `concerns` leads from a fact's name to the words by which citations name it, so that a source of one fact stands
    beside it. `by` is whose words an entry is: its page leads to what the same one said before and after.
    """

    name: str
    title: str
    plural: str
    schema: type[Printed]
    is_entry: bool = False
    order: int = 100
    schema_version: int = 1
    upcasts: dict[int, Callable[[dict], dict]] = field(default_factory=dict)
    facets: Callable[[Any], Iterable[FacetValue]] = _nothing
    address: str = ""
    present: Callable[[Any], dict] = _no_words
    status_words: type[vocabulary.Terms] | None = None
    search_text: Callable[[Any], list[str]] = words_of
    calendar: Callable[[Any], list[CalendarEvent]] = _nothing
    jsonld_type: str = "Thing"
    jsonld: Callable[[dict], dict] = _no_words
    label: Callable[[Any], str] | None = None
    short: Callable[[Any], str] | None = None
    local_name: Callable[[Any, str], str] = _no_name
    concerns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by: Callable[[Any], Ref | None] = _nobody

    @property
    def shown_title(self) -> str:
        return gettext(self.title)

    @property
    def shown_plural(self) -> str:
        return gettext(self.plural)

    @property
    def statuses(self) -> tuple[tuple[str, str], ...]:
        return tuple((str(word), word.label) for word in self.status_words or ())

    def name_of(self, body: Any) -> tuple[str, str]:
        """What a page calls it, and the language of those words: the page's own where it has a name there."""
        page = get_language() or "en"
        if page != "en" and (local := self.local_name(body, page)):
            return local, page
        return (self.label(body) if self.label else body.headline), getattr(body, "language", "") or "en"

    def facts_named(self, concerns: str) -> list[str]:
        """The facts that a citation's `concerns` names, in the words of people: "the day" is `when`."""
        return [
            name
            for name, words in self.concerns.items()
            if re.search(rf"\b(?:{'|'.join(words)})\b", concerns, re.IGNORECASE)
        ]

    def read(self, content: dict, version: int) -> Printed:
        """A stored body as the schema of today. Raises KeyError where an upcast is missing."""
        while version < self.schema_version:
            content = self.upcasts[version](content)
            version += 1
        return self.schema.model_validate(content)

    def all_facets(self, body: Printed) -> list[FacetValue]:
        """Everything that an edition with this body can be filtered by, each value once."""
        found = [*self.facets(body)]
        if isinstance(body, EntryBody):
            found = [FacetValue("kind", word=self.name), *entry_facets(body), *found]
        return list(dict.fromkeys(found))


def canonical(content: dict) -> str:
    """The one way in which a body is written: sorted keys, UTF-8, no spaces."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
