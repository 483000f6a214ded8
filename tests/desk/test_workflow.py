"""States, roles, four eyes: who can do what, and what it does."""

import pytest

from negotiations.desk import workflow
from negotiations.desk.steps import Action, NotAllowed, Refused, Stale
from negotiations.models.journal import Transition
from negotiations.models.nouns import Person
from negotiations.values.vocabulary import PublicState, WorkState
from tests import make

pytestmark = pytest.mark.django_db


def test_an_incomplete_draft_can_be_saved_and_says_what_it_lacks(ana):
    quote = make.make_quote(when="", zone="", text="", speaker=None, office=None, source=False)
    quote.speaker = quote.office = None
    workflow.save_working(quote, ana)
    with pytest.raises(Refused) as refused:
        make.act(quote, "submit", ana)
    assert {problem.rule for problem in refused.value.problems} == {
        "entry-when",
        "entry-source",
        "quote-words",
        "quote-speaker",
    }


def test_the_way_from_draft_to_page(ana, rui):
    quote = make.make_quote()
    assert (quote.work_state, quote.public_state) == (WorkState.DRAFT, PublicState.NOT_PRINTED)
    make.act(quote, "submit", ana)
    assert quote.work_state == WorkState.IN_REVIEW
    make.act(quote, "approve", rui)
    assert quote.work_state == WorkState.APPROVED
    make.act(quote, "publish", rui)
    quote.refresh_from_db()
    assert (quote.work_state, quote.public_state) == (WorkState.CLEAN, PublicState.LIVE)


def test_an_edit_of_something_live_makes_a_draft_and_leaves_the_page(ana):
    quote = make.make_quote()
    make.publish(quote)
    make.edit(quote, text="very grateful")
    assert (quote.work_state, quote.public_state) == (WorkState.DRAFT, PublicState.LIVE)
    assert "extremely regrettable" in quote.publication.editions.get().body


def test_a_contributor_can_neither_approve_nor_publish_nor_withdraw(ana):
    quote = make.make_quote()
    make.act(quote, "submit", ana)
    for action in (Action.APPROVE, Action.PUBLISH, Action.RETURN, Action.WITHDRAW):
        with pytest.raises(NotAllowed):
            make.act(quote, action, ana, note="x")
        quote.refresh_from_db()


def test_only_a_chief_withdraws(rui, mei):
    quote = make.make_quote()
    make.publish(quote)
    with pytest.raises(NotAllowed):
        make.act(quote, "withdraw", rui, note="x")
    quote.refresh_from_db()
    make.act(quote, "withdraw", mei, note="It was not so.")
    assert quote.public_state == PublicState.WITHDRAWN


def test_nobody_approves_or_publishes_what_they_edited_themselves(ana, rui, mei):
    quote = make.make_quote()
    make.edit(quote, by=rui, summary="Rui was here.")
    make.act(quote, "submit", ana)
    with pytest.raises(NotAllowed, match="You edited this entry"):
        make.act(quote, "approve", rui)
    quote.refresh_from_db()
    make.act(quote, "approve", mei)
    with pytest.raises(NotAllowed, match="You edited this entry"):
        make.act(quote, "publish", rui)


def test_four_eyes_looks_only_at_edits_since_the_last_edition(ana, rui, mei):
    quote = make.make_quote()
    make.edit(quote, by=rui, summary="Rui was here.")
    make.act(quote, "submit", ana)
    make.act(quote, "approve", mei)
    make.act(quote, "publish", mei)
    make.edit(quote, by=ana, summary="Ana was here.")
    make.act(quote, "submit", ana)
    make.act(quote, "approve", rui)
    assert make.act(quote, "publish", rui, change="update", note="More is known.")


def test_a_desk_of_one_can_switch_four_eyes_off(settings, rui):
    settings.TRADEWATCH_FOUR_EYES = False
    quote = make.make_quote()
    make.edit(quote, by=rui, summary="Rui alone.")
    for action in ("submit", "approve", "publish"):
        make.act(quote, action, rui)
    assert quote.public_state == PublicState.LIVE


def test_any_edit_voids_an_approval(ana, rui):
    quote = make.make_quote()
    make.act(quote, "submit", ana)
    make.act(quote, "approve", rui)
    make.edit(quote, summary="One word more.")
    assert quote.work_state == WorkState.DRAFT
    with pytest.raises(Refused, match="Not possible now"):
        make.act(quote, "publish", rui)


def test_one_byte_changed_behind_the_workflow_voids_an_approval_too(ana, rui):
    quote = make.make_quote()
    make.act(quote, "submit", ana)
    make.act(quote, "approve", rui)
    type(quote).objects.filter(pk=quote.pk).update(text="extremely regrettable!")
    quote.refresh_from_db()
    with pytest.raises(Refused, match="not what was approved"):
        make.act(quote, "publish", rui)


