"""The desk as an application: Django's admin with a site of our own."""

from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin, whose default site is the desk's."""

    default_site = "negotiations.admin.site.DeskSite"

    def ready(self):
        # First of all: Django's discovery would begin to make the site, find this package on the way, whose screens
        # would then register at a second one.
        import_module("negotiations.admin")
        super().ready()
