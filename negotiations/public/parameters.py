"""The parameters of every list of entries: read, checked, and refused with a sentence where they are wrong."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from negotiations.public import kinds
from negotiations.public.posting_lists import Place
from negotiations.values import clock
from negotiations.values.search_words import terms
from negotiations.values.texts import has_refused_character
from negotiations.values.vocabulary import Change
from negotiations.values.when import When

_VALUES_AT_MOST = 20
# Parameter -> heading, in the order of the page and of the canonical address. Values of nouns are keys of addresses.
WORD_FACETS = {
    "kind": gettext_lazy("Kind"),
    "status": gettext_lazy("Status"),
    "change": gettext_lazy("Edition"),
}
NOUN_FACETS = {
    "negotiation": gettext_lazy("Negotiation"),
    "economy": gettext_lazy("Economy"),
    "topic": gettext_lazy("Topic"),
    "person": gettext_lazy("Person"),
    "measure": gettext_lazy("Measure"),
    "source": gettext_lazy("Source"),
}
HEADINGS = {
    **WORD_FACETS,
    **NOUN_FACETS,
    "q": gettext_lazy("Words"),
    "from": pgettext_lazy("first day of a period", "From"),
    "to": pgettext_lazy("last day of a period", "To"),
    "known": gettext_lazy("Known on"),
    "key": gettext_lazy("Key events"),
    "order": gettext_lazy("Order"),
    "after": gettext_lazy("Page"),
}
# The texts are lazy: of the language that is active when they are shown.
WORDS: dict[str, Callable[[], Iterable[tuple[str, str | Promise]]]] = {
    "kind": lambda: [(kind.name, kind.shown_plural) for kind in kinds.entry_kinds()],
    "status": lambda: [choice for kind in kinds.entry_kinds() for choice in kind.statuses],
    "change": lambda: [choice for choice in Change.choices if choice[0] != Change.WITHDRAWAL],
}
_ORDERS = (("newest", gettext_lazy("Newest first")), ("oldest", gettext_lazy("Oldest first")))
_KEY = (("1", gettext_lazy("Key events only")),)


class ValuesField(forms.Field):
    """A parameter that may be repeated: a list of keys or words, each at most once and in the order given.

    What is asked twice is counted twice: the API's document tells how often a parameter may be repeated.
    """

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        values = list(dict.fromkeys(item.strip() for item in value or [] if item.strip()))
        if len(value or []) > _VALUES_AT_MOST:
            raise ValidationError(_("At most %(count)s values at once.") % {"count": _VALUES_AT_MOST})
        for item in values:
            if len(item) > 120 or has_refused_character(item):
                raise ValidationError(_("This value is not one of the record."))
        return values


class WordsField(ValuesField):
    """Words of a closed list."""

    def __init__(self, *, choices, **kwargs):
        self.choices = choices
        super().__init__(**kwargs)

    def to_python(self, value):
        values = super().to_python(value)
        known = dict(self.choices()) if values else {}
        for item in values:
            if item not in known:
                said = {"value": item, "values": ", ".join(known)}
                raise ValidationError(_("“%(value)s” is not one of: %(values)s.") % said)
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
            raise ValidationError(_("Write a date of the calendar: 2025-04-16, 2025-04 or 2025."))
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
            raise ValidationError(_("These words hold a character that no text of the record has."))
        if value and not terms(value):
            raise ValidationError(_("Write at least one letter or digit to look for."))
        return value


class CursorField(ParsedField):
    """Where the page before ended: opaque to readers, (sort key, entry number) to us."""

    def parse(self, value: str) -> tuple[int, int]:
        try:
            sort_key, number = urlsafe_b64decode(value.encode("ascii")).decode("ascii").split(".")
            return int(sort_key), int(number)
        except ValueError:
            said = _("This address does not lead to a page of the list. Start again from its top.")
            raise ValidationError(said) from None


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

    @classmethod
    def get_filters(cls):
        found = super().get_filters()
        for name in WORD_FACETS:
            found[name] = _Parameter(WordsField, choices=WORDS[name], label=WORD_FACETS[name])
        for name, label in NOUN_FACETS.items():
            found[name] = _Parameter(ValuesField, label=label)
        found["q"] = _Parameter(WordsAskedField, label=HEADINGS["q"], max_length=200)
        found["from"] = _Parameter(PartialDateField, label=HEADINGS["from"], max_length=20)
        found["to"] = _Parameter(PartialDateField, label=HEADINGS["to"], max_length=20)
        found["key"] = _Parameter(WordsField, choices=lambda: _KEY, label=HEADINGS["key"])
        found["order"] = _Parameter(WordsField, choices=lambda: _ORDERS, label=HEADINGS["order"])
        found["known"] = _Parameter(KnownField, label=HEADINGS["known"], max_length=40)
        found["after"] = _Parameter(CursorField, label=HEADINGS["after"], max_length=80)
        return found


class _TimelineForm(forms.Form):
    def clean(self):
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and first.first_day > last.last_day:
            self.add_error("to", _("This day lies before the first. Exchange the two."))
        return self.cleaned_data


type Values = dict[str, Any]  # the parsed value of each parameter; None or [] where it is absent
type Errors = dict[str, list[str]]  # what is wrong with a parameter, in the language of the page


def read(data: QueryDict) -> tuple[Values, Errors]:
    """What was asked for. The next page of a list, and whoever asks the same, costs only the reading of its place."""
    asked = tuple((name, tuple(data.getlist(name))) for name in _names() if name != "after" and name in data)
    values, errors = _read(get_language() or "", asked)
    place, wrong = _read_place(data.get("after", ""))
    return values | {"after": place}, errors | wrong


@cache
def _form() -> type[forms.Form]:
    fields = {name: one.field for name, one in TimelineFilterSet.get_filters().items() if name != "after"}
    return type("TimelineForm", (_TimelineForm,), fields)


@cache
def _names() -> tuple[str, ...]:
    return tuple(TimelineFilterSet.get_filters())


@lru_cache(1000)
def _read(language: str, asked: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Values, Errors]:
    data = QueryDict(mutable=True)
    for name, values in asked:
        data.setlist(name, list(values))
    form = _form()(data)
    errors = {name: [str(message) for message in messages] for name, messages in form.errors.items()}
    return form.cleaned_data, errors


def _read_place(value: str) -> tuple[tuple[int, int] | None, Errors]:
    try:
        return CursorField(required=False, max_length=80).clean(value), {}
    except ValidationError as error:
        return None, {"after": [str(message) for message in error.messages]}
