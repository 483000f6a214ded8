"""The page of a person: names, offices, their own words, what their entries are about; and pages of other names."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from tests import make
from tests.remembering import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def akazawa():
    person = make.make_person(name_original="赤澤亮正", original_language="ja")
    make.make_office(person, held_from=date(2024, 10, 1), economy=make.make_economy())
    tariffs, yen = make.make_topic(), make.make_topic("Exchange rates")
    for day, topics in ((10, [tariffs]), (12, [tariffs, yen])):
        make.publish(
            make.make_quote(
                speaker=person,
                headline=f"Akazawa speaks on {day} April",
                when=f"2025-04-{day}",
                text="極めて遺憾だ",
                text_language="ja",
                translation="extremely regrettable",
                translation_language="en",
                translation_origin="publisher",
                topics=topics,
            )
        )
    make.publish(make.make_round(people=[person], when="2025-05-01", topics=[tariffs]))
    return person


def test_a_person_has_both_names_and_the_offices_with_their_days(client, akazawa):
    page = client.get("/people/ryosei-akazawa/").text
    assert '<h1><bdi>Ryosei Akazawa</bdi> <bdi class="original" lang="ja">赤澤亮正</bdi></h1>' in page
    offices = page[page.index('class="offices"') : page.index("</ul>", page.index('class="offices"'))]
    assert "Minister in charge of Economic Revitalization" in offices
    assert "from 1 October 2024" in offices
    japanese = client.get("/ja/people/ryosei-akazawa/").text
    assert '<h1><bdi>赤澤亮正</bdi> <bdi class="original" lang="en">Ryosei Akazawa</bdi></h1>' in japanese
    assert "2024年10月1日から" in japanese
    assert "本人の発言" in japanese


def test_their_own_words_come_first_in_the_language_they_said_them_in(client, akazawa):
    other = make.make_person("Scott Bessent")
    make.publish(make.make_quote(speaker=other, people=[akazawa], text="He is a good man", when="2025-04-20"))
    page = client.get("/people/ryosei-akazawa/").text
    said = page[page.index('id="said"') : page.index("</section>", page.index('id="said"'))]
    assert '<p class="q" lang="ja" dir="ltr">極めて遺憾だ</p>' in said
    assert '<p class="q tr" lang="en" dir="auto">extremely regrettable</p>' in said
    assert said.index("Akazawa speaks on 12 April") < said.index("Akazawa speaks on 10 April")
    assert "He is a good man" not in said
    assert "/timeline/?person=ryosei-akazawa&amp;kind=quote" in said


def test_entries_are_counted_by_topic_and_kind_and_each_count_leads_to_them(client, akazawa):
    page = client.get("/people/ryosei-akazawa/").text
    told = page[page.index('class="tallies"') : page.index("</section>", page.index('class="tallies"'))]
    for address, count in (
        ("/timeline/?person=ryosei-akazawa&amp;topic=tariffs", 3),
        ("/timeline/?person=ryosei-akazawa&amp;topic=exchange-rates", 1),
        ("/timeline/?person=ryosei-akazawa&amp;kind=quote", 2),
        ("/timeline/?person=ryosei-akazawa&amp;kind=round", 1),
    ):
        row = told[told.index(f'href="{address}"') :]
        assert f'<span class="dim">{count}</span>' in row[: row.index("</li>")]
        found = client.get(address.replace("&amp;", "&")).text
        assert f"{count} entr" in found
    assert "By person" not in told


def test_the_page_at_an_earlier_clock_knows_what_was_known_then(client):
    with time_machine.travel(datetime(2025, 4, 17, 9, tzinfo=UTC), tick=False):
        quote = make.make_quote(text="one")
        make.publish(quote)
    with time_machine.travel(datetime(2025, 4, 19, 9, tzinfo=UTC), tick=False):
        make.publish(make.make_quote(text="two", topics=[make.make_topic()]))
    past = client.get("/people/ryosei-akazawa/?known=2025-04-18").text
    assert "one" in past[past.index('id="said"') :]
    assert "two</p>" not in past
    assert "By topic" not in past
    assert "/timeline/?person=ryosei-akazawa&amp;kind=quote&amp;known=2025-04-18" in past
    assert "two</p>" in client.get("/people/ryosei-akazawa/").text


def test_the_number_of_queries_does_not_grow_with_what_they_said(
    client, akazawa, django_assert_max_num_queries
):
    for day in range(13, 28):
        make.publish(make.make_quote(speaker=akazawa, when=f"2025-04-{day}"))
    client.get("/people/ryosei-akazawa/")
    with django_assert_max_num_queries(24):
        client.get("/people/ryosei-akazawa/")


def test_other_names_say_how_their_entries_divide(client, akazawa):
    page = client.get("/topics/tariffs/").text
    assert "/timeline/?topic=tariffs&amp;person=ryosei-akazawa" in page
    assert "By topic" not in page
    page = client.get("/ja/economies/JP/").text
    assert "種類別" in page
    assert "<dt>コード</dt><dd>JP</dd>" in page
    assert client.get("/people/ryosei-akazawa/?from=soon").status_code == 200


def test_a_source_tells_its_language_in_words(client):
    source = make.make_source("共同通信の報道", language="ja")
    make.publish(make.make_quote(source=source))
    assert "<dd>Japanese</dd>" in client.get("/sources/TWS-000001/").text
    page = client.get("/ja/sources/TWS-000001/").text
    assert "<dt>言語</dt><dd>日本語</dd>" in page
