"""The door of the desk: a password, then a code."""

from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user_model, login
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.timesince import timeuntil
from django.views.decorators.debug import sensitive_post_parameters

from negotiations.admin.kept_forms import keep, read_kept, send_again_page
from negotiations.desk import accounts, codes, sessions
from negotiations.values import clock

_PENDING = "sign_in"  # in the session of somebody whose password was right and whose code is still to come
_CODE_WITHIN = 10 * 60  # seconds
_WRONG = (
    "The name and the password do not belong together, or the account may not sign in here. Both mind capital letters."
    " After ten wrong passwords an account is closed for 15 minutes to browsers that it does not know."
)


def desk_urls(site):
    return [
        path("login/code/", site.open_view(code_view), name="sign_in_code"),
    ]


class SignInForm(AdminAuthenticationForm):
    """One sentence for every refusal: an account that is unknown, closed, switched off or of no editor looks alike."""

    error_messages = {"invalid_login": _WRONG, "inactive": _WRONG}


class SignInView(LoginView):
    """The first step. Who has no second factor is in after it."""

    authentication_form = SignInForm
    template_name = "admin/login.html"

    def form_valid(self, form):
        kept = read_kept(self.request.POST.get("kept", ""))
        goes_on = {"next": self.get_success_url(), "kept": self.request.POST["kept"] if kept else ""}
        if codes.app_of(form.get_user()) is None:
            return _enter(self.request, form.get_user(), goes_on)
        self.request.session.cycle_key()
        self.request.session[_PENDING] = {
            "user": form.get_user().pk,
            "hash": form.get_user().get_session_auth_hash(),
            "at": int(clock.now().timestamp()),
            **goes_on,
        }
        return HttpResponseRedirect(reverse("admin:sign_in_code"))


def sign_in(request, extra_context=None):
    """The sign-in page, or on to where somebody who is signed in wanted to go."""
    goal = LoginView().get_redirect_url(request) or reverse("admin:index")
    if request.method == "GET" and admin.site.has_permission(request):
        return HttpResponseRedirect(goal)
    context = {
        **admin.site.each_context(request),
        "title": "Sign in",
        "app_path": reverse("admin:login"),
        "next": goal,
        "ended": "ended" in request.GET,
        "kept": request.POST.get("kept", ""),
        **(extra_context or {}),
    }
    return SignInView.as_view(extra_context=context, next_page="admin:index")(request)


class CodeForm(forms.Form):
    """A code of the app, or one for recovery."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "off",
                "autofocus": True,
                "spellcheck": "false",
            }
        ),
        help_text="The six digits that your app shows now, or one of your recovery codes. Each works once.",
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.device = user, None

    def clean_code(self):
        if (wait := codes.wait_until(self.user)) and wait > clock.now():
            raise ValidationError(f"After wrong codes there is a pause. Try again in {_pause(wait)}.")
        self.device = codes.give(self.user, self.cleaned_data["code"])
        if self.device is None:
            raise ValidationError("That code is wrong, or was used before. Wait for the next one.")
        return self.cleaned_data["code"]


@sensitive_post_parameters("code")
def code_view(request):
    """The second step, open for ten minutes after the first."""
    user = _pending_user(request)
    if user is None:
        return HttpResponseRedirect(reverse("admin:login"))
    form = CodeForm(user, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        user.otp_device = form.device  # django-otp notes it in the session
        return _enter(request, user, request.session[_PENDING])
    context = {**admin.site.each_context(request), "title": "Enter a code", "form": form}
    return TemplateResponse(request, "admin/login_code.html", context)


def _pending_user(request):
    """Who gave the right password in this session, where that still counts."""
    pending = request.session.get(_PENDING) or {}
    user = get_user_model().objects.filter(pk=pending.get("user"), is_active=True, is_staff=True).first()
    is_late = clock.now().timestamp() - pending.get("at", 0) > _CODE_WITHIN
    if user is None or is_late or user.get_session_auth_hash() != pending["hash"]:
        request.session.pop(_PENDING, None)
        return None
    return user


def _enter(request, user, goes_on):
    """Open the session, and go where the editor was going."""
    request.session.pop(_PENDING, None)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    kept = read_kept(goes_on["kept"])
    response = send_again_page(request, kept) if kept else HttpResponseRedirect(goes_on["next"])
    accounts.remember_browser(request, response, user)
    return response


def stop(request):
    """What to answer instead of a page to somebody whose session has ended, None to whoever may go on.

    Scripts get what Django gives them, a way to the sign-in page; they keep what they sent themselves.
    """
    sessions.end_if_over(request)
    if request.user.is_authenticated or request.path == reverse("admin:logout"):
        return None
    if kept := keep(request):
        context = {
            **admin.site.each_context(request),
            "title": "Sign in",
            "app_path": reverse("admin:login"),
            "form": SignInForm(request),
            "kept": kept,
            "had_files": bool(request.FILES),
        }
        return TemplateResponse(request, "admin/login.html", context, status=403)
    if settings.SESSION_COOKIE_NAME in request.COOKIES and _PENDING not in request.session:
        asked = urlencode({"next": request.get_full_path(), "ended": ""})
        return HttpResponseRedirect(f"{reverse('admin:login')}?{asked}")
    return None


def _pause(until) -> str:
    seconds = (until - clock.now()).total_seconds()
    return timeuntil(until, clock.now()) if seconds >= 60 else f"{max(int(seconds), 1)} seconds"
