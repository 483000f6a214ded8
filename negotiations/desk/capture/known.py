"""Whether we have covered something: sources by their address, or by words of their title, and what cites them."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Prefetch, Q

from negotiations.desk.capture import cleaning
from negotiations.models.entries import Entry
from negotiations.models.sources import Citation, Source, StoredText
from negotiations.values.web import address_key

MOST = 20
_WORD = re.compile(r"\w+")
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_LOOKED_AT = 500  # rows that share a word with the question, the newest


@dataclass(frozen=True)
class Known:
    """A source on record, and the entries that cite it."""

    source: Source
    entries: list[Entry]


def at_addresses(*addresses: str) -> list[Known]:
    """The sources that stand for these addresses, or of which a text was fetched there; the former first."""
    keys = {key for address in addresses if (key := address_key(address))}
    if not keys:
        return []
    fetched = StoredText.objects.filter(address_key__in=keys).values("source")
    found = _with_entries(Q(address_key__in=keys) | Q(pk__in=fetched))
    return sorted(found, key=lambda known: (known.source.address_key not in keys, known.source.pk))


def covered(question: str) -> tuple[list[Known], list[Entry]]:
    """What we have about an address, or words of a title: sources, and entries whose headline has the words."""
    question = question.strip()[:1000]
    if address := as_address(question):
        return at_addresses(address), []
    words = list(dict.fromkeys(_WORD.findall(cleaning.folded(question))))[:12]
    if not words:
        return [], []
    sources = [
        row.pk for row in _matching(Source.objects.only("title", "publisher"), ("title", "publisher"), words)
    ]
    entries = _matching(Entry.objects.select_related("publication"), ("headline",), words)
    order = {pk: place for place, pk in enumerate(sources)}
    return sorted(_with_entries(Q(pk__in=sources)), key=lambda known: order[known.source.pk]), entries


def as_address(text: str) -> str:
    """The address that somebody pasted, with https:// where they left it out; '' for words."""
    shown = cleaning.address(text) if len(text.split()) == 1 else ""
    if address_key(shown):
        return shown
    return f"https://{shown}" if _HOST.fullmatch(shown) else ""


def _with_entries(condition: Q) -> list[Known]:
    citations = Prefetch(
        "citations", Citation.objects.select_related("entry__publication").order_by("-entry")
    )
    found = Source.objects.filter(condition).select_related("publication").prefetch_related(citations)[:MOST]
    return [
        Known(
            source, list({citation.entry_id: citation.entry for citation in source.citations.all()}.values())
        )
        for source in found
    ]


def _matching(rows, fields: tuple[str, ...], words: list[str]) -> list:
    """The rows that hold most of the words, best first: nobody remembers a title word for word."""
    telling = sorted(words, key=len, reverse=True)[:5]
    asked = reduce(or_, (Q(**{f"{field}__icontains": word}) for word in telling for field in fields))
    scored = []
    for row in rows.filter(asked).order_by("-pk")[:_LOOKED_AT]:
        text = cleaning.folded(" ".join(getattr(row, field) for field in fields))
        score = sum(word in text for word in words)
        if 10 * score >= 6 * len(words):
            scored.append((-score, -row.pk, row))
    return [row for *_, row in sorted(scored, key=lambda found: found[:2])[:MOST]]
