"""Publishing before a second editor could approve, and a second editor's word for it afterwards."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from negotiations.desk import emergency, queue, workflow
from negotiations.desk.checking import faults
from negotiations.desk.printing import redact
from negotiations.desk.steps import NotAllowed, Refused
from negotiations.models.journal import Transition
from negotiations.models.kinds.quote import Quote
from negotiations.models.printed import Edition, Unreviewed
from negotiations.values import clock
from tests import make

pytestmark = pytest.mark.django_db


def refused(entry, action, by, match, why=Refused, **given):
    """The action is refused with these words, and the entry is as before."""
    with pytest.raises(why, match=match):
        make.act(entry, action, by, **given)
    entry.refresh_from_db()


@pytest.mark.parametrize("state", ["draft", "in_review", "approved"])
def test_a_chief_publishes_at_once_even_what_they_wrote_themselves(ana, rui, mei, state):
    quote = make.make_quote()
    make.edit(quote, mei, text="truly regrettable")
    if state != "draft":
        make.act(quote, "submit", ana)
    if state == "approved":
        make.act(quote, "approve", rui)
    edition = make.emergency(quote, reason=" The duty applies from midnight. ")
    quote.refresh_from_db()
    assert (quote.work_state, quote.public_state, quote.approved_digest) == ("clean", "live", "")
    notice = Unreviewed.objects.get()
    assert (notice.edition, notice.reason, notice.confirmed_at) == (
        edition,
        "The duty applies from midnight.",
        None,
    )
    row = Transition.objects.latest("pk")
    assert (row.action, row.note, row.edition) == ("emergency", "The duty applies from midnight.", edition)
    assert list(faults()) == []


def test_it_needs_a_reason_and_every_rule_still_holds(mei):
    quote = make.make_quote()
    refused(quote, "emergency", mei, "Say why it cannot wait", reason=" \n")
    for held, match in (
        ({"embargo_until": clock.now() + timedelta(hours=1)}, "embargo"),
        ({"embargo_until": None, "legal": "needed"}, "legal check"),
        ({"text": ""}, "words"),
    ):
        make.edit(quote, mei, **held)
        refused(quote, "emergency", mei, match, reason="It cannot wait.")
    assert not Edition.objects.exists()
    assert not Unreviewed.objects.exists()


def test_where_readers_know_the_entry_they_are_told_what_changed_as_ever(rui, mei):
    quote = make.make_quote()
    make.publish(quote)
    make.edit(quote, mei, text="truly regrettable")
    refused(quote, "emergency", mei, "Say why a new edition", reason="It cannot wait.")
    refused(quote, "emergency", mei, "what was wrong", reason="It cannot wait.", change="correction")
    edition = make.emergency(
        quote, change="correction", note="We had “extremely”.", reason="It is quoted all over."
    )
    assert (edition.number, edition.change, edition.note) == (2, "correction", "We had “extremely”.")
    assert Transition.objects.latest("pk").note == "It is quoted all over.\n\nWe had “extremely”."


def test_what_is_withdrawn_or_unchanged_cannot_take_this_way(ana, rui, mei):
    quote = make.make_quote()
    make.publish(quote)
    refused(quote, "emergency", mei, "Not possible now", reason="It cannot wait.")
    make.withdraw(quote)
    make.edit(quote)
    refused(quote, "emergency", mei, "Not possible now", reason="It cannot wait.")
    for user in (ana, rui):
        refused(make.make_round(), "emergency", user, "Your role", NotAllowed, reason="It cannot wait.")


def test_afterwards_nobody_has_edited_it_yet(ana, rui, mei):
    quote = make.make_quote()
    make.edit(quote, rui, text="truly regrettable")
    make.emergency(quote)
    assert workflow.editors_since_print(quote) == set()
    assert queue.editors_of([quote.pk]) == {quote.pk: set()}
    make.edit(quote, ana, text="extremely regrettable")
    make.publish(quote)  # by rui, who edited before


def test_a_second_editor_is_one_who_had_no_part_in_that_edition(ana, rui, mei, settings):
    settings.TRADEWATCH_FOUR_EYES = False  # for one person alone there is no second editor to tell readers of
    leo = make.editor("leo", "editor")
    quote = make.make_quote()
    make.edit(quote, leo, text="very regrettable")
    make.publish(quote)
    make.edit(quote, rui, text="truly regrettable")
    make.emergency(quote, change="update", note="More words.")
    make.edit(quote, leo, text="extremely regrettable")  # belongs to the next edition
    for user in (mei, rui, ana):
        assert workflow.Action.CONFIRM not in workflow.available(quote, user)
        refused(quote, "confirm", user, "somebody else" if user != ana else "Your role", NotAllowed)
    before = quote.publication.editions.count(), quote.work_state
    assert list(emergency.unconfirmed()) == [quote.entry_ptr]
    edition = make.act(quote, "confirm", leo)
    assert (edition.number, quote.publication.editions.count(), quote.work_state) == (2, *before)
    assert Unreviewed.objects.get().confirmed_at
    row = Transition.objects.latest("pk")
    assert (row.action, row.edition, row.by) == ("confirm", edition, leo)
    assert not emergency.unconfirmed().exists()
    refused(quote, "confirm", leo, "No edition of this entry waits")
    assert list(faults()) == []


def test_the_newest_edition_is_confirmed_first_and_the_longest_waiting_is_listed_first(rui, mei):
    with time_machine.travel(datetime(2025, 5, 1, tzinfo=UTC), tick=False):
        older, newer = make.make_quote(), make.make_round()
        make.emergency(older)
        make.emergency(newer)
        make.edit(older, mei, text="truly regrettable")
        make.emergency(older, change="update", note="More words.")
    assert [entry.pk for entry in emergency.unconfirmed()] == [older.pk, newer.pk]
    assert emergency.unconfirmed()[0].waits_since == older.publication.editions.get(number=1).published_at
    numbers = [make.act(older, "confirm", rui).number for _ in range(2)]
    assert numbers == [2, 1]


def test_what_readers_cannot_see_waits_for_nobody(rui, mei):
    quote = make.make_quote()
    make.emergency(quote)
    make.withdraw(quote)
    assert not emergency.unconfirmed().exists()
    refused(quote, "confirm", rui, "Not possible now")
    redact(quote.publication, "By order of a court.", "mei")
    assert Unreviewed.objects.get().reason == ""
    assert list(faults()) == []
    make.edit(quote, headline="It was so after all")
    make.act(quote, "submit", make.editor("ana", "contributor"))
    make.act(quote, "approve", rui)
    make.act(quote, "reinstate", mei, note="It was so after all.")
    assert not emergency.unconfirmed().exists()
    assert Quote.objects.get().public_state == "live"


def test_a_clock_that_went_back_confirms_nothing_before_it_was_published(rui, mei):
    quote = make.make_quote()
    with time_machine.travel("2025-05-02T12:00:00Z", tick=False):
        make.emergency(quote)
    with time_machine.travel("2025-05-02T11:00:00Z", tick=False):
        make.act(quote, "confirm", rui)
    notice = Unreviewed.objects.get()
    assert notice.confirmed_at == notice.edition.published_at
