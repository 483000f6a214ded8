"""The outbox: filled in the transaction of a printing, emptied by `manage.py deliver`.

A row is sent by whoever claims it: several deliverers share the work, on one machine or two. Who dies between sending
and marking leaves the row to the next, which sends it once more under the same id. Publishing waits for nobody.
"""

import hashlib
import logging
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from negotiations.desk.outgoing import client, matching, payloads, signing, websub
from negotiations.desk.outgoing.addresses import NotFetched
from negotiations.models.journal import Transition
from negotiations.models.printed import Edition, PublicationLog
from negotiations.models.webhooks import DUE_STATES, Delivery, Event, State, Webhook
from negotiations.values import clock
from negotiations.values.vocabulary import Change

logger = logging.getLogger(__name__)

# After each failed try; after the last one the delivery is given up.
BACKOFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=24),
)
SWITCH_OFF_AFTER = 5  # deliveries given up in a row
LEASE = timedelta(minutes=2)  # longer than any request takes
KEPT = timedelta(days=30)
EVENTS = {
    Change.FIRST: Event.PUBLISHED,
    Change.UPDATE: Event.UPDATED,
    Change.CORRECTION: Event.CORRECTED,
    Change.WITHDRAWAL: Event.WITHDRAWN,
    Change.REINSTATEMENT: Event.REINSTATED,
}
_PARTS = ("webhook", "log__publication", "log__edition_in", "log__edition_out__publication")
_GONE = 410
_OK = range(200, 300)
_REDIRECTS = range(300, 400)


@dataclass
class Tally:
    """What one run did; `failed` are the webhooks (None: the hub) that are left alone until the next one."""

    sent: int = 0
    postponed: int = 0
    given_up: int = 0
    failed: set[int | None] = field(default_factory=set)

    def __str__(self) -> str:
        return f"{self.sent} sent, {self.postponed} to be tried again, {self.given_up} given up."


@dataclass(frozen=True)
class Answer:
    """How one try went: the status, or None and why there is none. After a final one nothing is tried again."""

    status: int | None
    error: str = ""
    is_final: bool = False

    @property
    def is_ok(self) -> bool:
        return self.status in _OK

    @property
    def words(self) -> str:
        """What went wrong, in a line; '' where nothing did."""
        if self.is_ok or self.status is None:
            return client.one_line(self.error)
        if self.status == _GONE:
            return "It answered 410: it wants to be told no more."
        if self.status in _REDIRECTS:
            return f"It answered {self.status}, a redirect. Enter the address that it leads to."
        return f"It answered {self.status}."


def announce(edition: Edition) -> None:
    """Note who is to be told of a printing of an entry. In the caller's transaction; sends nothing."""
    event = EVENTS.get(Change(edition.change), "")
    webhooks = [row for row in Webhook.objects.filter(active=True) if event and event in row.events]
    if not webhooks and not settings.WEBSUB_HUB:
        return
    log, now = PublicationLog.objects.get(edition_in=edition), clock.now()
    Delivery.objects.bulk_create(
        Delivery(webhook=row, log=log, event=event, next_attempt_at=now, created_at=now) for row in webhooks
    )
    if settings.WEBSUB_HUB:
        websub.note(log)


def deliver() -> Tally:
    """Send what is due, and drop what is old. Safe at any time, in any number of processes.

    A webhook that failed is left alone until the next run: one that hangs costs a run ten seconds, not ten for each
    of its rows.
    """
    tally = Tally()
    old = Delivery.objects.filter(created_at__lt=clock.now() - KEPT)
    if old.exists():
        old.delete()
    while row := _claim(tally.failed):
        answer = _try(row)
        if answer is None:
            row.delete()
        else:
            _mark(row, answer, tally)
    return tally


def _claim(failed: set[int | None]) -> Delivery | None:
    """Take the next row that is due, for as long as one try can last; None where nothing is."""
    now = clock.now()
    due = Delivery.objects.due(now).exclude(webhook__in=[pk for pk in failed if pk])
    if None in failed or not settings.WEBSUB_HUB:
        due = due.filter(webhook__isnull=False)
    while due.exists():  # looking locks nothing
        with transaction.atomic():
            free = due.order_by("next_attempt_at", "pk").select_for_update(skip_locked=True, of=("self",))
            row = free.first()
            if row is None:
                return None
            same = Delivery.objects.filter(pk=row.pk, state=row.state, next_attempt_at=row.next_attempt_at)
            is_mine = same.update(next_attempt_at=now + LEASE)
        if is_mine:
            return Delivery.objects.select_related(*_PARTS).get(pk=row.pk)
    return None


