"""Nothing that was typed is lost: two editors at one entry, a closed tab, no network, a second click."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from negotiations.desk.roles import Role
from negotiations.models.entries import Entry
from negotiations.models.working import UnsavedForm
from tests import make
from tests.browser.desk import PASSWORD, Desk

pytestmark = pytest.mark.django_db(transaction=True)
COUNT_CLICKS = """
  const clicks = () => Number(sessionStorage.getItem("clicks"));
  addEventListener("pointerdown", () => sessionStorage.setItem("clicks", 1 + clicks()), true);
"""
CLICKS = "Number(sessionStorage.getItem('clicks'))"
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('desk.unsaved.')).length"
TYPED = "The ministers spoke for two hours about cars, rice and steel. " * 8


@pytest.fixture
def other(desk, browser):
    """A second editor at a machine of their own."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield Desk(page, desk.base)
    context.close()


@pytest.fixture
def refused(page, live_server):
    """Somebody at the desk whose forms are refused, or find no network: Chromium calls either an error."""
    page.set_default_timeout(10_000)
    user = make.editor("ana", Role.CONTRIBUTOR)
    user.set_password(PASSWORD)
    user.save()
    return Desk(page, live_server.url)


def visit(desk, entry) -> None:
    """Open an entry's form; a page that is still loading would be refused its scripts, and say so."""
    desk.page.wait_for_load_state("networkidle")
    desk.page.goto(desk.base + form(entry))


def form(entry) -> str:
    return f"/admin/negotiations/{type(entry).__name__.lower()}/{entry.pk}/change/"


def test_two_editors_see_each_other_and_the_second_chooses(desk, other):
    entry = make.make_round(place="Washington", summary="They met.")
    desk.sign_in("ana")
    visit(desk, entry)
    expect(desk.page.locator("[data-presence]")).to_be_attached()
    other.sign_in("rui")
    other.page.context.add_init_script(COUNT_CLICKS)
    visit(other, entry)
    expect(other.page.locator(".editing")).to_contain_text("ana is editing (since", timeout=15_000)
    expect(desk.page.locator(".editing")).to_contain_text("rui is editing (since", timeout=15_000)

    desk.fill(summary="They met in Tokyo.")
    desk.page.get_by_role("button", name="Save and continue editing").click()
    expect(desk.page.locator(".messagelist")).to_contain_text("was changed")

    other.fill(summary="They met at the White House.")
    other.page.get_by_role("button", name="Save", exact=True).click()
    expect(other.page.get_by_text("Nothing is lost and nothing of yours is saved yet")).to_be_visible()
    expect(other.page.locator(".conflict")).to_contain_text("They met in Tokyo.")
    expect(other.page.get_by_label("Yours: Summary")).to_have_value("They met at the White House.")
    entry.refresh_from_db()
    assert entry.summary == "They met in Tokyo."
    other.page.get_by_role("radio", name="Yours").click()
    other.page.keyboard.press("Enter")
    expect(other.page.locator(".messagelist")).to_contain_text("was changed")
    assert other.page.evaluate(CLICKS) <= 2
    entry.refresh_from_db()
    assert entry.summary == "They met at the White House."


@pytest.mark.parametrize("pause", [400, 4000])
def test_a_closed_tab_loses_nothing(desk, pause):
    """Closed before the desk had it, and after."""
    entry = make.make_round(summary="They met.")
    desk.sign_in("ana")
    desk.page.wait_for_load_state("networkidle")
    context = desk.page.context
    context.add_init_script(COUNT_CLICKS)
    tab = context.new_page()
    tab.goto(desk.base + form(entry))
    tab.locator("#id_summary").fill(TYPED)
    if pause > 2000:
        expect(tab.locator("[data-kept]")).to_contain_text("Saved")
        assert UnsavedForm.objects.get().object_id == entry.pk
    else:
        tab.wait_for_timeout(pause)
    tab.close()
    back = context.new_page()
    back.goto(desk.base + form(entry))
    back.locator(".unsaved-offer:not([hidden])").get_by_text("Show the difference").click()
    expect(back.locator(".differences")).to_contain_text("ministers spoke for two hours")
    back.get_by_role("link", name="Restore").click()
    expect(back.locator("#id_summary")).to_have_value(TYPED)
    assert back.evaluate(CLICKS) <= 2
    entry.refresh_from_db()
    assert entry.summary == "They met."
    back.get_by_role("button", name="Save", exact=True).click()
    expect(back.locator(".messagelist")).to_contain_text("was changed")
    entry.refresh_from_db()
    assert entry.summary == TYPED.strip()
    assert not UnsavedForm.objects.exists()
    assert back.evaluate(KEPT) == 0


