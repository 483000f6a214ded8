"""Step charts: what is drawn, said and tabled is the same, fits, and never shows as in force what is not."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from negotiations.public.charts import Line, Step, step_chart, ticks
from negotiations.values.vocabulary import MeasureState

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = datetime(2025, 11, 22, 12, tzinfo=UTC)


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def step(begins: str, value: str | None, state: str, label: str = "", ends: str = "", **more) -> Step:
    number = None if value is None else Decimal(value)
    words = label or (f"{value}%" if value else MeasureState(state).label)
    return Step(day(begins), day(ends) if ends else None, number, state, words, **more)


SPRING = [
    step("2025-04-02", "24", "scheduled", note="The order", url="/entries/TW-000001/"),
    step("2025-04-09", "24", "in_force", url="/entries/TW-000001/"),
    step("2025-04-10", None, "suspended", note="The pause", url="/entries/TW-000002/"),
    step("2025-08-07", "15", "in_force", label="15% all-in", ends="2026-08-07"),
]
CROWDED = [step(f"2025-04-{n:02d}", str(n * 5), "in_force") for n in range(1, 25)]
AHEAD = [*SPRING, step("2026-01-01", "20", "scheduled"), step("2026-02-01", "20", "in_force")]
SIDES = [
    Line(
        "United States on China",
        [step("2025-02-04", "10", "in_force"), step("2025-04-09", "125", "in_force")],
        "US",
    ),
    Line("China on the United States", [step("2025-04-10", "84", "in_force", ends="2025-09-01")], "CN"),
    Line("European Union on the United States", [step("2025-04-15", "25", "suspended")], "EU"),
]


def chart(*lines, **more):
    series = [line if isinstance(line, Line) else Line("US on Japan", line) for line in lines]
    wanted = {"id": "c", "title": "US rate on Japan", "unit": "% ad valorem", "today": TODAY}
    return step_chart(series, **(wanted | more))


def render(made, template="charts/step.html", **more) -> str:
    return render_to_string(template, {"chart": made, **more})


def css() -> str:
    return (ROOT / "static/css/charts.css").read_text()


# Geometry


def boxes(plot):
    return [
        (label.x, label.top, label.x + label.width, label.top + label.height)
        for label in (*plot.labels, *plot.titles)
    ]


def meet(one, other) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def poles(plot):
    """The thin lines that lead from raised labels straight down: (x, top, bottom)."""
    found = [re.fullmatch(r"M([\d.]+) ([\d.]+)V([\d.]+)", label.lead) for label in plot.labels if label.lead]
    return [tuple(map(float, pole.groups())) for pole in found]


def assert_fits(made):
    for plot in made.plots:
        width, height = plot.layout.width, plot.height
        for mark in plot.marks:
            assert plot.top - 0.1 <= mark.y <= plot.baseline
            assert mark.band + 10 <= height
            for part in mark.parts:
                assert plot.layout.left <= part.x
                assert part.x + part.width <= plot.right + 0.2 <= width
        for left, top, right, bottom in boxes(plot):
            assert min(left, top) >= 0
            assert right <= width + 0.2
            assert bottom <= height


def assert_in_order(made):
    for plot in made.plots:
        for before, after in pairwise(plot.marks):
            if before.row.line is after.row.line:
                assert before.parts[-1].x + before.parts[-1].width <= after.parts[0].x + 0.2


def assert_clear(made):
    """No words over words, no pole through words, and today's line through none."""
    for plot in made.plots:
        found = boxes(plot)
        assert not [pair for pair in combinations(found, 2) if meet(*pair)]
        for x, top, bottom in poles(plot):
            assert not [box for box in found if meet((x, top, x, bottom), box)]
        if plot.today is not None:
            line = (plot.today, plot.top, plot.today, plot.baseline)
            assert not [box for box in boxes(plot)[: len(plot.labels)] if meet(line, box)]


@st.composite
def histories(draw):
    days = draw(st.lists(st.integers(0, 1500), min_size=1, max_size=14, unique=True))
    values = st.none() | st.integers(0, 250).map(Decimal)
    return [
        Step(
            day("2023-01-01") + timedelta(days=n),
            None,
            draw(values),
            draw(st.sampled_from(MeasureState.values)),
            draw(
                st.sampled_from(["25%", "Free", "12.5% + 4.4¢/kg", "a long expression that goes on and on"])
            ),
        )
        for n in sorted(days)
    ]


@given(histories())
def test_whatever_happened_it_fits_and_nothing_covers_anything(history):
    made = chart(history)
    assert_fits(made)
    assert_in_order(made)
    assert_clear(made)