def test_a_changed_citation_voids_an_approval_too(ana, rui):
    quote = make.make_quote()
    make.act(quote, "submit", ana)
    make.act(quote, "approve", rui)
    quote.citations.update(locator="p. 3")
    with pytest.raises(Refused, match="not what was approved"):
        make.act(quote, "publish", rui)


def test_renaming_a_noun_does_not_void_an_approval_but_pointing_at_another_does(ana, rui):
    quote = make.make_quote()
    make.act(quote, "submit", ana)
    make.act(quote, "approve", rui)
    Person.objects.filter(pk=quote.speaker_id).update(name="Akazawa Ryosei")
    make.act(quote, "publish", rui)
    assert quote.public_state == PublicState.LIVE


def test_a_stale_action_is_refused_and_says_who_was_there(ana, rui):
    quote = make.make_quote()
    seen = quote.version
    make.edit(quote, summary="Newer.")
    with pytest.raises(Stale, match="ana changed it"):
        workflow.transition(quote, Action.SUBMIT, ana, version=seen)


def test_a_stale_save_changes_nothing(ana):
    quote = make.make_quote()
    seen = quote.version
    make.edit(quote, summary="Theirs.")
    quote.summary = "Mine."
    with pytest.raises(Stale):
        workflow.save_working(quote, ana, seen=seen)
    quote.refresh_from_db()
    assert quote.summary == "Theirs."


def test_returning_needs_a_reason_for_the_author(ana, rui):
    quote = make.make_quote()
    make.act(quote, "submit", ana)
    with pytest.raises(Refused, match="Say what should change"):
        make.act(quote, "return", rui, note="  ")
    quote.refresh_from_db()
    make.act(quote, "return", rui, note="The date is missing.")
    assert quote.work_state == WorkState.DRAFT


def test_a_new_edition_of_something_live_says_why_it_exists(ana, rui):
    quote = make.make_quote()
    make.publish(quote)
    make.edit(quote, text="very grateful")
    make.act(quote, "submit", ana)
    make.act(quote, "approve", rui)
    with pytest.raises(Refused, match="Say why a new edition"):
        make.act(quote, "publish", rui)
    quote.refresh_from_db()
    with pytest.raises(Refused, match="what was wrong and what is right"):
        make.act(quote, "publish", rui, change="correction")
    quote.refresh_from_db()
    assert make.act(quote, "publish", rui, change="minor").note == ""


def test_a_legal_check_holds_publication_until_a_chief_clears_it(ana, rui, mei):
    quote = make.make_quote(legal="needed")
    with pytest.raises(Refused, match="legal check"):
        make.act(quote, "submit", ana)
    quote.refresh_from_db()
    with pytest.raises(NotAllowed):
        make.act(quote, "clear_legal", rui)
    quote.refresh_from_db()
    make.act(quote, "clear_legal", mei)
    make.publish(quote)
    assert quote.public_state == PublicState.LIVE


def test_every_action_leaves_a_journal_row_and_a_refused_one_none(ana, rui):
    quote = make.make_quote()
    make.publish(quote)
    with pytest.raises(NotAllowed):
        make.act(quote, "withdraw", rui, note="x")
    rows = (
        Transition.objects.filter(entry=quote.pk)
        .order_by("id")
        .values_list("action", "by_name", "from_state", "to_state")
    )
    assert list(rows) == [
        ("created", "ana", "", "draft"),
        ("submit", "ana", "draft", "in_review"),
        ("approve", "rui", "in_review", "approved"),
        ("publish", "rui", "approved", "clean"),
    ]


def test_the_journal_keeps_the_name_of_an_account_that_is_gone(ana):
    quote = make.make_quote()
    ana.delete()
    assert Transition.objects.get(entry=quote.pk).by_name == "ana"


def test_actions_offered_are_the_ones_that_would_not_be_refused(ana, rui, mei):
    quote = make.make_quote()
    assert workflow.available(quote, ana) == [Action.SUBMIT]
    make.act(quote, "submit", ana)
    assert workflow.available(quote, ana) == [Action.TAKE_BACK]
    assert workflow.available(quote, rui) == [Action.TAKE_BACK, Action.RETURN, Action.APPROVE]
    make.act(quote, "approve", rui)
    make.act(quote, "publish", rui)
    assert workflow.available(quote, rui) == []
    assert workflow.available(quote, mei) == [Action.WITHDRAW]


def test_somebody_without_a_role_saves_nothing(django_user_model):
    guest = django_user_model.objects.create_user("guest")
    quote = make.make_quote()
    with pytest.raises(NotAllowed):
        workflow.save_working(quote, guest)
