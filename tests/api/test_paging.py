"""Pages of a list while others publish: nothing that was there is given twice or missed."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from tests import make
from tests.api.ask import ask, keys, pages
from tests.remembering import remembered

pytestmark = pytest.mark.django_db
FIRST = date(2025, 4, 1)


def publish_on(day: int) -> str:
    """A quote so many days after the first; several may fall on one day."""
    edition = make.publish(make.make_quote(when=(FIRST + timedelta(days=day)).isoformat()))
    return edition.publication.key


@hypothesis(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=st.lists(st.integers(0, 3), min_size=3, max_size=6),
    meanwhile=st.lists(st.integers(-1, 4), max_size=4),
    limit=st.integers(1, 3),
    order=st.sampled_from(["newest", "oldest"]),
)
def test_what_was_there_at_the_start_is_given_once_whatever_is_printed(client, days, meanwhile, limit, order):
    there = {publish_on(day) for day in days}
    before = set(keys(client, "entries", limit=100))
    coming, seen = list(meanwhile), []
    for page in pages(client, "entries", limit=limit, order=order):
        seen += [entry["key"] for entry in page["data"]]
        if coming:
            publish_on(coming.pop())
    assert len(seen) == len(set(seen))
    assert there <= before <= set(seen)


@pytest.mark.parametrize("path", ["people", "sources", "economies"])
def test_nouns_that_come_meanwhile_are_at_the_end(client, path):
    for _ in range(4):
        make.publish(make.make_quote())
    expected, seen = keys(client, path), []
    for page in pages(client, path, limit=1):
        seen += [noun["key"] for noun in page["data"]]
        if len(seen) == 2:
            new = make.make_person(f"Somebody new {path}")
            make.publish(make.make_quote(speaker=new, economies=[make.make_economy("China", "CN")]))
    assert seen[: len(expected)] == expected
    assert seen == keys(client, path)


def test_what_is_withdrawn_meanwhile_is_not_given_and_takes_nothing_with_it(client):
    entries = [make.make_quote(when=f"2025-04-0{day}") for day in range(1, 7)]
    for entry in entries:
        make.publish(entry)
    seen = []
    for page in pages(client, "entries", limit=2, order="oldest"):
        seen += [entry["id"] for entry in page["data"]]
        if len(seen) == 2:
            make.withdraw(entries[2])
    assert seen == ["TW-000001", "TW-000002", "TW-000004", "TW-000005", "TW-000006"]


def test_a_copy_that_follows_the_changes_ends_as_the_record(client):
    held: dict[str, int] = {}
    since, entries = 0, [make.make_quote() for _ in range(3)]

    def follow(since):
        for page in pages(client, "changes", since=since, limit=2):
            for row in page["data"]:
                held.pop(row["key"], None)
                if row["id"] and row["kind"] == "quote" and not row["is_withdrawn"]:
                    held[row["key"]] = row["edition"]
                since = row["number"]
        return since

    for entry in entries:
        make.publish(entry)
        since = follow(since)
    make.publish(make.edit(entries[0], text="Other words"))
    make.withdraw(entries[1])
    follow(since)
    assert held == {"TW-000001": 2, "TW-000003": 1}


def test_the_next_page_is_named_in_the_body_and_in_the_header(client):
    for _ in range(3):
        make.publish(make.make_quote())
    response = client.get("/api/v1/entries?limit=2&kind=quote&known=2099-01-01")
    following = response.json()["next"]
    assert response.headers["Link"] == f'<{following}>; rel="next"'
    assert following.startswith(f"{settings.SITE_URL}/api/v1/entries?kind=quote&known=2099-01-01&after=")
    assert following.endswith("&limit=2")
    last = client.get(following)
    assert last.json()["next"] is None
    assert "Link" not in last.headers


def test_a_page_keeps_its_clocks_on_the_way(client):
    for name in ("Cars", "Steel"):
        make.publish(make.make_measure_change(measure=make.make_measure(f"US duty on {name}")))
    query = {"limit": 1, "on": "2025-08-10", "known": "2099-01-01"}
    found = ask(client, "measures", **query)
    assert "on=2025-08-10" in found["next"]
    assert "known=2099-01-01" in found["next"]
    assert found["meta"]["on"] == "2025-08-10T23:59:59.999999Z"
    assert keys(client, "measures", **query) == ["us-duty-on-cars", "us-duty-on-steel"]


# Work does not grow with what is found

MOST = 14
LISTS = ["entries", "people", "sources", "negotiations", "measures?on=2025-08-10", "changes", "corrections"]


@remembered
def publish_many(count: int) -> None:
    for _ in range(count):
        serial = next(make.serial)
        talks = make.make_negotiation(f"Talks {serial}")
        make.publish(make.make_round(negotiations=[talks], people=[make.make_person(f"Person {serial}")]))
        measure = make.make_measure(f"US duty {serial}")
        listed = {"economy_scope": "listed", "scope_economies": [make.make_economy()]}
        make.publish(make.make_measure_change(measure=measure))
        make.publish(make.make_measure_change(measure=measure, effective_from="2025-08-07T00:01", **listed))
        quote = make.make_quote()
        make.publish(quote)
        make.publish(make.edit(quote, text=f"Words {serial}"), change="correction", note="Other words.")


@pytest.mark.parametrize("path", LISTS)
def test_a_page_takes_as_many_queries_for_many_rows_as_for_few(client, path, django_assert_max_num_queries):
    publish_many(1)
    joint = "&" if "?" in path else "?"
    client.get(f"/api/v1/{path}")  # what is held in memory is loaded once
    with django_assert_max_num_queries(MOST) as few:
        client.get(f"/api/v1/{path}{joint}limit=100")
    publish_many(4)
    client.get(f"/api/v1/{path}")
    with django_assert_max_num_queries(MOST) as many:
        assert client.get(f"/api/v1/{path}{joint}limit=100").status_code == 200
    assert len(many) == len(few)
    assert not any("OFFSET" in query["sql"] or "COUNT(" in query["sql"] for query in many.captured_queries)
