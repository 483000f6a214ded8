"""The embedder's path: the builder, and what a frame shows, keeps and asks for."""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import make
from tests.browser.embedding import fits, make_record, quotation, script

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def record(transactional_db, live_server, settings):
    """The site knows its own address."""
    settings.SITE_URL = live_server.url
    return make_record()


@pytest.fixture
def site(live_server, record):
    return live_server.url


# M1
def test_in_four_clicks_from_the_timeline_to_code_that_shows_what_the_preview_showed(page, site, hosts):
    page.add_init_script(
        "addEventListener('pointerdown', () => { sessionStorage.n = +(sessionStorage.n || 0) + 1 }, true)"
    )
    page.goto(f"{site}/timeline/")
    page.get_by_role("checkbox", name="Quotes").click()
    expect(page.locator("#results-heading")).to_have_text("4 entries")
    page.get_by_role("link", name="Embed this list").click()
    page.get_by_label("Dark").first.click()
    expect(page).to_have_url(re.compile("theme=dark"))
    page.locator("#made").get_by_role("button", name="Copy").first.click()
    assert int(page.evaluate("sessionStorage.n")) <= 4
    code = page.locator("#code-responsive").input_value()
    shown = page.frame_locator("iframe.preview").locator("main").inner_text()
    assert "theme=dark" in code
    page.goto(hosts.serve(code))
    expect(page.frame_locator("iframe").locator("article")).to_have_count(4)
    assert page.frame_locator("iframe").locator("main").inner_text() == shown
    fits(page)


def test_every_form_of_the_code_shows_the_same_thing_on_a_blank_page(page, site, hosts):
    page.goto(f"{site}/embed/?kind=round")
    codes = {name: page.locator(f"#code-{name}").input_value() for name in ("frame", "snippet", "image")}
    headline = "is held in Washington"
    page.goto(hosts.serve(codes["frame"]))
    expect(page.frame_locator("iframe").get_by_role("heading", name=headline)).to_be_visible()
    page.goto(hosts.serve(codes["snippet"]))
    expect(page.get_by_role("link", name=headline)).to_be_visible()
    page.goto(hosts.serve(codes["image"]))
    picture = page.get_by_role("img", name=headline)
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 640


