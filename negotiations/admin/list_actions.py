"""What can be done to several entries at once: each in a transaction of its own, each with its own answer."""

from django.contrib import admin, messages
from django.utils.html import format_html

from negotiations.admin.links import public_link
from negotiations.desk import workflow
from negotiations.desk.roles import Right
from negotiations.values import clock

MOST = 200  # entries of one request, so that it ends in time
_DONE = {
    workflow.Action.SUBMIT: "“{entry}” is in review.",
    workflow.Action.TAKE_BACK: "“{entry}” is a draft again.",
    workflow.Action.RETURN: "“{entry}” went back to its author as a draft.",
    workflow.Action.APPROVE: "“{entry}” is approved. It can be published now, or at a time.",
    workflow.Action.PUBLISH: "“{entry}” is published: {link}",
    workflow.Action.SCHEDULE: "“{entry}” will be published on {time}.",
    workflow.Action.UNSCHEDULE: "“{entry}” stays approved, and is not published by itself any more.",
    workflow.Action.WITHDRAW: "“{entry}” is withdrawn. Readers find the notice at {link}",
    workflow.Action.REINSTATE: "“{entry}” is back: {link}",
    workflow.Action.CLEAR_LEGAL: "The legal check of “{entry}” is cleared.",
    workflow.Action.EMERGENCY: "“{entry}” is published without review: {link}. Somebody else has to confirm it.",
    workflow.Action.CONFIRM: "You confirmed what was published without review: {link}",
}


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
        scheduled = clock.in_words(entry.publish_at) if entry.publish_at else ""
        link = public_link(entry.publication) if entry.publication else ""
        return format_html(_DONE[action], entry=entry, link=link, time=scheduled)
