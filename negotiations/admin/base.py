"""What every form of the desk does: save through the desk, and answer a refusal with everything that was typed."""

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.widgets import AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from negotiations.admin import integrity
from negotiations.admin.forms import FIELDS, DeskForm, DeskFormSet
from negotiations.admin.pickers import PickMany, PickOne
from negotiations.desk.roles import Right
from negotiations.desk.steps import Refused

_SENT_FORMS = 30  # how many forms a session remembers to have saved


class LeanPickers:
    """Beside a picker stand "add" and "change"; deleting a name from within an entry's form would only be a slip."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickOne(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickMany(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_delete_related = widget.can_view_related = False
            if isinstance(widget.widget, AutocompleteSelectMultiple):
                # No button that clears all: each choice has its own, and this one breaks the list for screen readers.
                widget.widget.is_required = True
        return field


class DeskModelAdmin(LeanPickers, admin.ModelAdmin):
    """The base of all screens that write.

    A subclass says how the desk saves (`save_at_desk`) and when a form is late (`why_stale`). What the desk or the
    database refuses after the form seemed valid runs the view a second time with the reason as an error of the form:
    nothing that was typed is lost, and nobody meets a page of error 500.
    """

    form = DeskForm
    formfield_overrides = FIELDS
    save_as = False
    show_full_result_count = False
    list_per_page = 100
    list_max_show_all = 100

    def save_at_desk(self, request, form, write):
        raise NotImplementedError

    def why_stale(self, obj, seen):
        raise NotImplementedError

    def changes_since(self, obj, seen):
        """What others changed after the version `seen`, for the page that refuses a late form."""
        return []

    def has_add_permission(self, request):
        return super().has_add_permission(request) and request.user.has_perm(Right.WRITE)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and request.user.has_perm(Right.WRITE)

    def has_delete_permission(self, request, obj=None):
        """What was printed is never deleted, by nobody."""
        allowed = super().has_delete_permission(request, obj) and request.user.has_perm(Right.WRITE)
        return allowed and (obj is None or obj.publication_id is None)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "desk_refusal", "")
        form.why_stale = staticmethod(self.why_stale)
        return form

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(
            request, {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})}
        )

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        sent = _saved_before(request) if request.method == "POST" and object_id is None else ""
        try:
            if not sent:
                return self._answer(
                    request, super().changeform_view(request, object_id, form_url, extra_context)
                )
            request.desk_refusal = sent
        except Refused as refused:
            request.desk_refusal = str(refused)
        except IntegrityError as error:
            request.desk_refusal = integrity.sentence(error)
        return self._answer(request, super().changeform_view(request, object_id, form_url, extra_context))

    def _answer(self, request, response):
        """409 for a form that came late, with what others changed meanwhile."""
        context = getattr(response, "context_data", None)
        form = context and "adminform" in context and context["adminform"].form
        if not form or not form.is_bound or not form.has_error("__all__", "refused"):
            return response
        response.status_code = 409
        seen = form.cleaned_data.get("version") if form.instance.pk else None
        if seen is not None and self.why_stale(form.instance, seen):
            context["changed_meanwhile"] = self.changes_since(form.instance, seen)
        return response

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        name = self.opts.verbose_name
        context["title"] = f"New {name}" if add else capfirst(name)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        """Nothing: the row is saved in one go with all that belongs to it, in `save_related`."""

    def save_related(self, request, form, formsets, change):
        """Save through the desk, and only what changed: an unchanged save must make nobody an editor."""
        request.desk_saved = (
            not change or form.has_changed() or any(formset.has_changed() for formset in formsets)
        )
        if not request.desk_saved:
            return

        def write():
            form.instance.save()
            super(DeskModelAdmin, self).save_related(request, form, formsets, change)

        self.save_at_desk(request, form, write)

    def construct_change_message(self, request, form, formsets, add=False):
        return super().construct_change_message(request, form, formsets, add) if request.desk_saved else []

    def log_change(self, request, obj, message):
        if request.desk_saved:
            super().log_change(request, obj, message)

    def response_add(self, request, obj, post_url_continue=None):
        saved = request.session.get("desk_saved_forms", {})
        saved[request.POST.get("token", "")[:32]] = [self.opts.model_name, obj.pk]
        request.session["desk_saved_forms"] = dict(list(saved.items())[-_SENT_FORMS:])
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        if request.desk_saved or IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        self.message_user(request, "Nothing was changed, so nothing was saved.", messages.INFO)
        return (
            HttpResponseRedirect(request.get_full_path())
            if "_continue" in request.POST
            else self._response_post_save(request, obj)
        )


class DeskInline(LeanPickers):
    """What all inlines share."""

    formset = DeskFormSet
    formfield_overrides = FIELDS
    extra = 0
    show_change_link = False


class DeskStacked(DeskInline, admin.StackedInline):
    """Parts with long texts."""


class DeskTabular(DeskInline, admin.TabularInline):
    """Parts that fit one line, under the names of their columns, which are not tied to the fields."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickOne(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickMany(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            getattr(field.widget, "widget", field.widget).attrs["aria-label"] = capfirst(field.label)
        return field


def _saved_before(request):
    """What to tell somebody whose browser sent the same new form twice (Back, reload, a second click)."""
    saved = request.session.get("desk_saved_forms", {}).get(request.POST.get("token") or "-")
    if not saved:
        return ""
    url = reverse(f"admin:negotiations_{saved[0]}_change", args=(saved[1],))
    return format_html(
        'This form was <a href="{}">saved already</a>. Edit that one; or save once more, and there will be two.',
        url,
    )
