"""Names: their addresses, who edited what readers know, and the publishing of changes."""

import pytest
from django.contrib import admin

from negotiations.models.journal import Transition
from negotiations.models.nouns import Economy, Negotiation, Noun, Office, Person, Topic
from negotiations.models.printed import Upkeep
from negotiations.models.sources import Source
from tests.admin.screens import add_url, errors, list_url, opened, save, url
from tests.make import (
    make_economy,
    make_instrument,
    make_measure,
    make_negotiation,
    make_office,
    make_organisation,
    make_person,
    make_quote,
    make_round,
    make_source,
    make_topic,
    publish,
)

NOUNS = [*Noun.__subclasses__(), Source]


def published_person():
    person = make_person()
    publish(make_quote(speaker=person))
    person.refresh_from_db()
    return person


def send(client, noun, **data):
    return client.post(url(noun, "publish"), {"version": type(noun).objects.get(pk=noun.pk).version, **data})


@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
def test_every_name_has_a_list_a_form_and_a_search_that_finds_nothing_or_something(at_desk, ana, model):
    client = at_desk(ana)
    for address in (list_url(model), add_url(model), f"{list_url(model)}?q=Japan"):
        assert client.get(address).status_code == 200
    assert admin.site.get_model_admin(model).search_fields


def test_an_address_is_made_of_the_name_where_none_is_given(at_desk, ana):
    client = at_desk(ana)
    save(client, add_url(Topic), name="Exchange rates")
    assert Topic.objects.get().slug == "exchange-rates"


def test_two_offices_of_the_same_title_have_addresses_of_their_own(at_desk, ana):
    person, client = make_person(), at_desk(ana)
    for since in ("2024-10-01", "2025-06-01"):
        assert (
            save(client, add_url(Office), person=person.pk, title="Minister", held_from=since).status_code
            == 302
        )
    assert set(Office.objects.values_list("slug", flat=True)) == {
        "ryosei-akazawa-minister",
        "ryosei-akazawa-minister-2",
    }


def test_an_economy_has_its_code_for_an_address(at_desk, ana):
    save(at_desk(ana), add_url(Economy), name="Japan", code="JP")
    assert (Economy.objects.get().slug, Economy.objects.get().key) == ("jp", "JP")


def test_an_address_never_changes_once_readers_know_it(at_desk, ana):
    person = published_person()
    data = opened(at_desk(ana), url(person))
    assert "slug" not in data
    at_desk(ana).post(url(person), data | {"slug": "somebody", "name": "R. Akazawa", "_save": "1"})
    person.refresh_from_db()
    assert (person.slug, person.name) == ("ryosei-akazawa", "R. Akazawa")


def test_a_person_is_entered_with_their_offices(at_desk, ana):
    offices = {
        "offices-TOTAL_FORMS": 2,
        "offices-0-title": "Minister in charge of Economic Revitalization",
        "offices-0-held_from": "2024-10-01",
        "offices-1-title": "Member of the House of Representatives",
    }
    assert save(at_desk(ana), add_url(Person), name="Ryosei Akazawa", **offices).status_code == 302
    assert Person.objects.get().offices.count() == 2


def test_who_edited_what_readers_know_is_in_the_journal(at_desk, ana):
    topic = make_topic()
    save(at_desk(ana), url(topic), description="Not yet known to readers.")
    assert not Transition.objects.exists()
    person = published_person()
    save(at_desk(ana), url(person), name="R. Akazawa")
    row = Transition.objects.filter(publication=person.publication).get()
    assert (row.action, row.by, row.version) == ("edited", ana, 1)


def test_an_office_that_readers_know_has_its_own_place_in_the_journal(at_desk, ana):
    person = published_person()
    office = person.offices.get()
    save(at_desk(ana), url(person), **{"offices-0-title": "Minister of State"})
    assert Transition.objects.filter(publication=office.publication, action="edited").exists()


def test_changes_are_published_by_somebody_else(at_desk, ana, rui, client):
    person = published_person()
    save(at_desk(ana), url(person), name="Ryōsei Akazawa")
    assert "Readers do not see your latest changes yet" in at_desk(rui).get(url(person)).content.decode()
    page = at_desk(rui).get(url(person, "publish")).content.decode()
    assert "<del>Ryosei</del><ins>Ryōsei</ins>" in page
    response = send(at_desk(rui), person, change="correction", note="The name was misspelt.")
    assert response.status_code == 302
    assert person.publication.editions.get(superseded_at=None).note == "The name was misspelt."
    assert "Ryōsei Akazawa" in client.get("/people/ryosei-akazawa/").content.decode()
    assert "Readers see it as it stands here" in at_desk(rui).get(url(person)).content.decode()


