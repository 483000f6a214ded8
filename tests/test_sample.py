"""The sample record: what it tells, on which day, from which source; and where it refuses to be loaded."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from negotiations.desk.sample import loader, sources
from negotiations.models.entries import Entry
from negotiations.models.journal import Transition
from negotiations.models.kinds.measure_change import MeasureChange
from negotiations.models.kinds.quote import Quote
from negotiations.models.printed import Edition, Press, Publication, PublicationLog
from negotiations.models.sources import Citation
from negotiations.public import postings
from negotiations.values.vocabulary import Change, WorkState

SHARED = Path(settings.BASE_DIR).parent / "shared"
ADDRESS = re.compile(r"https?://[^\s\",]+")

# The points of the story that are rounds, quotes or measure changes: the headline's beginning, and words on its page.
POINTS = {
    "no agreement, a second meeting in April": (
        "Akazawa leaves Washington",
        ["No agreement; next meeting agreed", "April 2025", "Joined unannounced"],
    ),
    "sources differ on who attended": ("Akazawa leaves Washington", ["Howard Lutnick", "Reports differ"]),
    "a post says big progress": ("Trump reports", ["Big Progress!", "spells “Honour”"]),
    "the tariffs are regrettable": ("Akazawa calls the tariffs", ["extremely regrettable"]),
    "Akazawa was grateful": ("Akazawa is", ["very grateful"]),
    "25% on cars": (
        "United States imposes an additional 25%",
        ["25%", "Additional duty", "Proclamation 10908"],
    ),
    "25% on steel": ("United States ends Japan", ["25%", "Proclamation 10356"]),
    "25% on aluminium": ("United States raises its duty on aluminium", ["25%"]),
    "a 24% rate announced": ("United States announces a 24%", ["24%", "9 April 2025, 00:01 EDT"]),
    "the rate paused": ("United States pauses", ["9 July 2025, 00:01 EDT", "last full day 8 July 2025"]),
    "a 10% baseline": ("United States orders a 10%", ["10%", "5 April 2025, 00:01 EDT"]),
    "requests were refused": ("Akazawa leaves Washington", ["refused each of its requests for exemptions"]),
    "Ishiba expects difficulty": ("Ishiba expects", ["will not be easy going forward", "top priority"]),
    "Ishiba spoke of a crisis": ("Ishiba calls the US tariffs", ["national crisis", "about April 2025"]),
    "Trump raises defence costs": ("Trump names the cost", ["the cost of military support"]),
    "a disputed claim": ("Trump claims", ["they don’t pay anything", "$1.4bn", "211bn yen"]),
    "currency was not discussed": (
        "Akazawa leaves Washington",
        ["Not discussed", "does not manipulate its currency", "Katsunobu Kato"],
    ),
}


@pytest.fixture(scope="module", autouse=True)
def sample(django_db_setup, django_db_blocker):
    """The sample, loaded once for this module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(settings, "DEBUG", True)
            call_command("load_sample", "--no-progress", verbosity=0, stdout=StringIO())
        yield
        transaction.set_rollback(True)
    postings.forget()


@pytest.fixture(autouse=True)
def _development(db, settings):
    settings.DEBUG = True


def page_of(beginning: str, query: str = "") -> str:
    """The page of the entry whose headline begins so, without tags."""
    row = Entry.objects.select_related("publication").get(headline__startswith=beginning)
    return text_of(f"/entries/{row.publication.key}/{query}")


def text_of(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", words.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&"))


def timeline(query: str = "") -> str:
    return text_of(f"/timeline/{query}")


@pytest.mark.parametrize("point", POINTS)
def test_a_reader_finds_every_point_of_the_story(point):
    beginning, words = POINTS[point]
    page = page_of(beginning)

    assert [word for word in words if word not in page] == []


def test_the_timeline_shows_every_point_of_the_story():
    page = timeline()

    assert [beginning for beginning, _ in POINTS.values() if beginning not in page] == []


def test_every_entry_is_live_and_nothing_is_left_in_progress():
    keys = {state.key for state in loader.STATES}

    assert Entry.objects.count() == len(keys) == Publication.objects.entries().count()
    assert set(Entry.objects.values_list("work_state", flat=True)) == {WorkState.CLEAN}


def test_every_citation_has_a_source_with_a_publisher_and_a_date():
    assert Entry.objects.filter(citations=None).count() == 0
    for citation in Citation.objects.select_related("source"):
        assert citation.source.title
        assert citation.source.publisher
        assert citation.source.issued


