"""What every form of the desk does: save through the desk, and answer a refusal with everything that was typed."""

from contextlib import suppress
from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.widgets import AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from negotiations.admin import conflict, form_data, integrity, presence, unsaved
from negotiations.admin.forms import FIELDS, DeskForm, DeskFormSet
from negotiations.admin.pickers import PickMany, PickOne
from negotiations.desk import sent_forms
from negotiations.desk import unsaved as desk_unsaved
from negotiations.desk.roles import Right
from negotiations.desk.sent_forms import SentBefore
from negotiations.desk.steps import Refused


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
    keeps_unsaved = True  # whether what was typed and not saved is kept at the desk
    save_as = False
    show_full_result_count = False
    list_per_page = 100
    list_max_show_all = 100

    def save_at_desk(self, request, form, write):
        raise NotImplementedError

    def why_stale(self, obj, seen):
        raise NotImplementedError

    def base_state(self, obj, seen):
        """What was stored at the version `seen`, as `desk.saved_states` has it; None where that is not on record."""
        return

    def words_for(self, action):
        """What the journal's word for an action is in sentences."""
        return capfirst(action.replace("_", " "))

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
        form.restored = hasattr(request, "desk_restored")
        form.why_stale = staticmethod(self.why_stale)
        return form

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(
            request, {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})}
        )

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        view = partial(
            super().changeform_view, object_id=object_id, form_url=form_url, extra_context=extra_context
        )
        if request.method != "POST":
            return unsaved.opened(self, request, object_id, view)
        if object_id and conflict.BASE in request.POST:
            obj = self.get_object(request, object_id)
            if obj and self.has_change_permission(request, obj):
                request.POST, again = conflict.answered(self, request, obj)
                if again:
                    return again
        try:
            request.desk_refusal = "" if object_id else _sent_before(request)
            if not request.desk_refusal:
                return self._answer(request, view(request))
        except SentBefore:
            request.desk_refusal = _sent_before(request) or "This form was saved already."
        except Refused as refused:
            request.desk_refusal = str(refused)
        except IntegrityError as error:
            request.desk_refusal = integrity.sentence(error)
        request.desk_saved_form = ""  # whatever was saved was taken back
        return self._answer(request, view(request))

    def _answer(self, request, response):
        """409 for a form that was refused; the page of choices for one that came late."""
        if saved := getattr(request, "desk_saved_form", ""):
            path = reverse("admin:index")
            response.set_cookie(
                unsaved.COOKIE, saved, max_age=600, path=path, samesite="Lax", secure=request.is_secure()
            )
        context = getattr(response, "context_data", None)
        form = context and "adminform" in context and context["adminform"].form
        if not form or not form.is_bound:
            return response
        if form.has_error("__all__", "stale"):
            return self._late(request, form)
        if form.has_error("__all__", "refused"):
            response.status_code = 409
        return response

    def _late(self, request, form):
        """Keep what was typed, whatever becomes of the page, and show both sides."""
        obj, seen = self.get_object(request, str(form.instance.pk)), form.cleaned_data["version"]
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(form.instance.pk))
        if self.keeps_unsaved:
            with suppress(Refused):
                pairs = form_data.pairs_of(request.POST)
                desk_unsaved.keep(request.user, self.opts.model_name, obj.pk, pairs)
        return conflict.page(self, request, obj, request.POST, base=seen)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """What was typed about something that somebody deleted is not lost with it."""
        page = self.keeps_unsaved and unsaved.when_gone(self, request, object_id)
        return page or super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        name = self.opts.verbose_name
        context["title"] = f"New {name}" if add else capfirst(name)
        if add:
            context["needed"] = _needed(context["adminform"].form)
        if self.keeps_unsaved and (add or self.has_change_permission(request, obj)):
            context["keeps"] = {
                "url": reverse("admin:desk_unsaved_keep", args=(self.opts.model_name, obj.pk if obj else 0)),
                "key": f"{self.opts.model_name}.{obj.pk if obj else 'new'}",
                "presence": presence.context_of(request, self.model, obj) if obj else None,
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        """Nothing: the row is saved in one go with all that belongs to it, in `save_related`."""

    def save_related(self, request, form, formsets, change):
        """Save through the desk, and only what changed: an unchanged save must make nobody an editor."""
        request.desk_saved = (
            not change or form.has_changed() or any(formset.has_changed() for formset in formsets)
        )
        if request.desk_saved:

            def write():
                form.instance.save()
                super(DeskModelAdmin, self).save_related(request, form, formsets, change)

            self.save_at_desk(request, form, write)
        self._settle(request, form, change)

    def _settle(self, request, form, change):
        """The form is saved: a second one with its token makes nothing, and its unsaved words are saved words now."""
        name, token = self.opts.model_name, form.cleaned_data.get("token") or ""
        if not change:
            sent_forms.remember(request.user, token, form.instance)
        desk_unsaved.drop(request.user, name, form.instance.pk if change else 0, token)
        request.desk_saved_form = f"{name}.{form.instance.pk if change else token}"

    def construct_change_message(self, request, form, formsets, add=False):
        return super().construct_change_message(request, form, formsets, add) if request.desk_saved else []

    def log_change(self, request, obj, message):
        if request.desk_saved:
            super().log_change(request, obj, message)

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


def _needed(form) -> list[str]:
    """What has to be filled before anything can be saved, by name; not what holds something already."""
    return [
        str(bound.label)
        for name, bound in form.fields.items()
        if bound.required and form.get_initial_for_field(bound, name) in (None, "", [])
    ]


def _sent_before(request):
    """What to tell somebody whose browser sent the same new form twice (Back, reload, a second click)."""
    sent = sent_forms.made_by(request.user, request.POST.get("token", ""))
    if not sent:
        return ""
    url = reverse(f"admin:negotiations_{sent.model}_change", args=(sent.object_id,))
    return format_html(
        'This form was <a href="{}">saved already</a>. Edit that one; or save once more, and there will be two.',
        url,
    )