def test_leaving_asks_until_the_desk_has_the_words(desk):
    entry = make.make_round()
    desk.sign_in("ana")
    visit(desk, entry)
    desk.fill(summary=TYPED)
    asked = []
    desk.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    desk.page.get_by_role("link", name="Home", exact=True).click(no_wait_after=True)
    expect(desk.page.locator("[data-kept]")).to_contain_text("Saved")
    assert asked == ["beforeunload"]
    desk.page.get_by_role("link", name="Home", exact=True).click()
    expect(desk.page).to_have_url(f"{desk.base}/admin/")
    assert asked == ["beforeunload"]


def test_without_a_network_this_browser_keeps_the_words_until_sign_out(refused):
    entry = make.make_round()
    refused.sign_in("ana")
    page = refused.page
    visit(refused, entry)
    page.route("**/admin/unsaved/**", lambda route: route.abort())
    refused.fill(summary="Typed on a train.")
    expect(page.locator("[data-kept]")).to_contain_text("Not saved: offline")
    assert page.evaluate(KEPT) == 1
    page.unroute("**/admin/unsaved/**")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-kept]")).to_contain_text("Saved")
    assert page.evaluate(KEPT) == 0
    page.route("**/admin/unsaved/**", lambda route: route.abort())
    refused.fill(summary="Typed on a train, in a tunnel.")
    expect(page.locator("[data-kept]")).to_contain_text("Not saved: offline")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_text("Log in again")).to_be_visible()
    assert page.evaluate(KEPT) == 0


def test_never_two_at_a_time_and_the_newest_words_win(desk):
    entry = make.make_round()
    desk.sign_in("ana")
    page = desk.page
    visit(desk, entry)
    flying, most = [], []

    def slow(route):
        flying.append(route)
        most.append(len(flying))
        page.wait_for_timeout(2500)
        flying.remove(route)
        route.continue_()

    page.route("**/admin/unsaved/**", slow)
    desk.fill(summary="one")
    page.wait_for_timeout(2300)
    desk.fill(summary="two")
    expect(page.locator("[data-kept]")).to_contain_text("Saved")
    page.wait_for_timeout(5500)
    assert max(most) == 1
    assert '["summary", "two"]' in UnsavedForm.objects.get().data


def test_a_second_click_reload_and_back_make_one_record(refused):
    refused.sign_in("ana")
    page = refused.page
    refused.begin("Round")
    refused.fill(headline="Ministers meet once")
    page.get_by_role("button", name="Save", exact=True).dblclick()
    expect(page.locator(".messagelist")).to_contain_text("was added")
    page.reload()
    page.go_back()
    refused.fill(headline="Ministers meet once")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errornote, .errorlist").first).to_be_visible()
    expect(page.get_by_role("link", name="saved already")).to_be_visible()
    assert Entry.objects.count() == 1


def test_words_of_something_new_are_found_on_the_empty_form(desk):
    desk.sign_in("ana")
    desk.begin("Quote")
    desk.fill(headline="Half a headline")
    expect(desk.page.locator("[data-kept]")).to_contain_text("Saved")
    desk.begin("Quote")
    expect(desk.page.locator(".unsaved-offer").first).to_contain_text("You began “Half a headline”")
    desk.page.get_by_role("link", name="Restore").click()
    expect(desk.page.locator("#id_headline")).to_have_value("Half a headline")
    desk.page.get_by_role("button", name="Save", exact=True).click()
    expect(desk.page.locator(".messagelist")).to_contain_text("was added")
    assert (Entry.objects.count(), UnsavedForm.objects.count()) == (1, 0)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_pages_are_accessible_and_fit(refused, scheme, width):
    entry = make.make_round(place="Washington", summary=TYPED, people=[make.make_person()])
    make.edit(entry, place="Tokyo", summary=f"{TYPED} Then they parted.")
    refused.page.emulate_media(color_scheme=scheme)
    refused.page.set_viewport_size({"width": width, "height": 900})
    refused.sign_in("ana")
    page, base = refused.page, refused.base + form(entry).removesuffix("change/")
    visit(refused, entry)
    refused.fill(venue="White House", summary="Another text.")
    expect(page.locator("[data-kept]")).to_contain_text("Saved")
    make.edit(entry, make.editor("rui", Role.EDITOR), place="Osaka", venue="City Hall")
    pages = [
        f"{base}change/",
        f"{base}history/?from=1&to=2",
        f"{base}bring-back/1/",
        "difference",
        "conflict",
    ]
    for address in pages:
        if address == "conflict":
            page.go_back()
            page.get_by_role("link", name="Restore").click()
            page.get_by_role("button", name="Save", exact=True).click()
            expect(page.locator(".conflict")).to_be_visible()
        elif address == "difference":
            page.goto(f"{base}change/")
            page.get_by_role("link", name="Show the difference").click()
        else:
            page.goto(address)
        page.wait_for_load_state("networkidle")
        found = [
            rule
            for rule in Axe().run(page).response["violations"]
            if rule["impact"] in ("serious", "critical")
        ]
        assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == [], address
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
