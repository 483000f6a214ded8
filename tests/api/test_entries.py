"""Entries as data: the same as the pages show, at both clocks."""

import pytest

from negotiations.models.kinds.round import Participant
from tests import make, published
from tests.api.ask import ask, data, keys, problem

pytestmark = pytest.mark.django_db


def test_an_entry_begins_with_what_a_reference_to_it_says(client):
    make.publish(make.make_quote(headline="Akazawa speaks", text="extremely regrettable"))
    found = data(client, "entries/TW-000001")
    assert {name: found[name] for name in ("kind", "key", "id", "label", "url")} == {
        "kind": "quote",
        "key": "TW-000001",
        "id": "TW-000001",
        "label": "Akazawa speaks",
        "url": "http://127.0.0.1:8000/entries/TW-000001/",
    }
    assert found["text"] == "extremely regrettable"
    assert found["when"] == {"edtf": "2025-04-16", "zone": "America/New_York", "text": "16 April 2025"}
    assert found["edition"]["number"] == 1


def test_a_reference_has_the_name_of_what_it_points_at(client):
    published.a_quote()
    found = data(client, "entries/TW-000001")
    assert found["speaker"] == {
        "kind": "person",
        "key": "ryosei-akazawa",
        "id": None,
        "label": "Ryosei Akazawa",
        "url": "http://127.0.0.1:8000/people/ryosei-akazawa/",
    }
    assert found["office"]["url"] is None
    assert found["citations"][0]["source"]["id"] == "TWS-000001"
    assert found["evidence"] == []


def test_names_are_those_of_the_day_that_is_asked_about(client):
    person = make.make_person()
    edition = make.publish(make.make_quote(speaker=person))
    person.name = "Akazawa Ryosei"
    person.save()
    other = make.make_quote(speaker=person)
    make.publish(other)
    from negotiations.desk.printing import print_noun_changes
    from negotiations.values.vocabulary import Change

    print_noun_changes(person, Change.UPDATE)
    then = edition.published_at.isoformat().replace("+00:00", "Z")
    assert data(client, "entries/TW-000001")["speaker"]["label"] == "Akazawa Ryosei"
    assert data(client, "entries/TW-000001", known=then)["speaker"]["label"] == "Ryosei Akazawa"


def test_an_instant_that_an_edition_gives_is_one_at_which_it_stands(client):
    published.a_quote()
    at = data(client, "entries/TW-000001")["edition"]["published_at"]
    assert keys(client, "entries", known=at) == ["TW-000001"]


def test_numbers_of_rates_are_exact_texts(client):
    make.publish(make.MAKERS["market_move"](changes=[("An index", "-2.50")]))
    assert data(client, "entries/TW-000001")["changes"][0]["percent"] == "-2.5"


def test_a_part_that_lost_what_it_points_at_is_left_out(client):
    entry = make.make_round(people=[make.make_person()])
    other = make.make_quote()
    entry.relations.create(role="see_also", target=other)
    make.publish(other)
    make.publish(entry)
    assert len(data(client, "entries/TW-000002")["related"]) == 1
    make.withdraw(other)
    assert data(client, "entries/TW-000002")["related"] == []
    assert Participant.objects.exists()


QUERIES = [
    {},
    {"kind": "quote"},
    {"kind": ["quote", "round"], "economy": "JP"},
    {"person": "ryosei-akazawa"},
    {"measure": "us-duty-on-automobiles"},
    {"status": "in_force"},
    {"change": "correction"},
    {"from": "2025-04-03", "to": "2025-04-16"},
    {"from": "2026"},
    {"key": "1"},
    {"order": "oldest"},
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_filter_gives_the_rows_of_the_timeline_in_its_order(client, query):
    for maker in make.MAKERS.values():
        make.publish(maker())
    make.publish(make.make_quote(is_key=True, economies=[make.make_economy("China", "CN")]))
    page = client.get("/timeline/", query)
    shown = [card.id for month in page.context["page"]["months"] for card in month["cards"]]
    found = ask(client, "entries", **query)
    assert [one["id"] for one in found["data"]] == shown
    assert found["meta"]["total"] == page.context["page"]["total"]


def test_a_list_says_on_what_terms_it_is_given(client, settings):
    settings.LICENCE = "CC0 1.0"
    make.publish(make.make_quote())
    meta = ask(client, "entries", limit=5)["meta"]
    assert meta["licence"] == {
        "name": "CC0 1.0",
        "url": "https://creativecommons.org/publicdomain/zero/1.0/",
    }
    assert meta["citation"].startswith(f"TradeWatch, record {meta['generation']}: http")
    assert (meta["limit"], meta["known"], meta["sample"]) == (5, None, False)


def test_each_edition_keeps_its_words(client):
    entry = make.make_quote(text="extremely regrettable")
    make.publish(entry)
    make.edit(entry, text="regrettable")
    make.publish(entry, change="correction", note="One word too many.")
    rows = data(client, "entries/TW-000001/editions")
    assert [(row["number"], row["change"], row["note"]) for row in rows] == [
        (2, "correction", "One word too many."),
        (1, "first", ""),
    ]
    assert [row["is_current"] for row in rows] == [True, False]
    assert rows[1]["superseded_at"] == rows[0]["published_at"]
    assert data(client, "entries/TW-000001/editions/1")["text"] == "extremely regrettable"
    assert data(client, "entries/TW-000001/editions/2")["text"] == "regrettable"
    assert data(client, "entries/TW-000001")["edition"]["number"] == 2


def test_the_editions_of_an_entry_come_in_pages(client):
    entry = make.make_quote()
    make.publish(entry)
    for count in range(4):
        make.publish(make.edit(entry, text=f"Words {count}"))
    found = ask(client, "entries/TW-000001/editions", limit=2)
    numbers = [row["number"] for row in found["data"]]
    while found["next"]:
        found = client.get(found["next"]).json()
        numbers += [row["number"] for row in found["data"]]
    assert numbers == [5, 4, 3, 2, 1]


def test_an_edition_that_was_not_published_by_then_is_not_there(client):
    entry = make.make_quote()
    first = make.publish(entry)
    make.publish(make.edit(entry, text="Other words"))
    then = first.published_at.isoformat()
    assert len(data(client, "entries/TW-000001/editions", known=then)) == 1
    problem(client, "entries/TW-000001/editions/2", 404, known=then)
    problem(client, "entries/TW-000001", 404, known="2020-01-01")


@pytest.mark.parametrize("path", ["", "/editions", "/editions/1"])
def test_what_was_withdrawn_leaves_its_notice_on_both_clocks(client, path):
    entry = make.make_quote()
    edition = make.publish(entry)
    make.withdraw(entry, note="It was not so.")
    for query in ({}, {"known": edition.published_at.isoformat()}):
        found = problem(client, f"entries/TW-000001{path}", 410, **query)
        assert "TW-000001 was withdrawn on" in found["detail"]
        assert "It was not so." in found["detail"]
    assert keys(client, "entries") == []


def test_a_draft_and_what_never_was_are_the_same_404(client):
    published.a_quote()
    make.make_quote()
    assert problem(client, "entries/TW-000002", 404) == problem(client, "entries/TW-999999", 404)
    assert problem(client, "entries/TW-000001/editions/2", 404)["detail"]
