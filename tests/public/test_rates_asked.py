"""The question: what can be asked, and what is said where it cannot be read."""

import pytest
import time_machine

from negotiations.models.nouns import Membership
from tests import make
from tests.public.duties import CAR, a_story, ask, change

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def autumn():
    with time_machine.travel("2025-10-01T12:00:00Z"):
        yield


@pytest.fixture
def story(db):
    return a_story()


def refused(client, field: str, **query) -> str:
    """The message by a field, in the form and in JSON; there is no answer beside it."""
    response = ask(client, **query)
    assert response.status_code == 200
    assert response.context["reading"] is None
    assert "There is no answer until" in response.text
    message = response.context["asked"].errors[field]
    if field != "known":
        assert f'id="e-{field}">' in response.text
        assert f'href="#q-{field}"' in response.text
    asked = {"by": "US", "economy": "JP", "code": CAR, "on": "2025-08-10"} | query
    data = client.get("/rates.json", asked)
    assert data.status_code == 400
    assert data.headers["Content-Type"].startswith("application/problem+json")
    assert {"parameter": field, "detail": message} in data.json()["errors"]
    return message


def test_a_lost_leading_zero_is_named(client, story):
    message = refused(client, "code", code="870323011")
    assert "has 9 digits, and a code has an even number. Was it 0870.32.30.11?" in message


def test_letters_and_too_many_digits_are_no_code(client, story):
    for code in ("cars", "8703.23.0x", "８７０３", "8703;", "870323011234"):
        assert "product code" in refused(client, "code", code=code)


def test_what_cannot_be_shown_is_not_repeated(client, story):
    for code in ("\x00", "x" * 5000):
        assert refused(client, "code", code=code) == "This cannot be read. Write it again."
        assert code not in ask(client, code).text.split("<main", 1)[1].split("</main>", 1)[0]


@pytest.mark.parametrize("economy", ["XX", "Atlantis", "<b>"])
def test_an_economy_that_is_not_on_record_is_refused(client, story, economy):
    assert refused(client, "economy", economy=economy).startswith(
        f"“{economy}” is no economy of this record."
    )


def test_who_charges_must_be_an_economy_with_a_measure(client, story):
    assert refused(client, "by", by="JP") == (
        "No measure that Japan imposes is on record. Choose an economy of the list."
    )
    assert refused(client, "by", by="") == "Choose who charges the duty."
    assert refused(client, "economy", economy="") == "Choose where the goods come from."


def test_goods_cross_a_border(client, story):
    assert refused(client, "economy", economy="US").startswith("Goods cross no border there.")


def test_nothing_is_charged_within_a_customs_union(client, story):
    france = make.make_economy("France", "FR")
    union = make.make_economy("European Union", "EU", economy_kind="union")
    Membership.objects.create(union=union, member=france)
    duty = make.make_measure("EU duty", imposed_by=union)
    change(duty, "2025-03-01", "20%", economies=[france])
    message = refused(client, "economy", by="EU", economy="FR")
    assert message.startswith("France belongs to the customs union European Union")
    assert ask(client, economy="FR").context["shown"].goods == "goods of 8703.23.01 from France"


def test_a_day_is_one_of_the_calendar(client, story):
    for on in ("tomorrow", "2025-02-30", "2025", "9999-12-31"):
        assert refused(client, "on", on=on).startswith("Write a date such as 2025-05-01")
        assert f'value="{on}"' in ask(client, on=on).text


def test_an_instant_of_the_record_that_cannot_be_read_gives_no_answer(client, story):
    assert refused(client, "known", known="someday").startswith("Write a date such as")


def test_the_code_of_an_economy_may_be_written_in_small_letters(client, story):
    response = ask(client, by="us", economy="jp")
    assert response.context["asked"].url() == "/rates/?by=US&economy=JP&code=8703.23.01&on=2025-08-10"


def test_what_was_asked_stays_in_the_form(client, story):
    page = ask(client, known="2025-10-01").text
    assert '<option value="US" selected>' in page
    assert '<option value="JP" selected>' in page
    assert 'value="8703.23.01"' in page
    assert '<input type="hidden" name="known" value="2025-10-01">' in page


def test_without_a_question_the_record_gives_examples_that_have_an_answer(client, story):
    response = client.get("/rates/")
    assert response.status_code == 200
    assert 0 < len(response.context["examples"]) <= 3
    for example in response.context["examples"]:
        assert example.text in response.text
        answer = client.get(example.url)
        assert answer.context["shown"].rows, example.url
        assert answer.context["asked"].code or example.url


def test_examples_have_goods_by_code_first(client, story):
    first = client.get("/rates/").context["examples"][0]
    assert first.text == "What the United States charged on goods of 8703 from Japan on 16 September 2025"


def test_an_empty_record_says_so(client, db):
    assert "No measure has been published yet." in client.get("/rates/").text


def test_json_without_a_question_says_how_to_ask(client, story):
    found = client.get("/rates.json").json()
    assert list(found["parameters"]) == ["by", "economy", "code", "on", "known"]
    for example in found["examples"]:
        assert "sentence" in client.get(example["url"]).json()


def test_json_with_half_a_question_says_what_is_missing(client, story):
    response = client.get("/rates.json?by=US")
    assert response.status_code == 400
    assert response.json()["errors"] == [
        {"parameter": "economy", "detail": "Choose where the goods come from."}
    ]


def test_unknown_parameters_are_ignored_and_absent_from_the_canonical_address(client, story, settings):
    response = ask(client, colour="red")
    canonical = f"{settings.SITE_URL}/rates/?by=US&amp;economy=JP&amp;code=8703.23.01&amp;on=2025-08-10"
    assert f'<link rel="canonical" href="{canonical}">' in response.text
    alternate = "/rates.json?by=US&amp;economy=JP&amp;code=8703.23.01&amp;on=2025-08-10"
    assert f'type="application/json" title="This answer as JSON" href="{alternate}">' in response.text
