"""How the sample is loaded, by whom, and where it refuses to be."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from negotiations.desk.sample import loader
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.printed import Edition, Press, PublicationLog
from negotiations.values.vocabulary import Change


def test_one_editor_writes_and_another_approves_and_publishes():
    by = {action: set() for action in ("created", "edited", "submit", "approve", "publish")}
    for action, name in Transition.objects.values_list("action", "by__username"):
        by[action].add(name)

    assert by == {
        "created": {"ana"},
        "edited": {"ana"},
        "submit": {"ana"},
        "approve": {"rui"},
        "publish": {"rui"},
    }


def test_editions_have_the_instants_of_the_story_and_end_on_25_september():
    printed = Edition.objects.entries().order_by("published_at").values_list("published_at", flat=True)

    assert printed.first().date().isoformat() == "2025-04-02"
    assert printed.last().date().isoformat() == "2025-09-25"
    assert len(printed) == len(loader.STATES)


def test_a_later_edition_tells_readers_why_it_is_there():
    for edition in Edition.objects.entries().exclude(change=Change.FIRST):
        assert edition.change in (Change.UPDATE, Change.CORRECTION)
        assert edition.note.endswith((".", "”")), edition.note


def test_sample_accounts_can_sign_in_and_their_passwords_are_long_enough():
    for name in loader.EDITORS:
        assert Client().login(username=name, password=loader.password_of(name))
        assert len(loader.password_of(name)) >= 12


def run(**options) -> str:
    printed = StringIO()
    call_command("load_sample", stdout=printed, **options)
    return printed.getvalue()


def test_a_second_run_says_so_and_changes_nothing():
    before = PublicationLog.objects.count(), Transition.objects.count(), Press.objects.get().last_printed_at

    printed = run()
    assert printed.startswith("The sample record is loaded already; nothing was changed.\n")
    assert all(name in printed for name in loader.EDITORS)
    assert before == (
        PublicationLog.objects.count(),
        Transition.objects.count(),
        Press.objects.get().last_printed_at,
    )


def test_simulated_times_are_refused_again_after_loading():
    assert Press.objects.get().is_sample
    assert not Press.objects.get().accepts_times


def test_a_production_record_never_takes_the_sample(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match=r"^The sample is for development [^\n]+$"):
        run()


def test_a_record_that_is_not_the_sample_is_left_alone():
    Press.objects.update(is_sample=False)

    with pytest.raises(CommandError, match=r"^The record is not empty[^\n]+$"):
        run()
    assert Entry.objects.count() == len({state.key for state in loader.STATES})
