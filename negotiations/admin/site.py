"""The desk's own admin site: its name, its first page, and what holds for every screen."""

from functools import wraps
from importlib import import_module

from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.core.handlers.exception import response_for_exception
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse

from negotiations.admin.links import admin_url
from negotiations.values.texts import has_refused_character

# The side bar and the first page show models in the order in which an editor works. What is named nowhere comes last.
_GROUPS = (
    ("entries", "Entries", ()),  # in the order of the kinds
    ("names", "Names", ("Negotiation", "Measure", "Person", "Office", "Organisation", "Economy", "Topic")),
    ("law", "Sources and law", ("Source", "Instrument", "ProductList", "LegalAuthority")),
    ("desk", "The desk", ("Entry", "Story", "Transition", "Webhook", "Delivery")),
)
# Modules of this package with pages of their own: each has `desk_urls(site)`, a list of paths.
_PAGES: tuple[str, ...] = ()
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
        return self._guarded(super().admin_view(view, cacheable))

    def login(self, request, extra_context=None):
        return self._guarded(super().login)(request, extra_context)

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
        context = super().each_context(request)
        return (
            {**context, "new_entries": self._new_entries(request)} if context["has_permission"] else context
        )

    def index(self, request, extra_context=None):
        from negotiations.desk import queue  # models, which the site may not need while it is made
        from negotiations.desk.outgoing import webhooks

        waiting, waiting_others = queue.waiting_for(request.user)
        approved, approved_others = queue.to_publish(request.user)
        panels = [
            _panel("Waiting for review", "Nothing waits for you.", waiting, waiting_others, "approve"),
            _panel(
                "Approved, to be published",
                "Nothing is approved and unpublished.",
                approved,
                approved_others,
                "publish",
            ),
            _panel("My drafts", "You have no drafts.", queue.drafts_of(request.user), 0, "change"),
        ]
        context = {"panels": panels, "switched_off": webhooks.attention(request.user)}
        return super().index(request, context | (extra_context or {}))

    def get_app_list(self, request, app_label=None):
        """The models of the record in groups that an editor thinks in, instead of one long list."""
        apps = super().get_app_list(request, app_label)
        record = next((app for app in apps if app["app_label"] == "negotiations"), None)
        if record is None:
            return apps
        return [*_grouped(record), *(app for app in apps if app is not record)]

    def _new_entries(self, request) -> list[dict]:
        """What the "New" menu offers: {label, url} for each kind of entry that the user may write."""
        from negotiations.desk.kinds import desk_kinds
        from negotiations.public.kinds import entry_kinds

        models = [
            (kind.title, desk_kinds()[kind.name].model) for kind in entry_kinds() if kind.name in desk_kinds()
        ]
        return [
            {"label": title, "url": reverse(f"admin:negotiations_{model._meta.model_name}_add")}
            for title, model in models
            if self.is_registered(model) and self.get_model_admin(model).has_add_permission(request)
        ]


def _refuse_control_characters(parameters) -> None:
    if any(has_refused_character(text) for name, values in parameters.lists() for text in (name, *values)):
        raise BadRequest("The address holds a control character.")


def _panel(title, empty, entries, others, page) -> dict:
    rows = [{"entry": entry, "url": admin_url(entry, page), "form": admin_url(entry)} for entry in entries]
    return {
        "title": title,
        "empty": empty,
        "rows": rows,
        "others": others,
        "verb": page if page != "change" else "",
    }


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
