"""The other views of what stands on a day: small charts on one scale, and economies by measures."""

import pytest
import time_machine

from tests import make
from tests.public.measures import Record, change

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def autumn():
    with time_machine.travel("2025-10-01T12:00:00Z"):
        yield


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker):
    yield from Record.printed(django_db_blocker)


@pytest.fixture
def record(printed, db):
    return printed.fresh()


def grid(client, query="") -> dict[str, dict[str, list]]:
    """Economy -> measure -> what its cell says: states with duties, "its own", or nothing."""
    found = client.get(f"/measures/?view=matrix{query}").context["matrix"]
    names = [label.text for label in found["measures"]]
    return {
        row["economy"].text if row["economy"] else "others": {
            name: "its own"
            if cell["parts"] is None
            else [(part["state"], part["duty"]) for part in cell["parts"]]
            for name, cell in zip(names, row["cells"], strict=True)
        }
        for row in found["rows"]
    }


# Economies by measures ---------------------------------------------------------------------------------------


def test_a_cell_tells_what_stands_for_that_economy(client, record):
    found = grid(client)
    assert found["Japan"]["US duty on automobiles"] == [("in_force", "15%")]
    assert found["European Union"]["US duty on automobiles"] == [("in_force", "25%")]
    assert found["others"]["US duty on automobiles"] == [("in_force", "25%")]
    assert found["Japan"]["US reciprocal duty"] == [("in_force", "24%")]
    assert found["others"]["US reciprocal duty"] == []


def test_nobody_charges_duty_on_its_own_goods(client, record):
    found = grid(client)
    assert found["United States"]["US duty on automobiles"] == "its own"
    assert found["United States"]["EU countermeasures"] == [("in_force", "30%")]


def test_the_cells_are_those_of_the_day(client, record):
    found = grid(client, "&on=2025-05-10")
    assert found["European Union"]["US duty on automobiles"] == [("suspended", "")]
    assert found["Japan"]["US reciprocal duty"] == [("suspended", "")]


def test_an_economy_that_was_asked_about_has_the_only_row(client, record):
    assert grid(client, "&economy=DE&on=2025-05-10") == {
        "Germany": {
            "US duty on automobiles": [("suspended", "")],
            "US duty on films": [("threatened", "100%")],
        }
    }


def test_other_goods_and_conditions_stand_below_what_is_general(client, record):
    change(record.cars, "2025-09-20", action="exempted", codes=["8703.23"])
    change(record.cars, "2025-09-21", action="struck_down", condition="for the plaintiffs")
    (row,) = client.get("/measures/?view=matrix&economy=JP&authority=section-232").context["matrix"]["rows"]
    told = [(part["state"], part["note"]) for part in row["cells"][0]["parts"]]
    assert told == [
        ("in_force", ""),
        ("exempt", "some goods"),
        ("struck_down", "on a condition"),
    ]


def test_cells_lead_to_their_measure_and_say_their_state(client, record):
    text = client.get("/measures/?view=matrix&on=2025-05-10").text
    assert '<a class="cell" href="/measures/us-reciprocal-duty/?on=2025-05-10">' in text
    assert "Paused <s" in text
    assert '<use href="#s-paused"/>' in text


# Small charts ------------------------------------------------------------------------------------------------


def charts(client, query=""):
    return client.get(f"/measures/?view=multiples{query}").context["charts"]


def test_every_measure_has_a_chart_on_the_same_scale(client, record):
    found = charts(client)
    assert [one["chart"].title for one in found] == [
        "EU countermeasures",
        "US duty on automobiles",
        "US reciprocal duty",
        "US duty on films",
    ]
    plots = [one["chart"].plots[0] for one in found]
    assert {plot.levels[-1].text for plot in plots} == {"100%"}
    assert len({str(plot.today) for plot in plots}) == 1
    assert len({plot.baseline - plot.top for plot in plots}) == 1


def test_lines_are_named_beside_a_small_chart_and_what_has_no_room_is_counted(client, record):
    cars = next(one for one in charts(client) if one["chart"].title == "US duty on automobiles")
    assert [(line["title"], line["words"]) for line in cars["legend"]] == [
        ("All but the European Union and Japan", "25%, in force"),
        ("European Union", "25%, in force"),
        ("Japan", "15%, in force"),
    ]
    assert cars["rest"] == 0
    change(record.cars, "2025-09-20", "5%", **record.only(make.make_economy("United Kingdom", "GB")))
    cars = next(one for one in charts(client) if one["chart"].title == "US duty on automobiles")
    assert (len(cars["legend"]), cars["rest"]) == (3, 1)
    assert "and 1 more" in client.get("/measures/?view=multiples").text


def test_filters_hold_for_every_view(client, record):
    assert [one["chart"].title for one in charts(client, "&by=EU")] == ["EU countermeasures"]
    assert list(grid(client, "&by=EU")["United States"]) == ["EU countermeasures"]
