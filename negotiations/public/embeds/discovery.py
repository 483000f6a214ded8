"""How other software finds that a page can be embedded: a link in its head and a header, both to oEmbed."""

from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404

from negotiations.public.parameters import TimelineFilterSet

_LONGEST = 1500  # characters of a query; longer ones no header could carry safely
_OWN = {*TimelineFilterSet.get_filters(), "on"} - {"after"}


def oembed_address(url: str) -> str:
    """Where oEmbed tells about one of our pages."""
    return f"{settings.SITE_URL}/oembed?{urlencode({'url': url, 'format': 'json'})}"


def discoverable(view):
    """A page that can be embedded says so, with the filter and the clocks that it was asked with."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        pairs = [(name, value) for name, values in request.GET.lists() if name in _OWN for value in values]
        query = urlencode(pairs, errors="replace")
        if len(query) > _LONGEST:
            return view(request, *args, **kwargs)
        address = oembed_address(f"{settings.SITE_URL}{request.path}{'?' if query else ''}{query}")
        request.oembed_url = address  # for the head of the page
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            del request.oembed_url  # the page that says so is the same wherever nothing is
            raise
        if response.status_code == 200:
            response.headers["Link"] = f'<{address}>; rel="alternate"; type="application/json+oembed"'
        return response

    return wrapped
