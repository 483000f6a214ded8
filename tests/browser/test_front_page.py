"""The front page, what changed and the calendar in a real browser, and what a returning reader is shown."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import make
from tests.browser.accessible import look_as

pytestmark = pytest.mark.django_db(transaction=True)

SWITCH = "Mark what is new since my last visit"
NEW = "[data-stamp] .new"


@pytest.fixture
def record(transactional_db):
    """Talks with a round ahead, a duty, a pause and a threat, a quote that was corrected and a round withdrawn."""
    talks = make.make_negotiation()
    with time_machine.travel(datetime(2025, 4, 17, 9, tzinfo=UTC), tick=False):
        make.publish(make.make_round(headline="Ministers meet", negotiations=[talks]))
        make.publish(
            make.make_round(
                headline="Ministers are to meet", when="2031-05-01", status="confirmed", negotiations=[talks]
            )
        )
        make.publish(make.make_measure_change(measure=make.make_measure()))
        steel = make.make_measure("US duty on steel")
        make.publish(make.make_measure_change(measure=steel))
        paused = {"action": "suspended", "duty": "", "rate_basis": "", "effective_from": "2025-04-09"}
        make.publish(make.make_measure_change(measure=steel, effective_until="2031-07-09", **paused))
        films = make.make_measure("US duty on films")
        make.publish(make.make_measure_change(measure=films, action="threatened", effective_from=""))
        quote = make.make_quote(headline="Akazawa speaks", text="truly regrettable")
        make.publish(quote)
        gone = make.make_round(headline="A round that never was")
        make.publish(gone)
    with time_machine.travel(datetime(2025, 4, 18, 9, tzinfo=UTC), tick=False):
        make.edit(quote, text="extremely regrettable")
        make.publish(quote, change="correction", note="We had “truly”.")
        make.withdraw(gone, "It did not take place.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_are_accessible_and_fit_any_width(watched, live_server, record, scheme, width):
    page = watched
    look_as(page, width, scheme)
    for address in (
        "/",
        "/?known=2025-04-17",
        "/ja/",
        "/changes/",
        "/changes/?since=soon&kind=poem",
        "/corrections/",
        "/calendar/?month=2025-04",
        "/calendar/?month=2025-04&view=list",
        "/ja/calendar/?month=soon",
    ):
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        if page.get_by_role("switch").count():
            page.get_by_role("switch").click()
        found = Axe().run(page)
        assert found.violations_count == 0, (address, found.generate_report())
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{address} scrolls sideways at {width}"
        small = page.evaluate(
            "[...document.querySelectorAll('main button, main select, main input:not([type=hidden])')]"
            ".filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 24).length"
        )
        assert small == 0, f"{address} has a target under 24 px"


def test_r1_what_changed_is_one_click_away_and_every_row_has_its_date_what_and_source(
    watched, live_server, record
):
    page = watched
    page.goto(live_server.url)
    page.get_by_role("link", name="Everything that changed").click()
    expect(page).to_have_url(f"{live_server.url}/changes/")
    rows = page.locator("#results .ruled > li")
    expect(rows).to_have_count(9)
    for row in rows.all():
        expect(row.locator("time")).to_have_attribute("datetime", re.compile(r"^2025-04-1\d"))
        expect(row.locator(".what")).not_to_be_empty()
        expect(row).to_contain_text("Source: ")
    expect(rows.filter(has_text="Corrected")).to_contain_text("We had “truly”.")


def test_r14_a_returning_reader_finds_exactly_what_was_added_marked(watched, live_server, record):
    page = watched
    page.goto(live_server.url)
    switch = page.get_by_role("switch", name=SWITCH)
    expect(switch).to_have_attribute("aria-checked", "false")
    assert page.evaluate("localStorage.length") == 0  # nothing is kept unasked
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    expect(page.locator(NEW)).to_have_count(0)  # a first visit has nothing before it
    for headline in ("A first thing", "A second thing"):
        make.publish(make.make_quote(headline=headline))
    page.reload()
    expect(page.locator(NEW)).to_have_count(2)
    for headline in ("A first thing", "A second thing"):
        row = page.locator("#changed ~ .ruled > li", has_text=headline)
        expect(row.locator(".new")).to_have_text("New")
    page.locator("last-visit").get_by_role("link", name=re.compile(r"^2 new since \d+ \w+$")).click()
    expect(page).to_have_url(re.compile(r"/changes/\?since=2025-04-18T"))
    expect(page.locator("#results .ruled > li")).to_have_count(2)
    page.go_back()
    page.get_by_role("switch", name=SWITCH).click()
    expect(page.locator(NEW)).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    expect(page.get_by_role("switch", name=SWITCH)).to_have_attribute("aria-checked", "false")
    assert page.evaluate("localStorage.length") == 0


def test_a_visit_ends_after_half_an_hour_and_the_next_one_begins_where_it_ended(watched, live_server, record):
    page = watched
    page.clock.set_fixed_time("2026-11-14T10:00:00Z")
    page.goto(live_server.url)
    page.get_by_role("switch").click()
    make.publish(make.make_quote(headline="A first thing"))
    page.reload()
    expect(page.locator(NEW)).to_have_count(1)
    page.clock.set_fixed_time("2026-11-15T10:00:00Z")
    page.reload()
    expect(page.locator("last-visit [role=status]")).to_have_text("Nothing new since 14 November")
    make.publish(make.make_quote(headline="A second thing"))
    page.reload()
    expect(page.locator("last-visit [role=status]")).to_have_text("1 new since 14 November")
    page.goto(f"{live_server.url}/ja/")
    expect(page.locator("last-visit [role=status]")).to_have_text("11月14日以降の新着1件")


def test_where_storage_is_refused_the_page_stands_and_nothing_is_marked(watched, live_server, record):
    page = watched
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page.goto(live_server.url)
    page.get_by_role("switch").click()
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "false")
    expect(page.locator(NEW)).to_have_count(0)
    expect(page.get_by_role("heading", name="Tariffs")).to_be_visible()


def test_the_state_of_play_stands_in_the_first_screen(watched, live_server, record):
    page = watched
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(live_server.url)
    for name in (
        "Negotiations 1",
        "What changed",
        "Tariffs",
        "In force 1",
        "Paused 1",
        "Threatened or announced 1",
    ):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_in_viewport()
    expect(page.locator(".front-talks")).to_contain_text("Next round")


def test_without_script_there_is_no_switch_and_all_else(browser, live_server, record):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(live_server.url)
    expect(page.locator("last-visit")).to_be_hidden()
    page.get_by_role("link", name="Next dates").click()
    expect(page).to_have_url(f"{live_server.url}/calendar/")
    page.goto(f"{live_server.url}/changes/")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Edition").select_option(label="Corrected")
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("link", name="What changed in Akazawa speaks").click()
    expect(page.locator(".redline ins")).to_have_text(["extremely"])
    context.close()


def test_a_day_of_the_calendar_is_reached_by_keyboard(watched, live_server, record):
    page = watched
    page.goto(f"{live_server.url}/calendar/?month=2025-04")
    day = page.get_by_role("link", name="Wednesday 16 April: 1 date")
    day.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#2025-04-16$"))
    expect(page.locator("[id='2025-04-16']")).to_be_in_viewport()


def test_on_paper_the_calendar_is_its_days(watched, live_server, record):
    page = watched
    page.goto(f"{live_server.url}/calendar/?month=2025-04")
    page.emulate_media(media="print")
    expect(page.locator(".sheet-days")).to_be_hidden()
    expect(page.get_by_role("heading", name="Wednesday 16 April")).to_be_visible()
