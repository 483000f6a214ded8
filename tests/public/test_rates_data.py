"""The same answer as JSON."""

from itertools import product

import pytest
import time_machine

from tests import make
from tests.public.duties import CAR, SHOES, a_story, ask, change, rule

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def autumn():
    with time_machine.travel("2025-10-01T12:00:00Z"):
        yield


@pytest.fixture
def story(db):
    return a_story()


def data(client, code=CAR, on="2025-08-10", economy="JP", **more) -> dict:
    response = client.get("/rates.json", {"by": "US", "economy": economy, "code": code, "on": on, **more})
    assert response.status_code == 200, response.text
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return response.json()


def test_the_figures_are_those_of_the_page(client, story):
    days = ("2025-01-01", "2025-04-03", "2025-04-09", "2025-09-20")
    for code, on in product((CAR, SHOES, "87", ""), days):
        found, page = data(client, code, on), ask(client, code, on).context
        assert found["sentence"] == page["shown"].sentence
        assert found["figure"] == page["shown"].figure
        assert [one["duty"] for one in found["components"]] == [row.duty for row in page["shown"].rows]
        assert [one["figure"] for one in found["over_time"]] == [one.figure for one in page["reading"].steps]
        assert [one["text"] for one in found["total"]["reasons"]] == [r.text for r in page["shown"].reasons]
        assert len(found["sources"]) == len(page["reading"].sources)


def test_the_question_is_repeated_with_its_identities_and_instants(client, story):
    question = data(client, known="2025-10-01")["question"]
    assert question["by"]["id"] == "US"
    assert (question["economy"]["id"], question["economy"]["name"]) == ("JP", "Japan")
    assert (question["code"], question["code_text"]) == ("87032301", "8703.23.01")
    assert question["on_instant"] == "2025-08-10T23:59:59.999999Z"
    assert question["known_instant"] == "2025-10-01T23:59:59.999999Z"
    assert question["url"].endswith("/rates/?by=US&economy=JP&code=8703.23.01&on=2025-08-10&known=2025-10-01")


def test_a_component_has_its_entry_its_document_and_the_rule_that_takes_it_away(client, story):
    components = {one["measure"]["id"]: one for one in data(client, on="2025-04-09")["components"]}
    cars = components["us-duty-on-automobiles"]
    assert (cars["outcome"], cars["state"], cars["duty"], cars["basis"]) == (
        "applies", "in_force", "25%", "additional",
    )  # fmt: skip
    assert cars["entry"]["id"] == "TW-000002"
    assert cars["instrument"] == {"name": "EO 14345, Adjusting imports", "url": "https://example.org/eo"}
    assert cars["since"] == {
        "text": "3 April 2025, 00:01 EDT",
        "edtf": "2025-04-03T00:01",
        "zone": "America/New_York",
        "instant": "2025-04-03T04:01:00Z",
    }
    removed = components["us-baseline-duty"]["removed_by"]
    assert removed["rule"]["effect"] == "excludes"
    assert removed["rule"]["id"] == story.excludes.publication.key
    assert removed["beside"]["name"] == "US duty on automobiles"


def test_amounts_are_decimal_text(client, story):
    change(make.make_measure("US tariff schedule"), "2025-01-01", "2.50%", rate_basis="mfn", codes=["8703"])
    total = data(client, on="2025-09-20")["total"]
    assert total["in_all"] == {"text": "15%", "percent": "15", "specific": []}
    assert total["base"]["percent"] == "2.5"
    assert total["terms"][0]["adds"]["percent"] == "12.5"
    assert data(client, SHOES, "2025-04-10")["total"]["in_all"] is None


def test_money_per_unit_is_told_with_its_currency(client, story):
    change(make.make_measure("US odd duty"), "2025-02-01", "4.4¢/kg + 10%")
    additional = data(client, SHOES, "2025-02-02")["total"]["additional"]
    assert additional["percent"] == "10"
    assert additional["specific"] == [{"amount": "0.044", "currency": "USD", "per": "kg"}]


def test_the_floor_and_the_next_change_are_told(client, story):
    assert data(client, on="2025-09-20")["total"]["floor"] == "15"
    assert data(client, on="2025-09-20")["next"] is None
    following = data(client)["next"]
    assert following["on_instant"] == "2025-09-16T04:01:00Z"
    assert (
        following["changes"][0]["entries"][0]["headline"] == "US duty on automobiles: amended from 2025-09-16"
    )


def test_rules_and_conditions_are_told(client, story):
    fentanyl = make.make_measure("US fentanyl duty")
    listed = {"economy_scope": "listed", "scope_economies": [story.china]}
    change(fentanyl, "2025-03-04", "20%", **listed)
    change(fentanyl, "2025-03-07", action="exempted", condition="for gifts", **listed)
    adds = rule("adds", [fentanyl], [story.baseline], since="2025-03-04")
    found = data(client, SHOES, "2025-04-10", "CN")
    assert [one["id"] for one in found["total"]["rules"]] == [adds.publication.key]
    (other,) = found["components"][-1]["alternatives"]
    assert (other["covers"], other["condition"], other["state"]) == ("condition", "for gifts", "exempt")


def test_several_errors_are_told_at_once(client, story):
    response = client.get("/rates.json?by=US&economy=XX&code=1&on=never&known=never")
    assert response.status_code == 400
    assert {one["parameter"] for one in response.json()["errors"]} == {"economy", "code", "on", "known"}
    assert response.json()["title"] == "Bad Request"
