"""/data/: the page about the files, the dictionary, and the files."""

from collections.abc import Callable
from itertools import chain

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from negotiations.models.printed import Edition
from negotiations.public import jsonld
from negotiations.public.bulk_data import descriptions
from negotiations.public.bulk_data.checksums import counted, sums
from negotiations.public.bulk_data.files import File, files
from negotiations.public.bulk_data.state import State
from negotiations.public.bulk_data.tables import EDITIONS, tables
from negotiations.public.caching import public_page
from negotiations.public.onward import neutral
from negotiations.public.pages import known_error, known_of, page
from negotiations.public.problems import problem
from negotiations.public.reuse import licence_url

# The page reads a record of up to so many editions whole, to say how large its files are; the manifest always does.
_READ_AT_ONCE = 2_000
_SENT_WHOLE = 256 * 1024  # bytes

DESCRIPTIONS: dict[str, tuple[str, Callable[[State], str]]] = {
    "datapackage.json": ("application/json", descriptions.datapackage),
    "MANIFEST.json": ("application/json", descriptions.manifest),
    "CITATION.cff": ("application/yaml; charset=utf-8", descriptions.citation),
    "LICENCE.txt": ("text/plain; charset=utf-8", descriptions.licence),
}


@public_page
def data(request: HttpRequest) -> HttpResponse:
    """What there is to take, at which state of the record, on which terms."""
    known = known_of(request)
    state = State.of(known)
    with translation.override("en"):  # what files say of themselves is in one language
        found = {"rows": _listed(state), "cite_as": descriptions.cite_as(state), "jsonld": _dataset(state)}
    told = _(
        "The whole record of %(site)s as tables and JSON Lines, with a dictionary, checksums and a licence."
    )
    return _page(
        request, "data", _("Data"), told, known=known, state=state, licence_url=licence_url(), **found
    )


def _page(request, name: str, title: str, description: str, **context) -> HttpResponse:
    """A page about the data, with what links to it show elsewhere."""
    description %= {"site": settings.SITE_NAME}
    address = reverse(name)
    return page(
        request,
        f"{name.replace('-', '_')}.html",
        nav="data",
        now_url=address,
        title=title,
        social={"title": title, "description": description},
        canonical_url=settings.SITE_URL + neutral(address),
        **context,
    )


def _listed(state: State) -> list[dict]:
    """The files for a template: {path, url, title, about, sum}; `sum` is None where the record is too large."""
    small = Edition.objects.count() <= _READ_AT_ONCE
    found = sums(state) if small else {}
    return [
        {
            "path": path,
            "url": f"/data/{path}{state.query}",
            "title": file.table.title,
            "about": file.table.about,
            "sum": found.get(path),
        }
        for path, file in files().items()
    ]


def _dataset(state: State):
    base = f"{settings.SITE_URL}/data/"
    thing = {
        "@type": "Dataset",
        "@id": base,
        "url": base,
        "name": descriptions.title(),
        "description": descriptions.DESCRIPTION,
        "version": state.version,
        "license": licence_url() or settings.LICENCE,
        "isAccessibleForFree": True,
        "creator": jsonld.publisher(),
        "distribution": [
            {"@type": "DataDownload", "contentUrl": base + path, "encodingFormat": file.media_type}
            for path, file in files().items()
        ],
    }
    return jsonld.script(thing | ({"dateModified": state.as_of} if state.as_of else {}))


@public_page
def dictionary(request: HttpRequest) -> HttpResponse:
    """Every table and column: what it is, in which unit, and the values of closed lists."""
    with translation.override("en"):
        listed = (*tables(), EDITIONS)
    told = _("Every table and column of the data of %(site)s: type, unit, meaning and closed lists.")
    return _page(request, "data-dictionary", _("Data dictionary"), told, tables=listed)


@require_safe
def file(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file at the state that is asked for; 400 where the instant cannot be read.

    Its ETag is of the state and the file, so that nothing is read for a client that holds it.
    """
    if error := known_error(request):
        return problem({"known": error})
    state = State.of(known_of(request))
    etag = quote_etag(state.digest(path))
    response = get_conditional_response(request, etag=etag) or _answer(request, path, state)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    response.headers["Access-Control-Allow-Origin"] = "*"
    if response.status_code == 200:
        response.headers["Link"] = _links(state)
    return response


def _answer(request: HttpRequest, path: str, state: State) -> HttpResponseBase:
    if path in DESCRIPTIONS:
        media_type, write = DESCRIPTIONS[path]
        return HttpResponse(write(state), content_type=media_type)
    return _file(request, files()[path], state)


def _file(request: HttpRequest, found: File, state: State) -> HttpResponseBase:
    headers = {"Content-Disposition": f'attachment; filename="{found.path}"'}
    if request.method == "HEAD":
        return StreamingHttpResponse((), content_type=found.content_type, headers=headers)
    begin, size, pieces = [], 0, counted(found, state)
    for content in pieces:
        begin.append(content)
        size += len(content)
        if size > _SENT_WHOLE:
            whole = chain(begin, pieces)
            return StreamingHttpResponse(whole, content_type=found.content_type, headers=headers)
    return HttpResponse(b"".join(begin), content_type=found.content_type, headers=headers)


def _links(state: State) -> str:
    base = f"{settings.SITE_URL}/data/"
    told = {"describedby": f"{base}datapackage.json{state.query}", "license": licence_url()}
    return ", ".join(f'<{url}>; rel="{rel}"' for rel, url in told.items() if url)
