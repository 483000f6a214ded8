"""The pictures that other sites show beside a link to an entry, a negotiation or a measure.

Made after the printing is committed, so that neither an editor's transaction nor a reader waits for one; a picture
that cannot be made is logged, and the site's own stands in for it. All of them can be made again (`rebuild_public`).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from itertools import batched
from pathlib import Path
from unicodedata import east_asian_width

import resvg_py
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation

from negotiations.models.printed import Edition, Publication, SocialImage
from negotiations.public import kinds
from negotiations.public.cards import card_for
from negotiations.public.charts.letters import width_of
from negotiations.public.labels import label_of, labels_for, references_in
from negotiations.public.social import PICTURED

logger = logging.getLogger(__name__)

_ROOM, _TOP, _HEIGHT = (
    1056,
    150,
    360,
)  # of the headline: its width, where it begins, how far down it may reach
_SIZES = (68, 60, 52, 44, 38)  # of its letters, the largest that fits
_FONTS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
_EAST_ASIAN = (
    "cjk",
    "gothic",
    "mincho",
    "hiragino",
    "ipaex",
    "meiryo",
    "yugoth",
    "vlgothic",
    "takao",
    "sourcehan",
)
type Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Line:
    text: str
    y: int


@dataclass(frozen=True)
class Picture:
    """What is written on one: the kind and date above, the headline in `lines`, the site and the number below."""

    kind: str
    when: str
    lang: str
    size: int
    lines: list[Line]
    site: str
    foot: str

    @property
    def text(self) -> str:
        return " ".join([self.kind, self.when, self.site, self.foot, *(line.text for line in self.lines)])


def after_commit(publication: Publication) -> None:
    """Have the picture made anew once what was printed is there for readers."""
    if settings.SOCIAL_IMAGES and publication.kind in pictured():
        transaction.on_commit(partial(renew, publication.pk), robust=True)


def pictured() -> set[str]:
    """The kinds that have pictures: every kind of entry, and the nouns that people link to."""
    return {kind.name for kind in kinds.entry_kinds()} | PICTURED


def renew(pk: int) -> None:
    """Bring the picture of a publication up to date; take it away where readers no longer see the publication."""
    edition = Edition.objects.known_on(None).filter(publication=pk).select_related("publication").first()
    if edition is None or (png := drawn(edition)) is None:
        SocialImage.objects.filter(publication=pk).delete()
        return
    SocialImage.objects.update_or_create(publication_id=pk, defaults={"edition": edition, "png": png})


def fill(progress: Progress = lambda done, total: None) -> int:
    """Make the pictures that are missing or older than the current edition; returns of how many."""
    open_ones = Publication.objects.filter(kind__in=pictured(), closed_at=None, redirect_to=None)
    SocialImage.objects.exclude(publication__in=open_ones).delete()
    stale = open_ones.filter(editions__superseded_at=None).exclude(editions=F("social_image__edition"))
    ids = list(stale.order_by("pk").values_list("pk", flat=True))
    for done, portion in enumerate(batched(ids, 50, strict=False), start=1):
        for pk in portion:
            renew(pk)
        progress(min(done * 50, len(ids)), len(ids))
    return len(ids)


def drawn(edition: Edition) -> bytes | None:
    """The picture of an edition as PNG; None where this machine has no letters for its words."""
    with translation.override(settings.LANGUAGE_CODE):
        picture = picture_of(edition)
        if not has_letters_for(picture.text):
            logger.info("No picture of %s: no font here has its letters", edition.publication.key)
            return None
        svg = render_to_string("social/picture.svg", {"picture": picture})
    return bytes(resvg_py.svg_to_bytes(svg_string=svg))


def picture_of(edition: Edition) -> Picture:
    """What is to be written on the picture of an edition (its publication must be joined)."""
    publication = edition.publication
    if publication.number is None:
        label = label_of(edition)
        return _picture(label.text, label.kind_label, "", "en", "")
    card = card_for(edition, labels_for(references_in(edition.content), None))
    return _picture(card.b["headline"], card.kind_label, card.when.text, card.b["language"], card.id)


def _picture(headline: str, kind: str, when: str, lang: str, foot: str) -> Picture:
    size, lines = fitted(headline)
    step = round(size * 1.28)
    placed = [Line(text, _TOP + step * (n + 1)) for n, text in enumerate(lines)]
    return Picture(str(kind), when, lang, size, placed, settings.SITE_NAME, foot)


def fitted(text: str) -> tuple[int, list[str]]:
    """The largest size of letters in which a text fits, and its lines; the last is cut off where none does."""
    for size in _SIZES:
        lines, most = wrapped(text, size), _HEIGHT // round(size * 1.28)
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], lines[most - 1].rstrip(" .,;:、。") + "…"]


def wrapped(text: str, size: int) -> list[str]:
    """A text on lines that fit; it breaks after spaces, and around letters that are as wide as high."""
    lines = [""]
    for word in _words(text):
        if lines[-1] and width_of(lines[-1] + word.rstrip(), size) > _ROOM:
            lines.append("")
        lines[-1] += word
    return [line.strip() for line in lines if line.strip()]


def _words(text: str) -> list[str]:
    words = [""]
    for letter in text:
        wide, before = _is_wide(letter), words[-1][-1:]
        # Closing marks stay with what they close.
        if letter not in "、。」』）・ー" and (wide or before == " " or (before and _is_wide(before))):
            words.append("")
        words[-1] += letter
    return words


def _is_wide(letter: str) -> bool:
    return east_asian_width(letter) in "WF"


def has_letters_for(text: str) -> bool:
    """True where this machine has fonts for a text: boxes instead of letters are worse than no picture."""
    latin, east_asian = _fonts()
    others = [letter for letter in text if ord(letter) > 0x24F and not 0x2000 <= ord(letter) < 0x2200]
    if any(not _is_wide(letter) and letter != "・" for letter in others):
        return False  # other scripts need fonts, and an order of letters, that nobody here has tried
    return latin and (east_asian or not others)


@cache
def _fonts() -> tuple[bool, bool]:
    """Whether there are fonts at all, and one for Japanese and Chinese."""
    found = [
        path.name.lower().replace("-", "").replace("_", "")
        for folder in map(Path, (*_FONTS, "~/.fonts", "~/.local/share/fonts"))
        for path in folder.expanduser().rglob("*.[to]t[fc]")
    ]
    return bool(found), any(name in file for file in found for name in _EAST_ASIAN)
