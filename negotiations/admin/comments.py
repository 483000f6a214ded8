"""Comments on the screens: written from the form or with a return, resolved one by one, shown beside their fields."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import FieldDoesNotExist
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from negotiations.admin.forms import PassageField
from negotiations.admin.links import admin_url
from negotiations.desk import comments
from negotiations.desk.roles import Right
from negotiations.desk.steps import NotAllowed
from negotiations.models.fields import refuse_control_characters
from negotiations.models.working import Comment

_ROWS = 3  # of a page on which several comments are written at once


class RemarkForm(forms.Form):
    """One comment, on the entry or on one of its fields; `places` are the fields: {name: label}."""

    field = forms.ChoiceField(label="About", required=False)
    text = PassageField(
        label="Comment",
        max_length=comments.MOST_CHARACTERS,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        validators=[refuse_control_characters],
        error_messages={"required": "Write what the comment says."},
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [("", "The whole entry"), *places.items()]


class OptionalRemarkForm(RemarkForm):
    """A row that may stay empty."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False


def remark_rows(places, data=None, more=False):
    """Rows for several comments; with `more`, what was typed so far comes back unjudged, with further empty rows."""
    make = forms.formset_factory(OptionalRemarkForm, extra=_ROWS, max_num=60, absolute_max=60)
    options = {"prefix": "remarks", "form_kwargs": {"places": places}}
    if data is not None and "remarks-TOTAL_FORMS" not in data:  # a form that was sent without any rows
        data = {"remarks-TOTAL_FORMS": "0", "remarks-INITIAL_FORMS": "0"}
    if not more:
        return make(data, **options)
    count = data["remarks-TOTAL_FORMS"]
    count = min(int(count), 60) if count.isascii() and count.isdigit() and len(count) < 5 else 0
    typed = [
        {name: data.get(f"remarks-{row}-{name}", "") for name in ("field", "text")} for row in range(count)
    ]
    return make(initial=[row for row in typed if row["text"]], **options)


class CommentPages:
    """Adds the comments' own pages to an entry's admin, and shows the open ones in its form."""

    def get_urls(self):
        view, name = self.admin_site.admin_view, f"negotiations_{self.opts.model_name}"
        return [
            path("<int:pk>/comments/", view(self.comments_view), name=f"{name}_comments"),
            path("<int:pk>/comments/<int:comment>/resolve/", view(self.resolve_view), name=f"{name}_resolve"),
            *super().get_urls(),
        ]

    def comments_view(self, request, pk):
        """Every comment on the entry, and a form for one more."""
        entry = self._entry(request, pk)
        places = self.places(request, entry)
        form = RemarkForm(request.POST if request.method == "POST" else None, places=places)
        if form.is_bound and form.is_valid():
            field, text = form.cleaned_data["field"], form.cleaned_data["text"]
            try:
                comments.add(entry, request.user, text, field, places.get(field, ""))
            except NotAllowed as refused:
                return self.forbidden(request, entry, refused)
            self.message_user(request, "The comment is kept.", messages.SUCCESS)
            return HttpResponseRedirect(f"{admin_url(entry)}#comments")
        context = {
            **self.admin_site.each_context(request),
            "title": "Comments",
            "subtitle": str(entry),
            "opts": self.opts,
            "entry": entry,
            "form": form,
            "comments": [self._told(entry, comment, places, request) for comment in comments.about(entry)],
            "form_url": admin_url(entry),
        }
        return TemplateResponse(request, "admin/negotiations/comments.html", context)

    def resolve_view(self, request, pk, comment):
        entry = self._entry(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        found = get_object_or_404(Comment.objects.select_related("entry"), pk=comment, entry=entry.pk)
        try:
            comments.resolve(found, request.user)
        except NotAllowed as refused:
            return self.forbidden(request, entry, refused)
        self.message_user(request, "The comment is resolved.", messages.SUCCESS)
        return HttpResponseRedirect(f"{admin_url(entry)}#comments")

    def places(self, request, entry) -> dict[str, str]:
        """What a comment can be about: the fields of the form and its groups of parts, by name with their labels."""
        found = {}
        for name in flatten_fieldsets(self.get_fieldsets(request, entry)):
            try:
                found[name] = str(capfirst(self.model._meta.get_field(name).verbose_name))
            except FieldDoesNotExist:
                continue  # a line that the form shows and nobody fills
        for inline in self.get_inline_instances(request, entry):
            prefix = inline.get_formset(request, entry).get_default_prefix()
            found[prefix] = str(capfirst(inline.verbose_name_plural)).partition(":")[0]
        return found

    def show_comments(self, request, entry, context) -> dict:
        """Put the open comments beside their fields; returns what the status panel tells of all of them."""
        places = self.places(request, entry)
        told = [self._told(entry, comment, places, request) for comment in comments.about(entry)]
        still = [comment for comment in told if not comment["resolved"]]
        fields = context["adminform"].form.fields
        groups = {formset.formset.prefix for formset in context["inline_admin_formsets"]}
        for comment in still:
            name = comment["field"]
            comment["anchor"] = f"id_{name}" if name in fields else f"{name}-group" if name in groups else ""
            if name in fields:
                fields[name].help_text = _beside(fields[name].help_text, comment)
        return {
            "open": still,
            "resolved": len(told) - len(still),
            "form": RemarkForm(places=places, auto_id="comment_%s"),
            "url": admin_url(entry, "comments"),
        }

    def _told(self, entry, comment, places, request) -> dict:
        name = f"admin:negotiations_{self.opts.model_name}_resolve"
        may = comment.resolved_at is None and request.user.has_perm(Right.WRITE)
        return {
            "id": comment.pk,
            "field": comment.field,
            "about": places.get(comment.field, comment.field) if comment.field else "",
            "text": comment.text,
            "by": comment.by_name,
            "at": comment.at,
            "resolved": comment.resolved_at,
            "resolved_by": comment.resolved_by_name,
            "resolve_url": reverse(name, args=(entry.pk, comment.pk)) if may else "",
        }


def _beside(help_text, comment):
    """A field's help with a comment under it; both are read to whoever reaches the field."""
    return format_html("{}{}", help_text, render_to_string("admin/negotiations/comment_beside.html", comment))
