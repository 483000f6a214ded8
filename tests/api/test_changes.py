"""Keeping a copy by what was printed since, and what was corrected."""

import pytest

from negotiations.desk.merging import merge
from negotiations.desk.printing import redact
from negotiations.desk.roles import Role
from negotiations.models.printed import PublicationLog
from tests import make, published
from tests.api.ask import ask, data, pages, problem

pytestmark = pytest.mark.django_db


def test_every_printing_is_told_once_and_in_order(client):
    entry = make.make_quote()
    make.publish(entry)
    make.publish(make.edit(entry, text="Other words"))
    rows = [row for page in pages(client, "changes", limit=2) for row in page["data"]]
    assert [row["number"] for row in rows] == list(PublicationLog.objects.values_list("number", flat=True))
    last = rows[-1]
    assert (last["key"], last["edition"], last["change"], last["is_current"]) == (
        "TW-000001",
        2,
        "update",
        True,
    )
    assert [row["is_current"] for row in rows if row["key"] == "TW-000001"] == [False, True]


def test_a_copy_asks_for_what_came_after_the_last_that_it_has(client):
    published.a_quote()
    held = ask(client, "changes")["meta"]["generation"]
    assert data(client, "changes", since=held) == []
    make.publish(make.make_round())
    assert data(client, "changes", since=held)[-1]["kind"] == "round"


def test_a_day_counts_from_its_first_instant_and_an_instant_after_it(client):
    edition = make.publish(make.make_quote())
    number = data(client, "changes")[-1]["number"]
    day = edition.published_at.date().isoformat()
    assert data(client, "changes", since=day)[-1]["number"] == number
    assert data(client, "changes", since=edition.published_at.isoformat()) == []
    assert data(client, "changes", since="2099-01-01") == []


def test_what_is_asked_as_of_a_day_ends_with_it(client):
    first = make.publish(make.make_quote())
    make.publish(make.make_round())
    rows = data(client, "changes", known=first.published_at.isoformat())
    assert rows[-1]["key"] == "TW-000001"
    assert data(client, "changes", known="2020-01-01") == []


@pytest.mark.parametrize("since", ["-1", "1e3", "soon", "2025-02-30", "9" * 19, "１"])
def test_a_wrong_since_is_told_what_to_write(client, since):
    found = problem(client, "changes", since=since)
    assert found["errors"][0]["parameter"] == "since"
    assert "Write a number of the log" in found["errors"][0]["detail"]


def test_of_what_was_withdrawn_nothing_is_told_but_that_and_the_notice(client):
    entry = make.make_quote(headline="Words that were never said")
    make.publish(entry)
    make.publish(make.edit(entry, text="Other words"), note="Secret reason of an update.")
    make.withdraw(entry, note="It was not so.")
    text = client.get("/api/v1/changes?limit=100").text
    assert "never said" not in text
    assert "Secret reason" not in text
    rows = [row for row in data(client, "changes") if row["key"] == "TW-000001"]
    assert [row["is_withdrawn"] for row in rows] == [True, True, True]
    assert [row["note"] for row in rows] == ["", "", "It was not so."]
    assert rows[0]["label"] is None


def test_a_redaction_takes_every_word(client):
    entry = make.make_quote(headline="A secret that leaked")
    make.publish(entry)
    make.withdraw(entry, note="It was not so.")
    redact(entry.publication, "A private matter.", "mei")
    assert "leaked" not in client.get("/api/v1/changes").text
    assert "private matter" not in client.get("/api/v1/changes").text


def test_what_was_merged_names_what_stays(client):
    gone, stays = make.make_person("R. Akazawa"), make.make_person()
    make.publish(make.make_quote(speaker=gone))
    make.publish(make.make_quote(speaker=stays))
    merge(gone, stays, make.editor("rui", Role.EDITOR))
    row = next(row for row in data(client, "changes") if row["key"] == "r-akazawa")
    assert row["merged_into"]["key"] == "ryosei-akazawa"
    assert row["is_current"] is False


def test_corrections_and_withdrawals_are_listed_newest_first(client):
    entry, other, gone = make.make_quote(), make.make_round(), make.make_quote()
    for one in (entry, other, gone):
        make.publish(one)
    make.publish(make.edit(entry, text="Other words"), change="correction", note="Other words were said.")
    make.publish(make.edit(other, place="New York"), note="More is known.")
    make.withdraw(gone, note="It was not so.")
    rows = [row for page in pages(client, "corrections", limit=1) for row in page["data"]]
    assert [(row["key"], row["change"], row["note"]) for row in rows] == [
        ("TW-000003", "withdrawal", "It was not so."),
        ("TW-000001", "correction", "Other words were said."),
    ]
    assert data(client, "corrections", known="2020-01-01") == []
