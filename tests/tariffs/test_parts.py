"""A measure that stands in parts."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from negotiations.tariffs.lifecycle import Change, State, fold
from negotiations.tariffs.parts import History
from negotiations.tariffs.scope import Case, Economies, Goods, Match, Scope

JP, UK, EU = 1, 2, 3
ALL = Economies("all")


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def listed(*ids):
    return Economies("listed", frozenset(ids))


def all_but(*ids):
    return Economies("except", frozenset(ids))


def change(id, becomes, begins, economies=ALL, until=None, duty="", **scope):
    goods = scope.pop("goods", Goods("described"))
    return Change(
        id,
        State(becomes),
        at(begins),
        at(begins),
        at(until) if until else None,
        id,
        Scope(economies, goods, **scope),
        duty,
    )


def told(changes, day):
    """What stands: (state, rate, mode, ids) for each part."""
    return [
        (
            str(part.standing.state),
            part.standing.rate.duty if part.standing.rate else "",
            part.scope.economies.mode,
            set(part.scope.economies.ids),
        )
        for part in History(changes).at(at(day))
    ]


CARS = [
    change(1, "in_force", "2025-04-03", duty="25%"),
    change(2, "in_force", "2025-09-16", listed(JP), duty="15%"),
]
STEEL = [
    change(1, "in_force", "2025-03-12", duty="25%"),
    change(2, "in_force", "2025-06-04", all_but(UK), duty="50%"),
]


def test_a_rate_for_one_economy_leaves_the_rest_as_it_was():
    assert told(CARS, "2025-09-15") == [("in_force", "25%", "all", set())]
    assert told(CARS, "2025-09-16") == [
        ("in_force", "25%", "except", {JP}),
        ("in_force", "15%", "listed", {JP}),
    ]


def test_a_rate_for_all_but_one_leaves_the_one_as_it_was():
    assert told(STEEL, "2025-06-04") == [
        ("in_force", "50%", "except", {UK}),
        ("in_force", "25%", "listed", {UK}),
    ]


def test_a_pause_for_some_is_told_beside_what_goes_on_for_others():
    paused = [*CARS[:1], change(3, "suspended", "2025-05-01", listed(EU), until="2025-06-01")]
    assert told(paused, "2025-05-10") == [
        ("in_force", "25%", "except", {EU}),
        ("suspended", "25%", "listed", {EU}),
    ]
    assert told(paused, "2025-06-01") == [("in_force", "25%", "all", set())]


def test_what_is_struck_down_for_some_stands_for_the_others():
    struck = [*CARS[:1], change(3, "struck_down", "2025-05-01", condition="for the plaintiffs")]
    history = History(struck).at(at("2025-05-02"))
    assert [(part.scope.condition, str(part.standing.state)) for part in history] == [
        ("", "in_force"),
        ("for the plaintiffs", "struck_down"),
    ]


def test_an_exemption_of_some_goods_is_a_part_and_ends_in_what_it_interrupted():
    goods = Goods("listed", frozenset({"87032201"}))
    exempt = [*CARS[:1], change(3, "exempt", "2025-05-01", until="2025-06-01", goods=goods)]
    assert [state for state, *_ in told(exempt, "2025-05-02")] == ["in_force", "exempt"]
    assert [state for state, *_ in told(exempt, "2025-06-02")] == ["in_force"]


def test_a_change_that_does_not_say_what_it_covers_is_about_the_whole_measure():
    blank = Change(9, State.AS_BEFORE, at("2025-04-10"), at("2025-04-10"), at("2025-05-01"), 9)
    extended = [change(1, "in_force", "2025-04-03", listed(JP), until="2025-04-10", duty="24%"), blank]
    assert told(extended, "2025-04-20") == [("in_force", "24%", "listed", {JP})]
    assert told(extended, "2025-05-01") == [("ended", "24%", "listed", {JP})]


def test_an_extension_keeps_a_pause_a_pause():
    extended = [
        change(1, "in_force", "2025-04-09", duty="24%"),
        change(2, "suspended", "2025-04-10", until="2025-07-09"),
        Change(3, State.AS_BEFORE, at("2025-07-07"), at("2025-07-09"), at("2025-08-01"), 3),
    ]
    assert told(extended, "2025-07-10") == [("suspended", "24%", "all", set())]
    assert told(extended, "2025-08-01") == [("in_force", "24%", "all", set())]


def test_what_was_dropped_for_some_still_comes_for_the_others():
    dropped = [
        Change(1, State.IN_FORCE, at("2025-07-07"), at("2025-08-01"), None, 1, Scope(listed(JP, EU)), "25%"),
        Change(2, State.NEVER_IN_FORCE, at("2025-07-31"), at("2025-08-01"), None, 2, Scope(listed(JP))),
    ]
    assert ("in_force", "25%") in {one[:2] for one in told(dropped, "2025-08-02")}


def test_every_step_is_told_with_the_part_that_it_is_about():
    steps = [
        (part.standing.since.date().isoformat(), part.scope.economies.mode) for part in History(CARS).steps()
    ]
    assert steps == [("2025-04-03", "all"), ("2025-09-16", "listed")]


STATES = st.sampled_from(["in_force", "suspended", "exempt", "ended", "struck_down", "as_before"])
IDS = st.frozensets(st.integers(1, 3), min_size=1)
ECONOMIES = st.one_of(st.just(ALL), st.builds(Economies, st.sampled_from(["listed", "except"]), IDS))
DAYS = st.integers(1, 28).map(lambda day: f"2025-05-{day:02d}")
CHANGES = st.lists(st.tuples(STATES, DAYS, ECONOMIES), max_size=6).map(
    lambda rows: [change(id, *row, duty=f"{id}%") for id, row in enumerate(rows, start=1)]
)


@given(CHANGES, st.integers(1, 4), DAYS)
def test_the_part_that_an_economy_falls_into_says_what_its_own_changes_come_to(changes, economy, day):
    case = Case(economy)
    own = fold([one for one in changes if one.scope.economies.match(case) is Match.YES], at(day))
    parts = [part for part in History(changes).at(at(day)) if part.scope.economies.match(case) is Match.YES]
    if own.state:
        assert (own.state, own.by) in {(part.standing.state, part.standing.by) for part in parts}


@given(CHANGES, DAYS)
def test_folding_never_fails_and_knows_nothing_before_the_first_change(changes, day):
    history = History(changes)
    history.at(at(day))
    assert history.at(at("2025-04-01")) == []
    assert history.boundaries == sorted(history.boundaries)


def test_the_end_of_a_pause_for_some_is_a_step():
    paused = [*CARS[:1], change(3, "suspended", "2025-05-01", listed(EU), until="2025-06-01")]
    last = History(paused).steps()[-1]
    assert (last.standing.since, str(last.standing.state)) == (at("2025-06-01"), "in_force")
    assert last.scope.economies == listed(EU)


def test_a_pause_of_economies_with_different_rates_is_told_for_each():
    paused = [
        change(1, "in_force", "2025-04-05", duty="10%"),
        change(2, "in_force", "2025-04-09", listed(JP), duty="24%"),
        change(3, "suspended", "2025-04-10", listed(JP, EU)),
    ]
    assert sorted(told(paused, "2025-04-12"), key=str) == sorted(
        [
            ("in_force", "10%", "except", {JP, EU}),
            ("suspended", "10%", "listed", {EU}),
            ("suspended", "24%", "listed", {JP}),
        ],
        key=str,
    )
