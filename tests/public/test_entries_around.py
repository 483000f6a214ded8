"""What an entry's page says around its facts: sources beside them, neighbours, editions to compare, the two clocks."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import call_command

from negotiations.models.printed import Publication
from negotiations.models.sources import Citation
from tests import make, published

pytestmark = pytest.mark.django_db


def section(page: str, name: str) -> str:
    """The part of a page from an id to the end of its section."""
    start = page.index(f'id="{name}"')
    return page[start : page.index("</section>", start)]


def cite(entry, publisher: str, **values):
    Citation.objects.create(entry=entry, source=make.make_source(publisher, publisher=publisher), **values)


def test_a_source_of_one_fact_stands_beside_it(client):
    change = make.make_measure_change(stacking="Added to other duties.")
    cite(change, "Customs", concerns="other duties", locator="section 3")
    make.publish(change)
    page = client.get("/entries/TW-000001/").text
    fact = page[page.index("Added to other duties.") :]
    assert fact.index("<bdi>Customs</bdi></a>, <span>section 3</span>") < fact.index("</dd>")


def test_a_source_that_differs_on_one_fact_is_set_against_what_the_entry_says(client):
    quote = make.make_quote(text="truly regrettable")
    cite(quote, "Reuters", stance="differs", concerns="the wording", says="“very regrettable”")
    make.publish(quote)
    page = client.get("/entries/TW-000001/").text
    said = page[page.index("truly regrettable") : page.index('id="differences"')]
    assert "<bdi>Reuters</bdi></a>:</b>" in said
    assert "“very regrettable”" in said
    assert "as given above" in section(page, "differences")


def test_a_time_is_given_in_the_places_zone_and_in_utc(client):
    make.publish(make.make_round(when="2025-04-16T14:30", zone="America/New_York"))
    make.publish(make.make_round(when="2025-04-16T08:30/2025-04-16T10:00", zone="Asia/Tokyo"))
    page = client.get("/entries/TW-000001/").text
    assert (
        '<time datetime="2025-04-16T14:30-04:00">16 April 2025, 14:30 EDT</time> <span class="utc dim">(18:30 UTC)'
    ) in page
    page = client.get("/entries/TW-000002/").text
    assert "16 April 2025, 08:30–10:00 JST" in page
    assert "(15 April 2025, 23:30 UTC – 16 April 2025, 01:00 UTC)" in page


def test_a_day_has_no_time_of_any_zone(client):
    make.publish(make.make_round(when="2025-04-16"))
    assert "<local-time" not in client.get("/entries/TW-000001/").text


def test_a_quote_leads_to_what_the_same_speaker_said_before_and_after(client):
    other = make.make_person("Scott Bessent")
    talks = [make.make_negotiation()]
    for day in (10, 12, 14):
        make.publish(make.make_quote(headline=f"Said on {day} April", when=f"2025-04-{day}"))
    mentions = make.make_quote(
        headline="Said of him", when="2025-04-13", speaker=other, people=[make.make_person()]
    )
    make.publish(mentions)
    make.publish(make.make_round(headline="They met", when="2025-04-12", negotiations=talks))
    found = section(client.get("/entries/TW-000002/").text, "around")
    assert "Quotes by <bdi>Ryosei Akazawa</bdi>" in found
    assert found.index("Said on 10 April") < found.index("Said on 14 April")
    assert "Said of him" not in found
    assert "/timeline/?person=ryosei-akazawa&amp;kind=quote" in found


def test_an_entry_leads_to_what_happened_before_and_after_in_its_talks(client):
    talks = [make.make_negotiation()]
    for day in (10, 12, 14):
        make.publish(
            make.make_round(headline=f"Met on {day} April", when=f"2025-04-{day}", negotiations=talks)
        )
    found = section(client.get("/entries/TW-000002/").text, "around")
    assert "Everything in <bdi>United States – Japan tariff talks</bdi>" in found
    assert found.index("Met on 10 April") < found.index("Met on 14 April")
    assert "Met on 12 April" not in found
    assert "Before</b>" not in section(client.get("/entries/TW-000001/").text, "around")


def test_neighbours_are_those_of_the_pages_clock_and_its_links_keep_it(client):
    talks = [make.make_negotiation()]
    with time_machine.travel(datetime(2025, 4, 17, 9, tzinfo=UTC), tick=False):
        make.publish(make.make_round(headline="First", when="2025-04-10", negotiations=talks))
        make.publish(make.make_round(headline="Second", when="2025-04-12", negotiations=talks))
    with time_machine.travel(datetime(2025, 4, 20, 9, tzinfo=UTC), tick=False):
        make.publish(make.make_round(headline="Between", when="2025-04-11", negotiations=talks))
    assert "Between" in section(client.get("/entries/TW-000002/").text, "around")
    page = client.get("/entries/TW-000002/?known=2025-04-18").text
    assert "Between" not in section(page, "around")
    assert 'href="/entries/TW-000001/?known=2025-04-18"' in section(page, "around")
    assert 'value="http' in page
    assert "/entries/TW-000002/?known=2025-04-18T23:59:59.999999Z" in page


def test_the_page_asks_the_same_number_of_queries_however_many_entries_there_are(
    client, django_assert_max_num_queries
):
    talks = [make.make_negotiation()]
    for day in range(1, 13):
        make.publish(make.make_quote(when=f"2025-04-{day:02d}", negotiations=talks))
    client.get("/entries/TW-000006/")
    with django_assert_max_num_queries(16):
        client.get("/entries/TW-000006/")


def test_any_two_editions_can_be_chosen_and_compared(client):
    quote = make.make_quote(text="one")
    make.publish(quote)
    for text in ("two", "three"):
        make.edit(quote, text=text)
        make.publish(quote)
    page = client.get("/entries/TW-000001/").text
    assert '<form class="compare-any" method="get" action="/entries/TW-000001/">' in page
    response = client.get("/entries/TW-000001/?before=3&after=1")
    assert (response.status_code, response.headers["Location"]) == (302, "/entries/TW-000001/compare/1/3/")
    assert "<ins>three</ins>" in client.get(response.headers["Location"]).text
    assert client.get("/entries/TW-000001/?before=3&after=9").status_code == 200
    japanese = client.get("/ja/entries/TW-000001/?before=1&after=2&known=2099-01-01")
    assert japanese.headers["Location"] == "/ja/entries/TW-000001/compare/1/2/?known=2099-01-01"


def test_the_order_of_two_editions_is_put_right_and_the_question_kept(client):
    quote = make.make_quote(text="one")
    make.publish(quote)
    make.edit(quote, text="two")
    make.publish(quote)
    response = client.get("/ja/entries/TW-000001/compare/2/1/?known=2099-01-01")
    assert response.headers["Location"] == "/ja/entries/TW-000001/compare/1/2/?known=2099-01-01"


def test_an_edition_of_later_is_not_there_at_an_earlier_clock(client):
    with time_machine.travel(datetime(2025, 4, 17, 9, tzinfo=UTC), tick=False):
        quote = make.make_quote(text="one")
        make.publish(quote)
    with time_machine.travel(datetime(2025, 4, 19, 9, tzinfo=UTC), tick=False):
        make.edit(quote, text="two")
        make.publish(quote)
    first = client.get("/entries/TW-000001/editions/1/?known=2025-04-18")
    assert "It has been superseded." not in first.text
    assert client.get("/entries/TW-000001/editions/2/?known=2025-04-18").status_code == 404
    assert client.get("/entries/TW-000001/compare/1/2/?known=2025-04-18").status_code == 404
    assert "It has been superseded." in client.get("/entries/TW-000001/editions/1/").text


def test_a_merged_entry_and_a_merged_name_lead_on_with_the_whole_question(client):
    for _ in range(2):
        make.publish(make.make_quote(speaker=make.make_person(f"Person {_}")))
    gone, stays = (Publication.objects.get(key=f"TW-00000{n}") for n in (1, 2))
    Publication.objects.filter(pk=gone.pk).update(redirect_to=stays)
    response = client.get("/ja/entries/TW-000001/?known=2099-01-01")
    assert response.status_code == 301
    assert response.headers["Location"] == "/ja/entries/TW-000002/?known=2099-01-01"
    people = Publication.objects.filter(kind="person").order_by("key")
    Publication.objects.filter(pk=people[0].pk).update(redirect_to=people[1])
    response = client.get("/people/person-0/?known=2099-01-01&on=2025-05-01&kind=quote")
    assert response.status_code == 301
    assert response.headers["Location"] == "/people/person-1/?known=2099-01-01&on=2025-05-01&kind=quote"


def test_an_error_can_be_reported_from_the_same_place_on_every_page(client, settings):
    settings.CONTACT = "corrections@tradewatch.test"
    quote, gone = make.make_quote(), make.make_round()
    make.publish(quote)
    make.edit(quote, text="two")
    make.publish(quote)
    make.publish(gone)
    make.withdraw(gone)
    for address in (
        "/entries/TW-000001/",
        "/entries/TW-000001/editions/1/",
        "/entries/TW-000001/compare/1/2/",
        "/people/ryosei-akazawa/",
        "/economies/JP/",
        "/entries/TW-000002/",
    ):
        page = client.get(address).text
        last = page[: page.index("</main>")].rpartition("<p ")[2]
        assert "Report an error" in last, address
        assert "mailto:corrections@tradewatch.test?subject=Error%20in%20" in last, address


def test_the_record_is_whole_after_all_of_it(client):
    published.a_quote()
    client.get("/entries/TW-000001/")
    call_command("check_record", "--no-progress")
