"""Accounts: superusers give a role, which is a group, and switch accounts off. Nobody else sees them."""

from functools import wraps

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

# Their screens would show secrets; importing them first is the way to keep Django's discovery from adding them.
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from negotiations.admin.passwords import needs_password
from negotiations.desk import accounts, codes, second_factor, sessions

admin.site.unregister((User, Group, StaticDevice, TOTPDevice))


class ForSuperusers:
    """Screens that only superusers find; groups that grant rights on accounts change nothing about it.

    They ask for a second factor where the desk does, and for the password where it was entered long ago.
    """

    def get_urls(self):
        urls = super().get_urls()
        for url in urls:
            url.callback = _guarded(url.callback)
        return urls

    def has_module_permission(self, request):
        return request.user.is_active and request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request):
        return self.has_module_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_delete_permission(self, request, obj=None):
        """Accounts are switched off: the record keeps who did what."""
        return False


def _guarded(view):
    """Whose role it is not goes on to be refused by the view, and learns nothing else."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not request.user.is_superuser:
            return view(request, *args, **kwargs)
        if second_factor.is_missing(request.user):
            context = {**admin.site.each_context(request), "title": "Not allowed"}
            template = "admin/negotiations/second_factor_needed.html"
            return TemplateResponse(request, template, context, status=403)
        return needs_password(view)(request, *args, **kwargs)

    return admin.site.open_view(wrapped)


class AccountForm(UserChangeForm):
    """Superusers cannot lock themselves out by a slip."""

    def clean(self):
        super().clean()
        if self.instance.pk == self.by.pk:
            for name in ("is_active", "is_staff", "is_superuser"):
                if not self.cleaned_data.get(name):
                    self.add_error(
                        name, ValidationError("This is your own account: somebody else has to do that.")
                    )


@admin.register(User)
class AccountAdmin(ForSuperusers, UserAdmin):
    """An account of the desk, and what a superuser can do for somebody who is locked out of it."""

    form = AccountForm
    change_form_template = "admin/accounts_change_form.html"
    list_display = ("username", "first_name", "last_name", "roles", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser", "groups")
    filter_horizontal = ()
    actions = None
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Who it is", {"fields": ("first_name", "last_name", "email")}),
        (
            "What they may do",
            {
                "description": "Give exactly one role. Staff status lets them sign in to the desk."
                " Switch “active” off when somebody leaves: the record keeps their name.",
                "fields": ("is_active", "is_staff", "groups", "is_superuser"),
            },
        ),
    )

    @admin.display(description="role")
    def roles(self, user):
        return ", ".join(group.name for group in user.groups.all()) or "–"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.by = request.user
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["door"] = {
                "app": codes.app_of(obj),
                "codes_left": codes.recovery_codes_left(obj),
                "closed_until": accounts.closed_until(obj),
                "sign_ins": accounts.last_sign_ins(obj, 3),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    # What can be done for somebody ------------------------------------------------------------------------------------

    def get_urls(self):
        view = _guarded(self.admin_site.admin_view(self.action_view))
        *urls, catch_all = super().get_urls()
        return [*urls, path("<int:pk>/<slug:page>/", view, name="auth_user_desk"), catch_all]

    def action_view(self, request, pk, page):
        """Do what a button says; each is a form of its own."""
        action = getattr(self, f"_do_{page}", None)
        if action is None:
            raise Http404
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        user = get_object_or_404(User, pk=pk)
        did = action(user)
        self.log_change(request, user, did)
        messages.success(request, did)
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=(pk,)))

    def _do_second_factor(self, user) -> str:
        codes.remove(user)
        sessions.end_all(user)
        return f"Took the second factor off {user.get_username()}, and ended all sessions."

    def _do_open(self, user) -> str:
        accounts.open_again(user)
        return f"Opened {user.get_username()} again after wrong passwords."

    def _do_sign_out(self, user) -> str:
        ended = sessions.end_all(user)
        return f"Ended every session of {user.get_username()}: {ended}."


@admin.register(Group)
class RoleAdmin(ForSuperusers, GroupAdmin):
    """Roles are made anew by every `migrate`, so they can be looked at and not changed."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
