"""The eleven points of the first morning, and the story that follows: what a reader finds."""

import re

import pytest

from negotiations.desk.sample import loader
from negotiations.models.entries import Entry
from negotiations.models.kinds.development import Development
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.models.kinds.round import Round, RoundOrdinal
from negotiations.models.printed import Edition, Publication
from negotiations.values.vocabulary import Change, WorkState
from tests.sample.reader import headlines, listed, page_of, text_of

# The eleven points of 16 and 17 April: the entry, and words on its page.
POINTS = {
    "1 no agreement, a second meeting in April": (
        "round-1",
        ["No agreement; next meeting agreed", "April 2025", "Joined unannounced"],
    ),
    "1 sources differ on who attended": ("round-1", ["Howard Lutnick", "Reports differ"]),
    "2 a post says big progress": ("big-progress", ["Big Progress!", "spells “Honour”"]),
    "3 the tariffs are regrettable": ("akazawa-regrettable", ["extremely regrettable"]),
    "3 Akazawa was grateful": ("akazawa-grateful", ["very grateful"]),
    "4 25% on cars": ("autos", ["25%", "Additional duty", "Proclamation 10908"]),
    "4 25% on steel": ("steel", ["25%", "Proclamation 10356"]),
    "4 25% on aluminium": ("aluminium", ["25%"]),
    "4 a 24% rate announced": ("country-rate", ["24%", "9 April 2025, 00:01 EDT"]),
    "4 the rate paused": ("pause", ["9 July 2025, 00:01 EDT", "last full day 8 July 2025"]),
    "4 a 10% baseline": ("baseline", ["10%", "5 April 2025, 00:01 EDT"]),
    "5 requests were refused": ("exemption-requests", ["Request", "Refused", "Exemption from the tariffs"]),
    "6 Ishiba expects difficulty": ("ishiba-not-easy", ["will not be easy going forward", "top priority"]),
    "6 Ishiba spoke of a crisis": ("ishiba-crisis", ["national crisis", "about April 2025"]),
    "7 Trump raises defence costs": ("trump-before", ["the cost of military support"]),
    "8 a disputed claim": ("they-pay-nothing", ["they don’t pay anything", "$1.4bn", "211bn yen"]),
    "9 currency was not discussed": (
        "round-1",
        ["Not discussed", "does not manipulate its currency", "Katsunobu Kato"],
    ),
    "9 currency has a track of its own": (
        "currency-track",
        ["United States – Japan currency track", "Katsunobu Kato", "Scott Bessent"],
    ),
    "10 shares moved": (
        "shares-17-april",
        ["IHI", "+5 %", "Kawasaki Heavy Industries", "+6.3 %", "Mitsubishi Heavy Industries", "+1.6 %"],
    ),
    "11 the context": (
        "round-1",
        ["largest foreign investor", "first big economy with a deal", "other governments watch"],
    ),
}
ROUNDS = {f"round-{number}": number for number in range(1, 9)}


@pytest.mark.parametrize("point", POINTS)
def test_a_reader_finds_every_point_of_the_story(point):
    key, words = POINTS[point]
    page = page_of(key)

    assert [word for word in words if word not in page] == []


def test_the_timeline_shows_every_entry():
    assert set(listed()) == {state.key for state in loader.STATES}


def test_headlines_are_sentences_of_our_own_without_a_full_stop_and_each_is_one_entry_s():
    for edition in Edition.objects.entries():
        words = edition.content["headline"]
        assert len(words) <= 110, words
        assert words[-1] not in ".!:", words
    assert len(set(headlines().values())) == len(headlines())


def test_every_entry_is_live_and_nothing_is_left_in_progress():
    keys = {state.key for state in loader.STATES}

    assert Entry.objects.count() == len(keys) == Publication.objects.entries().count()
    assert set(Entry.objects.values_list("work_state", flat=True)) == {WorkState.CLEAN}


