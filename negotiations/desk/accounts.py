"""The door of the desk: who may try a password, and who signed in.

Ten wrong passwords for an account close it for fifteen minutes to browsers that nobody used for it before; whoever
signed in to it from this browser once still gets in. Thirty wrong ones from an address, for whatever accounts, close
the door to all unknown browsers there. What is told from outside is always the same: the words, the status and the
time of a wrong password.

django-axes brings the tables, and calls the handler below at every sign-in that fails or succeeds.
"""

import logging
import secrets
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from axes.backends import AxesBackend, AxesStandaloneBackend
from axes.exceptions import AxesBackendPermissionDenied
from axes.handlers.base import AbstractAxesHandler, AxesBaseHandler
from axes.models import AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import signing
from django.utils.crypto import salted_hmac

from negotiations.desk import sessions
from negotiations.values import clock

log = logging.getLogger(__name__)

WINDOW = timedelta(minutes=15)
WRONG_FOR_AN_ACCOUNT = 10
WRONG_FROM_AN_ADDRESS = 30

_COOKIE_AGE = 400 * 24 * 60 * 60  # the longest that browsers keep one
_SALT = "negotiations.known-browser"
_MOST_ACCOUNTS = 8  # that one browser is known to
_STRANGER = "unknown"
_KEPT = timedelta(days=90)
# In this order, because most name themselves and one or two others.
_BROWSERS = (("Edg", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


class Door(AxesBackend):
    """Checks passwords, where the account is not closed to this browser; both take the time of one check."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if request is not None:
            try:
                AxesStandaloneBackend.authenticate(self, request, username, password, **kwargs)
            except AxesBackendPermissionDenied:
                get_user_model()().set_password(password)
                raise
        return super(AxesStandaloneBackend, self).authenticate(request, username, password, **kwargs)


class SignIns(AbstractAxesHandler, AxesBaseHandler):
    """What django-axes calls: counts failures in a window that moves, and notes who came in."""

    def is_allowed(self, request, credentials=None) -> bool:
        return not is_closed(request, _name(credentials))

    def get_failures(self, request, credentials=None) -> int:
        return _failures(username=_name(credentials), user_agent=_browser(request, _name(credentials)))

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        """Note a wrong password; one that came while the account was closed changes nothing, so that it opens again."""
        if request is None:
            return
        name, closed = _name(credentials), bool(getattr(request, "axes_locked_out", False))
        log.warning(
            "Sign-in failed: account %a from %s%s", name, request.axes_ip_address, ", closed" * closed
        )
        if not closed:
            AccessFailureLog.objects.create(
                username=name,
                ip_address=_address(request.axes_ip_address),
                user_agent=_browser(request, name),
                attempt_time=clock.now(),
            )

    def user_logged_in(self, sender, request, user, **kwargs):
        """Note who came in, begin the session's clocks, and forget what is old."""
        name = user.get_username()
        AccessLog.objects.create(
            username=name,
            ip_address=request.axes_ip_address,
            user_agent=request.axes_user_agent,
            path_info=request.axes_path_info,
        )
        sessions.begin(request)
        AccessFailureLog.objects.filter(attempt_time__lt=clock.now() - _KEPT).delete()
        AccessLog.objects.filter(attempt_time__lt=clock.now() - _KEPT).delete()
        Session.objects.filter(expire_date__lt=clock.now()).delete()
        log.info("Signed in: account %a from %s", name, request.axes_ip_address)

    def user_logged_out(self, sender, request, user, **kwargs):
        """Nothing: the session ends."""


# Closed doors ---------------------------------------------------------------------------------------------------------


def is_closed(request, name: str) -> bool:
    """Whether no password of this account is looked at from here now. Two queries at most."""
    browser = _browser(request, name)
    if _failures(username=name, user_agent=browser) >= WRONG_FOR_AN_ACCOUNT:
        return True
    address = _address(request.axes_ip_address)
    if not address or browser != _STRANGER:
        return False
    return _failures(ip_address=address, user_agent=_STRANGER) >= WRONG_FROM_AN_ADDRESS


def closed_until(user):
    """When the account opens again to browsers that it does not know, None where it is open."""
    wrong = _recent().filter(username=user.get_username(), user_agent=_STRANGER).order_by("-attempt_time")
    nth = wrong[WRONG_FOR_AN_ACCOUNT - 1 : WRONG_FOR_AN_ACCOUNT].first()
    return nth.attempt_time + WINDOW if nth else None


def open_again(user) -> None:
    """Forget the wrong passwords of an account, from wherever they came."""
    AccessFailureLog.objects.filter(username=user.get_username()).delete()


def last_sign_ins(user, most: int = 10) -> list[AccessLog]:
    """The last times that somebody signed in to the account, newest first; each with `browser`, in words."""
    rows = list(AccessLog.objects.filter(username=user.get_username()).order_by("-attempt_time")[:most])
    for row in rows:
        row.browser = browser_in_words(row.user_agent)
    return rows


def browser_in_words(user_agent: str) -> str:
    """What a browser calls itself, as people would: "Firefox on Windows"."""
    name = next((name for sign, name in _BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return f"{name} on {system}" if name and system else name or user_agent[:60]


def _recent():
    return AccessFailureLog.objects.filter(attempt_time__gt=clock.now() - WINDOW)


def _failures(**where) -> int:
    return _recent().filter(**where).count()


def _name(credentials) -> str:
    return str((credentials or {}).get("username") or "")[:150]


def sender(request) -> str | None:
    """The address that a request comes from, None where nobody knows: for django-axes.

    That is the other end of the connection; only where this is one of the proxies that FORWARDED_ALLOW_IPS names, the
    last hop of X-Forwarded-For, which that proxy wrote. What else the header says is the sender's own word.
    """
    address, proxies = request.META.get("REMOTE_ADDR") or "", settings.FORWARDED_ALLOW_IPS
    if address in proxies or "*" in proxies:
        address = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or address
    try:
        return str(ip_address(address))
    except ValueError:
        return None


def _address(address: str | None) -> str | None:
    """What counts as one address: of the newer kind, the network that a household or an office gets as a whole."""
    if not address or not isinstance(ip_address(address), IPv6Address):
        return address
    return str(ip_network((address, 64), strict=False).network_address)


# Browsers that an account knows ---------------------------------------------------------------------------------------


def cookie_name() -> str:
    """`__Host-` binds it to this very host, and needs HTTPS, which development does without."""
    return "__Host-knownbrowser" if settings.SESSION_COOKIE_SECURE else "knownbrowser"


def remember_browser(request, response, user) -> None:
    """Let the browser prove later that this account was signed in to from it. Says nothing to whoever reads it."""
    browser, accounts = _read_cookie(request)
    mark = _mark(user.get_username())
    accounts = [mark, *(other for other in accounts if other != mark)][:_MOST_ACCOUNTS]
    response.set_cookie(
        cookie_name(),
        signing.dumps([browser or secrets.token_hex(8), accounts], salt=_SALT),
        max_age=_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _browser(request, name: str) -> str:
    """The number of a browser that the account knows, else "unknown"; each has ten tries of its own."""
    browser, accounts = _read_cookie(request)
    return browser if _mark(name) in accounts else _STRANGER


def _read_cookie(request) -> tuple[str, list[str]]:
    try:
        browser, accounts = signing.loads(
            request.COOKIES.get(cookie_name(), ""), salt=_SALT, max_age=_COOKIE_AGE
        )
    except (signing.BadSignature, ValueError):
        return "", []
    return browser, accounts


def _mark(name: str) -> str:
    return salted_hmac(_SALT, name, algorithm="sha256").hexdigest()[:16]
