"""The second factor: setting it up, signing in with it, losing it, and what cannot be done without."""

import re
from base64 import b32decode
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from negotiations.desk import codes, second_factor, workflow
from negotiations.desk.merging import merge
from negotiations.desk.nouns import why_not as why_not_noun
from negotiations.desk.steps import Action
from negotiations.models.entries import Entry
from tests.admin.screens import take
from tests.make import act, make_economy, make_round, publish

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 5, 1, 9, 0, tzinfo=UTC)
PASSWORD = "four words on a desk"
HOME = "/admin/account/second-factor/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def rui(rui):
    rui.set_password(PASSWORD)
    rui.save()
    return rui


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def code_of(device, steps=0) -> str:
    """What the app shows now, or so many half minutes later."""
    return f"{totp(device.bin_key, drift=steps):06}"


def given(user) -> TOTPDevice:
    """An app that the user set up some time ago."""
    return TOTPDevice.objects.create(user=user, name="app", last_t=0)


def first_step(name="rui", browser=None, **values):
    browser = browser or Client()
    answer = browser.post("/admin/login/", {"username": name, "password": PASSWORD, **values})
    assert answer.status_code == 302
    return browser, answer.url


def second_step(browser, code):
    return browser.post("/admin/login/code/", {"code": code})


def is_in(browser) -> bool:
    return browser.get("/admin/").status_code == 200


# Setting it up --------------------------------------------------------------------------------------------------------


def shown_key(page: str) -> bytes:
    return b32decode(re.search(r'id="secret-key">([A-Z2-7 ]+)<', page)[1].replace(" ", ""))


