"""What changed, the calendar, search and the way to a month, in a real browser: both themes, any width, no script."""

import re

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.accessible import assert_accessible, look_as

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def record(transactional_db):
    """A quote in Japanese that was corrected, rounds of two months, a withdrawal."""
    quote = make.make_quote(
        headline="Akazawa asks for an end of duties",
        text="自動車関税の撤廃を求めた",
        text_language="ja",
        translation="We asked for an end of duties on cars",
        translation_language="en",
        translation_origin="publisher",
    )
    make.publish(quote)
    make.edit(quote, translation="We asked for the removal of duties on cars")
    make.publish(quote, change="correction", note="We had “an end”; the source has “the removal”.")
    for day in range(1, 31):
        make.publish(make.make_round(when=f"2025-03-{day:02d}"))
    gone = make.make_round(when="2025-04-18")
    make.publish(gone)
    make.withdraw(gone, "It did not take place.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_are_accessible_and_fit_any_width(watched, live_server, record, scheme, width):
    page = watched
    look_as(page, width, scheme)
    for address in (
        "/changes/",
        "/changes/?from=soon",
        "/corrections/",
        "/entries/TW-000001/compare/1/2/",
        "/entries/TW-000001/",
        "/calendar/?month=2025-03",
        "/calendar/?month=2025-03&view=list",
        "/calendar/?month=2031-01",
        "/search/",
        "/search/?q=関税",
        "/search/?q=akazawa",
        "/timeline/?q=removal",
        "/privacy/",
        "/accessibility/",
    ):
        assert_accessible(page, live_server.url + address)


def test_a_month_is_reached_by_its_link_and_stands_in_view(watched, live_server, record):
    page = watched
    page.goto(f"{live_server.url}/timeline/?order=oldest")
    page.get_by_text("Jump to a month", exact=True).click()
    page.locator("#jump").get_by_role("link", name="April 2025").click()
    expect(page).to_have_url(re.compile("#m-2025-04$"))
    heading = page.locator("#m-2025-04")
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()
    expect(page.locator("#results article").first).to_contain_text("Akazawa asks")


def test_the_bars_follow_the_filter(watched, live_server, record):
    page = watched
    page.goto(f"{live_server.url}/timeline/")
    expect(page.locator("#density a")).to_have_count(2 + 2)  # two bars, and their links as words
    page.get_by_role("checkbox", name="Quotes").check()
    expect(page.locator("#results-heading")).to_have_text("1 entry")
    expect(page.locator("#density a")).to_have_count(0)


def test_words_are_looked_for_while_they_are_typed_and_marked(watched, live_server, record):
    page = watched
    page.goto(f"{live_server.url}/timeline/")
    page.get_by_label("Words").press_sequentially("removal")
    expect(page.locator("#results-heading")).to_have_text("1 entry")
    expect(page.locator("#results mark")).to_have_text("removal")
    expect(page.get_by_label("Words")).to_be_focused()
    page.get_by_role("link", name="Remove filter: Words: “removal”").click()
    expect(page.locator("#results-heading")).to_have_text("31 entries")
    expect(page.get_by_label("Words")).to_have_value("")


def test_all_of_it_works_without_script(browser, live_server, record):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{live_server.url}/search/")
    page.get_by_label("Words in any language, or a name").fill("関税")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#results-heading")).to_have_text("1 entry")
    expect(page.locator("#results mark")).to_have_text("関税")
    page.goto(f"{live_server.url}/changes/")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Edition").select_option(label="Corrected")
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("link", name="What changed in Akazawa asks for an end of duties").click()
    expect(page.locator(".redline del")).to_have_text(["an", "end"])
    expect(page.locator(".redline ins")).to_have_text(["the", "removal"])
    page.goto(f"{live_server.url}/calendar/?month=2025-04")
    page.get_by_role("link", name="March 2025").first.click()
    expect(page.get_by_role("heading", name="March 2025")).to_be_visible()
    assert context.cookies() == []
    context.close()
