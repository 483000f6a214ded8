"""Copies: the same content as a draft of its own, and nothing that only the original earned."""

from datetime import date, timedelta

import pytest

from negotiations.desk import copying, printing
from negotiations.desk.steps import NotAllowed
from negotiations.models.entries import Entry, RelatedEntry, Story
from negotiations.models.journal import Transition
from negotiations.models.kinds.round import Participant
from negotiations.values import clock
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", make.MAKERS)
def test_a_copy_of_any_kind_says_the_same_and_starts_anew(kind, rui):
    original = make.MAKERS[kind]()
    copy = copying.copy(original, rui)
    assert copy.pk != original.pk
    assert printing.content_digest(copy) == printing.content_digest(original)
    assert (copy.work_state, copy.version, copy.created_by, copy.publication) == ("draft", 1, rui, None)
    row = Transition.objects.get(entry=copy.pk)
    assert (row.action, row.by_name) == ("created", "rui")
    assert f"draft {original.pk}" in row.note
    assert str(original) in row.note


def test_parts_are_copied_with_what_they_refer_to_and_stay_with_the_original(rui):
    original = make.make_round(people=[make.make_person()])
    source = original.citations.get().source
    Participant.objects.get(round=original).attested_by.add(source)
    RelatedEntry.objects.create(entry=original, target=make.make_round())
    copy = copying.copy(original, rui)
    [attended] = copy.participants.all()
    assert list(attended.attested_by.all()) == [source]
    assert (copy.relations.count(), original.relations.count()) == (1, 1)
    assert (copy.citations.count(), original.citations.count(), original.participants.count()) == (1, 1, 1)


def test_what_the_original_earned_is_not_copied(ana, rui):
    until = clock.now() + timedelta(days=1)
    original = make.make_quote(
        verbatim="verbatim",
        verbatim_checked_on=date(2025, 4, 17),
        last_verified_on=date(2025, 4, 18),
        internal_note="Ask the embassy.",
        story=Story.objects.create(name="First round"),
    )
    make.publish(original)
    make.edit(original, embargo_until=until)
    Entry.objects.filter(pk=original.pk).update(import_key="sheet-1", legal="cleared")
    copy = copying.copy(original, ana)
    assert (copy.verbatim, copy.verbatim_checked_on, copy.checked_digest) == ("not_checked", None, "")
    assert (copy.last_verified_on, copy.internal_note, copy.story, copy.import_key) == (None, "", None, "")
    assert (copy.publication, copy.approved_digest, copy.publish_at) == (None, "", None)
    assert copy.embargo_until == until
    assert copy.legal == "needed"
    assert "TW-000001" in Transition.objects.get(entry=copy.pk).note


def test_somebody_without_a_role_copies_nothing(django_user_model):
    original = make.make_round()
    with pytest.raises(NotAllowed):
        copying.copy(original, django_user_model.objects.create_user("guest"))
    assert Entry.objects.count() == 1