@given(st.lists(histories(), min_size=2, max_size=4))
def test_so_it_does_with_several_lines(found):
    made = chart(*(Line(f"Line {n}", history, f"L{n}") for n, history in enumerate(found)))
    assert_fits(made)
    assert_in_order(made)


@pytest.mark.parametrize("steps", [SPRING, CROWDED, AHEAD])
def test_labels_stand_clear_of_each_other(steps):
    assert_clear(chart(steps))


def test_several_lines_are_named_where_they_end_and_over_their_bands():
    for plot in chart(*SIDES).plots:
        assert {"US", "CN", "EU"} <= {label.text for label in plot.titles}
    assert_clear(chart(*SIDES))


def test_no_two_lines_have_the_same_hue_while_there_are_others():
    named = [Line(code, SPRING, code) for code in ("JP", "CA")]
    others = [Line(f"Line {n}", SPRING) for n in range(3)]
    marks = chart(*named, *others).plots[0].marks
    assert list(dict.fromkeys(mark.hue for mark in marks)) == [
        "hue-jp",
        "hue-ca",
        "hue-1",
        "hue-3",
        "hue-rest",
    ]


def test_on_a_phone_lines_are_named_by_their_bands_and_their_ends_are_short():
    wide, narrow = chart(*SIDES[:2], Line("A long name of goods", SPRING)).plots
    ends = [(label.text, label.under) for label in narrow.titles[3:]]
    assert sorted(ends) == [("15%", ""), ("CN", "84%"), ("US", "125%")]
    assert narrow.right > 0.8 * narrow.layout.width
    assert {label.text for label in wide.titles} >= {"US", "CN", "A long name of…"}


def test_every_step_of_a_short_history_has_its_words():
    for plot in chart(SPRING).plots:
        assert [label.text for label in plot.labels] == ["24%", "24%", "Paused", "15% all-in"]
        assert [label.under.split(",")[0] for label in plot.labels][:2] == ["Scheduled", "In force"]


def test_where_room_is_short_what_was_charged_keeps_its_words():
    busy = [
        step(f"2025-04-{n:02d}", "10", "in_force" if n % 2 else "threatened", label=f"{n}%")
        for n in range(1, 21)
    ]
    for plot in chart(busy).plots:
        shown = {label.row.step.state for label in plot.labels if label.lead}
        assert len(plot.labels) < len(busy)
        assert shown == {"in_force"}


def test_a_drawing_without_numbers_is_a_band_with_words():
    made = chart(
        [step("2025-06-01", None, "proposed"), step("2025-09-01", None, "in_force", label="4.4¢/kg")]
    )
    for plot in made.plots:
        assert plot.levels == []
        assert all(mark.height == 0 or mark.height == plot.baseline - mark.y for mark in plot.marks)
        assert [label.text for label in plot.labels] == ["Proposed", "4.4¢/kg"]


# What is in force and what is not


def test_only_what_is_in_force_has_a_line():
    for plot in chart(SPRING).plots:
        drawn = {mark.row.step.state for mark in plot.marks for part in mark.parts if part.line}
        assert drawn == {"in_force"}


def test_the_rate_goes_up_in_one_line_where_both_rates_were_in_force():
    first, second = (
        chart([step("2025-02-01", "10", "in_force"), step("2025-03-01", "20", "in_force")]).plots[0].marks
    )
    assert "V" not in first.parts[0].line
    assert second.parts[0].line.startswith(f"M{second.parts[0].x} {first.y}V{second.y}H")


def test_after_a_gap_the_line_starts_anew():
    broken = [step("2025-02-01", "10", "in_force", ends="2025-02-10"), step("2025-03-01", "20", "in_force")]
    assert "V" not in chart(broken).plots[0].marks[1].parts[0].line


def test_what_lies_ahead_is_dashed():
    made = chart(AHEAD)
    for plot in made.plots:
        current = plot.marks[3]
        assert [part.is_ahead for part in current.parts] == [False, True]
        assert current.parts[1].x == plot.today
        assert all(part.is_ahead for mark in plot.marks[4:] for part in mark.parts)
        assert not any(part.is_ahead for mark in plot.marks[:3] for part in mark.parts)
    assert render(made).count('class="c-ahead"') == 2 * 3
    assert re.search(r"\.c-ahead \.c-rate \{ stroke-dasharray:", css())


def test_today_is_marked_where_it_is_in_sight():
    assert ">today</text>" in render(chart(SPRING))
    past = chart([step("2019-01-01", "25", "in_force", ends="2019-06-01")])
    assert past.plots[0].today is None
    assert ">today</text>" not in render(past)
    assert not any(part.is_ahead for mark in past.plots[0].marks for part in mark.parts)


