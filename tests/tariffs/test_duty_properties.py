"""What holds for every duty."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from negotiations.tariffs.duty import (
    AdValorem,
    AllIn,
    Amount,
    Applicable,
    Bounded,
    DutyError,
    Free,
    Minus,
    Quota,
    Specific,
    Sum,
    Unknown,
    amount,
    parse,
    understand,
)


def numbers(most: str):
    return st.integers(0, 8).flatmap(
        lambda places: st.decimals(0, Decimal(most), places=places, allow_nan=False, allow_infinity=False)
    )


def made(form, *parts):
    """Forms from these parts; combinations that make no sense are left out."""

    def make(parts):
        try:
            return form(*parts)
        except ValueError:
            return None

    return st.tuples(*parts).map(make).filter(lambda duty: duty is not None)


percents = st.builds(AdValorem, numbers("10000"))
units = st.sampled_from(
    ["kg", "100 kg", "each", "litre", "p/st", "1000 p/st", "kg of total sugars", "% vol/hl", "m²"]
)
moneys = st.builds(
    Specific, numbers("999999999999"), st.sampled_from(["USD", "EUR", "GBP", "JPY", "TRY"]), units
)
terms = percents | moneys
sums_of_terms = made(Sum, st.tuples(terms, terms | terms.map(Minus), terms | terms.map(Minus)))
sums = (
    sums_of_terms
    | made(Sum, st.tuples(terms, st.just(Applicable())))
    | made(Sum, st.tuples(st.just(Applicable()), terms))
)
floors, ceilings = (
    st.builds(AllIn, percents, st.just("floor")),
    st.builds(AllIn, percents, st.just("ceiling")),
)
bounded = made(
    Bounded,
    st.just(Applicable()) | terms | sums,
    st.none() | terms | sums_of_terms | floors,
    st.none() | terms | sums_of_terms | ceilings,
)
rates = st.builds(Free) | st.builds(Applicable) | terms | sums | floors | ceilings | bounded
duties = rates | st.builds(Quota, rates, rates)

PIECES = """
25 7.5 2.50 0 % percent per cent ¢ $ € £ EUR GBP / kg 100 each + - plus ( ) , ; . : MIN MAX min not less than more or
but whichever is higher Free No change additional an the duty provided in applicable subheading all floor ceiling MFN
included in quota out of base max
""".split()
texts = st.lists(st.sampled_from([*PIECES, " ", "\N{NO-BREAK SPACE}"]), max_size=14).map(" ".join) | st.text(
    max_size=40
)


@given(duties)
@settings(deadline=None)
def test_the_notation_of_a_duty_reads_as_the_same_duty(duty):
    assert parse(str(duty)) == duty
    assert str(parse(str(duty))) == str(duty)


@given(duties)
@settings(deadline=None)
def test_spaces_and_capitals_do_not_matter(duty):
    assert parse(str(duty).upper().replace(" ", "\N{NO-BREAK SPACE} ")) == duty


@given(texts)
@settings(deadline=None)
def test_what_is_understood_prints_as_text_that_is_understood_the_same(text):
    duty = understand(text)
    if duty is not None:
        assert understand(str(duty)) == duty


@given(texts)
@settings(deadline=None)
def test_an_error_has_a_place_in_the_text_and_a_hint(text):
    error = _error_in(text)
    assert error is None or (0 <= error.position <= len(text) and error.hint in str(error))


@given(duties, st.none() | duties)
@settings(deadline=None)
def test_every_duty_has_an_amount_or_a_reason(duty, base):
    found = amount(duty, base)
    assert str(found) if isinstance(found, Amount) else found.reason.endswith(".")


@given(percents, percents)
@settings(deadline=None)
def test_an_all_in_floor_comes_to_the_higher_of_the_two(rate, base):
    added = amount(AllIn(rate, "floor"), base)
    assert added.percent + base.percent == max(rate.percent, base.percent)


@given(duties, duties, duties)
@settings(deadline=None)
def test_adding_amounts_does_not_depend_on_the_order(one, other, third):
    a, b, c = map(_amount_or_nothing, (one, other, third))
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert (a + b) - b == a
    assert a + Amount() == a


@given(terms | sums_of_terms, terms | sums_of_terms)
@settings(deadline=None)
def test_an_amount_that_covers_another_is_at_least_as_much_for_any_goods(one, other):
    a, b = amount(one), amount(other)
    if a.covers(b):
        for price, many in ((0, 1), (1, 0), (1000, 1), (1, 1000)):
            assert _charged(a, price, many) >= _charged(b, price, many)


def _error_in(text) -> DutyError | None:
    try:
        parse(text)
    except DutyError as error:
        return error
    return None


def _amount_or_nothing(duty) -> Amount:
    found = amount(duty)
    return Amount() if isinstance(found, Unknown) else found


def _charged(found: Amount, price: int, many: int) -> Decimal:
    return found.percent * price + sum((value * many for _, value in found.specific), Decimal(0))