def _try(row: Delivery) -> Answer | None:
    """Send a row; None where its webhook's filter does not ask for it."""
    try:
        if row.webhook is None:
            return Answer(websub.ping(row.topic))
        if not matching.lets_through(row.webhook.filter, row.log):
            return None
        return Answer(_send(row, row.webhook))
    except NotFetched as why:
        return Answer(None, str(why))
    except matching.FilterRefused as why:
        return Answer(None, str(why), is_final=True)
    except Exception as error:  # one bad row must not keep the others waiting
        logger.exception("Delivery %s could not be made", row.pk)
        return Answer(None, f"It could not be made: {type(error).__name__}.")


def _send(row: Delivery, webhook: Webhook) -> int:
    body = payloads.body_of(row)
    row.digest = hashlib.sha256(body).hexdigest()
    headers = signing.headers(webhook, row.message_id, clock.now(), body)
    return client.post(webhook.address, body, headers)


def send_test(webhook: Webhook) -> Answer:
    """Send a message that tells of nothing, now, and wait for the answer."""
    message_id, body = payloads.test_message()
    try:
        headers = signing.headers(webhook, message_id, clock.now(), body)
        return Answer(client.post(webhook.address, body, headers))
    except NotFetched as why:
        return Answer(None, str(why))


# What came of a try -----------------------------------------------------------------------------------------------


def _mark(row: Delivery, answer: Answer, tally: Tally) -> None:
    row.attempts += 1
    if answer.is_ok:
        tally.sent += 1
        _delivered(row, answer)
        return
    tally.failed.add(row.webhook_id)
    whom = f"webhook {row.webhook.name}" if row.webhook else "hub"
    logger.warning("%s of %s: %s", row, client.one_line(whom), answer.words)
    if answer.is_final or answer.status == _GONE or row.attempts > len(BACKOFF):
        tally.given_up += 1
        _give_up(row, answer)
    else:
        tally.postponed += 1
        _leased(row).update(
            **_result(row, answer),
            state=State.FAILED,
            next_attempt_at=clock.now() + BACKOFF[row.attempts - 1],
        )


def _delivered(row: Delivery, answer: Answer) -> None:
    """Done, unless a newer printing came while the hub was told of the last."""
    same = Delivery.objects.filter(pk=row.pk, log=row.log)
    same.update(**_result(row, answer), state=State.DELIVERED, delivered_at=clock.now())
    if row.webhook:
        Webhook.objects.filter(pk=row.webhook.pk, failures__gt=0).update(failures=0)


@transaction.atomic
def _give_up(row: Delivery, answer: Answer) -> None:
    _leased(row).update(**_result(row, answer), state=State.GIVEN_UP)
    if row.webhook is None:
        return
    webhook = Webhook.objects.filter(pk=row.webhook.pk)
    webhook.update(failures=F("failures") + 1)
    if answer.status == _GONE:
        _switch_off(row.webhook, answer.words)
    elif webhook.filter(failures__gte=SWITCH_OFF_AFTER).exists():
        _switch_off(row.webhook, f"{SWITCH_OFF_AFTER} deliveries in a row failed. The last: {answer.words}")


def _switch_off(webhook: Webhook, why: str) -> None:
    now = clock.now()
    still_on = Webhook.objects.filter(pk=webhook.pk, active=True)
    if still_on.update(active=False, switched_off_at=now, switched_off_why=why[:300]):
        label = f"Webhook “{webhook}”"[:300]
        Transition.objects.create(
            label=label, action="webhook_off", version=webhook.version, note=why, by_name="TradeWatch", at=now
        )


def _leased(row: Delivery):
    """The row, while it is still ours: a newer printing, a second try by hand or another deliverer took it over."""
    return Delivery.objects.filter(pk=row.pk, state__in=DUE_STATES, next_attempt_at=row.next_attempt_at)


def _result(row: Delivery, answer: Answer) -> dict:
    return {
        "attempts": row.attempts,
        "last_status": answer.status,
        "error": answer.words,
        "digest": row.digest,
    }
