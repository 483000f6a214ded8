"""Frames on other people's pages: with script and without, in sandboxes, under policies, and on rough ground."""

import pytest
from playwright.sync_api import expect

from tests.browser.embedding import FAR, fits, frame_tag, make_record, quotation, script

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def record(transactional_db, live_server, settings):
    """The site knows its own address."""
    settings.SITE_URL = live_server.url
    return make_record()


@pytest.fixture
def site(live_server, record):
    return live_server.url


# M2
@pytest.mark.parametrize("width", [320, 600, 1000])
def test_three_frames_on_one_page_are_each_as_high_as_what_they_hold(page, site, hosts, width):
    measure = "/embed/measures/us-duty-on-automobiles/?limit=1"
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(hosts.serve(quotation(site) + frame_tag(site, measure) + quotation(site) + script(site)))
    expect(page.locator("iframe")).to_have_count(3)
    for number in range(3):
        fits(page, number)
    before = page.locator("iframe").nth(1).bounding_box()["height"]
    page.frame_locator("iframe >> nth=1").locator("summary").click()
    fits(page, 1)
    assert page.locator("iframe").nth(1).bounding_box()["height"] > before
    fits(page, 0)


def test_a_height_is_believed_only_of_our_own_frame_and_only_if_it_can_be_one(page, site, hosts):
    shout = "<script>parent.postMessage({type: 'tradewatch:height', height: 77}, '*')</script>"
    foreign = hosts.serve(shout)
    body = f'{quotation(site)}<iframe src="{foreign}" title="Other" height="222"></iframe>{script(site)}'
    page.goto(hosts.serve(body))
    fits(page)
    height = page.locator("iframe").first.bounding_box()["height"]
    page.evaluate(
        """() => {
        const frame = document.querySelector('iframe');
        for (const height of [0, -1, 1e9, NaN, '5', null, {}]) {
          dispatchEvent(new MessageEvent('message', {
            data: {type: 'tradewatch:height', height}, source: frame.contentWindow}));
        }
        dispatchEvent(new MessageEvent('message', {data: {type: 'tradewatch:height', height: 5}, source: window}));
        dispatchEvent(new MessageEvent('message', {data: null}));
        }"""
    )
    assert page.locator("iframe").first.bounding_box()["height"] == height
    assert page.locator("iframe").nth(1).evaluate("frame => frame.clientHeight") == 222


def test_a_frame_in_a_hidden_tab_fits_once_the_tab_is_shown(page, site, hosts):
    page.goto(hosts.serve(f"<div id='tab' hidden>{quotation(site)}</div>{script(site)}"))
    expect(page.locator("iframe")).to_have_count(1)
    page.evaluate("document.getElementById('tab').hidden = false")
    fits(page)
    page.evaluate("document.getElementById('tab').hidden = true")
    page.evaluate("document.getElementById('tab').hidden = false")
    fits(page)


# M3
def test_without_script_the_frame_is_readable_scrolls_and_leads_to_the_page(browser, site, hosts):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(hosts.serve(frame_tag(site, "/embed/timeline/?limit=9") + quotation(site) + script(site)))
    frame = page.frame_locator("iframe")
    expect(frame.locator("article")).to_have_count(9)
    last = frame.locator("article").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    with context.expect_page() as opened:
        frame.get_by_role("link", name="See all on TradeWatch").click()
    assert opened.value.url == f"{site}/timeline/"
    expect(page.get_by_role("link", name="The timeline")).to_be_visible()
    context.close()


def test_a_frame_is_complete_in_the_strictest_sandbox(page, site, hosts):
    page.goto(hosts.serve(frame_tag(site, sandbox="")))
    expect(page.frame_locator("iframe").locator("article")).to_have_count(2)


# M4
def test_a_sandbox_that_allows_only_scripts_gets_its_height_and_no_complaint(watched, site, hosts):
    page = watched
    page.add_init_script(
        "addEventListener('message', event => (window.heard ||= []).push([event.origin, event.data.type]))"
    )
    page.goto(hosts.serve(frame_tag(site, sandbox="allow-scripts") + script(site)))
    expect(page.frame_locator("iframe").locator("article").first).to_be_visible()
    fits(page)
    assert ["null", "tradewatch:height"] in page.evaluate("heard")
    assert ["null", "embed-size"] in page.evaluate("heard")


