"""WebSub: the hub is told which feeds changed, so that their subscribers need not ask."""

from urllib.parse import urlencode

from django.conf import settings

from negotiations.desk.outgoing import client
from negotiations.models.printed import Facet, Publication, PublicationLog
from negotiations.models.webhooks import DUE_STATES, Delivery, State
from negotiations.values import clock

FORMATS = ("atom", "json")


def note(log: PublicationLog) -> None:
    """Put the addresses that a printing changed into the outbox, in the caller's transaction.

    One that waits already is told of the newer printing instead: ten printings in a minute are one ping.
    """
    now = clock.now()
    for topic in topics(log):
        waiting = Delivery.objects.filter(webhook__isnull=True, topic=topic, state__in=DUE_STATES)
        if not waiting.update(log=log, state=State.WAITING, attempts=0, next_attempt_at=now):
            Delivery.objects.create(topic=topic, log=log, next_attempt_at=now, created_at=now)


def topics(log: PublicationLog) -> list[str]:
    """The feeds that a printing changes: the timeline's, and those of the negotiations named before or after it."""
    editions = [pk for pk in (log.edition_in_id, log.edition_out_id) if pk]
    named = Facet.objects.filter(edition__in=editions, name="negotiation").values("noun")
    found = Publication.objects.filter(pk__in=named).select_related("redirect_to")
    keys = sorted({(publication.redirect_to or publication).key for publication in found})
    queries = ["", *(f"?{urlencode({'negotiation': key})}" for key in keys)]
    return [f"{settings.SITE_URL}/timeline.{kind}{query}" for query in queries for kind in FORMATS]


def ping(topic: str) -> int:
    """Tell the hub that a feed changed; returns the status of its answer. Raises NotFetched."""
    body = urlencode({"hub.mode": "publish", "hub.url": topic}).encode()
    return client.post(settings.WEBSUB_HUB, body, {"Content-Type": "application/x-www-form-urlencoded"})
