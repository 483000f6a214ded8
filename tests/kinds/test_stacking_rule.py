"""What is special about a stacking rule."""

import pytest

from negotiations.desk.rules import problems
from tests.make import MAKERS, publish

pytestmark = pytest.mark.django_db


def test_a_rule_names_its_duties_its_effect_and_the_day_it_holds_from():
    rule = MAKERS["stacking_rule"](effect="", measures=[], effective_from="")
    assert {problem.rule for problem in problems(rule)} >= {"rule-effect", "rule-first", "rule-effective"}


def test_a_rule_ends_after_it_begins():
    rule = MAKERS["stacking_rule"](effective_until="2025-04-01")
    assert "rule-order" in {problem.rule for problem in problems(rule)}


def test_a_rule_reads_as_one_sentence_and_stands_among_the_entries_of_both_measures(client):
    publish(MAKERS["stacking_rule"]())
    assert "US duty on automobiles</bdi></a> <b>exclude</b> <a" in client.get("/entries/TW-000001/").text
    for measure in ("us-duty-on-automobiles", "us-reciprocal-duty"):
        assert "Cars are exempt from the reciprocal duty" in client.get(f"/measures/{measure}/").text
