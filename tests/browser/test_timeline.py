"""The reader test of the design (R2 to R8, R13): narrowing the timeline, going back, handing it on, reading on."""

import csv
import json
import re
from io import StringIO
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from negotiations.models.printed import Edition
from tests import make
from tests.browser.conftest import CHROMIUM, FLAGS

pytestmark = pytest.mark.django_db(transaction=True)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def record(transactional_db):
    """Duties on Japan and on Korea, in force, and talks with each."""
    japan, korea = make.make_economy("Japan", "JP"), make.make_economy("Korea", "KR")
    for economy, days in ((japan, (3, 5, 9)), (korea, (4, 6))):
        for day in days:
            make.publish(
                make.make_measure_change(
                    economies=[economy],
                    measure=make.make_measure(f"US duty {economy.code} {day}"),
                    when=f"2025-04-{day:02d}",
                    effective_from=f"2025-04-{day:02d}T00:01",
                )
            )
        make.publish(make.make_round(economies=[economy], when=f"2025-05-{days[0]:02d}", status="held"))


@pytest.fixture
def long_record(record):
    """More than two pages, over four months."""
    for month in (1, 2):
        for day in range(1, 26):
            make.publish(make.make_round(when=f"2025-{month:02d}-{day:02d}"))


def listed(page) -> list[str]:
    return page.locator("#results article").evaluate_all("found => found.map(card => card.id)")


def results(page) -> str:
    """The list as it stands in the page, without what htmx notes on its elements."""
    html = page.locator("#results").evaluate("found => found.outerHTML")
    return re.sub(r' (data-htmx-powered|aria-busy)="[^"]*"', "", html)


def rows_of_file(page) -> list[str]:
    address = page.locator("#uses").get_by_role("link", name="CSV", exact=True).get_attribute("href")
    text = page.request.get(page.url.split("/timeline/")[0] + address).text()
    return [row["id"] for row in csv.DictReader(StringIO(text, newline=""))]


