"""The filter of every list of entries: it parses, selects, counts, and writes itself back as an address.

django-filter parses and validates; narrowing by postings and clocks is ours. The same object serves pages, embeds
and, later, feeds, files and the API. Which entries stand under it is worked out in memory: no query grows with the
record.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from pyroaring import BitMap

from negotiations.models.printed import Edition, Publication
from negotiations.public import kinds, postings
from negotiations.public.labels import Label, labels_for
from negotiations.values import clock
from negotiations.values.texts import has_refused_character
from negotiations.values.vocabulary import Change, MeasureState, RoundStatus
from negotiations.values.when import When

PAGE_SIZE = 25
_OPTIONS_SHOWN = 12
_VALUES_AT_MOST = 20
_WORDS = {
    "kind": lambda: [(kind.name, kind.plural) for kind in kinds.entry_kinds()],
    "status": lambda: [*MeasureState.choices, *RoundStatus.choices],
    "change": lambda: [choice for choice in Change.choices if choice[0] != Change.WITHDRAWAL],
}
# Parameter -> heading, in the order of the page and of the canonical address. Values of nouns are keys of addresses.
WORD_FACETS = {"kind": "Kind", "status": "Status", "change": "Edition"}
NOUN_FACETS = {
    "negotiation": "Negotiation",
    "economy": "Economy",
    "topic": "Topic",
    "person": "Person",
    "measure": "Measure",
    "source": "Source",
}
SHOWN = ("kind", "status", "negotiation", "economy", "topic", "person", "measure")
_ORDERS = (("newest", "Newest first"), ("oldest", "Oldest first"))


class ValuesField(forms.Field):
    """A parameter that may be repeated: a list of keys or words, each at most once and in the order given."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        values = list(dict.fromkeys(item.strip() for item in value or [] if item.strip()))
        if len(values) > _VALUES_AT_MOST:
            raise ValidationError(f"At most {_VALUES_AT_MOST} values at once.")
        for item in values:
            if len(item) > 120 or has_refused_character(item):
                raise ValidationError("This value is not one of the record.")
        return values


class WordsField(ValuesField):
    """Words of a closed list."""

    def __init__(self, *, choices, **kwargs):
        self.choices = choices
        super().__init__(**kwargs)

    def to_python(self, value):
        values = super().to_python(value)
        known = dict(self.choices())
        for item in values:
            if item not in known:
                raise ValidationError(f"“{item}” is not one of: {', '.join(known)}.")
        return values


class ParsedField(forms.CharField):
    """A text that means something: its subclasses say what, or raise ValidationError."""

    def clean(self, value):
        value = super().clean(value)
        return self.parse(value) if value else None


class PartialDateField(ParsedField):
    """A date that may be a month or a year: `2025-04-16`, `2025-04`, `2025`."""

    def parse(self, value: str) -> When:
        try:
            when = When.parse(value)
        except ValueError:
            when = None
        if when is None or when.is_interval or when.precision == "minute":
            raise ValidationError("Write a date of the calendar: 2025-04-16, 2025-04 or 2025.")
        return when


class KnownField(ParsedField):
    """The instant at which the record is read."""

    def parse(self, value: str) -> clock.Known:
        try:
            return clock.Known.parse(value)
        except ValueError as error:
            raise ValidationError(str(error)) from None


class CursorField(ParsedField):
    """Where the page before ended: opaque to readers, (sort key, entry number) to us."""

    def parse(self, value: str) -> tuple[int, int]:
        try:
            sort_key, number = urlsafe_b64decode(value.encode("ascii")).decode("ascii").split(".")
            return int(sort_key), int(number)
        except ValueError:
            raise ValidationError("This address does not lead to a page of the list. Start again from its top.") from None


def cursor(place: postings.Place) -> str:
    """The value of `after` that leads to what comes after a place."""
    return urlsafe_b64encode(f"{place[0]}.{place[1]}".encode()).decode()


class _Parameter(django_filters.Filter):
    """A parameter that is parsed and validated; what it selects is worked out in memory."""

    def __init__(self, field_class, **kwargs):
        self.field_class = field_class
        super().__init__(**kwargs)


