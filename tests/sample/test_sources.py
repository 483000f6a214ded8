"""Where the sample knows things from, and what it quotes."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from negotiations.desk.printing import as_instant
from negotiations.desk.sample import loader, sources
from negotiations.models.entries import Entry
from negotiations.models.kinds.quote import Quote
from negotiations.models.sources import Citation

SHARED = Path(settings.BASE_DIR).parent / "shared"
ADDRESS = re.compile(r"https?://[^\s\",]+")

# Addresses that neither the facts nor the legal texts give, each with the reason to cite it. The pages were read.
BESIDE_THE_FACTS = {
    "yomiuri-currency": "the meeting of the finance ministers, which the facts leave out",
    "asahi": "the figure of 211bn yen, which the facts give without an address",
    "ishiba-summit": "the hour and the outcome of the leaders' meeting, in the official transcript",
    "yomiuri-letter": "the second wording of 8 July, which the facts give without an address",
    "reuters-expo": "an agency beside the copy at Osaka whose agency is not known",
    "world-today": "the second wording of the hashtag, which the facts give without an address",
    "htx-memorandum": "Wednesday as the day of the memorandum, which the facts give without an address",
    "japan-notice": "the notice of 16 September in the Federal Register itself; the facts name a copy",
    "proclamation-9705": "steel articles by code, which the texts of 2025 leave to it",
    "metals-alert": "aluminium articles by code, and a second account of the steel articles",
    "japan-quota-alert": "the quota of 2022 that the proclamation of February 2025 ends",
    "tariff-schedule": "cars and parts by code, the day of the 20% on China, and what stays exempt",
    "autos-notice": "the annex to the proclamation on cars, which its page leaves out",
    "semiconductors-memorandum": "the memorandum that an order of 12 May names",
    "uk-notice": "the day of the United Kingdom's quota",
    "copper-proclamation": "the duty on copper that the order of 4 September names",
    "copper-alert": "how the duty on copper stands to others",
    "canada-35-order": "the 35% on Canada",
    "china-august-order": "the longer pause of the rate for China, without which 34% would be back",
    "canada-surtax-order": "Canada's answer, and the order that put off the duty on it",
    "canada-metals-report": "Canada's answer to the duty on metals",
    "canada-repeal-report": "the end of Canada's general surtax",
    "china-84-report": "China's 84%, in the words of its commission",
    "china-125-report": "China's 125%, which the orders leave out",
    "geneva-statement": "what China took back in May",
    "eu-framework": "what the United States promised for cars of the EU",
    "eu-framework-report": "the day of the announcement with the EU",
    "eu-notice": "15% on cars of the EU, back to 1 August",
    "eu-notice-report": "an account of that notice",
}


def test_no_source_has_an_address_that_the_facts_do_not_give():
    facts, texts = SHARED / "facts" / "us-japan-2025.csv", SHARED / "data" / "white_house"
    if not facts.exists() or not texts.exists():
        pytest.skip("the facts that the sample was entered from are not on this machine")
    known = set(ADDRESS.findall(facts.read_text()))
    for file in texts.glob("*.jsonl"):
        known |= {json.loads(line)["url"] for line in file.read_text().splitlines()}

    beside = {
        key
        for key, found in sources.SOURCES.items()
        if found.get("address") and found["address"] not in known
    }
    assert beside == set(BESIDE_THE_FACTS)


def test_every_citation_has_a_source_with_a_publisher_and_a_date():
    assert Entry.objects.filter(citations=None).count() == 0
    for citation in Citation.objects.select_related("source"):
        assert citation.source.title
        assert citation.source.publisher
        assert citation.source.issued


def test_no_two_sources_are_the_same_document_and_none_is_unused():
    addresses = [found["address"] for found in sources.SOURCES.values() if found.get("address")]
    used = json.dumps([state.values for state in loader.STATES], default=str)

    assert len(addresses) == len(set(addresses))
    assert [key for key in sources.SOURCES if f'"{key}"' not in used] == []


def test_a_source_without_an_address_says_where_it_was_read_or_is_known_by_its_title():
    without = {key for key, found in sources.SOURCES.items() if not found.get("address")}

    assert without == {"ft", "reuters", "trump-post", "akazawa-post", "white-house-fact-sheet"}


def test_an_entry_is_published_after_its_sources():
    for state in loader.STATES:
        for citation in state.values.get("citations", ()):
            issued = sources.SOURCES[citation["source"]]["issued"].rstrip("~")
            assert issued[:10] <= _tokyo_day(state.at), (state.key, citation["source"])


def _tokyo_day(at: str) -> str:
    """The day on which newspapers of Tokyo date what appears at that instant."""
    return (as_instant(at) + timedelta(hours=9)).date().isoformat()


def test_quotations_are_short_and_not_joined():
    for quote in Quote.objects.all():
        words = quote.text or quote.translation
        assert 0 < len(words) <= 300, quote
        assert len(quote.translation) <= 300, quote
        assert not words.startswith(("“", '"')), quote
        assert "..." not in words, quote


def test_words_of_a_quote_are_in_one_language_and_a_translation_names_its_translator():
    for quote in Quote.objects.all():
        if quote.text:
            assert quote.text_language, quote
        if quote.translation:
            assert (quote.translation_language, bool(quote.translated_by)) == ("en", True), quote


def test_what_ishiba_said_in_japanese_is_a_translation():
    for quote in Quote.objects.filter(speaker__slug="shigeru-ishiba"):
        assert (quote.text, quote.text_language) == ("", "ja"), quote
