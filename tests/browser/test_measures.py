"""Measures, authorities and product lists in a real browser: without script, on a small screen, in both themes."""

from base64 import b64encode
from itertools import combinations

import pytest
import time_machine
from playwright.sync_api import expect

from negotiations.models.nouns import ProductList
from negotiations.values.vocabulary import MeasureState
from tests import make
from tests.browser.accessible import assert_accessible, look_as
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


@pytest.fixture
def eventful(transactional_db):
    """A duty that goes through six states, a month in each: its page on 20 August 2025."""
    with time_machine.travel("2025-08-20T12:00:00Z", tick=True):
        duty = make.make_measure("US duty on films")
        for day, action in (("2025-02-01", "threatened"), ("2025-03-01", "announced")):
            change(duty, day, "25%", action=action, effective_from="", announced=day)
        change(duty, "2025-04-01", "25%", announced="2025-04-01", effective_from="2025-04-01")
        for day, action in (
            ("2025-05-01", "suspended"), ("2025-06-01", "struck_down"), ("2025-07-01", "terminated"),
        ):  # fmt: skip
            change(duty, day, action=action)
        yield "/measures/us-duty-on-films/"


def duties(page) -> list[str]:
    return page.locator(".stock tbody .duty").all_inner_texts()


def stock(page) -> list[tuple[str, ...]]:
    """(measure, rate, status, on whom) of every row of the list."""
    rows = page.locator(".stock tbody tr").all()
    return [
        tuple(row.locator(part).first.inner_text() for part in ("th", ".duty, .held", ".tag", ".on"))
        for row in rows
    ]


# R11: which measures applied on 10 April? ----------------------------------------------------------------------


def test_r11_which_measures_applied_on_10_april(page, live_server, record):
    page.goto(f"{live_server.url}/measures/")
    page.get_by_label("In force on").fill("2025-04-10")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("On 10 April 2025: 2 measures")
    assert stock(page) == [
        ("US duty on automobiles", "25%", "In force", "All economies"),
        ("US reciprocal duty", "24%", "Paused", "Japan"),
    ]
    told = page.locator("#results").inner_text()
    for later in ("US duty on films", "EU countermeasures", "15%", "European Union", "Exempt"):
        assert later not in told


def test_r11_the_day_goes_along_to_a_measure_and_back(page, live_server, record):
    page.goto(f"{live_server.url}/measures/?on=2025-04-10")
    page.get_by_role("link", name="Economies by measures").click()
    page.get_by_role("link", name="US duty on automobiles").click()
    expect(page.locator(".as-of")).to_contain_text("As it stood at the end of 10 April 2025")
    expect(page.locator(".standing")).to_contain_text("25%")
    expect(page.locator(".standing")).not_to_contain_text("15%")
    page.locator(".crumbs").get_by_role("link", name="Measures").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("On 10 April 2025")
    page.get_by_role("link", name="日本語").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("2025年4月10日")
    assert stock(page)[1] == ("US reciprocal duty", "24%", "一時停止中", "日本")


# R12: a chart --------------------------------------------------------------------------------------------------

DRAWN = """() => [...document.querySelectorAll("#rates .plot-wide .c-step")].map(
  ({dataset}) => [dataset.line ?? "", dataset.from, dataset.until, dataset.state, dataset.value])"""
TABLED = """() => [...document.querySelectorAll("#rates .chart-table tbody tr")].map(row => {
  const [begin, end] = [...row.querySelectorAll("time")].map(time => time.dateTime);
  const line = row.cells[0].tagName === "TD" ? row.cells[0].textContent : "";
  return [line, begin, end ?? "", row.querySelector(".tag").textContent, row.querySelector("data")?.value ?? ""];
})"""
# A picture as rows of its levels of gray; the page that reads it is blank and asks nobody for anything.
GRAYS = """async png => {
  const picture = await createImageBitmap(await (await fetch("data:image/png;base64," + png)).blob());
  const {width, height} = picture, pen = new OffscreenCanvas(width, height).getContext("2d");
  pen.drawImage(picture, 0, 0);
  const {data} = pen.getImageData(0, 0, width, height);
  return Array.from({length: height}, (_, y) => Array.from({length: width}, (_, x) => data[4 * (y * width + x)]));
}"""


