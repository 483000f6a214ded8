"""What other sites load from us: frames, images, and the two scripts."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.utils.safestring import SafeString

from negotiations.public.embeds import images
from negotiations.public.embeds.asked import Asked
from negotiations.public.embeds.discovery import oembed_address
from negotiations.public.embeds.frames import CHART_SHEET, SHEET, STANDING_SHEET, framed, kept, shared, spoken
from negotiations.public.embeds.subject import Subject
from negotiations.public.embeds.subjects import find
from negotiations.public.pages import page


@framed
@spoken
def frame(request, what: str, key: str = ""):
    """One subject as a complete page for a frame; the same 404 for what is not published and what never was."""
    asked = Asked(request.GET)
    request.GET = QueryDict()  # links in its cards lead to things as they stand, from a frozen frame too
    try:
        subject = find(what, key, asked)
    except Http404:
        return page(request, "embed/missing.html", status=404, embed={"sheets": [SHEET], "header": True})
    if subject.stays != key:
        return HttpResponsePermanentRedirect(subject.frame_address)
    response = page(request, _template(subject), known=asked.known, **_context(subject))
    if not subject.errors:
        response.headers["Cache-Control"] = kept(asked)
    return response


def _template(subject: Subject) -> str:
    if subject.errors:
        return "embed/errors.html"
    return "embed/withdrawn.html" if subject.withdrawal else subject.template


def _context(subject: Subject) -> dict[str, Any]:
    is_whole = not subject.errors and not subject.withdrawal
    context = subject.context() if is_whole or subject.what == "timeline" else {}
    look = subject.asked.look
    return context | {
        "title": subject.title,
        "embed": {
            "theme": look.theme,
            "header": look.header,
            "sheets": _sheets(subject, context),
            "errors": subject.errors,
            "refusal": subject.refusal,
            "title_lang": subject.title_lang,
            "withdrawal": subject.withdrawal,
            "notices": subject.notices if is_whole else [],
            "unreviewed": subject.unreviewed if is_whole else [],
            "as_of": subject.as_of,
            "see_all_url": subject.page_url,
            "oembed_url": oembed_address(subject.page_url),
        },
    }


def _sheets(subject: Subject, context: dict[str, Any]) -> list[SafeString]:
    found = [SHEET, STANDING_SHEET] if subject.has_standing else [SHEET]
    return [*found, CHART_SHEET] if context.get("chart") else found


@shared
@spoken
def image(request, what: str, key: str = ""):
    """One subject as a picture, for places that show neither frames nor much HTML. Raises Http404."""
    asked = Asked(request.GET)
    subject = find(what, key, asked)
    if subject.stays != key:
        return HttpResponsePermanentRedirect(subject.image_address)
    response = HttpResponse(images.drawn(subject), content_type="image/svg+xml; charset=utf-8")
    response.headers["Cache-Control"] = kept(asked)
    return response


def _script(name: str) -> str:
    return Path(settings.BASE_DIR, "static", "js", name).read_text()


# For host pages; never changed, because they may hold the hash of its bytes. What has to change becomes v2.js.
V1 = _script("embed-v1.js").encode()
_FRAME = re.sub(r"^ *(//.*\n)?", "", _script("embed-frame.js"), flags=re.MULTILINE).encode()


@shared
def v1(request):
    """The script for host pages."""
    return _served(V1, "public, max-age=31536000, immutable")


@shared
def frame_script(request):
    """The script inside a frame, which may have no origin there: no module, nothing but its own bytes."""
    return _served(_FRAME, "public, max-age=3600")


def _served(script: bytes, keep: str) -> HttpResponse:
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = keep
    response.headers["Access-Control-Allow-Origin"] = "*"  # hosts check the hash only of what they may read
    return response
