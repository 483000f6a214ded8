"""What each side of the talks says, on the page of the talks."""

import pytest

from negotiations.models.nouns import Negotiation, Office
from tests import make
from tests.remembering import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def talks():
    talks = Negotiation.objects.create(slug="us-japan", name="United States – Japan")
    japan, states = make.make_economy(), make.make_economy("United States", "US")
    for name, economy, days in (
        ("Akazawa", japan, ("2025-04-16", "2025-06-06")),
        ("Bessent", states, ("2025-04-17",)),
    ):
        person = make.make_person(name)
        office = Office.objects.create(slug=name.lower(), person=person, title="Minister", economy=economy)
        for day in days:
            make.publish(
                make.make_quote(
                    speaker=person, office=office, when=day, text=f"{name} on {day}", negotiations=[talks]
                )
            )
    make.publish(
        make.make_quote(
            speaker=make.make_person("A stranger"), when="2025-05-01", text="Elsewhere", negotiations=[talks]
        )
    )
    return talks


def test_quotes_stand_by_the_side_that_the_speaker_acted_for(client, talks):
    said = client.get("/negotiations/us-japan/").context["said"]
    assert [(str(group["side"]), group["count"]) for group in said] == [
        ("Japan", 2),
        ("United States", 1),
        ("None", 1),
    ]
    assert [card.b["text"] for card in said[0]["cards"]] == ["Akazawa on 2025-06-06", "Akazawa on 2025-04-16"]
    page = client.get("/negotiations/us-japan/").text
    assert 'aria-label="Japan: June 2025 1, April 2025 1"' in page


def test_words_of_later_days_are_left_out(client, talks):
    said = client.get("/negotiations/us-japan/?on=2025-04-16").context["said"]
    assert [(str(group["side"]), group["count"]) for group in said] == [("Japan", 1)]
    assert said[0]["density"] is None
