"""The timeline: what is on it, in which order, under which filter."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negotiations.models.printed import Edition
from negotiations.public import postings
from negotiations.public.state import State
from tests import make, published
from tests.remembering import remembered

pytestmark = pytest.mark.django_db


def ids(client, address="/timeline/", **query) -> list[str]:
    """The public ids on a page, in order."""
    return shown(client.get(address, query))


def shown(response) -> list[str]:
    return [card.id for month in response.context["page"]["months"] for card in month["cards"]]


def counts(client, param, **query) -> dict[str, int]:
    """The counts of one facet by the value a reader would choose."""
    groups = {group.param: group for group in client.get("/timeline/", query).context["facets"]}
    return {option.value: option.count for option in groups[param].options} if param in groups else {}


@pytest.fixture
@remembered
def record(db):
    """Two quotes of Akazawa, one of Ishiba, a round with Akazawa, and a duty."""
    akazawa, ishiba = make.make_person(), make.make_person("Shigeru Ishiba")
    entries = [
        make.make_quote(speaker=akazawa, when="2025-04-11", zone="Asia/Tokyo"),
        make.make_quote(speaker=akazawa, when="2025-04-16T20:00"),
        make.make_quote(speaker=ishiba, when="2025-04-17", zone="Asia/Tokyo", is_key=True),
        make.make_round(people=[akazawa], when="2025-04-16"),
        make.make_measure_change(when="2025-04-03"),
    ]
    for entry in entries:
        make.publish(entry)
    return [entry.publication.key for entry in entries]


def test_newest_stands_first_by_the_local_day_of_the_place(client, record):
    early, evening, tokyo, meeting, duty = record
    assert ids(client) == [tokyo, evening, meeting, early, duty]
    assert ids(client, order="oldest") == [duty, early, meeting, evening, tokyo]


def test_values_of_one_facet_widen_and_facets_narrow(client, record):
    early, evening, tokyo, meeting, duty = record
    assert ids(client, kind="quote", person="ryosei-akazawa") == [evening, early]
    assert ids(client, person=["ryosei-akazawa", "shigeru-ishiba"], kind=["quote"]) == [tokyo, evening, early]
    assert ids(client, person="ryosei-akazawa") == [evening, meeting, early]
    assert ids(client, key="1") == [tokyo]
    assert ids(client, economy="US") == [duty]


def test_counts_leave_their_own_facet_out_and_equal_the_database(client, record):
    quotes = Edition.objects.current().entries().filter(facets__name="kind", facets__word="quote").count()
    assert counts(client, "kind") == {"round": 1, "quote": quotes, "measure_change": 1}
    assert counts(client, "kind", person="ryosei-akazawa") == {"round": 1, "quote": 2, "measure_change": 0}
    assert counts(client, "kind", kind="quote", person="ryosei-akazawa")["round"] == 1
    assert counts(client, "person", kind="quote") == {"ryosei-akazawa": 2, "shigeru-ishiba": 1}


def test_a_period_takes_in_what_overlaps_it(client, record):
    early, evening, tokyo, meeting, duty = record
    assert ids(client, **{"from": "2025-04-16", "to": "2025-04-16"}) == [evening, meeting]
    assert ids(client, **{"from": "2025-04", "to": "2025-04"}) == [tokyo, evening, meeting, early, duty]
    assert ids(client, to="2025-04-10") == [duty]
    month = make.make_quote(when="2025-04", zone="")
    make.publish(month)
    assert month.publication.key in ids(client, **{"from": "2025-04-20"})


def test_chips_take_back_one_value_each(client, record):
    response = client.get("/timeline/?kind=quote&person=ryosei-akazawa&from=2025-04")
    chips = {chip.text: chip.remove_url for chip in response.context["filter"].chips}
    assert chips == {
        "Quotes": "/timeline/?person=ryosei-akazawa&from=2025-04",
        "Ryosei Akazawa": "/timeline/?kind=quote&from=2025-04",
        "April 2025": "/timeline/?kind=quote&person=ryosei-akazawa",
    }
    assert response.context["filter"].clear_url == "/timeline/"


def test_one_question_has_one_address(client, record):
    typed = client.get(
        "/timeline/?order=newest&person=ryosei-akazawa&utm_source=x&kind=quote&kind=quote&topic=&from="
    )
    assert typed.context["filter"].canonical_url == "/timeline/?kind=quote&person=ryosei-akazawa"
    assert '<link rel="canonical" href="http' in typed.text
    assert "utm_source" not in typed.text.partition("<footer")[0]  # its foot has, on paper, what was typed


@pytest.fixture
@remembered
def long_record(db):
    """Thirty rounds, six of them at the same minute."""
    entries = [make.make_round(when=f"2025-{1 + n // 3:02d}-{1 + n % 3:02d}") for n in range(24)]
    entries += [make.make_round(when="2025-03-15") for _ in range(6)]
    for entry in entries:
        make.publish(entry)


def walk(client, query="") -> list[str]:
    """All ids, page by page along the link that a reader would follow."""
    found, address = [], f"/timeline/{query}"
    while address:
        response = client.get(address)
        found += shown(response)
        address = response.context["page"]["next_url"]
    return found


@pytest.mark.parametrize("query", ["", "?order=oldest", "?kind=round&economy=JP"])
def test_paging_shows_everything_once(client, long_record, query):
    found = walk(client, query)
    assert len(found) == len(set(found)) == 30


def test_the_link_says_how_many_more_there_are(client, long_record):
    assert b"Show 5 earlier" in client.get("/timeline/").content
    assert b"Show 5 later" in client.get("/timeline/?order=oldest").content


def test_something_published_meanwhile_moves_no_row(client, long_record):
    first = client.get("/timeline/")
    make.publish(make.make_round(when="2025-12-31"))
    second = client.get(first.context["page"]["next_url"])
    assert len(set(shown(first)) | set(shown(second))) == 30


def test_a_page_costs_the_same_few_queries_whatever_its_filter(
    client, record, long_record, django_assert_max_num_queries
):
    client.get("/timeline/")
    for query in (
        "",
        "?kind=quote",
        "?economy=JP&kind=round&person=ryosei-akazawa",
        "?from=2025-02&order=oldest",
    ):
        with django_assert_max_num_queries(6):
            client.get(f"/timeline/{query}")


def test_the_record_at_an_instant_is_what_was_published_by_then(client):
    with time_machine.travel(datetime(2025, 4, 17, 9, tzinfo=UTC), tick=False):
        quote = make.make_quote(headline="First headline")
        make.publish(quote)
    with time_machine.travel(datetime(2025, 4, 18, 9, tzinfo=UTC), tick=False):
        make.edit(quote, headline="Second headline")
        make.publish(quote)
        make.publish(make.make_round())
    assert ids(client, known="2025-04-16") == []
    assert b"First headline" in client.get("/timeline/?known=2025-04-17").content
    assert b"Second headline" not in client.get("/timeline/?known=2025-04-17").content
    assert len(ids(client, known="2025-04-18")) == 2
    assert b"the end of 17 April 2025 (UTC)" in client.get("/timeline/?known=2025-04-17").content


def test_what_was_withdrawn_is_gone_at_every_instant(client):
    with time_machine.travel(datetime(2025, 4, 17, 9, tzinfo=UTC), tick=False):
        quote = make.make_quote()
        make.publish(quote)
    assert ids(client, known="2025-04-17") == [quote.publication.key]
    make.withdraw(quote)
    assert ids(client, known="2025-04-17") == ids(client) == []


def test_status_follows_the_day_without_a_printing(client):
    with time_machine.travel(datetime(2025, 4, 1, 12, tzinfo=UTC), tick=False) as clock:
        make.publish(
            make.make_measure_change(effective_from="2025-04-03T00:01", effective_until="2025-07-09T00:01")
        )
        clock.shift(60)
        assert counts(client, "status") == {"scheduled": 1}
        clock.move_to(datetime(2025, 4, 3, 4, 0, tzinfo=UTC))
        assert counts(client, "status") == {"scheduled": 1}
        clock.move_to(datetime(2025, 4, 3, 4, 1, tzinfo=UTC))
        assert counts(client, "status") == {"in_force": 1}
        assert len(ids(client, status="in_force")) == 1
        clock.move_to(datetime(2025, 7, 9, 4, 1, tzinfo=UTC))
        assert counts(client, "status") == {"ended": 1}


def test_renaming_a_noun_renames_it_on_every_page_and_not_in_the_past(client):
    from negotiations.desk import printing

    with time_machine.travel(datetime(2025, 4, 17, 9, tzinfo=UTC), tick=False):
        quote = make.make_quote(headline="The minister speaks")
        make.publish(quote)
    with time_machine.travel(datetime(2025, 4, 20, 9, tzinfo=UTC), tick=False):
        quote.speaker.name = "Akazawa Ryosei"
        quote.speaker.save()
        printing.print_noun_changes(quote.speaker, "update")
    assert b"Akazawa Ryosei" in client.get("/timeline/").content
    assert b"Akazawa Ryosei" not in client.get("/timeline/?known=2025-04-18").content


# What is held in memory against what the database says -----------------------------------------------


def test_what_is_held_in_memory_follows_every_printing(client):
    quote = make.make_quote()
    make.publish(quote)
    assert len(ids(client)) == 1
    make.edit(quote, when="2024-01-01", is_key=True)
    make.publish(quote)
    other = make.make_round()
    make.publish(other)
    make.withdraw(other)
    held = snapshot()
    postings.forget()
    assert snapshot() == held


def test_a_reader_who_waited_does_not_make_everybody_load_again(client, monkeypatch):
    published.a_quote()
    ids(client)
    with postings.reading(None) as before:
        pass
    # What this reader read of the log is older by now than what is held.
    older = State(before.generation - 1)
    monkeypatch.setattr(postings, "state", lambda: older)
    with postings.reading(None) as after:
        assert after is before


def snapshot() -> tuple:
    with postings.reading(None) as held:
        by = {
            (name, value): set(editions)
            for name, values in held.by.items()
            for value, editions in values.items()
            if editions
        }
        return (
            list(held.order),
            by,
            {name: [rows for rows in series.values() if rows] for name, series in held.series.items()},
            {month: set(ids) for month, ids in held.ends.items() if ids},
            {id: held.order.days(id) for id in held.everything},
        )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["publish", "edit", "withdraw"]), min_size=1, max_size=6))
def test_any_course_of_printings_leaves_memory_as_a_fresh_load_would(db, steps):
    live = []
    for step in steps:
        if step == "publish" or not live:
            entry = make.make_round()
            make.publish(entry)
            live.append(entry)
        elif step == "edit":
            make.edit(live[-1], when="2025-01-01", status="held")
            make.publish(live[-1])
        else:
            make.withdraw(live.pop())
        snapshot()
    held = snapshot()
    postings.forget()
    assert snapshot() == held


# What a reader sees ---------------------------------------------------------------------------------------------------


def test_each_month_says_how_many_entries_of_the_list_it_holds(client, long_record):
    page = client.get("/timeline/")
    told = {month["key"]: (month["count"], len(month["cards"])) for month in page.context["page"]["months"]}
    assert told["2025-03"] == (9, 9)
    assert told["2025-02"] == (3, 1)  # two of them stand on the next page
    assert 'tabindex="-1">March 2025 <span class="num">(9)</span></h2>' in page.text


def test_the_box_for_key_events_says_how_many_there_are_under_the_other_filters(client, record):
    box = '<span>Key events only</span> <span class="count num">{}</span>'
    assert box.format(1) in client.get("/timeline/").text
    assert box.format(1) in client.get("/timeline/?key=1").text
    none = client.get("/timeline/?kind=round").text
    assert box.format(0) in none
    assert 'name="key" value="1" disabled' in none


def test_chips_and_ticked_boxes_say_the_same(client, record):
    page = client.get("/timeline/?kind=quote&person=ryosei-akazawa&from=2025-04&q=a")
    assert [chip.text for chip in page.context["filter"].chips] == [
        "Quotes",
        "Ryosei Akazawa",
        "“a”",
        "April 2025",
    ]
    for box in ("f-kind-quote", "f-person-ryosei-akazawa"):
        assert re.search(rf'id="{box}"[^>]* checked', page.text)
    assert re.search(r'id="f-from"[^>]* value="2025-04"', page.text)


def test_the_list_can_be_set_closer_by_a_switch_that_needs_script(client, record):
    assert "<density-switch hidden>" in client.get("/timeline/").text
    assert "<density-switch hidden>" in client.get("/people/ryosei-akazawa/").text
    assert "density-switch.js" in client.get("/people/ryosei-akazawa/").text


def test_the_timeline_is_read_in_japanese(client, record):
    page = client.get("/ja/timeline/?kind=quote&economy=JP&from=2025-04").text
    for words in (
        '<html lang="ja">',
        "<title>発言、日本、2025年4月 · 3件 –",
        "絞り込みを解除：",
        "種別:</span> <bdi>発言</bdi>",
        "新しい順",
        "すべて解除",
        "重要な出来事のみ",
        "この一覧の利用",
        "この一覧を埋め込む",
        "標準",
    ):
        assert words in page, words
    assert re.search(r'<h3 id="TW-\d+-h" lang="en">', page)
    assert re.search(r'href="/ja/entries/TW-\d+/"', page)
    assert '<form id="filter-form" action="/ja/timeline/"' in page
    assert 'value="ryosei-akazawa"> <span><bdi lang="en">Ryosei Akazawa</bdi>' in page


def test_what_is_wrong_is_said_in_japanese(client, record):
    page = client.get("/ja/timeline/?from=2025-05&to=2025-04&kind=poem").text
    assert "終了日が開始日より前です" in page
    assert "「poem」は次のいずれでもありません" in page
    assert "入力が修正されるまで項目は表示されません。" in page


def test_more_is_offered_in_japanese_and_leads_to_a_page_in_japanese(client, long_record):
    page = client.get("/ja/timeline/")
    assert "以前の項目をさらに5件表示" in page.text
    assert page.context["page"]["next_url"].startswith("/ja/timeline/?after=")
    assert "以後の項目をさらに5件表示" in client.get("/ja/timeline/?order=oldest").text
