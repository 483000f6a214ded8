"""E12: a dead link is mended from "Needs attention", and readers get the archived copy."""

import re

import pytest
from playwright.sync_api import expect

from negotiations.models.printed import Upkeep
from negotiations.models.sources import Source
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
COPY = "https://archive.example.org/1"
COUNT_CLICKS = """
  const clicks = () => Number(sessionStorage.getItem("clicks"));
  addEventListener("pointerdown", () => sessionStorage.setItem("clicks", 1 + clicks()), true);
"""


def test_a_dead_link_is_mended_with_three_clicks(desk):
    source = make.make_source("Statement of the minister", address="https://example.org/news/1")
    make.publish(make.make_quote(source=source, headline="The minister speaks"))
    Source.objects.update(
        link_status="dead", link_detail="The site answers that there is no such page (404)."
    )
    Upkeep.objects.filter(publication__kind="source").update(link_status="dead")
    desk.sign_in("ana")
    page = desk.page
    page.context.add_init_script(COUNT_CLICKS)
    page.goto(f"{desk.base}/admin/")
    panel = page.get_by_role("region", name="Needs attention")
    expect(panel.get_by_role("link", name="Dead links")).to_be_visible()

    panel.get_by_role("link", name=re.compile("Statement of the minister")).click()
    page.get_by_label("Archived copy").click()
    page.keyboard.type(COPY)
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator(".messagelist .success")).to_be_visible()
    assert page.evaluate("Number(sessionStorage.getItem('clicks'))") <= 3
    assert len(page.context.pages) == 1
    page.goto(f"{desk.base}/admin/")
    expect(page.get_by_role("link", name="Dead links")).to_have_count(0)
    page.goto(f"{desk.base}/admin/reports/dead-links/")
    expect(page.get_by_text("Nothing: the list is empty.")).to_be_visible()
    page.goto(f"{desk.base}/entries/TW-000001/")
    expect(page.locator("#sources a").first).to_have_attribute("href", COPY)
