"""What applies, in a real browser: without script, on a small screen, in both themes, and on paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.accessible import look_as
from tests.public.duties import Story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story(transactional_db):
    return Story()


def assert_sound(page, address: str) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, (address, found.generate_report())
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide, f"{address} scrolls sideways"
    small = page.evaluate(
        "[...document.querySelectorAll('main button, main select, main input:not([type=hidden]), main summary')]"
        ".filter(one => one.getBoundingClientRect().height && one.getBoundingClientRect().height < 24).length"
    )
    assert small == 0, f"{address} has targets under 24 px"


def test_a_question_is_asked_and_answered_without_script_on_a_small_screen(browser, live_server, story):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{live_server.url}/rates/")
    page.get_by_label("On goods from").select_option("JP")
    page.get_by_label("Product code").fill("870323011")
    page.get_by_role("textbox", name="On", exact=True).fill("2025-08-10")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#e-code")).to_contain_text("Was it 0870.32.30.11?")
    page.get_by_label("Product code").fill("8703.23.01")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("charged an additional 25% on goods")
    page.get_by_role("link", name="16 September 2025, 00:01 EDT").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("charged 15% in all")
    page.get_by_text("Ask something else").click()
    expect(page.get_by_label("Product code")).to_have_value("8703.23.01")
    assert context.cookies() == []
    context.close()


def test_a_question_is_asked_and_answered_in_japanese(watched, live_server, story):
    page = watched
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{live_server.url}/ja/rates/?known=2099-01-01")
    page.get_by_label("原産国・地域").select_option("JP")
    page.get_by_label("品目番号").fill("8703.23.01")
    page.get_by_role("textbox", name="基準日").fill("2025-08-10")
    page.get_by_role("button", name="表示").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("25%の追加関税を課し")
    assert "/ja/rates/?" in page.url
    assert "known=2099-01-01" in page.url
    expect(page.locator("html")).to_have_attribute("lang", "ja")


@pytest.mark.parametrize("language", ["", "/ja"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_is_accessible_and_fits_any_width(watched, live_server, story, scheme, width, language):
    page = watched
    look_as(page, width, scheme)
    for query in (
        "",
        "?by=US&economy=XX&code=1&on=never",
        "?by=US&economy=JP&code=8703.23.01&on=2025-04-10",
        "?by=US&economy=JP&code=87&on=2025-04-10",
    ):
        page.goto(f"{live_server.url}{language}/rates/{query}")
        assert_sound(page, query)


def test_on_paper_the_answer_stands_without_its_form(page, live_server, story):
    page.goto(f"{live_server.url}/rates/?by=US&economy=JP&code=8703.23.01&on=2025-08-10")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("#question")).to_be_hidden()
    expect(page.locator("#over-time")).to_be_visible()