def test_the_preview_takes_three_widths_and_the_form_works_without_script(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/embed/?kind=quote")
    widths = []
    for name in ("320 px", "600 px", "100 %"):
        page.get_by_label(name).check()
        widths.append(page.locator("iframe.preview").bounding_box()["width"])
    assert widths[:2] == [320, 600]
    assert widths[2] > 600
    page.get_by_label("Entries, at most").fill("2")
    page.get_by_role("button", name="Update").click()
    expect(page.frame_locator("iframe.preview").locator("article")).to_have_count(2)
    assert "kind=quote" in page.url
    context.close()


# M8
@pytest.mark.parametrize("path", ["timeline/", "entries/TW-000004/", "measures/us-duty-on-automobiles/"])
@pytest.mark.parametrize(
    ("theme", "scheme"), [("auto", "light"), ("auto", "dark"), ("light", "dark"), ("dark", "light")]
)
def test_colours_follow_the_theme_and_stay_readable(page, site, path, theme, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{site}/embed/{path}?theme={theme}")
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    is_dark = (scheme if theme == "auto" else theme) == "dark"
    assert paper == ("rgb(18, 20, 23)" if is_dark else "rgb(250, 249, 246)")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_language_of_a_frame_is_that_of_its_address(page, site):
    page.goto(f"{site}/embed/timeline/?lang=ja")
    assert page.locator("html").get_attribute("lang") == "ja"
    page.goto(f"{site}/embed/entries/TW-000004/")
    assert page.locator(".q").first.get_attribute("lang") == "ja"


# M10
def test_frames_may_be_shown_anywhere_and_every_other_page_nowhere(page, site, hosts):
    for path in ("/embed/timeline/", "/embed/entries/TW-000001/", "/embed/entries/nothing/"):
        headers = page.request.get(site + path).headers
        assert "x-frame-options" not in headers
        assert "frame-ancestors *" in headers["content-security-policy"]
    for path in ("/", "/timeline/", "/entries/TW-000001/", "/embed/", "/admin/login/"):
        assert page.request.get(site + path).headers["x-frame-options"] == "DENY"
        page.goto(hosts.serve(f'<iframe src="{site}{path}"></iframe>'))
        expect(page.frame_locator("iframe").locator("body")).to_contain_text("refused to connect")


# M11
def test_a_frame_keeps_nothing_and_asks_nobody_else(page, context, site, hosts):
    asked = []
    context.on("request", lambda request: asked.append(request))
    host = hosts.serve(quotation(site, "/embed/measures/us-duty-on-automobiles/") + script(site))
    page.goto(host)
    fits(page)
    assert context.cookies() == []
    assert all(request.url.startswith((site, host)) for request in asked)
    inside = [request.url for request in asked if request.frame != page.main_frame]
    assert [url.removeprefix(site) for url in inside] == [
        "/embed/measures/us-duty-on-automobiles/",
        "/embed/frame.js",
    ]
    page.goto(f"{site}/embed/measures/us-duty-on-automobiles/")  # by itself, where it could store
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert context.cookies() == []
    assert page.request.get(f"{site}/embed/timeline/").headers["referrer-policy"] == "no-referrer"
    assert len(gzip.compress(page.request.get(f"{site}/embed/v1.js").body())) <= 1536


# M12
def test_what_is_published_reaches_a_live_frame_within_a_minute_and_a_frozen_one_never(page, site, record):
    page.goto(f"{site}/embed/?known=now")
    frozen = page.locator("#code-frame").input_value().split('src="')[1].split('"')[0].replace("&amp;", "&")
    before = page.request.get(frozen).body()
    live = page.request.get(f"{site}/embed/timeline/")
    assert int(live.headers["cache-control"].split("max-age=")[1]) <= 60
    make.publish(make.make_quote(headline="New words", when="2025-06-01"))
    assert b"New words" in page.request.get(f"{site}/embed/timeline/").body()
    assert page.request.get(frozen).body() == before
    page.goto(f"{site}/embed/timeline/")
    expect(page.get_by_text("Record of")).to_be_visible()
    page.goto(frozen)
    expect(page.get_by_text("As published by")).to_be_visible()


# M13
def test_a_correction_is_marked_in_a_live_frame_and_announced_in_a_frozen_one(page, site, record):
    page.goto(f"{site}/embed/?what=entry&of=TW-000004&known=now")
    frozen = page.locator("#code-frame").input_value().split('src="')[1].split('"')[0].replace("&amp;", "&")
    page.goto(frozen)
    words = page.locator("article").inner_text()
    make.edit(record[3], translation="very regrettable")
    make.publish(record[3], change="correction", note="We had “extremely”.")
    page.goto(f"{site}/embed/entries/TW-000004/")
    expect(page.locator("article")).to_contain_text("Corrected")
    expect(page.locator("article")).to_contain_text("very regrettable")
    page.goto(f"{frozen}&theme=auto")  # past the browser's own copy
    expect(page.locator(".notice")).to_contain_text("Corrected since")
    expect(page.locator(".notice").get_by_role("link", name="TW-000004")).to_be_visible()
    assert page.locator("article").inner_text() == words


# M15
def test_a_frame_has_a_name_and_the_keyboard_goes_in_and_out(page, site, hosts):
    words = f"<h1>Host</h1><a href='#1'>Before</a>{quotation(site)}<a href='#2'>After</a>"
    page.goto(hosts.serve(f"<main>{words}</main>{script(site)}"))
    fits(page)
    assert page.locator("iframe").get_attribute("title") == "Timeline"
    page.get_by_role("link", name="Before").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "After":
            break
    else:
        pytest.fail("The keyboard does not get out of the frame.")
    frame = page.frames[1]
    assert "user-scalable" not in frame.locator("meta[name=viewport]").get_attribute("content")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(
    "query", ["what=entry", "what=entry&of=TW-000004", "what=measure&known=now", "limit=99"]
)
@pytest.mark.parametrize("width", [320, 1280])
def test_the_builder_is_accessible_and_fits_any_width(page, site, query, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/embed/?{query}")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
