"""Quick capture in a real browser: in seven clicks and one window, and by keyboard alone."""

import hashlib

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from negotiations.models.kinds.quote import Quote
from negotiations.models.nouns import Person
from negotiations.models.sources import Source, StoredText
from tests import make
from tests.admin.test_capture import PAGE, TEXT
from tests.desk.test_guarded_client import loopback, says, serve  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = "addEventListener('pointerdown', () => { window.name = String(1 + Number(window.name)) }, true)"
OPTIONS = "#speaker-list [role=option]"


@pytest.fixture
def article(serve, loopback):  # noqa: F811
    """A server with one article; its address."""
    server = serve(says(PAGE.encode(), "Content-Type: text/html"))
    return server.url + "talks?utm_source=x"


def paste(desk, field: str, words: str) -> None:
    """Put words into a field at once, as pasting does."""
    desk.page.locator(field).evaluate(
        """(field, words) => {
            field.focus();
            document.execCommand("insertText", false, words);
            field.dispatchEvent(new ClipboardEvent("paste", { bubbles: true }));
        }""",
        words,
    )


def outline(desk) -> float:
    """How wide the outline of the focused element is, in pixels."""
    return desk.page.evaluate(
        """() => { const style = getComputedStyle(document.activeElement);
            return style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth) }"""
    )


def test_from_the_first_page_to_a_saved_quote_in_seven_clicks_and_one_window(desk, article):
    dialogs = []
    desk.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    desk.page.context.add_init_script(CLICKS)
    desk.sign_in("ana")
    desk.page.evaluate("window.name = '0'")
    desk.page.locator(".new-menu summary").click()
    desk.page.locator(".new-menu").get_by_role("link", name="Quick capture").click()
    expect(desk.page.locator("#id_address")).to_be_focused()
    paste(desk, "#id_address", article)
    expect(desk.page.locator("#id_source-title")).to_have_value("Ministers meet", timeout=3000)
    for field, value in {"publisher": "Example Times", "issued": "2025-04-17", "language": "ja"}.items():
        expect(desk.page.locator(f"#id_source-{field}")).to_have_value(value)
    expect(desk.page.locator("#note-source-title")).to_have_text("from JSON-LD")
    desk.page.locator("#id_text").click()
    paste(desk, "#id_text", "極めて遺憾だ")
    desk.page.locator("#id_speaker_name").click()
    desk.page.keyboard.type("Jane Doe")
    desk.page.get_by_role("option", name="Create “Jane Doe”").click()
    expect(desk.page.locator("#id_headline")).to_have_value("Jane Doe: “極めて遺憾だ”")
    expect(desk.page.locator("#id_text_language")).to_have_value("ja")
    desk.page.get_by_role("button", name="Save draft").click()
    expect(desk.page.locator(".messagelist")).to_contain_text("Saved as a draft.")
    desk.page.wait_for_load_state("networkidle")
    assert int(desk.page.evaluate("window.name")) <= 7
    assert (dialogs, len(desk.page.context.pages)) == ([], 1)
    quote = Quote.objects.get()
    assert (quote.speaker.name, quote.when, quote.office) == ("Jane Doe", "2025-04-17", None)
    assert StoredText.objects.get().digest == hashlib.sha256(TEXT.encode()).hexdigest()

    desk.page.goto(f"{desk.base}/admin/capture/")
    paste(desk, "#id_address", article)
    expect(desk.page.locator("#part-known")).to_contain_text("Already captured, used by 1")
    expect(desk.page.locator("#id_source-title")).to_be_hidden()


def test_the_same_by_keyboard_alone(desk, article):
    make.make_office(make.make_person("Jane Doe"), "Minister", held_from="2025-01-01")
    desk.sign_in("ana")
    desk.page.wait_for_load_state("networkidle")
    keys = desk.page.keyboard
    keys.press("n")
    keys.press("c")
    expect(desk.page.locator("#id_address")).to_be_focused()
    assert outline(desk) >= 2
    desk.page.wait_for_load_state("networkidle")

    keys.press("Control+s")  # nothing is filled in
    summary = desk.page.locator(".error-summary")
    expect(summary).to_be_focused()
    assert outline(desk) >= 2
    keys.press("Tab")
    keys.press("Enter")
    expect(desk.page.locator("#id_source-title")).to_be_focused()

    while not desk.page.locator("#id_address").evaluate("field => field === document.activeElement"):
        keys.press("Shift+Tab")
    keys.insert_text(article)
    keys.press("Enter")
    expect(desk.page.locator("#id_source-title")).to_have_value("Ministers meet")
    for _ in range(40):
        assert outline(desk) >= 2, desk.page.evaluate("document.activeElement.outerHTML")
        if desk.page.evaluate("document.activeElement.id") == "id_text":
            break
        keys.press("Tab")
    keys.insert_text("a word")
    keys.press("Tab")
    keys.press("Tab")
    keys.type("jane")
    expect(desk.page.locator(OPTIONS).first).to_contain_text("Minister")
    expect(desk.page.locator(OPTIONS)).to_have_count(2)
    keys.press("ArrowDown")
    assert desk.page.locator("#id_speaker_name").get_attribute("aria-activedescendant") == "speaker-option-0"
    keys.press("Enter")
    expect(desk.page.locator("#id_office")).to_contain_text("Minister (proposed)")
    expect(desk.page.locator("#id_headline")).to_have_value("Jane Doe: “a word”")
    desk.page.locator("#id_headline").focus()
    keys.press("Enter")
    expect(desk.page.locator(".messagelist")).to_contain_text("Saved as a draft.")
    desk.page.wait_for_load_state("networkidle")
    quote = Quote.objects.get()
    assert (quote.office.title, quote.text, Person.objects.count()) == ("Minister", "a word", 1)


