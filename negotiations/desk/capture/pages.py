"""A page of the web as a proposal: what its source would be, and its words as evidence."""

import hashlib
from dataclasses import dataclass, field

from django.db import connection

from negotiations.desk.capture.metadata import Proposal
from negotiations.desk.capture.reading import LONGEST, Unreadable, read_apart
from negotiations.desk.capture.sites import believed, host_of, plain
from negotiations.desk.outgoing import client
from negotiations.desk.outgoing.client import NotFetched

_HTML = ("text/html", "application/xhtml+xml")
_NAMES = {"application/pdf": "a PDF", "application/json": "a data file"}
_REFUSALS = {
    401: "It asks for a password.",
    402: "It asks for payment.",
    403: "It does not let programs in.",
    404: "There is no page at this address. Look whether all of it was pasted.",
    410: "The page is gone.",
    429: "It has had too many requests. Try again in some minutes.",
    451: "It is blocked for legal reasons.",
}


class NothingThere(NotFetched):
    """An answer that is no page: the server refused, or failed."""


@dataclass(frozen=True)
class Page:
    """What was read at an address: `address` is where it was in the end, `proposals` fill the fields of a source.

    `text` is '' where there is none to be had; `remark` then says why. `document_digest` is the hash of the bytes.
    """

    address: str
    text: str
    document_digest: str
    remark: str = ""
    proposals: dict[str, Proposal] = field(default_factory=dict)


def read_page(address: str) -> Page:
    """Fetch a page and read it. Takes up to ten seconds, and holds no database meanwhile. Raises NotFetched."""
    if not connection.in_atomic_block:
        connection.close()  # a slow page would keep one of few from others; the next query opens it again
    answer = client.fetch(address, {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    if not 200 <= answer.status < 300:
        why = _REFUSALS.get(answer.status, "Its server has trouble." if answer.status >= 500 else "")
        raise NothingThere(f"The address answered with status {answer.status}. {why}".strip())
    return _page(answer)


def _page(answer: client.Fetched) -> Page:
    content_type = answer.headers.get("content-type", "")
    kind, digest = _kind(content_type, answer.body), hashlib.sha256(answer.body).hexdigest()
    if kind not in (*_HTML, "text/plain"):
        what = _NAMES.get(kind, f"of the type {client.one_line(kind, 60)}")
        return _without_text(answer, digest, f"It is {what}: its text cannot be read here.")
    try:
        found = read_apart(answer.body, answer.url, content_type, answer.headers.get("content-language", ""))
    except Unreadable:
        return _without_text(answer, digest, "The page is built in a way that cannot be read here.")
    own = next(
        ((good, origin) for said, origin in found["canonical"] if (good := believed(said, answer.url))), None
    )
    remark = "" if found["text"] else "The page holds no text of its own: scripts fill it in a browser."
    if len(found["text"]) >= LONGEST:
        remark = f"Only the first {LONGEST:,} characters of its text are kept."
    proposals = {name: (value, origin) for name, (value, origin) in found["proposals"].items()}
    return Page(
        answer.url, found["text"], digest, remark, {**proposals, "address": own or _where_it_was(answer)}
    )


def _without_text(answer: client.Fetched, digest: str, remark: str) -> Page:
    known = {"publisher": (host_of(answer.url), "from the address"), "address": _where_it_was(answer)}
    return Page(answer.url, "", digest, remark, known)


def _where_it_was(answer: client.Fetched) -> Proposal:
    address = answer.url.partition("#")[0]
    return (address, "where it was found") if plain(address) else ("", "")


def _kind(content_type: str, body: bytes) -> str:
    """The media type, as said or, where nothing is said, as the first bytes look."""
    if body.startswith(b"%PDF-"):
        return "application/pdf"
    kind = content_type.partition(";")[0].strip().lower()
    if kind:
        return kind
    return "text/html" if b"<" in body[:512] else "application/octet-stream"
