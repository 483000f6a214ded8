"""Webhooks in the admin: chief editors make and try them, see how deliveries went, and switch them on and off."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from negotiations.admin.base import DeskModelAdmin
from negotiations.admin.forms import DeskForm
from negotiations.admin.links import public_link
from negotiations.desk.outgoing import matching, webhooks
from negotiations.desk.outgoing.client import NotFetched, check
from negotiations.desk.roles import Right
from negotiations.desk.steps import Refused
from negotiations.models.webhooks import Delivery, Event, State, Webhook

_SHOWN = 25
_FILTER_HELP = (
    "Leave it empty for every entry. Else the filter of a timeline, as its address has it, such as"
    " economy=JP&kind=round; an address of the timeline can be pasted whole."
)


class ForChiefs:
    """Screens that chief editors and superusers find."""

    def has_module_permission(self, request):
        return request.user.has_perm(Right.WEBHOOKS)

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)


class WebhookForm(DeskForm):
    """The address and the filter are checked as far as that can be done without opening anything."""

    address = forms.CharField(  # no link beside it, as Django has for addresses: nobody is to open it
        max_length=1000,
        widget=AdminTextInputWidget(
            attrs={"inputmode": "url", "placeholder": "https://", "autocomplete": "off"}
        ),
        help_text="Where messages are sent to. It has to be an address of the public internet.",
    )
    events = forms.MultipleChoiceField(
        choices=Event.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one: a webhook that is told of nothing is of no use."},
    )

    def clean_events(self):
        return [event for event in Event.values if event in self.cleaned_data["events"]]

    def clean_address(self):
        try:
            check(self.cleaned_data["address"])
        except NotFetched as why:
            raise ValidationError(str(why)) from None
        return self.cleaned_data["address"]

    def clean_filter(self):
        try:
            return matching.read_filter(self.cleaned_data["filter"])
        except matching.FilterRefused as why:
            raise ValidationError(str(why)) from None


@admin.register(Webhook)
class WebhookAdmin(ForChiefs, DeskModelAdmin):
    """A webhook, what can be done with it, and its last deliveries. Its secret is shown once, when it is made."""

    form = WebhookForm
    keeps_unsaved = False  # an address may hold a secret
    change_form_template = "admin/negotiations/webhook_change_form.html"
    list_display = ("name", "host", "told_of", "standing", "last")
    fieldsets = ((None, {"fields": ("name", "address", "events", "filter")}),)
    actions = None

    def has_add_permission(self, request):
        return self.has_module_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_delete_permission(self, request, obj=None):
        return self.has_module_permission(request) and (obj is None or not obj.active)

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["help_texts"] = {
            "name": "What the desk calls it.",
            "filter": _FILTER_HELP,
        }
        return super().get_form(request, obj, change, **kwargs)

    # The list -------------------------------------------------------------------------------------------------------

    def get_queryset(self, request):
        newest = Delivery.objects.filter(webhook=OuterRef("pk")).order_by("-pk")
        return super().get_queryset(request).annotate(last_state=Subquery(newest.values("state")[:1]))

    @admin.display(description="told of")
    def told_of(self, webhook):
        return ", ".join(webhook.events) + (f"; {webhook.filter}" if webhook.filter else "")

    @admin.display(description="standing")
    def standing(self, webhook):
        return _standing(webhook)

    @admin.display(description="last delivery")
    def last(self, webhook):
        return State(webhook.last_state).label if webhook.last_state else "–"

    # The form -------------------------------------------------------------------------------------------------------

    def save_at_desk(self, request, form, write):
        request.new_secret = webhooks.save(form.instance, request.user, seen=form.cleaned_data.get("version"))

    def why_stale(self, obj, seen):
        return webhooks.why_stale(obj, seen)

    def response_add(self, request, obj, post_url_continue=None):
        super().response_add(request, obj, post_url_continue)  # remembers that this form was saved
        list(messages.get_messages(request))  # the page says it itself
        return self._secret_page(request, obj, request.new_secret)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["show_save_and_add_another"] = False
        if obj:
            rows = obj.deliveries.select_related("log__publication")[:_SHOWN]
            context["panel"] = {
                "standing": _standing(obj),
                "is_secret_lost": webhooks.is_secret_lost(obj),
                "deliveries": [_row(row) for row in rows],
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def delete_model(self, request, obj):
        webhooks.delete(obj, request.user)

    def get_deleted_objects(self, objs, request):
        """Without the list of every delivery, which can be thousands."""
        count = Delivery.objects.filter(webhook__in=objs).count()
        return [str(obj) for obj in objs], {"webhooks": len(objs), "deliveries": count}, set(), []

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except Refused as why:
            self.message_user(request, str(why), messages.ERROR)
            return HttpResponseRedirect(_url(object_id))

    # What can be done with it -----------------------------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.action_view)
        action = path("<int:pk>/<slug:page>/", view, name="negotiations_webhook_desk")
        *urls, catch_all = super().get_urls()
        return [*urls, action, catch_all]

    def action_view(self, request, pk, page):
        """Do what a button says; each is a form of its own."""
        action = getattr(self, f"_do_{page}", None)
        if action is None:
            raise Http404
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        webhook = get_object_or_404(Webhook, pk=pk)
        if not self.has_change_permission(request, webhook):
            raise PermissionDenied
        try:
            return action(request, webhook) or HttpResponseRedirect(_url(pk))
        except Refused as why:
            self.message_user(request, str(why), messages.ERROR)
            return HttpResponseRedirect(_url(pk))

    def _do_test(self, request, webhook):
        answer = webhooks.send_test(webhook, request.user)
        if answer.is_ok:
            words = f"The test arrived: the address answered {answer.status}."
            self.message_user(request, words, messages.SUCCESS)
        else:
            self.message_user(request, f"The test did not arrive. {answer.words}", messages.ERROR)

    def _do_secret(self, request, webhook):
        return self._secret_page(request, webhook, webhooks.new_secret(webhook, request.user))

    def _do_on(self, request, webhook):
        webhooks.switch_on(webhook, request.user)
        self.message_user(
            request, f"“{webhook}” is on. What waits is sent with the next run.", messages.SUCCESS
        )

    def _do_off(self, request, webhook):
        webhooks.switch_off(webhook, request.user)
        self.message_user(
            request, f"“{webhook}” is off. Nothing is sent until it is on again.", messages.SUCCESS
        )

    def _do_again(self, request, webhook):
        number = request.POST.get("delivery", "")
        found = Delivery.objects.select_related("webhook", "log").filter(webhook=webhook)
        if not (number.isascii() and number.isdigit() and len(number) < 19):
            raise Http404
        webhooks.send_again(get_object_or_404(found, pk=int(number)), request.user)
        self.message_user(request, "It is sent again with the next run.", messages.SUCCESS)

    def _secret_page(self, request, webhook, secret):
        context = {
            **self.admin_site.each_context(request),
            "title": "The secret of this webhook",
            "opts": self.opts,
            "entry": webhook,
            "form_url": _url(webhook.pk),
            "secret": secret,
        }
        return TemplateResponse(request, "admin/negotiations/webhook_secret.html", context)


@admin.register(Delivery)
class DeliveryAdmin(ForChiefs, admin.ModelAdmin):
    """The outbox, to be looked at: every webhook's deliveries, and what the WebSub hub is told."""

    list_display = ("noted", "to", "about", "state", "attempts", "result", "next_try")
    list_display_links = None
    list_filter = ("state", "event", "webhook")
    list_select_related = ("webhook", "log__publication")
    show_full_result_count = False
    actions = None

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Deliveries", **(extra_context or {})})

    @admin.display(description="printed", ordering="created_at")
    def noted(self, row):
        return row.created_at

    @admin.display(description="to")
    def to(self, row):
        return row.webhook or "WebSub hub"

    @admin.display(description="about")
    def about(self, row):
        return row.topic or public_link(row.log.publication)

    @admin.display(description="answer")
    def result(self, row):
        return _result(row)

    @admin.display(description="next try", ordering="next_attempt_at")
    def next_try(self, row):
        return _next_try(row)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def _url(pk) -> str:
    return reverse("admin:negotiations_webhook_change", args=(pk,))


def _standing(webhook) -> str:
    if webhook.active:
        return "On"
    if webhook.switched_off_why:
        return f"Switched itself off: {webhook.switched_off_why}"
    return "Off"


def _row(row) -> dict:
    return {
        "row": row,
        "about": public_link(row.log.publication),
        "result": _result(row),
        "next_try": _next_try(row),
    }


def _result(row) -> str:
    return row.error or (str(row.last_status) if row.last_status else "–")


def _next_try(row):
    return row.next_attempt_at if row.state in (State.WAITING, State.FAILED) else "–"
