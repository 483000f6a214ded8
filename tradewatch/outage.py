"""What is answered while the database is away, full or busy: 503 at once, in words, and with the form that was sent.

Reading and writing fail alike with an OperationalError; nobody's page is a traceback, and nothing that an editor typed
is lost: the answer carries their form along, to be sent again. Sending a form again never does anything twice.
"""

import logging
import sys

from django.conf import settings
from django.db import Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

from negotiations.public import site_views
from negotiations.public.problems import problem

logger = logging.getLogger(__name__)

RETRY_AFTER = "10"  # seconds
# SQLite's names of its errors and PostgreSQL's numbers (SQLSTATE).
_FULL = {"SQLITE_FULL", "53100"}
_BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "57014", "40P01", "53300"}
_WORDS = {
    "full": (
        "The database has no room left, so nothing can be saved. Whoever runs this site has to make room: tell them."
        " Keep this page open, and send your form again when there is room."
    ),
    "busy": "The database was busy with other work for too long. Send your form again in a moment.",
    "away": (
        "The database does not answer, or cannot write. Send your form again in a minute; if that does not help, tell"
        " whoever runs this site, and keep this page open."
    ),
}


class Outage:
    """Middleware: a view that the database failed is answered with 503."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return unavailable(request, error) if is_trouble(error) else None


def server_error(request: HttpRequest) -> HttpResponse:
    """Handler of what fails outside of views too, such as keeping a session; 503 where it was the database."""
    error = sys.exception()
    return unavailable(request, error) if error and is_trouble(error) else site_views.server_error(request)


def is_trouble(error: BaseException) -> bool:
    """True for a failure of the database itself, not of what it was asked."""
    damaged = _code(error).startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT"))
    return isinstance(error, OperationalError | InterfaceError) or (isinstance(error, Error) and damaged)


def unavailable(request: HttpRequest, error: BaseException) -> HttpResponse:
    """503: a problem for programs, what they typed for editors, a page for everybody else."""
    logger.error("The database failed: %s", str(error).strip().splitlines()[:1])
    response = _answer(request, trouble(error))
    response.headers["Retry-After"] = RETRY_AFTER
    response.headers["Cache-Control"] = "no-store"
    return response


def _code(error: BaseException) -> str:
    """The driver's own word for an error, '' where it has none."""
    cause = error.__cause__
    return getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""


def trouble(error: BaseException) -> str:
    """What is the matter: "full", "busy" or "away"."""
    code = _code(error)
    if code in _FULL:
        return "full"
    return "busy" if code in _BUSY or code.startswith("SQLITE_BUSY") else "away"


def _answer(request: HttpRequest, what: str) -> HttpResponse:
    if settings.SERVES_DESK and request.path.startswith("/admin/"):
        return _for_editors(request, what)
    if (
        request.path.startswith("/api/")
        or request.path == "/oembed"
        or "." in request.path.rpartition("/")[2]
    ):
        return problem("The record cannot be read just now. Ask again after the seconds in Retry-After.", 503)
    return site_views.server_error(request, status=503)


def _for_editors(request: HttpRequest, what: str) -> HttpResponse:
    """What they typed, with a button that sends it again: on this page alone, which asks the database nothing.

    Only of a form that was seen to come from a page of ours; another site could put words into an editor's mouth.
    """
    from negotiations.admin import kept_forms

    is_ours = getattr(request, "csrf_processing_done", False)
    kept = kept_forms.read_kept(kept_forms.keep(request)) if is_ours else None
    context = {"words": _WORDS[what], "sent": request.method == "POST", **kept_forms.shown(kept)}
    context["site"] = settings.SITE_NAME
    return HttpResponse(get_template("admin/outage.html").render(context, request), status=503)
