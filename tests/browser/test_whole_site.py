"""Every kind of page in a real browser: for everybody to read (R15), on paper (R16), and without a trace (R17).

The pages are found from the site's own map, one of each kind, on the sample record, which is loaded once for all tests
of this module.
"""

import re
from io import StringIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import resolve
from pytest_django.live_server_helper import LiveServer

from negotiations.guards import remove_guards
from negotiations.models.printed import Edition
from tests.conftest import forget
from tests.public.site import VIEWS, fixed_addresses, printed_addresses

pytestmark = pytest.mark.django_db
# What else a page can look like: narrowed, answered, wrong, empty.
ALSO = (
    "/timeline/?economy=JP&kind=quote",
    "/timeline/?from=soon",
    "/rates/?by=US&economy=JP&code=8703.23.01&on=2025-08-10",
    "/measures/?on=2025-08-10",
    "/entries/TW-000001/?known=2025-05-01",
    "/search/?q=zzzz",
    "/nothing/",
)
CONTRAST = ["color-contrast"]
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-block-end: 2em !important; }"""
# Elements whose text does not fit into them and is cut off; what is for ears alone has a box of one pixel.
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(one => {
    const style = getComputedStyle(one);
    if (one.closest('svg, .skip, textarea, input, select') || !one.innerText?.trim()) return false;
    if (one.clientWidth < 2 || one.parentElement.clientWidth < 2) return false;
    if (style.webkitLineClamp !== 'none') return false;  // an excerpt, whole on the page that it leads to
    const hides = ['hidden', 'clip'];
    return hides.includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1
        || hides.includes(style.overflowY) && one.scrollHeight > one.clientHeight + 1;
}).map(one => `${one.tagName}.${one.className}: ${one.innerText.slice(0, 60)}`)"""


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """The sample record, served; gone after the last test of the module."""
    with django_db_blocker.unblock():
        forget()
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(settings, "DEBUG", True)
            call_command("load_sample", "--no-progress", verbosity=0, stdout=StringIO())
        server = LiveServer("localhost")
        yield server
        server.stop()
        remove_guards(connection)
        call_command("flush", interactive=False, verbosity=0)
        forget()


@pytest.fixture(scope="module")
def pages(site) -> list[str]:
    """One address of every kind of page, of entries one of every kind; then all in Japanese that are read in it."""
    kinds = dict(Edition.objects.entries().values_list("publication__key", "publication__kind"))
    found = {}
    for address in [*printed_addresses(), *fixed_addresses()]:
        path = address.partition("?")[0]
        if re.match(r"/(ja|api/v1/(?!docs)|oembed|healthz|readyz)|.*\.[a-z]+$", path):
            continue
        at = resolve(path)
        kind = kinds.get(at.kwargs.get("key")) if at.url_name == "entry" else at.kwargs.get("kind")
        if "/compare/1/1/" not in path:  # nothing differs there
            found.setdefault((at.url_name, kind), address)
    english = [*dict.fromkeys([*found.values(), *VIEWS, *ALSO])]
    english = [one for one in english if not one.startswith("/ja/") and not re.search(r"\.[a-z]+\?", one)]
    return [*english, *(f"/ja{one}" for one in english if not re.match(r"/(api|embed/.)", one))]


@pytest.fixture(scope="module")
def tab(browser, site):
    """One window for all tests; each sets what it needs. Whatever a page complains of fails the test that sees it."""
    context = browser.new_context(base_url=site.url, reduced_motion="reduce")
    page = context.new_page()
    page.complaints = []
    page.asked = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    context.close()


@pytest.fixture
def page(tab):
    """The window at its usual size, with nothing emulated."""
    tab.emulate_media(media="screen", color_scheme="light", forced_colors="none", reduced_motion="reduce")
    tab.set_viewport_size({"width": 1280, "height": 900})
    return tab


