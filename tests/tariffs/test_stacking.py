"""Which duty falls away beside which, and which may be added."""

from datetime import UTC, datetime
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from negotiations.tariffs.stacking import Effect, Levy, Party, Rule, go_together, removals
from negotiations.values.kinds.stacking_rule import StackingEffect

START = datetime(2025, 4, 5, tzinfo=UTC)
SECTION_232, IEEPA, US = 10, 20, 1
CARS, STEEL = Levy(1, SECTION_232, US), Levy(2, SECTION_232, US)
BASELINE, JAPAN = Levy(3, IEEPA, US), Levy(4, IEEPA, US)
OF_CHINA = Levy(5, None, 2)
numbers = count(1)


def measures(*levies):
    return Party(frozenset(levy.measure for levy in levies))


def under(authority):
    return Party(authorities=frozenset({authority}))


NOBODY = Party()


def rule(effect, first, second=NOBODY):
    return Rule(next(numbers), Effect(effect), first, second, START)


def gone(levies, *rules):
    return {measure: removal.rule.id for measure, removal in removals(levies, rules).items()}


def test_the_words_are_the_vocabularys():
    assert {str(effect) for effect in Effect} == set(StackingEffect.values)


def test_a_duty_excludes_another_where_both_would_apply():
    excludes = rule("excludes", under(SECTION_232), under(IEEPA))
    assert gone([CARS, JAPAN], excludes) == {JAPAN.measure: excludes.id}
    assert gone([JAPAN], excludes) == {}


def test_what_has_fallen_away_takes_nothing_away():
    cars_first = rule("excludes", measures(CARS), measures(STEEL))
    steel_next = rule("excludes", measures(STEEL), measures(BASELINE))
    assert gone([CARS, STEEL, BASELINE], steel_next, cars_first) == {STEEL.measure: cars_first.id}
    assert gone([STEEL, BASELINE], steel_next, cars_first) == {BASELINE.measure: steel_next.id}


def test_rules_that_contradict_each_other_remove_nothing():
    one, other = (
        rule("excludes", measures(CARS), measures(STEEL)),
        rule("precedence", measures(STEEL), measures(CARS)),
    )
    assert gone([CARS, STEEL], one, other) == {}


def test_two_duties_go_together_only_where_a_rule_says_so():
    adds = rule("adds", measures(BASELINE), measures(STEEL))
    assert go_together(BASELINE, STEEL, [adds]) is adds
    assert go_together(STEEL, BASELINE, [adds]) is adds
    assert go_together(CARS, BASELINE, [adds]) is None


def test_a_duty_in_addition_to_all_others_means_those_of_its_own_economy():
    adds = rule("adds", measures(BASELINE))
    assert go_together(BASELINE, CARS, [adds])
    assert go_together(BASELINE, OF_CHINA, [adds]) is None


def test_nothing_is_added_that_falls_on_another_share_of_the_value():
    adds = rule("adds", measures(BASELINE))
    share = rule("content_share", measures(STEEL), measures(BASELINE))
    assert go_together(BASELINE, STEEL, [adds, share]) is None


def test_a_rule_holds_from_its_first_instant_until_its_end():
    end = datetime(2025, 6, 4, tzinfo=UTC)
    one = Rule(1, Effect.ADDS, measures(CARS), Party(), START, end)
    assert one.holds_at(START)
    assert not one.holds_at(end)


LEVIES = [Levy(id, 10 + id % 2, US) for id in range(1, 6)]
PARTIES = st.frozensets(st.integers(1, 5), min_size=1, max_size=2).map(Party)
RULES = st.lists(
    st.builds(rule, st.sampled_from(["excludes", "precedence", "adds"]), PARTIES, PARTIES), max_size=6
)


@given(RULES, st.lists(st.sampled_from(LEVIES), unique=True))
def test_every_removal_names_a_duty_that_stays(rules, levies):
    found = removals(levies, rules)
    for removal in found.values():
        assert removal.beside in levies
        assert removal.beside.measure not in found
