"""The page of talks: whose turn it is, two accounts of a meeting, and every link with the reader's clocks."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.kinds import development
from tests.public import talks as told
from tests.public.embedding import MAY, on

pytestmark = pytest.mark.django_db
PAGE = "/negotiations/the-talks/"


@pytest.fixture
def talks(db):
    return make.make_negotiation("The talks", slug="the-talks")


def part(html: str, name: str) -> str:
    """The section of the page with that id, up to the next one."""
    return re.search(
        rf'<section id="{name}".*?(?=<section id=|<p class="small embed-link">)', html, re.DOTALL
    )[0]


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def standing(client, query="") -> str:
    page = client.get(PAGE + query).text
    return words(page.split('<section class="standing"')[1].split("</section>")[0])


# Who acts next ----------------------------------------------------------------------------------------------


def test_the_parties_of_the_next_round_act_next(client, talks):
    make.publish(told.make_meeting(talks))
    make.publish(told.make_meeting(talks, day="2025-05-23", status="confirmed"))
    with on(MAY):
        shown = standing(client)
    assert "Rounds under way" in shown
    assert re.search(r"Who acts next Japan , United States Next round, 23 May 2025", shown)


def test_who_has_a_request_to_answer_acts_next_until_it_is_answered(client, talks):
    asked = told.make_request(talks, when="2025-04-20", asked_for="an end of duties on cars")
    make.publish(asked)
    assert (
        "United States has a request of Japan to answer 20 April 2025 : an end of duties on cars"
        in standing(client)
    )
    japan, states = told.sides()
    make.publish(
        development.make(
            headline="United States refuses",
            negotiations=[talks],
            development_type="response",
            when="2025-05-02",
            actor_economy=states,
            addressee_economy=japan,
            asked_for="",
            response="refused",
            answers=asked,
        )
    )
    assert "Who acts next Nothing on record" in standing(client)
    assert "has a request of Japan to answer" in standing(client, "?on=2025-04-25")
    assert "Who acts next Nothing on record" in standing(client, "?on=2025-04-19")


def test_where_nothing_is_known_to_come_next_the_page_says_so(client, talks):
    make.publish(told.make_meeting(talks))
    assert "Who acts next Nothing on record" in standing(client)


# Read-outs --------------------------------------------------------------------------------------------------


def test_two_read_outs_of_a_meeting_stand_side_by_side_with_what_was_said(client, talks):
    japan, states = told.sides()
    meeting = told.make_meeting(talks, japan, states)
    quote = told.said_at(meeting, "Ryosei Akazawa", japan, "extremely regrettable")
    make.publish(meeting)
    make.publish(quote)
    shown = client.get(PAGE).text
    left, right = re.findall(r'<div class="side".*?</div>', shown, re.DOTALL)
    assert "Japan tells of 2025-04-16" in left
    assert "extremely regrettable" in left
    assert "United States tells of 2025-04-16" in right
    assert "extremely regrettable" not in right
    assert "The record notes no difference." in shown


def test_a_quote_that_was_published_before_its_meeting_is_found_too(client, talks):
    japan, states = told.sides()
    meeting = told.make_meeting(talks, japan, states)
    make.publish(told.said_at(meeting, "Ryosei Akazawa", japan, "extremely regrettable"))
    make.publish(meeting)
    assert "extremely regrettable" in part(client.get(PAGE).text, "readouts")


def test_every_difference_that_the_record_notes_stands_below_with_its_source(client, talks):
    japan, states = told.sides()
    meeting = told.make_meeting(
        talks,
        japan,
        states,
        parts=[told.disputes(), told.leaves_out(), told.counts_twice, told.differs()],
    )
    quote = told.said_at(meeting, "Ryosei Akazawa", japan, "regrettable")
    told.differs("the wording", "He said “very”.")(quote)
    make.publish(meeting)
    make.publish(make.edit(quote))
    shown = words(part(client.get(PAGE).text, "readouts"))
    assert "the length It lasted an hour. A source that differs: Reuters" in shown
    assert "Exchange rates Disputed whether discussed Each says something else." in shown
    assert (
        "Howard Lutnick Reports differ on who was there. Named by: Kantei Not named by: Financial Times"
        in shown
    )
    assert "the number of the round United States : 2 Japan : 3" in shown
    assert "the wording He said “very”. A source that differs: Reuters Quote:" in shown
    assert "no difference" not in shown


def test_a_meeting_of_which_one_side_told_is_named_and_set_beside_nothing(client, talks):
    make.publish(told.make_meeting(talks, told.sides()[0], headline="Alone"))
    shown = part(client.get(PAGE).text, "readouts")
    assert "Only one side’s read-out is on record" in shown
    assert "Alone" in shown
    assert 'class="side"' not in shown


def test_without_any_read_out_there_is_no_such_section(client, talks):
    make.publish(told.make_meeting(talks))
    assert 'id="readouts"' not in client.get(PAGE).text


def test_differences_on_what_was_done_between_meetings_stand_there_too(client, talks):
    signed = development.make(
        headline="They sign", negotiations=[talks], development_type="agreement", response=""
    )
    told.differs("the day", "Two days later.")(signed)
    make.publish(make.edit(signed))
    shown = words(part(client.get(PAGE).text, "readouts"))
    assert (
        "Where accounts of other events differ the day Two days later. A source that differs: Reuters"
        in shown
    )
    assert "They sign" in shown


def test_words_and_meetings_of_later_days_are_left_out(client, talks):
    japan, states = told.sides()
    meeting = told.make_meeting(talks, japan, states)
    make.publish(meeting)
    make.publish(told.said_at(meeting, "Ryosei Akazawa", japan, "said later", when="2025-04-18"))
    assert "said later" in part(client.get(PAGE).text, "readouts")
    assert "said later" not in part(client.get(PAGE + "?on=2025-04-17").text, "readouts")
    assert 'id="readouts"' not in client.get(PAGE + "?on=2025-04-15").text


# Sections, clocks, languages --------------------------------------------------------------------------------


@pytest.fixture
def whole(talks):
    """Something in every section."""
    japan, states = told.sides()
    parts = [told.disputes(), told.differs()]
    for day in ("2025-04-16", "2025-05-01"):
        make.publish(told.make_meeting(talks, japan, states, day=day, parts=parts, is_key=True))
    make.publish(told.make_request(talks))
    make.publish(make.make_quote(negotiations=[talks], office=make.make_office(economy=japan)))
    track = make.make_negotiation("A track", parent=talks)
    make.publish(make.make_quote(negotiations=[track]))
    return talks


SECTIONS = ("key-events", "history", "tracks", "rounds", "agenda", "readouts", "requests", "said", "results")


def test_every_section_can_be_reached_from_the_top(client, whole):
    shown = client.get(PAGE).text
    for name in SECTIONS:
        assert f'<a href="#{name}">' in shown, name
        assert f'id="{name}"' in shown, name


def test_tables_are_labelled_regions_that_the_keyboard_reaches(client, whole):
    shown = client.get(PAGE).text
    for name in ("rounds", "agenda", "requests"):
        assert f'role="region" aria-labelledby="{name}-heading" tabindex="0"' in shown


@pytest.mark.parametrize("language", ["", "/ja"])
def test_both_clocks_survive_every_link_of_the_page(client, whole, language):
    asked = "on=2026-01-01&known=2099-01-01"
    for address in (PAGE, "/negotiations/"):
        shown = client.get(f"{language}{address}?{asked}").text
        main = re.search(r"<main.*</main>", shown, re.DOTALL)[0]
        main = main.split('<section id="results"')[0].split('<div class="as-of"')
        links = [
            unescape(link) for link in re.findall(r'href="(/[^"]*)"', main[0] + main[1].split("</div>")[1])
        ]
        assert links
        for link in links:
            assert link.startswith(f"{language}/"), link
            assert "known=2099-01-01" in link, link
            assert "on=2026-01-01" in link or not re.match(
                rf"{language}/(negotiations|measures|embed)/", link
            ), link


def test_the_way_back_to_the_record_as_it_is_keeps_the_day(client, whole):
    shown = client.get("/negotiations/?on=2025-04-20&known=2099-01-01").text
    assert 'href="/negotiations/?on=2025-04-20">Back to the record as it is now' in shown


def test_the_page_speaks_japanese_around_words_that_stay_english(client, whole):
    shown = client.get(f"/ja{PAGE}").text
    assert '<html lang="ja">' in shown
    for said in (
        "次に動く側",
        "重要な出来事",
        "状況の推移",
        "協議枠",
        "会合ごとの議題",
        "双方の会合後の説明",
        "要求と回答",
    ):
        assert said in shown, said
    readouts = part(shown, "readouts")
    assert "説明が食い違う点" in readouts
    assert re.search(r'<p class="told" lang="en"[^>]*>Japan tells of 2025-05-01', readouts)
    assert '<dt lang="en">the length</dt>' in readouts
    assert "2025年5月1日" in readouts


def test_the_list_says_its_words_in_japanese(client, whole):
    shown = client.get("/ja/negotiations/").text
    assert "<h1>交渉</h1>" in shown
    assert 'href="/ja/negotiations/the-talks/"' in shown


def queries(client, address) -> int:
    """How many queries a page takes once what is held in memory is there."""
    client.get(address)
    with CaptureQueriesContext(connection) as made:
        client.get(address)
        return len(made.captured_queries)


def test_the_queries_of_the_page_do_not_grow_with_its_meetings(client, whole):
    few = queries(client, PAGE)
    japan, states = told.sides()
    for day in ("2025-05-10", "2025-05-20", "2025-05-30"):
        make.publish(told.make_meeting(whole, japan, states, day=day, parts=[told.differs()]))
    assert queries(client, PAGE) == few > 0


def test_the_queries_of_the_list_do_not_grow_with_the_talks(client, whole):
    few = queries(client, "/negotiations/")
    for n in range(4):
        make.publish(told.make_meeting(make.make_negotiation(f"More talks {n}")))
    assert queries(client, "/negotiations/") == few > 0
