"""Nouns, and where talks and measures stand: folded from entries, at both clocks."""

import pytest

from negotiations.desk.merging import merge
from negotiations.desk.roles import Role
from negotiations.models.printed import Publication
from negotiations.public.api.nouns import collections
from tests import make, published
from tests.api.ask import ask, data, keys, one, problem
from tests.api.record import make_agreement, make_record

pytestmark = pytest.mark.django_db


def test_every_kind_of_noun_has_a_list_and_its_items(client):
    make_record()
    for name, kind in collections().items():
        printed = set(Publication.objects.filter(kind=kind.name).values_list("key", flat=True))
        assert printed, name
        assert set(keys(client, name, limit=2)) == printed
        for key in printed:
            found = data(client, f"{name}/{key}")
            assert (found["kind"], found["key"]) == (kind.name, key)
            assert found == one(client, name, key, limit=100)


def test_the_lists_have_the_names_that_they_are_known_by():
    assert set(collections()) == {
        *("authorities", "economies", "instruments", "measures", "negotiations", "offices", "organisations"),
        *("people", "product-lists", "sources", "topics"),
    }


def test_a_noun_says_what_was_printed_of_it(client):
    make_record()
    assert data(client, "economies/EU")["members"] == [
        {
            "economy": {
                "kind": "economy",
                "key": "FR",
                "id": None,
                "label": "France",
                "url": "http://127.0.0.1:8000/economies/FR/",
            },
            "since": "1958-01-01",
            "until": None,
        }
    ]
    assert data(client, "product-lists/cars")["codes"] == "87032301"


def test_a_noun_that_nothing_printed_is_like_one_that_never_was(client):
    published.a_quote()
    make.make_person("Someone Secret")
    hidden, unknown = (problem(client, f"people/{key}", 404) for key in ("someone-secret", "nobody"))
    assert hidden == unknown
    assert keys(client, "people") == ["ryosei-akazawa"]
    problem(client, "people/ryosei-akazawa", 404, known="2020-01-01")
    assert keys(client, "people", known="2020-01-01") == []


def test_what_was_merged_leads_to_what_stays(client):
    gone, stays = make.make_person("R. Akazawa"), make.make_person()
    make.publish(make.make_quote(speaker=gone))
    make.publish(make.make_quote(speaker=stays))
    merge(gone, stays, make.editor("rui", Role.EDITOR))
    response = client.get("/api/v1/people/r-akazawa?known=2099-01-01")
    assert response.status_code == 301
    assert response.headers["Location"] == "/api/v1/people/ryosei-akazawa?known=2099-01-01"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert keys(client, "people") == ["ryosei-akazawa"]
    assert data(client, "entries/TW-000001")["speaker"]["key"] == "ryosei-akazawa"


# Talks


def test_talks_say_where_they_stand_and_what_comes_next(client):
    make_record()
    found = data(client, "negotiations/united-states-japan-tariff-talks", on="2025-04-20")
    assert found["standing"]["status"] == "under_way"
    assert found["standing"]["since"]["edtf"] == "2025-04-16"
    assert found["standing"]["entry"]["kind"] == "round"
    assert found["next_step"]["when"]["edtf"] == "2025-05-01"
    assert found["next_step"]["is_round"] is True
    later = data(client, "negotiations/united-states-japan-tariff-talks", on="2025-08-01")
    assert [step["status"] for step in later["history"]] == ["in_principle", "under_way"]
    assert later["next_step"] is None


def test_talks_stand_as_the_page_says(client):
    make_record()
    for on in ("2025-04-01", "2025-04-20", "2025-06-01", "2025-08-01"):
        page = client.get("/negotiations/united-states-japan-tariff-talks/", {"on": on}).context
        found = data(client, "negotiations/united-states-japan-tariff-talks", on=on)
        shown = page["standing"].get("status")
        assert (found["standing"] or {}).get("status") == shown
        assert len(found["history"]) == len(page["status_history"])
        coming = found["next_step"]
        assert (coming and coming["when"]["text"]) == (page["next_step"] and page["next_step"]["when"].text)


def test_talks_are_read_as_they_were_known(client):
    talks = make.make_negotiation()
    first = make.publish(make.make_round(negotiations=[talks], status="held"))
    make.publish(make_agreement(talks))
    then = first.published_at.isoformat()
    path = f"negotiations/{talks.slug}"
    assert data(client, path)["standing"]["status"] == "in_principle"
    assert data(client, path, known=then)["standing"]["status"] == "under_way"


# Measures


def parts(client, on: str) -> list[tuple]:
    found = data(client, "measures/us-duty-on-cars", on=on)["standing"]
    return [(one["state"], one["duty"], one["economies"]["text"]) for one in found]


def test_a_measure_stands_in_parts(client):
    make_record()
    assert parts(client, "2025-04-02") == []
    assert parts(client, "2025-05-01") == [("in_force", "25%", "All economies")]
    assert parts(client, "2025-08-10") == [
        ("in_force", "25%", "All but Japan"),
        ("in_force", "15%", "Japan"),
    ]


def test_a_part_says_from_when_until_when_and_what_comes_next(client):
    make_record()
    wide, japan = data(client, "measures/us-duty-on-cars", on="2025-08-10")["standing"]
    assert japan["since"] == {
        "edtf": "2025-08-07T00:01",
        "zone": "America/New_York",
        "text": "7 August 2025, 00:01 EDT",
        "instant": "2025-08-07T04:01:00Z",
    }
    assert japan["until"]["instant"] == "2026-08-07T04:01:00Z"
    assert (japan["percent"], japan["rate_basis"]) == ("15", "additional")
    assert japan["economies"]["economies"][0]["key"] == "JP"
    assert japan["goods"]["lists"][0]["key"] == "cars"
    assert japan["entry"]["kind"] == "measure_change"
    assert (wide["until"], wide["condition"], wide["held_duty"]) == (None, "", "")


def test_a_measure_over_time_has_every_state(client):
    make_record()
    rows = data(client, "measures/us-duty-on-cars/states", on="2025-08-10")
    assert [(row["since"]["edtf"], row["duty"], row["is_current"]) for row in rows] == [
        ("2025-04-03T00:01", "25%", True),
        ("2025-08-07T00:01", "15%", True),
        ("2026-08-07T00:01", "", False),
    ]
    assert rows[2]["state"] == "ended"
    assert ask(client, "measures/us-duty-on-cars/states")["next"] is None


def test_a_measure_without_a_change_stands_nowhere(client):
    # A stacking rule names it, and nothing else.
    make.publish(make.MAKERS["stacking_rule"]())
    assert one(client, "measures", "us-duty-on-automobiles")["standing"] == []
    assert data(client, "measures/us-duty-on-automobiles/states") == []


# Rates


def test_rates_are_the_same_as_the_file_beside_the_page(client):
    make_record()
    query = {"by": "US", "economy": "JP", "code": "8703.23.01", "on": "2025-08-10"}
    assert ask(client, "rates", **query) == client.get("/rates.json", query).json()


def test_a_question_about_rates_is_told_what_is_missing(client):
    make_record()
    found = problem(client, "rates", code="8703")
    assert {error["parameter"] for error in found["errors"]} == {"by", "economy"}
    found = problem(client, "rates", by="US", economy="XX", code="870")
    assert {error["parameter"] for error in found["errors"]} == {"economy", "code"}
