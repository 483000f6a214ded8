"""Copying an entry from its form."""

from django.contrib import messages
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path

from negotiations.admin.links import admin_url
from negotiations.desk import copying
from negotiations.desk.steps import NotAllowed


class CopyPage:
    """Adds "Copy" to an entry's admin: a new draft with the same content, opened in its form."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.copy_view)
        name = f"negotiations_{self.opts.model_name}_copy"
        return [path("<int:pk>/copy/", view, name=name), *super().get_urls()]

    def copy_view(self, request, pk):
        entry = self._entry(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            child = copying.copy(entry, request.user)
        except NotAllowed as refused:
            return self.forbidden(request, entry, refused)
        self.message_user(
            request,
            "This is a copy, a draft of its own. Change what differs: the headline and the date first.",
            messages.SUCCESS,
        )
        return HttpResponseRedirect(admin_url(child))
