"""The password once more: before what only its owner may do, and when it is changed."""

from functools import wraps
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth import authenticate
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters

from negotiations.admin.kept_forms import keep, read_kept, send_again_page
from negotiations.desk import sessions


def desk_urls(site):
    return [
        path("confirm-password/", site.admin_view(confirm_password), name="confirm_password"),
        path("password_change/", site.admin_view(change_password), name="password_change"),
    ]


class PasswordField(forms.CharField):
    """The password of somebody who has an account already, kept as it was typed."""

    def __init__(self, **kwargs):
        widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        super().__init__(label="Your password", strip=False, max_length=4096, widget=widget, **kwargs)


class ConfirmForm(forms.Form):
    """The password of whoever is signed in; wrong ones count as they do at the door."""

    password = PasswordField()

    def __init__(self, request, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self):
        if not _is_password_of_user(self.request, self.cleaned_data["password"]):
            raise ValidationError("That is not your password, or there were too many wrong ones.")
        return self.cleaned_data["password"]


def needs_password(view):
    """A view that asks for the password first, where it was entered more than ten minutes ago."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if sessions.is_password_fresh(request):
            return view(request, *args, **kwargs)
        if kept := keep(request):
            return _confirm_page(request, ConfirmForm(request), kept=kept)
        asked = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('admin:confirm_password')}?{asked}")

    return wrapped


@sensitive_post_parameters("password")
def confirm_password(request):
    """Ask for the password once more, then go on to where the editor was going."""
    kept = request.POST.get("kept", "")
    form = ConfirmForm(request, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _confirm_page(request, form, kept=kept)
    sessions.note_password(request)
    if form_kept := read_kept(kept):
        return send_again_page(request, form_kept)
    return HttpResponseRedirect(_goal(request))


def _confirm_page(request, form, kept):
    context = {
        **admin.site.each_context(request),
        "title": "Your password once more",
        "form": form,
        "kept": kept,
        "next": "" if kept else _goal(request),
        "app_path": reverse("admin:confirm_password"),
    }
    return TemplateResponse(request, "admin/negotiations/confirm_password.html", context)


class ChangePasswordForm(AdminPasswordChangeForm):
    """A new password; guessing the old one is slowed down as it is at the door."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self):
        if not _is_password_of_user(self.request, self.cleaned_data["old_password"]):
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return self.cleaned_data["old_password"]


class ChangePassword(PasswordChangeView):
    """Every other session of the account ends with its old password."""

    form_class = ChangePasswordForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form):
        response = super().form_valid(form)
        sessions.note_password(self.request)
        return response


def change_password(request):
    """The page on which somebody changes their own password."""
    context = {**admin.site.each_context(request), "title": "Change your password"}
    goal = reverse("admin:password_change_done")
    return ChangePassword.as_view(success_url=goal, extra_context=context)(request)


def _is_password_of_user(request, password) -> bool:
    found = authenticate(request, username=request.user.get_username(), password=password)
    return found is not None and found.pk == request.user.pk


def _goal(request) -> str:
    """Where to go on: an address of this site, else the first page."""
    goal = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(goal, {request.get_host()}, request.is_secure())
    return goal if is_ours else reverse("admin:index")