def test_nobody_publishes_their_own_changes(at_desk, ana, rui, mei, settings):
    person = published_person()
    save(at_desk(rui), url(person), name="R. Akazawa")
    response = send(at_desk(rui), person, change="minor", note="")
    assert response.status_code == 403
    assert "somebody else has to publish" in response.content.decode()
    assert send(at_desk(ana), person, change="minor", note="").status_code == 403
    assert send(at_desk(mei), person, change="minor", note="").status_code == 302
    save(at_desk(rui), url(person), name="Ryosei Akazawa")
    settings.TRADEWATCH_FOUR_EYES = False
    assert send(at_desk(rui), person, change="minor", note="").status_code == 302


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"change": "update", "note": ""}, "Say for readers what changed"),
        ({"note": "x"}, "This field is required"),
        ({"change": "minor", "note": "a\x00b"}, "Null characters"),
    ],
)
def test_a_new_edition_says_why(at_desk, ana, rui, data, words):
    person = published_person()
    save(at_desk(ana), url(person), name="R. Akazawa")
    response = send(at_desk(rui), person, **data)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert person.publication.editions.count() == 1


def test_nothing_new_is_not_published(at_desk, rui):
    person = published_person()
    assert "Nothing differs" in send(at_desk(rui), person, change="minor", note="").content.decode()
    unknown = make_topic("Never published")
    assert (
        "Readers do not know it yet" in send(at_desk(rui), unknown, change="minor", note="").content.decode()
    )


def test_a_late_publishing_is_refused(at_desk, ana, rui):
    person = published_person()
    save(at_desk(ana), url(person), name="R. Akazawa")
    response = at_desk(rui).post(url(person, "publish"), {"version": 0, "change": "minor", "note": ""})
    assert response.status_code == 409
    assert person.publication.editions.count() == 1


def test_talks_are_never_their_own_track(at_desk, ana):
    parent = make_negotiation()
    track = make_negotiation("Currency track", parent=parent)
    response = save(at_desk(ana), url(parent), parent=track.pk)
    assert response.status_code == 409
    assert "a track of themselves" in errors(response)
    assert Negotiation.objects.get(pk=parent.pk).parent is None


def test_readers_learn_of_a_dead_link_without_an_edition(at_desk, ana):
    source = make_source(address="https://www.kantei.go.jp/1")
    publish(make_round(source=source))
    save(at_desk(ana), url(source), link_status="dead", archive_address="https://web.archive.org/1")
    source.refresh_from_db()
    assert Upkeep.objects.get(publication=source.publication).link_status == "dead"
    assert source.publication.editions.count() == 1


def test_a_stored_text_stays_at_the_desk(at_desk, ana):
    source = make_source()
    text = {"stored_texts-TOTAL_FORMS": 1, "stored_texts-0-text": "The whole article."}
    assert save(at_desk(ana), url(source), **text).status_code == 302
    assert len(source.stored_texts.get().digest) == 64


@pytest.mark.parametrize("term", ["kyodo", "Report on", "kantei.go.jp"])
def test_a_source_is_found_by_title_publisher_and_address(at_desk, ana, term):
    source = make_source(address="https://www.kantei.go.jp/1")
    found = at_desk(ana).get(f"{list_url(Source)}?q={term}").context["cl"].result_list
    assert [row.pk for row in found] == [source.pk]


def test_a_picker_shows_the_office_with_person_and_dates(at_desk, ana, django_assert_max_num_queries):
    for number in range(15):
        make_office(make_person(f"Person {number}"), title="Minister", held_from="2024-10-01")
    query = "app_label=negotiations&model_name=quote&field_name=office&term=minister"
    client = at_desk(ana)
    client.get(f"/admin/autocomplete/?{query}")
    with django_assert_max_num_queries(8):
        results = client.get(f"/admin/autocomplete/?{query}").json()["results"]
    assert results[0]["text"] == "Person 0, Minister, from 2024-10-01"
    assert len(results) == 15


def test_every_list_of_names_costs_the_same_whatever_its_length(at_desk, ana, django_assert_max_num_queries):
    for number in range(15):
        economy = make_economy(f"Economy {number}", chr(65 + number) * 2)
        make_measure(f"Measure {number}", imposed_by=economy)
        make_organisation(f"Organisation {number}", economy=economy)
        make_office(make_person(f"Person {number}"), organisation=make_organisation())
        make_instrument(f"Order {number}", economy=economy)
    client = at_desk(ana)
    for model in NOUNS:
        client.get(list_url(model))
        with django_assert_max_num_queries(8):
            client.get(list_url(model))
