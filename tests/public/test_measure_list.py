"""What stands on a day: which rows, in which words, how they are narrowed and sorted, and as which addresses."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

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


def words(pieces) -> str:
    return "".join(piece.text for piece in pieces)


def rows(client, query="") -> list[tuple[str, str, str, str]]:
    """(measure, economies, state, duty) of every row."""
    found = client.get(f"/measures/{query}").context["rows"]
    return [(row["measure"].text, words(row["on"]), row["state"], row["duty"]) for row in found]


def measures(client, query="") -> list[str]:
    return [row[0] for row in rows(client, query)]


# What stands -------------------------------------------------------------------------------------------------


def test_every_part_of_every_measure_is_a_row(client, record):
    assert rows(client) == [
        ("EU countermeasures", "United States", "in_force", "30%"),
        ("US duty on automobiles", "All but Japan", "in_force", "25%"),
        ("US duty on automobiles", "Japan", "in_force", "15%"),
        ("US reciprocal duty", "Japan", "in_force", "24%"),
        ("US duty on films", "All economies", "threatened", "100%"),
    ]


def test_on_a_past_day_nothing_of_the_future_stands(client, record):
    assert rows(client, "?on=2025-04-02") == [
        ("US duty on automobiles", "All economies", "scheduled", "25%"),
        ("US reciprocal duty", "Japan", "scheduled", "24%"),
    ]


def test_a_pause_for_some_stands_beside_what_goes_on_for_the_others(client, record):
    found = rows(client, "?on=2025-05-10&authority=section-232")
    assert found == [
        ("US duty on automobiles", "All but the European Union", "in_force", "25%"),
        ("US duty on automobiles", "European Union", "suspended", ""),
    ]


def test_what_a_pause_holds_back_is_not_shown_as_a_duty(client, record):
    text = client.get("/measures/?on=2025-05-10&status=suspended").text
    assert '<s class="held num">24%</s> <span class="basis">not charged</span>' in text
    assert '<span class="duty num">24%</span>' not in text


def test_the_record_as_it_was_known(client, record):
    make.publish(make.edit(record.imposed, duty="27.5%"))
    before = record.imposed.publication.editions.get(number=1).published_at
    known = before.isoformat().replace("+00:00", "Z")
    assert ("US duty on automobiles", "All but Japan", "in_force", "27.5%") in rows(client)
    assert measures(client, f"?known={known}") == ["US duty on automobiles"]
    assert rows(client, f"?known={known}")[0][3] == "25%"


def test_a_row_says_basis_since_when_under_which_law_and_from_where(client, record):
    text = client.get("/measures/?authority=section-232&on=2025-04-10").text
    basis = '<a class="term" href="/glossary/#additional">Additional duty</a>'
    assert f'<span class="duty num">25%</span> <span class="basis">{basis}</span>' in text
    assert "3 April 2025, 00:01 EDT" in text
    assert '<a href="/authorities/section-232/?on=2025-04-10">Section 232</a>' in text
    assert "Proclamation 10908" in text
    assert f'href="/entries/{record.imposed.publication.key}/"' in text
    assert "Kyodo" in text
    assert "Passenger cars" in text


# Narrowing ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?by=EU", ["EU countermeasures"]),
        ("?authority=section-232&status=in_force", ["US duty on automobiles", "US duty on automobiles"]),
        ("?status=threatened", ["US duty on films"]),
        ("?status=threatened&by=EU", []),
        ("?status=threatened&status=in_force&by=EU", ["EU countermeasures"]),
        ("?economy=JP&status=in_force", ["US duty on automobiles", "US reciprocal duty"]),
        ("?economy=US", ["EU countermeasures"]),  # nobody charges duty on its own goods
    ],
)
def test_facets_narrow_the_rows(client, record, query, expected):
    assert measures(client, query) == expected


def test_an_economy_is_affected_through_its_union_while_it_belongs_to_it(client, record):
    paused = ("US duty on automobiles", "European Union", "suspended", "")
    assert paused in rows(client, "?economy=DE&on=2025-05-10")
    make.publish(
        make.edit(record.paused, effective_until="2026-06-01T00:01", action="suspended"), note="It goes on."
    )
    assert paused in rows(client, "?economy=DE&on=2025-11-30")
    assert paused not in rows(client, "?economy=DE&on=2025-12-02")


def test_counts_are_of_rows_and_leave_out_the_facet_itself(client, record):
    facets = {facet.param: facet for facet in client.get("/measures/?status=threatened").context["facets"]}
    by_status = {option.value: option.count for option in facets["status"].options}
    by_imposer = {option.value: option.count for option in facets["by"].options}
    assert by_status == {"in_force": 4, "threatened": 1}
    assert by_imposer == {"US": 1}


def test_the_heading_counts_what_is_listed(client, record):
    response = client.get("/measures/")
    assert response.context["results_heading"] == "On 1 October 2025: 4 measures in 5 parts"
    narrowed = client.get("/measures/?status=in_force&on=2025-04-10")
    assert narrowed.context["results_heading"] == "In force on 10 April 2025: 1 measure"
    assert "<title>Measures: In force on 10 April 2025: 1 measure" in narrowed.text


def test_a_chip_takes_its_value_back_and_keeps_the_rest(client, record):
    asked = client.get("/measures/?status=in_force&economy=JP&on=2025-10-01&sort=-rate").context["filter"]
    assert [(chip.label, chip.text) for chip in asked.chips] == [("On", "Japan"), ("Status", "In force")]
    assert asked.chips[0].remove_url == "/measures/?status=in_force&on=2025-10-01&sort=-rate"
    assert asked.clear_url == "/measures/?on=2025-10-01&sort=-rate"


def test_nothing_that_fits_says_so_and_offers_a_way_on(client, record):
    text = client.get("/measures/?status=ended&by=EU").text
    assert "No measure fits all of these filters." in text
    assert '<a href="/measures/">Clear all filters</a>' in text


@pytest.mark.parametrize("view", ["table", "multiples", "matrix"])
def test_a_day_before_everything_says_so(client, record, view):
    text = client.get(f"/measures/?on=2024-01-01&view={view}").text
    assert "The record knows of no measure on this day." in text


# Sorting -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sort", "duties"),
    [
        ("rate", ["15%", "24%", "25%", "30%", "100%"]),
        ("-rate", ["100%", "30%", "25%", "24%", "15%"]),
        ("measure", ["30%", "25%", "15%", "100%", "24%"]),
        ("since", ["25%", "100%", "24%", "30%", "15%"]),
        ("-status", ["100%", "30%", "25%", "15%", "24%"]),
        ("imposed_by", ["30%", "25%", "15%", "24%", "100%"]),
    ],
)
def test_rows_are_sorted_by_a_column_either_way(client, record, sort, duties):
    assert [row[3] for row in rows(client, f"?sort={sort}")] == duties


def test_what_has_no_rate_stands_last_in_both_orders(client, record):
    change(record.films, "2025-06-01", action="terminated")
    assert [row[2] for row in rows(client, "?sort=rate")][-1] == "ended"
    assert [row[2] for row in rows(client, "?sort=-rate")][-1] == "ended"


def test_a_sorted_column_says_so_and_turns_round(client, record):
    text = client.get("/measures/?sort=rate&status=in_force").text
    assert (
        '<th scope="col" aria-sort="ascending">'
        '<a class="sort" href="/measures/?status=in_force&amp;sort=-rate">Rate</a></th>' in text
    )
    assert text.count("aria-sort") == 1


# Addresses ---------------------------------------------------------------------------------------------------


def test_the_canonical_address_has_an_order_and_no_defaults(client, record, settings):
    asked = "?sort=-rate&view=table&known=&nonsense=1&status=in_force&on=2025-10-01&by=US&from="
    text = client.get(f"/measures/{asked}").text
    address = "/measures/?by=US&amp;status=in_force&amp;on=2025-10-01&amp;sort=-rate"
    assert f'<link rel="canonical" href="{settings.SITE_URL}{address}">' in text


def test_links_to_measures_carry_the_day_and_the_clock(client, record):
    text = client.get("/measures/?on=2025-10-01&known=2099-01-01&status=threatened").text
    assert 'href="/measures/us-duty-on-films/?known=2099-01-01&amp;on=2025-10-01"' in text


def test_the_day_and_the_clock_go_along_wherever_the_list_leads(client, record):
    asked = "?status=in_force&on=2025-10-01&view={view}&known=2099-01-01"
    for view in ("table", "multiples", "matrix"):
        context = client.get(f"/measures/{asked.format(view=view)}").context
        urls = [one["url"] for one in (*context["views"], *context["states"])]
        urls += [column.url for column in context.get("column", {}).values()]
        urls += [chip.remove_url for chip in context["filter"].chips]
        urls += [context["filter"].clear_url, context["csv_url"]]
        for url in urls:
            assert "on=2025-10-01" in url, url
            assert "known=2099-01-01" in url, url
        assert ("known", "2099-01-01") in context["hidden_day"]
        assert {("on", "2025-10-01"), ("known", "2099-01-01")} <= {*context["hidden_facets"]}
        assert context["flow_url"] == "/measures/?status=in_force&from=2025&known=2099-01-01"
    flow = client.get("/measures/?from=2025&known=2099-01-01")
    assert flow.context["stock_url"] == "/measures/?known=2099-01-01"
    assert 'href="/authorities/?known=2099-01-01"' in flow.text


def test_rows_of_one_measure_say_its_name_once_in_bold(client, record):
    again = [row["is_again"] for row in client.get("/measures/?authority=section-232").context["rows"]]
    assert again == [False, True]
    assert client.get("/measures/?authority=section-232").text.count('<th scope="row" class="again">') == 1


def test_several_states_are_named_in_the_heading(client, record):
    query = "?status=in_force&status=threatened&status=ended&on=2025-10-01"
    heading = client.get(f"/measures/{query}").context["results_heading"]
    assert heading == "Ended, in force or threatened on 1 October 2025: 4 measures in 5 parts"


WRONG = [
    ("by", "QQ"), ("by", "jp"), ("economy", "\x00"), ("authority", "x" * 500), ("status", "great"),
    ("on", "2025-02-30"), ("on", "tomorrow"), ("from", "2025-13"), ("to", "May"), ("view", "pie"),
    ("sort", "colour"), ("known", "never"), ("after", "-1"), ("after", "x"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_gives_its_message_and_no_rows(client, record, name, value):
    response = client.get("/measures/", {name: value})
    assert response.status_code == 200
    assert response.context["filter"].errors[0]["field"] == name
    assert "US duty on" not in response.text


def test_a_period_that_ends_before_it_begins_is_said_at_its_field(client, record):
    text = client.get("/measures/?from=2025-05&to=2025-04").text
    assert "This day lies before the first. Exchange the two." in text
    assert 'value="2025-05"' in text


def test_a_noun_that_nobody_published_is_unknown_like_any_other(client, record):
    make.make_economy("Secretland", "ZZ")
    hidden, unknown = client.get("/measures/?by=ZZ"), client.get("/measures/?by=QQ")
    assert hidden.text.replace("ZZ", "QQ") == unknown.text


def test_a_long_list_goes_on_at_another_address(client, record, monkeypatch):
    monkeypatch.setattr("negotiations.public.measure_views.ROWS", 2)
    first = client.get("/measures/?sort=-rate")
    assert first.context["more"] == {"url": "/measures/?sort=-rate&after=2", "text": "Show the next 2"}
    assert [row[3] for row in rows(client, "?sort=-rate&after=4")] == ["15%"]
    assert client.get("/measures/?sort=-rate&after=4").context["more"] is None


# Cost --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?view=multiples", "?view=matrix", "?from=2025", "?economy=JP&by=US"])
def test_the_number_of_queries_does_not_grow_with_the_measures(client, record, query):
    def cost() -> int:
        client.get(f"/measures/{query}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/measures/{query}")
        return len(queries)

    before = cost()
    for number in range(8):
        change(make.make_measure(f"Measure {number}"), "2025-04-03", "5%", **record.only(record.japan))
    assert cost() == before <= 12
