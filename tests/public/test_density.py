"""Entries by month above the timeline: how many there are, and the way to each month."""

import re

import pytest

from tests import make
from tests.remembering import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def record():
    for when in ("2025-02-03", "2025-04-01", "2025-04", "2025-04-30T23:59", "2025-05-01"):
        make.publish(make.make_round(headline=f"Talks of {when}", when=when))


def jumps(client, query="") -> dict[str, tuple[int, str]]:
    found = client.get(f"/timeline/?{query}").context["density"]
    return {bar.text: (bar.count, bar.url) for bar in found.jumps} if found else {}


def first_of(client, url: str) -> str:
    months = client.get(url.partition("#")[0]).context["page"]["months"]
    return re.search(r"<h3[^>]*><a[^>]*>(.*?)</a>", months[0]["cards"][0].html)[1]


def test_each_month_with_entries_is_counted_in_the_order_of_the_list(client, record):
    assert {text: count for text, (count, _) in jumps(client).items()} == {
        "May 2025": 1,
        "April 2025": 3,
        "February 2025": 1,
    }
    assert list(jumps(client, "order=oldest")) == ["February 2025", "April 2025", "May 2025"]
    assert len(client.get("/timeline/").context["density"].bars) == 4  # March has a place, and no bar


def test_a_month_is_led_to_from_either_end_of_the_list(client, record):
    assert first_of(client, jumps(client)["April 2025"][1]) == "Talks of 2025-04-30T23:59"
    assert first_of(client, jumps(client, "order=oldest")["April 2025"][1]) == "Talks of 2025-04"
    address = jumps(client)["April 2025"][1]
    assert address.endswith("#m-2025-04")
    page = client.get(address.partition("#")[0]).text
    assert 'id="m-2025-04"' in page
    assert "To the top of the list" in page


def test_counts_follow_the_filter_and_one_month_alone_needs_no_picture(client, record):
    assert list(jumps(client, "from=2025-04&kind=round")) == ["May 2025", "April 2025"]
    assert not jumps(client, "from=2025-05")
    assert not jumps(client, "economy=XX")


def test_a_long_record_is_shown_by_years(client, record):
    make.publish(make.make_round(when="2009-06-01"))
    found = jumps(client)
    assert {text: count for text, (count, _) in found.items()} == {"2025": 5, "2009": 1}
    assert first_of(client, found["2009"][1]).startswith("Round")
