"""Tables as CSV (RFC 4180, UTF-8) under a file name: safe to open in a spreadsheet, sent in pieces where long."""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, cast

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from negotiations.public.files.delimited import safe
from negotiations.public.reuse import licence_url

_AT_ONCE = 500  # rows that are sent whole, with an ETag


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_response(name: str, header: list[str], rows: Iterable[Iterable[Any]]) -> HttpResponseBase:
    """A table of the record as a download for everybody, with its licence."""
    response = csv_file(name, header, rows)
    response.headers["Access-Control-Allow-Origin"] = "*"
    if licence := licence_url():
        response.headers["Link"] = f'<{licence}>; rel="license"'
    return response


def csv_file(name: str, header: list[str], rows: Iterable[Iterable[Any]]) -> HttpResponseBase:
    """A download of a table; values become text, and none that a spreadsheet takes for a formula."""
    lines = _lines(header, rows)
    first = list(islice(lines, _AT_ONCE))
    rest = next(lines, None)
    whole = rest is None
    content = "".join(first) if whole else chain(first, [rest], lines)
    response = (HttpResponse if whole else StreamingHttpResponse)(
        content, content_type="text/csv; charset=utf-8; header=present"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines(header: list[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    write = csv.writer(cast(Any, _Echo())).writerow
    yield write(header)
    for row in rows:
        yield write(["" if cell is None else safe(str(cell)) for cell in row])