def test_what_has_no_number_leaves_a_gap_and_is_told_in_words():
    made = chart(SPRING)
    for plot in made.plots:
        gap = plot.marks[2]
        assert (gap.height, gap.parts[0].line) == (0, "")
        assert gap.parts[0].width > 0  # its state stands on the band all the same
    assert "from 10 April 2025 until 7 August 2025 (Paused)" in render(made)


def test_every_state_has_a_pattern_of_its_own():
    made = chart([step(f"2025-{n:02d}-01", "25", state) for n, state in enumerate(MeasureState.values, 1)])
    patterns = re.findall(r'<pattern id="c-wide-s-(\w+)" class="s-\1" (.*?)</pattern>', render(made))
    shapes = {row.shape for row in made.rows}
    assert {name for name, _ in patterns} == shapes
    assert len({drawing for _, drawing in patterns}) == len(MeasureState.values)
    for name in shapes:
        assert f".s-{name} {{ --state: var(--chart-{name});" in css()


def test_patterns_have_the_names_of_the_sprite():
    sprite = (ROOT / "templates/parts/sprite.html").read_text()
    symbols = set(re.findall(r'id="s-(\w+)"', sprite)) - {"key", "x"}
    patterns = set(re.findall(r"partialdef (\w+)", (ROOT / "templates/charts/patterns.html").read_text()))
    assert symbols <= patterns


# Words and table


def test_the_description_says_start_end_highest_and_how_often_it_changed():
    assert chart(SPRING).description == (
        "Starts on 2 April 2025: 24%, scheduled."
        " On 22 November 2025: 15% all-in, in force, set to last until 7 August 2026."
        " Highest in force: 24%, from 9 April 2025. 3 changes so far."
    )


def test_the_description_says_what_will_be():
    assert chart(AHEAD).description.endswith(
        "Will be 20% (scheduled) from 1 January 2026 if nothing changes."
        " Will be 20% (in force) from 1 February 2026 if nothing changes."
    )


def test_a_threat_is_not_the_highest_rate():
    words = chart([step("2025-06-01", "10", "in_force"), step("2025-07-01", "200", "threatened")]).description
    assert "Highest in force: 10%, from 1 June 2025." in words
    assert "Highest not in force: 200%, threatened, from 1 July 2025." in words
    assert "Never in force so far." in chart([step("2025-07-01", "200", "threatened")]).description


def test_what_has_ended_has_its_end_in_the_description():
    words = chart([step("2019-01-01", "25", "in_force", ends="2019-06-01")]).description
    assert "Ends on 1 June 2019: 25%, in force." in words
    assert "No changes so far." in words


def test_several_lines_are_described_by_name():
    words = chart(*SIDES).description
    assert "United States on China: Starts on" in words
    assert "China on the United States: Starts on" in words


def drawn(html: str, layout: str) -> list[tuple]:
    plot = html.split(f'plot-{layout}"')[1].split("</svg>")[0]
    return re.findall(
        r'data-from="(.*?)" data-until="(.*?)" data-state="(.*?)" data-value="(.*?)" data-rate="(.*?)"', plot
    )


def tabled(html: str) -> list[tuple]:
    found = []
    for row in html.split("<tbody>")[1].split("</tbody>")[0].split("<tr")[1:]:
        times = re.findall(r'<time datetime="(.*?)">', row)
        state = re.search(r"</svg>(.*?)</span>", row).group(1)
        value = re.search(r'<td class="num">(?:<data value="(.*?)">)?(.*?)<', row)
        found.append(
            (times[0], times[1] if len(times) > 1 else "", state, value.group(1) or "", value.group(2))
        )
    return found


@pytest.mark.parametrize("steps", [SPRING, CROWDED, AHEAD])
def test_the_table_has_what_the_drawings_have(steps):
    html = render(chart(steps))
    expected = [
        (begins, until, MeasureState(state).label, value, rate if value else "–")
        for begins, until, state, value, rate in drawn(html, "wide")
    ]
    assert tabled(html) == expected
    assert drawn(html, "narrow") == drawn(html, "wide")
    assert len(expected) == len(steps)


def test_an_until_is_the_beginning_of_the_next_step_where_that_comes_first():
    overlapping = [
        step("2025-04-01", "10", "in_force", ends="2025-07-01"),
        step("2025-05-01", "20", "in_force"),
    ]
    assert [row.until.date for row in chart(overlapping).rows] == ["2025-05-01", ""]


def test_days_are_read_in_the_zone_of_the_step():
    from zoneinfo import ZoneInfo

    tokyo = datetime(2025, 4, 17, tzinfo=ZoneInfo("Asia/Tokyo"))
    made = chart([Step(tokyo, None, Decimal(10), "in_force", "10%")])
    assert made.rows[0].begins.text == "17 April 2025"


