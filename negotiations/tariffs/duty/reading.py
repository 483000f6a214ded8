"""Reads duty expressions: a parser that looks ahead by a few words and never goes back over more.

    duty      = rate ["in quota" rate "out of quota"]
    rate      = "Free" | "No change" | "max" percent all-in | sum [all-in | bounds | "additional"]
    sum       = term {("+" | "-") term}
    term      = percent | money "/" unit | money "each" | "the duty provided in the applicable subheading"
    bounds    = {("MIN" | "MAX") sum}, or: "or" sum "whichever is higher"

Whatever is not in here is refused: what a duty says in other words (a share of the content, a list of countries, a
range) changes what is owed, and a number that ignores it would be wrong.
"""

from negotiations.tariffs.duty import phrases
from negotiations.tariffs.duty.forms import AdValorem, AllIn, Applicable, Bounded, Duty, Free, Quota, Sum
from negotiations.tariffs.duty.phrases import Phrases
from negotiations.tariffs.duty.terms import Compound, compound, term
from negotiations.tariffs.duty.words import Cursor, DutyError

_QUOTA_HINT = "Write both rates of the quota: 7.5% in quota, 25% out of quota"


def parse(text: str) -> Duty:
    """The duty that the text says. Raises DutyError with the place and what to write instead."""
    cursor = Cursor(text)
    if cursor.now.kind == "end":
        raise DutyError(0, "Write a duty, such as 25%, 4.4¢/kg or Free")
    duty = _duty(cursor)
    cursor.take(".")
    if cursor.now.kind != "end":
        raise _too_much(cursor)
    return duty


def understand(text: str) -> Duty | None:
    """The duty that the text says, or None where it says more or other than can be put in numbers."""
    try:
        return parse(text)
    except DutyError:
        return None


def _duty(cursor: Cursor) -> Duty:
    position = cursor.now.position
    if named_first := cursor.take_any(phrases.IN_QUOTA):
        cursor.take(":")
    within = _rate(cursor)
    if not (named_first or cursor.take_any(phrases.IN_QUOTA)):
        return within
    cursor.take_any(phrases.BETWEEN)
    beyond = _beyond(cursor, named_first)
    return cursor.make(Quota, within, beyond, position=position)


def _beyond(cursor: Cursor, named_first: bool) -> Duty:
    """The rate out of quota, with its name before or after it."""
    if cursor.now.kind == "end":
        raise cursor.error(_QUOTA_HINT)
    if named_first:
        _need_out_of_quota(cursor)
        cursor.take(":")
        return _rate(cursor)
    beyond = _rate(cursor)
    _need_out_of_quota(cursor)
    return beyond


def _need_out_of_quota(cursor: Cursor) -> None:
    if not cursor.take_any(phrases.OUT_OF_QUOTA):
        raise cursor.error(_QUOTA_HINT)


def _rate(cursor: Cursor) -> Duty:
    position = cursor.now.position
    if cursor.take_any(phrases.AT_MOST):
        return _ceiling(cursor, position)
    if cursor.take_any(phrases.FREE):
        return Free()
    if cursor.take_any(phrases.NO_CHANGE):
        return Applicable()
    if cursor.take_any(phrases.ADDITIONAL):
        added = compound(cursor)
        cursor.take_any(phrases.NAMES_OF_A_DUTY)
        return _on_top(cursor, added, position)
    duty = compound(cursor)
    if cursor.take_any(phrases.ADDITIONALLY):
        return _on_top(cursor, duty, position)
    if isinstance(duty, AdValorem) and (side := _all_in(cursor)):
        return AllIn(duty, side)
    return _bounded(cursor, duty, position)


def _on_top(cursor: Cursor, duty: Compound, position: int) -> Sum:
    terms = duty.terms if isinstance(duty, Sum) else (duty,)
    return cursor.make(Sum, (Applicable(), *terms), position=position)


def _ceiling(cursor: Cursor, position: int) -> AllIn:
    rate = term(cursor)
    side = _all_in(cursor, "ceiling")
    if not isinstance(rate, AdValorem) or not side:
        raise cursor.error("Write what the limit is for: 25% MAX 30%, or max 15% all-in")
    if side == "floor":
        raise DutyError(position, "Write either a floor or a maximum")
    return AllIn(rate, side)


def _all_in(cursor: Cursor, otherwise: str = "floor") -> str:
    """Which bound an all-in rate is, "" where it is none; `otherwise` where the text does not say which."""
    said = cursor.take_any(phrases.ALL_IN)
    side = (
        "floor" if cursor.take_any(phrases.FLOOR) else "ceiling" if cursor.take_any(phrases.CEILING) else ""
    )
    said = cursor.take_any(phrases.ALL_IN) or said
    said = cursor.take_any(phrases.MFN_INCLUDED) or said
    if side and not said:
        raise cursor.error(f"Write that the base duty is included: 15% {side}, MFN included")
    return (side or otherwise) if said else ""


def _bounded(cursor: Cursor, duty: Compound, position: int) -> Duty:
    if cursor.take_any(phrases.OR):
        return _whichever(cursor, duty, position)
    minimum = _bound(cursor, phrases.MINIMUM, "floor")
    maximum = _bound(cursor, phrases.MAXIMUM, "ceiling")
    minimum = minimum or _bound(cursor, phrases.MINIMUM, "floor")
    if minimum is None and maximum is None:
        return duty
    return cursor.make(Bounded, duty, minimum, maximum, position=position)


def _bound(cursor: Cursor, ways: Phrases, side: str) -> Compound | AllIn | None:
    before = cursor.at
    cursor.take_any(phrases.LEAD)
    if not cursor.take_any(ways):
        cursor.at = before
        return None
    bound = compound(cursor)
    if isinstance(bound, AdValorem) and (said := _all_in(cursor, side)):
        return AllIn(bound, said)
    return bound


def _whichever(cursor: Cursor, duty: Compound, position: int) -> Bounded:
    other = compound(cursor)
    if cursor.take_any(phrases.HIGHER):
        return cursor.make(Bounded, duty, other, None, position=position)
    if cursor.take_any(phrases.LOWER):
        return cursor.make(Bounded, duty, None, other, position=position)
    raise cursor.error("Write which of the two applies: whichever is higher, or whichever is lower")


def _too_much(cursor: Cursor) -> DutyError:
    position = cursor.now.position
    rest = cursor.text[position:].strip()
    if cursor.take_any(phrases.OUT_OF_QUOTA):
        return DutyError(position, _QUOTA_HINT)
    shown = rest if len(rest) <= 40 else f"{rest[:40]}…"
    return DutyError(position, f"Write one duty and nothing after it: leave out “{shown}”")
