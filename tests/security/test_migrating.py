"""Migrations undone and done again with a record in place."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from negotiations.desk.checking import faults
from negotiations.guards import expected_guards, standing_guards
from negotiations.models.printed import Edition
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
# Undoing it takes tables away that the record is in; until then nothing of the record is lost by going back.
FIRST_THAT_KEEPS_THE_RECORD = "0004_webhooks"


def names() -> list[str]:
    """The migrations of the record in their order."""
    loader = MigrationLoader(connection)
    return sorted(name for app, name in loader.disk_migrations if app == "negotiations")


def test_a_record_survives_every_migration_undone_and_done_again(client):
    for maker in make.MAKERS.values():
        make.publish(maker())
    before = list(Edition.objects.order_by("pk").values("pk", "body", "digest"))
    page = client.get("/timeline.csv").getvalue()
    every = names()
    call_command("migrate", "negotiations", FIRST_THAT_KEEPS_THE_RECORD, verbosity=0)
    assert list(Edition.objects.order_by("pk").values("pk", "body", "digest")) == before
    for target in every[every.index(FIRST_THAT_KEEPS_THE_RECORD) + 1 :]:
        call_command("migrate", "negotiations", target, verbosity=0)
        assert list(Edition.objects.order_by("pk").values("pk", "body", "digest")) == before, target
    assert expected_guards(connection.vendor) <= standing_guards(connection)
    assert not list(faults())
    assert client.get("/timeline.csv").getvalue() == page


def test_the_tables_are_those_of_the_models():
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)
    assert "No changes" in said.getvalue()
