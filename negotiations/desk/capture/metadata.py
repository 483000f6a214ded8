"""What a page says of itself: title, publisher, authors, date, language, address; and where it says so."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from negotiations.desk.capture import cleaning, languages, linked_data
from negotiations.desk.capture.dates import date_in_path, read_date

Proposal = tuple[str, str]  # the value, and the words that say where it was read
Found = Iterator[tuple[Any, str]]

_JSON_LD, _OPEN_GRAPH, _META = "from JSON-LD", "from OpenGraph", "from meta data"
_TITLE, _MARKED, _ADDRESS = "from <title>", "from the text", "from the address"
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)", re.ASCII)
_SUFFIX = re.compile(r"\s+[|–—·:-]\s+|\s*[|｜]\s*")


def proposals(page: LexborHTMLParser, address: str, header_language: str, text: str) -> dict[str, Proposal]:
    """The fields of a source that the page tells, cleaned: {field: (value, where it was read)}."""
    said = _Page(page, address)
    publisher = _first(said.publishers(), lambda value: cleaning.line(value, 120))
    found = {
        "title": _first(said.titles(), lambda value: _without_site(value, publisher[0])),
        "publisher": publisher,
        "authors": said.authors(),
        "issued": _first(said.dates(), read_date),
        "language": _language(said.languages(header_language), text),
        "source_kind": _first(said.kinds(), lambda value: value),
    }
    return {field: proposal for field, proposal in found.items() if proposal[0]}


def canonical(page: LexborHTMLParser) -> list[Proposal]:
    """The addresses that the page gives as its own, best first. Nobody has to believe them."""
    said = _Page(page, "")
    return [
        (value, origin) for value, origin in said.addresses() if isinstance(value, str) and value.strip()
    ][:5]


class _Page:
    """A page that can be asked for every value of a field, the most trustworthy first."""

    def __init__(self, page: LexborHTMLParser, address: str):
        self._page, self._address = page, address
        self._node = linked_data.document(page)
        self._meta: dict[str, list[str]] = {}
        for tag in page.css("meta[content]")[:500]:
            for key in ("property", "name", "itemprop", "http-equiv"):
                if name := tag.attributes.get(key):
                    self._meta.setdefault(name.strip().lower(), []).append(
                        tag.attributes.get("content") or ""
                    )

    def titles(self) -> Found:
        yield from self._linked("headline", "name")
        yield from self._named("og:title", "twitter:title", origin=_OPEN_GRAPH)
        yield from self._named("citation_title", "dc.title", "dcterms.title", "title")
        if title := self._page.css_first("title"):
            yield title.text(), _TITLE
        if heading := self._page.css_first("h1"):
            yield heading.text(), _MARKED

    def publishers(self) -> Found:
        yield from self._linked("publisher", "sourceOrganization")
        yield from self._named("og:site_name", origin=_OPEN_GRAPH)
        yield from self._named("citation_publisher", "dc.publisher", "dcterms.publisher", "application-name")
        yield (urlsplit(self._address).hostname or "").removeprefix("www."), _ADDRESS

    def authors(self) -> Proposal:
        """All authors, as a source keeps them."""
        names = self._linked("author", "creator")
        meta = self._named(
            "citation_author", "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author"
        )
        for origin in (_JSON_LD, _META):
            values = [value for value, _ in (names if origin == _JSON_LD else meta)]
            found = [name for name in (cleaning.line(value, 120) for value in values) if _is_name(name)]
            if found:
                return cleaning.line("; ".join(dict.fromkeys(found)), 200), origin
        return "", ""

    def dates(self) -> Found:
        yield from self._linked("datePublished", "dateCreated", "uploadDate")
        yield from self._named(
            "article:published_time", "og:article:published_time", "citation_publication_date", "citation_date",
            "datepublished", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "date", "pubdate",
            "publishdate", "parsely-pub-date", "sailthru.date",
        )  # fmt: skip
        for tag in self._page.css("[itemprop=datePublished]")[:3]:
            yield tag.attributes.get("datetime") or tag.text(), _MARKED
        for tag in [*self._page.css("article time, main time"), *self._page.css("time")][:10]:
            yield tag.attributes.get("datetime") or tag.text(), _MARKED
        yield date_in_path(urlsplit(self._address).path), _ADDRESS

    def languages(self, header: str) -> Found:
        html = self._page.css_first("html")
        yield (html.attributes.get("lang") if html else ""), "from the page"
        yield from self._linked("inLanguage")
        yield from self._named("og:locale", origin=_OPEN_GRAPH)
        yield from self._named("content-language", "dc.language", "dcterms.language", "language")
        yield header, "from the server"

    def kinds(self) -> Found:
        yield linked_data.source_kind(self._node), _JSON_LD
        types = {"article": "article-newspaper", "video.other": "broadcast", "website": "webpage"}
        for value, origin in self._named("og:type", origin=_OPEN_GRAPH):
            yield types.get(value.strip().lower(), ""), origin

    def addresses(self) -> Found:
        for tag in self._page.css("link[rel~=canonical]")[:3]:
            yield tag.attributes.get("href"), "from the canonical link"
        yield from self._named("og:url", origin=_OPEN_GRAPH)
        for key in ("mainEntityOfPage", "url"):
            for value in linked_data.texts(self._node.get(key), ("@id", "url")):
                yield value, _JSON_LD

    def _linked(self, *keys: str) -> Found:
        for key in keys:
            for value in linked_data.texts(self._node.get(key)):
                yield value, _JSON_LD

    def _named(self, *names: str, origin: str = _META) -> Found:
        for name in names:
            for value in self._meta.get(name, ()):
                yield value, origin


def _first(found: Iterable[tuple[Any, str]], cleaned: Callable[[Any], str]) -> Proposal:
    for value, origin in found:
        if value and (clean := cleaned(value)):
            return clean, origin
    return "", ""


def _without_site(value: Any, publisher: str) -> str:
    """A title without the name of the site that pages hang on it."""
    title = cleaning.line(value, 300)
    *rest, last = _SUFFIX.split(title)
    if rest and publisher and cleaning.folded(last) == cleaning.folded(publisher):
        return title[: title.rindex(last)].rstrip(" |｜–—·:-") or title
    return title


def _is_name(text: str) -> bool:
    return bool(text) and "://" not in text and not text.startswith(("@", "#", "/"))


def _language(found: Found, text: str) -> Proposal:
    """What the page says it is in, unless its letters say otherwise."""
    said, origin = _first(found, _tag)
    guess = languages.guessed(text, said)
    return (guess, origin) if guess == said else (guess, "from its script")


def _tag(value: Any) -> str:
    """A language tag as the record writes it: "en-US" for "EN_us"; '' for what is none."""
    match = _LANGUAGE.match(value.strip()) if isinstance(value, str) else None
    return (match[1].lower() + match[2].replace("_", "-"))[:20].rstrip("-") if match else ""
