"""Previews of a form that nobody saved, and links that show a saved draft to somebody without an account."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.forms import all_valid
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.views.decorators.csrf import csrf_exempt  # noqa: TID251 (it changes nothing)

from negotiations.admin import integrity
from negotiations.admin.links import admin_url
from negotiations.admin.preview import page_context, preview_page
from negotiations.desk import preview_links
from negotiations.desk.kinds.base import Problem
from negotiations.desk.preview import Preview, preview, preview_unsaved
from negotiations.models.working import PreviewLink

_HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


class Previews:
    """Adds previews, of what is saved and of what is only typed, and shared ones to an entry's admin."""

    def get_urls(self):
        view, name = self.admin_site.admin_view, f"negotiations_{self.opts.model_name}"
        return [
            path("preview/", view(self.preview_new_view), name=f"{name}_preview_new"),
            path("<int:pk>/preview/", view(self.preview_view), name=f"{name}_preview"),
            path("<int:pk>/share/", view(self.share_view), name=f"{name}_share"),
            path("<int:pk>/share/<int:link>/", view(self.unshare_view), name=f"{name}_unshare"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        name = f"admin:negotiations_{self.opts.model_name}"
        if obj is None:
            context["preview_address"] = reverse(f"{name}_preview_new")
        else:
            context |= {
                "preview_address": reverse(f"{name}_preview", args=(obj.pk,)),
                "share_address": reverse(f"{name}_share", args=(obj.pk,)),
                "shared_previews": [
                    {"link": link, "address": reverse(f"{name}_unshare", args=(obj.pk, link.pk))}
                    for link in preview_links.links_of(obj)
                ],
                "lives": [(value, label) for value, (label, _) in preview_links.LIVES.items()],
                "default_life": preview_links.DEFAULT_LIFE,
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def preview_new_view(self, request):
        """What readers would see of the form of a new entry."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return preview_page(request, self._unsaved(request, None))

    def preview_view(self, request, pk):
        """What readers would see of an entry as it is saved, or of its form where that is sent."""
        entry = self._entry(request, pk)
        if request.method != "POST":
            return preview_page(request, preview(entry))
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        return preview_page(request, self._unsaved(request, entry))

    def _unsaved(self, request, entry) -> Preview:
        """What the form holds, built and not saved; or what is wrong in it."""
        bound = self.get_form(request, entry, change=entry is not None)
        bound.why_stale = staticmethod(lambda obj, seen: None)  # a late form can be looked at
        form = bound(request.POST, request.FILES, instance=entry)
        is_whole = form.is_valid()
        row = self.save_form(request, form, change=entry is not None) if is_whole else form.instance
        formsets, _ = self._create_formsets(request, row, change=entry is not None)
        if not all_valid(formsets) or not is_whole:
            return Preview(problems=tuple(_said([form, *(one for part in formsets for one in part.forms)])))

        def write():
            row.save()
            form.save_m2m()
            for part in formsets:
                part.save()

        try:
            return preview_unsaved(row, write)
        except IntegrityError as error:
            return Preview(problems=(Problem("preview", "", integrity.sentence(error)),))

    def share_view(self, request, pk):
        """Make a link, and show it this once."""
        entry = self._entry(request, pk)
        if request.method != "POST":
            return HttpResponseRedirect(admin_url(entry))
        life = request.POST.get("life", preview_links.DEFAULT_LIFE)
        if life not in preview_links.LIVES:
            raise Http404
        try:
            secret, link = preview_links.share(entry, request.user, life)
        except preview_links.NotAllowed as refused:
            return self.forbidden(request, entry, refused)
        context = {
            **self.admin_site.each_context(request),
            "title": "Share a preview",
            "opts": self.opts,
            "entry": entry,
            "form_url": admin_url(entry),
            "link": link,
            "address": request.build_absolute_uri(reverse("shared_preview", args=(secret,))),
        }
        return TemplateResponse(request, "admin/negotiations/preview_shared.html", context)

    def unshare_view(self, request, pk, link):
        """End a link."""
        entry = self._entry(request, pk)
        found = get_object_or_404(PreviewLink.objects.select_related("entry"), pk=link, entry=entry.pk)
        if request.method == "POST":
            try:
                preview_links.revoke(found, request.user)
            except preview_links.NotAllowed as refused:
                return self.forbidden(request, entry, refused)
            self.message_user(request, "The link shows nothing any more.", messages.SUCCESS)
        return HttpResponseRedirect(admin_url(entry))


def _said(forms):
    """What is wrong in forms, each sentence with the name of its field, once."""
    said = {}
    for form in forms:
        for name, messages_ in form.errors.items():
            label = capfirst(form.fields[name].label) + ": " if name in form.fields else ""
            said |= {f"{label}{message}": name for message in messages_}
    return [Problem("preview", name, message) for message, name in said.items()]


@csrf_exempt  # it changes nothing, and what is wrong with a request is nobody's business
def shared(request, token: str):
    """A draft for somebody who was given its address. Whatever does not work is an address like any unknown one."""
    link = preview_links.find(token) if request.method in ("GET", "HEAD") else None
    if link is None:
        raise Http404
    context = page_context(preview(preview_links.entry_of(link)))
    context |= {"problems": (), "shared_until": link.expires_at}
    response = render(request, "admin/negotiations/preview.html", context)
    for name, value in _HEADERS.items():
        response.headers[name] = value
    return response
