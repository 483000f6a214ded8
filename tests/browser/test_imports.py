"""Rows of a spreadsheet in a real browser: pasted, mended in the grid, imported, undone."""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from negotiations.desk.roles import Role
from negotiations.models.entries import Entry
from negotiations.models.kinds.round import Round
from negotiations.models.nouns import Economy
from negotiations.models.sources import Source
from tests import make
from tests.desk.tabular import delimited, imported

pytestmark = pytest.mark.django_db(transaction=True)
# Colours glide from one scheme to the other; half way between them nothing has contrast.
_COLOURS_SETTLED = """() => new Promise(requestAnimationFrame)
    .then(() => Promise.allSettled(document.getAnimations().map((glide) => glide.finished)))
    .then(() => null)"""
BUDGET = 90  # seconds for 20 rows, of which 2 are wrong and 1 is known, with 4 clicks


def pasted() -> str:
    """Twenty rows as a spreadsheet copies them: one known, one with a date that could be two, one with a slip."""
    rows = [
        {
            "kind": "round",
            "key": f"row-{number}",
            "when": f"2025-04-{number:02d}",
            "headline": f"Ministers meet, day {number}",
            "summary": 'They said "little".\nThey meet again.',
            "economies": "JP;US",
            "source_url": f"https://example.org/{number}",
            "source_title": f"Report {number}",
        }
        for number in range(1, 21)
    ]
    rows[4]["when"], rows[9]["economies"] = "5/4/2025", "JP;USA"
    return delimited(rows, delimiter="\t")


def state() -> list:
    """All that an import could touch."""
    rounds = [(row.pk, row.headline, row.when, row.place) for row in Round.objects.order_by("pk")]
    return [rounds, Source.objects.count(), Economy.objects.count()]


def test_twenty_rows_pasted_mended_imported_and_undone_with_four_clicks(desk):
    make.make_economy()
    make.make_economy("United States", "US")
    known = {
        "kind": "round",
        "key": "row-1",
        "headline": "A first word",
        "when": "2025-04-01",
        "place": "Tokyo",
    }
    imported([known], make.editor("ana", Role.CONTRIBUTOR))
    desk.sign_in("ana")
    desk.page.goto(f"{desk.base}/admin/import/")
    before, page, began = state(), desk.page, time.monotonic()

    page.get_by_label("Paste rows").fill(pasted())
    page.get_by_role("button", name="Check the rows").click()
    expect(page.locator(".import-summary")).to_have_text("New 17 · Changed 1 · Error 2")
    assert state() == before
    assert_accessible(page)
    wrong = page.locator("[aria-invalid]")
    expect(wrong).to_have_count(2)
    expect(wrong.first).to_have_accessible_description(
        "“5/4/2025” could be 5 April or 4 May. Write 2025-04-05 or 2025-05-04."
    )
    expect(page.locator(".has-change del")).to_have_text("A first word")
    wrong.first.fill("2025-04-05")
    expect(page.get_by_role("button", name="Import 18 rows, leave out 2")).to_be_disabled()
    expect(page.get_by_text("Cells were edited: check again")).to_be_visible()
    wrong.last.fill("JP;US")
    page.get_by_role("button", name="Check again").click()
    expect(page.locator(".import-summary")).to_have_text("New 19 · Changed 1 · Error 0")
    assert state() == before
    page.get_by_role("button", name="Import 20 rows").click()
    expect(page.locator(".messagelist")).to_contain_text("20 rows imported as drafts. Nothing is published.")
    assert Entry.objects.filter(work_state="draft").count() == 20
    assert Round.objects.get(import_key="row-1").place == "Tokyo"
    assert_accessible(page)
    page.get_by_role("button", name="Undo this import").click()
    expect(page.locator(".messagelist")).to_contain_text("was undone")
    assert state() == before
    assert time.monotonic() - began < BUDGET


def test_the_arrows_lead_up_and_down_and_enter_checks_again(desk):
    desk.sign_in("ana")
    desk.page.goto(f"{desk.base}/admin/import/")
    assert_accessible(desk.page)
    desk.page.get_by_label("Paste rows").fill("kind\theadline\nround\tOne\nround\tTwo")
    desk.page.get_by_role("button", name="Check the rows").click()
    desk.page.get_by_label("headline, row 2").focus()
    desk.page.keyboard.press("ArrowDown")
    expect(desk.page.get_by_label("headline, row 3")).to_be_focused()
    desk.page.keyboard.type("Three")
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_label("headline, row 3")).to_have_value("Three")
    expect(desk.page.locator(".import-summary")).to_have_text("New 2 · Changed 0 · Error 0")


def assert_accessible(page):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(_COLOURS_SETTLED)
        found = Axe().run(page)
        assert not found.response["violations"], found.generate_report()