@pytest.mark.parametrize("language", ["", "/ja"])
def test_r12_the_table_of_a_chart_has_the_numbers_of_the_drawing(page, live_server, record, language):
    page.goto(f"{live_server.url}{language}/measures/us-duty-on-automobiles/")
    page.locator("#rates .chart-table summary").click()
    drawn, tabled = page.evaluate(DRAWN), page.evaluate(TABLED)
    assert len(drawn) == len(tabled) > 5
    assert [(*one[:3], one[4]) for one in drawn] == [(*one[:3], one[4]) for one in tabled]
    if not language:
        assert [MeasureState(one[3]).label for one in drawn] == [one[3] for one in tabled]
    for name in ("title", "desc"):
        told = page.locator(f"#rates svg[role=img] > {name}").all_text_contents()
        assert len(told) == 2
        assert all(words.strip() for words in told)
    file = page.request.get(live_server.url + page.locator("#rates a[type='text/csv']").get_attribute("href"))
    assert file.status == 200
    assert file.text().startswith("line,from,until,status,rate,percent")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_r12_six_states_are_told_apart_without_colour(browser, live_server, eventful, scheme):
    context = browser.new_context(color_scheme=scheme, device_scale_factor=2, reduced_motion="reduce")
    page, blank = context.new_page(), context.new_page()
    page.goto(live_server.url + eventful)
    page.evaluate("document.documentElement.style.filter = 'grayscale(1)'")
    bands = {}
    for step in page.locator("#rates .plot-wide .c-step").all():
        picture = step.locator(".c-band").first.screenshot()
        bands[step.get_attribute("data-state")] = blank.evaluate(GRAYS, b64encode(picture).decode())
    assert set(bands) == {"threatened", "announced", "in_force", "suspended", "struck_down", "ended"}
    alike = {pair: difference(*(bands[name] for name in pair)) for pair in combinations(sorted(bands), 2)}
    assert min(alike.values()) > 12, alike
    context.close()


def difference(one, other, width=24) -> float:
    """How far the grays of two bands lie apart on average, of 255, laid over each other where they are most alike."""
    rows = range(2, min(len(one), len(other)) - 2)
    return min(
        sum(abs(one[y][x + shift] - other[y][x + 4]) for y in rows for x in range(width))
        / (width * len(rows))
        for shift in range(4, min(32, len(one[0]) - width))
    )


def test_r12_every_pattern_has_an_id_of_its_own(page, live_server, eventful):
    page.goto(live_server.url + eventful)
    ids = page.eval_on_selector_all("pattern", "all => all.map(one => one.id)")
    fills = page.eval_on_selector_all(
        "#rates .plot-wide .c-band", "all => all.map(one => one.getAttribute('fill').slice(5, -1))"
    )
    assert len(ids) == len(set(ids)) == 12  # of the wide and of the narrow drawing
    assert len(set(fills)) == 6
    assert set(fills) <= set(ids)


# Pages ---------------------------------------------------------------------------------------------------------


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


def test_on_a_phone_a_measure_stays_in_sight_beside_what_is_read(page, live_server, record):
    page.set_viewport_size({"width": 320, "height": 700})
    for address in ("/measures/?on=2025-10-01", "/measures/?from=2025"):
        page.goto(live_server.url + address)
        page.locator("div.table").evaluate("table => { table.scrollLeft = 400 }")
        name, table = page.locator("tbody th").first.bounding_box(), page.locator("div.table").bounding_box()
        assert name["x"] == table["x"]
        assert name["width"] <= 0.5 * table["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_accessible_and_fit_any_width(watched, live_server, record, scheme, width):
    page = watched
    look_as(page, width, scheme)
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
        "/ja/measures/",
        "/ja/measures/us-duty-on-automobiles/?on=2025-05-10",
    ):
        assert_accessible(page, live_server.url + address)
        small = page.evaluate(
            "[...document.querySelectorAll('main button, main input:not([type=hidden]):not([type=checkbox]),"
            " main summary, main .sort, main .chip, main .option label')].map(one => one.getBoundingClientRect())"
            ".filter(box => box.height && box.height < 24).length"
        )
        assert small == 0, f"{address} has targets under 24 px"
