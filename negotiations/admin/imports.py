"""Rows of a spreadsheet as drafts: paste or send them, see what each would do, mend cells, import, undo."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import slugify

from negotiations.admin.import_grid import Grid, edited
from negotiations.admin.links import admin_url
from negotiations.desk.imports import blank, reading
from negotiations.desk.imports.applying import NotApplied, apply
from negotiations.desk.imports.planning import plan
from negotiations.desk.imports.plans import Plan, Status
from negotiations.desk.imports.tables import MOST_BYTES, MOST_ROWS_IN_A_BROWSER, Table, Unreadable
from negotiations.desk.imports.undoing import obstacles, undo
from negotiations.desk.roles import Right
from negotiations.models.batches import Batch
from negotiations.public.kinds import entry_kinds

ASKS_FOR_THE_NUMBER = 200  # more rows than this are imported after their number was typed
_MOST_SHOWN = 500  # rows of a batch, and batches of the list
_TYPES = {
    "csv": ("text/csv; charset=utf-8", blank.as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", blank.as_workbook),
}


def desk_urls(site) -> list:
    screens = _Screens(site)
    return [
        path("import/", site.admin_view(screens.start), name="import"),
        path("import/rows/", site.admin_view(screens.rows), name="import_rows"),
        path("import/<int:pk>/", site.admin_view(screens.batch), name="import_batch"),
        path("import/<str:kind>.<slug:form>", site.admin_view(screens.blank), name="import_blank"),
    ]


class _Screens:
    def __init__(self, site):
        self._site = site

    def start(self, request):
        """The box for pasted rows and the file; what was imported before."""
        _require_writer(request)
        refused, text = [], ""
        if request.method == "POST":
            text = request.POST.get("text", "")
            try:
                table = _sent(text, request.FILES.get("file"))
                return self._preview(request, table, plan(table))
            except Unreadable as reason:
                refused = reason.reasons
        context = {
            "title": "Import rows",
            "refused": refused,
            "text": text,
            "most_rows": MOST_ROWS_IN_A_BROWSER,
            "most_bytes": MOST_BYTES,
            "kinds": [(kind.name, kind.title) for kind in entry_kinds()],
            "batches": _batches(),
        }
        return self._page(request, "import.html", context)

    def rows(self, request):
        """The grid: checked once more, or imported."""
        _require_writer(request)
        if request.method != "POST":
            return HttpResponseRedirect(reverse("admin:import"))
        try:
            table = edited(Table.unpacked(request.POST.get("rows", "")), request.POST)
            found = plan(table)
        except Unreadable as reason:
            for sentence in reason.reasons:
                messages.error(request, sentence)
            return HttpResponseRedirect(reverse("admin:import"))
        if "import" in request.POST:
            return self._import(request, table, found)
        return self._preview(request, table, found)

    def _import(self, request, table: Table, found: Plan):
        rest = request.POST["import"] == "rest"
        if why := _why_not_now(request.POST, found, rest):
            return self._preview(request, table, found, refused=why)
        try:
            batch = apply(found, request.user, skip_errors=rest)
        except NotApplied as reason:
            return self._preview(request, table, plan(table), refused=str(reason))
        if batch is None:
            return self._preview(request, table, found, refused="There is nothing to import.")
        what = _counted(found.to_write, "row")
        messages.success(request, f"{what} imported as drafts. Nothing is published.")
        return HttpResponseRedirect(reverse("admin:import_batch", args=(batch.pk,)))

    def _preview(self, request, table: Table, found: Plan, refused: str = ""):
        context = {
            "title": "What the rows would do",
            "grid": Grid(found, request.POST),
            "refused": refused,
            "asks_for_the_number": found.to_write > ASKS_FOR_THE_NUMBER,
        }
        return self._page(request, "import_rows.html", context, status=409 if refused else 200)

    def batch(self, request, pk):
        """What an import made and changed, and taking it back."""
        _require_writer(request)
        batch = get_object_or_404(Batch, pk=pk)
        refused = ""
        if request.method == "POST":
            try:
                left_out = undo(batch, request.user, rest=request.POST.get("undo") == "rest")
            except NotApplied as reason:
                refused = str(reason)
            else:
                messages.success(request, f"“{batch.name}” was undone.")
                for sentence in left_out:
                    messages.warning(request, sentence)
                return HttpResponseRedirect(reverse("admin:import_batch", args=(batch.pk,)))
        context = {"title": batch.name, "batch": batch, "refused": refused, **_told(batch)}
        return self._page(request, "import_batch.html", context, status=409 if refused else 200)

    def blank(self, request, kind, form):
        """An empty table with the columns of a kind."""
        _require_writer(request)
        if form not in _TYPES or kind not in {known.name for known in entry_kinds()}:
            raise Http404
        content_type, make = _TYPES[form]
        headers = {"Content-Disposition": f'attachment; filename="{slugify(kind)}.{form}"'}
        return HttpResponse(make(kind), content_type=content_type, headers=headers)

    def _page(self, request, template, context, status=200):
        request.current_app = self._site.name
        context = {**self._site.each_context(request), **context}
        return TemplateResponse(request, f"admin/negotiations/{template}", context, status=status)


def _require_writer(request) -> None:
    if not request.user.has_perm(Right.WRITE):
        raise PermissionDenied


def _sent(text: str, file) -> Table:
    """The table that was pasted or sent. Raises Unreadable."""
    if text.strip() and file:
        raise Unreadable("Either paste rows or choose a file: both were sent, so nothing was read.")
    if not file:
        return reading.read_text(text, MOST_ROWS_IN_A_BROWSER)
    if file.size > MOST_BYTES:
        raise Unreadable(reading.too_large())
    return reading.read_bytes(file.read(), file.name, MOST_ROWS_IN_A_BROWSER)


def _why_not_now(data, found: Plan, rest: bool) -> str:
    """Why an import that was asked for has to be looked at once more, '' where it can go on."""
    if data.get("seen") != found.fingerprint():
        return (
            "The rows, or entries that they change, are not what this page showed before. Nothing was imported."
            " Look at them once more."
        )
    if found.counts[Status.ERROR] and not rest:
        return "Some rows have errors. Nothing was imported."
    if found.to_write > ASKS_FOR_THE_NUMBER and data.get("typed", "").strip() != str(found.to_write):
        return f"Type {found.to_write} beside the button to import so many rows. Nothing was imported."
    return ""


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _batches() -> list[dict]:
    found = []
    for batch in Batch.objects.prefetch_related("rows")[:_MOST_SHOWN]:
        rows = list(batch.rows.all())
        made = sum(row.before == 0 for row in rows)
        found.append({"batch": batch, "made": made, "changed": len(rows) - made})
    return found


def _told(batch: Batch) -> dict:
    rows = list(batch.rows.select_related("entry__publication"))
    in_the_way = {} if batch.undone_at else {kept.row.pk: kept.why for kept in obstacles(batch)}
    made = sum(row.before == 0 for row in rows)
    shown = [
        {
            "row": row,
            "url": admin_url(row.entry) if row.entry else "",
            "kind": row.entry.entry_kind.replace("_", " ") if row.entry else "",
            "why": in_the_way.get(row.pk, ""),
        }
        for row in rows[:_MOST_SHOWN]
    ]
    return {
        "rows": shown,
        "made": made,
        "changed": len(rows) - made,
        "more": len(rows) - len(shown),
        "in_the_way": len(in_the_way),
        "rest": len(rows) - len(in_the_way),
    }
