"""Archived copies: asking the service that the operator named (ARCHIVE_HOOK) to keep a page, and noting where it is.

The service gets {"url": ...} as JSON by POST and answers {"archive": "https://..."}, or 202 where it will take a
while: then it is asked again after a day. A service that fails holds nobody up.
"""

import json
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from negotiations.desk.outgoing import client
from negotiations.desk.outgoing.client import NotFetched
from negotiations.models.printed import Upkeep
from negotiations.models.sources import Citation, Source
from negotiations.values import clock

ASK_AGAIN = timedelta(days=1)


class NoCopy(Exception):
    """Why there is no address of a copy yet, as a sentence for an editor."""


class NoService(NoCopy):
    """The service cannot be reached at all: whoever has more to ask for had better try later."""


def is_offered() -> bool:
    """True where the operator named a service."""
    return bool(settings.ARCHIVE_HOOK)


def wanted() -> QuerySet[Source]:
    """Cited sources with an address and without a copy that may be asked for now, the longest waiting first."""
    is_cited = Exists(Citation.objects.filter(source=OuterRef("pk")))
    found = Source.objects.filter(is_cited, archive_address="").exclude(address="")
    may_ask = Q(archive_asked_at=None) | Q(archive_asked_at__lte=clock.now() - ASK_AGAIN)
    return found.filter(may_ask).order_by(F("archive_asked_at").asc(nulls_first=True), "pk")


def ask(source: Source) -> str:
    """Ask for a copy of a source's page and keep its address, which is returned. Raises NoCopy or NoService."""
    if not is_offered():
        raise NoService("No archive service is set up here (ARCHIVE_HOOK).")
    if not source.address:
        raise NoCopy("The source has no web address.")
    Source.objects.filter(pk=source.pk).update(archive_asked_at=clock.now())
    body = json.dumps({"url": source.address}).encode()
    try:
        answer = client.ask(settings.ARCHIVE_HOOK, body, {"Content-Type": "application/json"})
    except NotFetched as why:
        raise NoService(f"The archive service cannot be reached. {why}") from None
    if answer.status not in (200, 201, 202):
        raise NoCopy(f"The archive service answers {answer.status}.")
    address = _address_in(answer.body)
    if not address:
        raise NoCopy("The archive service was asked. It has no copy yet, and will be asked again in a day.")
    _keep(source, address)
    return address


def _address_in(body: bytes) -> str:
    """The address of the copy in an answer; '' where there is none. Raises NoCopy for one that nobody may follow."""
    if not body.strip():
        return ""
    try:
        found = json.loads(body)
    except ValueError:
        raise NoCopy("The archive service gave an answer that cannot be read.") from None
    address = found.get("archive") if isinstance(found, dict) else None
    if not address:
        return ""
    try:
        return Source._meta.get_field("archive_address").clean(address, None)
    except ValidationError:
        raise NoCopy("The archive service named an address that cannot be used.") from None


def _keep(source: Source, address: str) -> None:
    """Write the copy down for the desk and for readers, unless an editor entered one meanwhile."""
    source.archive_address = address
    written = Source.objects.filter(pk=source.pk, address=source.address, archive_address="").update(
        archive_address=address
    )
    if written and source.publication_id:
        Upkeep.objects.update_or_create(
            publication_id=source.publication_id, defaults={"archive_address": address}
        )
