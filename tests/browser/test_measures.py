"""Measures, authorities and product lists in a real browser: without script, on a small screen, in both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from negotiations.models.nouns import ProductList
from tests.public.measures import Record, change

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def record(transactional_db):
    record = Record()
    annex = ProductList.objects.create(
        slug="annex-i", name="Annex I", system="hts", codes="87032201\n87032301", code_count=2
    )
    change(record.cars, "2025-06-01", action="exempted", goods_scope="listed", product_lists=[annex])
    return record


def duties(page) -> list[str]:
    return page.locator(".stock tbody .duty").all_inner_texts()


def test_measures_are_narrowed_and_sorted_without_script_on_a_small_screen(browser, live_server, record):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{live_server.url}/measures/?on=2025-10-01")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_role("checkbox", name="In force").check()
    page.get_by_role("checkbox", name="Japan").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("In force on 1 October 2025: 2 measures")
    page.get_by_role("link", name="Rate", exact=True).click()
    assert duties(page) == ["15%", "24%"]
    page.get_by_role("link", name="Rate", exact=True).click()
    assert duties(page) == ["24%", "15%"]
    page.get_by_role("link", name="Remove filter: Status: In force").click()
    expect(page.locator(".chip")).to_have_count(1)
    page.get_by_label("In force on").fill("2025-05-10")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("On 10 May 2025")
    expect(page.locator(".chip")).to_have_count(1)
    page.get_by_role("link", name="In a period").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("Changes since 2025")
    assert context.cookies() == []
    context.close()


def test_the_matrix_leads_to_a_measure_on_that_day(page, live_server, record):
    page.goto(f"{live_server.url}/measures/?view=matrix&on=2025-05-10")
    row = page.get_by_role("row", name="European Union")
    row.get_by_role("link", name="Paused").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("US duty on automobiles")
    expect(page.locator(".standing")).to_contain_text("for the European Union")
    expect(page.locator(".as-of")).to_contain_text("As it stood at the end of 10 May 2025")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_accessible_and_fit_any_width(watched, live_server, record, scheme, width):
    page = watched
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for address in (
        "/measures/?economy=JP&on=2025-05-10",
        "/measures/?view=multiples",
        "/measures/?view=matrix",
        "/measures/?from=2025&sort=-rate",
        "/measures/?on=never&by=QQ",
        "/measures/us-duty-on-automobiles/",
        "/authorities/",
        "/authorities/section-232/",
        "/products/annex-i/",
    ):
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        found = Axe().run(page)
        assert found.violations_count == 0, (address, found.generate_report())
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{address} scrolls sideways at {width}"
        small = page.evaluate(
            "[...document.querySelectorAll('main button, main input:not([type=hidden]):not([type=checkbox]),"
            " main summary, main .sort, main .chip, main .option label')].map(one => one.getBoundingClientRect())"
            ".filter(box => box.height && box.height < 24).length"
        )
        assert small == 0, f"{address} has targets under 24 px"
