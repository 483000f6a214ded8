"""The desk by keyboard: the help that lists the keys, the keys themselves, and what they keep away from."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from negotiations.desk.roles import Role
from tests import make
from tests.browser.desk import PASSWORD, Desk

pytestmark = pytest.mark.django_db(transaction=True)


def press(desk, *keys):
    for key in keys:
        desk.page.keyboard.press(key)


def away(desk):
    """Leave whatever field has the focus."""
    desk.page.evaluate("document.activeElement.blur()")


def test_the_help_lists_the_keys_holds_the_focus_and_gives_it_back(desk):
    desk.sign_in("rui")
    link = desk.page.get_by_role("link", name="All entries").first
    link.focus()
    press(desk, "?")
    help_ = desk.page.get_by_role("dialog", name="Keyboard shortcuts")
    for words in ("New quote", "New measure change", "First page", "Journal"):
        expect(help_).to_contain_text(words)
    for _ in range(5):
        press(desk, "Tab")
        assert desk.page.evaluate("!document.activeElement.closest('#container')")
    press(desk, "n", "q")
    expect(help_).to_be_visible()
    found = Axe().run(desk.page, context="dialog")
    assert found.response["violations"] == [], found.generate_report()
    press(desk, "Escape")
    expect(help_).to_be_hidden()
    expect(link).to_be_focused()
    desk.page.get_by_role("link", name="Keys").click()
    expect(help_).to_be_visible()
    help_.get_by_role("button", name="Close").click()
    expect(help_).to_be_hidden()


def test_two_keys_lead_to_a_new_entry_or_a_place(desk):
    desk.sign_in("rui")
    for keys, address in (
        ("nq", "quote/add/"),
        ("gh", "/admin/"),
        ("nr", "round/add/"),
        ("gj", "transition/"),
        ("nm", "measurechange/add/"),
        ("nd", "development/add/"),
    ):
        desk.page.wait_for_load_state("networkidle")
        away(desk)
        with desk.page.expect_navigation(url=f"**{address}"):
            press(desk, *keys)


def test_a_contributor_finds_no_key_for_what_is_closed_to_them(desk):
    desk.sign_in("ana")
    desk.page.wait_for_load_state("networkidle")
    away(desk)
    press(desk, "?")
    expect(desk.page.get_by_role("dialog")).to_contain_text("New quote")
    expect(desk.page.get_by_role("dialog")).not_to_contain_text("Journal")


def test_a_slash_goes_to_the_search(desk):
    desk.sign_in("rui")
    desk.page.goto(f"{desk.base}/admin/negotiations/round/")
    away(desk)
    press(desk, "/")
    field = desk.page.locator("#searchbar")
    expect(field).to_be_focused()
    press(desk, "/", "?")
    expect(field).to_have_value("/?")


def test_nothing_fires_in_a_field_with_a_modifier_or_while_an_input_method_composes(desk):
    desk.sign_in("rui")
    desk.begin("Round")
    address = desk.page.url
    desk.page.locator("#id_headline").press_sequentially("n q ? g h")
    expect(desk.page.locator("#id_headline")).to_have_value("n q ? g h")
    desk.page.locator("#id_status").focus()
    press(desk, "n", "q")
    desk.page.locator(".select2-selection").first.focus()
    press(desk, "g", "h")
    press(desk, "Escape")
    away(desk)
    press(desk, "Alt+g", "h", "Control+g", "h")
    desk.page.evaluate(
        """() => ["g", "h", "?"].forEach((key) => document.body.dispatchEvent(
            new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true })))"""
    )
    expect(desk.page.get_by_role("dialog")).to_be_hidden()
    assert desk.page.url == address
    desk.fill(headline="")


def test_single_keys_can_be_switched_off_for_this_browser_and_say_so(desk):
    desk.sign_in("rui")
    desk.page.goto(f"{desk.base}/admin/account/")
    switch = desk.page.get_by_label("Shortcuts of a single key").first
    expect(switch).to_be_checked()
    switch.uncheck()
    away(desk)
    press(desk, "?", "g", "h")
    expect(desk.page.get_by_role("dialog")).to_be_hidden()
    desk.page.reload()
    expect(switch).not_to_be_checked()
    desk.page.get_by_role("link", name="Keys").click()
    in_help = desk.page.get_by_role("dialog").get_by_label("Shortcuts of a single key")
    expect(in_help).not_to_be_checked()
    in_help.check()
    press(desk, "Escape")
    away(desk)
    with desk.page.expect_navigation(url="**/admin/"):
        press(desk, "g", "h")


def test_control_and_enter_submits_for_review_from_within_a_field(desk):
    entry = make.make_round()
    desk.sign_in("ana")
    desk.page.goto(f"{desk.base}/admin/negotiations/round/{entry.pk}/change/")
    desk.page.wait_for_load_state("networkidle")
    desk.page.locator("#id_summary").press_sequentially("It was short.")
    press(desk, "Control+Enter")
    expect(desk.page.locator(".messagelist")).to_contain_text("Saved and submitted for review.")


def test_a_form_that_was_sent_after_the_session_ended_comes_back(page, live_server):
    """Without the watch over the console, which notes the 403 that is meant."""
    ana = make.editor("ana", Role.CONTRIBUTOR)
    ana.set_password(PASSWORD)
    ana.save()
    desk = Desk(page, live_server.url)
    desk.sign_in("ana")
    desk.begin("Quote")
    desk.fill(headline="Typed for an hour", summary="合意\nsecond line")
    cookies = [cookie for cookie in desk.page.context.cookies() if cookie["name"] != "sessionid"]
    desk.page.context.clear_cookies()
    desk.page.context.add_cookies(cookies)
    desk.page.get_by_role("button", name="Save and continue editing").click()
    expect(desk.page.locator(".errornote")).to_contain_text("nothing was saved")
    desk.page.get_by_label("Username").fill("ana")
    desk.page.get_by_label("Password").fill(PASSWORD)
    desk.page.get_by_role("button", name="Log in").click()
    desk.page.get_by_role("button", name="Send it now").click()
    expect(desk.page.locator("#id_headline")).to_have_value("Typed for an hour")
    expect(desk.page.locator("#id_summary")).to_have_value("合意\nsecond line")
