"""Product codes and lists of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.tariffs.codes import CodeError, CodeList, digits, dotted, read_codes

CODES = st.sampled_from([2, 4, 6, 8, 10]).flatmap(
    lambda length: st.text("0123456789", min_size=length, max_size=length)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("8703.22.01", "87032201"),
        ("87032201", "87032201"),
        (" 8703 ", "8703"),
        ("0207 11", "020711"),
        ("", ""),
    ],
)
def test_a_code_is_its_digits(text, code):
    assert digits(text) == code


@pytest.mark.parametrize("text", ["cars", "8703-22", "８７０３", "870322011234", "8703.x", "٨٧"])
def test_what_is_no_code_is_refused_with_a_hint(text):
    with pytest.raises(CodeError, match=r"product code"):
        digits(text)


def test_an_odd_number_of_digits_asks_whether_a_zero_was_lost():
    with pytest.raises(CodeError, match=r"Was it 0207\.11\.00\?"):
        digits("2071100")


@pytest.mark.parametrize(
    ("code", "shown"),
    [("87", "87"), ("8703", "8703"), ("870322", "8703.22"), ("8703220110", "8703.22.01.10"), ("", "")],
)
def test_a_code_is_shown_as_schedules_print_it(code, shown):
    assert dotted(code) == shown


@given(CODES)
def test_what_is_shown_is_read_back(code):
    assert digits(dotted(code)) == code


def test_a_file_is_read_with_every_repair_and_refusal_by_its_line():
    found = read_codes([("0207.11.00", ""), ("2071200", "5%"), ("x", ""), ("02071100", ""), ("", "")])
    assert found.duties == {"02071100": "", "02071200": "5%"}
    assert found.repaired == [(2, "2071200", "02071200")]
    assert [number for number, _ in found.refused] == [3]
    assert found.repeated == [(4, "02071100")]


@given(st.dictionaries(CODES, st.sampled_from(["", "2.5%", "Free"])))
def test_a_list_is_read_back_from_its_text(duties):
    assert CodeList.parse(str(CodeList(duties))).duties == duties


def test_a_list_finds_the_line_a_code_stands_under_and_the_lines_under_it():
    cars = CodeList({"8703": "", "87032201": "2.5%", "8704": ""})
    assert cars.above("8703220110") == "87032201"
    assert cars.above("870390") == "8703"
    assert cars.above("8705") is None
    assert cars.has_under("8703")
    assert cars.has_under("87")
    assert not cars.has_under("8704")
    assert not cars.has_under("8702")


@given(st.sets(CODES, max_size=30), CODES)
def test_lists_agree_with_looking_at_every_code(codes, code):
    held = CodeList(dict.fromkeys(codes, ""))
    assert held.above(code) == max((one for one in codes if code.startswith(one)), key=len, default=None)
    assert held.has_under(code) == any(one != code and one.startswith(code) for one in codes)
