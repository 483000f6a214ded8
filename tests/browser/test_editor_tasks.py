"""What an editor does every day, with as few clicks as it may take. Times are for `make bench`, never for a test."""

import re
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.working import PreviewLink
from tests import make
from tests.browser.desk import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
SIZE = {"width": 1280, "height": 900}


@pytest.fixture
def within(desk):
    """`with within(4):` a piece of work that may take four clicks, one window and no dialog."""
    clicks, dialogs = [], []
    desk.page.expose_function("counted", lambda: clicks.append(1))
    desk.page.add_init_script("addEventListener('pointerdown', () => window.counted?.(), true)")
    desk.page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))

    @contextmanager
    def budget(most: int):
        clicks.clear()
        yield
        desk.page.wait_for_load_state("networkidle")
        assert len(clicks) <= most, f"{len(clicks)} clicks where {most} should do"
        assert len(desk.page.context.pages) == 1
        assert dialogs == []

    return budget


def pick(desk, **fields):
    """Choose from pickers by keyboard alone."""
    for name, text in fields.items():
        picker = desk.page.locator(f"#id_{name} + .select2-container")
        box = picker.locator(".select2-search__field, .select2-selection[role=combobox]").first
        box.focus()
        desk.page.keyboard.press("Enter")
        field = desk.page.locator(".select2-container--open .select2-search__field")
        field.press_sequentially(text)
        option = desk.page.locator(
            ".select2-results__option--highlighted, .select2-results__option[aria-selected]"
        )
        expect(option.filter(has_text=text).first).to_be_visible()
        desk.page.keyboard.press("Enter")
        expect(desk.page.locator(f"#id_{name} option:checked").filter(has_text=text)).to_have_count(1)


def shown(desk, mode="page") -> str:
    """The text of a frame of the preview, once it holds the form."""
    expect(desk.page.frame_locator(f"iframe[name=preview-{mode}]").locator("main h1").first).to_be_attached()
    return " ".join(
        desk.page.frame_locator(f"iframe[name=preview-{mode}]").locator("main").inner_text().split()
    )


def test_three_events_are_dated_as_exactly_as_each_is_known(desk, within):
    make.make_negotiation(name="United States – Japan tariff talks")
    desk.sign_in("ana")
    events = (
        ("Working groups begin", "2026-03", "March 2026"),
        ("A letter arrives", "2026-03-03", "3 March 2026"),
        ("The ministers call each other", "2026-03-03T14:30", "3 March 2026, 14:30 JST"),
    )
    with within(9):
        desk.begin("Development")
        for number, (headline, when, words) in enumerate(events, start=1):
            desk.fill(headline=headline, when=when, zone="Asia/Tokyo", development_type="other")
            pick(desk, negotiations="United States")
            desk.page.get_by_role("button", name="Preview", exact=True).click()
            text = shown(desk)
            assert headline in text
            assert words in text
            assert "00:00" not in text
            desk.page.get_by_role(
                "button", name="Save" if number == 3 else "Save and add another", exact=True
            ).click()
            expect(desk.page.locator(".messagelist")).to_contain_text("was added successfully")
    listed = desk.page.locator("#result_list").inner_text()
    assert all(words in listed for _, _, words in events)
    assert "00:00" not in listed
    assert Entry.objects.count() == 3


