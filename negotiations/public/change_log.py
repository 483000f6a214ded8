"""What was published, day by day: every edition that says something new, as /changes/ and /corrections/ list it.

A minor edit is on record with its entry and is not announced here. Of what is withdrawn only the notice is left. Names
count from their second edition on: the first one comes with the entry that shows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.timezone import localtime

from negotiations.models.printed import Edition, Facet
from negotiations.public.entries import compare_url
from negotiations.public.labels import Label, label_of
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
_CHANGES = [choice for choice in Change.choices if choice[0] != Change.MINOR]
_NOUNS = ("negotiation", "economy")


class ChangesForm(forms.Form):
    """The parameters of both pages; an edition's day counts in the site's zone."""

    def __init__(self, data):
        super().__init__(data)
        self.fields |= {
            "change": WordsField(choices=lambda: _CHANGES, required=False),
            "kind": WordsField(choices=WORDS["kind"], required=False),
            "negotiation": ValuesField(required=False),
            "economy": ValuesField(required=False),
            "from": PartialDateField(required=False, max_length=20),
            "to": PartialDateField(required=False, max_length=20),
            "since": KnownField(required=False, max_length=40),
            "known": KnownField(required=False, max_length=40),
            # The instant of the last one on the page before.
            "after": KnownField(required=False, max_length=40),
        }

    def clean(self) -> dict:
        asked = self.cleaned_data
        if asked.get("from") and asked.get("to") and asked["from"].first_day > asked["to"].last_day:
            self.add_error("to", ValidationError("This day lies before the first. Exchange the two."))
        return asked


@dataclass(frozen=True)
class Row:
    """One printing as a list tells it; `text` and `url` are '' where readers may not read it any more."""

    edition: Edition
    label: Label | None
    compare_url: str

    @property
    def change_label(self) -> str:
        return self.edition.get_change_display()

    @property
    def url(self) -> str:
        return self.label.url if self.label else f"/entries/{self.edition.publication.key}/"


class Changes:
    """The printings that a reader asks for; `fixed` is the one change of a page that is about that alone."""

    def __init__(self, data, path: str, fixed: Change | None = None):
        self.data, self.path, self.fixed = data, path, fixed
        self._form = ChangesForm(data)
        self._form.is_valid()
        self._nouns = {name: options(name, self.at) for name in _NOUNS}
        for name, known in self._nouns.items():
            for key in set(self.value(name) or ()) - {key for key, _ in known}:
                self._form.add_error(name, f"“{key[:60]}” is not in the record.")

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
    def from_text(self) -> str:
        return self.data.get("from", "")[:40]

    @property
    def to_text(self) -> str:
        return self.data.get("to", "")[:40]

    @cached_property
    def errors(self) -> list[dict]:
        """What cannot be understood: {field, label, message}. With any, the list has no rows."""
        return [
            {"field": name, "label": HEADINGS.get(name, name.capitalize()), "message": message}
            for name, messages in self._form.errors.items()
            for message in messages
        ]

    @property
    def selects(self) -> list[dict]:
        """The choices of the form: {name, label, options: [{value, text, selected}]}."""
        found: list[tuple[str, list[tuple[str, str]]]] = []
        if self.fixed is None:
            found.append(("change", _CHANGES))
        found.append(("kind", WORDS["kind"]()))
        found += list(self._nouns.items())
        return [
            {
                "name": name,
                "label": HEADINGS[name],
                "options": [
                    {"value": value, "text": text, "selected": value in (self.value(name) or [])}
                    for value, text in choices
                ],
            }
            for name, choices in found
        ]

    @cached_property
    def _page(self) -> list[Edition]:
        """The editions of this page, and one more where the list goes on. One query."""
        if self.errors:
            return []
        found = self._narrowed(_announced(self.at))
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
            found = found.filter(published_at__gte=_begin(self.value("from").first_day))
        if self.value("to"):
            found = found.filter(published_at__lt=_begin(self.value("to").last_day + timedelta(days=1)))
        return found

    def days(self) -> list[dict]:
        """The rows of this page by the day on which they were published: {day, rows}."""
        rows = _rows(self._page[:PAGE_SIZE])
        return [
            {"day": day, "rows": list(group)}
            for day, group in groupby(rows, lambda row: localtime(row.edition.published_at).date())
        ]

    @property
    def next_url(self) -> str:
        """Where the list goes on, '' at its end."""
        if len(self._page) <= PAGE_SIZE:
            return ""
        return self.url(after=instant(self._page[PAGE_SIZE - 1].published_at))

    @property
    def query(self) -> str:
        """What was asked, without the page, in one order."""
        pairs = [(name, value) for name in sorted(self._form.fields) for value in self._sent(name)]
        return urlencode(pairs)

    @property
    def is_narrowed(self) -> bool:
        """True where something beside the clock was asked."""
        return any(self._sent(name) for name in self._form.fields if name != "known")

    def _sent(self, name: str) -> list[str]:
        return (
            []
            if name == "after" or (name == "change" and self.fixed)
            else [v for v in self.data.getlist(name) if v]
        )

    def url(self, **more) -> str:
        """The address of this list, with more parameters."""
        query = "&".join(filter(None, (self.query, urlencode(more))))
        return f"{self.path}?{query}" if query else self.path


def _announced(known: datetime | None):
    """The editions that were announced by an instant (None: now), of what readers may read of them today."""
    open_or_notice = Q(publication__closed_at=None) | Q(change=Change.WITHDRAWAL, superseded_at=None)
    found = Edition.objects.filter(open_or_notice, redaction=None).exclude(change=Change.MINOR)
    found = found.exclude(publication__number=None, change=Change.FIRST)
    return found.filter(published_at__lte=known) if known else found


def _begin(day: date) -> datetime:
    """The first instant of a day in the site's zone."""
    return datetime.combine(day, time(), timezone.get_default_timezone()).astimezone(UTC)


def _rows(editions: Iterable[Edition]) -> list[Row]:
    editions = list(editions)
    before = _numbers_before(editions)
    return [
        Row(
            edition,
            None if edition.change == Change.WITHDRAWAL else label_of(edition),
            compare_url(edition.publication, before[edition.pk], edition.number)
            if edition.pk in before
            else "",
        )
        for edition in editions
    ]


def _numbers_before(editions: list[Edition]) -> dict[int, int]:
    """The number of the edition of the same entry that readers could read before each. One query."""
    wanted = {
        edition.publication_id for edition in editions if edition.number > 1 and edition.publication.number
    }
    if not wanted:
        return {}
    readable = Edition.objects.filter(publication__in=wanted, redaction=None).exclude(
        change=Change.WITHDRAWAL
    )
    numbers: dict[int, list[int]] = {}
    for publication, number in readable.values_list("publication_id", "number"):
        numbers.setdefault(publication, []).append(number)
    found = {}
    for edition in editions:
        earlier = [n for n in numbers.get(edition.publication_id, ()) if n < edition.number]
        if earlier and edition.change != Change.WITHDRAWAL:
            found[edition.pk] = max(earlier)
    return found
