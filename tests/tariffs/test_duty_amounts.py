"""What duties add on top of the base duty; and where that cannot be said exactly, why."""

from decimal import Decimal

import pytest

from negotiations.tariffs.duty import AllIn, Amount, Unknown, amount, parse

NO_BASE = "The duty depends on the base duty, which this record does not hold."


def on_top(text: str, base: str | None = None) -> str:
    found = amount(parse(text), parse(base) if base else None)
    return found.reason if isinstance(found, Unknown) else str(found)


@pytest.mark.parametrize(
    ("text", "base", "adds"),
    [
        ("25%", None, "25%"),
        ("Free", None, "Free"),
        ("0%", None, "Free"),
        ("4.4¢/kg + 10%", None, "10% + 4.4¢/kg"),
        ("10% - 5 EUR/100 kg", None, "10% - 5 EUR/100 kg"),
        ("5 EUR/100 kg - 2%", None, "-2% + 5 EUR/100 kg"),
        ("$1.50 each + 50¢ each", None, "$2.00 each"),
        ("No change", None, "Free"),
        ("The duty provided in the applicable subheading + 25%", None, "25%"),
        ("The duty provided in the applicable subheading + 25%", "2.5%", "25%"),
        ("15% all-in", "2.5%", "12.5%"),
        ("15% all-in", "Free", "15%"),
        ("15% all-in", "15%", "Free"),
        ("15% all-in", "25%", "Free"),
        ("15% all-in", "4.4¢/kg + 15%", "Free"),
        ("max 15% all-in", "20%", "Free"),
        ("7.5% in quota, 7.5% out of quota", None, "7.5%"),
        ("10% MIN 12%", None, "12%"),
        ("10% MAX 5%", None, "5%"),
        ("10% MIN 5% MAX 20%", None, "10%"),
        ("10% + 2 EUR/kg MIN 8%", None, "10% + 2 EUR/kg"),
        ("2 EUR/kg MIN 3 EUR/kg", None, "3 EUR/kg"),
        ("25% MAX 15% all-in", "2.5%", "12.5%"),
        ("10% MAX 15% all-in", "2.5%", "10%"),
        ("25% MAX 15% all-in", "20%", "Free"),
        ("5% MIN 15% all-in", "2.5%", "12.5%"),
        ("The duty provided in the applicable subheading + 25% MAX 15% all-in", "2.5%", "12.5%"),
        ("The duty provided in the applicable subheading + 25% MAX 50%", "30%", "20%"),
        ("The duty provided in the applicable subheading + 25% MAX 50%", "10%", "25%"),
    ],
)
def test_what_a_duty_adds(text, base, adds):
    assert on_top(text, base) == adds


@pytest.mark.parametrize(
    ("text", "base", "why"),
    [
        ("15% all-in", None, NO_BASE),
        ("15% all-in", "No change", NO_BASE),
        ("15% all-in", "10% all-in", NO_BASE),
        ("max 15% all-in", None, NO_BASE),
        ("25% MAX 15% all-in", None, NO_BASE),
        ("The duty provided in the applicable subheading + 25% MAX 50%", None, NO_BASE),
        (
            "max 15% all-in",
            "2.5%",
            "The total may not exceed 15% with the base duty: a limit does not say what is charged below it.",
        ),
        (
            "15% all-in",
            "4.4¢/kg",
            "Which is higher, 15% or 4.4¢/kg, depends on the price and quantity of the goods.",
        ),
        (
            "10% MIN 2 EUR/kg",
            None,
            "Which is higher, 10% or 2 EUR/kg, depends on the price and quantity of the goods.",
        ),
        ("7.5% in quota, 25% out of quota", None, "The duty depends on whether the quota is exhausted."),
        ("15% all-in", "2% in quota, 9% out of quota", "The duty depends on whether the quota is exhausted."),
    ],
)
def test_what_cannot_be_said_exactly_is_not_said_and_the_reason_is(text, base, why):
    assert on_top(text, base) == why


@pytest.mark.parametrize("base", ["Free", "2.5%", "12.35%", "14.99%", "15%", "15.01%", "90%"])
def test_an_all_in_floor_brings_the_total_up_to_it_and_never_down(base):
    base_duty = amount(parse(base))
    total = base_duty + amount(AllIn(parse("15%"), "floor"), parse(base))
    assert total.percent == max(Decimal(15), base_duty.percent)


def test_adding_is_exact_and_keeps_currencies_and_units_apart():
    whole = amount(parse("0.1% + 4.4¢/kg")) + amount(parse("0.2% + 1.5¢/kg + 2 EUR/kg + 3 EUR/100 kg"))
    assert str(whole) == "0.3% + 3 EUR/100 kg + 2 EUR/kg + 5.9¢/kg"


def test_an_amount_knows_whether_it_is_nothing_and_whether_it_is_a_percentage():
    nothing, rate, both = (amount(parse(text)) for text in ("Free", "2.5%", "2.5% + 1¢/kg"))
    assert (nothing.is_zero, rate.is_zero, both.is_zero) == (True, False, False)
    assert (nothing.only_percent, rate.only_percent, both.only_percent) == (True, True, False)
    assert (both - both).is_zero


def test_equal_amounts_are_equal_however_they_came_about():
    kg, each = ("EUR", "kg"), ("EUR", "each")
    one = Amount(Decimal("2.50"), ((kg, Decimal(1)), (each, Decimal(2))))
    other = Amount(Decimal("2.5"), ((each, Decimal(1)), (kg, Decimal("1.0")), (each, Decimal(1))))
    assert one == other
    assert hash(one) == hash(other)
