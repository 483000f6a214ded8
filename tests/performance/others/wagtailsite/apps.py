"""The site's one application, by a short name."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "tests.performance.others.wagtailsite"
    label = "wagtailsite"
