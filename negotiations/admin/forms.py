"""What all forms of the desk share: line ends, the version that the editor saw, and rows that somebody else deleted."""

from uuid import uuid4

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet

from negotiations.admin import form_data
from negotiations.admin.form_data import Row
from negotiations.models.fields import Line, Passage, WhenText, Zone
from negotiations.values.texts import clean_lines
from negotiations.values.when import When, zone_names

COMMON_ZONES = ("America/New_York", "Asia/Tokyo", "Europe/Brussels", "Asia/Shanghai", "UTC")
LOST_VERSION = "This form came without its version, so nothing was saved. Save once more."


class PassageField(forms.CharField):
    """Browsers send line ends as CR LF; the record keeps LF."""

    def to_python(self, value):
        return clean_lines(super().to_python(value))


class Unchanging:
    """A field that says something about the form, never about the record."""

    def has_changed(self, initial, data):
        return False


class HiddenNumber(Unchanging, forms.IntegerField):
    widget = forms.HiddenInput


class HiddenText(Unchanging, forms.CharField):
    widget = forms.HiddenInput


class ZoneInput(AdminTextInputWidget):
    """A text with suggestions from the list of zones, which the page holds once."""

    def __init__(self, attrs=None):
        super().__init__({"list": "zone-names", "class": "zone", "autocomplete": "off", **(attrs or {})})


class DateTextInput(AdminTextInputWidget):
    """A date as a text: a date picker could not say "April 2025"."""

    def __init__(self, attrs=None):
        super().__init__({"class": "when-text", "size": 24, "placeholder": "2025-04-16", **(attrs or {})})


FIELDS = {
    Passage: {"form_class": PassageField, "widget": AdminTextareaWidget(attrs={"rows": 3})},
    Line: {"widget": AdminTextInputWidget},
    WhenText: {"widget": DateTextInput},
    Zone: {"widget": ZoneInput},
}


def zones() -> list[str]:
    """Every zone, the most frequent first."""
    return [*COMMON_ZONES, *sorted(zone_names() - set(COMMON_ZONES))]


class DeskForm(forms.ModelForm):
    """A form that knows which version it was opened at, so that nobody saves over somebody else unseen.

    `refusal` is what the desk said of an earlier try in the same request; `why_stale` asks the desk about a version.
    `restored` is set where the form only shows words that were not saved. The codes of its own errors are "stale",
    "refused" and "restored": the page is chosen by them.
    """

    refusal = ""
    why_stale = None
    restored = False

    version = HiddenNumber(required=False)
    token = HiddenText(required=False, max_length=32)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        self.fields["token"].initial = uuid4().hex

    def clean(self):
        cleaned = super().clean()
        if self.restored:
            self.add_error(None, ValidationError("Not saved yet.", code="restored"))
            return cleaned
        seen = cleaned.get("version") if self.instance.pk else None
        if seen is not None and (stale := self.why_stale(self.instance, seen)):
            self.add_error(None, ValidationError(str(stale), code="stale"))
        elif self.refusal or (self.instance.pk and seen is None):
            self._refuse(self.refusal or LOST_VERSION)
        return cleaned

    def _refuse(self, sentence):
        """An error above the form, which may be sent again: with the present version, and as a form of its own."""
        self.add_error(None, ValidationError(sentence, code="refused"))
        self.data = self.data.copy()
        self.data["version"], self.data["token"] = self.instance.version, uuid4().hex


class EntryForm(DeskForm):
    """Of an entry: its dates have to exist in the zone that they are in."""

    def clean(self):
        cleaned = super().clean()
        zone = cleaned.get("zone") or ""
        for name in self.fields:
            if cleaned.get(name) and _is_date(self._meta.model, name):
                self._check_hour(
                    name, cleaned[name], zone if name == "when" else cleaned.get("effective_zone") or zone
                )
        return cleaned

    def _check_hour(self, name, text, zone):
        try:
            When.parse(text, zone)
        except ValueError as error:
            self.add_error(name, str(error))


def _is_date(model, name) -> bool:
    return name in {field.name for field in model._meta.concrete_fields if isinstance(field, WhenText)}


class DeskFormSet(BaseInlineFormSet):
    """The parts of an entry. Rows that somebody else deleted meanwhile come back as new ones: nothing typed is lost."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = _with_lost_rows_as_new(
                self.data, self.prefix, {str(row.pk) for row in super().get_queryset()}
            )

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Delete"

    def get_queryset(self):
        """In the order in which the form was sent, which is the one that the page pairs rows and labels by."""
        rows = super().get_queryset()
        if not self.is_bound:
            return rows
        sent = [
            self.data.get(f"{self.prefix}-{index}-id")
            for index in range(form_data.number(self.data, self.prefix, "INITIAL"))
        ]
        return sorted(rows, key=lambda row: sent.index(str(row.pk)) if str(row.pk) in sent else len(sent))


def _with_lost_rows_as_new(data, prefix: str, known: set[str]):
    """The form's data with rows that are gone from the record as new ones, after those that exist."""
    rows = form_data.rows_of(data, prefix)
    lost = [row for row in rows if row.exists and row.id not in known]
    if not lost:
        return data
    stay = [row for row in rows if row.exists and row.id in known]
    new = [row for row in rows if not row.exists]
    return form_data.with_rows(data, prefix, [*stay, *(Row(False, row.values) for row in lost), *new])
