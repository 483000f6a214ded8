"""Which forms of something new were sent and saved: whoever sends one again (a second click, reload, Back) is told.

The row with the form's token is written in the transaction that makes the thing itself. Of two that come at the same
moment the database lets one through, and the other makes nothing.
"""

import re
from datetime import timedelta

from django.db import IntegrityError, transaction

from negotiations.desk.steps import Refused
from negotiations.models.working import SentForm
from negotiations.values import clock

DAYS = 30
_TOKEN = re.compile(r"[0-9a-f]{32}", re.ASCII)


class SentBefore(Refused):
    """The same form made something already."""


def is_token(text: str) -> bool:
    """Whether a text is a token as forms carry it; others are not remembered."""
    return bool(_TOKEN.fullmatch(text))


def was_sent(token: str) -> bool:
    return SentForm.objects.filter(token=token).exists()


def made_by(user, token: str) -> SentForm | None:
    """What this user's form with this token made, if it was sent."""
    return SentForm.objects.filter(token=token, user=user).first() if is_token(token) else None


def remember(user, token: str, thing) -> None:
    """Keep that the form with this token made a thing; to be called in the transaction that made it.

    Raises SentBefore, and then that transaction has to be rolled back.
    """
    if not is_token(token):
        return
    try:
        with transaction.atomic():
            SentForm.objects.create(token=token, user=user, model=thing._meta.model_name, object_id=thing.pk)
    except IntegrityError:
        raise SentBefore("This form was saved already.") from None
    SentForm.objects.filter(at__lt=clock.now() - timedelta(days=DAYS)).delete()
