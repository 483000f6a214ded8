"""What may be asked at each address: read strictly, and refused with a sentence that says what to write.

A parameter that an address does not know, that stands twice, or that is empty is an error: none is ever ignored, so
that no answer is wider than its question.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import (
    BaseModel,
    BeforeValidator,
    Field,
    ValidationInfo,
    WithJsonSchema,
    create_model,
    model_validator,
)

from negotiations.public.api.cursors import decode
from negotiations.public.api.refusals import Refused
from negotiations.public.parameters import NOUN_FACETS, WORD_FACETS, WORDS
from negotiations.values.clock import Moment
from negotiations.values.texts import has_refused_character

MOST, USUAL = 100, 25  # items on one page
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)
_SHOWN = 40  # characters of a wrong value in a message

_INSTANT: list[dict[str, Any]] = [
    {"type": "string", "format": "date", "description": "The end of that day in the site’s zone."},
    {"type": "string", "format": "date-time", "description": "An instant with its offset."},
]


def _moment(value: Any) -> Any:
    return Moment.parse(value) if isinstance(value, str) else value


def _limit(value: Any) -> Any:
    """Plain digits, and nothing else that Python takes for a number."""
    if isinstance(value, str) and not (_NUMBER.fullmatch(value) and 1 <= int(value) <= MOST):
        raise ValueError(f"Write a whole number from 1 to {MOST}.")
    return value


Known = Annotated[
    Moment | None,
    BeforeValidator(_moment),
    WithJsonSchema({"anyOf": _INSTANT}),
    Field(
        description="The record as it had been published then: a date, or an instant such as an edition’s"
        " `published_at`. Without it, the record as it is now.",
        examples=["2025-05-01"],
    ),
]
On = Annotated[
    Moment | None,
    BeforeValidator(_moment),
    WithJsonSchema({"anyOf": _INSTANT}),
    Field(
        description="The day or instant whose state is asked about, past or future. Without it, now.",
        examples=["2025-08-10"],
    ),
]
Limit = Annotated[
    int,
    Field(description=f"Items on a page, at most {MOST}."),
    BeforeValidator(_limit),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}),
]
_CURSOR = {"type": "string", "pattern": "^[A-Za-z0-9_=-]+$", "maxLength": 80}
_AFTER = Field(description="Where the page before ended. Opaque: take it from the address in `next`.")
After = Annotated[int | None, BeforeValidator(decode), WithJsonSchema(_CURSOR), _AFTER]


class Asked(BaseModel):
    """The base of what can be asked: reads nothing yet, and refuses what stands there by mistake."""

    known: Known = None

    @model_validator(mode="before")
    @classmethod
    def _refuse_mistakes(cls, values: Any, info: ValidationInfo) -> Any:
        request: HttpRequest = (info.context or {})["request"]
        names = {field.alias or name: _is_list(field.annotation) for name, field in cls.model_fields.items()}
        errors = {
            name[:_SHOWN]: message
            for name, given in request.GET.lists()
            if (message := _mistake(name, [str(one) for one in given], names))
        }
        if errors:
            raise Refused(errors)
        return values


def _is_list(annotation: Any) -> bool:
    return "list[" in str(annotation)


def _mistake(name: str, given: list[str], names: dict[str, bool]) -> str:
    """What is wrong with a parameter whatever it means; '' for nothing."""
    if name not in names:
        return f"This address has no such parameter. It has: {', '.join(names)}."
    if not all(value.strip() for value in given):
        return "Give it a value, or leave it out."
    if any(has_refused_character(value) for value in given):
        return "This value holds a character that no value can have."
    if len(given) > 1 and not names[name]:
        return "Give it once."
    return ""


class Listed(Asked):
    """A list in pages."""

    limit: Limit = USUAL
    after: After = None


class Standing(Asked):
    """Things whose state is asked about."""

    on: On = None


class ListedStanding(Listed):
    """A list of things whose state is asked about."""

    on: On = None


# The parameters of the timeline are read by the timeline's own filter; here they are only told of. ---------

_PARTIAL = r"^\d{4}(-(\d{2}(-\d{2})?|[Qq][1-4]))?[~?%]?$"


def _words(name: str) -> Any:
    """A parameter with the words of a closed list."""
    words = list(dict.fromkeys(word for word, _ in WORDS[name]()))
    told = {"type": "array", "items": {"type": "string", "enum": words}, "maxItems": 20}
    return Annotated[list[str], WithJsonSchema(told), Field(description=_ABOUT[name])]


def _keys(name: str) -> Any:
    """A parameter with keys of nouns."""
    told = {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 120}, "maxItems": 20}
    example = {"examples": [_KEYS[name]]} if name in _KEYS else {}
    about = f"Keys of {_PLURALS[name]} that it names: any of them. Repeat the parameter for several."
    return Annotated[list[str], WithJsonSchema(told | example), Field(description=about)]


def _text(about: str, **told: Any) -> Any:
    return Annotated[str | None, WithJsonSchema({"type": "string", **told}), Field(description=about)]


_ABOUT = {
    "kind": "Kinds of entry: any of them. Repeat the parameter for several.",
    "status": "Of a round, its status; of a measure change, the state that its measure is in by it, now.",
    "change": "Why the present edition was printed.",
}
_PLURALS = {
    "negotiation": "negotiations",
    "economy": "economies",
    "topic": "topics",
    "person": "people",
    "measure": "measures",
    "source": "sources",
}
_KEYS = {"economy": ["JP"]}

# What is sure to be understood; more is taken, as long as it holds a letter or a digit.
_WORDS_ASKED = r"^[\"“「]?[^\W_][\w \"“”「」'.,%-]*$"
_timeline: dict[str, Any] = {
    **{name: (_words(name), []) for name in WORD_FACETS},
    **{name: (_keys(name), []) for name in NOUN_FACETS},
    "q": (
        _text(
            "Words in any language that it, or a name that it is about, holds: all of them; between quotation marks"
            " side by side.",
            pattern=_WORDS_ASKED,
            maxLength=200,
            examples=["tariff", "関税"],
        ),
        None,
    ),
    "from_": (
        _text(
            "First day, inclusive: entries whose dates reach it or lie after. A month or a year counts from its"
            " first day.",
            pattern=_PARTIAL,
            examples=["2025-04"],
        ),
        Field(None, alias="from"),
    ),
    "to": (
        _text(
            "Last day, inclusive; a month or a year counts to its last.",
            pattern=_PARTIAL,
            examples=["2025-09-30"],
        ),
        None,
    ),
    "after": (Annotated[str | None, WithJsonSchema(_CURSOR), _AFTER], None),
    "key": (_text("The few events that tell the story, alone.", enum=["1"]), None),
    "order": (
        _text("By date, newest first unless told otherwise.", enum=["newest", "oldest"], default="newest"),
        None,
    ),
}

TimelineAsked: type[Listed] = create_model(
    "TimelineAsked", __base__=Listed, __doc__="The filter of the timeline, in pages.", **_timeline
)


class Since(Asked):
    """What was printed since."""

    since: Annotated[
        int | Moment | None,
        BeforeValidator(lambda value: _since(value)),
        WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0, "maximum": 10**18 - 1}, *_INSTANT]}),
        Field(
            description="A number of the log: what was printed after it. Or a date (from its first instant on) or an"
            " instant (after it). Without it, from the beginning.",
            examples=[0, "2025-05-01"],
        ),
    ] = None
    limit: Limit = USUAL


def _since(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if _NUMBER.fullmatch(value):
        return int(value)
    try:
        moment = Moment.parse(value)
    except ValueError:
        raise ValueError("Write a number of the log, a date such as 2025-05-01, or an instant.") from None
    return moment if "T" in moment.value else _beginning(moment)


def _beginning(day: Moment) -> Moment:
    """The last instant before a day, in the site's zone."""
    midnight = datetime.combine(date.fromisoformat(day.value), time(), timezone.get_default_timezone())
    return Moment(day.value, midnight.astimezone(UTC) - timedelta(microseconds=1))


class RateAsked(Asked):
    """Goods from an economy, charged by another, on a day."""

    by: _text(  # type: ignore[valid-type]
        "Key of the economy that charges the duty.", minLength=1, maxLength=40, examples=["US"]
    )
    economy: _text(  # type: ignore[valid-type]
        "Key of the economy that the goods come from.", minLength=1, maxLength=40, examples=["JP"]
    )
    code: _text(  # type: ignore[valid-type]
        "Code of the goods in the tariff of the economy that charges, two digits or more, with or without dots."
        " Without it, all goods.",
        maxLength=40,
        examples=["8703.23.01"],
    ) = None
    on: On = None


KEY: str = Path(..., min_length=1, max_length=120, description="The last part of its address.")
ENTRY: str = Path(..., min_length=1, max_length=120, description="The public id, such as TW-000001.")
NUMBER: int = Path(..., ge=1, le=2**31 - 1, description="The number of the edition; 1 for the first.")
