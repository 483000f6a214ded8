"""Legal authorities: what each allows, the measures under it, and how long those may last."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.make import MAKERS
from tests.public.duties import change

pytestmark = pytest.mark.django_db
ADDRESS = "/authorities/section-122/"


@pytest.fixture(autouse=True)
def spring():
    with time_machine.travel("2026-05-01T12:00:00Z"):
        yield


@pytest.fixture
def authority(db):
    """150 days, from 24 February 2026 on a surcharge of 10%."""
    found = make.make_authority(
        "Section 122",
        statute="Trade Act of 1974, section 122",
        economy=make.make_economy("United States", "US"),
        allows="A surcharge for a while.",
        cap="15%",
        duration="150 days, unless Congress extends it",
        duration_days=150,
    )
    order = make.make_instrument(
        "A surcharge", number="Proclamation 1", issued="2026-02-20", citation="91 FR 1"
    )
    change(make.make_measure("US surcharge", authority=found), "2026-02-24", "10%", instrument=order)
    return found


def row(client, query=""):
    (found,) = client.get(ADDRESS + query).context["measures"]
    return found


def test_the_page_says_what_the_law_allows_how_high_and_how_long(client, authority):
    text = client.get(ADDRESS).text
    for words in (
        "Trade Act of 1974, section 122",
        "A surcharge for a while.",
        "<dd>15%</dd>",
        "150 days, unless Congress extends it",
    ):
        assert words in text
    assert "Duration days" not in text


@pytest.mark.parametrize(
    ("query", "left", "text"),
    [
        ("", 83, "83 days left on 1 May 2026"),
        ("?on=2026-02-24", 149, "149 days left on 24 February 2026"),
        ("?on=2026-07-22", 1, "1 day left on 22 July 2026"),
        ("?on=2026-07-23", 0, "0 days left on 23 July 2026"),
        ("?on=2026-07-24", -1, "ran out on 23 July 2026"),
    ],
)
def test_the_days_count_down_to_the_last_one_that_the_law_gives(client, authority, query, left, text):
    found = row(client, query)["countdown"]
    assert (found["first_day"], found["last_day"]) == (date(2026, 2, 24), date(2026, 7, 23))
    assert (found["left"], found["text"]) == (left, text)
    assert text in client.get(ADDRESS + query).text


def test_there_is_no_countdown_before_a_measure_is_in_force_nor_after_it_ended(client, authority):
    change(make.make_measure("US surcharge"), "2026-04-01", action="terminated")
    assert row(client, "?on=2026-02-20")["countdown"] is None
    assert row(client, "?on=2026-03-20")["countdown"]["left"] > 0
    assert row(client, "?on=2026-04-02")["countdown"] is None
    assert "not in force" in client.get(f"{ADDRESS}?on=2026-04-02").text


def test_a_pause_does_not_stop_the_days_and_a_new_beginning_starts_them_again(client, authority):
    surcharge = make.make_measure("US surcharge")
    change(surcharge, "2026-03-01", action="suspended", effective_until="2026-03-11T00:01")
    assert row(client, "?on=2026-03-20")["countdown"]["first_day"] == date(2026, 2, 24)
    change(surcharge, "2026-04-01", action="terminated")
    change(surcharge, "2026-04-10", "12%")
    assert row(client, "?on=2026-04-20")["countdown"]["first_day"] == date(2026, 4, 10)


def test_a_rate_of_its_own_for_one_economy_does_not_start_the_days_again(client, authority):
    japan = {"economy_scope": "listed", "scope_economies": [make.make_economy()]}
    change(make.make_measure("US surcharge"), "2026-04-01", "5%", action="amended", **japan)
    assert row(client)["countdown"]["first_day"] == date(2026, 2, 24)


def test_a_law_without_days_has_no_countdown(client, authority):
    security = make.make_authority("Section 232")
    change(make.make_measure("US duty on automobiles", authority=security), "2025-04-03", "25%")
    text = client.get("/authorities/section-232/").text
    assert "Time left" not in text
    assert "US duty on automobiles" in text


def test_the_measures_under_it_stand_as_they_do_on_the_day(client, authority):
    assert row(client)["standing"]["state"] == "in_force"
    assert row(client)["standing"]["duty"] == "10%"
    assert row(client, "?on=2026-02-01")["standing"] == {}


def test_rules_that_name_it_and_documents_that_rest_on_it_are_told(client, authority):
    make.publish(
        MAKERS["stacking_rule"](
            headline="Cars pay no surcharge", other_measures=[], other_authorities=[authority]
        )
    )
    context = client.get(ADDRESS).context
    assert [one["entry"].text for one in context["rules"]] == ["Cars pay no surcharge"]
    assert [label.text for label in context["instruments"]] == ["Proclamation 1, A surcharge"]


def test_the_list_counts_the_measures_and_those_in_force(client, authority):
    change(make.make_measure("US surcharge on films", authority=authority), "2026-12-01", "50%")
    (found,) = client.get("/authorities/").context["authorities"]
    assert (found["measure_count"], found["in_force"]) == (2, 1)
    (before,) = client.get("/authorities/?on=2026-02-01").context["authorities"]
    assert before["in_force"] == 0
    assert 'href="/authorities/section-122/?on=2026-02-01"' in client.get("/authorities/?on=2026-02-01").text


def test_the_pages_are_those_of_what_was_known(client, authority):
    assert client.get(f"{ADDRESS}?known=2026-01-01").status_code == 404
    assert "None has been published yet." in client.get("/authorities/?known=2026-01-01").text


def test_an_authority_that_nobody_published_has_no_page(client, authority):
    make.make_authority("Secret")
    assert client.get("/authorities/secret/").status_code == 404
    assert "Secret" not in client.get("/authorities/").text


def test_the_number_of_queries_does_not_grow_with_the_measures(client, authority):
    def cost(address) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    before = cost(ADDRESS), cost("/authorities/")
    for number in range(5):
        change(make.make_measure(f"Surcharge {number}", authority=authority), "2026-03-01", "5%")
        make.publish(make.make_quote())
    assert (cost(ADDRESS), cost("/authorities/")) == before
