"""What content systems make of us: replicas of WordPress and Ghost, and the raw answers that others read."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.hosts import WORDPRESS_HEAD, discovered, ghost_bookmark, ghost_card, wordpress_html

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(transactional_db, live_server, settings):
    """Four entries; the site knows its own address."""
    settings.SITE_URL = live_server.url
    for entry in (make.make_quote(), make.make_round(), make.make_quote(), make.make_measure_change()):
        make.publish(entry)
    return live_server.url


# M5
@pytest.mark.parametrize("path", ["/timeline/", "/entries/TW-000001/", "/measures/us-duty-on-automobiles/"])
def test_wordpress_shows_the_frame_at_its_height_and_follows_its_links(page, site, hosts, path):
    post = wordpress_html(discovered(site + path))
    assert post.startswith("<blockquote data-secret=")
    page.goto(hosts.serve(post, WORDPRESS_HEAD))
    expect(page.locator("blockquote")).to_be_hidden()
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_be_visible()
    page.wait_for_function("heard.some(said => said.message === 'height')")
    height = page.locator("iframe").evaluate("frame => frame.clientHeight")
    whole = page.frames[1].evaluate("document.documentElement.getBoundingClientRect().height")
    assert 200 <= height <= 1000
    assert abs(height - min(1000, max(200, whole))) <= 2
    frame.get_by_role("link", name="on TradeWatch").click()
    page.wait_for_url(f"{site}{path}*")


def test_wordpress_follows_no_link_to_elsewhere(page, site, hosts):
    page.goto(hosts.serve(wordpress_html(discovered(f"{site}/entries/TW-000001/")), WORDPRESS_HEAD))
    page.wait_for_function("heard.length > 0")
    frame = page.frames[1]
    frame.evaluate(
        """() => { const link = document.createElement('a'); link.href = 'http://elsewhere.example/';
        document.body.append(link); link.addEventListener('click', event => event.preventDefault()); link.click(); }"""
    )
    assert page.evaluate("heard.every(said => said.message === 'height')")


def test_wordpress_without_script_leaves_the_quotation(browser, site, hosts):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(hosts.serve(wordpress_html(discovered(f"{site}/timeline/")), WORDPRESS_HEAD))
    link = page.get_by_role("link", name="TradeWatch: timeline")
    expect(link).to_be_visible()
    assert link.get_attribute("href").startswith(f"{site}/timeline/")
    context.close()


# M6
def test_ghost_keeps_the_frame_and_makes_a_bookmark_of_other_pages(page, site, hosts):
    card = ghost_card(discovered(f"{site}/timeline/?kind=quote"))
    assert {"type", "version", "html", "width"} <= card.keys()
    assert isinstance(card["width"], int)
    page.goto(hosts.serve(card["html"]))
    expect(page.frame_locator("iframe").locator("article")).to_have_count(2)
    assert ghost_card(discovered(f"{site}/timeline/") | {"width": 0}) is None
    bookmark = ghost_bookmark(page.request.get(f"{site}/entries/TW-000001/").text())
    assert all(bookmark.values())


# M7
def test_the_raw_answers_are_those_that_other_software_expects(page, site):
    page_url = f"{site}/entries/TW-000001/"
    response = page.request.get(page_url)
    answer = response.headers["link"].split("<")[1].split(">")[0]
    assert answer in response.text().replace("&amp;", "&")
    data = page.request.get(f"{answer}&maxwidth=300&maxheight=150").json()
    assert (data["width"], data["height"]) == (300, 150)
    assert isinstance(data["cache_age"], int)
    make.make_quote(headline="A draft")
    for path, status in (
        (f"?url={site}/entries/TW-000099/", 404),
        (f"?url={page_url}&format=xml", 501),
        ("?url=http://elsewhere.example/", 404),
        ("", 400),
    ):
        assert page.request.get(f"{site}/oembed{path}").status == status
