"""Whether words stand in a text: typography does not count, every letter does, and no input takes long."""

import re
import unicodedata
from time import perf_counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from negotiations.values.folding import fold
from negotiations.values.verbatim import NothingToCheck, Outcome, check

SOURCE = """The minister said it was “extremely regrettable” that tariffs of 24.5 percent would go on.
We can't accept it.

He said: “The United States and Japan will nego-
tiate a long-term deal in good faith — soon.” On 16 April 2025 the two sides met for 75 minutes; a café was near.
Growth was -2 percent, well-
known to all. It’s “very, very” hard. It is very, very hard.

約２４％の関税は「極めて遺憾だ」と述べ、
見直しを求めた。ﾆﾎﾝのメーカーも……懸念する。"""


def places(quote, text=SOURCE):
    return [[text[start:end] for start, end in place.spans] for place in check(quote, text).places]


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("extremely regrettable", "extremely regrettable"),
        ("“extremely regrettable”", "extremely regrettable"),
        ('it was "extremely regrettable" that', "it was “extremely regrettable” that"),
        ("it was «extremely regrettable» that", "it was “extremely regrettable” that"),
        ("it was 「extremely regrettable」 that", "it was “extremely regrettable” that"),
        ("extremely\u00a0\n regrettable", "extremely regrettable"),
        ("extremely\u3000regrettable", "extremely regrettable"),
        ("extre\u00admely regret\u200btable", "extremely regrettable"),
        ("tariffs of ２４.５ percent", "tariffs of 24.5 percent"),
        ("We can’t accept it", "We can't accept it"),
        ("will negotiate a long-term deal", "will nego-\ntiate a long-term deal"),
        ("a long‑term deal", "a long-term deal"),
        ("in good faith - soon", "in good faith — soon"),
        ("good faith--soon", "good faith — soon"),
        ("a cafe\u0301 was near", "a café was near"),
        ("well-known to all", "well-\nknown to all"),
        (
            "約24%の関税は『極めて遺憾だ』と述べ、見直しを求めた",
            "約２４％の関税は「極めて遺憾だ」と述べ、\n見直しを求めた",
        ),
        ("ニホンのメーカーも…懸念する", "ﾆﾎﾝのメーカーも……懸念する"),
        ("極めて遺憾", "極めて遺憾"),
    ],
)
def test_typography_does_not_count(quote, stands):
    assert check(quote, SOURCE).outcome == Outcome.VERBATIM
    assert places(quote) == [[stands]]


@pytest.mark.parametrize(
    ("quote", "alone_in_quote", "alone_in_source"),
    [
        ("it was “extremely regretable” that", "regretable", "regrettable"),
        ("it was “extremely regrettabl", "regrettabl", "regrettable"),
        ("it was “Extremely regrettable” that", "Extremely", "extremely"),
        ("We can", "can", "can't"),
        ("We can accept it", "can", "can't"),
        ("tariffs of 24", "24", "24.5"),
        ("tariffs of 24.6 percent", "24.6", "24.5"),
        ("term deal in good faith", "term", "long-term"),
        ("極めて遺憾に", "に", "だ"),
        ("the two sides met briefly for 75 minutes", "briefly", ""),
        ("the two met for 75 minutes", "", "sides"),
        ("a café was near indeed", "indeed", ""),
    ],
)
def test_every_letter_counts_and_the_difference_is_shown_both_ways(quote, alone_in_quote, alone_in_source):
    result = check(quote, SOURCE)
    assert (result.outcome, result.places) == (Outcome.DIFFERS, ())
    (passage,) = result.passages
    pieces = {state: text.strip() for state, text in passage.pieces if state != "kept"}
    assert pieces == {
        state: text for state, text in (("quote", alone_in_quote), ("source", alone_in_source)) if text
    }


@pytest.mark.parametrize("quote", ["2 percent", "5 percent would go on"])
def test_a_figure_is_not_cut(quote):
    assert check(quote, SOURCE).outcome != Outcome.VERBATIM


@pytest.mark.parametrize(
    ("quote", "stand"),
    [
        ("The minister said … tariffs of 24.5 percent", ["The minister said", "tariffs of 24.5 percent"]),
        ("The minister said [...] tariffs", ["The minister said", "tariffs"]),
        ("The minister said . . . tariffs", ["The minister said", "tariffs"]),
        ("… extremely regrettable ...", ["extremely regrettable"]),
        ("[t]he United States and Japan", ["The United States and Japan"]),
        ("[I]t was “extremely regrettable”", ["it was “extremely regrettable"]),
        ("[the minister] said: “The United States", ["said: “The United States"]),
        ("The United States and [Tokyo] will", ["The United States and", "will"]),
        ("The United States [sic] and Japan", ["The United States", "and Japan"]),
        ("will negotiat[e] a long-term deal", ["will nego-\ntiat", "a long-term deal"]),
        ("関税は［政府によると］「極めて遺憾だ」", ["関税は", "極めて遺憾だ"]),
        ("約24%の（中略）見直し", ["約２４％の", "見直し"]),
        ("約24%の［…］見直し", ["約２４％の", "見直し"]),
    ],
)
def test_ellipses_and_brackets_stand_for_other_words(quote, stand):
    assert check(quote, SOURCE).outcome == Outcome.ELLIPSES
    assert [[part.strip("「」") for part in place] for place in places(quote)] == [stand]


def test_dots_and_brackets_of_the_text_itself_are_words():
    text = "Well… we will [sic] see. . . soon."
    assert check("Well... we will [sic] see … soon", text).outcome == Outcome.VERBATIM


