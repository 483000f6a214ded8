"""Whether the links of sources live: each is looked at in its turn, politely, and readers learn of it at once.

An answer that there is no such page is believed at once; one that may be a bad hour (no answer, an error of the site)
only when it came on three different days. What an editor set to dead by hand stays so until somebody asks for a check.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F, Q, QuerySet

from negotiations.desk.links.judging import Finding, Verdict, look
from negotiations.models.printed import Upkeep
from negotiations.models.sources import Source
from negotiations.values import clock
from negotiations.values.vocabulary import LinkStatus

FAILED_DAYS = 3  # failures on so many different days make a link dead
PAUSE = 2.0  # seconds between two requests to one host
BY_HAND = "Set by hand."


def due(older_than: int = 0) -> QuerySet[Source]:
    """Sources with an address whose last check is older than so many days, the longest unchecked first."""
    found = Source.objects.exclude(address="").exclude(link_status=LinkStatus.DEAD, link_detail=BY_HAND)
    if older_than:
        before = clock.now() - timedelta(days=older_than)
        found = found.filter(Q(link_checked_at=None) | Q(link_checked_at__lte=before))
    return found.order_by(F("link_checked_at").asc(nulls_first=True), "pk")


def check_all(
    sources: Iterable[Source], progress: Callable[[int, Source], None] = lambda done, source: None
) -> Counter[Verdict]:
    """Check sources one after the other, with a pause before the same host is asked again; how each verdict fell.

    Every result is kept at once, so that whoever stops this loses nothing and whoever repeats it goes on.
    """
    told: Counter[Verdict] = Counter()
    asked: dict[str, float] = {}
    for done, source in enumerate(sources, start=1):
        host = urlsplit(source.address).hostname or ""
        time.sleep(max(0.0, asked.get(host, 0.0) + PAUSE - time.monotonic()) if host in asked else 0)
        told[check(source).verdict] += 1
        asked[host] = time.monotonic()
        progress(done, source)
    return told


def check(source: Source) -> Finding:
    """Look at one source's link and keep what was found."""
    finding = look(source.address)
    keep(source, finding)
    return finding


def keep(source: Source, finding: Finding) -> None:
    """Write down what a check found, for the desk and for readers; nothing where the address was changed meanwhile."""
    with transaction.atomic():
        row = Source.objects.select_for_update().filter(pk=source.pk, address=source.address).first()
        if row is None:
            return
        now = clock.now()
        failures = _failures(row, finding, now)
        status = _status(row, finding, failures)
        Source.objects.filter(pk=row.pk).update(
            link_status=status, link_failures=failures, link_checked_at=now, link_detail=finding.detail[:200]
        )
        if row.publication_id:
            Upkeep.objects.update_or_create(
                publication_id=row.publication_id,
                defaults={
                    "link_status": status,
                    "archive_address": row.archive_address,
                    "checked_on": now.date(),
                },
            )
        source.link_status, source.link_failures = status, failures
        source.link_checked_at, source.link_detail = now, finding.detail[:200]


def _failures(source: Source, finding: Finding, now) -> int:
    """On how many days in a row it failed; a second failure on the same day counts for nothing."""
    if finding.verdict != Verdict.FAILED:
        return 0
    checked = source.link_checked_at
    is_counted = bool(source.link_failures and checked and checked.date() == now.date())
    return source.link_failures + (not is_counted)


def _status(source: Source, finding: Finding, failures: int) -> str:
    if finding.verdict == Verdict.LIVE:
        return LinkStatus.LIVE
    if finding.verdict == Verdict.DEAD or failures >= FAILED_DAYS:
        return LinkStatus.DEAD
    return source.link_status