def asked(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def assert_whole(page) -> None:
    """A page with its head and its styles, not a part of one."""
    assert page.evaluate("document.doctype.name") == "html"
    expect(page.locator("header.masthead")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.month > h2')).position") == "sticky"


def in_database(*, economy: str, kind: str) -> int:
    found = Edition.objects.current().entries().filter(facets__name="economy", facets__noun__key=economy)
    return found.filter(publication__kind=kind).distinct().count()


def narrow(page, base: str) -> None:
    """Party Japan and status in force, then without the party."""
    page.goto(f"{base}/timeline/")
    page.get_by_role("checkbox", name="Japan").check()
    expect(page.locator("#chips .chip")).to_have_count(1)
    page.get_by_role("checkbox", name="In force").check()
    expect(page.locator("#chips .chip")).to_have_count(2)


def assert_agree(page, count: int) -> None:
    """The heading, the rows, the file and the words for screen readers say the same."""
    said = f"{count} {'entry' if count == 1 else 'entries'}"
    expect(page.locator("#results-heading")).to_have_text(said)
    expect(page.locator("#status")).to_have_text(said)
    assert len(listed(page)) == count
    assert rows_of_file(page) == listed(page)


def test_r2_heading_rows_file_and_status_say_the_same_under_two_filters_and_one(watched, live_server, record):
    page = watched
    narrow(page, live_server.url)
    place = page.get_by_role("checkbox", name="In force").bounding_box()
    assert_agree(page, in_database(economy="JP", kind="measure_change"))
    assert asked(page) == {"status": ["in_force"], "economy": ["JP"]}
    option = page.locator("#facet-economy .option", has_text="Korea").locator(".count")
    expect(option).to_have_text(str(in_database(economy="KR", kind="measure_change")))
    expect(page.get_by_role("checkbox", name="In force")).to_be_checked()
    assert page.get_by_role("checkbox", name="In force").bounding_box()["x"] == place["x"]
    page.get_by_role("link", name="Remove filter: Economy: Japan").click()
    expect(page.locator("#chips .chip")).to_have_count(1)
    assert asked(page) == {"status": ["in_force"]}
    assert_agree(page, 5)
    expect(page.get_by_role("checkbox", name="Japan")).not_to_be_checked()
    expect(page).to_have_title(re.compile("In force · 5 entries"))


def test_r2_the_feeds_in_the_head_and_the_other_language_follow_the_filter(watched, live_server, record):
    page = watched
    narrow(page, live_server.url)
    feed = page.locator('head link[rel="alternate"][type="application/atom+xml"]')
    expect(feed).to_have_attribute("href", re.compile(r"/timeline\.atom\?status=in_force&economy=JP$"))
    expect(feed).to_have_count(1)
    other = page.locator("#languages").get_by_role("link", name="日本語")
    expect(other).to_have_attribute("href", "/ja/timeline/?status=in_force&economy=JP")
    page.go_back()
    expect(page.locator("#chips .chip")).to_have_count(1)
    expect(feed).to_have_attribute("href", re.compile(r"/timeline\.atom\?economy=JP$"))


def test_r3_back_forward_reload_and_a_copied_address_give_the_same_results(
    watched, live_server, record, context
):
    page = watched
    narrow(page, live_server.url)
    both = results(page)
    page.get_by_role("link", name="Remove filter: Economy: Japan").click()
    expect(page.locator("#results-heading")).to_have_text("5 entries")
    one = results(page)
    page.go_back()
    expect(page.locator("#results-heading")).to_have_text("3 entries")
    assert results(page) == both
    page.go_forward()
    expect(page.locator("#results-heading")).to_have_text("5 entries")
    assert results(page) == one
    page.reload()
    assert results(page) == one
    assert_whole(page)
    other = context.new_page()
    other.goto(page.url)
    assert results(other) == one
    assert_whole(other)
    raw = page.request.get(page.url, headers={"HX-Request": "true"}).text()
    assert raw.startswith("<!doctype html>")


@pytest.mark.parametrize(
    "kept", ["--disable-features=BackForwardCache", "--enable-features=BackForwardCache"]
)
def test_r4_going_away_and_back_shows_the_whole_page_where_it_was_left(
    playwright, live_server, long_record, kept
):
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM, args=[*FLAGS, kept], ignore_default_args=["--disable-back-forward-cache"]
    )
    page = browser.new_page()
    page.goto(f"{live_server.url}/timeline/")
    page.get_by_role("checkbox", name="Rounds").check()
    expect(page.locator("#results-heading")).to_have_text("52 entries")
    page.locator("#results article").nth(12).scroll_into_view_if_needed()
    before, shown = page.evaluate("scrollY"), results(page)
    assert before > 400
    page.locator("#results article h3 a").nth(12).click()
    expect(page.locator("h1#headline")).to_be_visible()
    page.go_back(wait_until="commit")  # what is brought back as it was left is not loaded
    expect(page.locator("#results-heading")).to_have_text("52 entries")
    expect(page.locator("#results article h3 a").nth(12)).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - before) <= 200
    assert_whole(page)
    assert results(page) == shown
    address = page.url
    page.close()
    again = browser.new_page()  # a tab that was closed asks for its address again
    again.goto(address)
    assert_whole(again)
    assert results(again) == shown
    browser.close()


def test_r5_without_script_the_same_choices_lead_to_the_same_results(browser, page, live_server, record):
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{live_server.url}/timeline/")
    plain.get_by_role("checkbox", name="Japan").check()
    plain.get_by_role("checkbox", name="In force").check()
    plain.get_by_role("button", name="Apply").click()
    narrow(page, live_server.url)
    assert listed(plain) == listed(page) == rows_of_file(plain)
    assert asked(plain)["economy"] == asked(page)["economy"]
    assert asked(plain)["status"] == asked(page)["status"]
    expect(plain.locator('link[rel="canonical"]')).to_have_attribute(
        "href", re.compile(r"\?status=in_force&economy=JP$")
    )
    plain.get_by_role("link", name="Remove filter: Economy: Japan").click()
    page.get_by_role("link", name="Remove filter: Economy: Japan").click()
    expect(page.locator("#results-heading")).to_have_text("5 entries")
    assert plain.url == page.url
    assert listed(plain) == listed(page)
    context.close()


