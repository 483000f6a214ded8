"""A record that was printed by an earlier version, after `migrate`."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from negotiations.desk.checking import faults
from negotiations.guards import remove_guards
from negotiations.models.printed import Facet
from tests.make import make_economy, make_measure_change, publish

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_printed_before_facets_held_a_scope_gets_it_from_its_body():
    change = make_measure_change(
        goods="cars", goods_scope="described", economy_scope="listed", scope_economies=[make_economy()]
    )
    publish(change)
    printed = Facet.objects.filter(name="status").values_list("scope", "duty", "basis", "word").get()
    remove_guards(connection)
    Facet.objects.filter(name="status").update(scope="", duty="", basis="")
    fill = import_module("negotiations.migrations.0003_scopes_of_printed_changes").fill
    with connection.schema_editor() as editor:
        fill(apps, editor)
    call_command("migrate", verbosity=0)
    assert Facet.objects.filter(name="status").values_list("scope", "duty", "basis", "word").get() == printed
    assert not list(faults())
