"""The desk's own admin site: its name, its first page, and what holds for every screen."""

from functools import wraps
from importlib import import_module

from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.core.handlers.exception import response_for_exception
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect

from negotiations.values.texts import has_refused_character

# The side bar and the first page show models in the order in which an editor works. What is named nowhere comes last.
_GROUPS = (
    ("entries", "Entries", ()),  # in the order of the kinds
    ("names", "Names", ("Negotiation", "Measure", "Person", "Office", "Organisation", "Economy", "Topic")),
    ("law", "Sources and law", ("Source", "Instrument", "ProductList", "LegalAuthority")),
    ("desk", "The desk", ("Entry", "Story", "Transition", "Webhook", "Delivery")),
)
# Modules of this package with pages of their own: each has `desk_urls(site)`, a list of paths.
_PAGES: tuple[str, ...] = (
    "reports",
    "signing_in",
    "passwords",
    "accounts",
    "unsaved",
    "presence",
    "capture",
    "imports",
)
_NAMES = {"Entry": "All entries", "Transition": "Journal"}


class DeskSite(AdminSite):
    """Django's admin for editors: no browser keeps any of it, and no address can hold what no database stores."""

    site_title = site_header = "TradeWatch desk"
    index_title = "The desk"
    index_template = "admin/index.html"
    empty_value_display = "–"
    enable_nav_sidebar = True

    def get_urls(self):
        """Before the models' own pages: those that are about no single model."""
        pages = (import_module(f"negotiations.admin.{name}") for name in _PAGES)
        return [*(url for page in pages for url in page.desk_urls(self)), *super().get_urls()]

    def admin_view(self, view, cacheable=False):
        return self._guarded(_at_the_door(super().admin_view(view, cacheable)))

    def open_view(self, view):
        """A page that needs no sign-in, with all else that holds for the desk's pages."""
        return self._guarded(csrf_protect(view))

    def login(self, request, extra_context=None):
        from negotiations.admin import signing_in

        return self.open_view(signing_in.sign_in)(request, extra_context)

    def _guarded(self, view):
        """Refuse addresses with characters that no database stores (PostgreSQL fails on NUL), and keep no answer."""

        @wraps(view)
        def wrapped(request, *args, **kwargs):
            try:
                _refuse_control_characters(request.GET)
                response = view(request, *args, **kwargs)
            except PermissionDenied:
                response = TemplateResponse(request, "admin/403.html", self.each_context(request), status=403)
            except (Http404, BadRequest, SuspiciousOperation) as error:
                response = response_for_exception(request, error)
            except OverflowError:  # SQLite takes no integer of more than 64 bits, and nothing has such an id
                response = response_for_exception(request, BadRequest("A number is too large."))
            response.headers["Cache-Control"] = "no-store, private"
            return response

        return wrapped

    def each_context(self, request):
        from negotiations.desk import second_factor

        context = super().each_context(request)
        if not context["has_permission"]:
            return context
        return {
            **context,
            "new_entries": self._new_entries(request),
            "second_factor_missing": second_factor.is_missing(request.user),
        }

    def index(self, request, extra_context=None):
        from negotiations.admin import attention  # models, which the site may not need while it is made

        return super().index(request, attention.home(request.user) | (extra_context or {}))

    def autocomplete_view(self, request):
        from negotiations.admin.pickers import PickerAnswers

        return PickerAnswers.as_view(admin_site=self)(request)

    def get_app_list(self, request, app_label=None):
        """The models of the record in groups that an editor thinks in, instead of one long list."""
        apps = super().get_app_list(request, app_label)
        record = next((app for app in apps if app["app_label"] == "negotiations"), None)
        if record is None:
            return apps
        return [*_grouped(record), *(app for app in apps if app is not record)]

    def _new_entries(self, request) -> list[dict]:
        """What the "New" menu offers: {label, url, key} for each kind of entry that the user may write."""
        from negotiations.desk.kinds import desk_kinds
        from negotiations.public.kinds import entry_kinds

        models = [
            (kind.title, desk_kinds()[kind.name].model) for kind in entry_kinds() if kind.name in desk_kinds()
        ]
        return _keyed(
            {"label": title, "url": reverse(f"admin:negotiations_{model._meta.model_name}_add")}
            for title, model in models
            if self.is_registered(model) and self.get_model_admin(model).has_add_permission(request)
        )


def _keyed(offers) -> list[dict]:
    """Each with the key that follows n: a letter of its name that none before it has; c is for capture."""
    keyed, taken = [], {"c"}
    for offer in offers:
        letters = (letter for letter in offer["label"].lower() if letter.isalpha() and letter not in taken)
        taken.add(key := next(letters, ""))
        keyed.append({**offer, "key": key})
    return keyed


def _at_the_door(view):
    """Whose session has ended is told so, and keeps what was typed."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        from negotiations.admin import signing_in

        return signing_in.stop(request) or view(request, *args, **kwargs)

    return wrapped


def _refuse_control_characters(parameters) -> None:
    if any(has_refused_character(text) for name, values in parameters.lists() for text in (name, *values)):
        raise BadRequest("The address holds a control character.")


def _kinds() -> list[str]:
    from negotiations.desk.kinds import desk_kinds
    from negotiations.public.kinds import entry_kinds

    return [desk_kinds()[kind.name].model.__name__ for kind in entry_kinds() if kind.name in desk_kinds()]


def _grouped(record: dict) -> list[dict]:
    placed = {name: group for group, _, names in _GROUPS for name in names}
    groups = []
    for label, name, order in _GROUPS:
        models = [model for model in record["models"] if placed.get(model["object_name"], "entries") == label]
        places = order or _kinds()
        models.sort(key=lambda model, places=places: places.index(model["object_name"]))
        for model in models:
            model["name"] = _NAMES.get(model["object_name"], model["name"])
        if models:
            groups.append({**record, "app_label": label, "name": name, "models": models})
    return groups
