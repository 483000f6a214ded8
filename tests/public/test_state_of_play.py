"""The front page: what stands, what changed and what comes next, as of now and as of any day of the record."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from negotiations.public import measure_groups
from tests import make
from tests.remembering import remembered

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 4, 20, 9, tzinfo=UTC)


def at(day: int, hour: int = 9):
    return time_machine.travel(datetime(2025, 4, day, hour, tzinfo=UTC), tick=False)


@pytest.fixture
@remembered
def record():
    """Talks with a round held and one ahead, a duty in force, one that is paused and a threat; a correction."""
    talks = make.make_negotiation()
    with at(17):
        make.publish(make.make_round(headline="Ministers meet", negotiations=[talks]))
        make.publish(make.make_measure_change(headline="A duty on cars", measure=make.make_measure()))
        steel = make.make_measure("US duty on steel")
        make.publish(make.make_measure_change(measure=steel, duty="50%"))
        make.publish(
            make.make_measure_change(
                headline="The duty on steel is paused",
                measure=steel,
                action="suspended",
                duty="",
                rate_basis="",
                effective_from="2025-04-09",
                effective_until="2025-07-09",
            )
        )
        films = make.make_measure("US duty on films")
        threat = {"action": "threatened", "duty": "100%", "effective_from": "", "when": "2025-04-15"}
        make.publish(make.make_measure_change(headline="A threat to films", measure=films, **threat))
    with at(18):
        quote = make.make_quote(headline="Akazawa speaks", text="truly regrettable")
        make.publish(quote)
    with at(20, 8):
        make.publish(
            make.make_round(
                headline="Ministers meet again", when="2025-05-01", status="confirmed", negotiations=[talks]
            )
        )
        make.edit(quote, text="extremely regrettable")
        make.publish(quote, change="correction", note="We had “truly”.")


@pytest.fixture
def home(client, record):
    """The front page as a reader finds it on the morning of 20 April 2025."""

    def get(address="/"):
        with time_machine.travel(NOW, tick=False):
            response = client.get(address)
        assert response.status_code == 200
        return response

    return get


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def group(response, name: str) -> dict:
    return next(one for one in response.context["groups"] if one["name"] == name)


def measures_in(response, name: str) -> list[str]:
    return [row["measure"].text for row in group(response, name)["rows"]]


def test_tariffs_stand_in_three_groups_with_their_counts(home):
    page = home()
    assert measures_in(page, "in_force") == ["US duty on automobiles"]
    assert measures_in(page, "paused") == ["US duty on steel"]
    assert measures_in(page, "ahead") == ["US duty on films"]
    words = text(page)
    assert "In force 1 US duty on automobiles 25% since 3 April 2025" in words
    assert "US duty on steel 50% until 9 July 2025 Next: In force, 50%, 9 July 2025" in words
    assert "Threatened 100% since 15 April 2025" in words


def test_each_group_leads_to_the_measures_that_it_counts(home, client):
    page = home()
    for name in ("in_force", "paused", "ahead"):
        assert group(page, name)["url"].replace("&", "&amp;") in page.text
        with time_machine.travel(NOW, tick=False):
            listed = client.get(group(page, name)["url"])
        assert listed.context["results_heading"].startswith("Tariff") or "1 measure" in listed.text
        assert group(page, name)["count"] == 1


def test_a_state_is_never_kept_beyond_the_instant_at_which_it_changes(home, client):
    assert measures_in(home(), "paused") == ["US duty on steel"]
    with time_machine.travel(datetime(2025, 7, 9, 4, 1, tzinfo=UTC), tick=False):
        later = client.get("/")
    assert set(measures_in(later, "in_force")) == {"US duty on steel", "US duty on automobiles"}
    assert measures_in(later, "paused") == []
    assert measures_in(home(), "paused") == ["US duty on steel"]


def test_talks_say_their_status_who_acts_next_and_when(home):
    words = text(home())
    assert "Rounds under way since 16 April 2025" in words
    assert "Next round Japan 1 May 2025" in words


def test_what_changed_since_yesterday_is_counted_and_leads_to_the_list(home, client):
    page = home()
    assert "2 changes since yesterday" in text(page)
    assert 'href="/changes/?from=2025-04-19"' in page.text
    with time_machine.travel(NOW, tick=False):
        listed = client.get("/changes/?from=2025-04-19")
    assert sum(len(day["rows"]) for day in listed.context["days"]) == 2


def test_every_change_has_its_date_what_it_is_and_its_source(home):
    rows = home().context["changed"]
    assert rows[0].change.label == "Corrected"
    assert [row.edition.published_at.day for row in rows[:3]] == [20, 20, 18]
    assert all(row.label.text and row.sources[0].publisher == "Kyodo" for row in rows)


def test_next_dates_are_what_lies_ahead_by_meetings_and_by_duties(home):
    dates = home().context["dates"]
    assert [(one.title, one.when.text) for one in dates] == [
        ("Ministers meet again", "1 May 2025"),
        ("Ends: The duty on steel is paused", "9 July 2025"),
    ]
    assert 'href="/timeline.ics"' in home().text


def test_a_past_record_is_shown_as_a_reader_found_it_then(home):
    page = home("/?known=2025-04-18")
    words = text(page)
    assert "The record as we had published it at the end of 18 April 2025" in words
    assert "Ministers meet again" not in words
    assert "We had “truly”." not in words
    assert "No next step on record" in words
    assert "1 change since yesterday" not in words
    assert "6 changes since yesterday" in words
    assert "/measures/?status=in_force&amp;on=2025-04-18&amp;known=2025-04-18" in page.text
    assert "last-visit" not in page.text  # a past record knows no visits


def test_an_empty_record_says_so(client):
    words = text(client.get("/"))
    assert "Nothing has been published yet." in words
    assert words.count("None on record") == 3
    assert "No date ahead is on record." in words


def test_the_queries_of_the_front_page_do_not_grow_with_the_record(
    home, client, django_assert_max_num_queries
):
    home()
    with django_assert_max_num_queries(40) as asked:
        home()
    few = len(asked.captured_queries)
    for number in range(4):
        talks = make.make_negotiation(f"Talks {number}")
        make.publish(make.make_round(negotiations=[talks]))
        make.publish(make.make_round(negotiations=[talks], when="2026-05-01", status="confirmed"))
        make.publish(make.make_measure_change(measure=make.make_measure(f"Duty {number}")))
    home()
    with django_assert_max_num_queries(few):
        home()


def test_only_what_altered_is_folded_again(home, monkeypatch):
    home()
    folded = []
    monkeypatch.setattr(
        measure_groups, "_fold", lambda *given: folded.append(given) or pytest.fail("was folded again")
    )
    make.publish(make.make_quote())
    home()
    assert folded == []


def test_the_front_page_is_read_in_japanese(home):
    page = home("/ja/")
    words = text(page)
    for said in (
        "現状",
        "発効中 1",
        "次に動く当事者と時期",
        "昨日以降の変更2件",
        "前回の閲覧以降の新着に印を付ける",
    ):
        assert said in words
    assert "終了：" in words
    assert '<bdi lang="en">The duty on steel is paused</bdi>' in page.text
    assert 'href="/ja/changes/?from=2025-04-19"' in page.text
    assert 'href="/ja/measures/?status=in_force"' in page.text
    assert 'data-some="{day}以降の新着{count}件"' in page.text
    assert "Ends: " not in home("/ja/").text
    assert "終了：" not in home("/").text
