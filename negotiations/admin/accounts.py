"""Everybody's own account: who they are to the desk, their second factor, and where they signed in."""

import qrcode
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import login as note_device
from qrcode.image.svg import SvgPathImage

from negotiations.admin.passwords import ConfirmForm, needs_password
from negotiations.admin.signing_in import CodeForm
from negotiations.desk import accounts, codes, second_factor, sessions

_NEW_KEY = "new_key"  # in the session, of an app that has not shown a code yet
_FEW = 3


def desk_urls(site):
    view = site.admin_view
    return [
        path("account/", view(account), name="account"),
        path("account/sessions/end/", view(end_sessions), name="account_end_sessions"),
        path("account/second-factor/", view(overview), name="second_factor"),
        path("account/second-factor/app/", view(needs_password(set_up)), name="second_factor_app"),
        path("account/second-factor/codes/", view(needs_password(new_codes)), name="second_factor_codes"),
        path("account/second-factor/remove/", view(remove), name="second_factor_remove"),
    ]


def account(request):
    """What the desk knows of whoever is signed in."""
    user = request.user
    context = {
        "roles": ", ".join(group.name for group in user.groups.all()),
        "app": codes.app_of(user),
        "is_required": second_factor.is_required(),
        "sign_ins": accounts.last_sign_ins(user),
    }
    return _page(request, "accounts_me", "Your account", context)


def end_sessions(request):
    """Sign out everywhere but here."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    ended = sessions.end_all(request.user, but=request.session.session_key)
    words = (
        f"Signed out in {ended} other {'place' if ended == 1 else 'places'}."
        if ended
        else "Nobody was signed in elsewhere."
    )
    messages.success(request, words)
    return HttpResponseRedirect(reverse("admin:account"))


# The second factor ----------------------------------------------------------------------------------------------------


class FirstCodeForm(forms.Form):
    """The first code of an app that is being set up."""

    code = forms.CharField(
        label="Code that the app shows now",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


def overview(request):
    """Whether there is one, and what can be done about it; a session that was opened without gives its code here."""
    app = codes.app_of(request.user)
    is_open = bool(app) and request.user.otp_device is None
    form = CodeForm(request.user, request.POST or None) if is_open else None
    if form and form.is_valid():
        note_device(request, form.device)
        messages.success(request, "The code is right. You can publish now.")
        return HttpResponseRedirect(reverse("admin:second_factor"))
    left = codes.recovery_codes_left(request.user) if app else 0
    context = {
        "app": app,
        "form": form,
        "codes_left": left,
        "has_few": left <= _FEW,
        "is_required": second_factor.is_required(),
    }
    return _page(request, "negotiations/second_factor", "Second factor", context)


def set_up(request):
    """Show a new secret, and keep it once the app has shown a right code."""
    _require_device(request)
    key = request.session.setdefault(_NEW_KEY, codes.new_key())
    form = FirstCodeForm(request.POST or None)
    if form.is_valid():
        had_codes = codes.recovery_codes_left(request.user) > 0
        if device := codes.set_up(request.user, key, form.cleaned_data["code"]):
            del request.session[_NEW_KEY]
            note_device(request, device)
            _log(request.user, request.user, "Set up a second factor.")
            messages.success(request, "Your app is set up. You are asked for a code whenever you sign in.")
            if had_codes:
                return HttpResponseRedirect(reverse("admin:second_factor"))
            return _codes_page(request)
        form.add_error(
            "code",
            ValidationError("That is not the code. Look at the clock of the phone: it has to be right."),
        )
    context = {
        "form": form,
        "picture": _picture(codes.key_as_address(key, request.user)),
        "key": codes.key_as_text(key),
    }
    return _page(request, "negotiations/second_factor_app", "Set up a second factor", context)


def new_codes(request):
    """Ten new recovery codes, in place of the older ones."""
    _require_device(request)
    if request.method != "POST" or codes.app_of(request.user) is None:
        return HttpResponseRedirect(reverse("admin:second_factor"))
    _log(request.user, request.user, "Made new recovery codes.")
    return _codes_page(request)


@sensitive_post_parameters("password")
def remove(request):
    """Take the second factor off, which asks for the password whenever it was entered last."""
    _require_device(request)
    if codes.app_of(request.user) is None:
        return HttpResponseRedirect(reverse("admin:second_factor"))
    form = ConfirmForm(request, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        codes.remove(request.user)
        _log(request.user, request.user, "Removed the second factor.")
        messages.success(request, "Your account has no second factor any more.")
        return HttpResponseRedirect(reverse("admin:second_factor"))
    context = {"form": form, "is_required": second_factor.is_required()}
    return _page(request, "negotiations/second_factor_remove", "Remove the second factor", context)


def _require_device(request) -> None:
    """Refuse a session that was opened with a password alone to touch a second factor that the account has."""
    if request.user.otp_device is None and codes.app_of(request.user):
        raise PermissionDenied


def _codes_page(request):
    context = {"codes": codes.new_recovery_codes(request.user)}
    return _page(request, "negotiations/second_factor_codes", "Your recovery codes", context)


def _picture(text: str) -> str:
    """A QR code as an SVG element with a white ground, which phones need in dark rooms too."""
    image = qrcode.make(text, image_factory=SvgPathImage, box_size=10, border=4)
    side = image.units(image.pixel_size, text=False)
    return format_html(
        '<svg class="qr" viewBox="0 0 {} {}" role="img" aria-label="QR code of the secret">'
        '<rect width="100%" height="100%" fill="#fff"/><path d="{}" fill="#000"/></svg>',
        side,
        side,
        image.path.get("d"),
    )


def _log(by, about, words: str) -> None:
    """A line in the history of an account, which superusers read."""
    LogEntry.objects.log_actions(by.pk, [about], CHANGE, change_message=words, single_object=True)


def _page(request, template: str, title: str, context: dict):
    context = {**admin.site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"admin/{template}.html", context)
