"""What applies to these goods, from there, on that day, in one sentence: each shape of an answer."""

import pytest
import time_machine

from tests import make
from tests.public.duties import CAR, SHOES, a_story, ask, change, rule, some_partners

pytestmark = pytest.mark.django_db
NOT_HELD = "on top of the base duty, which this record does not hold"


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


def sentence(client, *args, **query) -> str:
    response = ask(client, *args, **query)
    assert response.context["shown"], response.context["asked"].errors
    said = response.context["shown"].sentence
    assert f'<h1 id="answer" class="answer">{said}</h1>' in response.text.replace("&amp;", "&")
    return said


def test_one_additional_duty(client, story):
    assert sentence(client) == (
        f"On 10 August 2025 the United States charged an additional 25% on goods of 8703.23.01 from Japan, {NOT_HELD}."
    )


def test_an_all_in_floor_without_the_base_duty(client, story):
    assert sentence(client, on="2025-09-20") == (
        "On 20 September 2025 the United States charged 15% in all on goods of 8703.23.01 from Japan, base duty"
        " included, or the base duty where that is higher."
    )


def test_an_all_in_floor_with_the_base_duty(client, story):
    change(make.make_measure("US tariff schedule"), "2025-01-01", "2.5%", rate_basis="mfn", codes=["8703"])
    assert sentence(client, on="2025-09-20") == (
        "On 20 September 2025 the United States charged 15% in all on goods of 8703.23.01 from Japan, base duty"
        " included."
    )


def test_an_additional_duty_with_the_base_duty(client, story):
    change(make.make_measure("US tariff schedule"), "2025-01-01", "2.5%", rate_basis="mfn", codes=["8703"])
    assert sentence(client) == (
        "On 10 August 2025 the United States charged an additional 25% on goods of 8703.23.01 from Japan, on top of the"
        " base duty of 2.5%: 27.5% in all."
    )


def test_the_base_duty_alone(client, story):
    change(make.make_measure("US tariff schedule"), "2025-01-01", "2.5%", rate_basis="mfn", codes=["8703"])
    assert sentence(client, on="2025-02-01") == (
        "On 1 February 2025 the United States charged the base duty of 2.5% on goods of 8703.23.01 from Japan; no"
        " additional duty is on record."
    )


def fentanyl(story, **values):
    found = make.make_measure("US fentanyl duty")
    change(found, "2025-03-04", "20%", economy_scope="listed", scope_economies=[story.china], **values)
    return found


def test_two_duties_that_a_rule_adds(client, story):
    rule("adds", [fentanyl(story)], [story.baseline], since="2025-03-04")
    assert sentence(client, SHOES, "2025-04-10", "CN") == (
        "On 10 April 2025 the United States charged two additional duties on goods of 6403.99.60 from China, 10% and"
        f" 20%: 30% together, {NOT_HELD}."
    )


def test_two_duties_without_a_rule_have_no_sum(client, story):
    fentanyl(story)
    assert sentence(client, SHOES, "2025-04-10", "CN") == (
        "On 10 April 2025 the United States charged 10% additional duty (US baseline duty) and 20% additional duty (US"
        " fentanyl duty) on goods of 6403.99.60 from China; the whole cannot be put in one figure: no rule on record"
        " says how US baseline duty and US fentanyl duty stand to each other."
    )


def test_two_duties_that_a_rule_says_do_not_add_up(client, story):
    rule("higher", [fentanyl(story)], [story.baseline], since="2025-03-04")
    said = sentence(client, SHOES, "2025-04-10", "CN")
    assert "a rule on record says that US baseline duty and US fentanyl duty do not simply add up" in said


def test_many_duties_without_a_rule_are_counted(client, economies):
    for n in range(5):
        change(make.make_measure(f"US duty {n}"), "2025-03-04", "1%")
    assert sentence(client, SHOES, "2025-03-05", "CN") == (
        "On 5 March 2025 the United States charged five duties on goods of 6403.99.60 from China that cannot be put in"
        " one figure: no rule on record says how US duty 0, US duty 1, US duty 2 and 2 others stand to each other."
    )


def test_nothing_on_record(client, story):
    assert sentence(client, SHOES, "2025-01-10") == (
        "On 10 January 2025 no additional duty of the United States on goods of 6403.99.60 from Japan is on record."
    )


def test_nothing_in_force_and_one_duty_announced(client, story):
    assert sentence(client, SHOES, "2025-04-03") == (
        "On 3 April 2025 no additional duty of the United States on goods of 6403.99.60 from Japan is on record as in"
        " force (US reciprocal duty: announced for 9 April 2025, 00:01 EDT)."
    )


