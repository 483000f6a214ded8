"""The parameters of every list of entries: read, checked, and refused with a sentence where they are wrong."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

import django_filters
from django import forms
from django.core.exceptions import ValidationError

from negotiations.models.printed import Edition
from negotiations.public import kinds
from negotiations.public.postings import Place
from negotiations.values import clock
from negotiations.values.search_words import terms
from negotiations.values.texts import has_refused_character
from negotiations.values.vocabulary import Change
from negotiations.values.when import When

_VALUES_AT_MOST = 20
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
HEADINGS = {
    **WORD_FACETS,
    **NOUN_FACETS,
    "q": "Words",
    "from": "From",
    "to": "To",
    "known": "Known on",
    "key": "Key events",
}
WORDS = {
    "kind": lambda: [(kind.name, kind.plural) for kind in kinds.entry_kinds()],
    "status": lambda: [choice for kind in kinds.entry_kinds() for choice in kind.statuses],
    "change": lambda: [choice for choice in Change.choices if choice[0] != Change.WITHDRAWAL],
}
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

    def parse(self, value: str):
        raise NotImplementedError


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

    def parse(self, value: str) -> clock.Moment:
        try:
            return clock.Moment.parse(value)
        except ValueError as error:
            raise ValidationError(str(error)) from None


class WordsAskedField(forms.CharField):
    """Words to look for."""

    def clean(self, value):
        value = super().clean(value)
        if value and has_refused_character(value):
            raise ValidationError("These words hold a character that no text of the record has.")
        if value and not terms(value):
            raise ValidationError("Write at least one letter or digit to look for.")
        return value


class CursorField(ParsedField):
    """Where the page before ended: opaque to readers, (sort key, entry number) to us."""

    def parse(self, value: str) -> tuple[int, int]:
        try:
            sort_key, number = urlsafe_b64decode(value.encode("ascii")).decode("ascii").split(".")
            return int(sort_key), int(number)
        except ValueError:
            raise ValidationError(
                "This address does not lead to a page of the list. Start again from its top."
            ) from None


def cursor(place: Place) -> str:
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
            found[name] = _Parameter(WordsField, choices=WORDS[name], label=WORD_FACETS[name])
        for name, label in NOUN_FACETS.items():
            found[name] = _Parameter(ValuesField, label=label)
        found["q"] = _Parameter(WordsAskedField, label="Words", max_length=200)
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
