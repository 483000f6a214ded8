"""What a page says of itself in JSON-LD, whichever of the usual shapes it took."""

import json
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

# Types that stand for the page's own document, the most telling first; the type of source that each means.
_TYPES = {
    "newsarticle": "article-newspaper",
    "reportagenewsarticle": "article-newspaper",
    "analysisnewsarticle": "article-newspaper",
    "opinionnewsarticle": "article-newspaper",
    "backgroundnewsarticle": "article-newspaper",
    "askpublicnewsarticle": "article-newspaper",
    "reviewnewsarticle": "article-newspaper",
    "liveblogposting": "article-newspaper",
    "article": "article-newspaper",
    "socialmediaposting": "post",
    "discussionforumposting": "post",
    "legislation": "legislation",
    "report": "report",
    "scholarlyarticle": "report",
    "blogposting": "webpage",
    "techarticle": "webpage",
    "videoobject": "broadcast",
    "webpage": "webpage",
    "aboutpage": "webpage",
    "itempage": "webpage",
}
_MOST = 3000  # objects that are looked at
Node = dict[str, Any]


def document(page: LexborHTMLParser) -> Node:
    """The object that describes the page's own document, with references resolved; {} where there is none."""
    found = list(_objects(page))
    known = {node["@id"]: node for node in found if isinstance(node.get("@id"), str) and len(node) > 1}
    ranks = list(_TYPES)
    best = min(
        (node for node in found if type_of(node)),
        key=lambda node: ranks.index(type_of(node)),
        default={},
    )
    return {key: _resolved(value, known) for key, value in best.items()}


def type_of(node: Node) -> str:
    """Its type in small letters, '' for what is no document."""
    said = node.get("@type", node.get("type"))
    for name in said if isinstance(said, list) else [said]:
        short = name.rpartition("/")[2].lower() if isinstance(name, str) else ""
        if short in _TYPES:
            return short
    return ""


def source_kind(node: Node) -> str:
    """The type of source that it is, '' where that is not said."""
    return _TYPES.get(type_of(node), "")


def texts(value: Any, keys: tuple[str, ...] = ("name", "@value")) -> list[str]:
    """What a value says in words: of an object its name, or what else `keys` ask for; of a list each of them."""
    found = []
    for item in (value if isinstance(value, list) else [value])[:30]:
        if isinstance(item, dict):
            item = next((item[key] for key in keys if item.get(key)), "")
            item = item[0] if isinstance(item, list) else item
        if isinstance(item, str) and item.strip():
            found.append(item)
    return found


def _objects(page: LexborHTMLParser) -> Iterator[Node]:
    """Every object of every script, the outer ones first: the page itself stands further out than what it names."""
    waiting: list[Any] = [_parsed(script.text()) for script in page.css("script[type*='ld+json' i]")[:50]]
    for _ in range(_MOST):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, dict):
            yield value
            waiting += [part for part in value.values() if isinstance(part, dict | list)]
        elif isinstance(value, list):
            waiting += value[:_MOST]


def _parsed(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = (
        text.removeprefix("//")
        .strip()
        .removeprefix("<![CDATA[")
        .removesuffix("]]>")
        .removesuffix("//")
        .strip()
    )
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _resolved(value: Any, known: dict[str, Node]) -> Any:
    """What a bare reference ({"@id": ...}) points at in the same page."""
    if isinstance(value, list):
        return [_resolved(item, known) for item in value[:30]]
    if isinstance(value, dict) and set(value) == {"@id"}:
        return known.get(value["@id"], value) if isinstance(value["@id"], str) else value
    return value
