"""The second factor itself: codes of an authenticator app (RFC 6238), and recovery codes for the day it is lost.

Each code works once. Wrong ones slow the next try down, to nine minutes at most: nobody guesses a code, and nobody
who only knows a password can keep the owner out for long.
"""

import secrets
import unicodedata
from base64 import b32encode
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

RECOVERY_CODES = 10
_DIGITS = 6
_MOST_FAILURES = 10  # the pause doubles from one second with each: 2**9 seconds
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


def app_of(user) -> TOTPDevice | None:
    """The authenticator app that the user confirmed, None where there is none."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def new_key() -> str:
    """A secret for an app, as hexadecimal digits: 160 bits."""
    return random_hex(20)


def key_as_text(key: str) -> str:
    """A secret as people type it: base 32 in groups of four."""
    text = b32encode(bytes.fromhex(key)).decode()
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def key_as_address(key: str, user) -> str:
    """A secret as the QR code gives it to an app."""
    label = quote(f"{settings.SITE_NAME.replace(':', '')}:{user.get_username()}")
    values = {"secret": b32encode(bytes.fromhex(key)).decode(), "issuer": settings.SITE_NAME}
    return f"otpauth://totp/{label}?{urlencode(values, quote_via=quote)}"


@transaction.atomic
def set_up(user, key: str, code: str) -> TOTPDevice | None:
    """Keep an app that has just shown a right code, in place of an older one; None where the code is wrong."""
    app, plain = TOTP(bytes.fromhex(key)), _plain(code)
    if not plain.isdecimal() or len(plain) != _DIGITS or not app.verify(int(plain), tolerance=1):
        return None
    TOTPDevice.objects.filter(user=user).delete()
    return TOTPDevice.objects.create(
        user=user, name="Authenticator app", key=key, drift=app.drift, last_t=app.t()
    )


@transaction.atomic
def new_recovery_codes(user) -> list[str]:
    """Ten codes to be shown this once; older ones are void. Only a digest of each is kept."""
    device, _ = StaticDevice.objects.get_or_create(user=user, defaults={"name": "Recovery codes"})
    device.token_set.all().delete()
    codes = ["".join(secrets.choice(_ALPHABET) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_digest(code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def recovery_codes_left(user) -> int:
    """How many recovery codes have not been used."""
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def give(user, code: str) -> Device | None:
    """The device of the user's that a code is right for, which uses it up; None where it is wrong or too early."""
    plain = _plain(code)
    is_from_app = plain.isdecimal() and len(plain) == _DIGITS
    model = TOTPDevice if is_from_app else StaticDevice
    device = model.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None:
        return None
    device.throttling_failure_count = min(device.throttling_failure_count, _MOST_FAILURES)
    return device if device.verify_token(plain if is_from_app else _digest(plain)) else None


def wait_until(user) -> datetime | None:
    """When the next code of the app is looked at, None where that is now."""
    if not (device := app_of(user)) or not device.throttling_failure_timestamp:
        return None
    failures = min(device.throttling_failure_count, _MOST_FAILURES)
    return device.throttling_failure_timestamp + timedelta(seconds=2 ** max(failures - 1, 0))


@transaction.atomic
def remove(user) -> None:
    """Forget the app and the recovery codes; sessions that were opened with them count as opened without."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _plain(code: str) -> str:
    """A code as it was typed, without the spaces and hyphens that make it readable; wide digits are digits."""
    typed = unicodedata.normalize("NFKC", code).lower()
    return "".join(character for character in typed if character.isalnum())[:32]


def _digest(code: str) -> str:
    """What is kept of a recovery code, in the 16 characters that there is room for: 80 bits."""
    digest = salted_hmac("negotiations.recovery", code, algorithm="sha256").digest()
    return b32encode(digest)[:16].decode().lower()
