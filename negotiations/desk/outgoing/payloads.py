"""What a webhook is sent: words that readers see, and of what they no longer see the notice alone.

A payload is made when it is sent, from printed tables: between a printing and a late delivery an entry can be
withdrawn, and then its words go nowhere any more.
"""

import json
from datetime import UTC, datetime
from uuid import uuid4

from django.conf import settings

from negotiations.models.printed import Edition, Publication, PublicationLog, Redaction
from negotiations.models.webhooks import Delivery
from negotiations.public import kinds
from negotiations.public.labels import address_of
from negotiations.public.state import state
from negotiations.values import clock
from negotiations.values.vocabulary import Change


def body_of(delivery: Delivery) -> bytes:
    """The message about one printing, as JSON in UTF-8."""
    log = delivery.log
    return _encoded(
        {
            "id": delivery.message_id,
            "type": delivery.event,
            "at": _instant(log.at),
            "generation": log.number,
            "entry": _entry(log),
        }
    )


def test_message() -> tuple[str, bytes]:
    """A message that tells of nothing: its id and its body."""
    message_id = f"test-{uuid4()}"
    at, newest = _instant(clock.now()), state().generation
    return message_id, _encoded(
        {"id": message_id, "type": "test", "at": at, "generation": newest, "entry": None}
    )


def _entry(log: PublicationLog) -> dict:
    publication = log.publication
    where = {
        "id": publication.key,
        "url": settings.SITE_URL + address_of(publication.kind, publication.key),
    }
    edition = log.edition_in
    if publication.closed_at:
        return {**where, "withdrawn": True, "note": _notice(publication)}
    if edition.change == Change.WITHDRAWAL:  # it was reinstated since, of which another message tells
        return {**where, "withdrawn": True, "note": edition.note}
    if Redaction.objects.filter(edition=edition).exists():
        return {**where, "withdrawn": False, "note": ""}
    return {**where, "withdrawn": False, **_printed(edition, publication.kind)}


def _printed(edition: Edition, kind: str) -> dict:
    return {
        "kind": kind,
        "headline": kinds.get(kind).read(edition.content, edition.schema_version).headline,  # type: ignore[attr-defined]
        "edition": edition.number,
        "change": edition.change,
        "note": edition.note,
    }


def _notice(publication: Publication) -> str:
    return publication.editions.get(superseded_at__isnull=True).note


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _encoded(content: dict) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()
