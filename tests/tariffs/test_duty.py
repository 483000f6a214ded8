"""Duty expressions as schedules, orders and editors write them: what they say, how they print, what is refused."""

from decimal import Decimal

import pytest

from negotiations.tariffs.duty import (
    AdValorem,
    AllIn,
    Applicable,
    Bounded,
    DutyError,
    Free,
    Minus,
    Quota,
    Specific,
    Sum,
    parse,
    understand,
)


def percent(number: str) -> AdValorem:
    return AdValorem(Decimal(number))


def money(number: str, currency: str, unit: str) -> Specific:
    return Specific(Decimal(number), currency, unit)


ON_TOP = Sum((Applicable(), percent("25")))
MIXED = Bounded(percent("10"), money("2", "EUR", "kg"), money("5", "EUR", "kg"))
QUOTA = Quota(percent("7.5"), percent("25"))


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        ("25%", percent("25")),
        (" 25 % ", percent("25")),
        ("25 percent", percent("25")),
        ("25 per cent", percent("25")),
        ("25 per cent ad valorem", percent("25")),
        ("4.80\N{NO-BREAK SPACE}%", percent("4.80")),
        ("4.80\N{NARROW NO-BREAK SPACE}%", percent("4.80")),
        ("15％", percent("15")),
        ("0%", percent("0")),
        ("10000%", percent("10000")),
        ("Free", Free()),
        ("FREE.", Free()),
        ("duty-free", Free()),
        ("No change", Applicable()),
        ("No Change.", Applicable()),
        ("No additional duty", Applicable()),
        ("The duty provided in the applicable subheading", Applicable()),
        ("The duty provided in the applicable subheading + 25%", ON_TOP),
        ("The duty provided in the applicable subheading +25%", ON_TOP),
        ("the duty provided in the applicable subheading plus 25 percent", ON_TOP),
        ("the rate of duty provided for in the applicable subheading + 25%", ON_TOP),
        ("an additional 25%", ON_TOP),
        ("an additional ad valorem duty of 25 percent", ON_TOP),
        ("an additional 25% tariff", ON_TOP),
        ("25% additional duty", ON_TOP),
        ("4.4¢/kg", money("0.044", "USD", "kg")),
        ("4.4 cents per kilogram", money("0.044", "USD", "kg")),
        ("$1.035/kg", money("1.035", "USD", "kg")),
        ("US$1.035/kg", money("1.035", "USD", "kg")),
        ("$1.50 each", money("1.50", "USD", "each")),
        ("16.7¢/ liter", money("0.167", "USD", "litre")),
        ("11.3¢/kg of total sugars", money("0.113", "USD", "kg of total sugars")),
        ("30¢/doz. pr.", money("0.30", "USD", "dozen pairs")),
        ("€5/100 kg", money("5", "EUR", "100 kg")),
        ("EUR 5 / 100 kg", money("5", "EUR", "100 kg")),
        ("6.00 EUR / 100 kg", money("6.00", "EUR", "100 kg")),
        ("£0.35/kg", money("0.35", "GBP", "kg")),
        ("1.00 GBP / 1000 p/st", money("1.00", "GBP", "1000 p/st")),
        ("10.20 GBP / % vol/hl", money("10.20", "GBP", "% vol/hl")),
        ("2 EUR/m2", money("2", "EUR", "m²")),
        ("4.4¢/kg + 10%", Sum((money("0.044", "USD", "kg"), percent("10")))),
        ("18.3¢ each + 2.5%", Sum((money("0.183", "USD", "each"), percent("2.5")))),
        ("24.00 % + 6.00 EUR / 100 kg", Sum((percent("24.00"), money("6.00", "EUR", "100 kg")))),
        ("10% - 5 EUR/100 kg", Sum((percent("10"), Minus(money("5", "EUR", "100 kg"))))),
        ("10% − 5 EUR/100 kg", Sum((percent("10"), Minus(money("5", "EUR", "100 kg"))))),
        ("8.00% MIN 0.35 GBP/kg", Bounded(percent("8.00"), money("0.35", "GBP", "kg"))),
        ("10% MIN 2 EUR/kg MAX 5 EUR/kg", MIXED),
        ("10% max. 5 EUR/kg min. 2 EUR/kg", MIXED),
        ("10%, but not less than 2 EUR/kg and not more than 5 EUR/kg", MIXED),
        ("10% but not less than 2 EUR/kg nor more than 5 EUR/kg", MIXED),
        ("10% with a minimum of 2 EUR/kg, subject to a maximum of 5 EUR/kg", MIXED),
        ("10% or 2 EUR/kg, whichever is higher", Bounded(percent("10"), money("2", "EUR", "kg"))),
        ("10% or 2 EUR/kg whichever is the lower", Bounded(percent("10"), None, money("2", "EUR", "kg"))),
        (
            "9% + 2 EUR/kg MAX 18.7% + 1 EUR/kg",
            Bounded(
                Sum((percent("9"), money("2", "EUR", "kg"))),
                None,
                Sum((percent("18.7"), money("1", "EUR", "kg"))),
            ),
        ),
        ("25% MAX 15% all-in", Bounded(percent("25"), None, AllIn(percent("15"), "ceiling"))),
        ("15% all-in", AllIn(percent("15"), "floor")),
        ("15% all-in (MFN included)", AllIn(percent("15"), "floor")),
        ("15% floor, MFN included", AllIn(percent("15"), "floor")),
        ("15%, MFN included", AllIn(percent("15"), "floor")),
        ("15% all-in floor", AllIn(percent("15"), "floor")),
        ("15% all-in ceiling", AllIn(percent("15"), "ceiling")),
        ("max 15% (MFN included)", AllIn(percent("15"), "ceiling")),
        ("not more than 15% all-in", AllIn(percent("15"), "ceiling")),
        ("7.5% in quota, 25% out of quota", QUOTA),
        ("7.5% in-quota; 25% over-quota", QUOTA),
        ("7.5% within the quota and 25% beyond the quota", QUOTA),
        ("In quota: 7.5%; out of quota: 25%", QUOTA),
    ],
)
def test_a_duty_is_read_and_its_own_notation_reads_the_same(text, duty):
    assert parse(text) == duty
    assert parse(str(duty)) == duty


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2.50 %", "2.50%"),
        ("2.5 percent", "2.5%"),
        ("0%", "0%"),
        ("free", "Free"),
        ("no change.", "The duty provided in the applicable subheading"),
        ("an additional 25%", "The duty provided in the applicable subheading + 25%"),
        ("25% + the base duty", "25% + the duty provided in the applicable subheading"),
        ("4.40¢/kg", "4.40¢/kg"),
        ("$0.044/kg", "4.4¢/kg"),
        ("104¢/kg", "$1.04/kg"),
        ("$1.50 EACH", "$1.50 each"),
        ("€6.00/100 KG", "6.00 EUR/100 kg"),
        ("24.00 % + 6.00 EUR / 100 kg", "24.00% + 6.00 EUR/100 kg"),
        ("10% minus 5 EUR/100 kg", "10% - 5 EUR/100 kg"),
        ("10% but not less than 2 EUR/kg nor more than 5 EUR/kg", "10% MIN 2 EUR/kg MAX 5 EUR/kg"),
        ("15% floor, MFN included", "15% all-in"),
        ("maximum 15% (MFN included)", "max 15% all-in"),
        ("25%, but not more than 15% all-in", "25% MAX 15% all-in"),
        ("Free in quota, 25% out of quota", "Free in quota, 25% out of quota"),
    ],
)
def test_a_duty_prints_in_one_notation_with_the_zeros_of_its_source(text, printed):
    assert str(parse(text)) == printed


