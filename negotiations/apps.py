"""The application: what `migrate` leaves in place beside tables."""

from django.apps import AppConfig
from django.conf import settings
from django.db import connections
from django.db.models.signals import post_migrate


class NegotiationsConfig(AppConfig):
    name = "negotiations"
    verbose_name = "The record"

    def ready(self):
        if settings.TRADEWATCH_SERVE != "public":
            from negotiations.desk.history import register_models

            register_models()
        post_migrate.connect(_after_migrate, sender=self, dispatch_uid="negotiations.after_migrate")


def _after_migrate(using, **kwargs):
    """Guards on the printed tables, the roles of the desk, and words for search where an upgrade left editions without;
    all safe to repeat."""
    from negotiations.desk import search_texts
    from negotiations.desk.roles import install_roles
    from negotiations.guards import install_guards
    from negotiations.models.printed import SearchText, Unreviewed

    connection = connections[using]
    tables = connection.introspection.table_names()
    if Unreviewed._meta.db_table in tables:  # not so after migrating back
        install_guards(connection)
        install_roles(using)
        if using == "default" and SearchText._meta.db_table in tables:
            search_texts.fill()
