"""oEmbed 1.0: what other software asks to turn one of our addresses into a frame.

Only addresses of this site that can be embedded are answered for, and the answer holds nothing but a quotation with a
link and one frame: what WordPress lets through, and no script.
"""

import re
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.http import Http404, JsonResponse, QueryDict
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.translation import get_language_from_path, override

from negotiations.public.caching import public_page
from negotiations.public.embeds.asked import LANGUAGES, Asked, language_of
from negotiations.public.embeds.codes import HEIGHTS
from negotiations.public.embeds.subject import Subject
from negotiations.public.embeds.subjects import find
from negotiations.values.texts import has_refused_character

_WIDTH, _WIDEST = 600, 1000  # pixels: where no width is asked for, and the most that is given
# Rows where the address names no limit: about as many as go into 1,000 pixels, which is as high as WordPress lets a
# frame become.
_ROWS = {"timeline": 3, "negotiation": 5}
_KEPT = 24 * 60 * 60  # seconds for which a consumer may keep the answer
_PAGES = (
    "timeline",
    "entry",
    "measure",
    "negotiation",
)  # names of addresses; the frames' begin with "embed-"


class Refused(Exception):
    """Why there is no answer, with its status."""

    def __init__(self, status: int, detail: str):
        self.status, self.detail = status, detail
        super().__init__(detail)


@public_page
def oembed(request):
    """The answer for `url`; `maxwidth` and `maxheight` are obeyed, every other parameter is ignored."""
    try:
        response = JsonResponse(_answer(request.GET), json_dumps_params={"ensure_ascii": False})
        response.headers["Cache-Control"] = "public, max-age=300"
    except Refused as refused:
        problem = {"title": "No embed", "status": refused.status, "detail": refused.detail}
        response = JsonResponse(problem, status=refused.status, content_type="application/problem+json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _answer(asked: QueryDict) -> dict:
    if asked.get("format", "json") != "json":
        raise Refused(501, "Only format=json is served.")
    parts = _parts(asked.get("url", ""))
    language, data = _asked_of(parts)
    with override(language):
        subject = _subject(parts, data)
        width = min(_pixels(asked, "maxwidth") or _WIDTH, _WIDEST)
        height = min(_pixels(asked, "maxheight") or _WIDEST, HEIGHTS[subject.what])
        return _rich(subject, width, height)


def _rich(subject: Subject, width: int, height: int) -> dict:
    return {
        "type": "rich",
        "version": "1.0",
        "title": subject.title,
        "provider_name": settings.SITE_NAME,
        "provider_url": settings.SITE_URL,
        "cache_age": _KEPT,
        "width": width,
        "height": height,
        "html": _html(subject, width, height),
    }


def _html(subject: Subject, width: int, height: int) -> str:
    return format_html(
        '<blockquote><a href="{}">{}</a></blockquote>'
        '<iframe title="{}" src="{}" width="{}" height="{}"></iframe>',
        subject.page_url,
        subject.title,
        subject.title,
        settings.SITE_URL + subject.frame_address,
        width,
        height,
    )


def _pixels(asked: QueryDict, name: str) -> int | None:
    """A largest size; None where none is given. Raises Refused for what is no number of pixels."""
    value = asked.get(name, "")
    if not value:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", value) or not int(value):
        raise Refused(400, f"{name} is a whole number of pixels.")
    return int(value)


def _asked_of(parts: SplitResult) -> tuple[str, QueryDict]:
    """The language of an address, from its path (a page) or its query (a frame), and what it asks for."""
    data = QueryDict(parts.query, mutable=True)
    language = get_language_from_path(unquote(parts.path))
    if language in LANGUAGES:
        data["lang"] = language
    return language_of(data), data


def _subject(parts: SplitResult, data: QueryDict) -> Subject:
    """What an address of ours shows, in the language that is active. Raises Refused."""
    if "@" in parts.netloc or _place(parts) != _place(urlsplit(settings.SITE_URL)):
        raise Refused(404, "This is not an address of this site.")
    try:
        found = resolve(unquote(parts.path))
        what = _PAGES[_PAGES.index((found.url_name or "").removeprefix("embed-"))]
        if what in _ROWS:
            data.setdefault("limit", str(_ROWS[what]))
        subject = find(what, found.kwargs.get("key", ""), Asked(data))
    except (Resolver404, ValueError, Http404):
        raise Refused(404, "Nothing at this address can be embedded.") from None
    if subject.errors or subject.withdrawal:
        raise Refused(404, "Nothing at this address can be embedded.")
    return subject


def _parts(url: str) -> SplitResult:
    """The parts of an absolute address. Raises Refused."""
    if not url:
        raise Refused(400, "url is missing.")
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        raise Refused(400, "url is not an address.") from None
    is_broken = len(url) > 2000 or has_refused_character(url) or " " in url or "\\" in url
    if is_broken or parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(400, "url is not an address.")
    return parts


def _place(parts: SplitResult) -> tuple:
    """Host and port; the same for http and https, which lead to the same site."""
    port = parts.port
    return parts.hostname, None if port in (80, 443) else port
