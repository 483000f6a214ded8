"""A page for each story, and the list of them."""

from django.core.paginator import Paginator
from django.db import models
from wagtail.models import Page

PAGE_SIZE = 25


class StoryPage(Page):
    """What a card of ours shows: a date, a kind, a summary."""

    date = models.DateField(db_index=True)
    kind = models.CharField(max_length=40)
    summary = models.TextField()
    template = "story.html"

    class Meta:
        app_label = "wagtailsite"


class StoryIndexPage(Page):
    """The stories beneath it, newest first, 25 at a time, as Wagtail's guide makes a list."""

    template = "list.html"

    class Meta:
        app_label = "wagtailsite"

    def get_context(self, request, *args, **kwargs):
        stories = StoryPage.objects.child_of(self).live().order_by("-date", "-pk")
        page = Paginator(stories, PAGE_SIZE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"stories": page}
