"""Who is told of printings, and the outbox: what is still to be told, to whom, and how each try went."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q

from negotiations.models.fields import Line, WebAddress
from negotiations.models.printed import PublicationLog


class Event(models.TextChoices):
    """What a webhook can be told of; a minor edit is not announced."""

    PUBLISHED = "published", "An entry is published"
    UPDATED = "updated", "An entry is updated"
    CORRECTED = "corrected", "An entry is corrected"
    WITHDRAWN = "withdrawn", "An entry is withdrawn"
    REINSTATED = "reinstated", "An entry is reinstated"


class Webhook(models.Model):
    """An address that is told of printings, each message signed.

    `events` are values of `Event`, `filter` a query string of the timeline ('': every entry). The secret itself is
    kept nowhere: it is made of the site's SECRET_KEY and `seed`, and `secret_check` tells whether it is still the one
    that was shown. `failures` counts deliveries that were given up in a row.
    """

    name = Line(max_length=120)
    address = WebAddress()
    events = models.JSONField(default=list)
    filter = Line(max_length=500, blank=True)
    active = models.BooleanField(default=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    switched_off_at = models.DateTimeField(null=True, editable=False)
    switched_off_why = Line(max_length=300, blank=True, editable=False)
    seed = models.CharField(max_length=64, editable=False)
    secret_check = models.CharField(max_length=16, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self):
        return self.name

    @property
    def host(self) -> str:
        """The part of the address that is no secret: some receivers put a key into the path."""
        return urlsplit(self.address).hostname or ""


class State(models.TextChoices):
    """How far a delivery has come."""

    WAITING = "waiting", "Waiting"
    FAILED = "failed", "Failed, will be tried again"
    DELIVERED = "delivered", "Delivered"
    GIVEN_UP = "given_up", "Given up"


DUE_STATES = (State.WAITING, State.FAILED)


class DeliveryQuerySet(models.QuerySet):
    def due(self, now):
        """What may be tried at an instant: its time has come, and its webhook is on."""
        return self.filter(
            Q(webhook__isnull=True) | Q(webhook__active=True), state__in=DUE_STATES, next_attempt_at__lte=now
        )


class Delivery(models.Model):
    """One row of the outbox: a printing that one webhook is told of, or an address that the WebSub hub is told of.

    `topic` is the feed's address for the hub, '' for a webhook. While somebody is sending it, `next_attempt_at` lies
    ahead: whoever died over it is followed by another one then. `digest` is the SHA-256 of what was sent last.
    """

    webhook = models.ForeignKey(Webhook, models.CASCADE, null=True, related_name="deliveries")
    topic = models.CharField(max_length=500, blank=True)
    log = models.ForeignKey(PublicationLog, models.PROTECT, related_name="+")
    event = models.CharField(max_length=12, choices=Event, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    last_status = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("next_attempt_at",), condition=Q(state__in=DUE_STATES), name="delivery_due"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("webhook", "log"),
                condition=Q(webhook__isnull=False),
                name="delivery_once",
                violation_error_message="This webhook is told of this printing already.",
            ),
            models.UniqueConstraint(
                fields=("topic",),
                condition=Q(webhook__isnull=True, state__in=DUE_STATES),
                name="delivery_ping_once",
                violation_error_message="The hub is going to be told of this address already.",
            ),
            models.CheckConstraint(
                condition=Q(webhook__isnull=True) & ~Q(topic="") | Q(webhook__isnull=False, topic=""),
                name="delivery_to_webhook_or_hub",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="delivery_state_known"),
        )

    def __str__(self):
        return self.topic or self.message_id

    @property
    def message_id(self) -> str:
        """The event's id, the same at every try: receivers recognise what they have by it."""
        return f"evt-{self.log.number}-{int(self.log.at.timestamp())}"
