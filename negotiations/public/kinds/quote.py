"""What is public of a quote."""

from datetime import date

from django.utils.translation import gettext_noop
from pydantic import Field

from negotiations.public.kinds.base import EntryBody, FacetValue, Kind, Printed, Ref, refs
from negotiations.values import vocabulary


class EvidenceBody(Printed):
    bearing: vocabulary.Bearing
    text: str
    source: Ref | None = None
    entry: Ref | None = None


class QuoteBody(EntryBody):
    """Somebody's own words, with who they were then."""

    text: str = Field(
        "", description="The original words, verbatim; empty where only a translation is known."
    )
    text_language: str = ""
    translation: str = ""
    translation_language: str = ""
    translation_origin: vocabulary.TranslationOrigin | None = None
    translated_by: str = ""
    speaker: Ref | None = None
    office: Ref | None = Field(None, description="The office held on the day of the words.")
    speaker_description: str = Field("", description="For a speaker who is not named.")
    setting: vocabulary.Setting | None = None
    medium: str = ""
    addressee: str = ""
    attribution: vocabulary.Attribution
    verbatim: vocabulary.Verbatim
    verbatim_checked_on: date | None = None
    claim: str = Field("", description="What the words claim, in our words.")
    evidence: list[EvidenceBody] = []


def facets(body: QuoteBody) -> list[FacetValue]:
    return [
        *refs("person", [body.speaker]),
        *refs("office", [body.office]),
        *refs("source", (item.source for item in body.evidence)),
        *refs("entry", (item.entry for item in body.evidence)),
    ]


def jsonld(b: dict) -> dict:
    """Words as a Quotation, in the language that they were said in."""
    original = b["text"]
    return {
        "text": original or b["translation"],
        "inLanguage": b["text_language"] if original else b["translation_language"],
        "creator": b["speaker"],
    }


KINDS = (
    Kind(
        "quote",
        gettext_noop("Quote"),
        gettext_noop("Quotes"),
        QuoteBody,
        is_entry=True,
        order=20,
        address="/entries/{key}/",
        facets=facets,
        jsonld_type="Quotation",
        jsonld=jsonld,
        by=lambda body: body.speaker,
        concerns={
            "when": ("days?", "dates?", "hour"),
            "words": ("wording", "words", "original", "translation"),
            "speaker": ("speaker", "who spoke"),
            "setting": ("setting", "place"),
            "claim": ("claim",),
        },
    ),
)
