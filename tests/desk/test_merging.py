"""Making one noun of two that are the same, and where a noun is used."""

import pytest
from django.core.management import call_command

from negotiations.desk.merging import merge, used_by
from negotiations.desk.steps import NotAllowed, Refused
from negotiations.models.kinds.round import Participant
from negotiations.models.nouns import Measure, Person
from negotiations.models.printed import Publication
from tests import make
from tests.public.test_timeline import counts, ids
from tests.remembering import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def two(db):
    """The same person twice, each with published entries of their own."""
    one, other = make.make_person(), make.make_person("Akazawa Ryosei")
    for person in (one, other):
        make.publish(make.make_quote(speaker=person))
    make.publish(make.make_round(people=[other]))
    return one, other


def test_the_uses_of_a_noun_are_named_by_what_an_editor_would_open(two):
    _, other = two
    uses = [str(use) for use in used_by(other)]
    assert len(uses) == 3  # the quote, the round, the office
    assert any("is held in Washington (person)" in use for use in uses)
    assert used_by(make.make_topic("Unused")) == []


def test_a_merged_noun_is_read_as_the_one_that_stays(client, two, rui):
    one, other = two
    merge(other, one, rui)
    assert not Person.objects.filter(pk=other.pk).exists()
    assert Participant.objects.get().person == one
    assert client.get("/people/akazawa-ryosei/").headers["Location"] == "/people/ryosei-akazawa/"
    assert len(ids(client, person="ryosei-akazawa")) == 3
    assert ids(client, person="akazawa-ryosei") == ids(client, person="ryosei-akazawa")
    assert counts(client, "person") == {"ryosei-akazawa": 3}
    assert client.get("/people/ryosei-akazawa/").context["page"]["total"] == 3
    assert "Akazawa Ryosei" not in client.get("/timeline/").text.replace("Akazawa Ryosei speaks", "")
    call_command("check_record")


def test_a_second_merge_leads_on_to_the_last(client, two, rui):
    one, other = two
    third = make.make_person("R. Akazawa")
    make.publish(make.make_quote(speaker=third))
    merge(other, one, rui)
    merge(one, third, rui)
    assert client.get("/people/akazawa-ryosei/").headers["Location"] == "/people/r-akazawa/"
    assert set(
        Publication.objects.filter(redirect_to__isnull=False).values_list("redirect_to__key", flat=True)
    ) == {"r-akazawa"}
    assert len(ids(client, person="r-akazawa")) == 4


def test_a_noun_that_readers_never_saw_just_goes(client, rui):
    stays, unprinted = make.make_person(), make.make_person("Draft Name")
    quote = make.make_quote(speaker=unprinted)
    merge(unprinted, stays, rui)
    quote.refresh_from_db()
    assert quote.speaker == stays
    assert client.get("/people/draft-name/").status_code == 404


def test_measures_are_folded_together(client, rui):
    one, other = make.make_measure(), make.make_measure("The same duty")
    make.publish(make.make_measure_change(measure=one, signed="2025-03-26"))
    make.publish(
        make.make_measure_change(
            measure=other, action="terminated", signed="2025-05-01", effective_from="2025-05-02"
        )
    )
    merge(other, one, rui)
    assert Measure.objects.count() == 1
    page = client.get(f"/measures/{one.slug}/").context
    assert [step["state"] for step in page["steps"]] == ["scheduled", "in_force", "ended"]
    assert counts(client, "status") == {"ended": 1}


def test_a_fact_that_both_had_is_kept_once(rui):
    one, other = make.make_person(), make.make_person("Akazawa Ryosei")
    make.make_round(people=[one, other])
    merge(other, one, rui)
    assert Participant.objects.count() == 1


def test_only_an_editor_merges_and_only_things_of_a_kind(ana, rui, two):
    one, other = two
    with pytest.raises(NotAllowed):
        merge(other, one, ana)
    with pytest.raises(Refused):
        merge(one, one, rui)
    with pytest.raises(Refused):
        merge(one, make.make_topic(), rui)


def test_two_that_are_tied_to_each_other_are_not_merged(rui):
    from negotiations.models.nouns import Membership

    union, member = make.make_economy("European Union", "EU"), make.make_economy("Germany", "DE")
    Membership.objects.create(union=union, member=member)
    with pytest.raises(Refused, match="tied to each other"):
        merge(member, union, rui)
    assert Membership.objects.exists()
