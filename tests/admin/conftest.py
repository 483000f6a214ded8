"""The desk as each of the cast finds it."""

import pytest
from django.test import Client


@pytest.fixture
def at_desk():
    """A browser in which somebody has signed in: `at_desk(ana)`."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
