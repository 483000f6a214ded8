"""The arithmetic of `make bench`: what is a goal reached, and what the table says of what nobody measured."""

import pytest

from tests.performance import goals, report
from tests.performance.report import Figure


@pytest.mark.parametrize(
    ("measured", "more", "verdict"),
    [
        (160, True, "goal reached"),
        (150, True, "goal reached"),
        (31, True, "must reached"),
        (29, True, "NOT reached"),
        (20, False, "goal reached"),
        (149, False, "must reached"),
        (151, False, "NOT reached"),
    ],
)
def test_a_limit_is_a_floor_where_more_is_better_and_a_ceiling_elsewhere(measured, more, verdict):
    must, goal = (30, 150) if more else (150, 30)
    assert Figure("P0", "", [measured], must, goal, more=more).verdict == verdict


def test_the_median_decides():
    assert Figure("P0", "", [1, 2, 900], must=10, goal=5).verdict == "goal reached"


def test_what_was_not_measured_has_no_verdict_and_says_so():
    nothing = Figure("P0", "", [], must=1, goal=1)
    assert (nothing.text, nothing.verdict) == ("not measured", "")


def test_figures_have_no_more_decimals_than_count():
    texts = [Figure("", "", [value], unit="x").text for value in (1234.5, 12.34, 1.234)]
    assert texts == ["1,234x", "12.3x", "1.23x"]


def run(rate: float, processor: float = 1.0) -> list[dict]:
    return [{"rate": rate * part, "processor": processor} for part in (0.5, 1, 3)]


def timeline(page: list[dict], datasette: list[dict] | None, queries: int = 3) -> dict:
    sorts = ("page", "first", "deep", "filters", "search", "phrase")
    found = {"ours": dict.fromkeys(sorts, page), "queries": dict.fromkeys(sorts, queries), "cold": page[0]}
    found |= {f"hello-{middleware}": {"page": run(5000, 0.1)} for middleware in ("minimal", "standard")}
    if datasette:
        found["datasette"] = dict.fromkeys(("page", "filters", "search", "search_facets"), datasette)
    return found


def of(results: dict, id: str) -> list[Figure]:
    return [figure for figure in goals.figures(results) if figure.id == id]


def test_requests_a_second_are_compared_by_their_medians():
    results = {"timeline": {"sqlite": {"10000": timeline(run(400), run(10))}}}
    [figure] = of(results, "P1")
    assert (figure.median, figure.verdict, figure.on) == (40, "must reached", "sqlite")


def test_without_the_other_program_its_goals_are_not_measured():
    results = {"timeline": {"sqlite": {"10000": timeline(run(400), None)}}}
    assert [figure.text for figure in of(results, "P1")] == ["not measured"]


def test_growth_is_from_the_smallest_to_the_largest_record_that_was_measured():
    sizes = {"1000": timeline(run(1, 2.0), None), "100000": timeline(run(1, 3.0), None)}
    figures = of({"timeline": {"sqlite": sizes | {"10000": timeline(run(1, 9.0), None)}}}, "P7")
    assert {figure.median for figure in figures} == {1.5}
    assert figures[0].what == "growth 1k to 100k: no filter"


def test_the_most_queries_of_any_size_count():
    sizes = {"1000": timeline(run(1), None, 3), "10000": timeline(run(1), None, 6)}
    [figure] = of({"timeline": {"sqlite": sizes}}, "P9")
    assert (figure.median, figure.verdict) == (6, "NOT reached")


def test_the_table_has_a_line_for_each_figure_in_columns():
    lines = report.table([Figure("P1", "a page", [2], 30, 150, "x", more=True, on="sqlite")]).splitlines()
    assert len(lines) == 2
    assert lines[1].split() == ["P1", "a", "page", "sqlite", "2.00x", "30", "150", "NOT", "reached"]
