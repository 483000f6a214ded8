"""The pages and files of measures: what stands on a day, what changes in a period, and each measure by itself."""

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from negotiations.models.printed import Publication
from negotiations.public import measure_charts, measure_files, nouns, tariff_book
from negotiations.public.caching import public_page
from negotiations.public.clocks import Clocks
from negotiations.public.csv_files import csv_response
from negotiations.public.measure_filter import FACETS, VIEWS, MeasureFilter
from negotiations.public.measure_flow import Flow
from negotiations.public.measure_headings import flow_heading, stock_heading
from negotiations.public.measure_matrix import COLUMNS, matrix
from negotiations.public.measure_page import MeasureEntries, ladder
from negotiations.public.measure_standing import MeasureStanding, measures, sources_of
from negotiations.public.measure_stock import ROWS, Shelf, Stock
from negotiations.public.measure_words import ids_in, shape_of
from negotiations.public.noun_views import noun_page
from negotiations.public.pages import OnForm, known_error, known_of, page
from negotiations.public.problems import problem
from negotiations.tariffs.lifecycle import State
from negotiations.tariffs.rates import Measure
from negotiations.values import wording

CHARTS = 24  # small charts on one page
_MOST = 100  # rows of one table of a measure's page


@public_page
def measure_list(request):
    """The measures: stock on a day as a table, small charts or a matrix; flow in a period as a table."""
    asked = MeasureFilter(request.GET, request.path)
    context = _flow(asked) if asked.is_flow else _stock(asked)
    return page(
        request,
        "measure_list.html",
        nav="measures",
        known=asked.known,
        now_url=asked.now_url,
        filter=asked,
        canonical_url=settings.SITE_URL + asked.canonical_url,
        csv_url=asked.url(without=("view",), path="/measures.csv"),
        **context,
    )


def _stock(asked: MeasureFilter) -> dict:
    stock = Stock(asked)
    context = _shared(asked, stock.shelf, stock.narrowed, stock_heading(asked, stock)) | {
        "views": _views(asked),
        "states": _states(asked, stock.narrowed),
    }
    if asked.view == "matrix":
        some, more = _portion(asked, stock.measures, COLUMNS)
        return context | {"matrix": matrix(stock, some), "more": more}
    if asked.view == "multiples":
        some, more = _portion(asked, stock.measures, CHARTS)
        return context | {"charts": _multiples(stock.shelf, some), "more": more}
    some, more = _portion(asked, stock.rows, ROWS)
    names = ("imposed_by", "measure", "rate", "status", "since")
    return context | {
        "rows": _with_repeats(stock.shown(some)),
        "more": more,
        "column": _columns(asked, names),
    }


def _with_repeats(rows: list[dict]) -> list[dict]:
    """Rows that say of the same measure as the one above that they do."""
    befores = [None, *rows]
    return [
        row | {"is_again": before is not None and before["measure"].id == row["measure"].id}
        for before, row in zip(befores, rows, strict=False)
    ]


def _flow(asked: MeasureFilter) -> dict:
    flow = Flow(asked)
    some, more = _portion(asked, flow.rows, ROWS)
    context = _shared(asked, flow.shelf, flow.narrowed, flow_heading(asked, flow))
    columns = _columns(asked, ("imposed_by", "measure", "rate", "status"))
    columns["since"] = asked.column("since", _("Date"))
    columns["status"] = asked.column("status", pgettext("column", "Change"))
    return context | {"changes": flow.shown(some), "more": more, "column": columns}


def _shared(asked: MeasureFilter, shelf: Shelf, narrowed, heading: str) -> dict:
    return {
        "title": heading,
        "results_heading": heading,
        "facets": [facet for facet in narrowed.facets() if facet.options],
        "stock_url": asked.url(without=("from", "to", "sort")),
        "flow_url": _flow_url(asked, shelf),
        **_fields(asked),
    }


def _fields(asked: MeasureFilter) -> dict:
    """What the forms hold: what was typed, what is wrong with it, and what each must carry along."""
    fields = {f"{name}_value": asked.typed(name) for name in ("on", "from", "to")}
    fields["on_value"] = fields["on_value"] or asked.clocks.on.date().isoformat()
    errors = {f"{name}_error": asked.error(name) for name in ("on", "from", "to")}
    return {
        **fields,
        **errors,
        "facet_error": any(asked.error(name) for name in FACETS),
        "hidden_day": asked.hidden("on"),
        "hidden_period": asked.hidden("from", "to"),
        "hidden_facets": asked.hidden(*FACETS),
    }


def _flow_url(asked: MeasureFilter, shelf: Shelf) -> str:
    """The changes of the year of the newest one, so that the first look at the flow is not an empty one."""
    changes = (change.begins for one in shelf.measures for change in one.changes)
    newest = max((at for at in changes if at <= asked.clocks.on), default=asked.clocks.on)
    return asked.url(without=("on", "view", "sort"), add=(("from", str(newest.year)),))


def _columns(asked: MeasureFilter, names) -> dict:
    return {name: asked.column(name) for name in names}


