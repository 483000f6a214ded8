"""What the address of an embed asks for beside its subject: the two clocks, and how it is to look."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from negotiations.public.clocks import Clocks
from negotiations.public.parameters import KnownField
from negotiations.values import clock
from negotiations.values.clock import Moment

LANGUAGES = ("en", "ja")
LIMIT = 10  # rows, where the address names no number
# An instant that was over this long ago can get no further printing: whoever was still writing then is done.
_SAFETY = timedelta(minutes=5)


_HEADINGS = {
    "theme": _("Theme"),
    "limit": _("Limit"),
    "header": _("Header"),
    "lang": _("Language"),
    "known": _("Known"),
    "on": _("On"),
}


def language_of(data: QueryDict) -> str:
    """The language that an address asks for: English where it names none, or none that there is."""
    return next((one for one in LANGUAGES if one == data.get("lang")), LANGUAGES[0])


def _choices(*names: str) -> list[tuple[str, str]]:
    return [(name, name) for name in names]


class _Form(forms.Form):
    theme = forms.ChoiceField(choices=_choices("auto", "light", "dark"), required=False)
    limit = forms.IntegerField(min_value=1, max_value=50, required=False)
    header = forms.ChoiceField(choices=_choices("1", "0"), required=False)
    lang = forms.ChoiceField(choices=_choices(*LANGUAGES), required=False)
    known = KnownField(required=False, max_length=40)
    on = KnownField(required=False, max_length=40)


@dataclass(frozen=True)
class Look:
    """How an embed looks: `theme` auto, light or dark; at most `limit` rows; with or without its header; `lang`."""

    theme: str
    limit: int
    header: bool
    lang: str

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What is not the default, for an address."""
        return [
            *[("theme", self.theme)] * (self.theme != "auto"),
            *[("limit", str(self.limit))] * (self.limit != LIMIT),
            *[("header", "0")] * (not self.header),
            *[("lang", self.lang)] * (self.lang != LANGUAGES[0]),
        ]


class Asked:
    """The parameters that all embeds share, parsed. A value that cannot be read is an error, and the default."""

    def __init__(self, data: QueryDict):
        self.data = data
        self._form = _Form(data)
        self._form.is_valid()
        given = self._form.cleaned_data
        self.look = Look(
            theme=given.get("theme") or "auto",
            limit=given.get("limit") or LIMIT,
            header=given.get("header") != "0",
            lang=given.get("lang") or LANGUAGES[0],
        )
        self.known: Moment | None = given.get("known")
        self.on: Moment | None = given.get("on")

    def errors(self, *names: str) -> list[dict]:
        """What cannot be understood of some parameters: {field, label, message}."""
        return [
            {"field": name, "label": str(_HEADINGS[name]), "message": messages[0]}
            for name, messages in self._form.errors.items()
            if name in names
        ]

    @cached_property
    def clocks(self) -> Clocks:
        """A frozen embed shows the state of its own day, unless it is asked for another."""
        known = self.known.at if self.known else None
        return Clocks(known, self.on.at if self.on else day_of(self.known), self.on)

    @property
    def is_final(self) -> bool:
        """True for a full instant that is over: nothing but a notice can be added any more."""
        return bool(self.known and "T" in self.known.value and self.known.at < clock.now() - _SAFETY)


def day_of(known: Moment | None) -> datetime:
    """The instant at which states are folded: now, or that of a frozen embed once it is past."""
    return min(known.at, clock.now()) if known else clock.now()
