"""What a reader asks of the measures, from the address and back into it: a day or a period, and which measures."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from negotiations.models.printed import Edition
from negotiations.public.choices import Chip
from negotiations.public.clocks import Clocks
from negotiations.public.labels import Label, label_of
from negotiations.public.parameters import KnownField, ParsedField, PartialDateField, ValuesField, WordsField
from negotiations.values import clock
from negotiations.values.clock import Moment
from negotiations.values.vocabulary import MeasureState
from negotiations.values.when import day_text

VIEWS = {
    "table": gettext_lazy("Table"),
    "multiples": gettext_lazy("Small charts"),
    "matrix": gettext_lazy("Economies by measures"),
}
SORTS = {
    "imposed_by": gettext_lazy("Imposed by"),
    "measure": gettext_lazy("Measure"),
    "rate": gettext_lazy("Rate"),
    "status": gettext_lazy("Status"),
    "since": pgettext_lazy("column", "Since"),
}
NOUNS = {"by": "economy", "economy": "economy", "authority": "authority"}  # parameter -> kind
HEADINGS = {
    "by": gettext_lazy("Imposed by"),
    "economy": pgettext_lazy("whom a measure is about", "On"),
    "authority": gettext_lazy("Legal authority"),
    "status": gettext_lazy("Status"),
    "on": gettext_lazy("Day"),
    "from": gettext_lazy("From"),
    "to": gettext_lazy("To"),
    "view": gettext_lazy("View"),
    "sort": gettext_lazy("Order"),
    "known": gettext_lazy("Known on"),
    "after": gettext_lazy("Page"),
}
_CANONICAL = ("by", "economy", "authority", "status", "on", "from", "to", "view", "sort", "known", "after")
FACETS = _CANONICAL[:4]


class _OneOf(ParsedField):
    """One word of a few."""

    def __init__(self, words, **kwargs):
        self.words = words
        super().__init__(**kwargs)

    def parse(self, value: str) -> str:
        if value not in self.words:
            said = {"value": value[:40], "words": ", ".join(self.words)}
            raise ValidationError(_("“%(value)s” is not one of: %(words)s.") % said)
        return value


class _Form(forms.Form):
    def __init__(self, data):
        super().__init__(data)
        orders = [f"{sign}{name}" for name in SORTS for sign in ("", "-")]
        self.fields |= {name: ValuesField(required=False) for name in NOUNS} | {
            "status": WordsField(choices=lambda: MeasureState.choices, required=False),
            "on": KnownField(max_length=40, required=False),
            "from": PartialDateField(max_length=20, required=False),
            "to": PartialDateField(max_length=20, required=False),
            "view": _OneOf(list(VIEWS), required=False),
            "sort": _OneOf(orders, required=False),
            "known": KnownField(max_length=40, required=False),
            "after": forms.IntegerField(min_value=0, max_value=10**6, required=False),
        }

    def clean(self):
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and first.first_day > last.last_day:
            self.add_error("to", _("This day lies before the first. Exchange the two."))
        return self.cleaned_data


@dataclass(frozen=True)
class Column:
    """The head of a column: its text, and where it can be sorted by the address that does so and how it is sorted."""

    label: str
    url: str = ""
    aria_sort: str = ""


class MeasureFilter:
    """The question of /measures/ and /measures.csv. With `from` or `to` it is about a period, else about a day."""

    def __init__(self, data: QueryDict, path: str = "/measures/"):
        self.data, self.path = data, path
        self._form = _Form(data)
        self._form.is_valid()
        self.nouns = self._find_nouns()  # parameter -> key -> label

    def value(self, name: str):
        """The parsed value of a parameter; None or [] where it is absent or wrong."""
        return self._form.cleaned_data.get(name)

    def typed(self, name: str) -> str:
        """What stands in a field."""
        return self.data.get(name, "")[:40]

    def error(self, name: str) -> str:
        return next((str(message) for message in self._form.errors.get(name, ())), "")

    @property
    def errors(self) -> list[dict]:
        """What cannot be understood: {field, label, message}. With any, there are no rows."""
        return [
            {"field": name, "label": str(HEADINGS.get(name, name)), "message": message}
            for name, messages in self._form.errors.items()
            for message in messages
        ]

    @property
    def is_flow(self) -> bool:
        return bool(self.typed("from") or self.typed("to"))

    @property
    def view(self) -> str:
        return "table" if self.is_flow else self.value("view") or "table"

    @property
    def usual_sort(self) -> str:
        """The order where none is asked for: of a period by date, of a day as `measure_stock` has it ('')."""
        return "since" if self.is_flow else ""

    @property
    def sort(self) -> str:
        return self.value("sort") or self.usual_sort

    @property
    def known(self) -> Moment | None:
        return self.value("known")

    @cached_property
    def clocks(self) -> Clocks:
        """The instants of the question; a period is read as of now."""
        on = None if self.is_flow else self.value("on")
        return Clocks(self.known.at if self.known else None, on.at if on else clock.now(), on)

    @property
    def day(self) -> str:
        """The day that is asked about, in words."""
        asked = self.clocks.asked
        if asked is None:
            return day_text(self.clocks.on.date())
        return day_text(date.fromisoformat(asked.value)) if len(asked.value) == 10 else asked.text

    def holds(self, day: date) -> bool:
        """True where a day lies in the period."""
        first, last = self.value("from"), self.value("to")
        return (not first or first.first_day <= day) and (not last or day <= last.last_day)

    # Which measures ---------------------------------------------------------------------------------------

    def _find_nouns(self) -> dict[str, dict[str, Label]]:
        """The names behind the keys; one that readers cannot see is an error like any unknown."""
        asked = {name: self.value(name) for name in NOUNS if self.value(name)}
        if not asked:
            return {}
        keys = {key for keys in asked.values() for key in keys}
        stood = Edition.objects.known_on(self.known.at if self.known else None).filter(
            publication__kind__in={NOUNS[name] for name in asked}, publication__key__in=keys
        )
        visible = {
            (one.publication.kind, one.publication.key): label_of(one)
            for one in stood.select_related("publication")
        }
        for name, wanted in asked.items():
            for key in wanted:
                if (NOUNS[name], key) not in visible:
                    self._form.add_error(name, _("“%(name)s” is not in the record.") % {"name": key[:60]})
        return {
            name: {key: visible[NOUNS[name], key] for key in wanted if (NOUNS[name], key) in visible}
            for name, wanted in asked.items()
        }

    def chosen(self, name: str) -> set:
        """The values of a facet of which one must hold: publication ids, or words. Empty: any."""
        if name == "status":
            return set(self.value(name) or ())
        return {label.id for label in self.nouns.get(name, {}).values()}

    # How it writes itself back ----------------------------------------------------------------------------

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What was asked as canonical parameters: known names, valid values, defaults left out."""
        found = [(name, item) for name in FACETS for item in sorted(self.value(name) or [])]
        if self.is_flow:
            found += [(name, self.value(name).edtf) for name in ("from", "to") if self.value(name)]
        elif on := self.value("on"):
            found.append(("on", on.value))
        if self.view != "table":
            found.append(("view", self.view))
        if self.sort != self.usual_sort:
            found.append(("sort", self.sort))
        if self.known:
            found.append(("known", self.known.value))
        return found

    def url(self, *, without: tuple = (), add: tuple = (), path: str = "") -> str:
        """The address with some pairs, or all of some names, taken out and others added."""
        kept = [pair for pair in self.pairs if pair not in without and pair[0] not in without]
        pairs = sorted([*kept, *add], key=lambda pair: _CANONICAL.index(pair[0]))
        return f"{path or self.path}?{urlencode(pairs)}" if pairs else path or self.path

    def hidden(self, *names: str) -> list[tuple[str, str]]:
        """What a form with fields of these names must carry along."""
        return [pair for pair in self.pairs if pair[0] not in names]

    @property
    def canonical_url(self) -> str:
        after = self.value("after")
        return self.url(add=(("after", str(after)),) if after else ())

    @property
    def now_url(self) -> str:
        return self.url(without=("known",))

    @property
    def clear_url(self) -> str:
        return self.url(without=FACETS)

    def column(self, name: str, label: str = "") -> Column:
        """A column that can be sorted by: another click turns the order round."""
        other = f"-{name}" if self.sort == name else name
        add = () if other == self.usual_sort else (("sort", other),)
        order = {name: "ascending", f"-{name}": "descending"}.get(self.sort, "")
        return Column(label or str(SORTS[name]), self.url(without=("sort",), add=add), order)

    @property
    def chips(self) -> list[Chip]:
        """Every facet's value in force."""
        return [
            Chip(name, str(HEADINGS[name]), self._text(name, item), self.url(without=((name, item),)))
            for name, item in self.pairs
            if name in FACETS
        ]

    def _text(self, name: str, item: str) -> str:
        if name == "status":
            return MeasureState(item).label
        label = self.nouns.get(name, {}).get(item)
        return label.text if label else item
