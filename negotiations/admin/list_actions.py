"""What can be done to several entries at once: each in a transaction of its own, each with its own answer."""

from django.contrib import admin, messages
from django.utils.html import format_html

from negotiations.admin.links import public_link
from negotiations.desk import workflow
from negotiations.desk.roles import Right

MOST = 200  # entries of one request, so that it ends in time


class ListActions:
    """Submit, approve and publish from the list; what needs words of its own has its own page."""

    actions = ("submit_selected", "approve_selected", "publish_selected")

    def has_review_permission(self, request):
        return request.user.has_perm(Right.REVIEW)

    @admin.action(description="Submit selected for review", permissions=["change"])
    def submit_selected(self, request, queryset):
        self._each(request, queryset, workflow.Action.SUBMIT)

    @admin.action(description="Approve selected", permissions=["review"])
    def approve_selected(self, request, queryset):
        self._each(request, queryset, workflow.Action.APPROVE)

    @admin.action(description="Publish selected (first publication only)", permissions=["review"])
    def publish_selected(self, request, queryset):
        self._each(request, queryset, workflow.Action.PUBLISH)

    def _each(self, request, queryset, action):
        for entry in queryset.select_related("publication").order_by("pk")[:MOST]:
            try:
                workflow.transition(entry, action, request.user, version=entry.version)
            except workflow.Refused as refused:
                self.message_user(request, format_html("“{}”: {}", entry, refused), messages.WARNING)
            else:
                self.message_user(request, self.done(entry, action), messages.SUCCESS)
        if queryset.count() > MOST:
            self.message_user(
                request, f"Only the first {MOST} were taken. Select the rest again.", messages.WARNING
            )

    def done(self, entry, action):
        """What happened, with a link to what readers see now."""
        words = {
            workflow.Action.SUBMIT: "“{}” is in review.",
            workflow.Action.TAKE_BACK: "“{}” is a draft again.",
            workflow.Action.RETURN: "“{}” went back to its author as a draft.",
            workflow.Action.APPROVE: "“{}” is approved. It can be published now.",
            workflow.Action.PUBLISH: "“{}” is published: {}",
            workflow.Action.WITHDRAW: "“{}” is withdrawn. Readers find the notice at {}",
            workflow.Action.REINSTATE: "“{}” is back: {}",
            workflow.Action.CLEAR_LEGAL: "The legal check of “{}” is cleared.",
        }[action]
        return format_html(words, entry, public_link(entry.publication) if entry.publication else "")
