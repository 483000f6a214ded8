"""What embedders copy: the same subject in the forms that other systems take."""

from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha384
from typing import Any

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from negotiations.public.embeds import images
from negotiations.public.embeds.subject import Line, Subject
from negotiations.public.embeds.views import V1
from negotiations.public.onward import in_language

HEIGHTS = {"timeline": 640, "entry": 420, "measure": 560, "negotiation": 640}
_FALLBACK = 3  # lines in place of a frame that does not come


@dataclass(frozen=True)
class Code:
    """One form: a heading, when to take it, and the text to copy. `id` is of its field."""

    id: str
    label: str
    hint: str
    text: str  # HTML where it is code: to be escaped once more where it is shown


def codes(subject: Subject) -> list[Code]:
    """Every form for one subject, in the subject's language; what is said about the forms is in the page's."""
    with override(subject.asked.look.lang):
        texts = [write(subject) for *_said, write in _FORMS]
    return [
        Code(f"code-{name}", str(label), str(hint), text)
        for (name, label, hint, _write), text in zip(_FORMS, texts, strict=True)
    ]


def framed(subject: Subject) -> SafeString:
    """A frame of fixed height that scrolls, and a link for those who see no frames."""
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" frameborder="0"></iframe>\n'
        '<p><a href="{}">{}</a></p>',
        settings.SITE_URL + subject.frame_address,
        subject.title,
        HEIGHTS[subject.what],
        subject.page_url,
        _on_site(subject),
    )


def responsive(subject: Subject) -> SafeString:
    """A few lines as text, which the script replaces by a frame that is as high as what it holds."""
    return format_html(
        '<blockquote class="tradewatch" data-src="{}" data-title="{}" data-height="{}">\n'
        '<p><a href="{}">{}</a></p>\n{}</blockquote>\n'
        '<script async src="{}" integrity="{}" crossorigin="anonymous"></script>',
        settings.SITE_URL + subject.frame_address,
        subject.title,
        HEIGHTS[subject.what],
        subject.page_url,
        subject.title,
        _list(subject.lines()[:_FALLBACK]),
        script_url(),
        integrity(),
    )


def linked(subject: Subject) -> str:
    """The address that systems with oEmbed turn into a frame by themselves."""
    return subject.page_url


def snippet(subject: Subject) -> SafeString:
    """Plain HTML as of now: no frame, no script, no style."""
    return format_html(
        '<div>\n<p><strong><a href="{}">{}</a></strong></p>\n{}<p>{} <a href="{}">{}</a>, {}</p>\n</div>',
        subject.page_url,
        subject.title,
        _list(subject.lines()),
        subject.as_of,
        settings.SITE_URL + in_language("/"),
        settings.SITE_NAME,
        settings.LICENCE,
    )


def pictured(subject: Subject) -> SafeString:
    """An image with its words, leading to the page."""
    return format_html(
        '<a href="{}"><img src="{}" alt="{}" width="{}"></a>',
        subject.page_url,
        settings.SITE_URL + subject.image_address,
        images.alternative(subject),
        images.WIDTH,
    )


def _list(lines: Iterable[Line]) -> SafeString:
    rows = format_html_join("", "<li>{}{}{}</li>\n", (_item(line) for line in lines))
    return format_html("<ul>\n{}</ul>\n", rows) if rows else rows


def _item(line: Line) -> tuple:
    before = ", ".join(filter(None, (line.when, line.lead)))
    text = format_html(
        '<a href="{}{}">{}</a>', settings.SITE_URL, in_language(line.url), line.text or line.lead
    )
    return f"{before}: " if before else "", text if line.url else line.text, _source(line)


def _source(line: Line) -> str:
    return f" ({line.source})" if line.source else ""


def _on_site(subject: Subject) -> str:
    name = settings.SITE_NAME
    return subject.title if subject.title.startswith(name) else f"{subject.title} – {name}"


def script_url() -> str:
    return f"{settings.SITE_URL}/embed/v1.js"


def integrity() -> str:
    """The hash that a host page may hold, because the script is never changed."""
    return f"sha384-{b64encode(sha384(V1).digest()).decode()}"


def policy_lines() -> list[tuple[str, str]]:
    """What a host's Content-Security-Policy needs: (what for, the line)."""
    return [
        (str(_("Any frame")), f"frame-src {settings.SITE_URL}"),
        (str(_("The script that fits the height")), f"script-src {script_url()}"),
        (str(_("The image")), f"img-src {settings.SITE_URL}"),
    ]


_FORMS: tuple[tuple[str, Any, Any, Callable[[Subject], str]], ...] = (
    ("responsive", _("Fits its height"), _("Text that a small script replaces by the frame."), responsive),
    ("frame", _("Frame only"), _("No script: the frame has a fixed height and scrolls."), framed),
    (
        "link",
        _("Address"),
        _("For WordPress, Ghost, Drupal, Wagtail and others that ask oEmbed: paste it on a line of its own."),
        linked,
    ),
    (
        "snippet",
        _("Plain HTML"),
        _("For newsletters: the words as they stand now, which stay as they are."),
        snippet,
    ),
    (
        "image",
        _("Image"),
        _("A picture (SVG) of the newest lines, with its words for those who listen."),
        pictured,
    ),
)
