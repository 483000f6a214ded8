"""The verbatim check at the desk: what is compared with what, what is recorded, and what makes it void."""

from datetime import date

import pytest
import time_machine

from negotiations.desk import reverting, verbatim, workflow
from negotiations.desk.steps import NotAllowed, Refused, Stale
from negotiations.models.kinds.quote import Quote
from negotiations.models.sources import Citation, StoredText
from negotiations.values.verbatim import NothingToCheck, Outcome
from negotiations.values.vocabulary import Verbatim
from tests import make

pytestmark = pytest.mark.django_db
SAID = "He called it “extremely regrettable” that talks had stopped."


@pytest.fixture
def source():
    return make.make_source("Report on the talks", publisher="Kyodo")


@pytest.fixture
def quote(source):
    return make.make_quote(source=source)


def store(source, text=SAID):
    return StoredText.objects.create(source=source, text=text)


def record(quote, by, **changes):
    found = verbatim.compare(Quote.objects.get(pk=quote.pk))
    given = {"seen": quote.version, "text_id": found.text.pk, "found": found.verbatim or "verbatim"}
    done = verbatim.record(quote, by, **given | changes)
    quote.refresh_from_db()
    return done


@time_machine.travel("2025-04-17T10:00:00Z", tick=False)
def test_what_was_found_is_recorded_with_the_day_and_the_text(quote, source, ana):
    text = store(source)
    assert record(quote, ana) == Verbatim.VERBATIM
    assert (quote.verbatim, quote.verbatim_checked_on, quote.checked_text) == (
        "verbatim",
        date(2025, 4, 17),
        text,
    )
    assert len(quote.checked_digest) == 64
    row = quote.transitions.latest("pk")
    assert (row.action, row.by_name) == ("checked", "ana")
    assert row.note == "Verbatim: Kyodo, “Report on the talks”, 2025-04-17. Text stored on 17 April 2025."
    with pytest.raises(Refused, match="on record already"):
        record(quote, ana)


@pytest.mark.parametrize(
    ("words", "found"),
    [("extremely […] that talks", "ellipses"), ("extremely regretable", "differs"), ("something else", None)],
)
def test_ellipses_and_differences_are_recorded_too_but_not_what_was_not_found(source, ana, words, found):
    quote = make.make_quote(source=source, text=words)
    store(source)
    assert verbatim.compare(quote).verbatim == found
    if found:
        assert record(quote, ana) == found
    else:
        with pytest.raises(Refused, match="nothing to record"):
            record(quote, ana)


def test_a_check_is_no_edit_for_four_eyes_but_voids_an_approval(quote, source, rui):
    store(source)
    make.act(quote, "submit", make.editor("ana", make.Role.CONTRIBUTOR))
    make.act(quote, "approve", rui)
    record(quote, rui)
    assert (quote.work_state, quote.approved_digest) == ("draft", "")
    assert rui.pk not in workflow.editors_since_print(quote)
    edition = make.publish(quote)
    assert edition.content["verbatim"] == "verbatim"
    quote.refresh_from_db()
    with time_machine.travel("2031-01-01T10:00:00Z", tick=False):
        record(quote, rui)
    assert (quote.work_state, quote.public_state) == ("draft", "live")


def test_only_who_may_write_records_and_only_what_they_saw(quote, source, ana, django_user_model):
    text = store(source)
    with pytest.raises(NotAllowed):
        record(quote, django_user_model.objects.create_user("reader"))
    with pytest.raises(Stale):
        record(quote, ana, seen=quote.version - 1)
    with pytest.raises(Refused, match="something else now"):
        record(quote, ana, found="ellipses")
    other = store(make.make_source("Another"))
    with pytest.raises(Refused, match="no source that the quote cites"):
        record(quote, ana, text_id=other.pk)
    assert verbatim.compare(quote).text == text


def test_supporting_sources_come_first_and_the_newest_text_of_each(quote, source):
    differing = make.make_source("Says something else")
    Citation.objects.create(entry=quote, source=differing, stance="differs", says="Other words.", position=0)
    Citation.objects.filter(source=source).update(position=5)
    store(differing, "It was extremely regrettable.")
    with time_machine.travel("2025-04-18T10:00:00Z", tick=False):
        old = store(source, "extremely regrettable")
    with time_machine.travel("2025-05-18T10:00:00Z", tick=False):
        new = store(source)
    assert [text.source for text in verbatim.texts_of(quote)] == [source, source, differing]
    made = verbatim.compare(quote)
    assert made.text == new
    assert made.others[0] == (old, None)
    new.delete()
    assert verbatim.compare(quote).text == old


def test_the_text_that_has_the_words_is_found_among_several(quote, source):
    store(source, "Nothing of it.")
    right = make.make_source("The transcript")
    Citation.objects.create(entry=quote, source=right, position=1)
    text = store(right)
    made = verbatim.compare(quote)
    assert (made.text, made.outcome) == (text, Outcome.VERBATIM)
    assert [outcome for _, outcome in made.others] == [Outcome.NOT_FOUND]


