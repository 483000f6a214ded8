"""`manage.py create_editor`: an account with a role, safe to repeat."""

import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from negotiations.desk import accounts, codes
from negotiations.desk.roles import Right

pytestmark = pytest.mark.django_db


def run(capsys, *arguments) -> str:
    call_command("create_editor", *arguments)
    return capsys.readouterr().out


def test_a_new_editor_gets_a_role_and_a_password_that_is_shown_once(capsys, django_user_model):
    out = run(capsys, "ana", "--role", "contributor")
    user = django_user_model.objects.get()
    password = out.split("once: ")[1].splitlines()[0]
    assert user.check_password(password)
    assert (user.is_staff, user.is_superuser) == (True, False)
    assert user.has_perm(Right.WRITE)
    assert not user.has_perm(Right.REVIEW)
    assert "Password" not in run(capsys, "ana", "--role", "chief")
    user = django_user_model.objects.get()
    assert user.check_password(password)
    assert user.has_perm(Right.CHIEF)


def test_a_password_from_standard_input(capsys, django_user_model, monkeypatch):
    monkeypatch.setattr("sys.stdin", __import__("io").StringIO("a long enough passphrase\n"))
    run(capsys, "ana", "--role", "editor", "--password-stdin")
    assert django_user_model.objects.get().check_password("a long enough passphrase")


def test_a_weak_password_or_a_name_that_is_none_is_refused(capsys, django_user_model, monkeypatch):
    monkeypatch.setattr("sys.stdin", __import__("io").StringIO("short\n"))
    with pytest.raises(CommandError, match="too short"):
        run(capsys, "ana", "--role", "editor", "--password-stdin")
    with pytest.raises(CommandError, match="not a name to sign in with"):
        run(capsys, "a b", "--role", "editor")
    assert not django_user_model.objects.exists()


@pytest.mark.parametrize("arguments", [["ana"], ["ana", "--role", "boss"], ["--role", "editor"]])
def test_a_wrong_call_leaves_one_line_and_code_2(arguments):
    done = subprocess.run(
        [sys.executable, "manage.py", "create_editor", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_fresh_installation_has_no_accounts_and_production_takes_no_sample(django_user_model, settings):
    assert not django_user_model.objects.exists()
    settings.DEBUG = False
    with pytest.raises(CommandError, match="never enters a production record"):
        call_command("load_sample")
    assert not django_user_model.objects.exists()


def test_a_long_password_is_taken_whole_and_a_common_one_refused(capsys, django_user_model, monkeypatch):
    phrase = " 日本語 の 合言葉 " * 20
    monkeypatch.setattr("sys.stdin", __import__("io").StringIO(f"{phrase}\n"))
    run(capsys, "ana", "--role", "editor", "--password-stdin")
    assert django_user_model.objects.get().check_password(phrase)
    monkeypatch.setattr("sys.stdin", __import__("io").StringIO("password1234\n"))
    with pytest.raises(CommandError, match="too common"):
        run(capsys, "ana", "--role", "editor", "--password-stdin")


def test_a_name_is_kept_as_the_sign_in_page_reads_it(capsys, django_user_model, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    out = run(capsys, "ａｎａ", "--role", "editor")
    assert django_user_model.objects.get().username == "ana"
    assert "second factor" in out


def test_a_lost_phone_and_wrong_passwords_are_forgiven_from_the_command_line(capsys, ana, client):
    codes.new_recovery_codes(ana)
    client.force_login(ana)
    for _ in range(10):
        client.post("/admin/login/", {"username": "ana", "password": "no"}, REMOTE_ADDR="198.51.100.1")
    assert accounts.closed_until(ana)
    call_command("reset_sign_in", "ana")
    assert "ana" in capsys.readouterr().out
    assert accounts.closed_until(ana) is None
    assert codes.recovery_codes_left(ana) == 0
    assert client.get("/admin/").status_code == 302
    with pytest.raises(CommandError, match="no account"):
        call_command("reset_sign_in", "bo")
