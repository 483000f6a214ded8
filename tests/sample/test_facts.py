"""Every row of the facts that the sample was entered from is on a public page, with the source that it names."""

import csv
from pathlib import Path

import pytest
from django.conf import settings

from tests.sample.reader import address_of, page_of, source_of

FACTS = Path(settings.BASE_DIR).parent / "shared" / "facts" / "us-japan-2025.csv"

# Day and kind of a row with the beginning of its text: the entries that hold it, each with words on its page.
ROWS: dict[tuple[str, str], dict[str, list[str]]] = {
    ("2025-04-03", "Sec. 232 autos"): {
        "autos": ["3 April 2025, 00:01 EDT", "25%"],
        "auto-parts": ["no later than 3 May", "3 May 2025, 00:01 EDT"],
    },
    ("2025-04-05", "IEEPA"): {
        "baseline": ["5 April 2025, 00:01 EDT", "10%"],
        "country-rate": ["24%", "Annex I"],
    },
    ("2025-04-10", "Country rates suspended"): {
        "pause": ["10 April 2025, 00:01 EDT", "9 July 2025, 00:01 EDT", "10% stays"]
    },
    ("2025-04-11", "Japan sets up"): {"task-force": ["Hayashi and Akazawa", "Launched"]},
    ("2025-04-11", "Akazawa:"): {"akazawa-responsibility": ["It’s a very heavy responsibility"]},
    ("2025-04-16", "Trump (Truth Social)"): {"trump-before": ["Japan is coming in today to negotiate"]},
    ("2025-04-16", "Round 1"): {"round-1": ["White House", "50 minutes", "April 2025"]},
    ("2025-04-16", "Trump: "): {"big-progress": ["A Great Honor to have just met", "Honour"]},
    ("2025-04-17", "Ishiba (official"): {
        "ishiba-differences": ["there continue to be differences in the positions"],
        "round-1": ["50 minutes", "75"],
    },
    ("2025-04-17", "Ishiba (AP)"): {"ishiba-not-easy": ["Of course the talks are not easy"]},
    ("2025-04-17", "Bessent on X"): {"bessent-productive": ["for hosting our very productive talks"]},
    ("2025-05-01", "Round 2"): {"round-2": ["Treasury Department", "130 minutes", "Howard Lutnick"]},
    ("2025-05-02", "Ishiba (Kantei"): {"ishiba-did-not-deviate": ["did not deviate at all from its stance"]},
    ("2025-05-23", "Round 3"): {"round-3": ["90 minutes", "two hours", "Absent"]},
    ("2025-05-23", "Akazawa:"): {"akazawa-frank": ["a more frank and in-depth exchange than last time"]},
    ("2025-05-30", "Round 4"): {"round-4": ["over two hours", "Scott Bessent", "Howard Lutnick"]},
    ("2025-06-04", "Sec. 232 steel"): {
        "steel-50": ["50%", "4 June 2025, 00:01 EDT", "United Kingdom"],
        "aluminium-50": ["50%", "4 June 2025, 00:01 EDT", "United Kingdom"],
    },
    ("2025-06-05/2025-06-06", "Round 5"): {
        "round-5": ["5–6 June 2025", "110 minutes on each day", "45 minutes"]
    },
    ("2025-06-06", "Akazawa:"): {"akazawa-no-agreement": ["But we have not found any point of agreement."]},
    ("2025-06-13", "Round 6"): {"round-6": ["separately", "Scott Bessent", "Howard Lutnick"]},
    ("2025-06-14", "Akazawa-Lutnick"): {"call-14-june": ["half an hour", "not a round"]},
    ("2025-06-16", "Leaders meet"): {"summit": ["Kananaskis", "30 minutes", "No agreement", "Leaders"]},
    ("2025-06-27", "Round 7"): {
        "round-7": ["60 minutes", "not Bessent"],
        "calls-28-june": ["15 minutes", "20 in the evening"],
    },
    ("2025-07-02", "Ishiba (Kantei"): {"ishiba-both-sides": ["true benefits for both sides"]},
    ("2025-07-07", "Trump letter: 25%"): {
        "letter-25": ["25%", "1 August 2025", "separate from the sectoral duties"]
    },
    ("2025-07-07", 'Trump letter: "the 25%'): {"trump-far-less": ["the 25% number is far less than"]},
    ("2025-07-08", "Ishiba:"): {"ishiba-regrettable": ["truly regrettable", "It is very regrettable"]},
    ("2025-07-19", "Bessent and Akazawa"): {"expo-visit": ["Osaka", "not on the agenda", "not a round"]},
    ("2025-07-22", "Round 8"): {
        "round-8": ["White House", "21 July"],
        "agreement": ["15%", "$550bn", "Agreement in principle"],
    },
    ("2025-07-22", "Akazawa hashtag"): {"akazawa-mission": ["#Mission Complete", "Mission accomplished"]},
    ("2025-07-23", "Ishiba (official)"): {
        "ishiba-half": ["to reduce by half the 25 percent additional tariff imposed since April"]
    },
    ("2025-07-24", "Reporters put"): {"two-accounts": ["fact sheet of 23 July", "75% more rice", "overview"]},
    ("2025-08-07", "EO of Jul 31"): {
        "rate-15": ["15%", "7 August 2025, 00:01 EDT", "7 days after the signing", "section 2(c)"]
    },
    ("2025-08-07", "Akazawa in Washington"): {
        "stacking-request": ["amend the order", "refund", "7 August", "Accepted"]
    },
    ("2025-08-07", "Ishiba (Kantei)"): {"ishiba-urging": ["strongly urging the U.S. to take immediate"]},
    ("2025-09-04", "EO 14345"): {
        "japan-floor": ["15% all-in", "All-in floor", "7 August 2025, 00:01 EDT", "4 September 2025"],
        "aircraft": ["Civil Aircraft"],
        "autos-ordered": ["once a notice is published"],
    },
    ("2025-09-04", "Lutnick and Akazawa"): {
        "memorandum": ["$550bn", "Thursday evening", "Wednesday", "Signed"]
    },
    ("2025-09-04", "Akazawa:"): {"akazawa-unchanged": ["Nothing about the July 22 agreement has changed"]},
    ("2025-09-16", "Autos and parts"): {
        "autos-15": ["27.5%", "15% all-in", "16 September 2025, 00:01 EDT", "FR Doc. 2025-17908"],
        "parts-15": ["15% all-in", "16 September 2025, 00:01 EDT"],
    },
    ("2025-09-16", "Akazawa:"): {"akazawa-still-apply": ["tariffs will continue to apply."]},
}


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_a_fact_is_on_a_public_page(row):
    for key, words in ROWS[row].items():
        page = page_of(key)
        assert [word for word in words if word not in page] == [], key


def test_every_row_of_the_facts_is_in_the_table_and_shows_its_source():
    if not FACTS.exists():
        pytest.skip("the facts that the sample was entered from are not on this machine")
    found = set()
    for fact in csv.DictReader(FACTS.open(newline="")):
        rows = [row for row in ROWS if row[0] == fact["date"] and fact["text"].startswith(row[1])]
        assert len(rows) == 1, fact["text"]
        found.add(rows[0])
        for key in ROWS[rows[0]]:
            assert fact["source_url"] in source_of(address_of(key)), (key, fact["source_url"])
    assert found == set(ROWS)
