"""Everything that a stranger can ask for, found from the site's own map and by following links.

The site is a function `get(address) -> response` with `status_code`, `headers` and `content`: Django's test client, or
`over_http(base)` for a server, also one behind a proxy. Keys are asked of the API, as a stranger would.
"""

import html
import json
import re
import zipfile
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from io import BytesIO
from itertools import cycle, product
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.urls import URLResolver, get_resolver

from negotiations.public.api.nouns import collections
from negotiations.public.citing import FORMS
from negotiations.public.representations import REPRESENTATIONS
from tests.public.site import QUESTIONS, VIEWS

type Get = Callable[[str], Any]
MAPS = ("negotiations.public.urls", "negotiations.public.machine_urls")
_VARIABLE = re.compile(r"<(?:\w+:)?(\w+)>")
_FOLDER = re.compile(r"(?:/ja)?(?:/embed|/api/v1)?/([a-z-]+)/<")
# What ends every way that leads nowhere, written as a regular expression.
_NOWHERE = {"/^api(?:/(?P<rest>[\\s\\S]*))?$": ["/api", "/api/v2", "/api/v1/nothing"]}
# Pages and lists of the API that call the same things by two names.
_LISTED_AS = {"products": "product-lists"}
# At which clocks each address is asked for, and the few that are asked at odd ones too.
KNOWN = ("", "2025-08-02T12:00:00Z", "2099-01-01")
ODD = ("2025-01-01", "nonsense")


@dataclass
class Keys:
    """What strangers can learn the names of: {folder: keys}, and how many editions an entry has."""

    of: dict[str, list[str]] = field(default_factory=dict)
    editions: dict[str, int] = field(default_factory=dict)
    sections: list[str] = field(default_factory=list)


def routes() -> list[str]:
    """Every pattern of the public site as one text, pages also in Japanese: /ja/entries/<slug:key>/."""
    pages, machines = (_routes(get_resolver(name).url_patterns, "/") for name in MAPS)
    return [*pages, *(f"/ja{page}" for page in pages), *machines]


def _routes(patterns: Iterable, before: str) -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        route = f"{before}{pattern.pattern}"
        found += _routes(pattern.url_patterns, route) if isinstance(pattern, URLResolver) else [route]
    return list(dict.fromkeys(found))


def keys(get: Get, *, most: int | None = None) -> Keys:
    """The keys of everything printed, also of what is closed now; `most` of each kind for a large record."""
    found = Keys(of={name: [] for name in (*collections(), "entries")})
    shelf = {one.name: name for name, one in collections().items()}
    for row in _listed(get, "/api/v1/changes"):
        of = found.of[shelf.get(row["kind"], "entries")]
        if row["key"] not in of and (most is None or len(of) < most):
            of.append(row["key"])
        if row["key"] in of:
            found.editions[row["key"]] = max(row["edition"], found.editions.get(row["key"], 1))
    index = text_of(get("/sitemap.xml"))
    found.sections = re.findall(r"/sitemap-([\w-]+)\.xml", index)
    return found


def _listed(get: Get, address: str) -> Iterator[dict]:
    while address:
        page = json.loads(body_of(get(address)))
        yield from page["data"]
        address = local(page["next"] or "")


def filled(route: str, known: Keys) -> list[str]:
    """The addresses of a pattern; none where nobody said what its variables stand for."""
    if route in _NOWHERE:
        return _NOWHERE[route]
    names = _VARIABLE.findall(route)
    if not names:
        return [route + QUESTIONS.get(route, "")]
    if "key" not in names:
        values = {"extension": list(REPRESENTATIONS), "section": known.sections}
        return [_VARIABLE.sub(value, route) for value in values.get(names[0], [])]
    if "(" in route or not (folder := _FOLDER.match(route)):
        return []
    found = []
    for key in known.of.get(_LISTED_AS.get(folder[1], folder[1]), []):
        numbers = list(range(1, known.editions[key] + 1))
        # One edition more than there is: the working copy of it must not stand there.
        stands = {"key": [key], "number": [*numbers, numbers[-1] + 1], "form": list(FORMS)}
        stands |= {"before": [1], "after": [*numbers, numbers[-1] + 1]}
        if not set(names) <= stands.keys():
            return []
        for chosen in product(*(stands[name] for name in names)):
            values = iter(chosen)
            found.append(_VARIABLE.sub(lambda _, values=values: str(next(values)), route))
    return found


