"""What a page says of its entry or noun to machines that read pages: schema.org as JSON-LD.

Built from the printed body alone; a kind adds its own properties in its declaration (`Kind.jsonld`).
"""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe  # noqa: TID251 (see where it is called)

from negotiations.public import kinds
from negotiations.public.cards import Card
from negotiations.public.labels import Label
from negotiations.public.reuse import licence_url
from negotiations.values.when import When

# What would end the script element, or a line in older JavaScript.
_ESCAPES = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}
_ABOUT = ("negotiations", "economies", "topics", "people")


def script(thing: dict[str, Any]) -> SafeString:
    """JSON-LD that can stand inside a script element, whatever its texts hold."""
    text = json.dumps({"@context": "https://schema.org", **thing}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 (nothing that ends the element is left)


def of_entry(card: Card, first_published: datetime) -> dict[str, Any]:
    """An entry's page, and what the entry is about as its kind's schema.org type."""
    edition, b = card.edition, card.b
    url = settings.SITE_URL + card.url
    return _clean(
        {
            "@type": "Article",
            "@id": url,
            "url": url,
            "identifier": card.id,
            "headline": b["headline"],
            "description": b["summary"],
            "inLanguage": b["language"],
            "about": [label for name in _ABOUT for label in b[name]],
            "citation": [_source(row["source"]) for row in b["citations"]],
            "license": licence_url(),
            "publisher": publisher(),
            "author": publisher(),
            "isAccessibleForFree": True,
            "datePublished": first_published.isoformat(),
            "dateModified": edition.published_at.isoformat() if edition else None,
            "version": edition.number if edition else None,
            "correction": edition.note if edition and card.corrected else None,
            "mainEntity": _subject(card, url),
        }
    )


def _subject(card: Card, url: str) -> dict[str, Any]:
    declared, when = kinds.get(card.kind), card.when
    found = {"@type": declared.jsonld_type, "@id": f"{url}#subject", "name": card.b["headline"]}
    if declared.jsonld_type == "Event":
        found |= {"startDate": when, "endDate": _last_day(when)}
    elif declared.jsonld_type == "Quotation":
        found["dateCreated"] = when
    return found | declared.jsonld(card.b)


def _last_day(when: When) -> str | None:
    return when.last_day.isoformat() if when.is_interval else None


def of_noun(label: Label) -> dict[str, Any]:
    """A noun's own page."""
    return _clean(_thing(label) | {"description": getattr(label.body, "description", "")})


def publisher() -> dict[str, Any]:
    """Who publishes the record."""
    return {"@type": "Organization", "name": settings.SITE_NAME, "url": settings.SITE_URL}


def _thing(label: Label) -> dict[str, Any]:
    """Something named: its type, name and address."""
    found: dict[str, Any] = {"@type": kinds.get(label.kind).jsonld_type, "name": label.text}
    if label.url:
        found |= {"@id": settings.SITE_URL + label.url, "url": settings.SITE_URL + label.url}
    return found | {"alternateName": label.original or label.latin}


def _source(label: Label) -> dict[str, Any]:
    """A source as a creative work, at its own address."""
    body = label.body
    return {
        "@type": "CreativeWork",
        "name": label.text,
        "url": label.address,
        "inLanguage": getattr(body, "language", ""),
        "datePublished": body.issued.value if getattr(body, "issued", None) else None,
        "publisher": {"@type": "Organization", "name": body.publisher} if body.publisher else None,
    }


def _clean(value: Any) -> Any:
    """Labels become things, dates their ISO text, and what says nothing is left out."""
    if isinstance(value, Label):
        return _clean(_thing(value))
    if isinstance(value, When):
        return value.datetime
    if isinstance(value, list):
        return [_clean(item) for item in value if item is not None]
    if isinstance(value, dict):
        cleaned = {name: _clean(item) for name, item in value.items()}
        return {name: item for name, item in cleaned.items() if item not in (None, "", [], {})}
    return value
