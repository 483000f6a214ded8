"""Beside a source's form: what is known of its link, checking it now, and asking for an archived copy."""

from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from negotiations.admin.links import admin_url
from negotiations.admin.nouns import NounForm
from negotiations.desk.links import checking, copies
from negotiations.desk.links.judging import Verdict
from negotiations.desk.roles import Right
from negotiations.values.vocabulary import LinkStatus
from negotiations.values.web import followable

# Where anybody can look for copies that others made.
_ARCHIVE = "https://web.archive.org/web/*/"
_LEVELS = {Verdict.LIVE: messages.SUCCESS, Verdict.DEAD: messages.ERROR}


class SourceForm(NounForm):
    """What a check found while the form was open is kept, unless the editor says otherwise in the form itself."""

    _KEPT = ("link_status", "archive_address")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self._KEPT:
            if name in self.fields:
                self.fields[name].show_hidden_initial = True

    def clean(self):
        cleaned = super().clean()
        for name in self._KEPT:
            if name in cleaned and self.instance.pk and name not in self.changed_data:
                cleaned[name] = getattr(self.instance, name)
        if self.instance.pk:
            self._say_by_whom(cleaned)
        return cleaned

    def _say_by_whom(self, cleaned):
        """Another address was not checked yet; a status that an editor chose is theirs."""
        status, said = self.instance.link_status, cleaned.get("link_status")
        if "address" in self.changed_data and said == status:
            cleaned["link_status"] = LinkStatus.UNKNOWN
            self.instance.link_detail, self.instance.link_checked_at = "", None
            self.instance.link_failures = 0
        elif said and said != status:
            self.instance.link_detail, self.instance.link_failures = checking.BY_HAND, 0


class LinkPages:
    """Adds "check now" and "ask for a copy" to the admin of sources."""

    form = SourceForm
    change_form_template = "admin/negotiations/source_change_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/check-link/", view(self.check_link), name="desk_check_link"),
            path("<int:pk>/ask-for-copy/", view(self.ask_for_copy), name="desk_ask_for_copy"),
            *super().get_urls(),
        ]

    def check_link(self, request, pk):
        """Look at the link now, and say what was found."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        source = self._source(request, pk)
        if not source.address:
            self.message_user(request, "There is no web address to check.", messages.WARNING)
            return HttpResponseRedirect(admin_url(source))
        finding = checking.check(source)
        words = f"{finding.detail} The link counts as {source.get_link_status_display().lower()}."
        self.message_user(request, words, _LEVELS.get(finding.verdict, messages.WARNING))
        return HttpResponseRedirect(admin_url(source))

    def ask_for_copy(self, request, pk):
        """Ask the archive service for a copy."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        source = self._source(request, pk)
        try:
            address = copies.ask(source)
        except copies.NoCopy as why:
            self.message_user(request, str(why), messages.WARNING)
        else:
            self.message_user(request, f"There is a copy: {address}", messages.SUCCESS)
        return HttpResponseRedirect(admin_url(source))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and followable(obj.address):
            context["link"] = {
                "source": obj,
                "is_dead": obj.link_status == LinkStatus.DEAD,
                "look_url": _ARCHIVE + quote(obj.address, safe=":/?=&%"),
                "check_url": reverse("admin:desk_check_link", args=(obj.pk,)),
                "ask_url": reverse("admin:desk_ask_for_copy", args=(obj.pk,))
                if copies.is_offered() and not obj.archive_address
                else "",
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _source(self, request, pk):
        source = get_object_or_404(self.model, pk=pk)
        if not (self.has_change_permission(request, source) and request.user.has_perm(Right.WRITE)):
            raise PermissionDenied
        return source
