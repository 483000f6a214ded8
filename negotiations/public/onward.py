"""Links that carry a reader's question on: the language of the page, and the two clocks it was asked at.

Addresses in cards and labels are bare, `/entries/TW-000123/`, because they name things. What a page links to is that
thing in the page's language and at its clocks: `/ja/entries/TW-000123/?known=2025-05-01`.
"""

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from django.conf import settings
from django.utils.translation import get_language

from negotiations.values.clock import Moment

# Addresses for machines, the same in every language (public/machine_urls.py). Feeds have words, so they have both.
_ONE_LANGUAGE = re.compile(
    r"/(?:admin|api|preview|oembed|static|embed/.|healthz|readyz|\.)|(?!/timeline\.(?:atom|json|ics)$).*\.[a-z0-9]+$"
)
_TAKES_KNOWN = re.compile(
    r"/(?!about|accessibility|admin|api|embed|glossary|methodology|oembed|preview|privacy|static)"
)
_TAKES_ON = re.compile(r"/(negotiations|measures|rates|authorities|products)\b")


def prefix() -> str:
    """ "/ja" on a page in Japanese, "" on one in English."""
    language = get_language() or settings.LANGUAGE_CODE
    return "" if language == settings.LANGUAGE_CODE else f"/{language}"


def in_language(path: str) -> str:
    """An address of this site in the language that is active; others, and such as have it, stay as they are."""
    before, bare = prefix(), re.split(r"[?#]", path, maxsplit=1)[0]
    if not before or not path.startswith("/") or path.startswith("//") or _ONE_LANGUAGE.match(bare):
        return path
    return path if f"{bare}/".startswith(f"{before}/") else before + path


def neutral(path: str) -> str:
    """An address without its language: what the thing is called whoever reads."""
    for language, _name in settings.LANGUAGES:
        if language != settings.LANGUAGE_CODE and (path + "/").startswith(f"/{language}/"):
            return path.removeprefix(f"/{language}") or "/"
    return path


def versions(path: str, clocks: dict[str, str] | None = None) -> list[dict]:
    """The same address in every language that the site is read in: {code, name, url}."""
    bare, _question, query = _with_clocks(path, clocks or {}).partition("?")
    bare = neutral(bare)
    return [
        {
            "code": code,
            "name": name,
            "url": (bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}")
            + (f"?{query}" if query else ""),
        }
        for code, name in settings.LANGUAGES
    ]


def clocks_of(request) -> dict[str, str]:
    """The clocks that a request asks at, as parameters; what cannot be read is left out."""
    found: dict[str, str] = {}
    for name in ("known", "on"):
        value = request.GET.get(name, "")
        try:
            found |= {name: Moment.parse(value).value} if value else {}
        except ValueError:
            continue
    return found


def onward(path: str, clocks: dict[str, str]) -> str:
    """The address that a link on a page with these clocks leads to; addresses of other sites stay as they are."""
    if not path.startswith("/") or path.startswith("//"):
        return path
    return in_language(_with_clocks(path, clocks))


def _with_clocks(path: str, clocks: dict[str, str]) -> str:
    """An address with the clocks that its page can be asked at and does not name itself."""
    parts = urlsplit(path)
    bare, asked = neutral(parts.path), dict(parse_qsl(parts.query, keep_blank_values=True))
    taken = [("known", _TAKES_KNOWN), ("on", _TAKES_ON)]
    more = [(n, clocks[n]) for n, takes in taken if n in clocks and n not in asked and takes.match(bare)]
    query = "&".join(filter(None, [parts.query, urlencode(more, quote_via=quote, safe=":")]))
    return parts.path + (f"?{query}" if query else "") + (f"#{parts.fragment}" if parts.fragment else "")
