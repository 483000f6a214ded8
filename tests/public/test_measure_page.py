"""A measure's page: where it stands in parts, its rates over time, its documents, courts, answers and other duties."""

import pytest
import time_machine

from tests import make
from tests.make import MAKERS
from tests.public.measures import Record, change, rule

pytestmark = pytest.mark.django_db
CARS = "/measures/us-duty-on-automobiles/"


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


def context(client, query="", address=CARS):
    return client.get(address + query).context


def parts(client, query="") -> list[tuple[str, str, str, str]]:
    """(state, duty, held duty, what it is about) of each part."""
    standing = context(client, query)["standing"]
    return [(p["state"], p["duty"], p["held_duty"], words(p["scope"])) for p in standing["parts"]]


def development(**values):
    entry = MAKERS["development"](**{"asked_for": "", "response": "", "addressee_economy": None} | values)
    make.publish(entry)
    return entry


# Where it stands ---------------------------------------------------------------------------------------------


def test_a_rate_for_one_economy_is_told_beside_the_rate_of_the_others(client, record):
    assert parts(client) == [
        ("in_force", "25%", "", "for all but Japan"),
        ("in_force", "15%", "", "for Japan"),
    ]
    text = client.get(CARS).text
    assert 'for all but <a href="/economies/JP/"><bdi>Japan</bdi></a>' in text
    assert (
        '<span class="basis"><a class="term" href="/glossary/#floor">All-in floor (MFN included)</a></span>'
        in text
    )


def test_a_pause_for_some_says_what_it_holds_back_and_until_when(client, record):
    assert parts(client, "?on=2025-05-10") == [
        ("in_force", "25%", "", "for all but the European Union"),
        ("suspended", "", "25%", "for the European Union"),
    ]
    assert "until 1 June 2025, 00:01 EDT" in client.get(f"{CARS}?on=2025-05-10").text


def test_an_exemption_of_goods_and_a_ruling_for_some_are_told_last(client, record):
    change(record.cars, "2025-09-20", action="exempted", codes=["8703.23", "8704"])
    change(record.cars, "2025-09-21", action="enjoined", condition="for the plaintiffs")
    assert [one[3] for one in parts(client)] == [
        "for all but Japan",
        "for Japan",
        "for all but Japan, on 8703.23 and 8704",
        "for Japan, on 8703.23 and 8704",  # another rate is held back there
        "for all economies, only for the plaintiffs",
    ]


def test_a_measure_in_one_part_on_everybody_says_no_more_than_its_rate(client, record):
    assert parts(client, "?on=2025-04-10") == [("in_force", "25%", "", "")]


def test_the_newest_entry_behind_what_stands_is_named(client, record):
    assert context(client)["standing"]["entry"].text == record.for_japan.headline
    assert context(client, "?on=2025-04-10")["standing"]["entry"].text == record.imposed.headline


def test_what_is_known_to_come_is_told(client, record):
    change(record.cars, "2025-12-01", "5%", announced="2025-09-20", **record.only(record.eu))
    (ahead,) = context(client)["ahead"]
    assert (ahead["state"], ahead["duty"], ahead["at"]) == ("in_force", "5%", "1 December 2025, 00:01 EST")
    assert "In force at 5%" in client.get(CARS).text


def test_the_page_answers_for_a_day_and_as_it_was_known(client, record):
    assert parts(client, "?on=2025-03-30")[0][:2] == ("scheduled", "25%")
    assert context(client, "?on=2025-03-01")["standing"] == {}
    known = record.imposed.publication.editions.get().published_at.isoformat().replace("+00:00", "Z")
    assert parts(client, f"?known={known}") == [("in_force", "25%", "", "")]


