"""What stands behind the sentence: components, reasons, the sum, the next change, every answer over time, sources."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from negotiations.models.sources import Citation
from tests import make
from tests.public.duties import CAR, SHOES, a_story, ask, change, draft, rule, some_partners

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def autumn():
    with time_machine.travel("2025-10-01T12:00:00Z"):
        yield


@pytest.fixture
def story(db):
    return a_story()


@pytest.fixture
def economies(db):
    return some_partners()


def shown(client, *args, **query):
    return ask(client, *args, **query).context["shown"]


def names(rows) -> list[str]:
    return [row.name for row in rows]


def part(page: str, heading: str) -> str:
    """One section of the page, as it is written."""
    return page.split(f'<h2 id="{heading}">', 1)[1].split("</section>", 1)[0]


# Components --------------------------------------------------------------------------------------------------


def test_what_applies_names_its_entry_its_document_and_its_source(client, story):
    section = part(ask(client).text, "applies-heading")
    address = "/measures/us-duty-on-automobiles/?on=2025-08-10"
    assert f'<a href="{address}"><bdi>US duty on automobiles</bdi></a>' in section
    basis = '<a class="term" href="/glossary/#additional">additional duty</a>'
    assert f'<span class="duty num">25%</span> <span class="basis">{basis}</span>' in section
    assert 'since <time datetime="2025-04-03T00:01-04:00">3 April 2025, 00:01 EDT</time>' in section
    assert 'by <a href="/entries/TW-000002/">' in section
    assert (
        '<a href="https://example.org/eo" rel="external noopener">EO 14345, Adjusting imports</a>' in section
    )
    assert "Source: " in section


def test_what_a_rule_takes_away_names_the_rule_and_the_duty_beside_it(client, story):
    response = ask(client, on="2025-04-09")
    assert names(response.context["shown"].not_applying) == ["US baseline duty", "US reciprocal duty"]
    section = part(response.text, "not-heading")
    assert "In force, and not charged beside US duty on automobiles:" in section
    assert "<b>exclude</b>" in section
    assert '<q dir="auto">Cars pay no other duty.</q>' in section
    assert f'rule: <a href="/entries/{story.excludes.publication.key}/">' in section


def test_a_pause_says_until_when_and_what_it_holds_back(client, story):
    section = part(ask(client, SHOES, "2025-05-01").text, "not-heading")
    assert "Paused" in section
    assert "10 April 2025, 00:01 EDT" in section
    assert "1 August 2025, 00:01 EDT" in section
    assert 'the rate held back: <span class="num">24%</span>' in section


def test_what_goes_on_after_a_pause_names_the_entry_that_set_its_end(client, story):
    page = ask(client, SHOES, "2025-08-02")
    (row,) = page.context["shown"].applies
    assert (row.name, row.duty, row.since.text) == ("US reciprocal duty", "24%", "1 August 2025, 00:01 EDT")
    assert "as set by" in part(page.text, "applies-heading")


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"action": "threatened", "effective_from": "", "announced": "2025-02-01"}, "Threatened"),
        ({"action": "announced", "effective_from": "", "announced": "2025-02-01"}, "Announced"),
        ({"action": "terminated", "before": True}, "Ended"),
        ({"action": "struck_down", "before": True}, "Struck down"),
        ({"action": "exempted", "before": True}, "Exempt"),
        ({"action": "never_implemented", "announced": "2025-01-01"}, "Never took effect"),
    ],
)
def test_what_is_not_in_force_says_what_became_of_it(client, economies, values, label):
    odd = make.make_measure("US odd duty")
    if values.pop("before", False):
        change(odd, "2025-01-15", "40%")
    else:
        change(odd, "2025-03-30", "40%", announced="2025-01-01")
    change(odd, "2025-02-01", **values)
    page = ask(client, SHOES, "2025-02-20")
    assert names(page.context["shown"].not_applying) == ["US odd duty"]
    assert page.context["shown"].applies == []
    section = part(page.text, "not-heading")
    assert f"</svg>{label}</span>" in section


def test_what_is_announced_says_for_when_and_at_what_rate(client, story):
    section = part(ask(client, SHOES, "2025-04-03").text, "not-heading")
    assert "Scheduled" in section
    assert "for <time" in section
    assert "9 April 2025, 00:01 EDT</time>, 24% additional duty" in section


def test_goods_in_words_are_shown_in_those_words(client, story):
    steel = make.make_measure("US duty on steel")
    change(steel, "2025-03-12", "25%", goods_scope="described", goods="Steel and derivatives")
    change(steel, "2025-06-04", "50%", goods_scope="", economy_scope="", action="amended")
    section = part(ask(client).text, "may-heading")
    assert "codes cannot tell whether these are among them" in section
    assert '<q dir="auto">Steel and derivatives</q>' in section
    assert '<span class="duty num">50%</span>' in section


def test_a_chapter_asks_for_more_digits(client, story):
    section = part(ask(client, "87", "2025-04-03").text, "may-heading")
    assert "give the code, or more of its digits" in section
    assert "25% additional duty for only some of the goods of 87" in section


def test_something_else_for_some_of_the_goods_is_told_beside_the_rest(client, story):
    change(story.cars, "2025-05-03", action="exempted", codes=["8703.23.01.10"])
    row = shown(client).may_apply[0]
    assert (row.name, row.is_sure) == ("US duty on automobiles", True)
    assert row.why_open == "Something else stands for some of these goods: give more digits of the code."
    assert row.partly[0].words == "Exempt for only some of the goods of 8703.23.01"
    assert names(shown(client, "8703.23.01.20").applies) == ["US duty on automobiles"]
    assert names(shown(client, "8703.23.01.10").not_applying)[-1] == "US duty on automobiles"


def test_a_union_of_which_only_a_member_is_named_is_asked_about_one_of_them(client, economies):
    from negotiations.models.nouns import Membership

    union = make.make_economy("European Union", "EU", economy_kind="union")
    france = make.make_economy("France", "FR")
    Membership.objects.create(union=union, member=france)
    wine = make.make_measure("US duty on wine")
    change(
        wine, "2025-03-01", "20%", economy_scope="listed", scope_economies=[france], economies=[union, france]
    )
    assert shown(client, SHOES, economy="EU").may_apply[0].why_open == (
        "It concerns only some of the members: ask about one of them."
    )
    assert "US duty on wine" in names(shown(client, SHOES, economy="FR").applies)


def test_a_rate_that_another_entry_gave_names_both(client, economies):
    duty = make.make_measure("US odd duty")
    change(duty, "2025-01-15", "40%")
    change(duty, "2025-02-01", action="resumed")
    (row,) = shown(client, SHOES, "2025-02-02").applies
    assert row.duty == "40%"
    assert row.paper.label.text != row.rate_paper.label.text


# The sum -----------------------------------------------------------------------------------------------------


def test_a_sum_shows_its_work_and_the_rule_behind_it(client, story):
    fentanyl = make.make_measure("US fentanyl duty")
    change(fentanyl, "2025-03-04", "20%", economy_scope="listed", scope_economies=[story.china])
    rule("adds", [fentanyl], [story.baseline], since="2025-03-04", says="In addition to other duties.")
    page = ask(client, SHOES, "2025-04-10", "CN")
    section = part(page.text, "total-heading")
    assert "<td>10%</td>" in section
    assert "<td>+ 20%</td>" in section
    assert "<td>= 30%</td>" in section
    assert "not on record" in section
    assert "In addition to other duties." in section
    assert page.context["shown"].figure == "30% additional together"


def test_an_all_in_floor_shows_what_it_adds_to_the_base_duty(client, story):
    change(make.make_measure("US tariff schedule"), "2025-01-01", "2.5%", rate_basis="mfn", codes=["8703"])
    section = part(ask(client, on="2025-09-20").text, "total-heading")
    for figure in ("<td>12.5%</td>", "<td>= 12.5%</td>", "<td>+ 2.5%</td>", "<td>= 15%</td>"):
        assert figure in section


def test_a_bound_rate_is_a_limit_and_no_charge(client, story):
    change(make.make_measure("US bindings"), "2025-01-01", "2.5%", rate_basis="bound", codes=["8703"])
    page = ask(client)
    assert "A limit that was promised, and no duty that is charged." in page.text
    assert [term.row.name for term in page.context["shown"].terms] == ["US duty on automobiles"]


def test_pairs_without_a_rule_are_told_apart_from_those_with_one(client, story):
    one, two = make.make_measure("US duty A"), make.make_measure("US duty B")
    change(one, "2025-03-04", "1%")
    change(two, "2025-03-04", "2%")
    rule("adds", [one], [two], since="2025-03-04")
    texts = [reason.text for reason in shown(client, SHOES, "2025-04-05", "CN").reasons]
    assert sorted(texts) == [
        "No rule on record says how US baseline duty and US duty A stand to each other.",
        "No rule on record says how US baseline duty and US duty B stand to each other.",
    ]


# Time --------------------------------------------------------------------------------------------------------


def test_the_next_change_says_when_what_and_by_which_entry(client, story):
    response = ask(client)
    following = response.context["reading"].next
    assert following.when.text == "16 September 2025, 00:01 EDT"
    assert following.is_past
    assert [(line.before, line.after) for line in following.lines] == [
        ("25% additional duty", "15% all-in floor, MFN included")
    ]
    section = part(response.text, "next-heading")
    assert section.startswith("What changed next")
    assert client.get(following.url).context["shown"].figure == following.shown.figure
    assert following.shown.sentence.startswith("On 16 September 2025 the United States charged 15% in all")


def test_nothing_further_is_scheduled(client, story):
    section = part(ask(client, on="2025-09-20").text, "next-heading")
    assert section.startswith("Next scheduled change")
    assert "Nothing further is scheduled in this record." in section


def test_every_answer_over_time_is_a_link_to_itself(client, story):
    reading = ask(client, SHOES).context["reading"]
    assert [(step.when.text, step.state_label, step.figure) for step in reading.steps] == [
        ("2 April 2025", "Scheduled", "no additional duty"),
        ("5 April 2025, 00:01 EDT", "In force", "10% additional"),
        ("9 April 2025, 00:01 EDT", "In force", "24% additional"),
        ("10 April 2025, 00:01 EDT", "In force", "10% additional"),
        ("1 August 2025, 00:01 EDT", "In force", "24% additional"),
    ]
    for step in reading.steps:
        answer = client.get(step.url).context
        assert answer["shown"].figure == step.figure
        assert [one.is_current for one in answer["reading"].steps].index(True) == reading.steps.index(step)


def test_what_is_not_charged_anyway_makes_no_new_answer(client, story):
    steps = ask(client).context["reading"].steps
    assert [step.figure for step in steps] == [
        "no additional duty",
        "25% additional",
        "15% in all, or the base duty where higher",
    ]
    assert [label.text for label in steps[1].by] == ["US duty on automobiles: imposed from 2025-04-03"]


def test_two_answers_of_one_day_are_told_apart_by_their_instant(client, story):
    change(story.cars, "2025-06-04T00:01", "50%", codes=["8703"], action="amended")
    change(story.cars, "2025-06-04T12:00", "30%", codes=["8703"], action="amended")
    steps = {step.url.split("on=")[1]: step.figure for step in ask(client).context["reading"].steps}
    assert steps["2025-06-04T04%3A01%3A00Z"] == "50% additional"
    assert steps["2025-06-04"] == "30% additional"
    page = ask(client, on="2025-06-04").text
    assert "until then: 25% additional." in page
    assert "until then: 50% additional." in page


def test_the_line_has_a_value_only_where_a_figure_can_be_stated(client, story):
    reading = ask(client).context["reading"]
    values = [(step.value, step.is_all_in) for step in reading.steps]
    assert [value and int(value) for value, _ in values] == [None, 25, 15]
    assert [is_all_in for _, is_all_in in values] == [False, False, True]
    assert "as marked" in reading.chart.unit
    assert [row.step.label for row in reading.chart.rows][-1] == "15% in all"


# The other clock ---------------------------------------------------------------------------------------------


@pytest.fixture
def told_late(db):
    """A duty on shoes of which an order of September said that it had been another since August."""
    japan, shoes = make.make_economy(), make.make_measure("US duty on shoes")
    with time_machine.travel("2025-04-03T12:00:00Z"):
        change(shoes, "2025-04-03", "25%", economies=[japan])
    with time_machine.travel("2025-09-05T09:30:00Z"):
        return change(
            shoes, "2025-08-07", "15%", rate_basis="floor", action="amended", signed="2025-09-04",
            headline="Order makes 15% the sum",
        )  # fmt: skip


def test_a_past_record_says_that_today_answers_otherwise_and_why(client, told_late):
    response = ask(client, SHOES, known="2025-09-01")
    assert "an additional 25%" in response.context["shown"].sentence
    assert "Today’s answer is another one." in response.text
    assert "charged 15% in all" in response.text
    edition = f"/entries/{told_late.publication.key}/editions/1/?known=2025-09-01"
    assert f'Published since: <a href="{edition}"><bdi>Order makes 15% the sum</bdi></a>' in response.text
    assert "5 September 2025" in response.text
    now = client.get(response.context["reading"].now.url)
    assert "15% in all" in now.context["shown"].sentence


def test_today_says_what_was_answered_before_and_until_when(client, told_late):
    response = ask(client, SHOES)
    section = part(response.text, "before-heading")
    assert "5 September 2025, 09:30 UTC" in section
    assert "charged an additional 25% on goods" in section
    then = client.get(response.context["reading"].before.url)
    assert "an additional 25%" in then.context["shown"].sentence


def test_an_answer_that_was_always_the_same_says_nothing_of_the_other_clock(client, told_late):
    assert ask(client, SHOES, "2025-08-01", known="2025-08-20").context["reading"].now is None
    assert ask(client, SHOES, "2025-09-20").context["reading"].before is None


def test_a_threat_that_was_published_since_is_no_other_answer(client, told_late):
    change(make.make_measure("US odd duty"), "2025-07-01", action="threatened", effective_from="")
    assert ask(client, SHOES, "2025-08-01", known="2025-08-20").context["reading"].now is None


def test_a_correction_is_told_with_its_note(client, told_late):
    make.edit(told_late, duty="16%")
    make.publish(told_late, change="correction", note="We had 15%; the order says 16%.")
    response = ask(client, SHOES, "2025-09-20")
    assert "16% in all" in response.context["shown"].sentence
    section = part(response.text, "before-heading")
    assert "charged 15% in all" in section
    assert "(corrected: We had 15%; the order says 16%.)" in section


def test_before_anything_was_published_nothing_is_on_record(client, told_late):
    response = ask(client, SHOES, known="2025-04-03T11:00:00Z")
    assert (
        response.context["asked"]
        .errors["by"]
        .startswith("“US” is no economy of this record as it stood then")
    )


# What readers may see ----------------------------------------------------------------------------------------


def test_a_draft_and_what_was_withdrawn_change_no_answer(client, story):
    before = ask(client).text
    draft(story.cars, "2025-05-01", "99%")
    make.MAKERS["stacking_rule"](effect="excludes", measures=[story.baseline], other_measures=[story.cars])
    assert ask(client).text == before
    gone = change(story.cars, "2025-05-01", "99%", codes=["8703"])
    assert "99%" in ask(client).text
    make.withdraw(gone)
    assert ask(client).text == before


def test_sources_stand_once_and_official_ones_first(client, story):
    notice = make.make_source("Notice", publisher="Federal Register", is_official=True, issued="2025-05-01")
    paper = make.make_source("Newspaper", issued="2025-04-30")
    odd = make.make_measure("US odd duty")
    entry = draft(odd, "2025-05-01", "5%")
    Citation.objects.filter(entry=entry).delete()
    for source in (paper, notice):
        Citation.objects.create(entry=entry, source=source)
    make.publish(entry)
    other = draft(odd, "2025-06-01", action="exempted", condition="for gifts")
    Citation.objects.create(entry=other, source=notice)
    make.publish(other)
    sources = ask(client).context["reading"].sources
    assert sources[0].source.text == "Notice"
    assert [one.source.text for one in sources].count("Notice") == 1
    assert len(sources[0].entries) == 2


def test_a_source_that_says_something_else_is_told(client, economies):
    entry = draft(make.make_measure("US odd duty"), "2025-05-01", "5%")
    other = make.make_source("Other report")
    Citation.objects.create(entry=entry, source=other, stance="differs", concerns="the rate", says="6%")
    make.publish(entry)
    section = part(ask(client).text, "sources-heading")
    assert '<li class="differs"><b>differs</b> on the rate</li>' in section


def test_the_number_of_queries_is_bounded(client, story):
    for n in range(5):
        measure = make.make_measure(f"US duty {n}")
        change(measure, "2025-05-01", "1%")
        change(measure, "2025-06-01", "2%", action="amended")
    ask(client)
    for query in ({}, {"known": "2025-10-01T12:00:00.000050Z"}, {"code": ""}, {"code": "87"}):
        with CaptureQueriesContext(connection) as queries:
            ask(client, **query)
        assert len(queries) <= 12, (query, [one["sql"] for one in queries])


def test_an_answer_is_kept_until_it_changes(client, story):
    first = ask(client)
    again = client.get(first.context["asked"].url(), headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_an_instant_is_said_with_its_zone(client, story):
    moment = datetime(2025, 8, 10, 23, 59, 59, 999999, tzinfo=UTC)
    assert ask(client).context["asked"].on.at == moment
    assert ask(client, CAR).text.count("the end of 10 August 2025 (UTC)") == 1
