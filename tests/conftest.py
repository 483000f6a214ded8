"""The cast and the stage: three editors, a frozen clock where a test asks for it, guards that let tests tidy up."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import TransactionTestCase

from negotiations.desk.roles import Role, grant
from negotiations.guards import remove_guards
from negotiations.public import agenda, postings, tariff_book
from negotiations.public.kept import kept, moment
from negotiations.templatetags import pages

_flush = TransactionTestCase._fixture_teardown


def _flush_without_guards(self):
    """Emptying tables is what the guards refuse; `flush` ends in post_migrate, which puts them back."""
    remove_guards(connection)
    _flush(self)


TransactionTestCase._fixture_teardown = _flush_without_guards


def forget() -> None:
    """Drop what the public side holds in memory of another record."""
    postings.forget()
    tariff_book.forget()
    agenda.forget()
    kept.forget()
    moment.forget()
    pages.forget()


@pytest.fixture(autouse=True)
def fresh_memory():
    """Each test has a record of its own: nothing that was held in memory for another may answer."""
    forget()
    yield
    forget()


def _editor(name: str, role: Role):
    user, _ = get_user_model().objects.get_or_create(username=name)
    grant(user, role)
    return user


@pytest.fixture
def ana(db):
    """Writes and submits."""
    return _editor("ana", Role.CONTRIBUTOR)


@pytest.fixture
def rui(db):
    """Reviews and publishes."""
    return _editor("rui", Role.EDITOR)


@pytest.fixture
def mei(db):
    """Withdraws and clears legal checks."""
    return _editor("mei", Role.CHIEF)