def _views(asked: MeasureFilter) -> list[dict]:
    return [
        {
            "label": label,
            "url": asked.url(without=("view",), add=(("view", name),) if name != "table" else ()),
            "current": asked.view == name,
        }
        for name, label in VIEWS.items()
    ]


def _states(asked: MeasureFilter, narrowed) -> list[dict]:
    """How many parts stand in each state, each with the address of these alone."""
    return [
        {
            "label": one.text,
            "count": one.count,
            "shape": shape_of(State(one.value)),
            "url": asked.url(without=("status",), add=(("status", one.value),)),
        }
        for facet in narrowed.facets()
        for one in facet.options
        if facet.param == "status" and one.count
    ]


def _portion(asked: MeasureFilter, rows, size: int) -> tuple:
    """The rows of this page, and where the list goes on: {url, text}, or None on the last."""
    start = asked.value("after") or 0
    rest = len(rows) - start - size
    if rest <= 0:
        return rows[start:], None
    following = {
        "url": asked.url(add=(("after", str(start + size)),)),
        "text": _("Show the next %(count)s") % {"count": wording.number(min(size, rest))},
    }
    return rows[start : start + size], following


def _multiples(shelf: Shelf, shown: list[Measure]) -> list[dict]:
    """Small charts of some measures on one scale: {chart, url}. Two queries."""
    shelf.documents.read({change.id for one in shown for change in one.changes})
    tellers = [(shelf.labels[one.id], shelf.standing(one)) for one in shown]
    return [
        {
            "chart": chart,
            "url": label.url,
            "lang": label.text_lang,
            "legend": measure_charts.legend(chart),
            "rest": rest,
        }
        for label, chart, rest in measure_charts.multiples(tellers, shelf.book)
    ]


@public_page
def measure_file(request):
    """The rows of the list of measures under the same question; 400 for one that cannot be understood."""
    asked = MeasureFilter(request.GET)
    if asked.errors:
        return problem({error["field"]: error["message"] for error in asked.errors})
    if asked.is_flow:
        return csv_response("measure-changes.csv", measure_files.FLOW, measure_files.flow_rows(Flow(asked)))
    return csv_response("measures.csv", measure_files.STOCK, measure_files.stock_rows(Stock(asked)))


@public_page
def measure(request, key: str):
    """A measure: where it stands on a day, its rates over time, its documents, and what was done about it."""

    def standing(publication, clocks):
        tell = _read_whole(publication, clocks)
        book = tariff_book.page(clocks.known)
        authority = book.sides[publication.pk][1] if publication.pk in book.sides else None
        entries = MeasureEntries(tell, publication, authority)
        return {
            "standing": tell.now(),
            "ahead": tell.ahead()[:3],
            "steps": tell.steps()[-_MOST:],
            "ladder": ladder(tell)[-_MOST:],
            "older": len(tell.history.changes) > _MOST,
            "litigation": entries.litigation(),
            "responses": entries.responses(),
            "rules": entries.rules(),
            **_chart(publication, tell, book),
        }

    return noun_page(request, "measure", key, "measure.html", "measures", standing)


def _read_whole(publication: Publication, clocks: Clocks) -> MeasureStanding:
    """A measure with every document of it at hand."""
    tell = measures([publication.pk], clocks)[publication.pk]
    changes = tell.history.changes
    names = {id for change in changes for id in ids_in(change.scope)}
    tell.documents.read({change.id for change in changes}, names)
    return tell


def _chart(publication: Publication, tell: MeasureStanding, book: tariff_book.Page) -> dict:
    drawn = measure_charts.lines(tell, book, tell.documents.labels)
    cards = [card for change in tell.history.changes if (card := tell.documents.card(change))]
    return {
        "chart": measure_charts.chart_of("rates", _("Rate over time"), drawn, tell),
        "undrawn_note": _undrawn(len(drawn) - measure_charts.LINES),
        "chart_sources": sources_of(cards),
        "csv_url": f"/measures/{publication.key}.csv",
    }


def _undrawn(count: int) -> str:
    """That a chart leaves some lines out, '' where it has them all."""
    if count < 1:
        return ""
    message = ngettext(
        "%(count)s more line stands in the CSV", "%(count)s more lines stand in the CSV", count
    )
    return message % {"count": wording.number(count)}


@public_page
def measure_history_file(request, key: str):
    """Every step of a measure as CSV: its chart's rows."""
    if error := known_error(request):
        return problem({"known": error})
    known, on = known_of(request), OnForm(request)
    at = known.at if known else None
    try:
        publication, edition = nouns.find("measure", key, at)
    except Publication.DoesNotExist:
        raise Http404 from None
    if edition is None:
        raise Http404
    tell = _read_whole(publication, Clocks(at, on.at, on.asked))
    found = measure_charts.titled(tell, tariff_book.page(at), tell.documents.labels)
    rows = measure_files.history_rows(tell, found, known)
    return csv_response(f"{publication.key}.csv", measure_files.HISTORY, rows)