def test_r6_a_screen_reader_hears_one_sentence_a_change_and_keeps_its_place(watched, live_server, record):
    page = watched
    page.goto(f"{live_server.url}/timeline/")
    expect(page.locator("#status[role=status]")).to_have_count(1)
    page.evaluate("""() => {
        window.heard = []; window.busy = [];
        const watch = (node, options, note) => new MutationObserver(note).observe(node, options);
        watch(document.querySelector('#status'), {childList: true, characterData: true, subtree: true},
            () => heard.push(document.querySelector('#status').textContent));
        watch(document.querySelector('live-results'), {attributes: true, subtree: true, attributeFilter: ['aria-busy']},
            (seen) => busy.push(...seen.map((one) => one.target.getAttribute('aria-busy'))));
    }""")
    box = page.get_by_role("checkbox", name="Japan")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("#status")).to_have_text("4 entries")
    expect(box).to_be_focused()
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")
    assert page.evaluate("heard") == ["4 entries"]
    assert page.evaluate("busy")[-1] is None
    assert len(page.evaluate("busy")) >= 2
    page.keyboard.press("Space")
    expect(page.locator("#status")).to_have_text("7 entries")
    expect(box).to_be_focused()
    assert page.evaluate("heard") == ["4 entries", "7 entries"]


def test_r7_more_comes_on_request_alone_and_its_link_works_by_itself(watched, live_server, long_record):
    page, seen = watched, []
    page.clock.install()
    page.on("request", lambda request: seen.append(request.url))
    page.goto(f"{live_server.url}/timeline/")
    more = page.locator("#more a")
    address = more.get_attribute("href")
    assert set(parse_qs(urlsplit(address).query)) == {"after"}
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    seen.clear()
    page.clock.fast_forward(30_000)
    assert seen == []
    before = listed(page)
    more.click()
    expect(page.locator("#results article")).to_have_count(50)
    after = listed(page)
    assert after[:25] == before
    expect(page.locator(f"#{after[25]} h3 a")).to_be_focused()
    expect(page.locator("#status")).to_have_text("50 shown of 57 entries")
    months = page.locator("#results section.month").evaluate_all("all => all.map(one => one.dataset.month)")
    assert len(months) == len(set(months))  # a month that goes on is not begun again
    assert len(seen) == 1
    page.goto(live_server.url + address)
    assert listed(page) == after[25:]
    assert_whole(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_r8_a_month_is_reached_stands_free_and_has_the_focus(watched, live_server, long_record, width):
    page = watched
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{live_server.url}/timeline/?kind=round")
    page.get_by_text("Jump to a month", exact=True).click()
    item = page.locator("#jump li", has_text="January 2025")
    expect(item).to_contain_text("25")
    item.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"kind=round.*#m-2025-01$"))
    heading = page.locator("#m-2025-01")
    expect(heading).to_have_text("January 2025 (25)")
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()
    on_top = """node => { const box = node.getBoundingClientRect();
        return node.contains(document.elementFromPoint(box.left + 5, box.top + box.height / 2)); }"""
    assert heading.evaluate(on_top)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    link = page.locator("#results article h3 a").nth(4)
    link.focus()  # scrolled up to: the month that stays in view may not cover what has the focus
    expect(link).to_be_in_viewport(ratio=1)
    assert page.locator("#results article h3").nth(4).evaluate(on_top)


def test_r13_feeds_of_a_filter_hold_what_the_list_holds_and_nothing_else(page, live_server, record):
    narrow(page, live_server.url)
    expected = set(listed(page))
    links = page.locator("#uses a").evaluate_all(
        "all => Object.fromEntries(all.map(a => [a.textContent, a.href]))"
    )
    atom = ElementTree.fromstring(page.request.get(links["Atom feed"]).body())  # noqa: S314 (our own)
    assert {one.findtext(f"{ATOM}id").split("/")[-2] for one in atom.iter(f"{ATOM}entry")} == expected
    feed = json.loads(page.request.get(links["JSON Feed"]).body())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert {one["_tradewatch"]["id"] for one in feed["items"]} == expected
    assert set(events(page, links["Calendar"])) == expected


