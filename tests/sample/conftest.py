"""The sample, loaded once for all tests of this folder and rolled back after them."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from tests.conftest import forget


@pytest.fixture(scope="package", autouse=True)
def sample(django_db_setup, django_db_blocker):
    """The whole story, as `make setup` loads it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(settings, "DEBUG", True)
            call_command("load_sample", "--no-progress", verbosity=0, stdout=StringIO())
        yield
        transaction.set_rollback(True)
    forget()


@pytest.fixture(autouse=True)
def _development(db, settings):
    settings.DEBUG = True
