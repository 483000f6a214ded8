"""What every response carries that other sites show: who may frame it, what it may load, how long it is kept."""

import re
from base64 import b64encode
from functools import wraps
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils.csp import CSP
from django.utils.safestring import SafeString, mark_safe  # noqa: TID251 (see where it is called)
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from negotiations.public.caching import public_page
from negotiations.public.embeds.asked import Asked, language_of
from negotiations.values import clock

_FINAL = "public, max-age=3600, immutable"  # an hour, because a notice may still be added


def _sheet(name: str) -> SafeString:
    """A style sheet as a short text to stand in the page, so that an embed costs no request for its looks."""
    text = Path(settings.BASE_DIR, "static", "css", name).read_text()
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = text.replace("container-type: inline-size;", "").replace(
        "@container", "@media"
    )  # the frame is the container
    text = re.sub(r"\s*([{};,])\s*", r"\1", text)
    return mark_safe(re.sub(r"\s+", " ", text).strip())  # noqa: S308 - our own files


def _hash(sheet: str) -> str:
    return f"'sha256-{b64encode(sha256(sheet.encode()).digest()).decode()}'"


SHEET = _sheet("embed.css")
STANDING_SHEET = _sheet("embed-standing.css")
CHART_SHEET = _sheet("charts.css")
SHEETS = (SHEET, STANDING_SHEET, CHART_SHEET)


def ancestors(chosen: list[str]) -> list[str]:
    """Who may frame an embed: everybody, or the hosts that were chosen and our own builder."""
    return chosen if "*" in chosen else [CSP.SELF, *chosen]


POLICY: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [_hash(sheet) for sheet in SHEETS],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-ancestors": ancestors(settings.TRADEWATCH_EMBED_ANCESTORS),
}
_SHARED = {
    "Cross-Origin-Resource-Policy": "cross-origin",
    # With the line above, a host that isolates itself can show the frame too.
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Referrer-Policy": "no-referrer",
}


def shared(view):
    """A file or an image that other sites load."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = public_page(view)(request, *args, **kwargs)
        for name, value in _SHARED.items():  # on 304 too: browsers replace what they stored
            response.headers[name] = value
        return response

    return wrapped


def framed(view):
    """A page that other sites show in a frame."""
    return xframe_options_exempt(csp_override(POLICY)(shared(view)))


def spoken(view):
    """Answered in the language that `lang` asks for: frames and images stand at one address for all languages."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        language = language_of(request.GET)
        with override(language):
            response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = language
        return response

    return wrapped


def kept(asked: Asked) -> str:
    """The Cache-Control of what was asked for.

    States change at instants that documents give to the minute, so what is live is kept to the end of the minute at
    most: never past the next boundary.
    """
    return _FINAL if asked.is_final else f"public, max-age={60 - clock.now().second}"
