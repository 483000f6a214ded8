"""Rates as the United States and the United Kingdom print them, which nobody here wrote.

How many there are was counted once, and stands beside what is asserted: a change to the parser that understands fewer
must say so here.
"""

import csv
import json
import re
from collections import Counter
from decimal import Decimal

import pytest
from django.conf import settings

from negotiations.tariffs.duty import AdValorem, AllIn, Bounded, Minus, Quota, Specific, Sum, understand
from tests.tariffs import chapter99

DATA = settings.BASE_DIR.parent / "shared" / "data"
CHAPTER_99 = DATA / "usitc_chapter99"
BRITISH = DATA / "uk_trade_tariff"

if not (CHAPTER_99.exists() and BRITISH.exists()):
    pytest.skip("../shared/data with the real schedules is not on this machine", allow_module_level=True)


@pytest.fixture(scope="module")
def rows():
    return chapter99.rows(CHAPTER_99 / "ch99_heading_tables_2026_rev6_raw.txt")


@pytest.fixture(scope="module")
def british():
    return [*_of_measures(), *_of_seasons()]


def rates_of(rows, subchapter: str, column: str = "general") -> list[str | None]:
    return [row.rates[column] for row in rows if row.heading.startswith(subchapter)]


def understood(texts) -> list[str]:
    return [text for text in texts if text and understand(text) is not None]


def text_only(texts) -> Counter:
    return Counter(text for text in texts if text and understand(text) is None)


def test_every_heading_of_the_schedule_is_read_once(rows):
    with (CHAPTER_99 / "ch99_headings_2026_rev6_parsed.csv").open() as file:
        listed = [line["heading"] for line in csv.DictReader(file)]
    read = [row.heading for row in rows if row.heading.startswith("9903")]
    assert (len(read), sorted(read)) == (487, sorted(listed))


def test_the_general_rates_of_additional_duties_are_understood(rows):
    """Of 487 headings 417 print a General rate that can be told from its neighbours.

    62 print none: quota periods for sugar and cotton, two that only change column 2, and one for countries that have
    no other column. On 8 it cannot be told: six on one page, whose rates ran up the page and are one fewer than the
    headings, and two that run into the next column.
    """
    texts = rates_of(rows, "9903")
    assert (texts.count(""), texts.count(None)) == (62, 8)
    assert len(understood(texts)) == 415
    assert text_only(texts) == {
        # Two words of the layout ran together.
        "The duty provided inthe applicable subheading+ 25%": 1,
        # Which of the three it is depends on the goods.
        "The duty provided in subheadings 8716.39.00, 8716.90.30 or 8716.90.50 + 100%": 1,
    }


def test_the_special_and_column_2_rates_are_understood(rows):
    """Fewer can be told apart: these columns touch each other, and are blank on many headings."""
    special, two = rates_of(rows, "9903", "special"), rates_of(rows, "9903", "two")
    assert (special.count(""), special.count(None), len(understood(special))) == (200, 21, 265)
    assert text_only(special) == {"10% (CA)": 1}  # For goods of one country.
    assert (two.count(""), two.count(None), len(understood(two))) == (185, 34, 268)
    assert not text_only(two)


def test_the_agricultural_safeguards_are_understood(rows):
    """Of 466 headings all print a rate, in one column: specific and compound duties, and "No additional duty"."""
    assert len(understood(rates_of(rows, "9904"))) == 466


@pytest.mark.parametrize(
    ("heading", "rate"),
    [  # Read with the eye from the pages, from those whose columns ran out of place too.
        ("9903.01.01", "The duty provided in the applicable subheading + 25%"),
        ("9903.01.13", "The duty provided in the applicable subheading + 10%"),
        ("9903.02.20", "15%"),
        ("9903.02.73", "15%"),
        ("9903.41.05", "40%"),
        ("9903.45.01", "14%"),
        ("9903.45.02", "30%"),
        ("9903.45.05", "No change"),
        ("9903.88.15", "The duty provided in the applicable subheading + 7.5%"),
        ("9903.88.16", "The duty provided in the applicable subheading + 15%"),
        ("9903.91.03", "The duty provided in the applicable subheading + 100%"),
        ("9903.45.22", None),
        ("9903.74.03", None),
        ("9903.17.01", ""),
        ("9904.02.05", "14.8¢/kg"),
    ],
)
def test_rates_stand_with_their_headings(rows, heading, rate):
    assert next(row.rates["general"] for row in rows if row.heading == heading) == rate


def test_the_british_duties_are_understood(british):
    """Of 376 expressions 353 are rates. The other 23 are the unit in which goods are counted, and no duty."""
    assert len(understood(british)) == 353
    assert text_only(british) == {"p/st": 23}


def test_british_duties_say_the_same_where_they_are_marked_up_for_pages():
    for base, marked_up in _expressions():
        assert understand(re.sub(r"<[^>]*>", "", marked_up)) == understand(base)


def test_british_duties_print_as_they_stand_but_for_spaces(british):
    for text in understood(british):
        assert re.sub(r"\s", "", str(understand(text))) == re.sub(r"\s", "", text)


def test_no_number_is_understood_that_does_not_stand_in_the_text(rows, british):
    american = [text for row in rows for text in row.rates.values()]
    for text in understood([*american, *british]):
        written = {Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", text)}
        assert set(_numbers(understand(text))) <= written, text


def test_what_is_understood_is_printed_so_that_it_is_understood_the_same(rows, british):
    american = [text for row in rows for text in row.rates.values()]
    for duty in map(understand, set(understood([*american, *british]))):
        assert understand(str(duty)) == duty


def _numbers(duty) -> list[Decimal]:
    match duty:
        case AdValorem(percent):
            return [percent]
        case Specific(amount, "USD", _) if amount < 1:
            return [amount * 100]
        case Specific(amount):
            return [amount]
        case Sum(terms):
            return [number for term in terms for number in _numbers(term)]
        case Minus(term) | AllIn(term):
            return _numbers(term)
        case Bounded(bounded, minimum, maximum):
            return [*_numbers(bounded), *_numbers(minimum), *_numbers(maximum)]
        case Quota(within, beyond):
            return [*_numbers(within), *_numbers(beyond)]
    return []


def _of_measures() -> list[str]:
    return [base for base, _ in _expressions()]


def _expressions() -> list[tuple[str, str]]:
    """The duty expressions of the measures in the API's records, as text and as HTML."""
    files = sorted(BRITISH.glob("cached_*.json"))
    return [found for file in files for found in _expressions_in(json.loads(file.read_text()))]


def _expressions_in(record) -> list[tuple[str, str]]:
    if isinstance(record, list):
        return [found for part in record for found in _expressions_in(part)]
    if not isinstance(record, dict):
        return []
    own = [(record["base"], record["formatted_base"])] if "formatted_base" in record else []
    return own + [found for part in record.values() for found in _expressions_in(part)]


def _of_seasons() -> list[str]:
    with (BRITISH / "seasonal_measures.csv").open() as file:
        return [line["duty"] for line in csv.DictReader(file)]