def test_it_is_set_up_with_a_picture_or_a_secret_and_a_first_code(at_desk, rui):
    browser = at_desk(rui)
    assert "Set it up" in browser.get(HOME).content.decode()
    page = browser.get(f"{HOME}app/").content.decode()
    drawn = re.search(r'<svg class="qr" viewBox="0 0 [\d.]+ [\d.]+".*?<path d="([^"]+)"', page)[1]
    assert drawn.count("M") > 300
    assert "data:" not in page
    key = shown_key(page)
    refused = browser.post(f"{HOME}app/", {"code": "000000"})
    assert "That is not the code" in refused.content.decode()
    done = browser.post(f"{HOME}app/", {"code": f"{totp(key):06}"})
    shown = re.findall(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>", done.content.decode())
    assert len(set(shown)) == 10
    assert done["Cache-Control"] == "no-store, private"
    assert not StaticToken.objects.filter(token__in=[code.replace("-", "") for code in shown]).exists()
    assert "It is on" in browser.get(HOME).content.decode()
    other, _ = first_step()
    assert second_step(other, f"{totp(key):06}").status_code == 200  # the first code was used for setting up


def test_recovery_codes_are_made_anew_and_the_old_ones_are_void(at_desk, rui):
    given(rui)
    browser, _ = first_step()
    old = codes.new_recovery_codes(rui)
    assert second_step(browser, old[0]).status_code == 302
    assert "Recovery codes left</dt><dd>9" in browser.get(HOME).content.decode()
    new = re.findall(
        r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>", browser.post(f"{HOME}codes/").content.decode()
    )
    other, _ = first_step()
    assert second_step(other, old[1]).status_code == 200
    assert "It is on" in browser.get(HOME).content.decode()
    assert len(new) == 10


def test_removing_it_asks_for_the_password(rui):
    device = given(rui)
    browser, _ = first_step()
    second_step(browser, code_of(device))
    assert "That is not your password" in browser.post(f"{HOME}remove/", {"password": "no"}).content.decode()
    assert codes.app_of(rui)
    assert browser.post(f"{HOME}remove/", {"password": PASSWORD}).status_code == 302
    assert codes.app_of(rui) is None
    assert is_in(first_step()[0])


def test_a_session_that_gave_no_code_cannot_touch_it(at_desk, rui):
    given(rui)
    browser = at_desk(rui)
    for page in ("app", "codes", "remove"):
        for answer in (browser.get(f"{HOME}{page}/"), browser.post(f"{HOME}{page}/", {"password": PASSWORD})):
            assert answer.status_code == 403, page
    assert codes.app_of(rui)


# Signing in -----------------------------------------------------------------------------------------------------------


def test_a_password_alone_opens_nothing_and_the_code_leads_on(rui):
    device = given(rui)
    browser, address = first_step(next="/admin/negotiations/round/")
    assert address == "/admin/login/code/"
    assert not is_in(browser)
    answer = second_step(browser, f"{code_of(device)[:3]} {code_of(device)[3:]}")
    assert (answer.status_code, answer.url) == (302, "/admin/negotiations/round/")
    assert is_in(browser)
    assert browser.get("/admin/login/code/").url == "/admin/login/"


def test_a_code_works_once_and_an_old_one_not_at_all(rui, clock):
    device = given(rui)
    code = code_of(device)
    assert second_step(first_step()[0], code_of(device, -3)).status_code == 200
    clock.shift(timedelta(seconds=2))
    assert second_step(first_step()[0], code).status_code == 302
    assert second_step(first_step()[0], code).status_code == 200
    clock.shift(timedelta(seconds=30))
    assert second_step(first_step()[0], code).status_code == 200
    clock.shift(timedelta(seconds=30))
    assert second_step(first_step()[0], code_of(device)).status_code == 302


def test_a_recovery_code_works_once_however_it_is_typed(rui):
    given(rui)
    code = codes.new_recovery_codes(rui)[3]
    assert second_step(first_step()[0], f" {code.upper().replace('-', ' ')} ").status_code == 302
    assert second_step(first_step()[0], code).status_code == 200
    assert codes.recovery_codes_left(rui) == 9


def test_ten_thousand_guesses_within_a_day_are_a_few_hundred_that_count(rui, clock, monkeypatch):
    device, looked_at = given(rui), []
    right = TOTPDevice.verify_token
    monkeypatch.setattr(
        TOTPDevice, "verify_token", lambda self, code: looked_at.append(code) or right(self, code)
    )
    browser, _ = first_step()
    for number in range(40):
        assert second_step(browser, f"{number:06}").status_code == 200
    assert len(looked_at) == 1
    TOTPDevice.objects.update(throttling_failure_count=10_000)
    clock.shift(timedelta(minutes=8))
    assert "pause" in second_step(browser, "123456").content.decode()
    clock.shift(timedelta(minutes=1))
    assert second_step(browser, code_of(device)).status_code == 302


def test_the_second_step_is_open_for_ten_minutes_and_for_the_password_that_was_given(rui, clock):
    device = given(rui)
    late, _ = first_step()
    clock.shift(timedelta(minutes=11))
    assert second_step(late, code_of(device)).url == "/admin/login/"
    changed, _ = first_step()
    rui.set_password("another long phrase")
    rui.save()
    assert second_step(changed, code_of(device)).url == "/admin/login/"
    assert second_step(Client(), code_of(device)).url == "/admin/login/"


def test_the_session_gets_a_new_number_at_each_step(rui):
    device, browser = given(rui), Client()
    browser.get("/admin/login/")
    first_step(browser=browser)
    pending = browser.cookies["sessionid"].value
    second_step(browser, code_of(device))
    assert browser.cookies["sessionid"].value != pending


@pytest.mark.parametrize("code", ["", "\x00", "٠١٢٣٤٥", "１２３４５６", "²²²²²²", "x" * 5000, "-1", "10**99"])
def test_odd_codes_are_wrong_codes(rui, code):
    given(rui)
    browser, _ = first_step()
    assert second_step(browser, code).status_code == 200
    assert not is_in(browser)


# What it is asked for -------------------------------------------------------------------------------------------------


FREE = {Action.SUBMIT, Action.TAKE_BACK, Action.RETURN, Action.APPROVE, Action.UNSCHEDULE, Action.CLEAR_LEGAL}


def test_what_prints_or_confirms_needs_it_and_nothing_else_does(required, rui):
    assert {action for action in Action if second_factor.why_not(rui, action) is None} == FREE
    rui.otp_device = given(rui)
    assert not any(second_factor.why_not(rui, action) for action in Action)


def test_an_editor_without_it_reviews_and_cannot_publish(required, at_desk, ana, rui):
    entry = make_round()
    act(entry, "submit", ana)
    browser = at_desk(rui)
    assert take(browser, entry, "approve").status_code == 302
    entry.refresh_from_db()
    refused = take(browser, entry, "publish")
    assert refused.status_code == 403
    page = refused.content.decode()
    assert "This needs a second factor" in page
    assert f'href="{HOME}"' in page
    assert Entry.objects.get().publication is None
    assert Action.PUBLISH not in workflow.available(entry, rui)


def test_with_a_code_in_the_session_publishing_is_possible(required, at_desk, ana, rui):
    device, entry = given(rui), make_round()
    act(entry, "submit", ana)
    act(entry, "approve", rui)
    browser = at_desk(rui)
    assert take(browser, entry, "publish").status_code == 403
    assert "Enter the code" in browser.get(HOME).content.decode()
    assert browser.post(HOME, {"code": code_of(device)}).status_code == 302
    assert take(browser, entry, "publish").status_code == 302
    assert Entry.objects.get().publication


def test_names_that_readers_know_need_it_too(required, rui, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    publish(make_round())
    settings.SECOND_FACTOR_REQUIRED = True
    one, other = make_economy(), make_economy("Peru", "PE")
    assert isinstance(why_not_noun(one, rui), second_factor.NoSecondFactor)
    with pytest.raises(second_factor.NoSecondFactor):
        merge(one, other, rui)


def test_what_was_scheduled_with_it_is_published_without_anybody_there(required, ana, rui, clock):
    entry = make_round()
    act(entry, "submit", ana)
    act(entry, "approve", rui)
    rui.otp_device = given(rui)
    act(entry, "schedule", rui, publish_at=NOW + timedelta(hours=1))
    clock.shift(timedelta(hours=2))
    call_command("publish_due")
    assert Entry.objects.get().publication


def test_every_page_says_that_it_is_missing_where_it_is_asked_for(required, at_desk, rui):
    assert "You signed in without a second factor" in at_desk(rui).get("/admin/").content.decode()


def test_accounts_are_managed_with_it_alone(required, at_desk, admin_user, ana):
    browser, device = at_desk(admin_user), given(admin_user)
    refused = browser.get("/admin/auth/user/")
    assert refused.status_code == 403
    assert f"/user/{ana.pk}/" not in refused.content.decode()
    browser.post(HOME, {"code": code_of(device)})
    assert browser.get("/admin/auth/user/").status_code == 200


# Losing it ------------------------------------------------------------------------------------------------------------


def test_a_superuser_takes_it_off_somebody_who_lost_the_phone(at_desk, rui, admin_user):
    given(rui)
    codes.new_recovery_codes(rui)
    old, desk = at_desk(rui), at_desk(admin_user)
    page = f"/admin/auth/user/{rui.pk}"
    assert desk.get(f"{page}/second_factor/").status_code == 405
    assert desk.post(f"{page}/second_factor/").status_code == 302
    assert not is_in(old)
    assert is_in(first_step()[0])
    assert "Took the second factor off rui" in desk.get(f"{page}/history/").content.decode()


def test_no_screen_shows_secrets_of_other_people(at_desk, rui, admin_user):
    device = given(rui)
    browser = at_desk(admin_user)
    for address in ("otp_totp/totpdevice/", "otp_static/staticdevice/", "axes/accessattempt/"):
        assert browser.get(f"/admin/{address}").status_code == 404
    assert device.key not in browser.get(f"/admin/auth/user/{rui.pk}/change/").content.decode()
