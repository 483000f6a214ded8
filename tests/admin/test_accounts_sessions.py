"""How long a session lasts, what ends it, and that a form which met its end keeps what was typed."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client

from negotiations.models.entries import Entry
from tests.admin.screens import opened, take, url
from tests.make import act, make_round

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 5, 1, 9, 0, tzinfo=UTC)
PASSWORD = "four words on a desk"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def passwords(ana, rui):
    for user in (ana, rui):
        user.set_password(PASSWORD)
        user.save()


def sign_in(name="ana", browser=None, **values) -> Client:
    browser = browser or Client()
    browser.post("/admin/login/", {"username": name, "password": PASSWORD, **values})
    return browser


def is_in(browser) -> bool:
    return browser.get("/admin/").status_code == 200


# Its end --------------------------------------------------------------------------------------------------------------


def test_an_hour_without_a_page_ends_it(clock):
    busy, idle = sign_in(), sign_in()
    for _ in range(3):
        clock.shift(timedelta(minutes=40))
        assert is_in(busy)
    answer = idle.get("/admin/negotiations/round/")
    assert answer.url == "/admin/login/?next=%2Fadmin%2Fnegotiations%2Fround%2F&ended="
    assert "Your session has ended" in idle.get(answer.url).content.decode()


def test_what_a_page_asks_for_by_itself_keeps_nobody_signed_in(clock):
    browser = sign_in()
    for _ in range(7):
        clock.shift(timedelta(minutes=10))
        browser.get("/admin/jsi18n/", headers={"X-Background": "1"})
    assert not is_in(browser)


def test_twelve_hours_end_it_whatever_happens(clock):
    browser = sign_in()
    for _ in range(24):
        assert is_in(browser)
        clock.shift(timedelta(minutes=30))
    clock.shift(timedelta(seconds=1))
    assert not is_in(browser)


def test_signing_in_gives_a_new_number_and_signing_out_makes_it_worthless():
    browser = Client()
    browser.cookies["sessionid"] = "a-number-that-somebody-else-chose"
    sign_in(browser=browser)
    number = browser.cookies["sessionid"].value
    assert number != "a-number-that-somebody-else-chose"
    browser.post("/admin/logout/")
    browser.cookies["sessionid"] = number
    assert not is_in(browser)


def test_a_new_password_ends_every_other_session_and_keeps_this_one(ana, at_desk, admin_user):
    here, elsewhere = sign_in(), sign_in()
    new = {"new_password1": "another long phrase", "new_password2": "another long phrase"}
    assert here.post("/admin/password_change/", {"old_password": PASSWORD, **new}).status_code == 302
    assert is_in(here)
    assert not is_in(elsewhere)
    data = {"password1": "a third long phrase", "password2": "a third long phrase", "usable_password": "true"}
    at_desk(admin_user).post(f"/admin/auth/user/{ana.pk}/password/", data | {"set-password": "1"})
    ana.refresh_from_db()
    assert ana.check_password("a third long phrase")
    assert not is_in(here)


def test_one_can_sign_out_everywhere_else():
    here, elsewhere, somebody = sign_in(), sign_in(), sign_in("rui")
    assert here.get("/admin/account/sessions/end/").status_code == 405
    here.post("/admin/account/sessions/end/")
    assert [is_in(browser) for browser in (here, elsewhere, somebody)] == [True, False, True]


def test_an_account_that_is_switched_off_or_loses_its_role_loses_access_with_the_next_page(ana, rui):
    entry = make_round()
    act(entry, "submit", ana)
    browser = sign_in("rui")
    rui.groups.clear()
    assert take(browser, entry, "approve").status_code == 403
    assert browser.get(url(entry)).status_code == 403
    rui.is_staff = False
    rui.save()
    assert not is_in(browser)
    writer = sign_in()
    ana.is_active = False
    ana.save()
    assert not is_in(writer)


# What was typed -------------------------------------------------------------------------------------------------------


def kept_of(page) -> str:
    return unescape(re.search(r'name="kept" value="([^"]+)"', page.content.decode())[1])


def fields_of(page) -> dict:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.content.decode())
    data = {}
    for name, value in found:
        data.setdefault(unescape(name), []).append(unescape(value))
    return data


def test_a_form_whose_session_ended_comes_back_after_signing_in(clock):
    entry, browser = make_round(), sign_in()
    data = opened(browser, url(entry)) | {"headline": "Talks <b>end</b>\u3000合意", "_save": "1"}
    clock.shift(timedelta(hours=2))
    refused = browser.post(url(entry), data)
    assert refused.status_code == 403
    assert "nothing was saved" in refused.content.decode()
    wrong = browser.post("/admin/login/", {"username": "ana", "password": "no", "kept": kept_of(refused)})
    back = browser.post("/admin/login/", {"username": "ana", "password": PASSWORD, "kept": kept_of(wrong)})
    assert "Talks &lt;b&gt;end&lt;/b&gt;\u3000合意" in back.content.decode()
    assert Entry.objects.get().headline == entry.headline
    sent = fields_of(back)
    sent.pop("csrfmiddlewaretoken")
    assert browser.post(url(entry), sent).status_code == 302
    assert Entry.objects.get().headline == "Talks <b>end</b>\u3000合意"


def test_somebody_elses_rights_decide_when_it_is_sent_by_somebody_else(clock, django_user_model):
    entry, browser = make_round(), sign_in()
    data = opened(browser, url(entry)) | {"headline": "Changed"}
    clock.shift(timedelta(hours=2))
    kept = kept_of(browser.post(url(entry), data))
    django_user_model.objects.create_user("new", password=PASSWORD, is_staff=True)
    sent = fields_of(sign_in_and_read("new", kept, browser))
    assert browser.post(url(entry), sent).status_code == 403


def sign_in_and_read(name, kept, browser):
    return browser.post("/admin/login/", {"username": name, "password": PASSWORD, "kept": kept})


@pytest.mark.parametrize("kept", ["x", "eyJh:1:2", "", "a" * 3000])
def test_a_kept_form_that_is_none_of_ours_is_left_out(kept):
    answer = sign_in_and_read("ana", kept, Client())
    assert (answer.status_code, answer.url) == (302, "/admin/")


def test_a_form_with_a_password_is_never_kept(clock):
    browser = sign_in()
    clock.shift(timedelta(hours=2))
    answer = browser.post("/admin/password_change/", {"old_password": PASSWORD})
    assert answer.status_code == 302
    assert PASSWORD not in answer.url


def test_scripts_are_sent_to_the_sign_in_page_as_ever(clock):
    entry, browser = make_round(), sign_in()
    clock.shift(timedelta(hours=2))
    answer = browser.post(url(entry), {"headline": "x"}, headers={"Sec-Fetch-Mode": "cors"})
    assert answer.status_code == 302


def test_a_form_with_an_old_token_can_be_sent_again_from_this_site_alone():
    entry, browser = make_round(), Client(enforce_csrf_checks=True)
    data = opened(sign_in(), url(entry)) | {"headline": "Typed for an hour", "_save": "1"}
    browser.cookies.update(sign_in().cookies)
    home = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
    for site in (
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ):
        refused = browser.post(url(entry), data, headers=site)
        assert refused.status_code == 403
        assert "Typed for an hour" not in refused.content.decode(), site
    refused = browser.post(url(entry), data, headers=home)
    assert refused.status_code == 403
    assert Entry.objects.get().headline == entry.headline
    assert browser.post(url(entry), fields_of(refused), headers=home).status_code == 302
    assert Entry.objects.get().headline == "Typed for an hour"


# The password once more -----------------------------------------------------------------------------------------------


@pytest.fixture
def admin(admin_user):
    admin_user.set_password(PASSWORD)
    admin_user.save()
    return admin_user


def test_accounts_ask_for_the_password_that_was_entered_long_ago(admin, ana, clock):
    browser = sign_in("admin")
    page = f"/admin/auth/user/{ana.pk}/change/"
    assert browser.get(page).status_code == 200
    clock.shift(timedelta(minutes=11))
    for address in (
        page,
        "/admin/auth/user/",
        "/admin/auth/user/add/",
        f"/admin/auth/user/{ana.pk}/password/",
    ):
        asked = browser.get(address)
        assert asked.url.startswith("/admin/confirm-password/?next="), address
    assert browser.post("/admin/confirm-password/", {"password": "no", "next": page}).status_code == 200
    assert browser.post("/admin/confirm-password/", {"password": PASSWORD, "next": page}).url == page
    assert browser.get(page).status_code == 200


def test_a_change_of_an_account_that_met_the_question_is_not_lost(admin, ana, clock):
    browser, page = sign_in("admin"), f"/admin/auth/user/{ana.pk}/change/"
    data = {"username": "ana", "first_name": "Ana Maria", "is_active": "on", "is_staff": "on"}
    clock.shift(timedelta(minutes=11))
    asked = browser.post(page, data)
    back = browser.post("/admin/confirm-password/", {"password": PASSWORD, "kept": kept_of(asked)})
    ana.refresh_from_db()
    assert ana.first_name == ""
    assert browser.post(page, fields_of(back)).status_code == 302
    ana.refresh_from_db()
    assert ana.first_name == "Ana Maria"


@pytest.mark.parametrize(
    "goal", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:1", ""]
)
def test_it_leads_to_no_other_site(goal):
    browser = sign_in()
    assert browser.post("/admin/confirm-password/", {"password": PASSWORD, "next": goal}).url == "/admin/"
    assert (
        Client().post("/admin/login/", {"username": "ana", "password": PASSWORD, "next": goal}).url
        == "/admin/"
    )


def test_a_new_second_factor_asks_for_it_too(clock):
    browser = sign_in()
    clock.shift(timedelta(minutes=11))
    for page in ("app", "codes"):
        answer = browser.get(f"/admin/account/second-factor/{page}/")
        assert answer.url.startswith("/admin/confirm-password/"), page