def test_a_measure_goes_from_announced_to_in_force(desk, within):
    measure = make.make_measure("US duty on automobiles")
    make.publish(
        make.make_measure_change(
            headline="A duty on cars is announced",
            measure=measure,
            action="announced",
            when="2025-03-26",
            announced="2025-03-26",
            effective_from="",
            economies=[make.make_economy()],
        )
    )
    make.make_source("Adjusting imports", publisher="Federal Register")
    desk.sign_in("ana")
    with within(5):
        desk.begin("Measure change")
        desk.fill(headline="The duty on cars begins", when="2025-04-03", zone="America/New_York")
        desk.fill(action="imposed", duty="25%", rate_basis="additional", economy_scope="all")
        pick(desk, measure="US duty")
        desk.page.get_by_role("button", name="Save and submit for review").click()
        refusal = desk.page.locator(".messagelist")
        expect(refusal).to_contain_text("not submitted")
        expect(refusal).to_contain_text("Give the date from which it is")
        expect(refusal).to_contain_text("Cite at least one source")
        desk.fill(effective_from="2025-04-03T00:01")
        pick(desk, **{"citations-0-source": "Adjusting imports"})
        desk.submit()
    change = Entry.objects.get(headline="The duty on cars begins").measurechange
    rui = make.editor("rui", "editor")
    make.act(change, "approve", rui)
    make.act(change, "publish", rui)
    desk.page.goto(f"{desk.base}/measures/us-duty-on-automobiles/")
    main = desk.page.locator("main")
    expect(main.locator(".chart svg").first).to_be_visible()
    for headline in ("A duty on cars is announced", "The duty on cars begins"):
        expect(main.get_by_role("link", name=headline).first).to_be_visible()
    states = {day: " ".join(_at(desk, day).split()) for day in ("2025-04-02", "2025-04-03")}
    assert "Announced" in states["2025-04-02"]
    assert "In force" not in states["2025-04-02"]
    assert "In force" in states["2025-04-03"]


def _at(desk, day: str) -> str:
    """Where the measure stands on a day, as its embed says."""
    desk.page.goto(f"{desk.base}/embed/measures/us-duty-on-automobiles/?on={day}")
    return desk.page.locator(".states").inner_text().split("Next:")[0]


def test_a_published_quote_is_corrected(desk, within):
    quote = make.make_quote(headline="A minister speaks", text="truly regrettable")
    make.publish(quote)
    before = _atom(desk)
    desk.sign_in("ana")
    desk.page.goto(f"{desk.base}/admin/negotiations/quote/{quote.pk}/change/")
    with within(4):
        desk.fill(text="extremely regrettable")
        desk.submit()
    desk.sign_in("rui")
    desk.page.goto(f"{desk.base}/admin/negotiations/quote/{quote.pk}/change/")
    note = "We had “truly regrettable”; the source has “extremely regrettable”."
    with within(4):
        desk.page.locator(".desk-status").get_by_role("link", name="Approve", exact=True).click()
        desk.page.get_by_role("button", name="Approve, then publish", exact=True).click()
        expect(desk.page.locator(".differences")).to_contain_text("extremely")
        desk.page.get_by_label("Corrected").check()
        desk.page.get_by_label("Note for readers").fill(note)
        desk.page.get_by_role("button", name="Publish", exact=True).click()
        expect(desk.page.locator(".messagelist")).to_contain_text("is published")
    after = _atom(desk)
    assert after["id"] == before["id"]
    assert after["updated"] > before["updated"]
    desk.page.goto(f"{desk.base}/entries/TW-000001/")
    expect(desk.page.locator(".detail .correction")).to_contain_text(note)
    expect(desk.page.locator("#editions")).to_contain_text(note)
    expect(desk.page.locator(".quote").first).to_contain_text("extremely regrettable")
    desk.page.goto(f"{desk.base}/embed/entries/TW-000001/")
    expect(desk.page.locator("main")).to_contain_text("Correction.")
    expect(desk.page.locator("main")).to_contain_text(note)


def _atom(desk) -> dict:
    """The id and the time of the only entry in the feed."""
    feed = desk.page.request.get(f"{desk.base}/timeline.atom").text()
    entry = feed.partition("<entry")[2]
    return {name: re.search(f"<{name}>(.*?)</{name}>", entry)[1] for name in ("id", "updated")}


