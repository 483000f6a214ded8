"""Nouns in the admin: where one is used, and merging two that are the same."""

import pytest
from django.urls import reverse

from negotiations.models.nouns import Person
from tests import make
from tests.remembering import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def two(db):
    one, other = make.make_person(), make.make_person("Akazawa Ryosei")
    make.publish(make.make_quote(speaker=one, headline="Words of the one"))
    make.publish(make.make_quote(speaker=other, headline="Words of the other"))
    return one, other


def address(noun, page) -> str:
    return reverse(f"admin:negotiations_{noun._meta.model_name}_{page}", args=(noun.pk,))


def test_the_uses_of_a_noun_lead_to_the_forms_that_use_it(client, rui, two):
    client.force_login(rui)
    page = client.get(address(two[0], "uses")).text
    assert "Words of the one" in page
    assert "Words of the other" not in page


def test_merging_moves_the_uses_and_the_public_address(client, rui, two):
    one, other = two
    client.force_login(rui)
    response = client.post(address(other, "merge"), {"into": one.pk}, follow=True)
    assert "was merged with" in response.text
    assert not Person.objects.filter(pk=other.pk).exists()
    assert client.get("/people/akazawa-ryosei/").status_code == 301


def test_a_contributor_cannot_merge(client, ana, two):
    one, other = two
    client.force_login(ana)
    assert client.post(address(other, "merge"), {"into": one.pk}).status_code == 403
    assert Person.objects.filter(pk=other.pk).exists()


def test_merging_with_itself_or_nothing_is_an_error_of_the_form(client, rui, two):
    client.force_login(rui)
    for into in (two[0].pk, "", "999999", "x"):
        assert client.post(address(two[0], "merge"), {"into": into}).status_code == 200
    assert Person.objects.count() == 2


def test_deleting_what_is_used_is_refused_with_the_list_of_its_uses(client, rui):
    person = make.make_person("Not Printed")
    make.make_quote(speaker=person, headline="Words in a draft")
    client.force_login(rui)
    response = client.post(address(person, "delete"), {"post": "yes"})
    assert response.status_code == 409
    assert "Words in a draft" in response.text
    assert Person.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize(
    "maker",
    [
        make.make_person,
        make.make_economy,
        make.make_topic,
        make.make_negotiation,
        make.make_measure,
        make.make_authority,
        make.make_organisation,
        make.make_instrument,
        make.make_office,
        make.make_source,
    ],
)
def test_every_kind_of_noun_has_these_pages(client, rui, maker):
    client.force_login(rui)
    noun = maker()
    for page in ("uses", "merge"):
        assert client.get(address(noun, page)).status_code == 200
