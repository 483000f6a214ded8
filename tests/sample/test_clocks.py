"""The story as far as it was published on a day, and the measures as they stood on one."""

import pytest
from django.test import Client

from negotiations.models.kinds.measure_change import MeasureChange
from tests.sample.reader import headlines, listed, page_of

# A day: entries that were on the timeline by its end, and entries that were not yet.
KNOWN = {
    "2025-04-02": (["steel", "autos"], ["baseline", "country-rate", "pause"]),
    "2025-04-10": (["country-rate", "pause"], ["task-force", "round-1"]),
    "2025-04-17": (
        ["task-force", "round-1", "exemption-requests", "currency-track", "shares-17-april"],
        ["bessent-productive", "ishiba-differences", "finance-ministers"],
    ),
    "2025-05-02": (["finance-ministers", "round-2", "ishiba-did-not-deviate"], ["round-3", "steel-50"]),
    "2025-06-16": (["round-5", "round-6", "call-14-june", "summit"], ["round-7", "letter-25"]),
    "2025-07-08": (["round-7", "letter-25", "pause-extended", "ishiba-regrettable"], ["expo-visit"]),
    "2025-07-23": (["expo-visit", "round-8", "agreement", "akazawa-mission"], ["two-accounts", "rate-15"]),
    "2025-09-16": (["japan-floor", "memorandum", "autos-15", "parts-15"], ["eu-autos-15"]),
    "2025-09-25": (["akazawa-still-apply", "eu-autos-15", "eu-parts-15"], []),
}


@pytest.mark.parametrize("day", KNOWN)
def test_a_day_shows_the_story_as_far_as_it_was_published(day):
    shown, not_yet = KNOWN[day]
    then = set(listed(f"?known={day}"))

    assert [key for key in shown if key not in then] == []
    assert [key for key in not_yet if key in then] == []


def test_the_record_grew_from_one_of_these_days_to_the_next():
    counts = [len(listed(f"?known={day}")) for day in KNOWN]

    assert listed("?known=2025-04-01") == []
    assert counts == sorted(set(counts))
    assert counts[-1] == len(headlines())


# An entry, a day, and words that were and were not on its page by then.
THEN = [
    ("round-1", "2025-04-16", ["Trump meets Japan’s delegation"], ["Jamieson Greer", "No agreement"]),
    ("round-1", "2025-04-17", ["Akazawa leaves Washington"], ["Reports differ"]),
    ("auto-parts", "2025-04-10", ["no later than 3 May"], ["3 May 2025, 00:01"]),
    ("summit", "2025-06-16", ["half an hour"], ["No agreement"]),
    ("summit", "2025-06-17", ["No agreement"], []),
    ("agreement", "2025-07-23", ["22 July 2025", "Correction"], ["75% more US rice"]),
    ("agreement", "2025-07-23T02:00:00Z", ["23 July 2025"], ["22 July 2025"]),
    ("rate-15", "2025-08-10", ["15%"], ["4 September 2025"]),
    ("memorandum", "2025-09-05", ["Thursday evening"], ["Wednesday"]),
]


@pytest.mark.parametrize(("key", "day", "shown", "not_yet"), THEN)
def test_a_page_shows_what_was_known_then(key, day, shown, not_yet):
    page = page_of(key, f"?known={day}").split("Before and after")[0].split("Editions")[0]

    assert [word for word in shown if word not in page] == []
    assert [word for word in not_yet if word in page] == []


# A measure and a day: where it stood, and by which entry.
STATES = [
    ("us-reciprocal-japan", "2025-04-03", "scheduled", "country-rate"),
    ("us-reciprocal-japan", "2025-04-09", "in_force", "country-rate"),
    ("us-reciprocal-japan", "2025-04-10", "suspended", "pause"),
    ("us-reciprocal-japan", "2025-07-08", "suspended", "pause"),
    ("us-reciprocal-japan", "2025-07-09", "suspended", "pause-extended"),
    ("us-reciprocal-japan", "2025-08-01", "suspended", "pause-continued"),
    ("us-reciprocal-japan", "2025-08-06", "suspended", "pause-continued"),
    ("us-reciprocal-japan", "2025-08-07", "in_force", "japan-floor"),
    ("us-reciprocal-baseline", "2025-04-04", "scheduled", "baseline"),
    ("us-reciprocal-baseline", "2025-04-05", "in_force", "baseline"),
    ("us-232-automobiles", "2025-04-02", "scheduled", "autos"),
    ("us-232-automobiles", "2025-04-03", "in_force", "autos"),
    ("us-232-automobiles", "2025-09-15", "in_force", "autos"),
    ("us-232-automobiles", "2025-09-16", "in_force", "autos"),
    ("us-232-automobile-parts", "2025-05-02", "scheduled", "auto-parts"),
    ("us-232-automobile-parts", "2025-05-03", "in_force", "auto-parts"),
    ("us-232-automobile-parts", "2025-09-16", "in_force", "auto-parts"),
    ("us-232-steel", "2025-06-03", "in_force", "steel"),
    ("us-232-steel", "2025-06-04", "in_force", "steel-50"),
    ("us-232-aluminium", "2025-06-03", "in_force", "aluminium"),
    ("us-232-aluminium", "2025-06-04", "in_force", "aluminium-50"),
    ("us-232-steel-73", "2025-06-03", "in_force", "steel-73"),
    ("us-232-steel-73", "2025-06-04", "in_force", "steel-73-50"),
    ("us-232-copper", "2025-07-31", "scheduled", "copper"),
    ("us-232-copper", "2025-08-01", "in_force", "copper"),
    ("us-fentanyl-china", "2025-03-03", "in_force", "china-opioids-10"),
    ("us-fentanyl-china", "2025-03-04", "in_force", "china-opioids-20"),
    ("us-fentanyl-canada", "2025-02-04", "suspended", "canada-pause"),
    ("us-fentanyl-canada", "2025-03-03", "suspended", "canada-pause"),
    ("us-fentanyl-canada", "2025-03-04", "in_force", "canada-25"),
    ("us-fentanyl-canada", "2025-07-31", "in_force", "canada-25"),
    ("us-fentanyl-canada", "2025-08-01", "in_force", "canada-35"),
    ("us-fentanyl-mexico", "2025-03-04", "in_force", "mexico-25"),
    ("us-reciprocal-china", "2025-04-08", "scheduled", "china-34"),
    ("us-reciprocal-china", "2025-04-09", "in_force", "china-84"),
    ("us-reciprocal-china", "2025-04-10", "in_force", "china-125"),
    ("us-reciprocal-china", "2025-05-13", "in_force", "china-125"),
    ("us-reciprocal-china", "2025-05-14", "suspended", "china-pause"),
    ("us-reciprocal-china", "2025-08-12", "suspended", "china-pause-extended"),
    ("us-reciprocal-eu", "2025-04-09", "in_force", "eu-20"),
    ("us-reciprocal-eu", "2025-07-09", "suspended", "eu-pause-extended"),
    ("us-reciprocal-eu", "2025-08-06", "suspended", "eu-pause-continued"),
    ("us-reciprocal-eu", "2025-08-07", "in_force", "eu-15"),
    ("china-counter-us", "2025-04-08", "scheduled", "cn-34"),
    ("china-counter-us", "2025-04-10", "in_force", "cn-84"),
    ("china-counter-us", "2025-04-12", "in_force", "cn-125"),
    ("china-counter-us", "2025-05-14", "in_force", "cn-10"),
    ("canada-surtax", "2025-08-31", "in_force", "ca-surtax"),
    ("canada-surtax", "2025-09-01", "ended", "ca-surtax-ends"),
]