def test_no_two_sources_are_the_same_document_and_none_is_unused():
    addresses = [found["address"] for found in sources.SOURCES.values() if found.get("address")]
    used = json.dumps([state.values for state in loader.STATES])

    assert len(addresses) == len(set(addresses))
    assert [key for key in sources.SOURCES if f'"{key}"' not in used] == []


def test_no_source_has_an_address_that_the_facts_do_not_give():
    facts, texts = SHARED / "facts" / "us-japan-2025.csv", SHARED / "data" / "white_house"
    if not facts.exists() or not texts.exists():
        pytest.skip("the facts that the sample was entered from are not on this machine")
    known = set(ADDRESS.findall(facts.read_text()))
    for file in texts.glob("*.jsonl"):
        known |= {json.loads(line)["url"] for line in file.read_text().splitlines()}

    given = {found["address"] for found in sources.SOURCES.values() if found.get("address")}
    assert given - known == set()


def test_the_record_grew_from_day_to_day():
    days = ["2025-04-01", "2025-04-02", "2025-04-05", "2025-04-10", "2025-04-16", "2025-04-17", "2025-04-18"]
    counts = [len(re.findall(r"TW-\d{6}(?= |$)", timeline(f"?known={day}"))) for day in days]

    assert counts[0] == 0
    assert counts == sorted(set(counts))


def test_on_the_evening_of_16_april_the_outcome_was_not_known():
    then = page_of("Akazawa leaves Washington", "?known=2025-04-16")

    assert "Trump meets Japan’s delegation" in then
    assert "Jamieson Greer" not in then
    assert "No agreement" not in then
    assert "Bessent thanks Trump" not in timeline("?known=2025-04-16")
    assert "Bessent thanks Trump" in timeline("?known=2025-04-18")


def test_the_correction_says_what_was_wrong_and_what_is_right():
    corrected = Edition.objects.get(change=Change.CORRECTION)

    assert "listed Howard Lutnick as present" in corrected.note
    assert "Sources differ" in corrected.note
    assert "Correction" in page_of("Akazawa leaves Washington")
    assert "Correction" not in page_of("Akazawa leaves Washington", "?known=2025-04-17")


def test_25_and_24_are_never_added():
    for change in MeasureChange.objects.filter(duty="25%"):
        assert "reciprocal duty does not apply" in change.stacking, change
        assert "neither its 10% nor Japan’s 24% is added to the 25%" in change.stacking, change
    announced = MeasureChange.objects.get(duty="24%")
    assert announced.stacking.startswith("Never added to the 25%")
    assert "Never added to the 25%" in page_of(announced.headline)


def test_quotations_are_short_and_not_joined():
    for quote in Quote.objects.all():
        words = quote.text or quote.translation
        assert 0 < len(words) <= 300, quote
        assert not words.startswith(("“", '"')), quote
        assert "..." not in words, quote


def test_headlines_are_sentences_of_our_own_without_a_full_stop():
    for edition in Edition.objects.entries():
        words = edition.content["headline"]
        assert len(words) <= 110, words
        assert words[-1] not in ".!:", words


def test_one_editor_writes_and_another_approves_and_publishes():
    by = {action: set() for action in ("created", "edited", "submit", "approve", "publish")}
    for action, name in Transition.objects.values_list("action", "by__username"):
        by[action].add(name)

    assert by == {
        "created": {"ana"},
        "edited": {"ana"},
        "submit": {"ana"},
        "approve": {"rui"},
        "publish": {"rui"},
    }


def test_sample_accounts_can_sign_in_and_their_passwords_are_long_enough():
    for name in loader.EDITORS:
        assert Client().login(username=name, password=loader.password_of(name))
        assert len(loader.password_of(name)) >= 12


def run(**options) -> str:
    printed = StringIO()
    call_command("load_sample", stdout=printed, **options)
    return printed.getvalue()


def test_a_second_run_says_so_and_changes_nothing():
    before = PublicationLog.objects.count(), Transition.objects.count(), Press.objects.get().last_printed_at

    printed = run()
    assert printed.startswith("The sample record is loaded already; nothing was changed.\n")
    assert all(name in printed for name in loader.EDITORS)
    assert before == (
        PublicationLog.objects.count(),
        Transition.objects.count(),
        Press.objects.get().last_printed_at,
    )


def test_simulated_times_are_refused_again_after_loading():
    assert Press.objects.get().is_sample
    assert not Press.objects.get().accepts_times


def test_a_production_record_never_takes_the_sample(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match=r"^The sample is for development [^\n]+$"):
        run()


def test_a_record_that_is_not_the_sample_is_left_alone():
    Press.objects.update(is_sample=False)

    with pytest.raises(CommandError, match=r"^The record is not empty[^\n]+$"):
        run()
    assert Entry.objects.count() == len({state.key for state in loader.STATES})