def test_steps_lead_to_what_they_come_from_and_the_keyboard_has_the_table():
    html = render(chart(SPRING))
    image = html.split('role="img"')[1].split("</svg>")[0]
    assert "<a " not in image
    assert '<a href="/entries/TW-000002/" tabindex="-1"><title>Paused, from 10 April 2025' in html
    assert '<a href="/entries/TW-000002/">The pause</a>' in html


# The page around it


def test_there_is_a_title_a_description_and_no_style():
    html = render(chart(SPRING), heading="A pause", csv_url="/m.csv", note="Statutory rates.")
    assert html.count('<title id="c-wide-title">US rate on Japan</title>') == 1
    assert html.count('<desc id="c-narrow-desc">% ad valorem. Starts on 2 April 2025') == 1
    assert "style=" not in html
    assert '<h3 id="c-heading">A pause</h3>' in html
    assert '<a href="/m.csv" type="text/csv">CSV</a>' in html


def test_all_words_of_a_drawing_are_hidden_from_screen_readers():
    for drawing in render(chart(SPRING)).split('role="img"')[1:]:
        image = drawing.split("</svg>")[0]
        outside = re.sub(r'<g[^>]*aria-hidden="true">.*?</g>', "", image, flags=re.DOTALL)
        assert "<text" in image
        assert "<text" not in outside


def test_ids_are_used_once():
    html = render(chart(SPRING)) + render(chart(AHEAD, id="d")) + render(chart(SPRING, id="e", small=True))
    ids = re.findall(r' id="(.*?)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#(.*?)\)", html)) <= set(ids)


def test_what_is_written_into_a_drawing_is_escaped():
    nasty = [step("2025-04-01", "10", "in_force", label="<b>&\"'", note="<script>", url='/"x')]
    html = render(chart(nasty, title='<a title="x">'))
    assert "<b>" not in html
    assert "<script" not in html
    assert '/"x' not in html


def test_small_charts_share_their_axes():
    axes = {"first": day("2025-01-01"), "last": day("2026-01-01"), "top": Decimal(150), "small": True}
    plots = [
        chart(steps, **axes).plots for steps in (SPRING, CROWDED, [step("2025-11-01", "5", "threatened")])
    ]
    assert {len(found) for found in plots} == {1}
    assert len({tuple(plot.levels) for (plot,) in plots}) == 1
    assert len({tuple(plot.dates) for (plot,) in plots}) == 1
    assert [tick.text for tick in plots[0][0].levels] == ["0%", "150%"]


def test_a_small_chart_says_in_words_what_stands_today():
    html = render(chart(SPRING, small=True), "charts/small.html", url="/measures/x/")
    assert '<a href="/measures/x/">US rate on Japan</a>' in html
    assert '<span class="duty num">15% all-in</span>' in html
    assert "In force</span>" in html


def test_a_value_above_the_top_is_never_cut_off():
    assert_fits(chart(CROWDED, top=Decimal(10)))


def test_what_lies_outside_the_axes_is_left_out_everywhere():
    made = chart(SPRING, first=day("2025-04-10"))
    assert [row.step.state for row in made.rows] == ["suspended", "in_force"]
    assert made.description.startswith("Starts on 10 April 2025: Paused.")


def test_a_chart_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one step"):
        chart([])


# Dates on an axis


@pytest.mark.parametrize(
    ("first", "last", "most", "texts", "years"),
    [
        ("2025-01-10", "2025-01-20", 20, "10 Jan 11 Jan", "2025"),
        ("2025-11-20", "2026-02-20", 6, "Dec Jan Feb", "2025 2026"),
        ("2025-01-01", "2025-12-31", 5, "Jan Apr Jul Oct", "2025"),
        ("2018-07-06", "2026-06-01", 12, "2019 2020 2021 2022 2023 2024 2025 2026", ""),
        ("2018-07-06", "2026-06-01", 4, "2020 2022 2024 2026", ""),
    ],
)
def test_ticks_are_round_dates_and_a_year_is_said_once(first, last, most, texts, years):
    found = ticks(day(first), day(last), most)
    assert len(found) <= most
    assert " ".join(text for _, text, _ in found).startswith(texts)
    assert " ".join(filter(None, (year for _, _, year in found))) == years


@given(st.integers(2, 12000), st.integers(2, 14))
def test_there_are_never_more_ticks_than_fit(length, most):
    first = day("2001-02-03")
    found = ticks(first, first + timedelta(days=length), most)
    assert len(found) <= most
    assert all(first <= at <= first + timedelta(days=length) for at, _, _ in found)
