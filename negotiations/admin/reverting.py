"""The history of an entry: what each save changed, two versions side by side, and bringing an earlier one back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from negotiations.admin import form_data
from negotiations.admin.links import admin_url
from negotiations.desk import history, reverting
from negotiations.desk.steps import NotAllowed, Refused, Stale


class HistoryPages:
    """Adds the history and "bring back" to an entry's admin."""

    def get_urls(self):
        name = f"negotiations_{self.opts.model_name}_bring_back"
        view = self.admin_site.admin_view(self.bring_back_view)
        return [path("<int:pk>/bring-back/<int:version>/", view, name=name), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        """The journal with what each save changed, instead of Django's own log."""
        entry = self.get_object(request, object_id)
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, entry):
            raise PermissionDenied
        story = [{**told, "words": self.words_for(told["row"].action)} for told in history.story(entry)]
        states = [told for told in story if told["has_state"]]
        if self.has_change_permission(request, entry):
            for told in states[1:]:  # the newest is how it stands
                told["bring_back"] = self._bring_back_url(entry, told["row"].version)
        context = {
            **self.admin_site.each_context(request),
            "title": "History",
            "subtitle": str(entry),
            "object": entry,
            "opts": self.opts,
            "story": story,
            "can_compare": len(states) > 1,
            "compared": _compared(request, entry),
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.object_history_template, context)

    def bring_back_view(self, request, pk, version):
        """Show what would change if the state of a version were brought back, or do it."""
        entry = self.get_object(request, str(pk))
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        refused = None
        if request.method == "POST":
            try:
                return self._bring_back(request, entry, version)
            except Refused as why:
                refused, entry = why, self.get_object(request, str(pk))
                if entry is None:
                    return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        return self._bring_back_page(request, entry, version, refused)

    def _bring_back(self, request, entry, version):
        before = entry.version
        seen = request.POST.get("version", "")
        if not (seen.isascii() and seen.isdigit() and len(seen) <= form_data.LONGEST_ID):
            raise Refused("This page came without its version, so nothing was done. Try once more.")
        left_out = reverting.revert(entry, version, request.user, seen=int(seen))
        if entry.version == before:
            self.message_user(request, "It stands like that already, so nothing was saved.", messages.INFO)
        else:
            words = f"The state of version {version} is back, as a draft that has to be reviewed."
            self.message_user(request, words, messages.SUCCESS)
        for sentence in left_out:
            self.message_user(request, f"Not brought back: {sentence}", messages.WARNING)
        return HttpResponseRedirect(admin_url(entry))

    def _bring_back_page(self, request, entry, version, refused):
        try:
            left_out = reverting.left_out(entry, version)
        except Refused as why:
            refused, left_out = refused or why, None
        context = {
            **self.admin_site.each_context(request),
            "title": f"Bring version {version} back",
            "subtitle": str(entry),
            "opts": self.opts,
            "entry": entry,
            "refused": refused,
            "possible": left_out is not None,
            "left_out": left_out or [],
            "changes": history.between(entry, entry.version, version) or [],
            "version": version,
            "form_url": admin_url(entry),
            "history_url": admin_url(entry, "history"),
        }
        status = 403 if isinstance(refused, NotAllowed) else 409 if isinstance(refused, Stale) else 200
        if left_out is None:
            status = 404
        return TemplateResponse(request, "admin/negotiations/bring_back.html", context, status=status)

    def _bring_back_url(self, entry, version) -> str:
        return reverse(f"admin:negotiations_{self.opts.model_name}_bring_back", args=(entry.pk, version))


def _compared(request, entry) -> dict | None:
    """The two versions that were asked for and what differs, None where none were. The older one comes first."""
    asked = [request.GET.get(name, "") for name in ("from", "to")]
    if not any(asked):
        return None
    if not all(text.isascii() and text.isdigit() and len(text) < 10 for text in asked) or len(set(asked)) < 2:
        return {"problem": "Choose two different versions to compare."}
    old, new = sorted(map(int, asked))
    changes = history.between(entry, old, new)
    if changes is None:
        return {"problem": "One of these versions is not on record."}
    return {"old": old, "new": new, "changes": changes}
