"""What a browser would make of a page: whether anything in it runs, loads or leads where we did not write it."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

NEVER = (
    "xss-mark applet audio base embed frame frameset keygen marquee math noembed noscript object source template video"
    " annotation-xml hx-partial"
).split()
LEADING = (
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "background",
    "xlink:href",
    "ping",
    "srcset",
    "manifest",
)
RUNNING = re.compile(
    r"on[a-z]+|(data-)?hx-on.*|srcdoc|formaction|contenteditable|autofocus|hx-trigger|background|style"
)
OF_DESK = re.compile(
    r"ftp://|[\w.]+/|\.+/"
)  # a source may be at an FTP server; Django's own links are relative
GOOD = re.compile(r"(https?://|mailto:|/(?![/\\])|#|\?|data:,$)", re.IGNORECASE)


def faults(html: str, *, frame: bool = False, desk: bool = False) -> Iterator[str]:
    """Everything that must not be in a page; `frame` for one with our own style in it, `desk` for Django's forms."""
    for node in LexborHTMLParser(html).css("*"):
        tag, found = node.tag, node.attributes
        ours = (desk and tag in ("template", "noscript")) or (
            (frame or desk) and tag == "base" and "href" not in found
        )
        if tag in NEVER and not ours:
            yield f"<{tag}>"
        if (
            tag == "script"
            and "src" not in found
            and found.get("type") not in ("application/ld+json", "application/json")
        ):
            yield "<script> with words in it"
        if tag == "style" and not frame:
            yield "<style>"
        if tag == "meta" and (found.get("http-equiv") or "").lower() == "refresh":
            yield "<meta refresh>"
        for name, value in found.items():
            if RUNNING.fullmatch(name) and not (desk and name in ("autofocus", "formaction")):
                yield f"<{tag} {name}>"
            leads = name in LEADING and bool(value)
            if leads and not GOOD.match(value) and not (desk and OF_DESK.match(value)):
                yield f'<{tag} {name}="{value}">'
            if (
                tag in ("script", "link", "img", "iframe")
                and name in ("src", "href")
                and "evil" in urlsplit(value or "").netloc
            ):
                yield f'<{tag} {name}="{value}">'


def hrefs(html: str) -> list[str]:
    """Every address that a page leads to or loads."""
    nodes = LexborHTMLParser(html).css("*")
    return [value for node in nodes for name, value in node.attributes.items() if name in LEADING and value]


def words(html: str) -> str:
    """The text of a page as one line."""
    body = LexborHTMLParser(html).body
    return " ".join((body.text() if body else "").split())