class TimelineFilterSet(django_filters.FilterSet):
    """The parameters of contract.md, as a form."""

    def __init__(self, data):
        super().__init__(data, queryset=Edition.objects.none())

    @classmethod
    def get_filters(cls):
        found = super().get_filters()
        for name in WORD_FACETS:
            found[name] = _Parameter(WordsField, choices=_WORDS[name], label=WORD_FACETS[name])
        for name, label in NOUN_FACETS.items():
            found[name] = _Parameter(ValuesField, label=label)
        found["from"] = _Parameter(PartialDateField, label="From", max_length=20)
        found["to"] = _Parameter(PartialDateField, label="To", max_length=20)
        found["key"] = _Parameter(WordsField, choices=lambda: [("1", "Key events only")], label="Key events")
        found["order"] = _Parameter(WordsField, choices=lambda: _ORDERS, label="Order")
        found["known"] = _Parameter(KnownField, label="Known on", max_length=40)
        found["after"] = _Parameter(CursorField, label="Page", max_length=80)
        return found

    def get_form_class(self):
        return type("TimelineForm", (_TimelineForm,), {name: f.field for name, f in self.filters.items()})


class _TimelineForm(forms.Form):
    def clean(self):
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and first.first_day > last.last_day:
            self.add_error("to", "This day lies before the first. Exchange the two.")
        return self.cleaned_data


@dataclass(frozen=True)
class Option:
    """One value of a facet as a reader can choose it, with how many entries it would leave."""

    value: str
    text: str
    count: int
    selected: bool

    @property
    def disabled(self) -> bool:
        return not self.count and not self.selected


@dataclass(frozen=True)
class FacetGroup:
    param: str
    label: str
    options: list[Option]
    more_count: int


@dataclass(frozen=True)
class Chip:
    """One value in force, with the address of the list without it."""

    param: str
    label: str
    text: str
    remove_url: str


