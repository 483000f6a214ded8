"""The rest of the first story, by hand: a request that was refused, shares that moved, a source that differs."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.desk import read

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_request_with_its_refusal(desk):
    make.make_economy()
    make.make_economy("United States", "US")
    desk.sign_in("ana")
    desk.begin("Development")
    desk.fill(
        headline="Japan asks for an exemption and is refused", when="2025-04-16", zone="America/New_York"
    )
    desk.fill(development_type="request", asked_for="an exemption from the duty on cars", response="refused")
    desk.fill(response_note="The US side made no exception for Japan.")
    desk.pick(actor_economy="Japan", addressee_economy="United States")
    desk.add("negotiations", name="United States – Japan tariff talks")
    desk.add("citations-0-source", title="Talks in Washington", publisher="Financial Times")
    desk.submit()

    desk.sign_in("rui")
    desk.review_and_publish("Japan asks for an exemption and is refused")
    text = read(desk)
    for words in (
        "an exemption from the duty on cars",
        "Refused",
        "The US side made no exception for Japan.",
        "Japan",
    ):
        assert words in text, words
    desk.page.get_by_role("link", name="United States – Japan tariff talks").first.click()
    table = desk.page.locator("main").inner_text()
    assert "an exemption from the duty on cars" in table
    assert "Refused" in table


def test_a_market_move_is_shown_without_a_cause(desk):
    make.publish(make.make_round(headline="The ministers meet"))
    desk.sign_in("ana")
    desk.begin("Market move")
    desk.fill(headline="Shares of Japanese defence companies rise", when="2025-04-17", zone="Asia/Tokyo")
    desk.pick(reported_against="The ministers meet")
    desk.fill(**{"changes-0-name": "Kawasaki Heavy Industries", "changes-0-percent": "6.3"})
    desk.add("citations-0-source", title="Talks in Washington", publisher="Financial Times")
    desk.submit()

    desk.sign_in("rui")
    desk.review_and_publish("Shares of Japanese defence companies rise")
    text = read(desk, "TW-000002")
    for words in ("Kawasaki Heavy Industries", "+6.3 %", "The ministers meet", "not a statement of cause"):
        assert words in text, words


def test_a_source_that_differs_is_shown_beside_the_one_that_supports(desk):
    make.make_economy()
    make.make_source("First report", publisher="Financial Times")
    make.make_source("Second report", publisher="Yomiuri Shimbun")
    desk.sign_in("ana")
    desk.begin("Round")
    desk.fill(headline="The ministers meet", when="2025-04-16", zone="America/New_York", status="held")
    desk.pick(economies="Japan", **{"citations-0-source": "First report"})
    desk.another("Citation")
    desk.pick(**{"citations-1-source": "Second report"})
    desk.fill(**{"citations-1-stance": "differs", "citations-1-concerns": "who attended"})
    desk.fill(**{"citations-1-says": "It adds the commerce secretary."})
    desk.submit()

    desk.sign_in("rui")
    desk.review_and_publish("The ministers meet")
    text = read(desk)
    assert "Where sources differ" in text
    assert text.index("It adds the commerce secretary.") < text.index("Second report")


def test_a_story_is_published_together_from_its_page(desk):
    from negotiations.models.entries import Story

    story = Story.objects.create(name="First ministerial round")
    make.make_round(story=story)
    make.make_quote(story=story)
    for name, step in (("ana", "Submit for review"), ("rui", "Approve"), ("rui", "Publish")):
        desk.sign_in(name)
        desk.page.goto(f"{desk.base}/admin/negotiations/story/{story.pk}/change/")
        desk.page.get_by_role("link", name=f"{step} together").click()
        desk.page.get_by_role("button", name=f"{step}: all 2").click()
        expect(desk.page.locator(".messagelist")).to_contain_text("done for 2 entries")
        desk.page.wait_for_load_state("networkidle")
    expect(desk.page.locator(".messagelist")).to_contain_text("TW-000001, TW-000002")
