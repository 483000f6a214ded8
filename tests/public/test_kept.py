"""What a process keeps of names and cards: never seen by a reader, whatever is printed in between."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negotiations.desk import merging, printing
from negotiations.models.printed import Upkeep
from negotiations.public.kept import Shelf, kept
from tests import make
from tests.conftest import forget

pytestmark = pytest.mark.django_db
LISTS = (
    "/timeline/",
    "/timeline.atom",
    "/timeline/?kind=quote",
    "/people/ryosei-akazawa/",
    "/ja/timeline/",
    "/",
)


def twice(client, address="/timeline/") -> str:
    """A page that is asked for when its cards are kept."""
    client.get(address)
    return client.get(address).text


def test_a_page_whose_cards_are_kept_asks_the_database_three_questions(client, django_assert_num_queries):
    for day in range(1, 29):
        make.publish(make.make_quote(when=f"2025-04-{day:02d}"))
    cold = client.get("/timeline/").text
    with django_assert_num_queries(1):
        assert client.get("/timeline/").text == cold
    with django_assert_num_queries(2):  # which person that is
        twice_asked = client.get("/timeline/?person=ryosei-akazawa")
    assert "Ryosei Akazawa" in twice_asked.text


def test_a_corrected_entry_shows_its_correction(client):
    quote = make.make_quote(headline="As it was")
    make.publish(quote)
    assert "As it was" in twice(client)
    make.edit(quote, headline="As it is")
    make.publish(quote, change="correction", note="It was otherwise.")
    page = client.get("/timeline/").text
    assert "As it is" in page
    assert "It was otherwise." in page
    assert "As it was" not in page


def test_a_renamed_person_is_renamed_in_every_card(client):
    quote = make.make_quote(headline="A quote")
    make.publish(quote)
    assert "Ryosei Akazawa" in twice(client)
    quote.speaker.name = "Akazawa Ryosei"
    quote.speaker.save()
    printing.print_noun_changes(quote.speaker, "update")
    page = client.get("/timeline/").text
    assert "Akazawa Ryosei" in page
    assert "Ryosei Akazawa" not in page


def test_a_merged_name_is_called_as_the_one_that_stays_and_follows_it(client, mei):
    gone, stays = make.make_person("R. Akazawa"), make.make_person()
    make.publish(make.make_quote(speaker=gone, headline="A quote"))
    make.publish(make.make_round(people=[stays]))
    assert "R. Akazawa" in twice(client)
    merging.merge(gone, stays, mei)
    assert ">R. Akazawa<" not in twice(client)
    stays.refresh_from_db()
    stays.name = "Akazawa Ryosei"
    stays.save()
    printing.print_noun_changes(stays, "update")
    quotes = client.get("/timeline/?kind=quote").text
    assert "Akazawa Ryosei" in quotes
    assert "Ryosei Akazawa" not in quotes


def test_what_was_withdrawn_disappears_from_the_cards_that_pointed_at_it(client):
    event = make.make_round(headline="The round it answers")
    make.publish(event)

    def answers(entry):
        entry.evidence.create(bearing="for", text="A fact.", entry=event)

    make.publish(make.make_quote(claim="It is a lot.", parts=answers))
    assert twice(client, "/timeline/?kind=quote").count("The round it answers") == 1
    make.withdraw(event)
    assert "The round it answers" not in client.get("/timeline/?kind=quote").text


def test_a_source_whose_page_is_gone_leads_to_its_copy(client):
    source = make.make_source(address="https://example.org/news/1")
    make.publish(make.make_quote(source=source))
    source.refresh_from_db()
    assert 'href="https://example.org/news/1"' in twice(client)
    copy = {"link_status": "dead", "archive_address": "https://archive.example.org/1"}
    Upkeep.objects.update_or_create(publication=source.publication, defaults=copy)
    assert 'href="https://archive.example.org/1"' in client.get("/timeline/").text


def test_pages_of_the_past_and_of_a_search_are_not_taken_from_what_is_kept(client):
    make.publish(make.make_quote(headline="The minister speaks"))
    twice(client)
    past = client.get("/timeline/?known=2099-01-01").text
    inside = re.search(r'<article class="card".*?</article>', past, re.DOTALL)
    links = re.findall(r'href="(/[^"]*)"', inside[0])
    assert len(links) > 3
    assert all("?known=2099-01-01" in link for link in links), links
    assert "<mark>minister</mark>" in client.get("/timeline/?q=minister").text
    assert "<mark>" not in client.get("/timeline/").text


def test_each_language_has_cards_of_its_own(client):
    make.publish(make.make_quote())
    assert ">Quote<" in twice(client)
    japanese = twice(client, "/ja/timeline/")
    assert ">Quote<" not in japanese
    assert 'href="/ja/entries/TW-000001/"' in japanese


def test_names_read_inside_a_transaction_of_the_desk_are_not_kept(ana):
    from negotiations.public.labels import labels_for

    quote = make.make_quote()
    make.publish(quote)
    labels_for([quote.speaker.publication_id], None)
    assert kept.labels("en", [quote.speaker.publication_id]) == {}


def test_a_shelf_holds_what_was_used_last_and_no_more_than_its_weight():
    shelf: Shelf[str, str] = Shelf(10)
    assert shelf.put("a", "A", 4) == []
    assert shelf.put("b", "B", 4) == []
    assert shelf.get("a") == "A"
    assert shelf.put("c", "C", 4) == ["b"]
    assert (shelf.get("a"), shelf.get("b", "none"), shelf.get("c")) == ("A", "none", "C")
    assert shelf.put("d", "D", 11) == ["a", "c", "d"]


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["publish", "edit", "withdraw", "rename", "link"]), min_size=2, max_size=5))
def test_after_any_course_of_events_pages_are_what_a_process_that_kept_nothing_would_show(client, db, steps):
    live = []
    for number, step in enumerate(steps):
        if step == "publish" or not live:
            live.append(make.make_quote(headline=f"Headline {number}"))
            make.publish(live[-1])
        elif step == "edit":
            make.edit(live[-1], headline=f"Headline {number}")
            make.publish(live[-1])
        elif step == "withdraw":
            make.withdraw(live.pop())
        elif step == "rename":
            person = live[-1].speaker
            person.refresh_from_db()
            person.name = f"Name {number}"
            person.save()
            printing.print_noun_changes(person, "update")
        else:
            source = live[-1].citations.first().source
            Upkeep.objects.update_or_create(
                publication=source.publication,
                defaults={"link_status": "dead", "archive_address": f"https://archive.example.org/{number}"},
            )
        for address in LISTS:
            client.get(address)
    held = [client.get(address).content for address in LISTS]
    forget()
    assert held == [client.get(address).content for address in LISTS]
