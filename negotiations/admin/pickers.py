"""Pickers of the desk: found by typing, two lines for each row, safe against whatever a request claims was picked."""

import unicodedata

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.text import slugify

from negotiations.values import clock
from negotiations.values.when import When as EntryDate

_LONGEST_ID = 18  # digits that every database's integers hold
_EXACT = ("code", "short_name", "number")  # whoever types one of these means that row
_LABELS = ("name", "title", "headline")


class _OnlyIds:
    """Django's own pickers fail on an id that is no number."""

    def optgroups(self, name, value, attr=None):
        ids = [
            picked
            for picked in value
            if not picked or (str(picked).isdecimal() and len(str(picked)) <= _LONGEST_ID)
        ]
        return super().optgroups(name, ids, attr)

    @property
    def media(self):
        """In one list, behind Django's own scripts: this one extends them before the page is ready."""
        django = super().media
        css = {"screen": [*django._css["screen"], "admin-desk/pickers.css"]}
        return forms.Media(js=[*django._js, "admin-desk/pickers.js"], css=css)


class PickOne(_OnlyIds, AutocompleteSelect):
    """One row, found by typing."""


class PickMany(_OnlyIds, AutocompleteSelectMultiple):
    """Several rows, found by typing."""


class PickerAnswers(AutocompleteJsonView):
    """What a picker offers: {id, text, second} for each row, `second` being what tells it from others.

    `on` is the date of the entry that the form is of, for what depends on the day. Width and accents of what was typed
    do not count; an exact code or short name comes first, then what begins with the words.
    """

    def get_queryset(self):
        rows = self.model_admin.get_queryset(self.request).complex_filter(
            self.source_field.get_limit_choices_to()
        )
        typed = self.term.strip()
        if not typed:
            return rows
        names = {field.name for field in rows.model._meta.get_fields()}
        found = Q()
        for term in dict.fromkeys((typed, unicodedata.normalize("NFKC", typed))):
            hits, _ = self.model_admin.get_search_results(self.request, rows, term)
            found |= Q(pk__in=hits.order_by().values("pk"))
        if "slug" in names and (slug := slugify(typed)):
            found |= Q(slug__contains=slug)
        return _best_first(rows.filter(found), names, unicodedata.normalize("NFKC", typed))

    def get_context_data(self, **kwargs):
        from negotiations.admin.picker_lines import second_lines  # models, which widgets need not wait for

        context = super().get_context_data(**kwargs)
        rows = context["object_list"] = list(context["object_list"])
        self.second = second_lines(rows, _day(self.request.GET.get("on", "")))
        return context

    def serialize_result(self, obj, to_field_name):
        return super().serialize_result(obj, to_field_name) | {"second": self.second.get(obj.pk, "")}


def _best_first(rows, names, term):
    exact, begins = Q(pk__in=[]), Q(pk__in=[])
    for name in names.intersection(_EXACT):
        exact |= Q(**{f"{name}__iexact": term})
    for name in names.intersection(_LABELS):
        begins |= Q(**{f"{name}__istartswith": term})
    ranked = Case(When(exact, then=Value(0)), When(begins, then=Value(1)), default=Value(2))
    return rows.order_by(ranked, *(rows.query.order_by or rows.model._meta.ordering), "pk")


def _day(text: str):
    """The first day of an entry's date as its form has it, today where that says none."""
    try:
        return EntryDate.parse(text.strip()).first_day
    except (ValueError, OverflowError):
        return timezone.localdate(clock.now())
