"""Talks and the builder of embeds in a real browser: both languages, both themes, any width, on any day."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.accessible import assert_accessible, look_as
from tests.public import talks as told

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/negotiations/the-talks/"


@pytest.fixture
def record(transactional_db):
    """Talks with something in every section."""
    talks = make.make_negotiation("The talks", slug="the-talks")
    japan, states = told.sides()
    parts = [told.disputes(), told.leaves_out(), told.counts_twice, told.differs()]
    for day in ("2025-03-10", "2025-03-20", "2025-04-16", "2025-05-01"):
        meeting = told.make_meeting(
            talks, japan, states, day=day, parts=parts, is_key=True, outcome="no_agreement"
        )
        make.publish(meeting)
        make.publish(
            told.said_at(meeting, "Ryosei Akazawa", japan, "very regrettable", when=day, negotiations=[talks])
        )
    make.publish(told.make_meeting(talks, japan, day="2025-05-23", headline="Alone"))
    make.publish(told.make_request(talks, when="2025-05-24"))
    make.publish(make.make_measure_change(negotiations=[talks]))
    make.publish(make.make_quote(negotiations=[make.make_negotiation("A track", parent=talks)]))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_are_accessible_and_fit_any_width(watched, live_server, record, scheme, width):
    page = watched
    look_as(page, width, scheme)
    for address in (
        PAGE,
        f"{PAGE}?on=2025-04-20",
        f"/ja{PAGE}?on=2025-04-20&known=2099-01-01",
        "/negotiations/",
        "/ja/negotiations/?on=2025-04-20",
        "/embed/",
        "/ja/embed/?what=negotiation",
        "/embed/negotiations/the-talks/?lang=ja",
        "/embed/measures/us-duty-on-automobiles/?lang=ja",
    ):
        assert_accessible(page, live_server.url + address)


def test_on_a_phone_each_topic_stands_with_its_rounds_and_nothing_lies_beside_the_screen(
    watched, live_server, record
):
    page = watched
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(live_server.url + PAGE)
    table = page.get_by_role("region", name="What was discussed, round by round")
    cell = table.locator("td:not(.nothing)").first
    assert "10 March 2025" in cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    expect(cell).to_contain_text("Disputed")
    for name in ("rounds", "agenda", "requests"):
        box = page.locator(f"#{name} .table")
        assert box.evaluate("box => box.scrollWidth <= box.clientWidth"), name


def test_the_two_accounts_stand_beside_each_other_where_there_is_room(watched, live_server, record):
    page = watched
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(live_server.url + PAGE)
    sides = page.locator(".accounts").first.locator(".side")
    left, right = sides.nth(0).bounding_box(), sides.nth(1).bounding_box()
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]


def test_earlier_meetings_are_folded_away_and_open_without_script(browser, live_server, record):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + PAGE)
    expect(page.locator(".accounts:visible")).to_have_count(3)
    page.get_by_text("Earlier meetings").click()
    expect(page.locator(".accounts:visible")).to_have_count(4)
    context.close()


def test_the_builder_in_japanese_previews_and_writes_what_was_chosen(watched, live_server, record, settings):
    settings.SITE_URL = live_server.url
    page = watched
    page.goto(f"{live_server.url}/ja/embed/?what=negotiation")
    expect(page.frame_locator("iframe.preview").locator("html")).to_have_attribute("lang", "ja")
    assert "lang=ja" in page.locator("#code-frame").input_value()
    page.get_by_label("English", exact=True).check()
    expect(page.frame_locator("iframe.preview").locator("html")).to_have_attribute("lang", "en")
    assert "lang=" not in page.locator("#code-frame").input_value()
    expect(page.get_by_role("heading", name="埋め込み")).to_be_visible()
