"""A new editor's path in a real browser: from an empty form to the page that readers see."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from negotiations.desk.roles import Role
from negotiations.models.entries import Entry
from negotiations.models.nouns import Economy, Person
from tests import make
from tests.browser.desk import Desk, read

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_round_with_participants_agenda_readouts_and_a_source_that_differs(desk):
    make.make_economy("United States", "US")
    make.make_office(make.make_person("Scott Bessent"), title="Secretary of the Treasury")
    make.make_topic("Exchange rates")
    desk.sign_in("ana")
    desk.begin("Round")
    desk.fill(headline="Japan and the United States meet", when="2025-04-16", zone="America/New_York")
    desk.fill(status="held", level="ministers", outcome="next_meeting", next_meeting="2025-04")
    desk.add("economies", name="Japan", code="JP")
    desk.pick(economies="United States")
    desk.add("citations-0-source", title="Talks in Washington", publisher="The Guardian")
    desk.another("Citation")
    desk.add("citations-1-source", title="Who was there", publisher="NHK")
    desk.fill(**{"citations-1-stance": "differs", "citations-1-concerns": "who attended"})
    desk.fill(**{"citations-1-says": "Names the commerce secretary too."})
    desk.another("Participant")
    desk.add("participants-0-person", name="Ryosei Akazawa")
    desk.pick(**{"participants-0-side": "Japan", "participants-0-attested_by": "NHK"})
    desk.another("Participant")
    desk.pick(
        **{"participants-1-person": "Scott Bessent", "participants-1-office": "Secretary of the Treasury"}
    )
    desk.another("Agenda item")
    desk.pick(**{"agenda-0-topic": "Exchange rates", "agenda-0-according_to": "Ryosei"})
    desk.fill(**{"agenda-0-state": "not_discussed"})
    desk.another("Read-out")
    desk.pick(**{"readouts-0-side": "Japan"})
    desk.fill(**{"readouts-0-text": "Japan asked for the tariffs to be withdrawn."})
    desk.submit()

    desk.sign_in("rui")
    desk.review_and_publish("Japan and the United States meet")
    text = read(desk)
    for words in (
        "16 April 2025",
        "Ryosei Akazawa",
        "Secretary of the Treasury",
        "Exchange rates",
        "Not discussed",
        "Japan asked for the tariffs to be withdrawn.",
        "Names the commerce secretary too.",
        "April 2025",
    ):
        assert words in text, words


def test_a_quote_with_evidence_about_its_claim(desk):
    make.make_source("Host nation support", publisher="Ministry of Defense")
    desk.sign_in("ana")
    desk.begin("Quote")
    desk.fill(headline="Trump says Japan pays nothing", when="2025-04-16", zone="America/New_York")
    desk.fill(text="they don't pay anything", text_language="en", setting="remarks")
    desk.add("speaker", name="Donald Trump")
    with desk.page.expect_popup() as opened:
        desk.page.locator("#add_id_office").click()
    popup = Desk(opened.value, desk.base)
    popup.pick(person="Donald Trump")
    popup.fill(title="President of the United States")
    popup.page.get_by_role("button", name="Save", exact=True).click()
    expect(desk.page.locator("#id_office + .select2-container")).to_contain_text("President")
    desk.fill(claim="Japan pays nothing for hosting US forces.")
    desk.pick(**{"citations-0-source": "Host nation"})
    desk.another("Evidence")
    desk.fill(**{"evidence-0-bearing": "against", "evidence-0-text": "Japan budgets about $1.4bn a year."})
    desk.pick(**{"evidence-0-source": "Host nation"})
    desk.submit()

    desk.sign_in("rui")
    desk.review_and_publish("Trump says Japan pays nothing")
    text = read(desk)
    for words in (
        "they don't pay anything",
        "President of the United States",
        "Japan budgets about $1.4bn a year.",
    ):
        assert words in text, words
    assert Person.objects.get().publication.key == "donald-trump"


def test_a_measure_change(desk):
    desk.sign_in("ana")
    desk.begin("Measure change")
    desk.fill(headline="A duty of 25 % on cars begins", when="2025-04-03", zone="America/New_York")
    desk.add("measure", name="US duty on automobiles")
    desk.add("instrument", name="Adjusting imports of automobiles", number="Proclamation 10908")
    desk.fill(action="imposed", effective_from="2025-04-03T00:01", duty="25%", rate_basis="additional")
    desk.fill(goods="passenger vehicles and light trucks", goods_scope="listed", economy_scope="all")
    desk.add("citations-0-source", title="Adjusting imports", publisher="Federal Register")
    desk.another("Goods code")
    desk.fill(**{"goods_codes-0-code": "8703"})
    desk.submit()

    desk.sign_in("rui")
    desk.review_and_publish("A duty of 25 % on cars begins")
    text = read(desk)
    for words in ("25%", "Additional duty", "US duty on automobiles", "Proclamation 10908", "00:01", "8703"):
        assert words in text, words


def test_words_that_nobody_saved_are_asked_about_and_a_second_click_saves_once(desk):
    desk.sign_in("ana")
    desk.begin("Round")
    desk.fill(headline="Typed and not saved")
    asked = []
    desk.page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    desk.page.get_by_role("link", name="Home", exact=True).click(no_wait_after=True)
    desk.page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(desk.page.locator("#id_headline")).to_have_value("Typed and not saved")
    desk.page.get_by_role("button", name="Save and continue editing").dblclick()
    expect(desk.page.locator(".messagelist")).to_contain_text("was added successfully")
    assert Entry.objects.count() == 1
    desk.fill(place="Tokyo")
    desk.page.keyboard.press("Control+s")
    expect(desk.page.locator(".messagelist")).to_contain_text("was changed successfully")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_screens_are_accessible_and_fit(desk, scheme, width):
    entry, quote = make.make_round(people=[make.make_person()]), make.make_quote(claim="A claim.")
    make.publish(entry)
    make.edit(entry, place="Tokyo")
    make.act(entry, "submit", make.editor("ana", Role.CONTRIBUTOR))
    make.act(entry, "approve", make.editor("rui", Role.EDITOR))
    desk.page.emulate_media(color_scheme=scheme)
    desk.page.set_viewport_size({"width": width, "height": 900})
    desk.sign_in("rui")
    forms = [f"round/{entry.pk}/{page}/" for page in ("change", "publish", "history")]
    for address in (
        "",
        *(f"negotiations/{page}" for page in (*forms, f"quote/{quote.pk}/change/", "round/")),
    ):
        desk.page.goto(f"{desk.base}/admin/{address}")
        desk.page.wait_for_load_state("networkidle")
        found = [
            rule
            for rule in Axe().run(desk.page).response["violations"]
            if rule["impact"] in ("serious", "critical")
        ]
        assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == [], address
        assert desk.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
    assert Economy.objects.exists()
