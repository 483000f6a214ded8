"""The timeline in other formats: on the same address with another ending, and the same filter."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponsePermanentRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.encoding import iri_to_uri
from django.utils.functional import Promise
from django.utils.http import http_date, quote_etag
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from negotiations.public.caching import public_page
from negotiations.public.calendars import calendar
from negotiations.public.feeds import Feed, atom, json_feed
from negotiations.public.files.delimited import delimited
from negotiations.public.files.rows import columns
from negotiations.public.files.spreadsheet import ROWS_AT_MOST, workbook
from negotiations.public.onward import in_language, prefix
from negotiations.public.problems import problem
from negotiations.public.reuse import licence_url
from negotiations.public.selection import Selection
from negotiations.public.unreviewed import last_confirmed
from negotiations.values import clock, wording

type Answer = Callable[[HttpRequest, str], HttpResponseBase]
_FORMS = {"": "machine", "machine": "machine", "spreadsheet": "spreadsheet"}
# A printing in the second that is not over yet cannot be told from the next one by an HTTP date.
_SETTLED = timedelta(seconds=2)


@dataclass(frozen=True)
class Representation:
    """One format: how its address ends, what it is called, and what answers.

    `has_words` is true of what is read as it comes, in the language of its address; tables are the same in each.
    """

    extension: str
    media_type: str
    label: str | Promise
    answer: Answer
    has_words: bool = True

    @property
    def address(self) -> str:
        path = f"/timeline.{self.extension}"
        return in_language(path) if self.has_words else path


@public_page
def timeline(request: HttpRequest, extension: str) -> HttpResponseBase:
    """The entries under the filter of the address; 400 with what to write for each wrong value."""
    if extension not in REPRESENTATIONS:
        raise Http404
    one = REPRESENTATIONS[extension]
    if prefix() and not one.has_words:
        asked = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(one.address + (f"?{asked}" if asked else ""))
    response = one.answer(request, one.address)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def links(query: str) -> list[dict]:
    """The formats of the list under a canonical query string, for `feeds` of a page: {type, label, url}."""
    found = []
    for one in REPRESENTATIONS.values():
        found.append(_link_to(one, str(one.label), query))
        if one.extension == "csv":
            safe = "&".join(filter(None, (query, "form=spreadsheet")))
            found.append(_link_to(one, _("CSV for spreadsheets"), safe))
    return found


def _link_to(one: Representation, label: str, query: str) -> dict:
    url = f"{one.address}?{query}" if query else one.address
    return {"type": one.media_type, "label": label, "url": url}


# Feeds ----------------------------------------------------------------------------------------------------------------


def _feed(write) -> Answer:
    def answer(request: HttpRequest, path: str) -> HttpResponseBase:
        feed = Feed(request.GET, path)
        if feed.errors:
            return problem(feed.errors)
        response = write(feed)
        _link(response, feed.self_url, feed.page_url, self=feed.self_url, hub=feed.hub)
        set_response_etag(response)
        return _unless_known(request, response, _last_change(feed.selection))

    return answer


def _last_change(selection: Selection) -> int | None:
    """When anything was last printed or confirmed, as a Unix time; None where that does not tell whether the list is
    the same.

    A status stands on a day: such a list changes without a printing.
    """
    at = max(filter(None, (selection.printing.at, last_confirmed())), default=None)
    if at is None or selection.value("status") or clock.now() - at < _SETTLED:
        return None
    return int(at.timestamp())


def _unless_known(request: HttpRequest, response, last_modified: int | None) -> HttpResponseBase:
    """The response, or 304 where the client holds it."""
    if last_modified is not None:
        response.headers["Last-Modified"] = http_date(last_modified)
    etag = response.headers["ETag"]
    held = get_conditional_response(request, etag=etag, last_modified=last_modified, response=response)
    return held or response


# Files and calendars --------------------------------------------------------------------------------------------------


def _file(write) -> Answer:
    """What is made only where the client does not hold it: its ETag follows from the entries, not from the bytes."""

    def answer(request: HttpRequest, path: str) -> HttpResponseBase:
        selection = Selection(request.GET, path)
        errors = {error["field"]: error["message"] for error in selection.errors}
        form = _FORMS.get(request.GET.get("form", "") if path.endswith(".csv") else "")
        if form is None:
            errors["form"] = _("Write machine or spreadsheet.")
        if errors:
            return problem(errors)
        extension = path.rpartition(".")[2]
        today = clock.now().date()  # withdrawals are told for some days
        etag = quote_etag(selection.digest(extension, form, today, [column.name for column in columns()]))
        held = get_conditional_response(request, etag=etag)
        response = held or write(request, selection, form)
        response.headers["ETag"] = etag
        if response.status_code == 200:
            more = (("form", "spreadsheet"),) if form == "spreadsheet" else ()
            _link(response, settings.SITE_URL + selection.url(add=more), selection.page_url)
        return response

    return answer


def _calendar(request: HttpRequest, selection: Selection, form: str) -> HttpResponseBase:
    text = b"" if request.method == "HEAD" else calendar(selection)
    headers = {"Content-Disposition": f'inline; filename="{_file_name(selection, "ics")}"'}
    return StreamingHttpResponse([text], content_type="text/calendar; charset=utf-8", headers=headers)


def _delimited(request: HttpRequest, selection: Selection, form: str) -> HttpResponseBase:
    lines = () if request.method == "HEAD" else delimited(selection, for_spreadsheets=form == "spreadsheet")
    headers = {"Content-Disposition": f'attachment; filename="{_file_name(selection, "csv")}"'}
    return StreamingHttpResponse(
        lines, content_type="text/csv; charset=utf-8; header=present", headers=headers
    )


def _workbook(request: HttpRequest, selection: Selection, form: str) -> HttpResponseBase:
    if selection.total > ROWS_AT_MOST:
        said = _("A sheet holds %(count)s rows. Narrow the list, or take the CSV.")
        return problem(said % {"count": wording.number(ROWS_AT_MOST)}, status=413)
    name, media_type = _file_name(selection, "xlsx"), REPRESENTATIONS["xlsx"].media_type
    if request.method == "HEAD":
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse((), content_type=media_type, headers=headers)
    return FileResponse(workbook(selection), as_attachment=True, filename=name, content_type=media_type)


def _file_name(selection: Selection, extension: str) -> str:
    """Letters, digits and hyphens alone: no name that somebody typed can end the header."""
    known = f"-{slugify(selection.known.value)}" if selection.known else ""
    return f"{slugify(settings.SITE_NAME) or 'record'}-timeline{known}.{extension}"


def _link(response: HttpResponseBase, canonical: str, page_url: str, **more: str) -> None:
    """What goes with the answer wherever it goes: its own address, the page, the licence."""
    related = {"canonical": canonical, "license": licence_url(), **more}
    told = [f'<{_header_url(url)}>; rel="{rel}"' for rel, url in related.items() if url]
    told.append(f'<{_header_url(page_url)}>; rel="alternate"; type="text/html"')
    response.headers["Link"] = ", ".join(told)


def _header_url(url: str) -> str:
    return iri_to_uri(url).replace(">", "%3E")


REPRESENTATIONS = {
    one.extension: one
    for one in (
        Representation("atom", "application/atom+xml", gettext_lazy("Atom feed"), _feed(atom)),
        Representation("json", "application/feed+json", gettext_lazy("JSON Feed"), _feed(json_feed)),
        Representation("ics", "text/calendar", gettext_lazy("Calendar"), _file(_calendar)),
        Representation("csv", "text/csv", gettext_lazy("CSV"), _file(_delimited), has_words=False),
        Representation(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            gettext_lazy("Excel"),
            _file(_workbook),
            has_words=False,
        ),
    )
}
