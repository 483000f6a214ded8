"""What a chief editor does with webhooks: make and change them, switch them on and off, try them, send again."""

from django.db import transaction

from negotiations.desk.outgoing import outbox, signing
from negotiations.desk.roles import Right
from negotiations.desk.steps import NotAllowed, Refused, Stale
from negotiations.models.journal import Transition
from negotiations.models.webhooks import Delivery, State, Webhook
from negotiations.values import clock

_FIELDS = ("name", "address", "events", "filter")
_STALE = "Somebody changed this webhook after you opened it. Nothing of yours was saved. Compare, and save once more."


def save(webhook: Webhook, by, *, seen: int | None = None) -> str:
    """Save what the form holds; returns the secret of a new webhook, to be shown once. Raises Stale, NotAllowed."""
    _require(by)
    with transaction.atomic():
        if webhook.pk is None:
            webhook.created_by, webhook.created_at = by, clock.now()
            secret = signing.renew(webhook)
            webhook.save()
            _journal(webhook, "webhook_added", by)
            return secret
        _claim(webhook, webhook.version if seen is None else seen)
        webhook.save(update_fields=_FIELDS)
        _journal(webhook, "webhook_changed", by)
    return ""


def why_stale(webhook: Webhook, seen: int) -> Stale | None:
    """What a form must be told that was opened at the version `seen` and is late, None where it is not."""
    return Stale(_STALE) if webhook.version != seen else None


def new_secret(webhook: Webhook, by) -> str:
    """Make another secret in place of the one that is; it is returned once and never shown again."""
    _require(by)
    with transaction.atomic():
        secret = signing.renew(webhook)
        webhook.save(update_fields=("seed", "secret_check"))
        _journal(webhook, "webhook_secret", by)
    return secret


def switch_on(webhook: Webhook, by) -> None:
    """Send again what waits, and what is printed from now on; what was printed meanwhile is not told."""
    _switch(webhook, by, "webhook_on", active=True, switched_off_at=None, switched_off_why="", failures=0)


def switch_off(webhook: Webhook, by) -> None:
    """Send nothing until it is switched on; what waits goes on waiting."""
    _switch(webhook, by, "webhook_off", active=False, switched_off_at=clock.now(), switched_off_why="")


def delete(webhook: Webhook, by) -> None:
    """Delete a webhook with its deliveries; the journal keeps that it was there. Raises Refused while it is on."""
    _require(by)
    with transaction.atomic():
        if Webhook.objects.filter(pk=webhook.pk, active=True).exists():
            # A printing that is just going on may be writing a row for it.
            raise Refused("Switch the webhook off first, then delete it.")
        _journal(webhook, "webhook_deleted", by)
        webhook.delete()


def send_again(delivery: Delivery, by) -> None:
    """Put a delivery back into the outbox, as if it had not been tried. Raises Refused while its webhook is off."""
    _require(by)
    if delivery.webhook is None or not delivery.webhook.active:
        raise Refused("The webhook is switched off. Switch it on first, then send again.")
    with transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(
            state=State.WAITING, attempts=0, next_attempt_at=clock.now(), error="", last_status=None
        )
        _journal(delivery.webhook, "webhook_resend", by, note=delivery.message_id)


def send_test(webhook: Webhook, by) -> outbox.Answer:
    """Send a test message now and wait for the answer, ten seconds at most."""
    _require(by)
    return outbox.send_test(webhook)


def attention(user) -> list[Webhook]:
    """Webhooks that switched themselves off, for those who can do something about it. One query, or none."""
    if not user.has_perm(Right.WEBHOOKS):
        return []
    return list(Webhook.objects.filter(active=False).exclude(switched_off_why=""))


def is_secret_lost(webhook: Webhook) -> bool:
    """True where nothing can be signed any more as the receiver expects it."""
    try:
        signing.secret_of(webhook)
    except signing.SecretLost:
        return True
    return False


def _require(by) -> None:
    if not by.has_perm(Right.WEBHOOKS):
        raise NotAllowed("Your role does not include this: manage webhooks.")


def _claim(webhook: Webhook, version: int) -> None:
    if not Webhook.objects.filter(pk=webhook.pk, version=version).update(version=version + 1):
        raise Stale(_STALE)
    webhook.version = version + 1


def _switch(webhook: Webhook, by, action: str, **values) -> None:
    _require(by)
    with transaction.atomic():
        Webhook.objects.filter(pk=webhook.pk).update(**values)
        webhook.refresh_from_db()
        _journal(webhook, action, by)


def _journal(webhook: Webhook, action: str, by, note: str = "") -> None:
    Transition.objects.create(
        label=f"Webhook “{webhook}”"[:300],
        action=action,
        version=webhook.version,
        note=note,
        by=by,
        by_name=by.get_full_name() or by.get_username(),
        at=clock.now(),
    )
