"""Scopes and rates in words."""

from decimal import Decimal

import pytest

from negotiations.public.labels import Label
from negotiations.public.measure_words import (
    economies_words,
    goods_words,
    part_words,
    percent_of,
    plain,
    told,
)
from negotiations.tariffs.lifecycle import Change, Standing, State
from negotiations.tariffs.scope import Economies, Goods, Scope
from negotiations.values.clock import now

NAMES = {1: "Japan", 2: "United Kingdom", 3: "South Korea", 9: "Annex II"}
LABELS = {
    id: Label(id, "economy", "Economy", name.lower(), name, name, f"/economies/{id}/", None)
    for id, name in NAMES.items()
}


def listed(*ids):
    return Economies("listed", frozenset(ids))


def all_but(*ids):
    return Economies("except", frozenset(ids))


@pytest.mark.parametrize(
    ("economies", "words"),
    [
        (Economies(), "All economies"),
        (Economies("all"), "All economies"),
        (listed(1), "Japan"),
        (listed(2, 1), "Japan and United Kingdom"),
        (listed(1, 2, 3), "Japan, South Korea and United Kingdom"),
        (all_but(2), "All but the United Kingdom"),
        (listed(77), "Some economies"),  # what nobody may see has no name
    ],
)
def test_economies_are_named_for_a_column(economies, words):
    assert plain(economies_words(economies, LABELS)) == words


def test_of_very_many_economies_some_are_named_and_the_others_counted():
    labels = {n: Label(n, "economy", "Economy", str(n), f"Land {n}", "", "", None) for n in range(1, 70)}
    words = plain(economies_words(listed(*range(1, 70)), labels))
    assert words == "Land 1, Land 10, Land 11, Land 12, Land 13 and 64 others"


@pytest.mark.parametrize(
    ("goods", "text", "words"),
    [
        (Goods("described"), "Passenger cars", "Passenger cars"),
        (Goods("all"), "", "All goods"),
        (Goods("listed", frozenset({"870322", "8704"})), "", "8703.22 and 8704"),
        (Goods("listed", lists=frozenset({9})), "", "Annex II"),
        (Goods("listed", lists=frozenset({9})), "Parts", "Parts (Annex II)"),
        (Goods("all", excepted=frozenset({"8703"})), "", "All goods except 8703"),
        (Goods("described"), "", ""),
    ],
)
def test_goods_are_told_in_the_words_of_the_document_with_codes_and_lists(goods, text, words):
    assert plain(goods_words(goods, LABELS, text)) == words


@pytest.mark.parametrize(
    ("scope", "is_only", "words"),
    [
        (Scope(), True, ""),
        (Scope(), False, "for all economies"),
        (Scope(listed(2)), True, "for the United Kingdom"),
        (Scope(all_but(1, 2)), False, "for all but Japan and the United Kingdom"),
        (Scope(condition="for the plaintiffs"), True, "only for the plaintiffs"),
        (Scope(listed(1), condition="for the plaintiffs"), False, "for Japan, only for the plaintiffs"),
    ],
)
def test_a_part_is_told_after_its_rate(scope, is_only, words):
    assert plain(part_words(scope, LABELS, is_only=is_only)) == words


def rate(duty, basis="additional"):
    return Change(1, State.IN_FORCE, now(), duty=duty, basis=basis)


@pytest.mark.parametrize(
    ("duty", "basis", "percent"),
    [
        ("25%", "additional", Decimal(25)),
        ("15% all-in", "floor", Decimal(15)),
        ("15%", "floor", Decimal(15)),
        ("Free", "mfn", Decimal(0)),
        ("4.4¢/kg + 10%", "mfn", None),
        ("as the notice says", "additional", None),
    ],
)
def test_a_rate_has_a_number_where_it_is_a_percentage_alone(duty, basis, percent):
    assert percent_of(rate(duty, basis)) == percent


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.IN_FORCE, "25%"),
        (State.SCHEDULED, "25%, scheduled"),
        (State.SUSPENDED, "paused"),
        (State.ENDED, "ended"),
        (None, ""),
    ],
)
def test_a_standing_is_told_in_a_word_or_two(state, words):
    assert told(Standing(state, rate=rate("25%"))) == words