# M9
@pytest.mark.parametrize(
    ("policy", "fits_its_height", "shows_frame"),
    [
        ("frame-src {site}", False, True),
        ("frame-src {site}; script-src {site}/embed/v1.js", True, True),
        ("", False, False),
    ],
)
def test_a_host_that_allows_less_gets_less(page, site, hosts, policy, fits_its_height, shows_frame):
    body = quotation(site) + frame_tag(site) + script(site)
    page.goto(hosts.serve(body, content_security_policy=f"default-src 'none'; {policy.format(site=site)}"))
    fixed = page.locator("iframe[height='300']")
    if fits_its_height:
        expect(page.locator("iframe")).to_have_count(2)
        fits(page, 0)
        fits(page, 1)
        return
    expect(page.get_by_role("link", name="The timeline")).to_be_visible()
    if shows_frame:
        expect(page.frame_locator("iframe").locator("article")).to_have_count(2)
        assert fixed.evaluate("frame => frame.clientHeight") == 300


def test_where_the_script_may_run_but_no_frame_may_show_the_text_comes_back(page, site, hosts):
    page.goto(hosts.serve(quotation(site) + script(site), content_security_policy=f"script-src {site}"))
    expect(page.locator("iframe")).to_have_count(1)
    page.goto(
        hosts.serve(
            quotation(site) + script(site), content_security_policy=f"script-src {site}; frame-src 'none'"
        )
    )
    expect(page.locator("iframe")).to_have_count(0)
    expect(page.get_by_role("link", name="The timeline")).to_be_visible()


def test_a_host_that_isolates_itself_can_show_a_frame(page, site, hosts):
    isolated = {"cross_origin_embedder_policy": "require-corp", "cross_origin_opener_policy": "same-origin"}
    page.goto(
        hosts.serve(quotation(site) + frame_tag(site, sandbox="allow-scripts") + script(site), **isolated)
    )
    fits(page, 0)
    fits(page, 1)


# M14
def test_a_frame_below_is_not_asked_for_before_it_is_near_and_moves_nothing(page, site, hosts):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver(list => { for (const one of list.getEntries()) shift += one.value; })
          .observe({type: 'layout-shift', buffered: true});"""
    )
    page.goto(hosts.serve(FAR + quotation(site) + FAR + script(site)))
    expect(page.locator("iframe")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/embed/timeline/" in url]
    fits(page)
    assert [url for url in asked if "/embed/timeline/" in url]
    assert page.evaluate("shift") <= 0.05


def test_a_host_that_reserves_its_room_sees_nothing_move(page, site, hosts):
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver(list => { for (const one of list.getEntries()) shift += one.value; })
          .observe({type: 'layout-shift', buffered: true});"""
    )
    head = "<style>.tradewatch { display: block; min-height: 60rem; margin: 0; }</style>"
    page.goto(hosts.serve(f"<h1>Above</h1>{quotation(site)}<p>Below</p>{script(site)}", head))
    expect(page.locator("iframe")).to_have_count(1)
    expect(page.frame_locator("iframe").locator("article")).to_have_count(2)
    assert page.evaluate("shift") <= 0.05


def test_a_page_that_has_changed_its_lists_its_styles_and_loads_the_script_twice_is_served_all_the_same(
    page, site, hosts
):
    head = """<style>* { box-sizing: border-box !important } iframe { height: 40px !important; border: 9px solid }
    blockquote { display: grid !important }</style>
    <script>for (const name of ['forEach', 'map', 'filter', 'push', 'indexOf', 'slice', 'every', 'some']) {
      const own = Array.prototype[name]; // the tools of this test use them too
      Array.prototype[name] = function (...given) {
        if (new Error().stack.includes('/embed/v1.js')) throw new Error('changed');
        return own.apply(this, given);
      };
    }
    Array.prototype.extra = 1; Object.prototype.more = 1; before = Object.keys(window);</script>"""
    page.goto(hosts.serve(f"<div id='tradewatch'></div>{quotation(site)}{script(site)}{script(site)}", head))
    expect(page.locator("iframe")).to_have_count(1)
    fits(page)
    expect(page.locator("blockquote")).to_be_hidden()
    names = page.evaluate("Object.keys(window).filter(name => !before.includes(name) && isNaN(name))")
    assert set(names) <= {"before", "tradewatch"}
    assert page.evaluate("tradewatch instanceof Element")  # a name that the page has given stays the page's


def test_a_quotation_leads_to_no_other_site_and_later_ones_are_found_when_asked(page, site, hosts):
    foreign = f"<blockquote class='tradewatch' data-src='{hosts.serve('elsewhere')}'>Words</blockquote>"
    page.goto(hosts.serve(foreign + script(site)))
    page.wait_for_function("typeof tradewatch === 'function'")
    assert page.locator("iframe").count() == 0
    expect(page.get_by_text("Words")).to_be_visible()
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", quotation(site))
    page.evaluate("tradewatch()")
    fits(page)