def test_an_unsaved_draft_is_seen_as_page_on_a_phone_and_embedded(desk, within):
    answers = []
    desk.page.on(
        "response", lambda answer: answers.append(answer) if "/quote/preview/" in answer.url else None
    )
    desk.sign_in("ana")
    desk.begin("Quote")
    desk.fill(headline="A minister speaks", when="2025-04", text="extremely regrettable", text_language="en")
    with within(3):
        desk.page.get_by_role("button", name="Preview", exact=True).click()
        assert "extremely regrettable" in shown(desk)
        desk.page.get_by_role("tab", name="Phone").click()
        assert "extremely regrettable" in shown(desk, "phone")
        width = desk.page.locator("iframe[name=preview-phone]").evaluate(
            "frame => frame.contentWindow.innerWidth"
        )
        assert width == 360
        desk.page.get_by_role("tab", name="Embed").click()
        assert "Preview, not published." in shown(desk, "embed")
    assert [(answer.status, answer.headers["x-robots-tag"]) for answer in answers] == [(200, "noindex")] * 3
    assert not Entry.objects.exists()
    # What is typed on shows by itself, and the frame stays where it was.
    desk.fill(text="deeply regrettable")
    expect(desk.page.frame_locator("iframe[name=preview-embed]").locator("main")).to_contain_text("deeply")
    desk.page.get_by_role("tab", name="Embed").press("ArrowRight")
    expect(desk.page.get_by_role("tab", name="Page", exact=True)).to_be_focused()
    expect(desk.page.frame_locator("iframe[name=preview-page]").locator("main")).to_contain_text("deeply")
    desk.page.get_by_role("button", name="Close the preview").click()
    expect(desk.page.locator("#preview-panel")).to_be_hidden()
    desk.page.get_by_role("button", name="Save", exact=True).click()
    expect(desk.page.locator(".messagelist")).to_contain_text("was added successfully")


def test_a_draft_is_shared_with_somebody_without_an_account(desk):
    quote = make.make_quote(headline="A minister speaks")
    desk.sign_in("ana")
    desk.page.goto(f"{desk.base}/admin/negotiations/quote/{quote.pk}/change/")
    desk.page.locator(".share-preview summary").click()
    desk.page.get_by_label("Somebody without an account").select_option("1 day")
    desk.page.get_by_role("button", name="Share a preview").click()
    address = desk.page.get_by_label("Address").input_value()
    assert address.startswith(f"{desk.base}/preview/")
    stranger = desk.page.context.browser.new_context()
    try:
        page = stranger.new_page()
        answer = page.goto(address)
        assert (answer.status, answer.headers["x-robots-tag"]) == (200, "noindex")
        expect(page.locator("main")).to_contain_text("Preview, not published.")
        expect(page.locator("h1")).to_have_text("A minister speaks")
        assert stranger.cookies() == []
        PreviewLink.objects.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
        assert page.goto(address).status == 404
    finally:
        stranger.close()
    desk.page.get_by_role("link", name="Back to the form").click()
    assert Transition.objects.filter(action="shared").count() == 1


def test_a_chief_publishes_at_once_and_a_second_editor_confirms(desk, within):
    quote = make.make_quote(headline="A minister speaks")
    mei = make.editor("mei", "chief")
    mei.set_password(PASSWORD)
    mei.save()
    desk.sign_in("mei")
    desk.page.goto(f"{desk.base}/admin/negotiations/quote/{quote.pk}/change/")
    with within(2):
        desk.page.locator(".desk-status").get_by_role(
            "link", name="Publish without review", exact=True
        ).click()
        expect(desk.page.get_by_label("Why it cannot wait")).to_be_visible()
        desk.page.get_by_label("Why it cannot wait").fill("The duty applies from midnight.")
        desk.page.get_by_role("button", name="Publish without review", exact=True).click()
        expect(desk.page.locator(".messagelist")).to_contain_text("is published without review")
    expect(desk.page.locator(".desk-status").get_by_role("link", name="Confirm", exact=True)).to_have_count(0)
    desk.sign_in("rui")
    desk.page.goto(f"{desk.base}/admin/negotiations/quote/{quote.pk}/change/")
    with within(2):
        desk.take("Confirm")
        expect(desk.page.locator(".messagelist")).to_contain_text("You confirmed")
    desk.page.goto(f"{desk.base}/entries/TW-000001/")
    notice = desk.page.locator(".unreviewed")
    expect(notice).to_contain_text("The duty applies from midnight.")
    expect(notice).to_contain_text("A second editor confirmed it on")
