"""Where open forms give signs of life, and learn who else is there."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, JsonResponse
from django.urls import path, reverse
from django.utils.timezone import localtime

from negotiations.admin.unsaved import admin_of
from negotiations.desk import presence
from negotiations.models.entries import Entry


def desk_urls(site):
    view = site.admin_view(lambda request, model, pk: ping_view(site, request, model, pk))
    return [path("presence/<slug:model>/<int:pk>/", view, name="desk_presence")]


def ping_view(site, request, model, pk):
    """A sign of life; answers who else has the form open. With `leave`, the last one."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    model_admin = admin_of(site, model, pk)
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    about = about_of(model_admin.model, pk)
    if "leave" in request.POST:
        presence.leave(request.user, about)
        return JsonResponse({"editing": []})
    return JsonResponse({"editing": in_words(presence.here(request.user, about))})


def about_of(model, pk) -> str:
    """The identity of a thing, without asking the record for it."""
    return f"{'entry' if issubclass(model, Entry) else model.kind}:{pk}"


def context_of(request, model, obj) -> dict:
    """What a form's page needs: where to give signs, and who is there already."""
    return {
        "url": reverse("admin:desk_presence", args=(model._meta.model_name, obj.pk)),
        "every": presence.EVERY,
        "editing": in_words(presence.others(request.user, about_of(model, obj.pk))),
    }


def in_words(found: list[presence.Editing]) -> list[str]:
    return [f"{editing.name} is editing (since {localtime(editing.since):%H:%M})" for editing in found]
