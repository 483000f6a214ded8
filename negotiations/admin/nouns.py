"""Names: the nouns that entries point at. What readers know of them changes only when the changes are published."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path

from negotiations.admin.action_forms import NoteForm
from negotiations.admin.base import DeskModelAdmin, DeskStacked, DeskTabular
from negotiations.admin.forms import DeskForm
from negotiations.admin.links import admin_url, public_link
from negotiations.admin.noun_pages import NounPages, noun_urls
from negotiations.desk import nouns
from negotiations.desk.steps import NotAllowed, Refused, Stale
from negotiations.models import nouns as tables
from negotiations.values.vocabulary import Change


class NounForm(DeskForm):
    """The address may be left to the desk, which makes it of the name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False


class NounAdmin(NounPages, DeskModelAdmin):
    """One kind of name. `fixed` are the fields that stand in a public address: they never change once it exists."""

    fixed = ("slug",)
    form = NounForm
    change_form_template = "admin/negotiations/noun_change_form.html"
    list_select_related = ("publication",)

    def get_list_display(self, request):
        return (*self.list_display, "public", "updated_at")

    def get_readonly_fields(self, request, obj=None):
        return self.fixed if obj and obj.publication_id else ()

    def get_prepopulated_fields(self, request, obj=None):
        shown = "slug" in self.fixed and "slug" in self.fields and not (obj and obj.publication_id)
        return {"slug": ("name",)} if shown else {}

    @admin.display(description="readers see")
    def public(self, noun):
        return public_link(noun.publication) if noun.publication else "Not published"

    def save_at_desk(self, request, form, write):
        nouns.save_noun(form.instance, request.user, seen=form.cleaned_data.get("version"), write=write)

    def why_stale(self, obj, seen):
        return nouns.why_stale(obj, seen)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["noun_urls"] = noun_urls(obj)
        if obj and obj.publication_id:
            stored = type(obj).objects.select_related("publication").get(pk=obj.pk)
            context["panel"] = {
                "public": public_link(stored.publication),
                "differs": bool(nouns.changes(stored)),
                "why_not": nouns.why_not(stored, request.user),
                "publish_url": admin_url(stored, "publish"),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self):
        *urls, catch_all = super().get_urls()
        view = self.admin_site.admin_view(self.publish_view)
        name = f"negotiations_{self.opts.model_name}_desk"
        return [*urls, path("<int:pk>/<slug:page>/", view, name=name), catch_all]

    def publish_view(self, request, pk, page):
        """Show what readers would find changed, and publish it."""
        noun = get_object_or_404(self.model.objects.select_related("publication"), pk=pk)
        if page != "publish":
            return HttpResponseRedirect(admin_url(noun))
        if not self.has_view_permission(request, noun):
            raise PermissionDenied
        form = NoteForm(request.POST if request.method == "POST" else None, initial={"version": noun.version})
        form.fields["note"].label = "Note for readers"
        refused = nouns.why_not(noun, request.user)
        if form.is_bound and form.is_valid() and not refused:
            try:
                self._publish(request, noun, form.cleaned_data)
            except Refused as error:
                refused = error
                form.data = {**form.data.dict(), "version": self.model.objects.get(pk=pk).version}
            else:
                self.message_user(
                    request,
                    f"The changes are published. Readers see them at {noun.publication}.",
                    messages.SUCCESS,
                )
                return HttpResponseRedirect(admin_url(noun))
        return self._publish_page(request, noun, form, refused)

    def _publish(self, request, noun, data):
        nouns.publish_noun(
            noun, request.user, version=data["version"], change=Change(data["change"]), note=data["note"]
        )

    def _publish_page(self, request, noun, form, refused):
        found = nouns.changes(noun)
        context = {
            **self.admin_site.each_context(request),
            "title": "Publish changes",
            "subtitle": str(noun),
            "opts": self.opts,
            "entry": noun,
            "form": form,
            "refused": refused,
            "possible": found and not nouns.why_not(noun, request.user),
            "what_happens": "Readers see the new words wherever it is named, also in entries of the past.",
            "verb": "Publish changes",
            "had_edition": True,
            "differences": found,
            "form_url": admin_url(noun),
        }
        status = 403 if isinstance(refused, NotAllowed) else 409 if isinstance(refused, Stale) else 200
        return TemplateResponse(request, "admin/negotiations/action.html", context, status=status)


