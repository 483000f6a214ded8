"""A subject as a picture: words on plain paper as SVG, and the same words for those who listen."""

from dataclasses import dataclass
from unicodedata import east_asian_width

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from negotiations.public.embeds.subject import Line, Subject

WIDTH, _MARGIN = 640, 24
_TITLE, _TEXT, _SMALL, _FOOT = 22, 17, 13, 12  # sizes of letters
_COLOURS = {
    "light": {"paper": "#FAF9F6", "ink": "#16191D", "dim": "#4B525B", "rule": "#767C85", "brand": "#0E4A4F"},
    "dark": {"paper": "#121417", "ink": "#ECEDEE", "dim": "#B3BAC3", "rule": "#7F8893", "brand": "#7FD1CF"},
}


@dataclass(frozen=True)
class _Row:
    """A line of letters; `kind` is title, small, text or foot, `y` its base."""

    kind: str
    text: str
    y: int


class _Paper:
    """Rows from top to bottom."""

    def __init__(self):
        self.rows: list[_Row] = []
        self.y = _MARGIN

    def write(self, kind: str, text: str, size: int, most: int) -> None:
        """Put down a text on as many lines as it needs, at most `most`."""
        for line in _wrapped(text, size, most):
            self.y += round(size * 1.35)
            self.rows.append(_Row(kind, line, self.y))

    def space(self, height: int) -> None:
        self.y += height


def drawn(subject: Subject) -> str:
    """The picture as SVG."""
    paper, lines = _Paper(), _lines(subject)
    paper.write("title", subject.title, _TITLE, 2)
    for line in lines:
        paper.space(10)
        paper.write("small", " · ".join(filter(None, (line.when, line.lead, line.source))), _SMALL, 1)
        paper.write("text", line.text, _TEXT, 2)
    paper.space(12)
    foot = paper.y
    paper.write("foot", f"{settings.SITE_NAME}. {subject.as_of} {settings.LICENCE}", _FOOT, 2)
    theme = "dark" if subject.asked.look.theme == "dark" else "light"
    context = {
        "title": subject.title,
        "description": alternative(subject),
        "rows": paper.rows,
        "foot": foot,
        "width": WIDTH,
        "height": paper.y + _MARGIN,
        "margin": _MARGIN,
        "colour": _COLOURS[theme],
        "language": subject.asked.look.lang,
    }
    return render_to_string("embed/image.svg", context)


def _lines(subject: Subject) -> list[Line]:
    if subject.errors:
        return [Line(f"{error['label']}: {error['message']}") for error in subject.errors]
    if subject.withdrawal:
        return [Line(subject.withdrawal.text)]
    notices = [
        Line(notice.text, lead=_("Corrected since: %(id)s") % {"id": notice.id}) for notice in subject.notices
    ]
    return notices + subject.lines()


def alternative(subject: Subject) -> str:
    """The picture in words, for `alt`."""
    said = [": ".join(filter(None, (line.when, line.lead, line.text))) for line in _lines(subject)]
    return ". ".join([subject.title, *(line.rstrip(".") for line in said), subject.as_of])


def _wrapped(text: str, size: int, most: int) -> list[str]:
    """Words on lines that fit the paper; what is beyond the last line becomes an ellipsis."""
    room = (WIDTH - 2 * _MARGIN) / (size * 0.54)
    lines = [""]
    for word in _words(text):
        if _length(lines[-1]) + _length(word.rstrip()) > room and lines[-1]:
            lines.append("")
        lines[-1] += word
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1].rstrip(" .,;:") + "…"]
    return lines


def _words(text: str) -> list[str]:
    """Where a line may break: after a space, and around every wide character."""
    words = [""]
    for letter in text:
        is_wide = east_asian_width(letter) in "WF"
        if is_wide or (words[-1] and (words[-1][-1] == " " or east_asian_width(words[-1][-1]) in "WF")):
            words.append("")
        words[-1] += letter
    return words


def _length(text: str) -> float:
    return sum(1.85 if east_asian_width(letter) in "WF" else 1 for letter in text)
