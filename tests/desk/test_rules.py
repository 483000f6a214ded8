"""What an entry must hold before it is published."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from negotiations.desk.rules import problems
from negotiations.models.sources import Citation
from negotiations.values import clock
from tests import make

pytestmark = pytest.mark.django_db


def rules_of(entry) -> set[str]:
    return {problem.rule for problem in problems(entry)}


@pytest.mark.parametrize("maker", make.MAKERS.values(), ids=make.MAKERS)
def test_a_complete_entry_breaks_no_rule(maker):
    assert problems(maker()) == []


@pytest.mark.parametrize("maker", make.MAKERS.values(), ids=make.MAKERS)
def test_every_problem_names_a_field_and_says_what_to_do(maker):
    entry = maker(source=False, when="", zone="")
    found = problems(entry)
    assert found
    for problem in found:
        assert problem.field
        assert problem.message.endswith(".")


def test_a_day_needs_a_zone_and_a_month_does_not():
    assert rules_of(make.make_round(zone="")) == {"entry-zone"}
    assert rules_of(make.make_round(zone="", when="2025-04")) == set()


def test_an_hour_that_the_clocks_skipped_is_refused_in_any_date():
    change = make.make_measure_change(effective_from="2025-03-09T02:30")
    assert rules_of(change) == {"entry-date"}


def test_a_source_that_only_differs_supports_nothing():
    entry = make.make_round(source=False)
    Citation.objects.create(
        entry=entry, source=make.make_source(), stance="differs", says="It was on Thursday."
    )
    assert rules_of(entry) == {"entry-source"}


def test_an_embargo_holds_until_its_instant():
    entry = make.make_round(embargo_until=clock.now() + timedelta(hours=1))
    assert rules_of(entry) == {"entry-embargo"}
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        assert rules_of(entry) == set()


def test_a_round_names_its_economies_and_its_status():
    assert rules_of(make.make_round(economies=[], status="")) == {"round-economies", "round-status"}


def test_a_round_ahead_cannot_have_been_held():
    with time_machine.travel(datetime(2025, 4, 10, tzinfo=UTC)):
        assert rules_of(make.make_round(when="2025-04-16")) == {"round-held-past"}


def test_a_speaker_appears_with_an_office_of_that_day():
    speaker = make.make_person()
    later = make.make_office(speaker, title="Minister of later", held_from=date(2025, 10, 1))
    assert rules_of(make.make_quote(speaker=speaker, office=later)) == {"quote-office"}
    assert rules_of(make.make_quote(speaker=speaker, office=None)) == {"quote-office"}


def test_an_office_of_somebody_else_is_refused():
    other = make.make_office(make.make_person("Shigeru Ishiba"), title="Prime Minister")
    assert rules_of(make.make_quote(office=other)) == {"quote-office"}


def test_a_speaker_on_background_is_described_instead():
    quote = make.make_quote(attribution="background", speaker_description="a senior official")
    quote.speaker = quote.office = None
    assert rules_of(quote) == set()


def test_a_translation_says_whose_it_is():
    quote = make.make_quote(
        text="", text_language="ja", translation="very regrettable", translation_language=""
    )
    assert rules_of(quote) == {"quote-language", "quote-origin"}


def test_an_action_that_applies_from_a_day_says_from_which():
    assert rules_of(make.make_measure_change(effective_from="")) == {"change-effective"}
    assert rules_of(make.make_measure_change(effective_from="", action="threatened")) == set()


def test_a_date_counted_from_another_needs_that_other():
    change = {"effective_from": "", "days_after": 7, "days_after_event": "signed"}
    assert rules_of(make.make_measure_change(**change)) == {"change-effective"}
    assert rules_of(make.make_measure_change(signed="2025-07-31", **change)) == set()


def test_a_measure_does_not_end_before_it_begins():
    assert rules_of(make.make_measure_change(effective_until="2025-04-01")) == {"change-order"}


def test_a_rate_needs_its_basis():
    assert rules_of(make.make_measure_change(rate_basis="")) == {"change-basis"}


def test_a_scope_that_speaks_of_a_list_has_one():
    assert rules_of(make.make_measure_change(economy_scope="listed")) == {"change-scope"}
    assert (
        rules_of(make.make_measure_change(economy_scope="listed", scope_economies=[make.make_economy()]))
        == set()
    )
