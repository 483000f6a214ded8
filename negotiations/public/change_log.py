"""What was published, day by day: every edition that says something new, as /changes/ and /corrections/ list it."""

from datetime import datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from negotiations.models.printed import Edition, Facet
from negotiations.public.change_rows import announced, begin, rows
from negotiations.public.choices import Chip
from negotiations.public.nouns import options
from negotiations.public.parameters import (
    HEADINGS,
    WORDS,
    KnownField,
    PartialDateField,
    ValuesField,
    WordsField,
)
from negotiations.public.reuse import instant
from negotiations.values.clock import Moment
from negotiations.values.vocabulary import Change

PAGE_SIZE = 50
_NOUNS = ("negotiation", "economy")
_TYPED = ("from", "to", "since")


def _changes() -> list[tuple[str, str]]:
    """What an edition can be announced as, in the words of the page."""
    return [(str(one), one.label) for one in Change if one != Change.MINOR]


class ChangesForm(forms.Form):
    """The parameters of both pages; an edition's day counts in the site's zone."""

    def __init__(self, data):
        super().__init__(data)
        self.fields |= {
            "change": WordsField(choices=_changes, required=False),
            "kind": WordsField(choices=WORDS["kind"], required=False),
            "negotiation": ValuesField(required=False),
            "economy": ValuesField(required=False),
            "from": PartialDateField(required=False, max_length=20),
            "to": PartialDateField(required=False, max_length=20),
            # The instant after which a reader has not been here.
            "since": KnownField(required=False, max_length=40),
            "known": KnownField(required=False, max_length=40),
            # The instant of the last one on the page before.
            "after": KnownField(required=False, max_length=40),
        }

    def clean(self) -> dict:
        asked = self.cleaned_data
        if asked.get("from") and asked.get("to") and asked["from"].first_day > asked["to"].last_day:
            self.add_error("to", ValidationError(_("This day lies before the first. Exchange the two.")))
        return asked


