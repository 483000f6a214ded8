"""HTML as feed readers take it: text, lists, tables and links, nothing that needs our pages around it."""

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

_BLOCKS = frozenset("p h2 h3 ul ol li dl dt dd blockquote table caption thead tbody tr figcaption".split())
_KEPT = _BLOCKS | frozenset("a b bdi cite em i q span strong th td".split())
_CALLED = {"figcaption": "p"}
_DROPPED_WHOLE = frozenset("svg script style template button".split())
# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NotSerialisable(ValueError):
    """A text holds a character that feeds and calendars cannot carry."""


def require_text(*texts: str) -> None:
    """Raise NotSerialisable where a text holds what XML, and so a feed, cannot."""
    if any(_NOT_XML.search(text) for text in texts):
        raise NotSerialisable


class _Plain(HTMLParser):
    """Keeps what is allowed; of attributes the language, the direction, and addresses of the web made absolute."""

    def __init__(self, base: str):
        super().__init__(convert_charrefs=True)
        self._base, self._dropped = base, 0
        self._open: list[str] = []  # for each tag that is open, how it was written; '' where it was left out
        self.written: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in _DROPPED_WHOLE:
            self._dropped += 1
        kept = {name: value for name, value in attrs if name in ("lang", "dir") and value}
        if tag == "a" and (address := self._address(dict(attrs).get("href"))):
            kept["href"] = address
        shown = tag in _KEPT and not self._dropped and (bool(kept) or tag not in ("a", "span"))
        self._open.append(_CALLED.get(tag, tag) if shown else "")
        if shown:
            told = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
            self.written.append(f"<{self._open[-1]}{told}>")

    def _address(self, href: str | None) -> str:
        address = urljoin(self._base, href or "")
        return address if href and address.startswith(("https://", "http://")) else ""

    def handle_startendtag(self, tag, attrs):
        pass  # none of those that stand alone is kept

    def handle_endtag(self, tag):
        if tag in _DROPPED_WHOLE:
            self._dropped -= 1
        if self._open and (name := self._open.pop()):
            self.written.append(f"</{name}>")

    def handle_data(self, data):
        if not self._dropped:
            self.written.append(escape(data, quote=False))


def plain_html(html: str, base: str) -> str:
    """The content of a page's part without its looks; the part must close every tag that it opens, but void ones."""
    parser = _Plain(base)
    parser.feed(re.sub(r"<(br|wbr|hr|img|input|use)\b[^>]*>(</\1>)?", " ", html))
    parser.close()
    return "\n".join(filter(None, map(str.strip, "".join(parser.written).split("\n"))))


class _Text(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in _BLOCKS:
            self.written.append("\n")

    def handle_endtag(self, tag):
        self.written.append("\n" if tag in _BLOCKS else " " if tag in ("td", "th") else "")

    def handle_data(self, data):
        self.written.append(data)


def plain_text(html: str) -> str:
    """The words of `plain_html`, a line for each of its blocks."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.written).split("\n"))
    return "\n".join(filter(None, lines))
