"""What every embed knows of itself: its page, its frame, its image, and how its words are dated."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from negotiations.public.embeds.asked import Asked
from negotiations.public.embeds.frozen import Notice
from negotiations.public.onward import in_language
from negotiations.public.pages import is_sample
from negotiations.values import clock
from negotiations.values.when import day_text


@dataclass(frozen=True)
class Line:
    """One line of a subject in plain words, for places that cannot show a frame; `url` is a path or ''."""

    text: str
    url: str = ""
    when: str = ""
    lead: str = ""
    source: str = ""


class Subject:
    """The base of all. `key` is the last part of the address; what readers cannot see raises Http404."""

    what = ""
    refusal: Any = ""  # the sentence where its address cannot be understood
    folder = ""  # of the frame and of the image, under /embed/
    fields: tuple[str, ...] = ()  # parameters of its own, beside those of the look
    has_standing = False  # True for what stands somewhere on a day

    def __init__(self, key: str, asked: Asked):
        self.key, self.asked = key, asked

    # What the frame holds

    template = ""

    @property
    def title(self) -> str:
        raise NotImplementedError

    @property
    def title_lang(self) -> str:
        """The language of the title where it is another than the frame's, else ''."""
        return ""

    @cached_property
    def errors(self) -> list[dict]:
        """What cannot be understood of the address; then nothing else is shown."""
        return self.asked.errors("theme", "limit", "header", "lang", *self.fields)

    @property
    def withdrawal(self) -> Notice | None:
        """The notice that stands in its place where it is gone."""
        return None

    @cached_property
    def notices(self) -> list[Notice]:
        """What became, after the instant of a frozen embed, of what it shows."""
        return []

    @cached_property
    def unreviewed(self) -> list[dict]:
        """What it shows of editions that no second editor had approved: {id, url, confirmed_at}."""
        return []

    def context(self) -> dict[str, Any]:
        """What its template needs beside what all have."""
        raise NotImplementedError

    def lines(self) -> list[Line]:
        """The same in plain words."""
        raise NotImplementedError

    # Where it stands

    @property
    def stays(self) -> str:
        """The key of what it was merged with, else its own."""
        return self.key

    @property
    def page_path(self) -> str:
        raise NotImplementedError

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The parameters that say what is shown, for its page and for its frame."""
        clocks = {"known": self.asked.known, "on": self.asked.on if "on" in self.fields else None}
        return [(name, moment.value) for name, moment in clocks.items() if moment]

    @property
    def frame_path(self) -> str:
        return f"/embed/{self.folder}/{self.stays}/"

    @property
    def page_url(self) -> str:
        """In the language that is active: from a Japanese frame it leads to the page in Japanese."""
        return settings.SITE_URL + _address(in_language(self.page_path), self.pairs)

    @property
    def frame_address(self) -> str:
        """Without the host, for our own pages."""
        return _address(self.frame_path, [*self.pairs, *self.asked.look.pairs])

    @property
    def image_address(self) -> str:
        """An image has no header of its own."""
        look = [pair for pair in self.asked.look.pairs if pair[0] != "header"]
        return _address(f"{self.frame_path.rstrip('/')}.svg", [*self.pairs, *look])

    @cached_property
    def as_of(self) -> str:
        """The day of what is shown, in words: of the record, and of the state where that is another."""
        known, on = self.asked.known, self.asked.on if "on" in self.fields else None
        said = [
            _("As published by %(moment)s.") % {"moment": known.text}
            if known
            else _("Record of %(day)s.") % {"day": day_text(clock.now())}
        ]
        said += [_("State at %(moment)s.") % {"moment": on.text}] if on else []
        said += [_("Sample record.")] if is_sample() else []
        return " ".join(said)


def _address(path: str, pairs: Sequence[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path