def standing(measure: str, query: str) -> dict:
    return Client().get(f"/measures/{measure}/?{query}").context["standing"]


@pytest.mark.parametrize(("measure", "day", "state", "key"), STATES)
def test_a_measure_stands_on_a_day_as_the_texts_say(measure, day, state, key):
    widest = standing(measure, f"on={day}")["parts"][0]

    assert (widest["state"], widest["entry"].text) == (state, headlines()[key])


# A measure and a day: what else stands beside its widest part, by state and rate, and the words that tell it apart.
BESIDE = [
    ("us-232-steel", "2025-06-04", ("in_force", "25%"), "United Kingdom"),
    ("us-232-automobiles", "2025-06-30", ("in_force", "7.5% in quota, 25% out of quota"), "United Kingdom"),
    ("us-232-automobiles", "2025-09-16", ("in_force", "15% all-in"), "Japan"),
    ("us-232-automobile-parts", "2025-09-16", ("in_force", "15% all-in"), "Japan"),
    ("us-fentanyl-canada", "2025-08-01", ("in_force", "10%"), "potash"),
    ("us-fentanyl-canada", "2025-03-07", ("exempt", "25%"), "under the USMCA"),
    ("us-reciprocal-baseline", "2025-04-05", ("exempt", "10%"), "Annex II"),
    ("us-reciprocal-japan", "2025-09-16", ("exempt", "15% all-in"), "Civil Aircraft"),
]


@pytest.mark.parametrize(("measure", "day", "stands", "words"), BESIDE)
def test_a_part_of_a_measure_stands_apart(measure, day, stands, words):
    parts = standing(measure, f"on={day}")["parts"][1:]

    told = [(part["state"], part["duty"] or part["held_duty"]) for part in parts if words in str(part)]
    assert stands in told


def test_nothing_is_told_of_the_rate_for_japan_before_it_was_announced():
    assert standing("us-reciprocal-japan", "on=2025-04-01") == {}


@pytest.mark.parametrize(
    ("known", "day", "state", "duty"),
    [
        ("2025-04-17", "2025-07-15", "in_force", "24%"),  # before the pause was longer, 24% was to come back
        (
            "2025-07-10",
            "2025-08-05",
            "in_force",
            "25%",
        ),  # before the order of 31 July, the letter was to apply
        ("2025-08-10", "2025-08-10", "in_force", "15%"),
        ("2025-09-10", "2025-08-10", "in_force", "15% all-in"),  # the order of 4 September reaches back
    ],
)
def test_a_measure_stands_as_it_was_known_then(known, day, state, duty):
    found = standing("us-reciprocal-japan", f"known={known}&on={day}")

    assert (found["state"], found["duty"]) == (state, duty)


def test_the_25_percent_of_the_letter_never_applied():
    states = {step["state"] for step in Client().get("/measures/us-reciprocal-japan/").context["steps"]}
    rates = {step["duty"] for step in Client().get("/measures/us-reciprocal-japan/").context["steps"]}

    assert "25%" not in rates
    assert states == {"scheduled", "in_force", "suspended", "exempt"}
    assert "Never took effect" in page_of("letter-dropped")


def test_25_and_24_are_never_added():
    for key in ("steel", "aluminium", "autos", "auto-parts"):
        assert "neither its 10% nor Japan’s 24% is added to the 25%" in page_of(key), key
    assert "Never added to the 25%" in page_of("country-rate")
    assert "not added to them" in page_of("letter-25")


def test_a_rate_has_a_basis_a_scope_and_an_instrument():
    for change in MeasureChange.objects.exclude(duty=""):
        assert change.rate_basis, change
        assert change.economy_scope, change
        assert change.instrument, change
