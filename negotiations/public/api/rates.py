"""What applies to certain goods from an economy on a day: the same answer as /rates.json.

The answer is made by `public.rates`; the models here say what is in it.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field

from negotiations.public.api.parameters import RateAsked
from negotiations.public.api.refusals import Refused
from negotiations.public.rates.data import as_data
from negotiations.public.rates.reading import ask, read

router = Router(tags=["Rates"])


class _Told(BaseModel):
    """More may be said than is listed."""

    model_config = ConfigDict(extra="allow")


class RateNoun(_Told):
    """Something that the answer names."""

    id: str = Field(description="Its key.", examples=["JP"])
    name: str = Field(examples=["Japan"])
    url: str = Field(description="Its page; '' where it has none.")


class RateEntry(_Told):
    """An entry that the answer rests on."""

    id: str = Field(examples=["TW-000001"])
    edition: int
    url: str
    headline: str


class RateDate(_Told):
    """A date in the words of the document that set it."""

    text: str = Field(examples=["3 April 2025, 00:01 EDT"])
    edtf: str = Field(description="Local time in EDTF.", examples=["2025-04-03T00:01"])
    zone: str = Field(description="IANA zone.", examples=["America/New_York"])
    instant: str = Field(description="The first instant that it can mean, in UTC.")


class RateInstrument(_Told):
    """The document that set it."""

    name: str
    url: str = Field(description="Its address outside; '' where none is known.")


class RateSpecific(_Told):
    """A fixed amount for each unit of the goods."""

    amount: str = Field(description="An exact decimal as text.")
    currency: str
    per: str = Field(description="The unit.")


class RateAmount(_Told):
    """An amount of duty."""

    text: str = Field(examples=["25%"])
    percent: str = Field(
        description="Percent of the customs value, an exact decimal as text.", examples=["25"]
    )
    specific: list[RateSpecific]


class RateRule(_Told):
    """A stacking rule on record, with the entry that states it."""

    effect: str = Field(description="How the first duties stand to the second.", examples=["excludes"])
    says: str = Field(description="The words of the document.")
    instrument: RateInstrument | None


class RateRemoval(_Told):
    """Why a measure is not charged although it is in force."""

    rule: RateRule | None
    beside: RateNoun | None = Field(description="The measure beside which it is not charged.")


class RateAlternative(_Told):
    """What stands instead for some of the goods or on a condition."""

    covers: str = Field(description="condition, words (goods described in words only) or some.")
    condition: str
    whom: str = Field(description="For which of them, in words.")
    goods: str
    state: str
    duty: str
    since: RateDate | None
    entry: RateEntry | None
    words: str


class RateComponent(_Told):
    """One measure, and what becomes of it."""

    measure: RateNoun | None
    outcome: str = Field(description="applies, depends, excluded or not_in_force.")
    state: str | None
    duty: str = Field(description="Duty expression; a percentage is of the customs value.", examples=["25%"])
    basis: str = Field(description="What kind of rate it is; '' where that is not on record.")
    since: RateDate | None = Field(description="Inclusive.")
    until: RateDate | None = Field(description="Exclusive; null where no end is known.")
    applies_from: RateDate | None
    entry: RateEntry | None = Field(description="What set the state.")
    rate_entry: RateEntry | None = Field(description="What set the duty, where that is another entry.")
    instrument: RateInstrument | None
    alternatives: list[RateAlternative]
    removed_by: RateRemoval | None
    words: str


class RateTerm(_Told):
    """A line of the sum."""

    measure: RateNoun | None
    duty: str
    basis: str
    adds: RateAmount | None = Field(description="On top of the base duty; null where that cannot be said.")


class RateReason(_Told):
    """Why no total is stated."""

    why: str
    measures: list[str]
    text: str
    rule: RateRule | None


class RateTotal(_Told):
    """The sum, as far as adding is right. An amount that cannot be stated is null, and `reasons` says why."""

    terms: list[RateTerm]
    additional: RateAmount | None = Field(description="On top of the base duty.")
    base: RateAmount | None = Field(description="The base duty.")
    in_all: RateAmount | None = Field(description="Both together.")
    floor: str | None = Field(description="Percent of the customs value, base duty included, at least.")
    reasons: list[RateReason]
    rules: list[RateRule]


class RateDay(_Told):
    """That the answer changed within the day that was asked about."""

    at: RateDate | None
    until_then: str


class RateNextLine(_Told):
    """What becomes of one measure."""

    measure: RateNoun | None
    before: str
    after: str
    entries: list[RateEntry | None]


class RateNext(_Told):
    """The next answer that differs."""

    on: RateDate | None
    on_instant: str
    figure: str
    sentence: str
    url: str
    changes: list[RateNextLine]


class RateStepEntry(_Told):
    """An entry by which the answer became another."""

    id: str
    url: str
    headline: str


class RateStep(_Told):
    """One answer over time."""

    from_: RateDate | None = Field(alias="from", serialization_alias="from")
    from_instant: str
    until_instant: str | None = Field(description="Exclusive; null for the last.")
    state: str
    percent: str | None = Field(
        description="The figure in percent of the customs value; null where it is none."
    )
    figure: str
    url: str
    entries: list[RateStepEntry]


class RateSource(_Told):
    """A source of an entry that the answer rests on."""

    id: str
    title: str
    publisher: str
    issued: str | None = Field(description="EDTF.")
    url: str
    is_official: bool
    is_retracted: bool
    differs_on: list[str] = Field(description="On what it says something else than the entries.")
    entries: list[str] = Field(description="Ids of the entries that cite it.")


class RateRevision(_Told):
    """The answer at another instant of the record."""

    sentence: str
    figure: str
    known_instant: str | None
    url: str
    because_of: list[dict[str, Any]] = Field(description="The entries that made the difference.")


class RateQuestion(_Told):
    """What was asked, as it was understood."""

    by: RateNoun | None
    economy: RateNoun | None
    code: str = Field(description="Digits; '' for all goods.", examples=["87032301"])
    code_text: str = Field(examples=["8703.23.01"])
    on: str
    on_instant: str
    known: str | None
    known_instant: str | None
    url: str


class RateAnswer(_Told):
    """What applies to these goods from there on that day, and why. Amounts are exact decimals as text."""

    question: RateQuestion
    sentence: str = Field(description="The answer in one sentence.")
    figure: str = Field(description="The answer in a few words.")
    components: list[RateComponent]
    total: RateTotal
    changed_that_day: list[RateDay]
    next: RateNext | None
    over_time: list[RateStep]
    over_time_is_cut: bool = Field(description="True where earlier answers are left out.")
    sources: list[RateSource]
    as_known_now: RateRevision | None = Field(
        description="For a past `known`: today’s answer, where it differs."
    )
    as_answered_before: RateRevision | None = Field(
        description="What was answered before the entry that last made it another answer."
    )


@router.get(
    "/rates",
    response=RateAnswer,
    operation_id="get_rates",
    summary="What applies to these goods",
    by_alias=True,
)
def get_rates(request: HttpRequest, asked: Query[RateAsked]) -> HttpResponse:
    """Which duties an economy charges on goods from another on a day, what became of every measure that names them, and
    a total only where a rule on record says that adding is right. The same as `/rates.json`."""
    known = asked.known
    question, _, book = ask(request.GET, known, "")
    if not question.is_good:
        raise Refused(question.errors)
    data = as_data(read(question, book), settings.SITE_URL)
    kind = "application/json; charset=utf-8"
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False}, content_type=kind)
