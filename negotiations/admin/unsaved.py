"""Words that were not saved: where forms send them every few seconds, and how an editor gets them back."""

import json
from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms.utils import ErrorDict, ErrorList
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.timezone import localtime

from negotiations.admin import comparing, form_data
from negotiations.desk import unsaved
from negotiations.desk.steps import Refused
from negotiations.models.working import UnsavedForm

COOKIE = "desk_saved"  # tells the browser which form was saved, so that it drops the copy that it kept itself


def desk_urls(site):
    def view(page):
        return site.admin_view(lambda request, **values: page(site, request, **values))

    return [
        path("unsaved/<int:pk>/", view(difference_view), name="desk_unsaved"),
        path("unsaved/<slug:model>/<int:object_id>/", view(keep_view), name="desk_unsaved_keep"),
    ]


def admin_of(site, name: str, id: int = 0):
    """The screen of a model of which forms are kept, by its name. Raises Http404, also for an id that none can have."""
    if len(str(id)) > form_data.LONGEST_ID:
        raise Http404
    for model, model_admin in site._registry.items():
        if model._meta.model_name == name and getattr(model_admin, "keeps_unsaved", False):
            return model_admin
    raise Http404


# Keeping ----------------------------------------------------------------------------------------------------------


def keep_view(site, request, model, object_id):
    """Keep the words of a form: a JSON list of [name, value]. Answers in JSON, for scripts."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    model_admin = admin_of(site, model, object_id)
    obj = model_admin.get_object(request, str(object_id)) if object_id else None
    _require_permission(model_admin, request, object_id, obj)
    if len(request.body) > unsaved.MOST_BYTES:
        return JsonResponse({"problem": "it is too large"}, status=413)
    try:
        sent = json.loads(request.body)
        pairs = sent["fields"]
        token = str(sent.get("token", ""))
        row = unsaved.keep(request.user, model, object_id, pairs, token=token)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return JsonResponse({"problem": "the page is damaged"}, status=400)
    except Refused as refused:
        return JsonResponse({"problem": str(refused)}, status=400)
    if row is None:
        return JsonResponse({"problem": "this form was saved already"}, status=409)
    return JsonResponse({"at": _time(row), "problem": _problem(model_admin, obj, row), "url": _url(row)})


def _require_permission(model_admin, request, object_id, obj) -> None:
    """Whoever may change the thing, or add one, may keep words about it; so may who had it open when it was deleted."""
    if object_id and model_admin.has_change_permission(request, obj):
        return
    if not object_id and model_admin.has_add_permission(request):
        return
    raise PermissionDenied


def _problem(model_admin, obj, row: UnsavedForm) -> str:
    """Why these words cannot simply be saved, '' where they can."""
    if row.object_id and obj is None:
        return "somebody deleted it meanwhile"
    if obj is not None and model_admin.why_stale(obj, row.version):
        return "somebody changed it meanwhile"
    return ""


def _time(row: UnsavedForm) -> str:
    return f"{localtime(row.saved_at):%H:%M}"


# Getting them back ------------------------------------------------------------------------------------------------


def opened(model_admin, request, object_id, view):
    """Answer a request that opens a form: with unsaved words in it where they are asked for, with an offer else."""
    row = _asked_for(model_admin, request, object_id)
    if row is not None:
        return _restored(request, row, view)
    response = view(request)
    context = getattr(response, "context_data", None)
    if context and "adminform" in context and model_admin.keeps_unsaved and not context["is_popup"]:
        context["unsaved"] = _offers(model_admin, request, context["original"])
    return response


def _asked_for(model_admin, request, object_id) -> UnsavedForm | None:
    asked = request.GET.get("unsaved", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) <= form_data.LONGEST_ID):
        return None
    row = UnsavedForm.objects.filter(
        pk=int(asked), user=request.user, model=model_admin.opts.model_name
    ).first()
    return row if row and str(row.object_id or None) == str(object_id) else None


def _restored(request, row: UnsavedForm, view):
    """The form as a refused one would be shown, with the unsaved words in it; nothing is saved by this."""
    shown = copy(request)
    shown.FILES  # noqa: B018  read before the words are put in their place, or it would empty them
    shown.method, shown.POST, shown.desk_restored = "POST", form_data.query(unsaved.words(row)), row
    response = view(shown)
    context = getattr(response, "context_data", None)
    if context and "adminform" in context:
        _without_errors(context)
        context["restored"] = {"at": row.saved_at, "url": _url(row)}
    return response


def _without_errors(context) -> None:
    """What is incomplete says so when it is saved, not while somebody looks at what they had typed."""
    context["errors"] = []
    context["adminform"].form._errors = ErrorDict()
    for inline in context["inline_admin_formsets"]:
        inline.formset._non_form_errors = ErrorList()
        inline.formset._errors = [{} for _ in inline.formset.forms]
        for form in inline.formset.forms:
            form._errors = ErrorDict()


def _offers(model_admin, request, obj) -> list[dict]:
    """The unsaved words that differ from what is stored now, each with its addresses."""
    name = model_admin.opts.model_name
    if obj is None:
        return [_offer(row) for row in unsaved.begun(request.user, name)]
    row = (
        unsaved.find(request.user, name, obj.pk) if model_admin.has_change_permission(request, obj) else None
    )
    if row is None or not _compared(model_admin, request, obj, row).lines:
        return []
    return [_offer(row)]


def _offer(row: UnsavedForm) -> dict:
    return {
        "at": row.saved_at,
        "title": unsaved.title(row),
        "url": _url(row),
        "restore": restore_url(row),
        "pk": row.pk,
    }


def _url(row: UnsavedForm) -> str:
    return reverse("admin:desk_unsaved", args=(row.pk,))


def form_url(model: str, object_id: int) -> str:
    """The form of one thing, or of something new of a model."""
    name = f"admin:negotiations_{model}"
    return reverse(f"{name}_change", args=(object_id,)) if object_id else reverse(f"{name}_add")


def restore_url(row) -> str:
    """The form with the unsaved words in it; also of a row of `desk.unsaved.of`."""
    return f"{form_url(row.model, row.object_id)}?unsaved={row.pk}"


def _compared(model_admin, request, obj, row: UnsavedForm) -> comparing.Comparison:
    return comparing.compare(model_admin, request, obj, form_data.query(unsaved.words(row)))


def difference_view(site, request, pk):
    """What unsaved words would change, field by field; with POST they are discarded."""
    row = get_object_or_404(UnsavedForm, pk=pk, user=request.user)
    model_admin = admin_of(site, row.model)
    obj = model_admin.get_object(request, str(row.object_id)) if row.object_id else None
    _require_permission(model_admin, request, row.object_id, obj)
    if request.method == "POST":
        row.delete()
        messages.success(request, "The words that were not saved are gone.")
        known = obj is not None or not row.object_id
        return HttpResponseRedirect(form_url(row.model, row.object_id) if known else reverse("admin:index"))
    if row.object_id and obj is None:
        return gone(model_admin, request, form_data.query(unsaved.words(row)), row)
    context = {
        **site.each_context(request),
        "title": "Words that were not saved",
        "subtitle": str(obj or unsaved.title(row)),
        "opts": model_admin.opts,
        "entry": obj or f"New {model_admin.opts.verbose_name}",
        "form_url": form_url(row.model, row.object_id),
        "row": row,
        "lines": _compared(model_admin, request, obj, row).lines,
        "late": _problem(model_admin, obj, row),
        "restore": restore_url(row),
    }
    return TemplateResponse(request, "admin/negotiations/unsaved.html", context)


# What was deleted meanwhile ---------------------------------------------------------------------------------------


def when_gone(model_admin, request, object_id):
    """The page for a form of which the thing was deleted, None where nothing was typed."""
    name = model_admin.opts.model_name
    if request.method == "POST" and "version" in request.POST:
        return gone(model_admin, request, request.POST, None)
    if not (object_id.isascii() and object_id.isdigit() and len(object_id) <= form_data.LONGEST_ID):
        return None
    row = unsaved.find(request.user, name, int(object_id))
    return gone(model_admin, request, form_data.query(unsaved.words(row)), row) if row else None


def gone(model_admin, request, data, row: UnsavedForm | None):
    """Everything that was typed about a thing that is deleted by now, to be copied or saved as a new one."""
    found = comparing.compare(model_admin, request, None, data)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Deleted by somebody else meanwhile",
        "opts": model_admin.opts,
        "entry": unsaved.title(row) if row else data.get("headline") or data.get("name") or "",
        "form_url": reverse("admin:index"),
        "is_popup": "_popup" in data,
        "lines": found.lines,
        "row": row,
        "may_add": model_admin.has_add_permission(request),
        "add_url": reverse(f"admin:negotiations_{model_admin.opts.model_name}_add"),
        "hidden": _as_new(model_admin, request, data),
    }
    return TemplateResponse(
        request,
        "admin/negotiations/unsaved_gone.html",
        context,
        status=409 if request.method == "POST" else 200,
    )


def _as_new(model_admin, request, data) -> form_data.Pairs:
    """The words as a form of something new would send them: its parts belong to nothing yet."""
    fresh = model_admin.get_form(request)()
    new = data.copy()
    for formset, _ in model_admin.get_formsets_with_inlines(request):
        prefix, parent = formset.get_default_prefix(), formset.fk.name
        rows = [
            form_data.Row(
                False, {name: values for name, values in row.values.items() if name not in ("id", parent)}
            )
            for row in form_data.rows_of(data, prefix)
            if not row.is_deleted
        ]
        new = form_data.with_rows(new, prefix, rows)
    new["version"], new["token"] = "", fresh["token"].value()
    return unsaved.content(form_data.pairs_of(new))
