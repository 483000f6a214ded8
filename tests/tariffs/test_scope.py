"""What a change covers: a case, or another scope."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.tariffs.codes import CodeList
from negotiations.tariffs.scope import WHOLE, Case, Economies, Goods, Match, Scope

JP, EU, DE, UK = 1, 2, 3, 4
LISTS = {7: CodeList(dict.fromkeys(["87032201", "87032301"], ""))}


def listed(*ids):
    return Economies("listed", frozenset(ids))


def all_but(*ids):
    return Economies("except", frozenset(ids))


ALL = Economies("all")


@pytest.mark.parametrize(
    ("economies", "economy", "match"),
    [
        (ALL, JP, Match.YES),
        (listed(JP), JP, Match.YES),
        (listed(JP), UK, Match.NO),
        (all_but(UK), UK, Match.NO),
        (all_but(UK), JP, Match.YES),
        (listed(EU), DE, Match.YES),  # a member of the union
        (all_but(EU), DE, Match.NO),
        (listed(DE), EU, Match.SOME),  # the union was asked for, one member is named
        (all_but(DE), EU, Match.SOME),
        (listed(JP), None, Match.SOME),  # nobody was asked for
        (ALL, None, Match.YES),
    ],
)
def test_economies_cover_a_case_by_name_or_through_their_union(economies, economy, match):
    unions = frozenset({EU}) if economy == DE else frozenset()
    members = frozenset({DE}) if economy == EU else frozenset()
    assert economies.match(Case(economy, unions=unions, members=members)) is match


def goods(mode, included=(), excepted=(), lists=(), excepted_lists=()):
    return Goods(mode, frozenset(included), frozenset(excepted), frozenset(lists), frozenset(excepted_lists))


@pytest.mark.parametrize(
    ("scope", "code", "match"),
    [
        (goods("listed", ["8703"]), "87032301", Match.YES),
        (goods("listed", ["8703"]), "8704", Match.NO),
        (goods("listed", ["87032301"]), "8703", Match.SOME),
        (goods("listed", ["8703"], ["87032201"]), "87032201", Match.NO),
        (goods("listed", ["8703"], ["87032201"]), "8703", Match.SOME),
        (goods("listed", ["87", "87032201"], ["8703"]), "87032201", Match.YES),  # the closest code decides
        (goods("listed", lists=[7]), "8703220110", Match.YES),
        (goods("listed", lists=[7]), "8703", Match.SOME),
        (goods("all", excepted_lists=[7]), "87032201", Match.NO),
        (goods("all", excepted_lists=[7]), "7208", Match.YES),
        (goods("all"), "7208", Match.YES),
        (goods("all"), "", Match.YES),
        (goods("all", excepted=["30"]), "", Match.SOME),
        (goods("listed", ["8703"]), "", Match.SOME),
        (goods("described"), "8703", Match.WORDS),
        (goods("listed", lists=[99]), "8703", Match.NO),  # a list that readers cannot see names nothing
    ],
)
def test_goods_cover_a_code_that_they_name_or_that_stands_under_one(scope, code, match):
    assert scope.match(code, LISTS) is match


def test_a_condition_is_told_only_where_economies_and_goods_fit():
    scope = Scope(listed(JP), goods("all"), "for the plaintiffs")
    assert scope.match(Case(JP, "8703"), {}) is Match.CONDITION
    assert scope.match(Case(UK, "8703"), {}) is Match.NO


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (Scope(ALL), Scope(listed(JP))),
        (Scope(ALL), Scope(all_but(UK))),
        (Scope(all_but(UK)), Scope(listed(JP))),
        (Scope(listed(JP, UK)), Scope(listed(JP))),
        (Scope(goods=goods("listed", ["87"])), Scope(goods=goods("listed", ["8703"]))),
        (Scope(goods=goods("all")), Scope(goods=goods("listed", lists=[7]))),
        (Scope(goods=goods("all", excepted=["8703"])), Scope(goods=goods("listed", ["72"]))),
        (Scope(goods=goods("all", excepted_lists=[1])), Scope(goods=goods("listed", lists=[2]))),
        (Scope(ALL), Scope(ALL, condition="for the plaintiffs")),
        (Scope(goods=goods("all", excepted=["30"])), Scope(goods=goods("all", excepted=["30", "27"]))),
    ],
)
def test_a_wide_scope_covers_a_narrow_one_and_not_the_other_way_round(wide, narrow):
    assert wide.covers(narrow)
    assert not narrow.covers(wide)


IDS = st.frozensets(st.integers(1, 5), min_size=1)


def test_what_is_excepted_is_not_covered():
    assert not goods("all", excepted=["8703"]).covers(goods("listed", ["870323"]))
    assert not goods("all", excepted=["870323"]).covers(goods("listed", ["8703"]))
    assert not goods("all", excepted_lists=[2]).covers(goods("listed", lists=[2]))


ECONOMIES = st.one_of(st.just(ALL), st.builds(Economies, st.sampled_from(["listed", "except"]), IDS))
CODES = st.frozensets(st.sampled_from(["87", "8703", "870322", "72", "7208"]), max_size=3)
GOODS = st.one_of(
    st.builds(Goods, st.just("listed"), CODES, CODES),
    st.builds(lambda out: Goods("all", excepted=out), CODES),
)
SCOPES = st.builds(Scope, ECONOMIES, GOODS, st.sampled_from(["", "for the plaintiffs"]))
CASES = st.builds(Case, st.integers(1, 6), st.sampled_from(["87", "8703", "870322", "72", "7208", "01"]))


@given(SCOPES, SCOPES, CASES)
def test_what_covers_a_scope_covers_every_case_that_the_scope_surely_covers(wide, narrow, case):
    if wide.covers(narrow) and narrow.match(case, {}) is Match.YES:
        assert wide.match(case, {}) in (Match.YES, Match.SOME)


@given(SCOPES)
def test_a_scope_is_read_back_from_its_text(scope):
    assert Scope.parse(str(scope)) == scope


def test_the_whole_measure_is_no_text():
    assert str(WHOLE) == ""
    assert Scope.parse("").is_whole


@given(ECONOMIES, ECONOMIES, st.integers(1, 7))
def test_what_is_left_of_economies_is_those_that_the_others_do_not_name(some, others, economy):
    case = Case(economy)
    left = some.without(others)
    inside = left is not None and left.match(case) is Match.YES
    assert inside == (some.match(case) is Match.YES and others.match(case) is not Match.YES)
