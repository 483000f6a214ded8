"""A real browser: Debian's Chromium, driven by Playwright, against the site in a thread."""

import os
import shutil

import pytest

from negotiations.desk.roles import Role
from tests import make
from tests.browser.desk import PASSWORD, Desk
from tests.browser.hosts import Hosts

# Playwright runs an event loop in this thread; Django would refuse every query of the tests in it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

CHROMIUM = os.environ.get("CHROMIUM", "") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture
def watched(page):
    """The page, which must show no script error and no breach of the content security policy by the end."""
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    yield page
    assert complaints == []


@pytest.fixture
def hosts():
    """Pages of somebody else's, each on an origin of its own."""
    found = Hosts()
    yield found
    found.close()


@pytest.fixture
def desk(page, live_server):
    """A window at the desk; by the end no page of it, popups and frames included, may have complained."""
    complaints = []
    page.context.on("weberror", lambda error: complaints.append(str(error.error)))
    page.context.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.set_default_timeout(10_000)
    for name, role in (("ana", Role.CONTRIBUTOR), ("rui", Role.EDITOR)):
        user = make.editor(name, role)
        user.set_password(PASSWORD)
        user.save()
    yield Desk(page, live_server.url)
    assert complaints == []