def test_a_page_that_fails_or_takes_too_long_loses_nothing(desk, serve, loopback):  # noqa: F811
    silent, gone = serve(lambda send, request: None), serve(says(b"", status="404 Not Found"))
    slow = serve(lambda send, request: slow.over.wait(20))
    desk.sign_in("ana")
    desk.page.goto(f"{desk.base}/admin/capture/")
    desk.page.locator("#id_text").fill("Their words")
    for server, words in ((gone, "status 404"), (silent, "without an answer")):
        desk.page.locator("#id_address").fill(server.url + "talks")
        desk.page.get_by_role("button", name="Fetch", exact=True).click()
        expect(desk.page.locator("#part-said")).to_contain_text(words)
        expect(desk.page.locator("#id_pasted")).to_be_visible()
    desk.page.locator("#id_address").fill(slow.url)
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("#capture-busy")).to_contain_text("Reading the page")
    desk.page.locator("#id_text").fill("Their words, all of them")
    desk.page.get_by_role("button", name="Cancel").click()
    expect(desk.page.locator("#part-said")).to_contain_text("Cancelled")
    expect(desk.page.locator("#capture-busy")).to_be_hidden()
    expect(desk.page.locator("#id_text")).to_have_value("Their words, all of them")


def test_back_and_reload_bring_back_what_was_typed_and_a_second_click_saves_once(desk, article):
    desk.page.on("dialog", lambda dialog: dialog.accept())
    desk.sign_in("ana")
    desk.page.goto(f"{desk.base}/admin/capture/")
    paste(desk, "#id_address", article)
    expect(desk.page.locator("#id_source-title")).to_have_value("Ministers meet")
    desk.page.locator("#id_headline").fill("Our headline")
    desk.page.locator("#id_source-title").fill("Our title")
    desk.page.reload()
    expect(desk.page.locator("#part-said")).to_contain_text("is back")
    desk.page.get_by_role("link", name="Home", exact=True).click()
    desk.page.go_back()
    for field, value in {
        "headline": "Our headline",
        "source-title": "Our title",
        "source-authors": "A. Writer",
    }.items():
        expect(desk.page.locator(f"#id_{field}")).to_have_value(value)
    desk.page.get_by_role("link", name="Home", exact=True).click()
    desk.page.goto(f"{desk.base}/admin/capture/")
    desk.page.get_by_role("button", name="Bring it back").click()
    expect(desk.page.locator("#id_headline")).to_have_value("Our headline")
    expect(desk.page.locator("#part-page")).to_contain_text("is stored when you save")
    desk.page.get_by_role("button", name="Save draft").dblclick()
    expect(desk.page.locator(".messagelist")).to_contain_text("Saved as a draft.")
    desk.page.wait_for_load_state("networkidle")
    assert (Quote.objects.count(), Source.objects.get().title) == (1, "Our title")
    assert StoredText.objects.count() == 1
    desk.page.go_back()
    expect(desk.page.locator("#id_headline")).to_have_value("Our headline")


def test_it_is_asked_in_place_whether_something_was_covered(desk):
    quote = make.make_quote(source=make.make_source("Ministers meet"), headline="A quote of it")
    desk.sign_in("ana")
    desk.page.goto(f"{desk.base}/admin/capture/")
    desk.page.locator("#covered-question").fill("ministers meet")
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("#covered-here")).to_contain_text("used by 1")
    expect(desk.page.locator("#covered-here")).to_contain_text(quote.headline)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_screens_are_accessible_and_fit(desk, article, scheme, width):
    make.make_quote(source=make.make_source("Ministers meet", address="https://example.org/talks"))
    desk.page.emulate_media(color_scheme=scheme)
    desk.page.set_viewport_size({"width": width, "height": 900})
    desk.sign_in("ana")
    for address in ("?address=https://example.org/talks", "covered/?q=ministers", ""):
        desk.page.goto(f"{desk.base}/admin/capture/{address}")
        if not address:
            paste(desk, "#id_address", article)
            expect(desk.page.locator("#id_source-title")).to_have_value("Ministers meet")
            desk.page.locator("#id_speaker_name").press_sequentially("Ry")
            expect(desk.page.locator(OPTIONS)).to_have_count(2)
        desk.page.wait_for_load_state("networkidle")
        found = [
            rule
            for rule in Axe().run(desk.page).response["violations"]
            if rule["impact"] in ("serious", "critical")
        ]
        assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == [], address
        assert desk.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