def test_what_is_left_out_keeps_the_order_and_has_an_end():
    swapped = check("met for 75 minutes … extremely regrettable", SOURCE)
    assert (swapped.outcome, swapped.apart) == (Outcome.DIFFERS, True)
    far = "We agreed." + " And so on and so forth." * 150 + " Nothing was signed."
    assert check("We agreed … Nothing was signed", far).apart
    assert check("We agreed … Nothing was signed", far[:10] + far[-500:]).outcome == Outcome.ELLIPSES
    paragraphs = "One thing.\n\n" + "Another.\n\n" * 3 + "The last thing."
    assert check("One thing … The last thing", paragraphs).apart
    assert check("Another … The last thing", paragraphs).outcome == Outcome.ELLIPSES
    assert check("One [big] Another … The last thing", paragraphs).outcome != Outcome.VERBATIM


@pytest.mark.parametrize("quote", ["", "  ", "...", "… [...] . . .", "“”", "[the minister]", "（中略）", "—"])
def test_a_quote_without_words_is_refused(quote):
    with pytest.raises(NothingToCheck):
        check(quote, SOURCE)


def test_every_place_is_known():
    result = check("very, very", SOURCE)
    assert len(result.places) == 2
    assert [SOURCE[place.start : place.end] for place in result.places] == ["very, very"] * 2
    assert result.places[0].start < result.places[1].start


@pytest.mark.parametrize(
    "quote", ["Nothing of the kind was ever said by anybody", "猫は縁側で眠っている", "zq"]
)
def test_words_that_stand_nowhere_near_have_no_place(quote):
    assert check(quote, SOURCE) == check(quote, "").__class__(Outcome.NOT_FOUND)


def test_raised_figures_and_fractions_do_not_become_other_numbers():
    assert check("102 yen", "It costs 10² yen.").outcome != Outcome.VERBATIM
    assert check("21/2 percent", "It is 2½ percent.").outcome != Outcome.VERBATIM


WORDS = st.lists(
    st.sampled_from(
        "We we will can’t accept “it” — 24.5 ½ ﬁne café l’accord long-term, 関税 は（仮） ｶﾞｿﾘﾝ\n\n ok!".split(
            " "
        )
    ),
    min_size=1,
    max_size=30,
)
SPACES = st.sampled_from([" ", "\u00a0", "\n", "  ", "\u3000", "\u2009\n\t", "\u200b "])


def refolded(text, spaces, swaps):
    """The same words in other typography: spaces, quotation marks, dashes, widths, composition."""
    kinds = {"’": "'ʼ′", "“": '"«„', "”": '"»“', "—": "–-―", "-": "‑‐-"}
    made = []
    for n, letter in enumerate(text):
        swap = swaps[n % len(swaps)]
        if letter.isspace():
            made.append(spaces[n % len(spaces)])
        elif letter in kinds:
            made.append(kinds[letter][swap % len(kinds[letter])])
        elif letter.isascii() and letter.isdigit() and swap % 2:
            made.append(chr(ord(letter) + 0xFEE0))
        else:
            made.append(unicodedata.normalize("NFD" if swap % 2 else "NFC", letter))
    return "".join(made)


@given(WORDS, st.lists(SPACES, min_size=1, max_size=5), st.lists(st.integers(0, 5), min_size=1), st.data())
def test_any_excerpt_in_any_typography_is_verbatim(words, spaces, swaps, data):
    text = " ".join(words)
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    excerpt = " ".join(words[start:end])
    assume(re.search(r"\w", excerpt))
    quote = refolded(excerpt, spaces, swaps)
    for one, other in ((quote, text), (excerpt, refolded(text, spaces, swaps))):
        result = check(one, other)
        assert result.outcome == Outcome.VERBATIM, (one, other)
        for place in result.places:
            assert fold(other[place.start : place.end]).text.strip(' "') == fold(one).text.strip(' "')


@given(WORDS, st.data())
def test_an_excerpt_with_one_other_letter_is_never_verbatim(words, data):
    text = " ".join(words)
    letters = [place for place, letter in enumerate(text) if letter.isalnum()]
    assume(letters)
    place = data.draw(st.sampled_from(letters))
    changed = text[:place] + data.draw(st.sampled_from("qQ9税Ω")) + text[place + 1 :]
    assume(changed != text)
    result = check(changed, text)
    assert result.outcome in (Outcome.DIFFERS, Outcome.NOT_FOUND)
    for passage in result.passages:
        assert any(state != "kept" for state, _ in passage.pieces)


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_two_texts_can_be_compared(quote, text):
    try:
        result = check(quote, text)
    except NothingToCheck:
        return
    for place in result.places:
        assert 0 <= place.start < place.end <= len(text)
    for passage in result.passages:
        assert "".join(piece for state, piece in passage.pieces if state != "quote").strip() in text


@given(st.text(max_size=200))
def test_folding_knows_its_way_back(text):
    page = fold(text)
    assert len(page.text) == len(page.starts) == len(page.ends)
    assert list(page.starts) == sorted(page.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(page.starts, page.ends, strict=True))


N = 100_000


@pytest.mark.parametrize(
    "unit", ["a", "ab ", ". ", "[a", "a'", "a-\n", "a\u0301", "\u0301\u0323", "の", "x [y] "]
)
def test_no_repetition_takes_long(unit):
    text = (unit * N)[:N]
    started = perf_counter()
    for quote in (text[:1990] + "b", "a … " * 30 + "b"):
        check(quote, text)
    assert perf_counter() - started < 20  # less than half a second; quadratic time would be minutes
