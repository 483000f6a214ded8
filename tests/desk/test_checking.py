"""Every fault that the record can have is found, and a healthy record has none."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from negotiations.desk.checking import faults
from negotiations.guards import lifted, remove_guards
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.nouns import Person
from negotiations.models.printed import (
    Edition,
    Facet,
    Press,
    Publication,
    PublicationLog,
    Redaction,
    SearchText,
    Unreviewed,
)
from negotiations.public.kinds.base import canonical, digest
from negotiations.values import clock
from tests import make
from tests.remembering import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def record(db):
    """Entries of every kind, one corrected, one withdrawn."""
    entries = [maker() for maker in make.MAKERS.values()]
    for entry in entries:
        make.publish(entry)
    make.edit(entries[1], text="very grateful")
    make.publish(entries[1], change="correction", note="Other words.")
    gone = make.make_quote()
    make.publish(gone)
    make.withdraw(gone)
    return entries


@pytest.fixture
def tamper(record):
    """The database without its guards, as somebody with a shell could have it."""
    with lifted(connection):
        yield


def checks() -> set[str]:
    return {fault.check for fault in faults()}


def newest() -> Edition:
    return (
        Edition.objects.entries().filter(superseded_at__isnull=True, publication__closed_at=None).latest("pk")
    )


def rewrite(edition: Edition, **values) -> None:
    """A body with other values, and the hash that fits it."""
    body = canonical({**json.loads(edition.body), **values})
    Edition.objects.filter(pk=edition.pk).update(body=body, digest=digest(body))


def test_a_record_made_by_the_desk_is_whole(record, capsys):
    assert list(faults()) == []
    call_command("check_record")
    assert capsys.readouterr().out == "The record is whole.\n"


def test_a_synthetic_record_is_whole():
    call_command("make_bulk_record", entries=60)
    assert list(faults()) == []


def test_a_redacted_record_is_whole(record):
    gone = Publication.objects.get(closed_at__isnull=False)
    call_command("redact_entry", gone.key, reason="Court order.")
    assert list(faults()) == []


def test_faults_give_a_line_each_and_exit_code_1(tamper, capsys):
    Edition.objects.filter(pk=newest().pk).update(digest="0" * 64)
    with pytest.raises(SystemExit) as stopped:
        call_command("check_record")
    assert stopped.value.code == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("hash TW-") for line in lines)


def test_a_missing_guard(record):
    remove_guards(connection)
    assert "guards" in checks()


def test_a_changed_body(tamper):
    edition = newest()
    Edition.objects.filter(pk=edition.pk).update(body=edition.body.replace("headline", "headlime"))
    assert "hash" in checks()


def test_a_body_that_its_schema_cannot_read(tamper):
    rewrite(newest(), unknown="field")
    assert "schema" in checks()


def test_a_reference_to_nothing(tamper):
    rewrite(newest(), topics=[{"ref": 99999}])
    assert "references" in checks()


def test_facets_that_are_not_what_the_body_says(tamper):
    Facet.objects.filter(edition=newest(), name="kind").delete()
    assert "facets" in checks()


@pytest.mark.parametrize("words", [None, "other words"])
def test_words_of_a_search_that_are_not_the_editions_own_until_they_are_made_again(tamper, words):
    kept = SearchText.objects.filter(edition=newest())
    kept.update(words=words) if words else kept.delete()
    assert "search" in checks()
    call_command("rebuild_public", "--no-progress", stdout=StringIO())
    assert "search" not in checks()


def test_a_place_in_the_timeline_that_is_not_the_date(tamper):
    Edition.objects.filter(pk=newest().pk).update(sort_key=1)
    assert "timeline" in checks()


def test_a_gap_in_the_numbers_of_entries(tamper):
    Publication.objects.filter(number=2).update(number=20, key="TW-000020")
    assert "entry-numbers" in checks()


def test_an_address_that_is_not_its_number(tamper):
    Publication.objects.filter(number=2).update(key="TW-000099")
    assert "entry-numbers" in checks()


def test_a_press_that_lost_count(tamper):
    Press.objects.update(last_entry=99)
    assert "entry-numbers" in checks()
    Press.objects.update(last_log=99)
    assert "log-numbers" in checks()


def test_a_gap_in_the_editions(tamper):
    Edition.objects.filter(pk=newest().pk).update(number=7)
    assert "edition-numbers" in checks()


def test_editions_that_do_not_meet(tamper):
    Edition.objects.filter(superseded_at__isnull=False).update(superseded_at=clock.now())
    assert "edition-order" in checks()


def test_a_publication_without_an_edition(tamper):
    Publication.objects.create(kind="topic", key="empty")
    assert "edition-order" in checks()


def test_a_printing_that_is_not_in_the_log(tamper):
    PublicationLog.objects.filter(edition_in=newest()).delete()
    assert {"log", "log-numbers"} <= checks()


def test_a_log_out_of_order(tamper):
    PublicationLog.objects.filter(number=3).update(at=clock.now())
    assert "log" in checks()


def test_a_withdrawal_that_readers_still_see(tamper):
    Publication.objects.filter(closed_at__isnull=False).update(closed_at=None)
    assert "withdrawal" in checks()


def test_a_publication_closed_without_a_withdrawal(tamper):
    Publication.objects.filter(number=1).update(closed_at=clock.now())
    assert "withdrawal" in checks()


def test_a_redirect_to_a_redirect(tamper):
    first, second, third = Publication.objects.filter(number__isnull=True)[:3]
    Publication.objects.filter(pk=second.pk).update(redirect_to=third)
    Publication.objects.filter(pk=first.pk).update(redirect_to=second)
    assert "redirect" in checks()


def test_a_redaction_that_left_the_body(tamper):
    Redaction.objects.create(edition=newest(), at=clock.now(), by="mei", reason="x")
    assert "redaction" in checks()


def test_a_working_row_that_is_printed_as_something_else(tamper):
    Person.objects.update(publication=Publication.objects.get(kind="economy", key="JP"))
    assert "desk" in checks()


def test_a_noun_whose_address_changed_after_it_was_printed(tamper):
    Person.objects.update(slug="another-name")
    assert "desk" in checks()


def test_an_edition_that_nobody_published(tamper):
    Transition.objects.filter(edition=newest()).delete()
    assert "journal" in checks()


def test_an_approval_of_nothing_cannot_be_stored(record):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=record[0].pk).update(work_state="approved", approved_digest="")


def test_what_is_said_of_missing_review_fits_its_edition_and_the_journal(tamper):
    quote = make.make_quote()
    edition = make.emergency(quote)
    assert checks() == {"guards"}
    for wrong in (
        {"reason": " "},
        {"confirmed_at": "2020-01-01T00:00:00Z"},
        {"edition": newest().publication.editions.model.objects.filter(change="withdrawal").get()},
    ):
        Unreviewed.objects.update(edition=edition, reason="Why.", confirmed_at=None)
        Unreviewed.objects.update(**wrong)
        assert "unreviewed" in checks(), wrong
    Unreviewed.objects.all().delete()
    assert "unreviewed" in checks()
    Unreviewed.objects.create(edition=edition, reason="Why.")
    Transition.objects.filter(action="emergency").update(action="publish")
    assert "unreviewed" in checks()
