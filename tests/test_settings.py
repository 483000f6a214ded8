"""A production that is set up wrongly must not start, and must say why in one line."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOOD = {"SECRET_KEY": secrets.token_urlsafe(50), "ALLOWED_HOSTS": "tradewatch.test"}
WSGI = ["-m", "gunicorn", "tradewatch.wsgi", "--bind", "127.0.0.1:0", "--log-level", "critical"]


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the project with this environment and nothing that the tests or the shell have set."""
    clean = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "tradewatch.settings"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=clean | environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def show(expression: str, **environment: str) -> str:
    """What an expression over the settings `s` is, in a process that was started with this environment."""
    process = start("-c", f"from tradewatch import settings as s; print({expression})", **environment)
    assert process.returncode == 0, process.stderr
    return process.stdout.strip()


def assert_refused(process: subprocess.CompletedProcess[str], reason: str) -> None:
    assert process.returncode == 2
    assert process.stdout == ""
    [line] = process.stderr.splitlines()
    assert line.startswith("TradeWatch does not start: ")
    assert reason in line


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": secrets.token_urlsafe(20)}, "SECRET_KEY is shorter than 50 characters"),
        ({"SECRET_KEY": "change-me-" + secrets.token_urlsafe(50)}, "SECRET_KEY is an example"),
        ({"SECRET_KEY": "django-insecure-" + secrets.token_urlsafe(50)}, "SECRET_KEY is an example"),
        ({"SECRET_KEY": "x" * 60}, "SECRET_KEY is an example"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS is empty"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name"),
        ({"ALLOWED_HOSTS": "tradewatch.test, *"}, "ALLOWED_HOSTS must name"),
        ({"DEBUG": "", "SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"TRADEWATCH_SERVE": "reader"}, "TRADEWATCH_SERVE must be all, public or desk"),
        ({"ARCHIVE_HOOK": "keeper.example/save"}, "ARCHIVE_HOOK must begin with https://"),
        ({"DATABASE_URL": "mysql://db/tradewatch"}, "DATABASE_URL must begin with sqlite: or postgres:"),
    ],
)
def test_a_missing_or_unsafe_value_stops_the_start_with_one_line(change, reason):
    assert_refused(start("-m", "tradewatch.settings", **GOOD | change), reason)


def test_the_key_that_development_uses_is_refused_in_production():
    key = show("s.SECRET_KEY", DEBUG="1")
    process = start("-m", "tradewatch.settings", **GOOD | {"SECRET_KEY": key})

    assert_refused(process, "SECRET_KEY is an example")


def test_one_line_names_everything_that_is_wrong():
    process = start("-m", "tradewatch.settings")

    assert_refused(process, "SECRET_KEY is missing")
    assert_refused(process, "ALLOWED_HOSTS is empty")


def test_a_command_is_refused_without_a_traceback():
    assert_refused(start("manage.py", "check"), "SECRET_KEY is missing")


def test_a_web_server_stops_instead_of_starting_workers_for_ever():
    process = start(*WSGI)

    assert process.returncode == 3
    assert "SECRET_KEY is missing" in process.stderr
    assert "Traceback" not in process.stderr


def test_debug_is_off_unless_it_is_switched_on():
    assert show("s.DEBUG", **GOOD) == "False"
    assert show("s.DEBUG", **GOOD, DEBUG="") == "False"
    assert show("s.DEBUG", DEBUG="1") == "True"


def test_a_key_may_begin_with_a_dollar_sign():
    key = "$" + GOOD["SECRET_KEY"]

    assert show("s.SECRET_KEY", **GOOD | {"SECRET_KEY": key}) == key


@pytest.mark.parametrize(
    ("value", "on"), [("", True), ("on", True), ("fasle", True), ("off", False), ("0", False)]
)
def test_only_a_clear_no_switches_four_eyes_off(value, on):
    assert show("s.TRADEWATCH_FOUR_EYES", **GOOD, TRADEWATCH_FOUR_EYES=value) == str(on)


def test_production_cookies_are_bound_to_the_host():
    assert show("s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE", **GOOD) == "__Host-sessionid True"
    assert show("s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE", **GOOD) == "__Host-csrftoken True"


def test_the_address_of_the_site_follows_from_its_first_host():
    assert show("s.SITE_URL", **GOOD) == "https://tradewatch.test"
    assert show("s.SITE_URL", **GOOD, SITE_URL="https://record.test/") == "https://record.test"


def test_an_option_in_the_address_of_the_database_is_kept():
    url = "postgres://reader@db/tradewatch?sslmode=require"
    options = show("s.DATABASES['default']['OPTIONS']", **GOOD, DATABASE_URL=url)

    assert "'sslmode': 'require'" in options
    assert "'connect_timeout': 2" in options


ADMIN_IN_PROCESS = """
import django, sys
django.setup()
from django.urls import Resolver404, resolve
try:
    resolve("/admin/")
    print("served", end=" ")
except Resolver404:
    print("absent", end=" ")
print("loaded" if {"negotiations.admin", "negotiations.desk.workflow"} & set(sys.modules) else "unloaded")
"""


@pytest.mark.parametrize(
    ("serve", "admin"), [("all", "served loaded"), ("desk", "served loaded"), ("public", "absent unloaded")]
)
def test_only_a_process_that_serves_the_desk_has_the_admin(serve, admin):
    process = start("-c", ADMIN_IN_PROCESS, **GOOD, TRADEWATCH_SERVE=serve)

    assert process.stdout.strip() == admin, process.stderr


def test_publishing_needs_a_second_factor_in_production_and_not_in_development():
    assert show("s.SECOND_FACTOR_REQUIRED", **GOOD) == "True"
    assert show("s.SECOND_FACTOR_REQUIRED", DEBUG="1") == "False"


def test_a_public_process_has_nothing_that_signs_anybody_in():
    found = show(
        "[part for part in s.INSTALLED_APPS + s.MIDDLEWARE if 'otp' in part or 'axes' in part or 'session' in part],"
        " hasattr(s, 'AUTHENTICATION_BACKENDS')",
        **GOOD,
        TRADEWATCH_SERVE="public",
    )
    assert found == "[] False"


def test_messages_make_no_cookie_of_their_own():
    assert show("s.MESSAGE_STORAGE", **GOOD) == "django.contrib.messages.storage.session.SessionStorage"