def test_r13_an_event_keeps_its_name_and_its_number_grows_with_each_edit(page, live_server, transactional_db):
    meeting = make.make_round(when="2025-04-16")
    make.publish(meeting)
    page.goto(f"{live_server.url}/timeline/?kind=round")
    address = page.locator("#uses").get_by_role("link", name="Calendar").evaluate("link => link.href")
    first = events(page, address)
    make.edit(meeting, when="2025-04-17")
    make.publish(meeting)
    second = events(page, address)
    assert [one["UID"] for one in first.values()] == [one["UID"] for one in second.values()]
    assert [
        (one["SEQUENCE"], two["SEQUENCE"]) for one, two in zip(first.values(), second.values(), strict=True)
    ] == [("0", "1")]


def events(page, address: str) -> dict[str, dict[str, str]]:
    """The events of a calendar by the number of their entry."""
    text = page.request.get(address).text().replace("\r\n ", "")
    found = {}
    for part in text.split("BEGIN:VEVENT\r\n")[1:]:
        lines = dict(line.split(":", 1) for line in part.split("\r\n") if ":" in line)
        found["-".join(lines["UID"].split("-")[:2])] = lines
    return found


def test_a_list_set_closer_stays_so_on_every_page_without_a_flash(watched, live_server, long_record):
    page = watched
    page.goto(f"{live_server.url}/timeline/?kind=measure_change")
    card = page.locator("#results article").first
    tall = card.bounding_box()["height"]
    expect(card.locator(".facts")).to_be_visible()
    page.get_by_role("button", name="Compact").click()
    expect(page.get_by_role("button", name="Compact")).to_have_attribute("aria-pressed", "true")
    assert card.bounding_box()["height"] < tall * 0.7
    expect(card.locator(".facts")).not_to_be_visible()
    expect(card.locator(".cite").first).to_be_visible()
    assert page.evaluate("Object.entries(localStorage)") == [["tradewatch:density", "compact"]]
    page.get_by_role("checkbox", name="Japan").check()
    expect(page.locator("#chips .chip")).to_have_count(2)
    expect(page.get_by_role("button", name="Compact")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{live_server.url}/search/?q=round")
    assert page.evaluate("document.documentElement.dataset.density") == "compact"
    page.emulate_media(media="print")
    expect(page.locator("density-switch")).not_to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Comfortable").click()
    assert page.evaluate("localStorage.length") == 0


def test_where_storage_is_refused_the_switch_works_for_the_page(watched, live_server, record):
    page = watched
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    page.goto(f"{live_server.url}/timeline/")
    page.get_by_role("button", name="Compact").click()
    expect(page.get_by_role("button", name="Compact")).to_have_attribute("aria-pressed", "true")


def test_on_paper_every_card_is_whole_also_of_a_compact_list(watched, live_server, record):
    page = watched
    page.goto(f"{live_server.url}/timeline/?kind=measure_change")
    page.get_by_role("button", name="Compact").click()
    page.emulate_media(media="print")
    expect(page.locator("#results .facts").first).to_be_visible()


def test_the_timeline_is_narrowed_in_japanese(watched, live_server, record):
    page = watched
    page.goto(f"{live_server.url}/ja/timeline/")
    page.get_by_role("checkbox", name="日本").check()
    expect(page.locator("#status")).to_have_text("4件")
    expect(page.locator("#results-heading")).to_have_text("4件")
    expect(page).to_have_url(re.compile(r"/ja/timeline/\?economy=JP$"))
    expect(page).to_have_title(re.compile("^日本 · 4件"))
    page.get_by_role("link", name="絞り込みを解除： 国・地域: 日本").click()
    expect(page.locator("#results-heading")).to_have_text("7件")
