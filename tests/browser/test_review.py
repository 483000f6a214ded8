"""Review between two editors, up to an hour at which readers find it (E6)."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from playwright.sync_api import expect

from negotiations.models.journal import Transition
from negotiations.models.kinds.round import Round
from negotiations.values import clock
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 9  # of both together, sign-ins left out


def counted(page) -> list:
    """Every press of a pointer in any page of this window from now on."""
    presses: list[str] = []
    page.context.expose_function("tellPress", lambda what: presses.append(what))
    page.context.add_init_script(
        "addEventListener('pointerdown', (event) => tellPress(event.target.tagName), true)"
    )
    return presses


def test_a_review_with_a_return_and_a_time(desk):
    make.make_round(headline="The ministers meet", place="Tokio")
    page, presses, signing_in = desk.page, counted(desk.page), 0

    def as_(name):
        nonlocal signing_in
        before = len(presses)
        desk.sign_in(name)
        page.wait_for_load_state("networkidle")
        signing_in += len(presses) - before

    as_("ana")
    page.goto(f"{desk.base}/admin/negotiations/round/{Round.objects.get().pk}/change/")
    expect(page.locator(".desk-status").get_by_role("link", name="Approve", exact=True)).to_have_count(0)
    page.locator(".desk-status").get_by_role("link", name="Submit for review").click()
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator(".desk-way [aria-current=step]")).to_contain_text("In review")

    as_("rui")
    page.get_by_role("link", name="Approve: The ministers meet").click()
    expect(page.frame_locator("iframe.preview").locator("h1")).to_have_text("The ministers meet")
    page.get_by_role("link", name="Return to the author").click()
    page.get_by_label("About").first.select_option(label="Place")
    page.get_by_label("Comment", exact=True).first.fill("Spelled Tokyo.")
    page.get_by_role("button", name="Return to the author").click()
    expect(page.locator(".messagelist")).to_contain_text("went back to its author")

    as_("ana")
    page.goto(f"{desk.base}/admin/negotiations/round/{Round.objects.get().pk}/change/")
    expect(page.locator(".field-place .comment-beside")).to_contain_text("rui: Spelled Tokyo.")
    page.locator("#id_place").fill("Tokyo")
    desk.submit()

    as_("rui")
    page.get_by_role("link", name="Approve: The ministers meet").click()
    page.get_by_role("button", name="Approve, then publish at a time").click()
    at = (clock.now() + timedelta(hours=2)).replace(second=0, microsecond=0)
    page.get_by_label("When").fill(at.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Publish at a time", exact=True).click()
    expect(page.locator(".desk-time")).to_contain_text("It will be published on")
    assert len(presses) - signing_in <= CLICKS, presses

    page.wait_for_load_state("networkidle")
    page.context.clear_cookies()
    assert page.request.get(f"{desk.base}/entries/TW-000001/").status == 404
    call_command("publish_due", "--no-progress")
    assert page.request.get(f"{desk.base}/entries/TW-000001/").status == 404
    with time_machine.travel(at):
        call_command("publish_due", "--no-progress")
        assert page.request.get(f"{desk.base}/entries/TW-000001/").status == 200
    assert list(Transition.objects.order_by("id").values_list("action", "by_name")) == [
        ("created", "ana"),
        ("submit", "ana"),
        ("return", "rui"),
        ("commented", "rui"),
        ("edited", "ana"),
        ("submit", "ana"),
        ("approve", "rui"),
        ("schedule", "rui"),
        ("publish", "rui"),
    ]
