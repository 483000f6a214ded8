"""The door of the desk: who is let in, who is kept out, and that nobody can keep somebody else out."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from axes.models import AccessFailureLog, AccessLog
from django.contrib.auth import get_user_model
from django.test import Client, override_settings

from negotiations.desk import accounts

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 5, 1, 9, 0, tzinfo=UTC)
PASSWORD = "four words on a desk"
COOKIE = "knownbrowser"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def passwords(ana, rui):
    for user in (ana, rui):
        user.set_password(PASSWORD)
        user.save()


def url(user, page="change") -> str:
    return f"/admin/auth/user/{user.pk}/{page}/"


def sign_in(name="ana", password=PASSWORD, browser=None, **sent):
    """The answer to one try; `browser` is a client that may have been here before."""
    return (browser or Client()).post("/admin/login/", {"username": name, "password": password}, **sent)


def wrong(times, name="ana", **sent):
    for number in range(times):
        answer = sign_in(name, "not it", REMOTE_ADDR=sent.get("REMOTE_ADDR", f"198.51.100.{number}"))
        assert answer.status_code == 200
    return answer


def words(response) -> str:
    """What a stranger reads, without what differs from one visit to the next."""
    found = response.content.decode().replace(str(response.context["csrf_token"]), "")
    return found.partition("<main")[2].replace('value="ana"', "").replace('value="nobody"', "")


# Wrong passwords ------------------------------------------------------------------------------------------------------


def test_ten_wrong_passwords_from_ten_addresses_close_the_account_to_strangers_and_to_nobody_else(rui):
    at_home = Client()
    assert sign_in(browser=at_home).status_code == 302
    at_home.post("/admin/logout/")
    wrong(10)
    assert sign_in().status_code == 200
    assert sign_in(REMOTE_ADDR="203.0.113.9").status_code == 200
    assert sign_in("rui").status_code == 302
    assert sign_in(browser=at_home).status_code == 302


def test_the_account_opens_by_itself_although_somebody_goes_on_trying(clock):
    wrong(10)
    for _ in range(5):
        clock.shift(timedelta(minutes=2))
        assert sign_in().status_code == 200
    clock.shift(timedelta(minutes=6))
    assert sign_in().status_code == 302


def test_nine_wrong_ones_close_nothing():
    wrong(9)
    assert sign_in().status_code == 302


def test_one_address_that_tries_many_accounts_is_shut_out_and_others_are_not():
    for number in range(30):
        sign_in(f"somebody{number}", "not it", REMOTE_ADDR=f"2001:db8:1:2::{number:x}")
    assert sign_in(REMOTE_ADDR="2001:db8:1:2:ffff::1").status_code == 200
    assert sign_in(REMOTE_ADDR="2001:db8:1:3::1").status_code == 302


def test_an_address_that_the_sender_makes_up_changes_nothing():
    for number in range(30):
        sign_in(f"somebody{number}", "not it", headers={"X-Forwarded-For": f"198.51.100.{number}"})
    assert sign_in(headers={"X-Forwarded-For": "203.0.113.1"}).status_code == 200


@override_settings(FORWARDED_ALLOW_IPS=["10.0.0.1"])
def test_behind_a_proxy_of_ours_the_address_is_the_one_that_it_saw(rf):
    def seen(remote, told):
        return accounts.sender(rf.get("/", REMOTE_ADDR=remote, headers={"X-Forwarded-For": told}))

    assert seen("10.0.0.1", "203.0.113.5, 198.51.100.7") == "198.51.100.7"
    assert seen("10.0.0.9", "198.51.100.7") == "10.0.0.9"
    assert seen("10.0.0.1", "made up") is None
    assert seen("", "198.51.100.7") is None


def test_unknown_wrong_closed_switched_off_and_no_editor_look_alike(django_user_model, monkeypatch, rui):
    checks = []
    hasher = get_user_model().check_password, get_user_model().set_password
    monkeypatch.setattr(
        get_user_model(), "check_password", lambda *args: checks.append("one") or hasher[0](*args)
    )
    monkeypatch.setattr(
        get_user_model(), "set_password", lambda *args: checks.append("one") or hasher[1](*args)
    )
    rui.is_active = False
    rui.save()
    django_user_model.objects.create_user("reader", password=PASSWORD)

    def look(name, password):
        checks.clear()
        answer = sign_in(name, password)
        return answer.status_code, words(answer).replace(f'value="{name}"', ""), len(checks)

    seen = [look("nobody", PASSWORD), look("ana", "not it"), look("rui", PASSWORD), look("reader", PASSWORD)]
    wrong(10)
    seen += [look("ana", PASSWORD), look("ana", "not it")]
    assert all(one == seen[0] for one in seen)
    assert seen[0][2] == 1


def test_a_browser_that_is_known_to_one_account_is_a_stranger_to_another_and_its_tries_are_counted_too():
    browser = Client()
    sign_in(browser=browser)
    browser.post("/admin/logout/")
    wrong(10, "rui")
    assert sign_in("rui", browser=browser).status_code == 200
    for _ in range(10):
        sign_in(password="not it", browser=browser)
    assert sign_in(browser=browser).status_code == 200
    assert sign_in().status_code == 302


def test_the_cookie_of_a_known_browser_is_out_of_reach_of_scripts_and_cannot_be_made_up():
    browser = Client()
    cookie = sign_in(browser=browser).cookies[COOKIE]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("Strict", "/")
    assert "ana" not in cookie.value
    wrong(10)
    browser.post("/admin/logout/")
    browser.cookies[COOKIE] = cookie.value[:-2] + "xx"
    assert sign_in(browser=browser).status_code == 200


def test_in_production_the_cookies_are_bound_to_the_host():
    with override_settings(
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_NAME="__Host-sessionid",
        CSRF_COOKIE_SECURE=True,
        CSRF_COOKIE_NAME="__Host-csrftoken",
    ):
        cookies = sign_in(secure=True).cookies
        for cookie in cookies.values():
            assert cookie.key.startswith("__Host-")
            assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
            assert cookie["httponly"]
            assert cookie["samesite"] in ("Lax", "Strict")
        assert set(cookies) == {"__Host-sessionid", "__Host-csrftoken", "__Host-knownbrowser"}


def test_a_line_of_the_log_has_no_password_and_stays_one_line(caplog):
    sign_in("ana\x1b[31m\r\nSigned in: rui", "geheim geheim")
    assert "geheim" not in caplog.text
    lines = [record.getMessage() for record in caplog.records if record.name == accounts.__name__]
    assert lines
    assert not any(sign in line for line in lines for sign in "\r\n\x1b")


def test_odd_input_is_refused_like_any_other():
    for name in ("", "a\x00b", "\ud800".encode("utf-8", "surrogatepass"), "x" * 5000, "ａｎａ\u202e"):
        assert sign_in(name, "p\x00").status_code == 200
    assert sign_in(name="ana", password="x" * 100_000).status_code == 200
    client = Client()
    for cookie in ("", "x", ":::", "\x00", "a" * 5000):
        client.cookies[COOKIE] = cookie
        assert sign_in(password="not it", browser=client).status_code == 200


# What a superuser can do ----------------------------------------------------------------------------------------------


def test_a_superuser_sees_that_an_account_is_closed_and_opens_it(at_desk, ana, admin_user):
    wrong(10)
    desk = at_desk(admin_user)
    page = desk.get(url(ana))
    assert "shut out until 09:15" in page.content.decode()
    assert desk.post(url(ana, "open")).status_code == 302
    assert sign_in().status_code == 302
    assert "Opened ana again" in desk.get(url(ana, "history")).content.decode()


def test_nobody_else_opens_an_account(at_desk, ana, mei):
    wrong(10)
    assert at_desk(mei).post(url(ana, "open")).status_code == 403
    assert AccessFailureLog.objects.count() == 10


def test_superusers_cannot_lock_themselves_out_by_a_slip(at_desk, admin_user):
    answer = at_desk(admin_user).post(url(admin_user), {"username": "admin"})
    assert answer.status_code == 200
    admin_user.refresh_from_db()
    assert admin_user.is_active
    assert admin_user.is_superuser


# One's own account ----------------------------------------------------------------------------------------------------


def test_the_account_page_says_who_one_is_and_where_one_signed_in(at_desk, ana):
    sign_in(REMOTE_ADDR="198.51.100.4", headers={"User-Agent": "Lynx <b>"})
    page = at_desk(ana).get("/admin/account/").content.decode()
    for text in ("Contributor", "198.51.100.4", "Lynx &lt;b&gt;", "You have no second factor"):
        assert text in page


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Linux",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) Version/18.0 Safari/605.1.15", "Safari on macOS"),
        ("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"),
        ("curl/8.5", "curl/8.5"),
        ("", ""),
    ],
)
def test_a_browser_is_called_what_people_call_it(sent, words):
    assert accounts.browser_in_words(sent) == words


def test_what_is_old_is_forgotten(clock, ana):
    wrong(1)
    sign_in()
    clock.shift(timedelta(days=91))
    sign_in()
    assert AccessFailureLog.objects.count() == 0
    assert AccessLog.objects.count() == 1


@pytest.mark.parametrize(
    ("password", "taken"),
    [
        ("日本語 の 長い 合言葉 " * 12, True),
        (" leading and trailing spaces ", True),
        ("x1 " * 70, True),
        ("password1234", False),
        ("123456789012", False),
        ("short words", False),
    ],
)
def test_long_passwords_are_taken_whole_and_common_ones_refused(ana, at_desk, password, taken):
    browser = at_desk(ana)
    data = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    assert (browser.post("/admin/password_change/", data).status_code == 302) == taken
    ana.refresh_from_db()
    assert ana.check_password(password) == taken
    assert not ana.check_password(password[:-1])
    if taken:
        assert sign_in(password=password).status_code == 302


def test_guessing_the_old_password_from_an_open_session_is_slowed_down_too(at_desk, ana):
    browser = at_desk(ana)
    new = {"new_password1": "another long phrase", "new_password2": "another long phrase"}
    for _ in range(10):
        browser.post("/admin/password_change/", {"old_password": "not it", **new})
    assert browser.post("/admin/password_change/", {"old_password": PASSWORD, **new}).status_code == 200
    ana.refresh_from_db()
    assert ana.check_password(PASSWORD)