def test_what_applied_when_has_a_row_for_each_step_with_its_economies(client, record):
    steps = [(s["at"], s["state"], s["duty"], words(s["on"])) for s in context(client)["steps"]]
    assert steps == [
        ("26 March 2025", "scheduled", "25%", "All economies"),
        ("3 April 2025, 00:01 EDT", "in_force", "25%", "All economies"),
        ("1 May 2025, 00:01 EDT", "suspended", "", "European Union"),
        ("1 June 2025, 00:01 EDT", "in_force", "25%", "European Union"),
        ("16 September 2025, 00:01 EDT", "in_force", "15%", "Japan"),
    ]
    assert [s["at"] for s in context(client)["steps"] if s["current"]][-1] == "16 September 2025, 00:01 EDT"


# Its rates over time -----------------------------------------------------------------------------------------


def test_the_chart_has_a_line_for_each_group_that_was_treated_alike(client, record):
    chart = context(client)["chart"]
    lines = dict.fromkeys(row.line.title for row in chart.rows)
    assert list(lines) == ["All but the European Union and Japan", "European Union", "Japan"]
    japan = [(str(row.step.begins.date()), row.step.label) for row in chart.rows if row.line.title == "Japan"]
    assert japan == [("2025-03-26", "25%"), ("2025-04-03", "25%"), ("2025-09-16", "15%")]


def test_the_chart_comes_with_its_words_its_table_its_file_and_its_sources(client, record):
    text = client.get(CARS).text
    assert '<a href="/measures/us-duty-on-automobiles.csv" type="text/csv">CSV</a>' in text
    assert "<desc" in text
    assert "Sources: " in text
    assert '<details class="chart-table">' in text


def test_the_file_and_the_links_of_a_page_carry_its_clocks(client, record):
    text = client.get(CARS + "?known=2099-01-01&on=2025-05-10").text
    assert 'href="/measures/us-duty-on-automobiles.csv?known=2099-01-01&amp;on=2025-05-10"' in text
    assert 'href="/measures/?known=2099-01-01&amp;on=2025-05-10">Measures</a>' in text
    assert f'href="/entries/{record.imposed.publication.key}/?known=2099-01-01"' in text
    assert 'href="/authorities/section-232/?known=2099-01-01' in text


def test_a_line_for_some_goods_is_not_named_by_the_code_of_its_economy(client, record):
    change(record.cars, "2025-09-20", "5%", codes=["8703.23"], **record.only(record.japan))
    titles = {label.text for label in context(client)["chart"].plots[0].titles}
    assert {"JP", "JP Japan", "Japan, 8703.23"} <= titles
    assert "JP Japan, 8703.23" not in titles


def test_the_chart_of_an_earlier_record_ends_then_and_not_today(client, record):
    text = client.get(CARS + "?known=2025-10-01T10:00:00Z").text
    assert ">then</text>" in text
    assert ">today</text>" not in text


def test_goods_and_conditions_have_lines_of_their_own_from_when_they_began(client, record):
    change(record.cars, "2025-09-02", action="enjoined", condition="for the plaintiffs")
    rows = [row for row in context(client)["chart"].rows if "plaintiffs" in row.line.title]
    assert [(row.line.title, row.step.state) for row in rows] == [
        ("All economies, only for the plaintiffs", "struck_down")
    ]


def test_a_measure_without_a_change_has_neither_chart_nor_table(client, record):
    entry = development(development_type="position", measures=[make.make_measure("US duty on drugs")])
    text = client.get("/measures/us-duty-on-drugs/").text
    assert "No state on record" in text
    assert '<svg class="plot' not in text
    assert entry.headline in text


# Its documents -----------------------------------------------------------------------------------------------


def rungs(client, query="", address=CARS) -> list[list[str]]:
    return [[rung["state"] for rung in row["rungs"]] for row in context(client, query, address)["ladder"]]


def test_a_rung_is_pending_only_while_a_later_one_can_still_come(client, record):
    assert rungs(client, "?on=2025-03-30") == [["reached", "reached", "pending", "pending", "ahead"]]
    assert rungs(client, "?on=2025-04-10")[0] == ["reached", "reached", "missing", "missing", "reached"]


