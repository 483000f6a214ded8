"""Reads the terms of a duty, and sums of them: 25%, 4.4¢/kg, the duty provided in the applicable subheading."""

from decimal import Decimal

from negotiations.tariffs.duty import phrases
from negotiations.tariffs.duty.forms import EXACT, AdValorem, Applicable, Minus, Specific, Sum
from negotiations.tariffs.duty.units import CURRENCIES, EACH, LONGEST, SIGNS, UNITS, is_many
from negotiations.tariffs.duty.words import Cursor, DutyError, Word

type Term = Applicable | AdValorem | Specific
type Compound = Term | Sum


def compound(cursor: Cursor) -> Compound:
    """A term, or several that are added or taken off."""
    position = cursor.now.position
    first = term(cursor)
    others = []
    while other := _next_term(cursor):
        others.append(other)
    return cursor.make(Sum, (first, *others), position=position) if others else first


def _next_term(cursor: Cursor) -> Term | Minus | None:
    position = cursor.now.position
    if cursor.take_any(phrases.PLUS):
        return term(cursor)
    if cursor.take_any(phrases.MINUS):
        return cursor.make(Minus, term(cursor), position=position)
    return None


def term(cursor: Cursor) -> Term:
    """One term. Money may stand before its currency or after it."""
    position = cursor.now.position
    if cursor.take_any(phrases.APPLICABLE):
        return Applicable()
    if currency := _currency(cursor):
        return _specific(cursor, _number(cursor), currency, position)
    value = _number(cursor)
    if cursor.take_any(phrases.PERCENT):
        cursor.take_any(phrases.AD_VALOREM)
        return cursor.make(AdValorem, value, position=position)
    if cursor.take_any(phrases.CENTS):
        return _specific(cursor, EXACT.scaleb(value, -2), "USD", position)
    if currency := _currency(cursor):
        return _specific(cursor, value, currency, position)
    raise DutyError(cursor.before.end, f"Write the percent sign: {value:f}%")


def _number(cursor: Cursor) -> Decimal:
    if cursor.now.kind != "number":
        raise cursor.error(_instead_of(cursor.now))
    text = cursor.now.text
    if "," in text or text.count(".") > 1:
        raise cursor.error("Write a decimal point, and nothing between thousands: 1234.5")
    if len(text) > 30:
        raise cursor.error("Write a number of fewer digits")
    cursor.at += 1
    return Decimal(text)


def _currency(cursor: Cursor) -> str | None:
    if cursor.take("us", "$"):
        return "USD"
    text = cursor.now.text
    code = SIGNS.get(text) or text.upper()
    return code if code in CURRENCIES and cursor.take(text) else None


def _specific(cursor: Cursor, amount: Decimal, currency: str, position: int) -> Specific:
    return cursor.make(Specific, amount, currency, _unit(cursor), position=position)


def _unit(cursor: Cursor) -> str:
    if cursor.take(EACH):
        return EACH
    if not (cursor.take("/") or cursor.take("per")):
        raise cursor.error("Write per what: /kg, /100 kg or each")
    many = cursor.now.text
    if is_many(many) and cursor.take(many):
        return f"{many} {_unit_name(cursor)}"
    return _unit_name(cursor)


def _unit_name(cursor: Cursor) -> str:
    here = cursor.ahead(LONGEST)
    for length in range(len(here), 0, -1):
        if unit := UNITS.get(here[:length]):
            cursor.take(*here[:length])
            return unit
    raise cursor.error("Write a unit such as kg, 100 kg, litre or each")


def _instead_of(word: Word) -> str:
    match word.text:
        case "-":
            return "Write a rate of zero or more, without a minus"
        case "+":
            return "Write an additional 25%, or what it is added to"
        case ".":
            return "Write a digit before the point: 0.5"
    return (
        "Write a number, such as 25%"
        if word.kind == "end"
        else "Write a number such as 25%, Free or No change"
    )
