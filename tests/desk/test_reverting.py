"""An earlier state comes back as words and parts, and as a draft that somebody has to review."""

from datetime import date

import pytest

from negotiations.desk import history, workflow
from negotiations.desk.reverting import revert
from negotiations.desk.steps import NotAllowed, Refused, Stale
from negotiations.models.entries import Entry, RelatedEntry
from negotiations.models.kinds.round import Participant
from negotiations.values.vocabulary import Legal, WorkState
from tests import make

pytestmark = pytest.mark.django_db


def test_words_lists_and_parts_come_back_as_they_were(ana, rui):
    one, two = make.make_person(), make.make_person("Scott Bessent")
    japan, states = make.make_economy(), make.make_economy("United States", "US")
    entry = make.make_round(people=[one, two], place="Washington", economies=[japan])
    first = entry.participants.get(person=one)
    first.attested_by.set([entry.citations.get().source])
    make.edit(entry, ana, venue="White House")

    def write():
        entry.save()
        entry.economies.set([states])
        entry.participants.get(person=two).delete()
        Participant.objects.filter(person=one).update(person=two, note="chief negotiator")
        entry.citations.all().delete()
        Participant.objects.create(round=entry, person=one, position=3)

    entry.place = "Tokyo"
    workflow.save_working(entry, rui, write=write)
    assert revert(entry, 2, rui) == []
    assert (entry.place, entry.venue, entry.version) == ("Washington", "White House", 4)
    assert list(entry.economies.all()) == [japan]
    assert {(found.person, found.note) for found in entry.participants.all()} == {(one, ""), (two, "")}
    assert list(entry.participants.get(person=one).attested_by.all()) == [entry.citations.get().source]
    assert entry.participants.get(person=one).pk == first.pk
    assert history.between(entry, 2, 4) == []
    row = entry.transitions.first()
    assert (row.action, row.by, row.note) == ("reverted", rui, "The state of version 2.")


def test_the_state_before_an_action_is_the_one_that_stood_then(ana):
    entry = make.make_quote(text="first words")
    make.act(entry, "submit", ana)
    make.act(entry, "take_back", ana)
    make.edit(entry, ana, text="other words")
    revert(entry, 3, ana)
    assert entry.text == "first words"


def test_an_approved_live_entry_becomes_a_draft_that_somebody_else_reviews(ana, rui):
    entry = make.make_quote(text="first words")
    make.publish(entry)
    publication = entry.publication
    make.edit(entry, ana, text="other words")
    make.act(entry, "submit", ana)
    make.act(entry, "approve", rui)
    Entry.objects.filter(pk=entry.pk).update(import_key="row-7", legal=Legal.NEEDED)
    left_out = revert(entry, 1, rui, note="They said so first.")
    assert left_out == ["Legal check: it stays open until a chief editor ends it."]
    assert (entry.text, entry.work_state, entry.approved_digest) == ("first words", WorkState.DRAFT, "")
    assert (entry.publication, entry.import_key, entry.legal) == (publication, "row-7", Legal.NEEDED)
    assert entry.transitions.first().note.endswith("They said so first.")
    assert rui.pk in workflow.editors_since_print(entry)
    assert "first words" in publication.editions.get().body


def test_what_is_gone_is_left_out_and_named(ana):
    gone, topic, minister = make.make_person("Somebody Else"), make.make_topic("Rice"), make.make_person()
    office = make.make_office(minister)
    other = make.make_quote()
    entry = make.make_round(people=[minister, gone], topics=[topic, make.make_topic("Cars")])
    Participant.objects.filter(person=minister).update(office=office)
    RelatedEntry.objects.create(entry=entry, target=other)
    make.edit(entry, ana)

    def write():
        entry.save()
        entry.topics.clear()
        entry.participants.all().delete()

    workflow.save_working(entry, ana, write=write)
    gone.delete(), topic.delete(), other.delete(), office.delete()
    left_out = revert(entry, 2, ana)
    assert [part.person for part in entry.participants.all()] == [minister]
    assert [found.name for found in entry.topics.all()] == ["Cars"]
    assert entry.relations.count() == 0
    assert len(left_out) == 4
    assert "Topics: 1 that is no longer in the record." in left_out
    assert "Participant Ryosei Akazawa: office: what it named is no longer in the record." in left_out
    assert all(words in entry.transitions.first().note for words in left_out)


def test_a_state_that_equals_the_present_one_saves_nothing(ana):
    entry = make.make_round(people=[make.make_person()])
    make.edit(entry, ana, place="Tokyo")
    make.edit(entry, ana, place="")
    assert revert(entry, 1, ana) == []
    assert entry.version == 3


def test_a_check_of_other_words_does_not_come_back_with_the_old_ones(ana):
    checked = {"verbatim": "verbatim", "verbatim_checked_on": date(2025, 4, 17)}
    entry = make.make_quote(text="first words", **checked)
    make.edit(entry, ana, text="other words", verbatim="not_checked", verbatim_checked_on=None)
    revert(entry, 1, ana)
    assert (entry.text, entry.verbatim, entry.verbatim_checked_on) == ("first words", "not_checked", None)


@pytest.mark.parametrize("version", [0, -1, 9, 10**19])
def test_a_version_that_never_was_is_refused(ana, version):
    with pytest.raises(Refused, match="No saved state"):
        revert(make.make_quote(), version, ana)


def test_a_late_revert_is_refused_and_so_is_one_without_the_right(ana, django_user_model):
    entry = make.make_quote(text="first words")
    make.edit(entry, ana, text="other words")
    with pytest.raises(Stale):
        revert(entry, 1, ana, seen=1)
    with pytest.raises(NotAllowed):
        revert(entry, 1, django_user_model.objects.create(username="guest"))
    entry.refresh_from_db()
    assert (entry.text, entry.version) == ("other words", 2)


def test_every_kind_can_be_brought_back(ana):
    for name, maker in make.MAKERS.items():
        entry = maker()
        before = entry.headline
        make.edit(entry, ana, headline="Another headline")
        assert revert(Entry.objects.get(pk=entry.pk), 1, ana) == [], name
        entry.refresh_from_db()
        assert entry.headline == before


def test_undoing_is_cheap(ana, django_assert_max_num_queries):
    entry = make.make_round(people=[make.make_person()])
    make.edit(entry, ana, place="Tokyo")
    with django_assert_max_num_queries(75):
        revert(entry, 1, ana)
