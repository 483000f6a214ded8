"""The text gate."""

import pytest
from django.core.exceptions import ValidationError

from negotiations.values.texts import marked, refuse_control_characters, refuse_line_breaks


@pytest.mark.parametrize(
    "bad", ["\x00", "\x07", "\x0b", "\x1b[31m", "\x7f", "\x85", "\ud800", "\ufffe", "\U000e0041"]
)
def test_control_characters_are_refused_with_their_place_and_name(bad):
    with pytest.raises(ValidationError) as refused:
        refuse_control_characters(f"abc{bad}def")
    assert "Character 4" in refused.value.messages[0]
    assert "U+" in refused.value.messages[0]


@pytest.mark.parametrize(
    "good", ["赤澤亮正", "naïve — “quote”", "a\nb\tc", "İstanbul", "👩‍🚀", "\u200b", "مفاوضات"]
)
def test_words_of_any_script_pass_unchanged(good):
    refuse_control_characters(good)


@pytest.mark.parametrize("bad", ["a\nb", "a\tb", "a\u2028b"])
def test_a_one_line_field_holds_one_line(bad):
    with pytest.raises(ValidationError, match="one line"):
        refuse_line_breaks(bad)


def test_characters_that_reorder_text_are_shown_as_marks():
    assert marked("abc\u202edef") == "abc[U+202E]def"