def test_a_threat_waits_for_everything_until_it_is_dropped(client, record):
    films = "/measures/us-duty-on-films/"
    assert rungs(client, address=films) == [["reached", "pending", "pending", "pending", "pending"]]
    change(record.films, "2025-09-10", action="never_implemented", effective_from="", announced="2025-09-10")
    assert rungs(client, address=films)[0] == ["reached", "missing", "missing", "missing", "missing"]


def test_a_rung_has_its_date_and_a_missing_one_says_so(client, record):
    text = client.get(f"{CARS}?on=2025-03-30").text
    assert "Proclamation 10908" in text
    assert '<td data-rung="pending">Pending</td>' in text
    assert '<td data-rung="ahead"><time datetime="2025-04-03T00:01-04:00">' in text
    assert "Not on record" in client.get(CARS).text


# Courts, answers, other duties -------------------------------------------------------------------------------


def test_rulings_and_what_courts_did_stand_together_in_order(client, record):
    development(
        development_type="ruling", headline="The court hears", when="2025-08-01", measures=[record.cars]
    )
    change(record.cars, "2025-09-02", action="struck_down", condition="for the plaintiffs")
    told = [(one["entry"].text, one["tag"]) for one in context(client)["litigation"]]
    assert told == [
        ("The court hears", "Court ruling"),
        ("US duty on automobiles: struck_down from 2025-09-02", "Struck down"),
    ]
    assert "only for the plaintiffs" in client.get(CARS).text
    assert context(client, "?on=2025-07-01")["litigation"] == []


def test_measures_that_answer_it_are_told_with_where_they_stand(client, record):
    (answer,) = context(client)["responses"]
    assert answer["measure"].text == "EU countermeasures"
    assert answer["by"].text == "European Union"
    assert (answer["standing"]["state"], answer["standing"]["duty"]) == ("in_force", "30%")
    assert "EU countermeasures</bdi></a>: in force, 30%" in client.get(CARS).text


def test_responses_and_entries_that_respond_to_a_change_are_told_once(client, record):
    protest = development(
        development_type="response",
        headline="Japan protests",
        when="2025-04-04",
        response="refused",
        measures=[record.cars],
    )
    words_of = make.make_quote(headline="Akazawa regrets", when="2025-04-05")
    words_of.relations.create(role="responds_to", target=record.imposed)
    make.publish(words_of)
    make.make_quote(headline="Not published").relations.create(role="responds_to", target=record.imposed)
    told = [one["entry"].text for one in context(client)["responses"]]
    assert told[:2] == [protest.headline, "Akazawa regrets"]
    assert len(told) == 3


def test_a_change_that_is_merely_related_is_no_response(client, record):
    seen = make.make_quote(headline="A remark", when="2025-04-05")
    seen.relations.create(role="see_also", target=record.imposed)
    make.publish(seen)
    assert "A remark" not in [one["entry"].text for one in context(client)["responses"]]


def test_stacking_rules_about_it_or_its_authority_are_sentences(client, record):
    rule("excludes", [record.cars], [record.reciprocal], headline="Cars pay no reciprocal duty")
    make.publish(
        MAKERS["stacking_rule"](
            effect="adds", measures=[record.films], other_measures=[], other_authorities=[record.security],
            effective_from="2025-12-01",
        )
    )  # fmt: skip
    rules = context(client)["rules"]
    assert [one["holds"] for one in rules] == ["yes", "ahead"]
    text = client.get(CARS).text
    assert "<b>exclude</b>" in text
    assert "(not yet)" in text


def test_a_ruling_that_nobody_published_is_nowhere(client, record):
    MAKERS["development"](
        development_type="ruling", headline="Secret", measures=[record.cars], asked_for="", response=""
    )
    assert "Secret" not in client.get(CARS).text