class Changes:
    """The printings that a reader asks for; `fixed` is the one change of a page that is about that alone."""

    def __init__(self, data, path: str, fixed: Change | None = None):
        self.data, self.path, self.fixed = data, path, fixed
        self._form = ChangesForm(data)
        self._form.is_valid()
        self._nouns = {name: options(name, self.at) for name in _NOUNS}
        for name, known in self._nouns.items():
            for key in set(self.value(name) or ()) - {key for key, _name in known}:
                self._form.add_error(name, _("“%(value)s” is not in the record.") % {"value": key[:60]})

    # What was asked ---------------------------------------------------------------------------------------

    def value(self, name: str):
        """The parsed value of a parameter; None or [] where it is absent or wrong."""
        return self._form.cleaned_data.get(name)

    @property
    def known(self) -> Moment | None:
        return self.value("known")

    @property
    def at(self) -> datetime | None:
        return self.known.at if self.known else None

    @property
    def typed(self) -> dict[str, dict]:
        """What stands in the fields for dates, and why it cannot be read: {name: {text, error}}."""
        return {name: {"text": self.data.get(name, "")[:40], "error": self._error(name)} for name in _TYPED}

    def _error(self, name: str) -> str:
        return next((one["message"] for one in self.errors if one["field"] == name), "")

    @cached_property
    def errors(self) -> list[dict]:
        """What cannot be understood: {field, label, message}. With any, the list has no rows."""
        return [
            {"field": name, "label": self._heading(name), "message": message}
            for name, messages in self._form.errors.items()
            for message in messages
        ]

    def _heading(self, name: str) -> str:
        if name in _TYPED:
            return {"from": _("From"), "to": _("To"), "since": _("Published after")}[name]
        return _("Page") if name == "after" else str(HEADINGS[name])

    def _choices(self, name: str) -> list[tuple[str, Any]]:
        """The values of a facet with their words."""
        if name == "change":
            return _changes()
        return cast(list, WORDS["kind"]()) if name == "kind" else self._nouns[name]

    @property
    def _facets(self) -> list[str]:
        return [*(() if self.fixed else ("change",)), "kind", *_NOUNS]

    @property
    def selects(self) -> list[dict]:
        """The choices of the form: {name, label, error, options: [{value, text, selected}]}."""
        return [
            {
                "name": name,
                "label": self._heading(name),
                "error": self._error(name),
                "options": [
                    {
                        "value": value,
                        "text": text,
                        "selected": value in (self.value(name) or []),
                        "lang": getattr(text, "text_lang", ""),
                    }
                    for value, text in self._choices(name)
                ],
            }
            for name in self._facets
        ]

    @property
    def chips(self) -> list[Chip]:
        """Every value in force, with the address of the list without it."""
        chosen = [
            (name, item, dict(self._choices(name))[item])
            for name in self._facets
            for item in self.value(name) or ()
        ]
        chosen += [(name, self.data[name], self.value(name).text) for name in _TYPED if self.value(name)]
        return [
            Chip(name, self._heading(name), str(text), self.url(without=(name, item)))
            for name, item, text in chosen
        ]

    # What stands under it -----------------------------------------------------------------------------------

    @cached_property
    def _page(self) -> list[Edition]:
        """The editions of this page, and one more where the list goes on. One query."""
        if self.errors:
            return []
        found = self._narrowed(announced(self.at))
        if self.value("after"):
            found = found.filter(published_at__lt=self.value("after").at)
        return list(found.select_related("publication").order_by("-published_at")[: PAGE_SIZE + 1])

    def _narrowed(self, found):
        changes = [self.fixed] if self.fixed else self.value("change")
        if changes:
            found = found.filter(change__in=changes)
        if self.value("kind"):
            found = found.filter(publication__kind__in=self.value("kind"))
        for name in _NOUNS:
            if keys := self.value(name):
                naming = Facet.objects.filter(edition=OuterRef("pk"), name=name, noun__key__in=keys)
                found = found.filter(Exists(naming))
        if self.value("since"):
            found = found.filter(published_at__gt=self.value("since").at)
        if self.value("from"):
            found = found.filter(published_at__gte=begin(self.value("from").first_day))
        if self.value("to"):
            found = found.filter(published_at__lt=begin(self.value("to").last_day + timedelta(days=1)))
        return found

    def days(self) -> list[dict]:
        """The rows of this page by the day on which they were published: {day, rows}."""
        return [
            {"day": day, "rows": list(group)}
            for day, group in groupby(
                rows(self._page[:PAGE_SIZE], self.at),
                lambda row: localtime(row.edition.published_at).date(),
            )
        ]

    # How it writes itself back ------------------------------------------------------------------------------

    @property
    def next_url(self) -> str:
        """Where the list goes on, '' at its end."""
        if len(self._page) <= PAGE_SIZE:
            return ""
        return self.url(after=instant(self._page[PAGE_SIZE - 1].published_at))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What was asked, without the page, in one order."""
        return [(name, value) for name in sorted(self._form.fields) for value in self._sent(name)]

    @property
    def is_narrowed(self) -> bool:
        """True where something beside the clock was asked."""
        return any(name != "known" for name, _value in self.pairs)

    def _sent(self, name: str) -> list[str]:
        if name == "after" or (name == "change" and self.fixed):
            return []
        return [value for value in self.data.getlist(name) if value]

    def url(self, *, without: tuple[str, str] | None = None, **more: str) -> str:
        """The address of this list, less one pair, with more parameters."""
        query = urlencode([*(pair for pair in self.pairs if pair != without), *more.items()])
        return f"{self.path}?{query}" if query else self.path

    @property
    def clear_url(self) -> str:
        """The list without a filter, at the same clock."""
        return f"{self.path}?{urlencode({'known': self.known.value})}" if self.known else self.path

    @property
    def now_url(self) -> str:
        """The list under the same filter as the record is now."""
        query = urlencode([pair for pair in self.pairs if pair[0] != "known"])
        return f"{self.path}?{query}" if query else self.path
