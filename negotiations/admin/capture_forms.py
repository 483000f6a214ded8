"""The forms of quick capture: the page, the source, the speaker and the draft, all sent as one."""

from copy import deepcopy

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.forms import modelform_factory

from negotiations.admin.forms import FIELDS, EntryForm, HiddenText, PassageField
from negotiations.desk.capture.reading import LONGEST
from negotiations.models.fields import Line, refuse_control_characters
from negotiations.models.kinds.quote import Quote
from negotiations.models.nouns import Economy, Office, Organisation, Person
from negotiations.models.sources import Source

ONLY_SOURCE = "source"  # in place of a kind: a source with its text, and no entry yet
QUOTE = Quote.kind
_LINE = {"required": False, "validators": Line.default_validators, "widget": AdminTextInputWidget}


def _desk_field(db_field, **kwargs):
    """The form field of a model's field, as all screens of the desk have it."""
    ours = next((FIELDS[base] for base in type(db_field).__mro__ if base in FIELDS), {})
    return db_field.formfield(**{**deepcopy(ours), **kwargs})


class PageForm(forms.Form):
    """Where the page is, what it said, and what is to become of it.

    `page` is the sealed text of a page that was fetched, `proposed` what was proposed for which field, `tried` the
    address that was fetched last, in vain or not.
    """

    token = HiddenText(required=False, max_length=32)
    page = HiddenText(required=False)
    proposed = HiddenText(required=False)
    tried = HiddenText(required=False)
    address = forms.CharField(
        required=False,
        max_length=2000,
        label="Address of the page",
        widget=AdminTextInputWidget(
            attrs={
                "inputmode": "url",
                "placeholder": "https://",
                "autocomplete": "off",
                "spellcheck": "false",
            }
        ),
        validators=Line.default_validators,
    )
    pasted = PassageField(
        required=False,
        max_length=LONGEST,
        label="The article's text",
        help_text="Kept with the source as evidence, for the desk alone: quotations are compared with it.",
        widget=AdminTextareaWidget(attrs={"rows": 8}),
        validators=[refuse_control_characters],
    )
    apart = forms.BooleanField(
        required=False, label="It is another document: make a source of its own instead"
    )
    no_text = forms.BooleanField(required=False, label="Do not store this text")
    kind = forms.ChoiceField(label="What comes of it", widget=forms.RadioSelect)

    def __init__(self, kinds, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds


class SpeakerForm(forms.Form):
    """Who spoke: somebody on record, or somebody new. `speaker` is a choice made for the name in `speaker_for`."""

    speaker_name = forms.CharField(
        **_LINE, max_length=Person._meta.get_field("name").max_length, label="Speaker"
    )
    speaker = HiddenText(required=False)
    speaker_for = HiddenText(required=False)
    office = forms.ChoiceField(required=False, label="Office held on that day")
    office_title = forms.CharField(
        **_LINE,
        max_length=Office._meta.get_field("title").max_length,
        label="Title of the office",
        help_text="As it was on that day. Example: Minister of Finance.",
    )
    organisation = forms.CharField(
        **_LINE,
        max_length=Organisation._meta.get_field("name").max_length,
        help_text="Its name or short name. One that is not on record is made.",
    )
    economy = forms.ModelChoiceField(
        Economy.objects, required=False, to_field_name="code", empty_label="–", label="Side they act for"
    )

    def __init__(self, offices, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = offices
        for name in ("speaker_name", "organisation"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["organisation"].widget.attrs["list"] = "organisation-names"


class SourceForm(forms.ModelForm):
    """The source that is made of the page."""

    class Meta:
        model = Source
        fields = ("title", "publisher", "issued", "authors", "language", "source_kind", "address")
        formfield_callback = _desk_field
        help_texts = dict.fromkeys(("address", "publisher", "issued", "authors"), "")
        labels = {
            "issued": "Date of publication",
            "authors": "Authors, separated by ;",
            "address": "Web address of the source",
        }
        error_messages = {"title": {"required": "Give the title of the source, or fetch its page."}}


class WordsForm(forms.ModelForm):
    """The words of a quote."""

    class Meta:
        model = Quote
        fields = ("text", "text_language")
        formfield_callback = _desk_field
        labels = {"text": "The words", "text_language": "Their language"}
        help_texts = {
            "text": "Exactly as said, without quotation marks around them.",
            "text_language": "",
        }


def draft_form(model):
    """The form of what every entry has, for a draft of one kind."""
    return modelform_factory(
        model,
        form=EntryForm,
        fields=("headline", "when", "zone"),
        formfield_callback=_desk_field,
        error_messages={
            "headline": {"required": "Give a headline: one sentence of our own, by which it is found."}
        },
        labels={"when": "Date"},
        help_texts={
            "headline": "",
            "when": "Left empty, it is the source's date. As exactly as it is known: 2025-04-16, or 2025-04.",
            "zone": "Of the place, where it is known.",
        },
    )