def opened(page, address: str):
    """The page with everything unfolded that can be."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")


def violations(page, rules: list[str] | None = None) -> list[str]:
    """What axe finds, by rule and place; with `rules` only those are asked."""
    options = {"resultTypes": ["violations"]} | (
        {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    )
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"][:2]]


def english(pages: list[str]) -> list[str]:
    return [one for one in pages if not one.startswith("/ja/")]


def sideways(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_the_walk_meets_every_kind_of_page(pages):
    for part in (
        "/entries/", "/editions/", "/compare/", "/negotiations/", "/measures/", "/rates/", "/people/", "/topics/",
        "/economies/", "/organisations/", "/sources/", "/authorities/", "/products/", "/embed/entries/", "/calendar/",
        "/changes/", "/search/", "/data/dictionary/", "/methodology/", "/glossary/", "/api/v1/docs/",
    ):  # fmt: skip
        assert any(part in one for one in pages if not one.startswith("/ja")), part
    assert len(pages) > 70
    assert sum(one.startswith("/ja/") for one in pages) > 30


@pytest.mark.parametrize("width", [320, 1280])
def test_r15_axe_finds_nothing_in_light_and_dark(page, pages, width):
    """In the dark only colours differ, so only they are asked again; in Japanese pages are asked where it is narrow."""
    page.set_viewport_size({"width": width, "height": 900})
    found = []
    for address in pages if width == 320 else english(pages):
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        opened(page, address)
        found += [f"{address} {one}" for one in violations(page)]
        if not address.startswith("/ja/"):
            page.emulate_media(color_scheme="dark", reduced_motion="reduce")
            found += [f"{address} in the dark: {one}" for one in violations(page, CONTRAST)]
    assert found == []


def test_r15_nothing_scrolls_sideways_at_320_pixels_and_targets_are_large_enough(page, pages):
    page.set_viewport_size({"width": 320, "height": 900})
    wide, small = [], []
    for address in pages:
        opened(page, address)
        wide += [address] if sideways(page) else []
        small += [f"{address} {one}" for one in violations(page, ["target-size"])]
    assert wide == []
    assert small == []


def test_r15_text_at_twice_its_size_is_not_cut_off(page, pages):
    wide, cut = [], []
    for address in pages:
        opened(page, address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide += [address] if sideways(page) else []
        cut += [f"{address} {one}" for one in page.evaluate(CUT_OFF)]
    assert wide == []
    assert cut == []


@pytest.mark.parametrize("width", [320, 1280])
def test_r15_wider_spacing_cuts_nothing_off(page, pages, width):
    page.set_viewport_size({"width": width, "height": 900})
    wide, cut = [], []
    for address in pages:
        opened(page, address)
        page.evaluate(
            """css => {
                const sheet = new CSSStyleSheet();
                sheet.replaceSync(css);
                document.adoptedStyleSheets = [sheet];
            }""",
            SPACING,
        )
        wide += [address] if sideways(page) else []
        cut += [f"{address} {one}" for one in page.evaluate(CUT_OFF)]
    assert wide == []
    assert cut == []


def test_r15_forced_colours_keep_every_sign(page, pages):
    page.emulate_media(forced_colors="active")
    lost = []
    for address in english(pages):
        page.goto(address)
        lost += page.evaluate(
            """() => [...document.querySelectorAll('.tag')].filter(tag => tag.checkVisibility()
                && getComputedStyle(tag).borderBlockStartStyle === 'none').map(tag => tag.outerHTML)"""
        )
        lost += [f"{address} {one}" for one in violations(page, CONTRAST)]
    assert lost == []


def test_r15_nothing_moves_for_whoever_asks_for_stillness(page, pages):
    moving = []
    for address in english(pages):
        page.goto(address)
        moving += page.evaluate(
            """() => [...document.querySelectorAll('*')].filter(one => ['animationDuration', 'transitionDuration']
                .some(name => parseFloat(getComputedStyle(one)[name]) > 0)).map(one => one.outerHTML.slice(0, 90))"""
        )
    assert moving == []


def test_r16_paper_has_the_address_and_no_navigation(page, pages):
    page.emulate_media(media="print")
    wrong = []
    for address in pages:
        if address.startswith("/embed/") and address != "/embed/":
            continue  # frames are printed with the page that they stand in
        found = page.goto(address)
        if page.locator(".site-nav:visible, .skip:visible, theme-switch:visible, #filters:visible").count():
            wrong.append(f"{address} prints controls")
        if found.ok and address.partition("?")[0] not in page.locator(".colophon").inner_text():
            wrong.append(f"{address} does not print its address")
    assert wrong == []


def test_r16_an_entry_is_printed_whole_with_number_and_date(page, pages):
    page.emulate_media(media="print")
    entries = [one for one in pages if re.fullmatch(r"/entries/TW-\d+/", one)]
    assert len(entries) > 4
    for address in entries:
        page.goto(address)
        printed = page.locator("body").inner_text()
        assert re.search(r"TW-\d+", address)[0] in printed
        assert page.locator("article header time").first.inner_text() in printed
        for words in page.locator("article .q").all():
            assert words.inner_text() in printed
        cut = page.evaluate(CUT_OFF)
        assert cut == [], address


def test_r17_no_page_asks_anybody_else_or_leaves_a_cookie(page, site, pages):
    page.asked.clear()
    page.complaints.clear()
    kept = []
    for address in pages:
        answer = page.goto(address)
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy, address
        assert "set-cookie" not in answer.headers, address
        kept += page.evaluate("Object.keys(localStorage)")
    assert {url for url in page.asked if not url.startswith((site.url, "data:"))} == set()
    assert page.context.cookies() == []
    assert set(kept) <= {"tradewatch:theme", "tradewatch:density", "tradewatch:last-visit"}
    # A page that is not there is told so in the console of every browser.
    assert [one for one in page.complaints if "404" not in one] == []
