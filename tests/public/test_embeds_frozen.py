"""Frozen embeds: the words of their instant for ever, with notices of what became of them."""

import pytest
import time_machine

from negotiations.desk.printing import Run
from negotiations.values.vocabulary import Change
from tests import make
from tests.public.embedding import (
    APRIL,
    JUNE,
    correct,
    entries_in,
    on,
    publish_in_april,
    withdraw,
)
from tests.remembering import remembered

pytestmark = pytest.mark.django_db
LIST = f"/embed/timeline/?limit=3&known={APRIL}"
ENTRY = f"/embed/entries/TW-000001/?known={APRIL}"


@pytest.fixture
@remembered
def quotes(db):
    """Four quotes, published in April; the newest has the number 1."""
    quotes = [
        make.make_quote(headline=f"Words {n}", when=f"2025-04-{16 - n}", text=f"regrettable {n}")
        for n in range(4)
    ]
    publish_in_april(*quotes)
    return quotes


def test_what_is_published_later_never_comes_in(client, quotes):
    before = client.get(LIST)
    make.publish(make.make_quote(headline="Later words"))
    make.edit(quotes[0], headline="Other words")
    make.publish(quotes[0])
    after = client.get(LIST)
    assert after.content == before.content
    assert "Other words" in client.get("/embed/timeline/").text


def test_a_renamed_noun_keeps_the_name_of_its_day(client, quotes):
    before = client.get(LIST)
    person = quotes[0].speaker
    person.name = "Another Name"
    person.save()
    Run().print_noun(person, Change.UPDATE, "Renamed.")
    assert client.get(LIST).content == before.content
    assert "Another Name" in client.get("/embed/timeline/").text


@pytest.mark.parametrize("address", [LIST, ENTRY])
def test_a_later_correction_adds_a_notice_and_changes_no_word(client, quotes, address):
    with on(JUNE):
        before = client.get(address).text
    correct(quotes[0], text="very regrettable")
    with on(JUNE):
        after = client.get(address).text
    assert entries_in(after) == entries_in(before)
    assert "Corrected since" not in before
    assert "Corrected since, on" in after
    assert "We had other words." in after
    assert "very regrettable" not in after


def test_a_later_update_adds_nothing(client, quotes):
    before = client.get(ENTRY).content
    make.edit(quotes[0], summary="More is known.")
    make.publish(quotes[0])
    assert client.get(ENTRY).content == before


def test_where_an_entry_was_withdrawn_its_place_is_kept_and_nothing_moves_up(client, quotes):
    before = entries_in(client.get(LIST).text)
    withdraw(quotes[1])
    response = client.get(LIST)
    assert response.status_code == 200
    assert entries_in(response.text) == [before[0], before[2]]
    assert "Words 1" not in response.text
    assert "Words 3" not in response.text
    assert "TW-000002</a> was withdrawn" in response.text
    assert "It was not so." in response.text


@pytest.mark.parametrize("query", ["", f"?known={APRIL}"])
def test_an_entry_that_was_withdrawn_is_a_tombstone(client, quotes, query):
    withdraw(quotes[0])
    response = client.get(f"/embed/entries/TW-000001/{query}")
    assert response.status_code == 200
    assert "TW-000001 was withdrawn" in response.text
    assert "It was not so." in response.text
    assert "Words 0" not in response.text
    picture = client.get(f"/embed/entries/TW-000001.svg{query}").text
    assert "It was not so." in picture
    assert "Words 0" not in picture


def test_a_live_list_just_goes_on_without_what_was_withdrawn(client, quotes):
    withdraw(quotes[1])
    page = client.get("/embed/timeline/?limit=3").text
    assert "Words 3" in page
    assert "withdrawn" not in page


def test_words_that_were_redacted_are_gone_and_not_replaced_by_older_ones(client, quotes, ana, rui, mei):
    from django.core.management import call_command

    correct(quotes[0], text="unlawful words")
    withdraw(quotes[0])
    call_command("redact_entry", "TW-000001", reason="Court order.")
    make.edit(quotes[0], text="lawful words")
    make.act(quotes[0], "submit", ana)
    make.act(quotes[0], "approve", rui)
    make.act(quotes[0], "reinstate", mei, note="Back without them.")
    page = client.get(ENTRY).text
    assert "removed from the record" in page
    assert "regrettable" not in page
    assert "removed from the record" in client.get(LIST).text
    assert "lawful words" in client.get("/embed/entries/TW-000001/").text


def test_states_are_those_of_its_day_for_ever(client):
    publish_in_april(
        make.make_measure_change(headline="Duty to come", effective_from="2025-05-01T00:01"),
    )
    frozen, live = f"/embed/timeline/?status=scheduled&known={APRIL}", "/embed/timeline/?status=scheduled"
    with on(JUNE):
        assert "Duty to come" in client.get(frozen).text
        assert "Duty to come" not in client.get(live).text


def test_a_measure_stands_as_on_its_day(client):
    measure = make.make_measure()
    publish_in_april(make.make_measure_change(measure=measure))
    address = f"/embed/measures/{measure.slug}/?known={APRIL}"
    with on(JUNE):
        before = client.get(address).content
        make.publish(make.make_measure_change(measure=measure, action="terminated", duty="", rate_basis=""))
        assert client.get(address).content == before
        assert "Ended" in client.get(f"/embed/measures/{measure.slug}/").text


def test_a_measure_and_a_negotiation_tell_what_became_of_their_entries(client):
    measure, talks = make.make_measure(), make.make_negotiation()
    first = make.make_measure_change(measure=measure, negotiations=[talks])
    second = make.make_measure_change(
        measure=measure, negotiations=[talks], action="amended", effective_from="2025-04-04T00:01"
    )
    publish_in_april(first, second)
    correct(first, duty="26%")
    withdraw(second, note="There was no such order.")
    for address in (f"/embed/measures/{measure.slug}/", f"/embed/negotiations/{talks.slug}/"):
        page = client.get(f"{address}?known={APRIL}").text
        assert "Corrected since, on" in page, address
        assert "Withdrawn since, on" in page, address
        assert "There was no such order." in page, address
        assert "since, on" not in client.get(address).text, address


def test_both_clocks_print_their_day(client, quotes):
    assert "As published by 20 April 2025, 09:00:00 UTC." in client.get(ENTRY).text


def test_before_it_was_published_an_entry_is_not_there(client, quotes):
    assert client.get("/embed/entries/TW-000001/?known=2025-04-01").status_code == 404


@pytest.mark.parametrize(
    ("known", "is_final"),
    [
        (APRIL, True),
        ("2025-04-20", False),  # a day is read in the zone of the site, which may change
        ("2025-06-01T08:58:00Z", False),  # a printing that began before may still come in
        ("2099-01-01T00:00:00Z", False),
    ],
)
def test_only_a_full_instant_that_is_over_is_kept_without_asking(client, quotes, known, is_final):
    with on(JUNE):
        keep = client.get(f"/embed/timeline/?known={known}").headers["Cache-Control"]
    assert ("immutable" in keep) == is_final
    assert int(keep.split("max-age=")[1].split(",")[0]) <= 3600  # a notice comes through within the hour


@time_machine.travel("2025-06-01T09:00:00Z", tick=False)
def test_an_instant_that_lies_ahead_tells_no_state_of_the_future(client):
    publish_in_april(make.make_measure_change(effective_from="2025-07-01T00:01"))
    page = client.get(f"/embed/measures/{make.make_measure().slug}/?known=2099-01-01T00:00:00Z").text
    assert "Scheduled" in page.split("What applied when")[0]