def test_goods_in_words_leave_the_whole_open(client, story):
    change(make.make_measure("US duty on steel"), "2025-03-12", "25%", goods_scope="described", goods="Steel")
    assert sentence(client).endswith(
        "charged 25% additional duty (US duty on automobiles) on goods of 8703.23.01 from Japan; the whole"
        " cannot be put in one figure: whether US duty on steel applies cannot be told: its goods are described in"
        " words only."
    )


def test_a_chapter_of_which_only_some_goods_are_covered(client, story):
    assert sentence(client, "87", "2025-04-03") == (
        "What the United States charged on goods of 87 from Japan on 3 April 2025 cannot be put in one figure:"
        " whether US duty on automobiles applies cannot be told: it covers only some of these goods."
    )


def test_without_a_code_the_goods_decide(client, story):
    assert sentence(client, "", "2025-04-03") == (
        "What the United States charged on goods from Japan on 3 April 2025 cannot be put in one figure: which goods"
        " they are decides: one duty covers only some."
    )


@pytest.mark.parametrize(
    ("duty", "basis", "said"),
    [
        ("see Annex I", "additional", "US odd duty is on record only as text: “see Annex I”."),
        ("5%", "preferential", "a preferential rate may be claimed instead: US odd duty."),
        ("5%", "in_quota", "US odd duty depends on whether a quota is exhausted."),
        (
            "max 15% all-in",
            "ceiling",
            "US odd duty: the duty depends on the base duty, which this record does not hold.",
        ),
    ],
)
def test_a_duty_that_has_no_figure_says_why(client, economies, duty, basis, said):
    change(make.make_measure("US odd duty"), "2025-02-01", duty, rate_basis=basis)
    assert sentence(client, SHOES, "2025-02-02").endswith(said)


@pytest.mark.parametrize(
    ("duty", "said"),
    [
        ("4.4¢/kg", "charged an additional duty of 4.4¢/kg on"),
        ("4.4¢/kg + 10%", "charged an additional duty of 10% + 4.4¢/kg on"),
        ("Free", "charged nothing on goods of 6403.99.60 from Japan on top of the base duty"),
        ("12.50%", "charged an additional 12.5% on"),
    ],
)
def test_amounts_are_said_as_they_are(client, economies, duty, said):
    change(make.make_measure("US odd duty"), "2025-02-01", duty)
    assert said in sentence(client, SHOES, "2025-02-02")


def test_what_stands_on_a_condition_is_told_with_the_duty(client, story):
    entry = {"economy_scope": "listed", "scope_economies": [story.china]}
    condition = "for goods that qualify under the USMCA"
    change(fentanyl(story), "2025-03-07", action="exempted", condition=condition, **entry)
    assert sentence(client, SHOES, "2025-03-10", "CN") == (
        "On 10 March 2025 the United States charged an additional 20% on goods of 6403.99.60 from China,"
        f" {NOT_HELD}; exempt for goods that qualify under the USMCA."
    )


def test_a_duty_on_a_condition_alone_is_no_charge(client, economies):
    change(
        make.make_measure("US odd duty"), "2025-02-01", "40%", condition="for goods that were transshipped"
    )
    assert sentence(client, SHOES, "2025-02-02") == (
        "On 2 February 2025 no additional duty of the United States on goods of 6403.99.60 from Japan is on record as"
        " in force but for US odd duty (40% additional duty for goods that were transshipped)."
    )


def test_the_tense_is_that_of_the_day(client, story):
    for on, said in {
        "2025-09-30": "On 30 September 2025 the United States charged 15%",
        "2025-10-01": "On 1 October 2025 the United States charges 15%",
        "": "On 1 October 2025 the United States charges 15%",
        "2025-12-24": "On 24 December 2025 the United States is set to charge 15%",
        "2025-09-16T04:01:00Z": "On 16 September 2025 at 04:01 UTC the United States charged 15%",
        "2025-09-16T04:00:59Z": "On 16 September 2025 at 04:00 UTC the United States charged an additional 25%",
    }.items():
        assert sentence(client, on=on).startswith(said)


def test_the_last_instant_of_the_day_counts(client, story):
    assert "an additional 25%" in sentence(client, on="2025-09-15")
    response = ask(client, on="2025-09-16")
    assert "15% in all" in response.context["shown"].sentence
    assert "As it stands at the end of 16 September 2025 (UTC), as known now." in response.text
    assert "It changed that day" in response.text
    assert "16 September 2025, 00:01 EDT</time>; until then: 25% additional." in response.text


def test_a_code_may_be_written_with_points_or_without(client, story):
    assert sentence(client, "87032301") == sentence(client, CAR)
    assert sentence(client, "8703") == sentence(client, CAR).replace("8703.23.01", "8703")