def test_key_events_are_few_enough_to_tell_the_story_in_a_minute():
    keys = Entry.objects.filter(is_key=True, negotiations__slug="us-japan-2025")
    keys = keys.order_by("earliest").values_list("headline", flat=True)

    assert 8 <= len(keys) <= 12
    page = text_of("/negotiations/us-japan-2025/")
    assert [headline for headline in keys if headline not in page] == []


def test_japan_counts_eight_rounds_and_a_leaders_meeting_is_none_of_them():
    counted = dict(RoundOrdinal.objects.values_list("round__headline", "number"))

    assert counted == {headlines()[key]: number for key, number in ROUNDS.items()}
    assert set(RoundOrdinal.objects.values_list("counted_by__code", flat=True)) == {"JP"}
    assert RoundOrdinal.objects.filter(source=None).count() == 0
    leaders = Round.objects.get(level="leaders")
    assert leaders.headline == headlines()["summit"]


def test_calls_and_visits_are_meetings_that_were_no_rounds():
    meetings = Development.objects.filter(development_type="meeting").values_list("headline", flat=True)

    keys = ("finance-ministers", "call-14-june", "calls-28-june", "expo-visit")
    assert set(meetings) == {headlines()[key] for key in keys}


def test_the_talks_and_their_currency_track_are_apart():
    on_track = Entry.objects.filter(negotiations__slug="us-japan-2025-currency")

    assert {entry.headline for entry in on_track} == {
        headlines()["currency-track"],
        headlines()["finance-ministers"],
    }
    assert "currency track" in text_of("/negotiations/us-japan-2025/")


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2025-04-12", "Launched"),
        ("2025-04-17", "Rounds under way"),
        ("2025-07-21", "Rounds under way"),
        ("2025-07-23", "Agreement in principle"),
        ("2025-09-05", "Signed"),
    ],
)
def test_the_talks_stand_where_their_entries_put_them(on, status):
    assert status in text_of(f"/negotiations/us-japan-2025/?on={on}")


CORRECTIONS = {
    "round-1": ("listed Howard Lutnick as present without reservation", "Sources differ"),
    "ishiba-not-easy": ("as another English wording of these words", "another sentence of the same answer"),
    "they-pay-nothing": ("“for 2022 to 2026”", "for the fiscal years 2022 to 2026"),
    "letter-25": (
        "“comes on top of the duties on cars, steel and aluminium”",
        "separate from the sectoral duties",
    ),
    "agreement": ("dated the announcement 23 July", "22 July in Washington"),
}


def test_a_correction_says_what_was_wrong_and_what_is_right():
    corrected = Edition.objects.filter(change=Change.CORRECTION)

    assert corrected.count() == len(CORRECTIONS)
    for key, (wrong, right) in CORRECTIONS.items():
        page = page_of(key)
        assert wrong in page, key
        assert right in page, key
        assert "Corrected" in page, key
    assert "Corrected" not in page_of("round-1", "?known=2025-04-17")


def test_sources_that_differ_stand_beside_what_is_said():
    for key, words in {
        "agreement": ["defence equipment", "75% more US rice", "23 July 2025"],
        "memorandum": ["Wednesday, 3 September"],
        "ishiba-regrettable": ["truly regrettable", "It is very regrettable"],
        "akazawa-mission": ["#任務完了", "#Mission Complete", "Mission accomplished"],
    }.items():
        page = page_of(key)
        assert [word for word in words if word not in page] == [], key


def test_relations_use_the_whole_vocabulary_that_the_story_needs():
    roles = {role for entry in Entry.objects.all() for role in entry.relations.values_list("role", flat=True)}

    assert roles >= {"said_at", "responds_to", "follows", "evidence", "part_of", "see_also"}
    assert MeasureChange.objects.exclude(amends=None).count() >= 8


def test_no_page_prints_a_key_of_the_sample():
    for word in ("us-232", "proclamation-", "round-1"):
        assert not re.search(rf"\b{word}", page_of("round-1"))