def seeds(known: Keys) -> list[str]:
    """Every address of the site's map, at several instants of the record."""
    found = []
    for route in routes():
        odd = () if "<" in route else ODD
        found += [at(address, clock) for address in filled(route, known) for clock in (*KNOWN, *odd)]
    for address in VIEWS:
        found += [at(address, clock) for clock in KNOWN]
    for folder, facet in (("economies", "economy"), ("people", "person"), ("topics", "topic")):
        for key, page in product(
            known.of[folder], ("/timeline/", "/timeline.csv", "/timeline.atom", "/embed/")
        ):
            found.append(f"{page}?{facet}={key}")
    pages = [
        f"{settings.SITE_URL}/{folder}/{key}/"
        for folder in ("entries", "measures")
        for key in known.of[folder]
    ]
    found += [f"/oembed?{urlencode({'url': page})}" for page in pages]
    return list(dict.fromkeys(found))


def at(address: str, known: str) -> str:
    """The address at an instant of the record."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'known': known})}" if known else address


def crawl(get: Get, first: Iterable[str], *, variants: int = 4) -> Iterator[tuple[str, Any]]:
    """Every address of `first` with its answer, and every one that an answer leads to.

    Of an address that was only found in a link, `variants` questions (what stands after `?`) are followed.
    """
    queue = deque(first)
    seen, asked = set(queue), Counter(urlsplit(address).path for address in queue)
    while queue:
        address = queue.popleft()
        response = get(address)
        yield address, response
        for link in links(response):
            path = urlsplit(link).path
            if link not in seen and asked[path] < variants:
                seen.add(link)
                asked[path] += 1
                queue.append(link)


def links(response: Any) -> list[str]:
    """Where an answer leads to within the public site: in pages, feeds, calendars, data and headers."""
    headers = " ".join([response.headers.get("Link", ""), f'href="{response.headers.get("Location", "")}"'])
    text = html.unescape(text_of(response)) + headers
    here = re.findall(r"""(?:href|src|action)=["'](/[^"'#\s<>]*)""", text)
    ours = re.findall(re.escape(settings.SITE_URL) + r"""(/[^"'#\s<>\\)\],;]*)""", text)
    return [
        link for link in dict.fromkeys([*here, *ours]) if not link.startswith(("//", "/static/", "/admin"))
    ]


def local(address: str) -> str:
    """An address of the site without its host."""
    return address.removeprefix(settings.SITE_URL)


def body_of(response: Any) -> bytes:
    """The bytes of an answer, sent in pieces or whole; read once."""
    if not getattr(response, "streaming", False):
        return response.content
    if not hasattr(response, "read_once"):
        response.read_once = b"".join(response.streaming_content)
    return response.read_once


def text_of(response: Any) -> str:
    """Every word that a reader finds in an answer: workbooks unpacked, the lines of calendars unfolded."""
    body = body_of(response)
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    text = body.decode(errors="replace")
    if response.headers.get("Content-Type", "").startswith("text/calendar"):
        text = text.replace("\r\n ", "")
    return text


@dataclass
class Fetched:
    """An answer that came over HTTP."""

    status_code: int
    headers: dict[str, str]
    content: bytes


def over_http(base: str, *, host: str = "", seconds: float = 10) -> Get:
    """The site at an address such as http://127.0.0.1:8080; `host` is what it is called there. Follows no redirect.

    Each request comes from another address of this machine, so that no limit for one asker is met.
    """
    parts, askers = urlsplit(base), cycle(f"127.0.{n // 250 + 1}.{n % 250 + 1}" for n in range(5000))

    def get(address: str, **headers: str) -> Fetched:
        line = HTTPConnection(
            parts.hostname or "", parts.port or 80, timeout=seconds, source_address=(next(askers), 0)
        )
        try:
            asked = {"Host": host or parts.netloc, **headers}
            line.request("GET", quote(address, safe="/?&=%:;,+@!$'()*~-._"), headers=asked)
            answer = line.getresponse()
            # As pages write them, whatever the case of the names is on the way.
            told = {name.title(): value for name, value in answer.getheaders()}
            return Fetched(answer.status, told, answer.read())
        finally:
            line.close()

    return get
