"""E2: a quote is checked against the stored text of its source, in two clicks; and pickers tell names apart."""

import pytest
from playwright.sync_api import expect

from negotiations.models.kinds.quote import Quote
from negotiations.models.sources import StoredText
from tests import make
from tests.admin.screens import url
from tests.browser.desk import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = "The two sides spoke for a long time. " * 100
SAID = "He said: “A duty of ２４％ isn’t acceptable.” Nobody answered. "


@pytest.fixture
def quote(desk):
    quote = make.make_quote(
        text='He said: "A duty of 24% isn\'t acceptable."', source=make.make_source("Transcript")
    )
    StoredText.objects.create(source=quote.citations.get().source, text=BEFORE + SAID + BEFORE)
    return quote


@pytest.fixture
def form(desk, quote):
    desk.sign_in("ana")
    desk.page.goto(f"{desk.base}{url(quote)}")
    return desk.page


def test_the_place_is_found_and_recorded_in_two_clicks(desk, quote, form):
    form.get_by_role("button", name="Check against the source").click()
    mark = form.locator("mark")
    expect(mark).to_have_text("He said: “A duty of ２４％ isn’t acceptable.")
    expect(mark).to_be_in_viewport()
    form.get_by_role("button", name="Record: verbatim").click()
    expect(form.locator(".messagelist")).to_contain_text("Recorded: verbatim.")
    expect(form.locator(".verbatim-panel")).to_contain_text("Verbatim")
    assert Quote.objects.get().verbatim == "verbatim"


def test_one_changed_character_shows_at_once_and_the_button_waits_for_the_save(desk, quote, form):
    button = form.get_by_role("button", name="Check against the source")
    words = form.locator("#id_text")
    words.fill("He said: «A duty of ２４% isn't acceptable.»")
    live = form.locator(".verbatim-live")
    expect(live).to_contain_text("Verbatim: the words stand in the source")
    expect(button).to_be_disabled()
    words.fill('He said: "A duty of 25% isn\'t acceptable."')
    expect(live).to_contain_text("The words differ from the source.")
    expect(live.locator("p del").first).to_have_text("25")
    expect(live.locator("p ins").first).to_have_text("２４")
    words.fill(quote.text)
    expect(button).to_be_enabled()
    expect(live.locator("del")).to_have_count(0)
    words.fill('He said: "A duty of 25% isn\'t acceptable."')
    form.get_by_role("button", name="Save and continue editing").click()
    form.get_by_role("button", name="Check against the source").click()
    expect(form.locator(".verbatim-pieces del")).to_have_text("25")
    expect(form.get_by_role("button", name="Record: differs from the source")).to_be_visible()


def test_without_a_script_the_check_is_two_clicks_too(desk, quote, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk.base}{url(quote)}")
    page.get_by_label("Username").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="Check against the source").click()
    expect(page.locator("mark")).to_be_in_viewport()
    page.get_by_role("button", name="Record: verbatim").click()
    expect(page.locator(".messagelist")).to_contain_text("Recorded: verbatim.")
    context.close()


def test_a_picker_shows_two_lines_also_in_a_part_that_is_added(desk, quote, form):
    person = make.make_person("Scott Bessent")
    make.make_office(person, "Secretary of the <Treasury>")
    form.locator("#id_speaker + .select2-container .select2-selection").click()
    form.locator(".select2-container--open .select2-search__field").press_sequentially("Bess")
    option = form.locator(".select2-results__option", has_text="Scott Bessent")
    expect(option.locator(".picker-second")).to_have_text("Secretary of the <Treasury>")
    option.click()
    expect(form.locator("#id_speaker + .select2-container .select2-selection__rendered")).to_contain_text(
        "Scott Bessent"
    )
    desk.another("Citation")
    form.locator("#citations-group .select2-selection").nth(1).click()
    form.locator(".select2-container--open .select2-search__field").press_sequentially("Transc")
    expect(form.locator(".picker-second")).to_have_text("Kyodo · 17 April 2025 · News report")
