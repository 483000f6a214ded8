"""The words of a text as a search sees them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from negotiations.values.search_words import places, terms, words


def found(query: str, text: str) -> list[str]:
    """What of the text is found; empty where one of the terms is not in it."""
    asked = terms(query)
    if not asked or not all(places(text, [term]) for term in asked):
        return []
    return [text[start:end] for start, end in places(text, asked)]


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("tariff", "Tariffs on cars", ["Tariffs"]),
        ("TARIFFS", "tariffs", ["tariffs"]),
        ("car", "cargo and a car", ["cargo", "car"]),
        ("eu", "Europe and the EU", ["EU"]),
        ("resume", "The résumé", ["résumé"]),
        ("résumé", "resume", ["resume"]),
        ("Ishiba's", "Ishiba’s words", ["Ishiba’s"]),
        ('"extremely regrettable"', "It is extremely regrettable.", ["extremely regrettable"]),
        ("“extremely regrettable”", "regrettable, extremely", []),
        ('"trade"', "trading trades trade", ["trade"]),
        ("2.5", "a duty of 2.5%", ["2.5"]),
        ("2.5", "5.2%", []),
        ("関税", "自動車関税の撤廃", ["関税"]),
        ("自動車", "自動車関税", ["自動車"]),
        ("税", "関税と税率", ["税", "税"]),
        ("車税", "自動車の関税", []),
        ("ガソリン", "ｶﾞｿﾘﾝの税率", ["ｶﾞｿﾘﾝ"]),
        ("かき", "がき", []),
        ("２５％", "25%", ["25"]),
        ("8月1日", "7月31日から8月1日まで", ["8月1日"]),
        ("赤澤 大臣", "赤澤亮正大臣", ["赤澤", "大臣"]),
        ("أمريكا", "امريكا", ["امريكا"]),
        ("straße", "STRASSE", ["STRASSE"]),
        ("nothing", "", []),
        ("…", "… and more", []),
    ],
)
def test_words_are_found_whatever_their_case_accents_and_width(query, text, marked):
    assert found(query, text) == marked


@given(st.text(alphabet="ab é関税がｶﾞ’-25", max_size=40), st.integers(0, 39), st.integers(2, 12))
@example("22税税ﾞ", 2, 2)
def test_a_stretch_of_a_text_in_a_script_without_spaces_is_found_in_it(text, start, length):
    stretch = text[start : start + length]
    if len(stretch) > 1 and set(stretch) <= set("関税"):
        assert places(text, terms(stretch))


@given(st.text(max_size=60))
def test_places_are_in_order_and_inside_the_text(text):
    known = places(text, terms(text))
    assert all(0 <= start < end <= len(text) for start, end in known)
    assert known == sorted(known)
    assert all(word.text for word in words(text))