def test_a_translation_counts_where_the_source_made_it_or_it_stands_alone(source, ana):
    words = {
        "text": "極めて遺憾",
        "text_language": "ja",
        "translation": "truly deplorable",
        "translation_language": "en",
    }
    quote = make.make_quote(source=source, **words, translation_origin="editor")
    store(source, "大臣は「極めて遺憾だ」と述べた。 It was truly regrettable, he said.")
    assert verbatim.words_of(quote) == [("text", "極めて遺憾")]
    assert verbatim.compare(quote).outcome == Outcome.VERBATIM
    make.edit(quote, translation_origin="publisher", translation="It was truly deplorable")
    assert verbatim.compare(quote).outcome == Outcome.DIFFERS
    make.edit(quote, translation="words that are in no stored text whatsoever")
    assert verbatim.compare(quote).outcome == Outcome.VERBATIM
    make.edit(quote, text="", translation="It was truly regrettable", translation_origin="machine")
    assert verbatim.compare(quote).outcome == Outcome.VERBATIM
    make.edit(quote, text="", translation="…")
    with pytest.raises(NothingToCheck):
        verbatim.compare(quote)


def test_without_a_stored_text_somebody_can_attest(quote, source, ana):
    assert verbatim.compare(quote) is None
    given = {
        "seen": quote.version,
        "source_id": source.pk,
        "outcome": "verbatim",
        "note": "Evening edition, page 1.",
    }
    for wrong in ({"note": " "}, {"outcome": "differs"}, {"source_id": 0}, {"outcome": "not_checked"}):
        with pytest.raises(Refused):
            verbatim.attest(quote, ana, **given | wrong)
    verbatim.attest(quote, ana, **given)
    quote.refresh_from_db()
    assert (quote.verbatim, quote.checked_text) == ("verbatim", None)
    assert "Evening edition, page 1." in quote.transitions.first().note
    assert "source itself" in quote.transitions.first().note
    store(source)
    with pytest.raises(Refused, match="no text"):
        verbatim.attest(quote, ana, **given | {"seen": quote.version})


@pytest.fixture
def checked(quote, source, ana):
    store(source)
    record(quote, ana)
    return quote


def state(quote):
    quote = Quote.objects.get(pk=quote.pk)
    return (
        quote.verbatim,
        quote.verbatim_checked_on is not None,
        bool(quote.checked_digest),
        quote.checked_text_id,
    )


NOT_CHECKED = ("not_checked", False, False, None)


@pytest.mark.parametrize("words", [{"text": "extremely sad"}, {"translation": "Quite"}])
def test_other_words_make_it_void(checked, words):
    make.edit(checked, **words)
    assert state(checked) == NOT_CHECKED


def test_other_edits_leave_it(checked):
    before = state(checked)
    make.edit(checked, headline="Another headline", summary="More.", is_key=True)
    assert state(checked) == before
    Citation.objects.create(entry=checked, source=make.make_source("One more"))
    make.edit(checked, headline="And another")
    assert state(checked) == before


def test_a_save_that_writes_late_as_imports_do_makes_it_void_too(checked, ana):
    def write():
        checked.text = "extremely sad"
        checked.save()

    workflow.save_working(checked, ana, write=write, did="imported", note="batch")
    assert state(checked) == NOT_CHECKED


@pytest.mark.parametrize("attested", [False, True])
def test_it_falls_with_the_citation_of_its_source(quote, source, ana, attested):
    if attested:
        verbatim.attest(
            quote, ana, seen=quote.version, source_id=source.pk, outcome="verbatim", note="Page 1."
        )
        quote.refresh_from_db()
    else:
        store(source)
        record(quote, ana)
    Citation.objects.create(entry=quote, source=make.make_source("Another"))

    def write():
        quote.save()
        quote.citations.filter(source=source).delete()

    workflow.save_working(quote, ana, write=write)
    assert state(quote) == NOT_CHECKED


def test_bringing_back_other_words_makes_it_void(quote, source, ana):
    store(source)
    first = quote.version
    make.edit(quote, text="extremely regrettable”")
    record(quote, ana)
    reverting.revert(quote, first, ana)
    assert state(quote) == NOT_CHECKED
    record(quote, ana)
    checked_at = quote.version
    make.edit(quote, text="extremely sad")
    reverting.revert(quote, checked_at, ana)
    assert (
        state(quote) == NOT_CHECKED
    )  # the check of that day is not on record any more: one click makes it anew


def test_a_check_that_was_loaded_holds_until_the_words_change(quote):
    Quote.objects.filter(pk=quote.pk).update(verbatim="verbatim", verbatim_checked_on="2025-04-17")
    quote.refresh_from_db()
    make.edit(quote, summary="More.")
    assert state(quote)[0] == "verbatim"
    make.edit(quote, text="extremely sad")
    assert state(quote) == NOT_CHECKED


def test_what_nobody_checked_is_listed(quote, source, ana, django_assert_num_queries):
    make.make_quote(attribution="paraphrase")
    make.make_quote(text="")
    other = make.make_quote(when="2025-04-01")
    with django_assert_num_queries(1):
        assert [(row.pk, row.has_text) for row in verbatim.unchecked()] == [
            (other.pk, False),
            (quote.pk, False),
        ]
    store(source)
    assert list(verbatim.unchecked(with_text=True)) == [quote]
    record(quote, ana)
    assert list(verbatim.unchecked()) == [other]
    make.publish(other)
    assert list(verbatim.unchecked()) == [other]
    make.withdraw(other)
    assert list(verbatim.unchecked()) == []