class TimelineFilter:
    """What a reader asks of the list of entries.

    `path` is the address it writes itself back to; `fixed` are values that a page adds to every question (the
    person of a person's page) and that are no part of the address.
    """

    NOUNS = NOUN_FACETS

    def __init__(self, data: QueryDict, path: str, fixed: dict[str, Publication] | None = None, size: int = PAGE_SIZE):
        self.path, self.fixed, self.size = path, fixed or {}, size
        self._form = TimelineFilterSet(data).form
        self._form.is_valid()
        self.data = data
        self._nouns = self._find_nouns()

    # What was asked ---------------------------------------------------------------------------------------------------

    def value(self, name: str):
        """The parsed value of a parameter; None or [] where it is absent or wrong."""
        return self._form.cleaned_data.get(name)

    @property
    def known(self) -> clock.Known | None:
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
        labels = {**WORD_FACETS, **NOUN_FACETS, "from": "From", "to": "To", "known": "Known on", "key": "Key events"}
        return [
            {"field": name, "label": labels.get(name, name.capitalize()), "message": message}
            for name, messages in self._form.errors.items()
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
        """The publications behind the keys of noun parameters; one that readers cannot see is an error like any unknown."""
        asked = {name: self.value(name) for name in NOUN_FACETS if self.value(name)}
        if not asked:
            return {}
        wanted = {key for keys in asked.values() for key in keys}
        at = self.known.at if self.known else None
        stood = Edition.objects.known_on(at).filter(publication__kind__in=asked, publication__key__in=wanted)
        visible = {
            (edition.publication.kind, edition.publication.key): edition.publication
            for edition in stood.select_related("publication").only("publication")
        }
        for name, keys in asked.items():
            for key in keys:
                if (name, key) not in visible:
                    self._form.add_error(name, f"“{key[:60]}” is not in the record.")
        return {
            name: {key: visible[name, key] for key in keys if (name, key) in visible} for name, keys in asked.items()
        }

    # Which entries ----------------------------------------------------------------------------------------------------

    def _criteria(self) -> dict[str, set[postings.Value]]:
        """Facet -> the values of which one must hold."""
        found = {name: set(self.value(name)) for name in WORD_FACETS if self.value(name)}
        found |= {name: {found.pk for found in nouns.values()} for name, nouns in self._nouns.items()}
        if self.key:
            found["key"] = {"yes"}
        return found

    @cached_property
    def _answer(self) -> dict:
        """The page's places, the total, and the counts of every facet shown; all from memory, at one generation."""
        if self.errors:
            return {"places": [], "total": 0, "counts": {}, "more": False, "generation": postings.generation()}
        on, known = clock.now(), self.known.at if self.known else None
        with postings.reading(known) as held:
            base = self._base(held)
            values = {name: held.values(name, on) for name in {*self._criteria(), *SHOWN}}
            narrowed = {
                name: _any(values[name], chosen) for name, chosen in self._criteria().items()
            }
            chosen = _all(base, narrowed.values())
            places = held.page(chosen, self.value("after"), self.size + 1, self.newest_first)
            counts = {}
            for name in SHOWN:
                rest = _all(base, (editions for other, editions in narrowed.items() if other != name))
                counts[name] = {value: rest.intersection_cardinality(found) for value, found in values[name].items()}
            return {
                "places": places[: self.size],
                "more": len(places) > self.size,
                "total": len(chosen),
                "counts": counts,
                "generation": held.generation,
            }

    def _base(self, held: postings.Postings) -> BitMap:
        first, last = self.value("from"), self.value("to")
        base = held.between(first.first_day if first else None, last.last_day if last else None)
        for name, publication in self.fixed.items():
            base = base & held.by[name].get(publication.pk, BitMap())
        return base

    @property
    def total(self) -> int:
        return self._answer["total"]

    @property
    def generation(self) -> int:
        return self._answer["generation"]

    def editions(self) -> list[Edition]:
        """The editions of this page, in order. One query."""
        ids = [edition for _, _, edition in self._answer["places"]]
        found = Edition.objects.select_related("publication").in_bulk(ids)
        return [found[id] for id in ids]

    # What to choose from ----------------------------------------------------------------------------------------------

    @cached_property
    def _labels(self) -> dict[int, Label]:
        """Names for the options and the chips. One query."""
        wanted = {noun.pk for nouns in self._nouns.values() for noun in nouns.values()}
        for name, counts in self._answer["counts"].items():
            if name in NOUN_FACETS:
                wanted |= set(_largest(counts))
        return labels_for(wanted, self.known.at if self.known else None)

    def facets(self) -> list[FacetGroup]:
        """Each facet with its options: the chosen ones, then the most frequent, with counts that leave the facet out."""
        groups = []
        for name in SHOWN:
            counts = self._answer["counts"].get(name, {})
            options = self._word_options(name, counts) if name in WORD_FACETS else self._noun_options(name, counts)
            if options:
                more = max(0, sum(1 for count in counts.values() if count) - len(options)) if name in NOUN_FACETS else 0
                groups.append(FacetGroup(name, {**WORD_FACETS, **NOUN_FACETS}[name], options, more))
        return groups

    def _word_options(self, name, counts):
        chosen = self.value(name) or []
        return [
            Option(word, text, counts.get(word, 0), word in chosen)
            for word, text in _WORDS[name]()
            if word in counts or word in chosen
        ]

    def _noun_options(self, name, counts):
        chosen = {noun.pk for noun in self._nouns.get(name, {}).values()}
        ids = [*chosen, *(id for id in _largest(counts) if id not in chosen)]
        options = [
            Option(self._labels[id].key, self._labels[id].text, counts.get(id, 0), id in chosen)
            for id in ids
            if id in self._labels
        ]
        return sorted(options, key=lambda option: (not option.count, option.text))

    # How it writes itself back ----------------------------------------------------------------------------------------

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What was asked as canonical parameters: known names, valid values, defaults left out; without `after`."""
        found = [(name, item) for name in (*WORD_FACETS, *NOUN_FACETS) for item in self.value(name) or []]
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
        return {"newest": self.url(without=asked), "oldest": self.url(without=asked, add=(("order", "oldest"),))}

    def _only(self, *names: str) -> str:
        return self.url(without=tuple(pair for pair in self.pairs if pair[0] not in names))

    @property
    def next_url(self) -> str:
        """The address of the next page, '' on the last."""
        if not self._answer["more"]:
            return ""
        return self.url(add=(("after", cursor(self._answer["places"][-1])),))

    def chips(self) -> list[Chip]:
        """Every value in force."""
        return [Chip(name, self._chip_label(name), self._chip_text(name, item), self.url(without=((name, item),)))
                for name, item in self.pairs if name not in ("order", "known")]

    def _chip_label(self, name: str) -> str:
        return {**WORD_FACETS, **NOUN_FACETS, "from": "From", "to": "To", "key": "Only"}[name]

    def _chip_text(self, name: str, item: str) -> str:
        if name in _WORDS:
            return dict(_WORDS[name]())[item]
        if name in ("from", "to"):
            return self.value(name).text
        noun = self._nouns.get(name, {}).get(item)
        if noun and noun.pk in self._labels:
            return self._labels[noun.pk].text
        return "key events" if name == "key" else item


def _any(values: dict[postings.Value, BitMap], chosen: set) -> BitMap:
    return BitMap().union(*(values[value] for value in chosen if value in values))


def _all(base: BitMap, narrowed) -> BitMap:
    for editions in narrowed:
        base = base & editions
    return base


def _largest(counts: dict) -> list:
    return sorted((value for value, count in counts.items() if count), key=lambda value: (-counts[value], value))[:_OPTIONS_SHOWN]


