"""Where a thing is found that has another address now: in the page's language, with the reader's question."""

from django.http import HttpResponsePermanentRedirect

from negotiations.public.onward import in_language


def moved(request, path: str) -> HttpResponsePermanentRedirect:
    """A redirect for good that keeps the question: `?known=`, `?on=` and filters."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(in_language(path) + (f"?{query}" if query else ""))
