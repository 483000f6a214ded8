"""Accounts: superusers give a role, which is a group, and switch accounts off. Nobody else sees them."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

admin.site.unregister((User, Group))


class ForSuperusers:
    """Screens that only superusers find; groups that grant rights on accounts change nothing about it."""

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


@admin.register(User)
class AccountAdmin(ForSuperusers, UserAdmin):
    """An account of the desk."""

    list_display = ("username", "first_name", "last_name", "roles", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser", "groups")
    filter_horizontal = ()
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


@admin.register(Group)
class RoleAdmin(ForSuperusers, GroupAdmin):
    """Roles are made anew by every `migrate`, so they can be looked at and not changed."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
