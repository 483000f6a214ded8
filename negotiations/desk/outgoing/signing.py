"""Signatures as Standard Webhooks has them, and the secrets that they are made with.

No secret is stored. It is made of the site's SECRET_KEY and the webhook's seed, so that neither the database nor its
backups can sign; a change of SECRET_KEY is told from `secret_check`, never signed over silently.
"""

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode
from datetime import datetime

from django.conf import settings
from django.utils.crypto import salted_hmac

from negotiations.desk.outgoing.addresses import NotFetched
from negotiations.models.webhooks import Webhook

_PREFIX = "whsec_"
_SALT = "negotiations.desk.outgoing.signing"


class SecretLost(NotFetched):
    """The secret that the receiver has can no longer be made."""


def renew(webhook: Webhook) -> str:
    """Give a webhook a new seed, and return the secret that follows; the caller saves the row."""
    webhook.seed = secrets.token_hex(32)
    secret = _made(webhook.seed, settings.SECRET_KEY)
    webhook.secret_check = _check(secret)
    return secret


def secret_of(webhook: Webhook) -> str:
    """The secret that was shown when it was made. Raises SecretLost."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        secret = _made(webhook.seed, key)
        if hmac.compare_digest(_check(secret), webhook.secret_check):
            return secret
    raise SecretLost("The site's SECRET_KEY was changed, so the secret is lost. Make a new one.")


def headers(webhook: Webhook, message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """What goes with a message so that its receiver can tell that it is ours and new. Raises SecretLost."""
    timestamp = str(int(at.timestamp()))
    return {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signature(secret_of(webhook), message_id, timestamp, body),
    }


def signature(secret: str, message_id: str, timestamp: str, body: bytes) -> str:
    """`v1,` and the base64 of HMAC-SHA256 over id, timestamp and body."""
    key = b64decode(secret.removeprefix(_PREFIX))
    content = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


def _made(seed: str, key: str | bytes) -> str:
    return _PREFIX + b64encode(salted_hmac(_SALT, seed, secret=key, algorithm="sha256").digest()).decode()


def _check(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()[:16]
