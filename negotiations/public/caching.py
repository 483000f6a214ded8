"""How readers' pages may be kept by browsers and proxies."""

from functools import wraps

from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.http import require_safe

from negotiations.public.state import answering


def public_page(view):
    """A page for readers: GET and HEAD only, the same for everybody, kept for as long as its bytes stay the same.

    The ETag is of the bytes, so that a page whose content depends on the time of day can never be stale.
    """

    @require_safe
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        with answering():
            response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
        response.is_printed = True
        if response.status_code == 200 and not response.streaming:
            set_response_etag(response)
            return get_conditional_response(request, etag=response.headers["ETag"], response=response)
        return response

    return wrapped