class MembershipInline(DeskTabular):
    model = tables.Membership
    fk_name = "union"
    autocomplete_fields = ("member",)
    fields = ("member", "since", "until")
    verbose_name_plural = "Members, for a customs union: from a day until, exclusively, another"


class OfficeInline(DeskStacked):
    model = tables.Office
    autocomplete_fields = ("organisation", "economy")
    fields = ("title", ("organisation", "economy"), ("held_from", "held_until"))
    verbose_name_plural = "Offices: what they were, from a day until another"


@admin.register(tables.Person)
class PersonAdmin(NounAdmin):
    list_display = ("name", "name_original")
    fields = ("name", ("name_original", "original_language"), "slug")
    search_fields = ("name", "name_original", "slug", "offices__title")
    inlines = (OfficeInline,)

    def save_formset(self, request, form, formset, change):
        """Each office is a name of its own: it has its version, and its place in the journal."""
        for office in formset.save(commit=False):
            nouns.save_noun(office, request.user)
        for office in formset.deleted_objects:
            office.delete()


@admin.register(tables.Office)
class OfficeAdmin(NounAdmin):
    fixed = ("person",)
    list_display = ("title", "person", "organisation", "held_from", "held_until")
    fields = ("person", "title", ("organisation", "economy"), ("held_from", "held_until"))
    search_fields = (
        "person__name",
        "person__name_original",
        "title",
        "organisation__name",
        "organisation__short_name",
    )
    autocomplete_fields = ("person", "organisation", "economy")

    def get_queryset(self, request):
        """With the person, whom its own name needs, also in pickers."""
        return super().get_queryset(request).select_related("person", "organisation", "publication")


@admin.register(tables.Organisation)
class OrganisationAdmin(NounAdmin):
    list_display = ("name", "short_name", "economy")
    list_select_related = ("publication", "economy")
    fields = (("name", "short_name"), "economy", "slug")
    search_fields = ("name", "short_name")
    autocomplete_fields = ("economy",)


@admin.register(tables.Economy)
class EconomyAdmin(NounAdmin):
    inlines = (MembershipInline,)
    fixed = ("code",)
    list_display = ("name", "code", "economy_kind")
    fields = (("name", "code"), ("name_ja", "economy_kind"))
    search_fields = ("name", "name_ja", "=code")


@admin.register(tables.Topic)
class TopicAdmin(NounAdmin):
    list_display = ("name",)
    fields = ("name", "description", "slug")
    search_fields = ("name", "description")


@admin.register(tables.Negotiation)
class NegotiationAdmin(NounAdmin):
    list_display = ("name", "parent")
    list_select_related = ("publication", "parent")
    fields = ("name", "parties", "parent", "description", "slug")
    search_fields = ("name", "description")
    autocomplete_fields = ("parties", "parent")


@admin.register(tables.LegalAuthority)
class LegalAuthorityAdmin(NounAdmin):
    list_display = ("name", "statute", "economy")
    list_select_related = ("publication", "economy")
    fields = ("name", "statute", "economy", "allows", ("cap", "duration", "duration_days"), "slug")
    search_fields = ("name", "statute")
    autocomplete_fields = ("economy",)


@admin.register(tables.Measure)
class MeasureAdmin(NounAdmin):
    list_display = ("name", "imposed_by", "authority")
    list_select_related = ("publication", "imposed_by", "authority")
    fields = ("name", ("imposed_by", "authority"), "description", "slug")
    search_fields = ("name", "description", "authority__name")
    autocomplete_fields = ("imposed_by", "authority")


@admin.register(tables.ProductList)
class ProductListAdmin(NounAdmin):
    list_display = ("name", "system", "nomenclature", "code_count")
    list_filter = ("system",)
    fields = ("name", ("system", "nomenclature"), "replaces", "codes", "slug")
    search_fields = ("name", "slug")
    autocomplete_fields = ("replaces",)

    def get_readonly_fields(self, request, obj=None):
        """What readers know of a list stays, but its name."""
        return (*self.fixed, "system", "codes") if obj and obj.publication_id else ()


@admin.register(tables.Instrument)
class InstrumentAdmin(NounAdmin):
    fixed = ()
    list_display = ("name", "number", "instrument_kind", "issued")
    list_filter = ("instrument_kind",)
    fields = ("name", ("number", "instrument_kind"), ("citation", "issued"), "address", "economy")
    search_fields = ("name", "number", "citation")
    autocomplete_fields = ("economy",)
