"""Dated questions on duties, with answers that were worked out by hand from the orders and proclamations."""

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from negotiations.models.nouns import Economy, Measure
from negotiations.models.printed import Edition
from negotiations.public import tariff_book
from negotiations.tariffs.codes import digits
from negotiations.tariffs.rates import Answer, Component, Outcome
from negotiations.values.clock import Moment
from tests.sample.by_hand import china, europe, japan_232, japan_reciprocal, north_america
from tests.sample.by_hand.rows import DOCUMENTS, GIVES_WAY, MAY_APPLY, Row
from tests.sample.reader import headlines

TEXTS = Path(settings.BASE_DIR).parent / "shared" / "data" / "white_house"
ROWS = japan_232.ROWS + japan_reciprocal.ROWS + china.ROWS + north_america.ROWS + europe.ROWS


def answer(row: Row) -> Answer:
    """What the record says, as far as it was published by the day of the row."""
    on = Moment.parse(row.on).at
    page = tariff_book.page(Moment.parse(row.known).at if row.known else None)
    ids = {one.code: one.publication_id for one in Economy.objects.filter(code__in=(row.by, row.economy))}
    return page.question(ids[row.by], ids[row.economy], digits(row.code), on).at(on)


def told(component: Component) -> str:
    """A rate that is charged, or what became of the duty."""
    words = {Outcome.APPLIES: component.duty, Outcome.EXCLUDED: GIVES_WAY, Outcome.DEPENDS: MAY_APPLY}
    return words.get(component.outcome, str(component.standing.state))


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_record_answers_as_the_text_does(row):
    found = answer(row)
    slugs = dict(Measure.objects.values_list("publication", "slug"))

    assert {slugs[one.measure.id]: told(one) for one in found.components} == row.stands
    if row.adds[0].isdigit():
        assert found.total.additional.percent == Decimal(row.adds)
        assert found.total.additional.only_percent
    else:
        assert found.total.additional is None
        assert row.adds in {reason.why for reason in found.total.reasons}
    assert found.total.floor == (Decimal(row.floor) if row.floor else None)


@pytest.mark.parametrize("row", [row for row in ROWS if row.only], ids=str)
def test_what_holds_only_on_a_condition_is_told_beside_the_answer(row):
    conditions = [other.condition for one in answer(row).components for other in one.alternatives]

    assert [one for one in conditions if one.startswith(row.only)] != []


@cache
def documents() -> dict[tuple[str, str], str]:
    """The texts without spaces, by day and headline: the copies have lost some of theirs."""
    found = {}
    for file in sorted(TEXTS.glob("*.jsonl")):
        for line in file.read_text().splitlines():
            one = json.loads(line)
            found[one["date"], bare(one["headline"])] = bare(one["content"])
    return found


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_sentence_stands_in_the_document(row):
    if not TEXTS.exists():
        pytest.skip("the legal texts that the answers were worked out from are not on this machine")
    day, headline = DOCUMENTS[row.document]
    texts = [
        text for (date, name), text in documents().items() if date == day and name.startswith(bare(headline))
    ]

    assert [text for text in texts if bare(row.sentence) in text] != []


def test_the_table_is_long_enough_and_uses_every_document_that_it_names():
    assert len(ROWS) >= 45
    assert {row.document for row in ROWS} == set(DOCUMENTS)


def test_the_order_of_september_changes_the_answer_for_august_and_says_why():
    before, after = (
        answer(Row("JP", "9503.00.00", "2025-08-10", {}, adds="", document="", sentence="", known=known))
        for known in ("2025-09-04", "2025-09-06")
    )
    by = [
        next(one.standing.by for one in found.components if one.outcome is Outcome.APPLIES)
        for found in (before, after)
    ]

    assert (before.total.additional.percent, before.total.floor) == (15, None)
    assert (after.total.additional, after.total.floor) == (None, 15)
    assert [Edition.objects.get(pk=change.id).content["headline"] for change in by] == [
        headlines()["rate-15"],
        headlines()["japan-floor"],
    ]
    assert "back to 7 August" in headlines()["japan-floor"]
