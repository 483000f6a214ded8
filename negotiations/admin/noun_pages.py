"""Pages beside a noun's form: where it is used, and merging it with another that is the same."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from negotiations.admin.links import admin_link, admin_url
from negotiations.admin.pickers import PickOne
from negotiations.desk import merging
from negotiations.desk.roles import Right
from negotiations.desk.steps import NotAllowed, Refused
from negotiations.models.entries import Entry


class NounPages:
    """Adds "used by" and "merge" to a noun's admin; deleting what is used is refused with the list of its uses."""

    def get_urls(self):
        view, name = self.admin_site.admin_view, f"negotiations_{self.opts.model_name}"
        return [
            path("<int:pk>/uses/", view(self.uses_view), name=f"{name}_uses"),
            path("<int:pk>/merge/", view(self.merge_view), name=f"{name}_merge"),
            *super().get_urls(),
        ]

    def uses_view(self, request, pk):
        """Everything at the desk that points at it."""
        noun = self._noun(request, pk)
        context = self._context(request, noun, "Used by") | {"uses": uses_of(noun)}
        return TemplateResponse(request, "admin/negotiations/noun_uses.html", context)

    def merge_view(self, request, pk):
        """Make one of two that are the same."""
        noun = self._noun(request, pk)
        form = self._merge_form(noun)(request.POST if request.method == "POST" else None)
        refused, status = None, 200
        if not request.user.has_perm(Right.REVIEW):
            refused, status = NotAllowed("Your role does not include this: merge."), 403
        elif form.is_bound and form.is_valid():
            try:
                into = form.cleaned_data["into"]
                merging.merge(noun, into, request.user)
            except Refused as why:
                refused, status = why, 403 if isinstance(why, NotAllowed) else 409
            else:
                self.message_user(request, f"“{noun}” was merged with “{into}”.", messages.SUCCESS)
                return HttpResponseRedirect(admin_url(into))
        context = self._context(request, noun, "Merge with another") | {
            "uses": uses_of(noun),
            "form": form,
            "refused": refused,
            "possible": status != 403,
        }
        return TemplateResponse(request, "admin/negotiations/noun_merge.html", context, status=status)

    def _merge_form(self, noun):
        pointer = merging.pointers(noun)[0]
        others = self.model.objects.exclude(pk=noun.pk)
        field = forms.ModelChoiceField(
            others,
            label=f"The {self.opts.verbose_name} that stays",
            widget=PickOne(pointer, self.admin_site),
            help_text="Type to find it. What names this one will name that one; its public address leads there.",
            error_messages={"invalid_choice": "Choose another one, not this."},
        )
        return type("MergeForm", (forms.Form,), {"into": field})

    def _noun(self, request, pk):
        noun = get_object_or_404(self.model, pk=pk)
        if not self.has_view_permission(request, noun):
            raise PermissionDenied
        return noun

    def _context(self, request, noun, title):
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(noun),
            "opts": self.opts,
            "entry": noun,
            "form_url": admin_url(noun),
            "media": self.media,
        }

    def delete_view(self, request, object_id, extra_context=None):
        noun = self.get_object(request, object_id)
        if noun and self.has_delete_permission(request, noun) and (uses := uses_of(noun)):
            context = self._context(request, noun, "It cannot be deleted: it is used") | {"uses": uses}
            status = 409 if request.method == "POST" else 200
            return TemplateResponse(request, "admin/negotiations/noun_uses.html", context, status=status)
        return super().delete_view(request, object_id, extra_context)


def uses_of(noun) -> list[dict]:
    """Uses for a template: how, and a link to what an editor would open; parts without a form are named only."""
    return [{"role": use.role, "owner": _linked(use.owner)} for use in merging.used_by(noun)]


def _linked(owner):
    if isinstance(owner, Entry) or hasattr(owner, "publication_id"):
        return admin_link(owner)
    return str(owner)


def noun_urls(noun) -> dict:
    """The addresses of these pages for one noun."""
    name = f"admin:negotiations_{noun._meta.model_name}"
    return {page: reverse(f"{name}_{page}", args=(noun.pk,)) for page in ("uses", "merge")}