@pytest.mark.parametrize(
    ("text", "position", "hint"),
    [
        ("", 0, "Write a duty"),
        ("  ", 0, "Write a duty"),
        ("25", 2, "Write the percent sign: 25%"),
        ("15 all-in", 2, "Write the percent sign: 15%"),
        ("25 on cars", 2, "Write the percent sign: 25%"),
        ("twenty-five percent", 0, "Write a number"),
        ("25% on cars", 4, "leave out “on cars”"),
        ("25% 30%", 4, "leave out “30%”"),
        ("2,5%", 0, "Write a decimal point"),
        ("1.2.3%", 0, "Write a decimal point"),
        (".5%", 0, "Write a digit before the point"),
        ("-5%", 0, "zero or more"),
        ("10% + -5%", 6, "zero or more"),
        ("+ 25%", 0, "an additional 25%"),
        ("10% +", 5, "Write a number"),
        ("10000.01%", 0, "at most 10000%"),
        ("0.123456789%", 0, "8 after it"),
        ("1234567890123 EUR/kg", 0, "12 digits"),
        ("٢٥%", 0, "digits 0 to 9"),
        ("２５%", 0, "digits 0 to 9"),
        ("25%-30%", 0, "a range has no single value"),
        ("25%–30%", 3, "a range"),
        ("~25%", 0, "an estimate"),
        ("25%\N{ZERO WIDTH SPACE}", 3, "does not show"),
        ("25%*", 3, "Leave out “*”"),
        ("4.4¢", 4, "Write per what"),
        ("4.4¢/bushel", 5, "Write a unit"),
        ("4.4 XXX/kg", 3, "Write the percent sign"),
        ("¥5/kg", 0, "JPY or CNY"),
        ("10% or 2 EUR/kg", 15, "whichever is higher"),
        ("5% MIN 10% MAX 7%", 0, "no higher than the maximum"),
        ("25% MIN the base duty", 0, "as minimum or maximum"),
        ("25% MAX 15% floor, MFN included", 0, "an all-in maximum a ceiling"),
        ("15% floor", 9, "15% floor, MFN included"),
        ("max 15%", 7, "max 15% all-in"),
        ("max 15% floor, MFN included", 0, "either a floor or a maximum"),
        ("7.5% in quota", 13, "Write both rates of the quota"),
        ("25% out of quota", 4, "Write both rates of the quota"),
        ("7.5% in quota, 25%", 18, "Write both rates of the quota"),
        ("an additional duty of the base duty + 5%", 0, "once"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place_and_what_to_write(text, position, hint):
    with pytest.raises(DutyError) as refused:
        parse(text)
    assert (refused.value.position, hint in refused.value.hint) == (position, True), refused.value
    assert str(refused.value) == f"{refused.value.hint} (at character {position + 1})."
    assert understand(text) is None


@pytest.mark.parametrize(
    "text",
    [
        # From schedules and orders: each has a number in it, and none is the duty on the whole value of the goods.
        "The duty provided in the applicable subheading + a duty of 25% upon the value of the non-U.S. content",
        "The duty provided in subheadings 8716.39.00, 8716.90.30 or 8716.90.50 + 100%",
        "The duty provided in the applicable subheading + 200% (AU, BH, CA)",
        "10% (CA)",
        "Free (A, AU, BH, CL)",
        "51¢ each + 6.25% on the case and strap",
        "10.9% + EA MAX 18.7% + ADSZ",
        "30%2/",
        "50% of the MFN rate",
        "up to 25%",
        "about 25%",
        "25% to 30%",
        "25% from 10%",
        "10% or 15%",
        "25% of 10%",
        "p/st",
        "See heading 9903.01.25",
    ],
)
def test_no_number_is_guessed_from_a_text_that_says_more(text):
    assert understand(text) is None


@pytest.mark.parametrize(
    "broken",
    [
        lambda: percent("-1"),
        lambda: percent("-0"),
        lambda: percent("NaN"),
        lambda: percent("Infinity"),
        lambda: AdValorem(25),
        lambda: AdValorem(2.5),
        lambda: money("1", "XXX", "kg"),
        lambda: money("1", "EUR", "bushel"),
        lambda: money("1", "EUR", "0 kg"),
        lambda: Sum((percent("1"),)),
        lambda: Sum((Minus(percent("1")), money("1", "EUR", "kg"))),
        lambda: Sum((percent("1"), Free())),
        lambda: Sum((Applicable(), Applicable())),
        lambda: Minus(Applicable()),
        lambda: Bounded(percent("1")),
        lambda: Bounded(Free(), percent("1")),
        lambda: Bounded(percent("1"), Applicable()),
        lambda: AllIn(Decimal(15), "floor"),
        lambda: AllIn(percent("15"), "roof"),
        lambda: Quota(QUOTA, Free()),
    ],
)
def test_a_form_that_makes_no_sense_cannot_be_made(broken):
    with pytest.raises(ValueError, match=r"^(Write|Add|Take|Begin|Set) "):
        broken()


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "9%",
        "1% + ",
        "%",
        " ",
        "(",
        "+",
        "a",
        "all-in ",
        "the ",
        "in quota ",
        "1,",
        "1.",
        "é",
        "max ",
        "not ",
        "-",
    ],
)
def test_long_texts_take_no_longer_than_their_length(piece):
    """A parser that went back over what it read would not come to an end here."""
    many = piece * (100_000 // len(piece))
    assert understand(many) is None
    assert understand(f"25% {many} 25%") is None


def test_a_long_sum_is_read():
    duty = parse(" + ".join(["1%"] * 20_000))
    assert len(duty.terms) == 20_000
