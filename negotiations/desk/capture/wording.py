"""The words of a page as somebody reads them: paragraph by paragraph, without menus and machinery."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

# What is never an article's words. Ruby stands beside the word that it spells: with it no quotation would be found.
_NEVER = frozenset(
    "script style noscript template svg math iframe object canvas audio video nav select button input textarea"
    " datalist dialog head title rt rp".split()
)
_FRAME = frozenset(
    "header footer aside form".split()
)  # around an article; part of it where they stand within
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby rb s samp small span strike"
    " strong sub sup time tt u var wbr".split()
)
_LINES = frozenset("br li tr dt dd td th option".split())
_ARTICLES = ("[itemprop~=articleBody]", "article", "main", "[role=main]")
_MOST = 10  # parts of a kind that are looked at
_SPACE = re.compile(r"[^\S\n]+")
_PARAGRAPHS = re.compile(r"\n{3,}")


def visible_text(page: LexborHTMLParser) -> str:
    """The article's text: paragraphs by a blank line, lines by a line end; '' where there is none.

    The article is the first part marked as one that holds at least half of all words, else the whole body.
    """
    body = page.body
    if body is None:
        return ""
    whole = _text(body, _NEVER | _FRAME)
    for node in (node for marked in _ARTICLES for node in page.css(marked)[:_MOST]):
        text = _text(node, _NEVER)
        if 2 * len(text) >= len(whole) and text:
            return text
    return whole or _text(body, _NEVER)


def _text(root: LexborNode, left_out: frozenset[str]) -> str:
    """All text below a node. Goes by hand, not by recursion: strangers nest as deep as they like."""
    parts: list[str] = []
    node: LexborNode | None = root.first_child
    while node is not None:
        tag = node.tag or ""
        goes_in = False
        if node.is_text_node:
            parts.append(_SPACE.sub(" ", (node.text_content or "").replace("\n", " ")))
        elif node.is_element_node and tag not in left_out and not _is_hidden(node):
            parts.append(_break(tag))
            goes_in = True
        node = _next(node, root.mem_id, parts, goes_in)
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return _PARAGRAPHS.sub("\n\n", "\n".join(lines)).strip()


def _next(node: LexborNode, root: int, parts: list[str], goes_in: bool) -> LexborNode | None:
    """The node after this one in the order of the page; blocks that end on the way there break the text."""
    if goes_in and node.first_child is not None:
        return node.first_child
    if goes_in:
        parts.append(_break(node.tag or "", ends=True))
    above: LexborNode | None = node
    while above is not None and above.next is None:
        above = above.parent
        if above is None or above.mem_id == root:  # nodes compare by their HTML: far too slow
            return None
        parts.append(_break(above.tag or "", ends=True))
    return above.next if above is not None else None


def _break(tag: str, *, ends: bool = False) -> str:
    if tag in _INLINE:
        return ""
    if tag in _LINES:
        return "" if ends else "\n"
    return "\n\n"


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or attributes.get("aria-hidden") == "true"
