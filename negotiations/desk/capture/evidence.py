"""What was fetched, on its way through an editor's form: sealed, so that nobody can say that the desk read it.

Between fetching and saving, the text of a page stands in the form and nowhere else: an editor who leaves leaves nothing
behind, and Back, reload and a second window each keep their own.
"""

import hashlib
from typing import TypedDict

from django.core import signing

from negotiations.desk.capture.pages import Page
from negotiations.models.sources import Source, StoredText
from negotiations.values.vocabulary import TextOrigin

_SALT = "negotiations.desk.capture"


class Evidence(TypedDict):
    """A fetched text: where it was, the hash of the document, and the words."""

    asked: str  # the address that was typed
    address: str
    document_digest: str
    text: str


def seal(page: Page, asked: str, by) -> str:
    """A fetched page as a form carries it, for this editor alone."""
    kept: Evidence = {
        "asked": asked,
        "address": page.address,
        "document_digest": page.document_digest,
        "text": page.text,
    }
    return signing.dumps([by.pk, kept], salt=_SALT, compress=True)


def unseal(sealed: str, by) -> Evidence | None:
    """What `seal` made for this editor, None for anything else."""
    try:
        owner, kept = signing.loads(sealed, salt=_SALT) if sealed else (None, None)
    except (signing.BadSignature, ValueError):
        return None
    return kept if owner == by.pk else None


def fetched_text(evidence: Evidence, by) -> StoredText:
    """The row that keeps it, still without its source."""
    return StoredText(
        text=evidence["text"],
        origin=TextOrigin.FETCHED,
        address=evidence["address"][:1000],
        document_digest=evidence["document_digest"],
        by_name=name_of(by),
    )


def pasted_text(text: str, by) -> StoredText:
    """The row that keeps what an editor pasted, still without its source."""
    return StoredText(text=text, origin=TextOrigin.PASTED, by_name=name_of(by))


def is_stored(source: Source, text: StoredText) -> bool:
    """True where the source has exactly these words already, which need not be kept twice."""
    digest = hashlib.sha256(text.text.encode()).hexdigest()
    return source.stored_texts.filter(digest=digest).exists()


def name_of(by) -> str:
    """Who stored a text, as it stands beside it."""
    return (by.get_full_name() or by.get_username())[:150]
