"""A reader in a real browser: narrowing the timeline, going back, handing an address on, with script and without."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from negotiations.models.printed import Edition
from tests import make
from tests.browser.accessible import look_as

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def record(transactional_db):
    """Quotes of two people about Japan, one about another economy, a round and a duty."""
    akazawa, ishiba = make.make_person(), make.make_person("Shigeru Ishiba")
    korea = make.make_economy("Korea", "KR")
    entries = [make.make_quote(speaker=akazawa, when=f"2025-04-{day}") for day in (11, 16, 17)]
    entries += [make.make_quote(speaker=ishiba, when="2025-04-17", zone="Asia/Tokyo")]
    entries += [make.make_quote(speaker=akazawa, economies=[korea], when="2025-05-02")]
    entries += [make.make_round(people=[akazawa], when="2025-04-16"), make.make_measure_change()]
    for entry in entries:
        make.publish(entry)


@pytest.fixture
def long_record(record):
    """More than one page."""
    for day in range(1, 27):
        make.publish(make.make_round(when=f"2025-03-{day:02d}"))


def listed(page) -> list[str]:
    return page.locator("#results article").evaluate_all("found => found.map(card => card.id)")


def in_database(**facets) -> int:
    found = Edition.objects.current().entries()
    for name, value in facets.items():
        if name == "kind":
            found = found.filter(facets__name="kind", facets__word=value)
        else:
            found = found.filter(facets__name=name, facets__noun__key=value)
    return found.distinct().count()


def narrow_by_hand(page, base: str) -> None:
    page.goto(f"{base}/timeline/")
    # Each choice is answered before the next: one that came sooner would take the place of the one before.
    for count, name in enumerate(("Japan", "Quotes", "Ryosei Akazawa"), start=1):
        page.get_by_role("checkbox", name=name).check()
        expect(page.locator("#chips .chip")).to_have_count(count)


EXPECTED = {"economy": "JP", "kind": "quote", "person": "ryosei-akazawa"}


def test_ticking_boxes_narrows_the_timeline_and_the_address_follows(watched, live_server, record):
    page = watched
    narrow_by_hand(page, live_server.url)
    expect(page.locator("#results-heading")).to_have_text("3 entries")
    expect(page).to_have_url(re.compile(r"economy=JP"))
    expect(page).to_have_url(re.compile(r"kind=quote"))
    expect(page).to_have_url(re.compile(r"person=ryosei-akazawa"))
    assert len(listed(page)) == in_database(**EXPECTED) == 3
    expect(page.get_by_role("checkbox", name="Ryosei Akazawa")).to_be_focused()
    expect(page.locator("#status")).to_have_text("3 entries")
    expect(page.locator("#chips .chip")).to_have_count(3)
    count = page.locator("#facet-kind .option", has_text="Rounds").locator(".count")
    expect(count).to_have_text(str(in_database(economy="JP", kind="round", person="ryosei-akazawa")))


def test_back_forward_and_a_copied_address_give_the_same_page(watched, live_server, record, context):
    page = watched
    narrow_by_hand(page, live_server.url)
    expect(page.locator("#results-heading")).to_have_text("3 entries")
    address, shown = page.url, listed(page)
    page.locator("#results article h3 a").first.click()
    expect(page.locator("h1#headline")).to_be_visible()
    page.go_back()
    expect(page.locator("header.masthead")).to_be_visible()
    assert listed(page) == shown
    page.go_back()
    expect(page.locator("#results-heading")).to_have_text("4 entries")
    expect(page.get_by_role("checkbox", name="Ryosei Akazawa")).not_to_be_checked()
    page.go_forward()
    expect(page.locator("#results-heading")).to_have_text("3 entries")
    expect(page.get_by_role("checkbox", name="Ryosei Akazawa")).to_be_checked()
    other = context.new_page()
    other.goto(address)
    assert listed(other) == shown
    expect(other.get_by_role("checkbox", name="Japan")).to_be_checked()
    expect(other.locator("header.masthead")).to_be_visible()


def test_a_chip_takes_its_value_back(watched, live_server, record):
    page = watched
    page.goto(f"{live_server.url}/timeline/?economy=JP&kind=quote&person=ryosei-akazawa")
    page.get_by_role("link", name="Remove filter: Person: Ryosei Akazawa").click()
    expect(page.locator("#results-heading")).to_have_text("4 entries")
    expect(page.get_by_role("checkbox", name="Ryosei Akazawa")).not_to_be_checked()
    expect(page.locator("#chips .chip")).to_have_count(2)


def test_more_entries_come_on_request_and_focus_goes_to_the_first_of_them(watched, live_server, long_record):
    page = watched
    page.goto(f"{live_server.url}/timeline/")
    before = listed(page)
    assert len(before) == 25
    page.get_by_role("link", name="Show 8 earlier").click()
    expect(page.locator("#results article")).to_have_count(33)
    after = listed(page)
    assert after[:25] == before
    assert len(set(after)) == 33
    expect(page.locator(f"#{after[25]} h3 a")).to_be_focused()


def test_the_same_without_javascript(browser, live_server, long_record):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/timeline/")
    for name in ("Japan", "Quotes", "Ryosei Akazawa"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#results-heading")).to_have_text("3 entries")
    assert len(listed(page)) == in_database(**EXPECTED)
    page.get_by_role("link", name="Remove filter: Kind: Quotes").click()
    expect(page.locator("#results-heading")).to_have_text("4 entries")
    page.goto(f"{live_server.url}/timeline/")
    page.get_by_role("link", name="Show 8 earlier").click()
    assert len(listed(page)) == 8
    context.close()


def test_a_wrong_date_is_said_at_its_field_and_nothing_is_shown(watched, live_server, record):
    page = watched
    page.goto(f"{live_server.url}/timeline/?from=2025-02-30")
    expect(page.locator("#f-from")).to_have_value("2025-02-30")
    expect(page.locator("#e-from")).to_contain_text("Write a date of the calendar")
    assert listed(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_accessible_and_fit_any_width(page, live_server, record, scheme, width):
    look_as(page, width, scheme)
    for address in (
        "/",
        "/timeline/?economy=JP",
        "/entries/TW-000001/",
        "/measures/",
        "/people/ryosei-akazawa/",
        "/embed/",
        "/embed/timeline/",
        "/methodology/",
        "/nothing/",
    ):
        page.goto(live_server.url + address)
        found = Axe().run(page)
        assert found.violations_count == 0, (address, found.generate_report())
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{address} scrolls sideways at {width}"
