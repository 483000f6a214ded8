"""How long somebody stays signed in, and when a page may take for granted that they sit there themselves.

A session ends an hour after the last request, and twelve hours after the sign-in whatever happens. When each was is
kept in the session, in seconds since 1970.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError

from negotiations.values import clock

logger = logging.getLogger(__name__)

IDLE = timedelta(minutes=60)
FRESH = timedelta(minutes=10)
_BEGAN, _SEEN, _PASSWORD = "began_at", "seen_at", "password_at"
_STEP = 60  # seconds between two notes of the last request: not every page has to write


def begin(request) -> None:
    """Note that somebody has just signed in, with their password."""
    now = _now()
    request.session.update({_BEGAN: now, _SEEN: now, _PASSWORD: now})


def note_password(request) -> None:
    """Note that somebody who is signed in has just entered their password again."""
    request.session[_PASSWORD] = _now()


def is_password_fresh(request) -> bool:
    """Whether the password was entered within the last ten minutes."""
    return _now() - request.session.get(_PASSWORD, 0) <= FRESH.total_seconds()


def is_over(session) -> bool:
    """Whether a session was idle or open for too long. One that says nothing of its beginning counts as over."""
    now = _now()
    return (
        now - session.get(_BEGAN, 0) > settings.SESSION_COOKIE_AGE
        or now - session.get(_SEEN, 0) > IDLE.total_seconds()
    )


def end_all(user, but: str | None = None) -> int:
    """End the user's sessions everywhere, except for the one with the key `but`; returns how many there were.

    Reads every session of the site: there are as many as there are editors, and it is done once in a while.
    """
    ended = [
        session.pk
        for session in Session.objects.filter(expire_date__gte=clock.now()).exclude(pk=but)
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    Session.objects.filter(pk__in=ended).delete()
    return len(ended)


def end_if_over(request) -> None:
    """Sign out whose session is over, and note the request of who stays.

    What a page asks for by itself, such as who else has the form open, says so with the header `X-Background` and
    keeps nobody signed in. Only pages of the desk call this: a reader's page that looked into the session would
    differ by cookie for every cache.
    """
    if SESSION_KEY not in request.session:
        return
    if is_over(request.session):
        logout(request)
    elif "X-Background" not in request.headers and _now() - request.session[_SEEN] >= _STEP:
        _note(request.session)


def _note(session) -> None:
    """Note a request now. Where the database cannot write, a page to read is worth more than the note."""
    session[_SEEN] = _now()
    try:
        session.save()
    except (OperationalError, UpdateError) as error:
        failure = error.__context__ if isinstance(error, UpdateError) else error
        if not isinstance(failure, OperationalError):
            return  # signed out meanwhile: the middleware finds out too, and says so
        logger.warning("A request could not be noted: the database does not write.")
    session.modified = False


def _now() -> int:
    return int(clock.now().timestamp())
